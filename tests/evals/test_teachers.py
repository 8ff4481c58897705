"""Lines of teachers, in the form of MathDial and with words of our own, by the checks that our replies are held to."""

import json
from pathlib import Path

import pytest

from evals import teachers
from evals.off_reply import questions, reading_grade
from evals.results import Result, Run
from evals.tutors import tutor
from tutor.services import Services

LINES = (
    "(generic)Hello there!",
    "(telling)The answer is 5/6.",
    "(probing)What did you add? And why did you add it?",
    "(focus)Look at the bottoms: 2 + 3 = 6.",
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    said = "|EOM|".join(f"Teacher: {line}|EOM|Student: hm" for line in LINES)
    rows = [
        {"question": "What is 1/2 + 1/3?", "ground_truth": "Use sixths.\n3/6 + 2/6 = 5/6\n 5/6", "conversation": said,
         "student_incorrect_solution": "1 + 1 = 2 and 2 + 3 = 5\n 2/5"},
        {"question": "A baker packs his buns as he likes. How happy is he?", "ground_truth": "7", "conversation": "Teacher: (generic)Hi.",
         "student_incorrect_solution": "He has 8"},
    ]  # fmt: skip
    (tmp_path / "mathdial").mkdir()
    (tmp_path / "mathdial/train.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return tmp_path


def found(run: Run) -> dict[str, Result]:
    with tutor(run) as services:
        return {one.metric.removeprefix("MathDial, "): one for one in teachers.evaluate(run, services)}


def test_what_teachers_write_is_measured_as_our_replies_are(services: Services, data: Path) -> None:
    told = found(Run(services, data))
    assert (told["teachers: answers given away"].value, told["teachers: answers given away"].n) == (0.2, 5)
    assert "The answer is 5/6." in told["teachers: answers given away"].failures[0]
    assert told["teachers: lines with false mathematics"].value == 0.2
    assert told["teachers: at most one question"].value == 0.8


def test_our_tutor_stands_beside_them_on_the_same_problems(services: Services, data: Path) -> None:
    told = found(Run(services, data))
    worked = told["ours: problems that it can work with"]
    assert (worked.value, worked.n) == (0.5, 2)
    assert "A baker" in worked.failures[0]
    assert told["ours: answers given away"].value == 0.0
    assert told["ours: wrong answers called right"].value == 0.0


def test_without_any_of_the_sets_it_is_said_where_they_come_from(services: Services, tmp_path: Path) -> None:
    (one,) = teachers.evaluate(Run(services, tmp_path), services)
    assert one.value is None
    assert "huggingface.co" in one.note


def test_questions_and_grades_are_read_off_a_reply() -> None:
    assert questions("What did “is it?” say? `1 ? 2`") == 1
    assert reading_grade("Too short.") is None
    easy = reading_grade("We cut the pie. Then we eat a bit of the pie. It is a good pie to eat. " * 3)
    hard = reading_grade(
        "Consequently dissimilar denominators necessitate multiplication, establishing proportional equivalence between expressions. "
        * 3
    )
    assert easy is not None
    assert hard is not None
    assert easy < 3 < 12 < hard
