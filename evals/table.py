"""Anybody's own answers, from a CSV by a small mapping file, and what can be measured on them.

    # map.yaml: our name: its column
    problem: Question
    response: Student answer
    label: Error code

`tutor eval labels --data answers.csv --map map.yaml`. Nothing of the file is kept but its hash.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from evals.loaders import Answered
from evals.results import Result, Run, by_group, reliability, share
from tutor.catalog.load import read_as
from tutor.domain import Value
from tutor.errors import TutorError

OURS = ("problem", "response", "key", "label", "learner", "skill", "right")
NEEDED = {
    "diagnosis": ("problem", "response"),
    "labels": ("problem", "response", "label"),
    "grading": ("response", "key", "right"),
    "learner": ("learner", "skill", "right"),
}
"""The evals that such a file can feed, and the columns that each needs."""
SAYS_RIGHT = {"1": True, "1.0": True, "true": True, "right": True, "correct": True, "yes": True}
SAYS_RIGHT |= {"0": False, "0.0": False, "false": False, "wrong": False, "incorrect": False, "no": False}
NEEDS: tuple[str, ...] = ()
NO_CSV = "--map needs the CSV. Name it with --data."


class Columns(Value):
    """A mapping file: the column of the CSV that holds each of our names; those that it lacks are left out."""

    problem: str = ""
    response: str = ""
    key: str = ""
    label: str = ""
    learner: str = ""
    skill: str = ""
    right: str = ""


def read_table(path: Path, mapping: Path) -> list[Answered]:
    """Return the rows of a CSV. Raises TutorError with all that does not fit: names, columns, lines."""
    return list(_read(path, mapping)[0])


def named_in(mapping: Path) -> dict[str, str]:
    """Return the columns that a mapping names. Raises TutorError with all its faults."""
    columns = read_as(TypeAdapter(Columns), mapping, mapping.name).model_dump(exclude_defaults=True)
    if not columns:
        raise TutorError(
            f"{mapping}: names no column. Write our name: its column, one a line; ours are {', '.join(OURS)}."
        )
    return columns


@lru_cache(maxsize=4)
def _read(path: Path, mapping: Path) -> tuple[tuple[Answered, ...], dict[str, str]]:
    named = named_in(mapping)
    header, lines = _lines(path)
    faults = []
    for ours, column in named.items():
        if column not in header:
            near = get_close_matches(column, header, n=1)
            faults.append(f"{mapping}: {column!r}, named for {ours}, is no column of {path.name}. "
                          + (f"Is it {near[0]!r}?" if near else f"Its columns are: {', '.join(header)}."))  # fmt: skip
    rows = []
    for number, cells in lines:
        if len(cells) != len(header):
            faults.append(
                f"{path}, line {number}: {len(cells)} cells where the header has {len(header)}. Correct the line."
            )
            continue
        row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
        if row.get(named.get("right", ""), "1").lower() not in SAYS_RIGHT:
            faults.append(f"{path}, line {number}: {row[named['right']]!r} says neither right nor wrong. Write 1 or 0.")
        rows.append(row)
    if faults:
        more = f"\n... and {len(faults) - 10} more." if len(faults) > 10 else ""
        raise TutorError("\n".join(faults[:10]) + more)
    return tuple(_answered(row, named) for row in rows), named


def _lines(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the header, and the lines with their numbers. Commas, semicolons or tabs part the cells, whichever the header has most."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise TutorError(f"{path}, byte {error.start}: not UTF-8. Save the file as CSV in UTF-8.") from None
    except OSError as error:
        raise TutorError(f"{path}: cannot be read ({error.strerror}). Name a CSV file with --data.") from None
    first = text.partition("\n")[0]
    told = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    lines = [(told.line_num, cells) for cells in told if any(cell.strip() for cell in cells)]
    if len(lines) < 2:
        raise TutorError(f"{path}: has no rows under a header. Give the names of columns on the first line.")
    return [cell.strip() for cell in lines[0][1]], lines[1:]


def _answered(row: dict[str, str], named: dict[str, str]) -> Answered:
    kept = {ours: row[column] for ours, column in named.items()}
    more = {name: value for name, value in row.items() if name not in named.values()}
    more |= {name: kept.pop(name) for name in ("skill", "right") if name in kept}
    return Answered(**{"problem": "", "response": ""} | kept, more=more)


def can(run: Run) -> list[str]:
    """Return the evals that the named columns allow."""
    named = named_in(run.mapping) if run.mapping else {}
    return [name for name, needed in NEEDED.items() if all(one in named for one in needed)]


def problems(run: Run, name: str) -> list[str]:
    """Return why an eval cannot run on the run's CSV, in sentences."""
    if run.mapping is None:
        return []
    try:
        named = named_in(run.mapping)
        if run.data:
            _read(run.data, run.mapping)
    except TutorError as error:
        return [str(error), *([] if run.data else [NO_CSV])]
    if run.data is None:
        return [NO_CSV]
    lacks = [one for one in NEEDED[name] if one not in named]
    return [f"{run.mapping} names no column for {', '.join(lacks)}. Add a line for each."] if lacks else []


