"""One step at a time: what it keeps, what was done, and which misconception yields it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.diagnosis import Matcher, steps
from tutor.diagnosis.sides import sides
from tutor.diagnosis.steps import judge_step, operation
from tutor.maths import read

KEEPS = [
    ("3x + 4 = 10", "3x = 6", "subtract", "4", "both"),
    ("3x + 4 = 10", "3x + 4 - 4 = 10 - 4", "subtract", "4", "both"),
    ("x/2 = 5", "x = 10", "multiply", "2", "both"),
    ("-3x = 6", "x = -2", "divide", "-3", "both"),
    ("2(x + 3) = 10", "2x + 6 = 10", "expand", "", ""),
    ("2(x + 3) = 10", "x + 3 = 5", "divide", "2", "both"),
    ("2x + 3x = 10", "5x = 10", "collect", "", ""),
    ("10 = 5x", "5x = 10", "swap", "", "both"),
    ("5x = 2x + 9", "3x = 9", "subtract", "2x", "both"),
    ("x - 7 = 2", "x = 9", "add", "7", "both"),
    ("y = 2x + 1", "y - 1 = 2x", "subtract", "1", "both"),
    ("x + 1 = x + 1", "0 = 0", "subtract", "x + 1", "both"),
]
LOSES = [
    ("3x + 4 = 10", "3x = 14", "move", "4", ""),
    ("5x = 2x + 9", "7x = 9", "move", "2x", ""),
    ("3x + 4 = 10", "3x = 10", "subtract", "4", "left"),
    ("3x + 4 = 10", "3x = 7", "subtract", "4", "left"),
    ("3x = 6", "x = 6", "divide", "3", "left"),
    ("2x + 6 = 10", "x + 6 = 5", "divide", "2", "right"),
    ("2(x + 3) = 10", "2x + 3 = 10", "expand", "", ""),
    ("3x = 6", "3x = 7", "add", "1", "right"),
]


@pytest.mark.parametrize(("before", "after", "done", "by", "where"), KEEPS)
def test_a_right_step_keeps_the_solutions_and_its_operation_is_named(
    matcher: Matcher, before: str, after: str, done: str, by: str, where: str
) -> None:
    step = judge_step(before, after, matcher)
    assert (step.effect, step.operation, step.by, step.sides, step.explained) == ("keeps", done, by, where, ())


@pytest.mark.parametrize(("before", "after", "done", "by", "where"), LOSES)
def test_a_wrong_step_loses_the_solutions_and_what_was_meant_is_named(
    matcher: Matcher, before: str, after: str, done: str, by: str, where: str
) -> None:
    step = judge_step(before, after, matcher)
    assert (step.effect, step.operation, step.by, step.sides) == ("loses", done, by, where)


@pytest.mark.parametrize(
    ("before", "after", "effect"),
    [
        ("x = 3", "x^2 = 9", "gains"),
        ("3x = 6", "0 = 0", "gains"),
        ("x^2 = 9", "x = 3", "loses"),
        ("x = x + 1", "0 = 1", "keeps"),
        ("-2x < 6", "x > -3", "keeps"),
        ("-2x < 6", "x < -3", "loses"),
        ("3x = 10", "x = 3.33", "unchecked"),
        ("3x = 10", "x = 3.43", "loses"),
        ("3x = 2 + 1/3", "3x = 2.33", "unchecked"),
        ("3x = 2 + 1/3", "3x = 2.43", "loses"),
        ("4x = 16", "4x/4x = 16/4x", "unchecked"),
        ("3x = 6", "3y = 6", "unchecked"),
        ("3x = 6", "and then", "unchecked"),
        ("3x = 6", "", "unchecked"),
        ("3x + 4x", "7x", "keeps"),
        ("3x + 4", "7x", "loses"),
        ("3x + 4", "7x = 2", "unchecked"),
    ],
)
def test_every_step_keeps_loses_gains_or_is_not_decided(matcher: Matcher, before: str, after: str, effect: str) -> None:
    assert judge_step(before, after, matcher).effect == effect


@pytest.mark.parametrize(
    ("before", "after"), [("1/2 + 1/3", "2/5"), ("x = 1/2 + 1/3", "x = 2/5"), ("x - 1/3 = 1/2", "x = 2/5")]
)
def test_a_misconception_explains_a_step_on_a_side_or_on_what_was_meant(
    matcher: Matcher, before: str, after: str
) -> None:
    assert judge_step(before, after, matcher).explained[0] == "maths.fractions.add-across"


def test_a_side_that_was_left_as_it_was_is_not_explained_by_a_wrong_reckoning(matcher: Matcher) -> None:
    assert judge_step("3x + 168 = 342", "3x = 342", matcher).explained == ()


def test_a_side_that_is_no_sum_of_powers_has_no_operation() -> None:
    old, new = sides("1/(x + 1) = 2"), sides("1 = 2(x + 1)")
    assert old
    assert new
    assert operation(old, new).operation == ""


WHOLE = st.integers(-12, 12)


@given(a=WHOLE.filter(bool), b=WHOLE, x=WHOLE, d=WHOLE.filter(bool))
@settings(max_examples=60, deadline=None)
def test_the_same_on_both_sides_always_keeps_the_solutions(matcher: Matcher, a: int, b: int, x: int, d: int) -> None:
    before = f"{a}x + ({b}) = {a * x + b}"
    for after in (f"{a}x + ({b + d}) = {a * x + b + d}", f"{a * d}x + ({b * d}) = {(a * x + b) * d}"):
        assert judge_step(before, after, matcher).effect == "keeps"
    assert judge_step(before, f"{a}x + ({b + d}) = {a * x + b}", matcher).effect == "loses"


@given(before=st.text("x3=+-*/()<. ", max_size=12), after=st.text("x3=+-*/()<. ", max_size=12))
@settings(max_examples=80, deadline=None)
def test_no_text_makes_the_judge_raise(matcher: Matcher, before: str, after: str) -> None:
    assert judge_step(before, after, matcher).effect in ("keeps", "loses", "gains", "unchecked")


@pytest.mark.parametrize(
    ("before", "after", "effect"), [("|x + 3| = 5", "x = 2", "loses"), ("2|x| = 6", "|x| = 3", "keeps")]
)
def test_equations_with_numbers_for_solutions_are_compared_by_these_alone(
    monkeypatch: pytest.MonkeyPatch, before: str, after: str, effect: str
) -> None:
    monkeypatch.setattr(steps, "same", lambda *nodes: pytest.fail("they are solved already"))
    assert steps.effect_of.__wrapped__(read(before), read(after)) == effect
