"""A moment's carelessness changes little; answers that many procedures reach are common, and their shares sum to one."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.diagnosis.likelihood import right_key
from tutor.diagnosis.mistakes import common, near, near_written, share
from tutor.domain import Task
from tutor.maths.read import read

TASKS = [
    Task(kind="evaluate", expression="1/2 + 1/3"),
    Task(kind="evaluate", expression="342 - 168"),
    Task(kind="evaluate", expression="9 4/5 - 4 3/10"),
    Task(kind="evaluate", expression="0.7 + 0.6"),
    Task(kind="evaluate", expression="2 + 3 * 4"),
    Task(kind="simplify", expression="4/8"),
    Task(kind="round", expression="347", want="10", form="rounded:10"),
    Task(kind="compare", expression="0.06 _ 0.8"),
    Task(kind="order", given=("0.5", "0.25", "0.125"), want="ascending"),
]


@pytest.mark.parametrize("task", TASKS, ids=[task.expression or task.kind for task in TASKS])
def test_the_shares_of_common_wrong_answers_sum_to_one(task: Task) -> None:
    right = right_key(task)
    reached = {
        Fraction(answer).limit_denominator(10**7) if isinstance(answer, float) else answer
        for answer, _ in common(task)[0]
    }
    assert sum(share(answer, task) or 0 for answer in reached - {right}) == pytest.approx(1)


def test_every_operation_on_the_numbers_is_common_but_the_right_answer_does_not_count() -> None:
    task = Task(kind="evaluate", expression="12 - 4")
    assert all((share(Fraction(answer), task) or 0) > 0.02 for answer in (16, 48, 3, -8))
    assert sum(weight for answer, weight in common(task)[0] if answer != 8) == pytest.approx(common(task)[1])


def test_a_task_of_letters_alone_has_no_common_numbers() -> None:
    assert share(Fraction(2), Task(kind="simplify", expression="x + y")) is None


NEAR = [
    ("7", "8"),
    ("84", "74"),
    ("47", "74"),
    ("2", "-2"),
    ("1.3", "1.2"),
    ("12", "1.2"),
    ("5/7", "5/6"),
    ("4/6", "5/6"),
    ("184", "174"),
]
FAR = [("226", "174"), ("2/5", "5/6"), ("20", "14"), ("615", "75")]


@pytest.mark.parametrize(("answer", "meant"), NEAR)
def test_answers_that_a_slip_gives_are_near(answer: str, meant: str) -> None:
    assert near(Fraction(answer), Fraction(meant)) > 0


@pytest.mark.parametrize(("answer", "meant"), FAR)
def test_answers_that_no_slip_gives_are_far(answer: str, meant: str) -> None:
    assert near(Fraction(answer), Fraction(meant)) == 0


def test_another_sign_of_a_comparison_is_near() -> None:
    assert near(("relation", ">", 1, 2), ("relation", "<", 1, 2)) == 0.5


@given(st.fractions(), st.fractions())
def test_a_slip_is_never_more_likely_than_a_half_and_never_no_slip(answer: Fraction, meant: Fraction) -> None:
    assert 0 <= near(answer, meant) <= 0.5
    assert near(meant, meant) == 0


@pytest.mark.parametrize(
    ("written", "meant", "is_near"),
    [
        ("13x + 6y", "12x + 6y", True),
        ("x^2 - 9", "x^2 + 9", True),
        ("-13x", "13x", True),
        ("n^8", "n^10", True),
        ("13x + 7y", "12x + 6y", False),
        ("12x", "12x + 6y", False),
        ("12x + 6y", "12x + 6y", False),
    ],
)
def test_in_an_answer_with_letters_one_number_or_one_sign_goes_wrong(written: str, meant: str, is_near: bool) -> None:
    assert (near_written(read(written), read(meant)) > 0) == is_near


def test_one_more_is_likelier_than_any_other_number() -> None:
    assert near_written(read("13x"), read("12x")) > near_written(read("71x"), read("12x")) > 0