def evaluate(run: Run, name: str) -> Iterator[Result]:
    """Yield what an eval measures on the run's CSV."""
    if run.data is None or run.mapping is None:
        raise TutorError("A CSV of your own needs both --data and --map.")
    rows = read_table(run.data, run.mapping)
    rows = rows[: run.limit or None] if name == "learner" else run.some(rows)  # a log makes sense in its order only
    ways: dict[str, Any] = {"diagnosis": _diagnosis, "labels": _labels, "grading": _grading, "learner": _learner}
    yield from ways[name](run, rows)


def _diagnosis(run: Run, rows: list[Answered]) -> Iterator[Result]:
    from tutor.diagnosis import Case, diagnose

    found = [diagnose(Case(row.problem, row.response), run.services.matcher) for row in rows]
    unread = tuple(
        f"{row.problem} -> {row.response}"
        for row, made in zip(rows, found, strict=True)
        if made.verdict == "unreadable"
    )
    yield share(
        "diagnosis", "own answers: read", [made.verdict != "unreadable" for made in found], failures=unread[:20]
    )
    wrong = [made for made in found if made.verdict == "wrong"]
    yield share(
        "diagnosis", "own answers: wrong", [made.verdict == "wrong" for made in found if made.verdict != "unreadable"]
    )
    named = Counter(made.decision for made in wrong if made.decision and "." in made.decision)
    note = f"of the wrong ones, each alone; {', '.join(f'{id} {count}' for id, count in named.most_common(8))}"
    hits = [bool(made.decision) and "." in str(made.decision) for made in wrong]
    yield share("diagnosis", "own answers: a misconception is named", hits, note=note)


def _labels(run: Run, rows: list[Answered]) -> Iterator[Result]:
    """Yield the accuracy of the first label in five folds, no problem on both sides where there are problems enough."""
    from sklearn.model_selection import GroupKFold, StratifiedKFold

    from evals.labels import Part, mean_of, scored, told_of, ways
    from tutor.diagnosis.labels import Given, Label
    from tutor.retrieval import open_embedder

    counts = Counter(row.label for row in rows)
    kept = [row for row in rows if row.label and counts[row.label] > 1]
    if len(kept) < 10 or len({row.label for row in kept}) < 2:
        yield Result(
            "labels",
            "own labels",
            None,
            None,
            len(kept),
            note="needs two labels or more with two rows each, ten rows in all",
        )
        return
    given = [Given(row.problem, row.response, label=row.label) for row in kept]
    groups = [row.problem for row in kept]
    is_grouped = len(set(groups)) >= 5 * len({row.label for row in kept})
    least = min(5, *(counts[row.label] for row in kept))
    folds = (
        GroupKFold(5, shuffle=True, random_state=run.seed)
        if is_grouped
        else StratifiedKFold(least, shuffle=True, random_state=run.seed)
    )
    known = [Label(id, id.replace("_", " ").lower()) for id in sorted({row.label for row in kept})]
    split = list(folds.split(given, [row.label for row in kept], groups))
    parts: list[Part] = [(([given[row] for row in shown], [given[row] for row in asked]), "") for shown, asked in split]
    ours, *others = ways(run.services.matcher, open_embedder(run.services.settings.home)).items()
    right, shares = scored(known, parts, ours[1])
    baselines = {name: mean_of(scored(known, parts, way)[0]) for name, way in others}
    asked = [given[row] for _, places in split for row in places]
    note = f"{told_of(baselines)}; {len(split)} folds{' by problem' if is_grouped else ''}"
    note += f"; {len(rows) - len(kept)} rows left out, their label met once or not at all"
    failures = tuple(
        f"{one.problem} -> {one.response} ({one.label})" for one, hit in zip(asked, right, strict=True) if not hit
    )
    more: dict[str, Any] = {"baseline": round(max(baselines.values()), 3), "note": note, "failures": failures[:20]}
    series = by_group([one.label for one in asked], right)
    yield share(
        "labels", "own labels: first is right", right, **more, series=series, plot="bars", axes=("share right", "")
    )
    yield share("labels", "own labels: share given to the first", right, note="how far the share given can be trusted",
                series=reliability(shares, right), plot="reliability", axes=("share given", "share right"))  # fmt: skip


def _grading(run: Run, rows: list[Answered]) -> Iterator[Result]:
    from tutor.maths import grade_answer

    said = [SAYS_RIGHT[row.more["right"].lower()] for row in rows]
    found = [grade_answer(row.key, row.response, problem=row.problem).verdict for row in rows]
    agree = [(verdict == "right") == right for verdict, right in zip(found, said, strict=True)]
    most = max(sum(said), len(said) - sum(said)) / len(said)
    failures = tuple(
        f"{row.problem} [{row.key}] -> {row.response}: {verdict}, the file says {'right' if right else 'wrong'}"
        for row, verdict, right, hit in zip(rows, found, said, agree, strict=True) if not hit
    )  # fmt: skip
    note = "baseline: the commoner mark; unreadable counts as not right"
    yield share(
        "grading", "own answers: marked as the file marks them", agree, baseline=most, note=note, failures=failures[:20]
    )
    yield share(
        "grading", "own answers: unreadable", [verdict == "unreadable" for verdict in found], lower_is_better=True
    )


def _learner(run: Run, rows: list[Answered]) -> Iterator[Result]:
    from evals.learner import foreseen

    yield from foreseen(
        [(row.learner, row.more["skill"], SAYS_RIGHT[row.more["right"].lower()]) for row in rows], "own answers"
    )
