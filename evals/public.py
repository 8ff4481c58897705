"""The public sets that evals need as files of a folder: where each comes from, what its rows hold, and its public form where that differs.

The evals read lines of JSON (`mae/examples.jsonl`). Where that file is not there, the form that its authors publish is read in its place.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tutor.errors import TutorError

Row = dict[str, Any]


@dataclass(frozen=True)
class Public:
    """A file of rows: where the set comes from, fields that every row has, and how other forms of it are read, by path."""

    where: str
    fields: tuple[str, ...]
    forms: dict[str, Callable[[Path], Iterator[Row]]] = field(default_factory=dict)
    read: Callable[[Path], Iterator[Row]] | None = None
    """How the file itself is read, where it is no lines of JSON."""


def lines(path: Path) -> Iterator[Row]:
    """Yield the objects of a JSON list, or of lines of JSON. Raises TutorError that names the line at fault."""
    text = _text(path)
    if text.lstrip().startswith("["):
        try:
            yield from json.loads(text)
        except ValueError as error:
            raise TutorError(f"{path}: not JSON ({error}). Get the file anew.") from None
        return
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            if line.strip():
                yield json.loads(line)
        except ValueError as error:
            raise TutorError(f"{path}, line {number}: not JSON ({error}). Get the file anew.") from None


def table(path: Path) -> Iterator[Row]:
    """Yield the rows of a CSV by the names in its first line."""
    yield from csv.DictReader(io.StringIO(_text(path), newline=""))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise TutorError(f"{path}, byte {error.start}: not UTF-8. Save the file as UTF-8.") from None
    except OSError as error:
        raise TutorError(f"{path}: cannot be read ({error.strerror}).") from None


def find(data: Path | None, name: str) -> Path:
    """Return the path of a needed file, in our form or the public one. Raises TutorError that says what is missing and where it is from."""
    if data and not data.is_dir():
        is_file = f"{data}: is a file and no folder. For a CSV of your own give its mapping too, with --map."
        raise TutorError(
            is_file if data.exists() else f"{data}: there is no such folder. Correct --data or TUTOR_DATA."
        )
    known = PUBLIC.get(name)
    paths = [data / one for one in (name, *(known.forms if known else ()))] if data else []
    found: Path | None = next((path for path in paths if path.exists()), None)
    if found is None:
        others = f" (or {', or '.join(known.forms)})" if known and known.forms else ""
        missing = f"{data}: {name}{others} is missing" if data else f"{name} is needed, but no folder of data is named"
        raise TutorError(f"{missing}. {known.where + ' ' if known else ''}Name the folder with --data or TUTOR_DATA.")
    return found


def rows(data: Path | None, name: str) -> list[Row]:
    """Return the rows of a needed file. Raises TutorError for what is missing, broken, or lacks a field, with the row at fault."""
    path, known = find(data, name), PUBLIC.get(name)
    read = known.forms.get(str(path.relative_to(data)), known.read or lines) if known and data else lines
    try:
        found = list(read(path))
    except (KeyError, TypeError, AttributeError) as error:
        raise TutorError(
            f"{path}: not as its authors publish it ({type(error).__name__}: {error}). Get it anew."
        ) from None
    for number, row in enumerate(found, start=1):
        lacks = [one for one in (known.fields if known else ()) if not isinstance(row, dict) or one not in row]
        if lacks:
            raise TutorError(f"{path}, line {number}: has no {', '.join(lacks)}. Get the file anew.")
    return found


def _mae_labels(path: Path) -> Iterator[Row]:
    known = {row["Misconception ID"]: row for row in lines(path)}
    for id, row in known.items():
        yield {"id": id, "misconception": row["Misconception"], "topic": row["Topic"]}


def _articles(folder: Path) -> Iterator[Row]:
    """Yield the texts of OneStopEnglish from its three folders; the name of the level on a first line is no part of the text.

    Some copies have a part of the texts in a folder of the same name inside; no text counts twice.
    """
    for level in ("Ele", "Int", "Adv"):
        held = {path.name: path for path in sorted((folder / f"{level}-Txt").rglob("*.txt"))}
        for path in held.values():
            first, _, rest = _text(path).partition("\n")
            is_name = first.strip().lower() in ("elementary", "intermediate", "advanced")
            article = path.stem.removesuffix(f"-{level.lower()}")
            yield {"article": article, "level": level.lower(), "text": rest if is_name else f"{first}\n{rest}"}


def _mae_examples(path: Path) -> Iterator[Row]:
    """Yield the examples; where the file does not number those of a misconception, they are numbered in their order."""
    counts = Counter[str]()
    for row in lines(path):
        counts[row["Misconception ID"]] += 1
        yield {"Example Number": counts[row["Misconception ID"]]} | row


_MAE = (
    "MaE (Otero, Druga and Lan 2024; MIT): data/data.json of https://huggingface.co/datasets/nanote/algebra_misconceptions or "
    "https://github.com/nancyotero-projects/math-misconceptions."
)
PUBLIC: dict[str, Public] = {
    "mae/labels.jsonl": Public(_MAE, ("id", "misconception", "topic"), {"mae/data.json": _mae_labels, "mae/data/data.json": _mae_labels}),
    "mae/examples.jsonl": Public(
        _MAE,
        ("Misconception ID", "Topic", "Example Number", "Question", "Incorrect Answer"),
        {"mae/data.json": _mae_examples, "mae/data/data.json": _mae_examples},
    ),
    "cogtutorbugs/steps.jsonl": Public(
        "CogTutorBugs (McNichols, Zhang and Lan 2023, arXiv 2305.06163; CC BY 4.0): from its authors.",
        ("before", "action", "input", "previous_action", "after", "label"),
    ),
    "mathcamps/problems.jsonl": Public(
        "MathCAMPS (Mishra and others 2024; MIT): https://github.com/gpoesia/mathcamps.", ("standard", "statement")
    ),
    "coherence_map/standards.jsonl": Public(
        "The coherence map of Achieve the Core, as lines of JSON.", ("code", "grade", "domain", "cluster", "description")
    ),
    "onestopenglish/articles.jsonl": Public(
        "OneStopEnglish (Vajjala and Lučić 2018; CC BY-SA 4.0): https://github.com/nishkalavallabhi/OneStopEnglishCorpus.",
        ("article", "level", "text"),
        {f"onestopenglish/{folder}Texts-SeparatedByReadingLevel": _articles for folder in ("", "OneStopEnglishCorpus/")},
    ),
    "stepverify/solutions.jsonl": Public(
        "StepVerify (Daheim and others 2024; CC BY 4.0): https://github.com/eth-lre/verify-then-generate.",
        ("problem", "reference_solution", "student_incorrect_solution", "incorrect_index", "error_category"),
        dict.fromkeys(("stepverify/stepverify.json", *(f"mathtutorbench/{folder}stepverify.json" for folder in ("", "datasets/"))), lines),
    ),
    "eedi/train.csv": Public(
        "Eedi: train.csv and misconception_mapping.csv of https://www.kaggle.com/competitions/eedi-mining-misconceptions-in-mathematics; "
        "it asks for a login and for its rules to be accepted.",
        ("QuestionId", "ConstructName", "SubjectName", "CorrectAnswer", "QuestionText"),
        read=table,
    ),
    "safety/prompts.jsonl": Public(
        "SimpleSafetyTests (Vidgen and others 2023) and XSTest (Röttger and others 2024), both CC BY 4.0, both on GitHub.", ("set",)
    ),
}  # fmt: skip
