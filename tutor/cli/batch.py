"""The verbs that work through JSON lines: diagnose, grade, standards."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from tutor.cli.rows import Row, run_rows, text

Lines = Annotated[str, typer.Option("--jsonl", help="File of JSON objects, one a line; - reads standard input.")]


def diagnose(jsonl: Lines) -> None:
    """Say whether each response is right, and which misconception explains it, if any."""
    from tutor.diagnosis import diagnose_row
    from tutor.services import build

    services = build()
    matcher, threshold = services.matcher, services.settings.accuse_threshold
    run_rows(jsonl, lambda row: diagnose_row(row, matcher, threshold=threshold))


def grade(jsonl: Lines) -> None:
    """Grade each response against the expected answer, exactly, with a reason."""
    from tutor.maths import grade_answer

    def graded(row: Row) -> Mapping[str, Any]:
        found = grade_answer(
            text(row, "expected"), text(row, "response"), problem=text(row, "problem", ""), form=text(row, "form", "")
        )
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
