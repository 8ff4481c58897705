"""Grading: exact, with a reason, in three outcomes; all traps of grading_traps.jsonl hold."""

import time
import timeit
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.grading import traps
from tutor.domain import Task
from tutor.maths.answers.grade import grade, grade_answer
from tutor.maths.answers.verdict import Grade, Reason

TRAPS = traps()


@pytest.mark.parametrize("trap", TRAPS, ids=[trap["id"] for trap in TRAPS])
def test_every_trap_holds(trap: dict[str, str]) -> None:
    found = grade_answer(trap["expected"], trap["response"], problem=trap.get("problem", ""), form=trap.get("form", ""))
    assert (found.verdict, found.reason) == (trap["verdict"], trap["reason"])


def test_there_are_at_least_500_traps_and_each_is_another_one() -> None:
    cases = {(trap["expected"], trap["response"], trap.get("form", ""), trap.get("problem", "")) for trap in TRAPS}
    assert len(cases) == len(TRAPS) >= 500
    assert len({trap["id"] for trap in TRAPS}) == len(TRAPS)


def test_the_traps_use_every_reason() -> None:
    assert {trap["reason"] for trap in TRAPS} == set(get_args(Reason))


def test_the_task_says_what_form_counts() -> None:
    simplify = Task(kind="simplify", expression="4/8", form="simplest")
    assert grade("1/2", "2/4", task=simplify) == Grade("wrong", "not_simplified")
    assert grade("1/2", "2/4") == Grade("right", "not_simplified")
    expand = Task(kind="expand", expression="2(x + 3)", form="expanded")
    assert grade("2x + 6", "2(x+3)", task=expand) == Grade("unreadable", "problem_copied")
    assert grade("2x + 6", "(x+3)2", task=expand) == Grade("wrong", "form")


def test_a_place_to_round_to_may_be_written_as_decimals_or_as_a_place() -> None:
    nearest_whole = Task(kind="round", expression="7.46", want="1", form="rounded:1")
    assert grade("7", "7", task=nearest_whole, form="rounded:1") == Grade("right", "correct")
    assert grade("7.46", "7.5", form="rounded:1") == Grade("right", "correct")
    assert grade("7.46", "7.5", form="rounded:0.1") == Grade("right", "correct")
    assert grade("746", "750", form="rounded:10") == Grade("right", "correct")


def test_the_exact_answer_is_right_where_the_key_is_its_rounding() -> None:
    task = Task(kind="evaluate", expression="1.93 ÷ 3")
    assert grade("0.6433", "193/300", task=task) == Grade("right", "other_form")
    assert grade("0.6433", "193/300") == Grade("wrong", "wrong_value")


def test_an_unknown_form_is_not_guessed_at() -> None:
    assert grade("1/2", "1/2", form="pretty") == Grade("unreadable", "unchecked")


def test_the_problem_text_written_again_is_no_answer() -> None:
    problem = "Sam has 3 apples and buys 4 more. How many has he?"
    assert grade_answer("7", problem, problem=problem) == Grade("unreadable", "problem_copied")


@settings(max_examples=150, deadline=None)
@given(st.fractions(max_denominator=500).filter(lambda value: abs(value) < 10**6))
def test_a_number_is_right_for_itself_and_its_negative_is_a_wrong_sign(value: object) -> None:
    assert grade(str(value), str(value)) == Grade("right", "correct")
    if value != 0:
        opposite = str(value)[1:] if str(value).startswith("-") else f"-{value}"
        assert grade(str(value), opposite) == Grade("wrong", "wrong_sign")


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 400), st.integers(1, 400), st.integers(2, 30))
def test_a_fraction_that_was_not_reduced_is_right_but_says_so(top: int, bottom: int, factor: int) -> None:
    from fractions import Fraction

    value = Fraction(top, bottom)
    written = f"{value.numerator * factor}/{value.denominator * factor}"
    assert grade(str(value), written) == Grade("right", "not_simplified")
    assert grade(str(value), written, form="simplest") == Grade("wrong", "not_simplified")


FORMS = st.sampled_from(
    ["", "simplest", "mixed", "improper", "decimal", "percent", "whole", "expanded", "factored", "rounded:2", "rounded:-1", "unit:cm", "x:"]
)  # fmt: skip
KEYS = st.sampled_from([trap["expected"] for trap in TRAPS])
RESPONSES = st.sampled_from([trap["response"] for trap in TRAPS])


@settings(max_examples=400, deadline=None)
@given(KEYS, RESPONSES, FORMS)
def test_any_response_meets_any_key_without_an_error(expected: str, response: str, form: str) -> None:
    assert grade(expected, response, form=form).reason in get_args(Reason)


@settings(max_examples=300, deadline=None)
@given(st.one_of(KEYS, st.text(max_size=40)), st.text(max_size=60), FORMS)
def test_any_text_gets_a_grade(expected: str, response: str, form: str) -> None:
    found = grade(expected, response, form=form)
    assert found.verdict in ("right", "wrong", "unreadable")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_a_response_is_never_right_for_being_alike(response: str) -> None:
    if grade("7919", response).verdict == "right":
        assert "7" in response or "seven" in response.lower() or not response.isascii()


def test_grading_takes_far_less_than_a_millisecond_once_warm() -> None:
    best = min(timeit.repeat(lambda: grade("3/4", "0.75"), number=200, repeat=5)) / 200
    assert best < 500e-6


@pytest.mark.parametrize(
    "response", ["9^" * 30 + "9", "(x+1)^99999", "x^40" * 20, "1/" * 400 + "1", "9" * 900, "√" * 300 + "2"]
)
@pytest.mark.parametrize("expected", ["5", "3x + 2", "x < 3", "1, 2", "(x+1)(x+2)"])
def test_large_mathematics_does_not_hold_anybody_up(expected: str, response: str) -> None:
    started = time.perf_counter()
    assert grade(expected, response).verdict != "right"
    assert time.perf_counter() - started < 1
