"""The verbs that work through JSON lines: diagnose, label, grade, standards."""

import gc
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from tutor.cli.rows import BadRow, Row, peek_rows, read_rows, run_rows, text

Lines = Annotated[
    str, typer.Option("--jsonl", help="File of JSON objects, one a line, or a .csv; - reads standard input.")
]
OWN = ("id", "problem", "response", "label", "group")
"""Fields of examples and queries with a meaning of their own; all other texts are features."""


def diagnose(jsonl: Lines) -> None:
    """Say whether each response is right, and which misconception explains it, if any.

    The rows of a file are taken as a class, or as one for each value of their field `class`: what is common in it is learned from all.
    """
    from tutor.diagnosis import class_prior_of_rows, diagnose_row
    from tutor.diagnosis.belief import USUAL
    from tutor.diagnosis.diagnose import responses_of_rows
    from tutor.services import build

    services = build()
    matcher, threshold = services.matcher, services.settings.accuse_threshold
    gc.freeze()  # what is loaded stays, and what is remembered too: the collector need not look through it again and again
    gc.set_threshold(20_000, 50, 50)
    classes: dict[str, list[Row]] = {}
    rows = peek_rows(jsonl)
    matcher.phrases.expect(responses_of_rows(rows), lambda texts: services.embedder.embed(texts))
    for row in rows:
        classes.setdefault(str(row.get("class")), []).append(row)
    priors = {name: class_prior_of_rows(rows, matcher) for name, rows in classes.items()}

    def diagnosed(row: Row) -> Mapping[str, Any]:
        return diagnose_row(row, matcher, threshold=threshold, prior=priors.get(str(row.get("class")), USUAL))

    run_rows(jsonl, diagnosed)


def label(
    labels: Annotated[str, typer.Option("--labels", help='File of {"id", "text"?, "group"?}, one a line, or a .csv.')],
    examples: Annotated[
        str, typer.Option("--examples", help='File of {"problem", "response", "label"}, one a line, or a .csv.')
    ],
    jsonl: Lines,
) -> None:
    """Rank your own labels for each response, learned from your examples alone, one a label or thousands."""
    from tutor.diagnosis.labels import Given, Label, Labeller
    from tutor.llm import open_vote
    from tutor.services import build

    def given(row: Row, label: str = "") -> Given:
        said = {name: worth or "" for name, worth in row.items() if name not in OWN and isinstance(worth, str | None)}
        return Given(text(row, "problem"), text(row, "response"), said, label)

    ids: dict[str, Any] = {}

    def known(row: Row) -> Label:
        found = Label(text(row, "id"), text(row, "text", ""), _group(row))
        if found.id in ids:
            raise BadRow(f'"{found.id}" is listed before, and its first line counts. Give each label an id of its own.')
        ids[found.id] = row["id"]
        return found

    named = read_rows(labels, known)

    def example(row: Row) -> Given:
        if (label := text(row, "label")) not in ids:
            raise BadRow(f'"{label}" is not among the labels. Add it to {labels}, or correct it.')
        return given(row, label)

    shown = read_rows(examples, example)
    services = build()
    gateway = services.gateway if services.settings.llm_quick else None
    vote = open_vote(gateway) if gateway else None
    labeller = Labeller(named, shown, services.matcher, embed=lambda texts: services.embedder.embed(texts), vote=vote)

    def ranked(row: Row) -> Mapping[str, Any]:
        best = labeller.rank([given(row)], group=_group(row))[0]
        return {"id": row.get("id"), "ranked": [{"label": ids[id], "p": round(p, 8)} for id, p in best]}

    run_rows(jsonl, ranked)


def grade(jsonl: Lines) -> None:
    """Grade each response against the expected answer, exactly, with a reason."""
    from tutor.maths import grade_answer

    def graded(row: Row) -> Mapping[str, Any]:
        problem, form = text(row, "problem", ""), text(row, "form", "")
        found = grade_answer(text(row, "expected"), text(row, "response"), problem=problem, form=form)
        return {"id": row.get("id"), "verdict": found.verdict, "reason": found.reason}

    run_rows(jsonl, graded)


def standards(
    jsonl: Lines,
    catalog: Annotated[Path | None, typer.Option(help="JSON lines of standards to rank; default: our own.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, help="How many codes to give.")] = 10,
) -> None:
    """Rank the standards that each text belongs to."""
    from tutor.retrieval import load_standards, open_standards, rank_standards, standards_of
    from tutor.services import build

    services = build()
    known = load_standards(catalog) if catalog else standards_of(services.catalog)
    ranking = open_standards(services.settings.home, known, content=services.settings.content)

    def ranked(row: Row) -> Mapping[str, Any]:
        best = rank_standards(text(row, "text"), ranking, k=k)
        return {"id": row.get("id"), "ranked": [{"code": code, "score": round(score, 4)} for code, score in best]}

    run_rows(jsonl, ranked)


def _group(row: Row) -> str:
    return "" if row.get("group") is None else text(row, "group")
