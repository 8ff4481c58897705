"""Eedi's form, filled with questions of our own: what is read, what is explained, and labels of others recognised in folds by question."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from evals import distractors, gate, start, suite
from evals.loaders import Answered, load
from evals.results import Result, Run
from tutor.services import Services

HEADER = ["QuestionId", "ConstructId", "ConstructName", "SubjectId", "SubjectName", "CorrectAnswer", "QuestionText",
          *(f"Answer{letter}Text" for letter in "ABCD"), *(f"Misconception{letter}Id" for letter in "ABCD")]  # fmt: skip
SUMS = [
    ((1, 2), (1, 3)),
    ((2, 3), (1, 5)),
    ((3, 4), (1, 3)),
    ((1, 4), (2, 5)),
    ((2, 7), (1, 2)),
    ((3, 5), (1, 4)),
    ((5, 6), (1, 7)),
]
PLACES = [
    ("3.4", "1.25"),
    ("2.6", "3.14"),
    ("7.5", "1.11"),
    ("0.9", "0.62"),
    ("4.8", "2.03"),
    ("1.7", "5.29"),
    ("6.3", "0.58"),
]


def questions() -> list[list[str]]:
    """Return fourteen questions in Eedi's form: tops and bottoms added (17, and 5 for another slip), decimals written to the right (31)."""
    rows = []
    for number, ((a, b), (c, d)) in enumerate(SUMS):
        options = [f"{a + c}/{b + d}", f"{a * d + c * b}/{b * d}", f"{a + c}/{b * d}", "none of these"]
        rows.append([str(number), "1", "Add fractions", "7", "Adding fractions", "B", f"\\( \\frac{{{a}}}{{{b}}}+\\frac{{{c}}}{{{d}}} \\)",
                     *options, "17.0", "", "5.0", ""])  # fmt: skip
    for number, (a, b) in enumerate(PLACES):
        key, other = f"{float(a) + float(b):.2f}", f"{float(a) + float(b) + 1:.2f}"
        rows.append([str(100 + number), "2", "Add decimals", "8", "Adding decimals", "A", f"\\( {a} + {b} \\)",
                     key, other, "9", "8", "", "31.0", "", ""])  # fmt: skip
    return rows


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "eedi").mkdir()
    with (tmp_path / "eedi/train.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [HEADER, *questions(), [*questions()[0][:6], "Which shape is shown in the picture?", *questions()[0][7:]]]
        )
    named = "MisconceptionId,MisconceptionName\n17,Adds the tops and the bottoms\n5,Adds only the tops\n31,Carries one too many\n"
    (tmp_path / "eedi/misconception_mapping.csv").write_text(named, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(services: Services, data: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a run whose embedder tells texts apart by their letters, so that none has to be made."""
    monkeypatch.setattr(distractors, "open_embedder", lambda home: ByLetters())
    return Run(services, data)


class ByLetters:
    """Texts as counts of pairs of letters, of length 1."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float64]:
        counts = np.zeros((len(texts), 997))
        for row, text in enumerate(texts):
            for one, two in pairwise(text):
                counts[row, (31 * ord(one) + ord(two)) % 997] += 1
        return counts / np.maximum(np.linalg.norm(counts, axis=1, keepdims=True), 1e-9)


def by_name(results: list[Result]) -> dict[str, Result]:
    return {one.metric.removeprefix("Eedi: "): one for one in results}


def test_questions_are_read_worked_out_and_their_wrong_options_explained(run: Run) -> None:
    told = by_name(list(distractors.questions(load("eedi", run.data), run.services.matcher)))
    read = told["questions that are read"]
    assert (read.value, read.n) == (pytest.approx(14 / 15), 15)
    assert read.failures == ("Which shape is shown in the picture?",)
    assert (told["our answer is the key"].value, told["our answer is the key"].n) == (1.0, 14)
    assert told["wrong options called right"].value == 0.0
    explained = told["wrong options that a misconception yields"]
    assert explained.value is not None
    assert explained.baseline is not None
    assert explained.value >= 1 / 3 > explained.baseline
    assert {point.line for point in explained.series} == {"Adding fractions", "Adding decimals"}


def test_a_key_that_is_wrong_and_an_option_that_is_right_are_seen(run: Run) -> None:
    rows = [Answered("1/2 + 1/3", "5/6", "2/5", "17", more={"subject": "s", "construct": "c", "question": "1"})]
    told = by_name(list(distractors.questions(rows, run.services.matcher)))
    assert told["our answer is the key"].value == 0.0
    assert told["wrong options called right"].value == 1.0


def test_labels_are_recognised_with_every_question_on_one_side(run: Run) -> None:
    rows = load("eedi", run.data)
    for shown, asked in distractors.folds(rows, 1):
        assert not {one.more["question"] for one in shown} & {one.more["question"] for one in asked}
    told = by_name(list(distractors.labels(rows, run)))
    first, ranks = told["label is first"], told["mean of 1/rank among 25"]
    assert first.value is not None
    assert ranks.value is not None
    assert first.n == ranks.n == len(rows) == 23
    assert first.value >= 0.8
    assert first.value <= ranks.value <= 1.0
    assert first.note.startswith("3 labels; baselines: ")
    assert told["calibration error of the first label"].stderr is not None


def test_labels_that_say_nothing_are_recognised_no_better_than_by_luck(run: Run) -> None:
    rows = [
        replace(row, label=str(number % 3), more=row.more | {"misconception": ""})
        for number, row in enumerate(load("eedi", run.data))
    ]
    told = by_name(list(distractors.labels(rows, run)))
    assert told["label is first"].value is not None
    assert told["label is first"].value < 0.7


def test_too_few_questions_are_said(run: Run) -> None:
    (one,) = distractors.labels(load("eedi", run.data)[:3], run)
    assert "five questions" in one.note


def test_without_the_set_it_is_said_where_it_comes_from(services: Services, tmp_path: Path) -> None:
    missing = start.ready(Run(services, tmp_path), ("distractors",), [], suite.EVALS).missing
    assert "eedi/train.csv is missing. Eedi:" in missing["distractors"]
    assert "kaggle.com" in missing["distractors"]


def test_its_thresholds_hold_on_questions_of_our_own(run: Run) -> None:
    record = suite.run_evals(run, ["distractors"])
    assert gate.applying(record, gate.load_thresholds()) == 2
    assert gate.missed(record, gate.load_thresholds()) == []
