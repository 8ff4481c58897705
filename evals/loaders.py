"""Public sets of tutoring and of responses, read from a local path into two shapes; each says what is missing and where it comes from.

None of them is shipped. A CSV of anybody's is read with a small mapping file (YAML: our name -> its column).
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tutor.errors import TutorError

Row = dict[str, Any]


@dataclass(frozen=True)
class Rated:
    """A tutor's reply after a conversation, with what people said of it: dimension of rubric.yaml -> label; `by` wrote it."""

    conversation: str
    reply: str
    by: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answered:
    """A response to a problem, its key and label where the set has them, and its further columns."""

    problem: str
    response: str
    key: str = ""
    label: str = ""
    learner: str = ""
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """Where a set comes from, the file it is read from, and how."""

    file: str
    where: str
    read: Callable[[Path], Iterator[Any]]


def load(name: str, data: Path | None) -> list[Any]:
    """Return a set by its name in SOURCES, Rated or Answered. Raises TutorError that says what is missing and where it comes from."""
    if name not in SOURCES:
        raise TutorError(f"There is no loader {name}. There are: {', '.join(SOURCES)}; any CSV: a mapping file.")
    source = SOURCES[name]
    path = data / source.file if data else None
    if path is None or not path.is_file():
        raise TutorError(
            f"{data or 'DATA'}/{source.file} is missing. {source.where} Name the folder with --data or TUTOR_DATA."
        )
    return _read(path, source)


def _read(path: Path, source: Source) -> list[Any]:
    try:
        return list(source.read(path))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        what = f"has no {error}" if isinstance(error, KeyError) else str(error)
        raise TutorError(f"{path}: not as expected ({what}). {source.where}") from None


def by_mapping(path: Path, mapping: Path) -> list[Answered]:
    """Return the rows of a CSV. The mapping names its columns for problem and response, and may for key, label and learner.

    Raises TutorError with all that does not fit: names that are none of ours, columns that the file has not.
    """
    named: Mapping[str, str] = yaml.safe_load(mapping.read_text(encoding="utf-8")) or {}
    ours = ("problem", "response", "key", "label", "learner")
    rows = list(_csv(path))
    columns = set(rows[0]) if rows else set()
    faults = [f"{one} is none of {', '.join(ours)}" for one in named if one not in ours]
    faults += [f"{one} is missing" for one in ours[:2] if one not in named]
    faults += [f"{path.name} has no column {column}" for column in named.values() if rows and column not in columns]
    if faults:
        raise TutorError(f"{mapping}: {'; '.join(faults)}. Write our name: its column, one a line.")
    others = columns - set(named.values())
    return [
        Answered(**{name: row[column] for name, column in named.items()}, more={one: row[one] for one in others})
        for row in rows
    ]


def _csv(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _json(path: Path) -> Iterator[Row]:
    """Yield the objects of a JSON list, or of lines of JSON."""
    text = path.read_text(encoding="utf-8")
    if text.lstrip().startswith("["):
        yield from json.loads(text)
        return
    yield from (json.loads(line) for line in text.splitlines() if line.strip())


LABELS = {
    "mistake_identification": "Mistake_Identification", "mistake_location": "Mistake_Location",
    "revealing_of_the_answer": "Revealing_of_the_Answer", "providing_guidance": "Providing_Guidance",
    "actionability": "Actionability", "coherence": "Coherence", "tutor_tone": "Tutor_Tone", "human_likeness": "humanlikeness",
}  # fmt: skip
"""Our names of the dimensions, and those in MRBench's files; the shared task has four of them."""


def _mrbench(path: Path) -> Iterator[Rated]:
    for row in _json(path):
        replies = row.get("tutor_responses") or row["anno_llm_responses"]
        for who, one in replies.items():
            told = {name.lower(): label for name, label in one.get("annotation", {}).items()}
            labels = {ours: told[theirs.lower()] for ours, theirs in LABELS.items() if theirs.lower() in told}
            yield Rated(row["conversation_history"], one["response"], who, labels)


def _mathdial(path: Path) -> Iterator[Rated]:
    """Yield each teacher's line after what was said before it; moves are marked in brackets and taken off."""
    for row in _json(path):
        said: list[str] = [row["question"]]
        for line in row["conversation"].split("|EOM|"):
            who, _, text = line.partition(":")
            text = (
                text.strip().removeprefix("(").split(")", 1)[-1].strip()
                if text.strip().startswith("(")
                else text.strip()
            )
            if who.strip() == "Teacher":
                yield Rated("\n".join(said), text, "Teacher")
            said.append(f"{who.strip()}: {text}")


def _mathtutorbench(path: Path) -> Iterator[Answered]:
    for row in _json(path):
        more = {name: str(value) for name, value in row.items() if name not in ("problem", "question", "solution")}
        response = row.get("student_solution") or row.get("student_chat_solution") or row.get("dialog_history") or ""
        yield Answered(row.get("problem") or row["question"], str(response), str(row.get("solution", "")), more=more)


def _eedi(path: Path) -> Iterator[Answered]:
    """Yield each wrong option of each question with the misconception that it was labelled with."""
    for row in _csv(path):
        right = row["CorrectAnswer"]
        for letter in "ABCD":
            label = row.get(f"Misconception{letter}Id", "")
            if letter != right and label:
                more = {"construct": row["ConstructName"], "subject": row["SubjectName"], "question": row["QuestionId"]}
                yield Answered(
                    row["QuestionText"], row[f"Answer{letter}Text"], row[f"Answer{right}Text"], label, more=more
                )


def _assistments(path: Path) -> Iterator[Answered]:
    """Yield answers in the order given; `label` is 1 where the first try was right, `more` has the skill."""
    with path.open(encoding="latin-1", newline="") as file:
        for row in csv.DictReader(file):
            if skill := row.get("skill_name") or row["skill_id"]:
                yield Answered(row["problem_id"], "", "", row["correct"], row["user_id"], {"skill": skill})


SOURCES: dict[str, Source] = {
    "mrbench": Source("mrbench/mrbench.json", "MRBench: the repository kaushal0494/UnifyingAITutorEvaluation on GitHub.", _mrbench),
    "bea2025": Source("bea2025/mrbench_v3_devset.json", "BEA 2025 shared task: its development set, from the same authors.", _mrbench),
    "mathdial": Source("mathdial/train.jsonl", "MathDial: the repository eth-nlped/mathdial on GitHub.", _mathdial),
    "mathtutorbench": Source("mathtutorbench/task.jsonl", "MathTutorBench: eth-lre/mathtutorbench on GitHub, one task a file.",
                             _mathtutorbench),
    "eedi": Source("eedi/train.csv", "Eedi: Kaggle, Eedi - Mining Misconceptions in Mathematics; it asks for a login.", _eedi),
    "assistments": Source("assistments/skill_builder.csv", "ASSISTments 2009-2010 skill builder data, from the ASSISTments data site.",
                          _assistments),
}  # fmt: skip
