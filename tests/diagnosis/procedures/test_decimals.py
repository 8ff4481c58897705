"""Malrules of decimals on single sites: what such a pupil writes, and where the rule does not apply."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.diagnosis.procedures import PROCEDURES
from tutor.domain import Task
from tutor.maths.read import read
from tutor.maths.show import show
from tutor.maths.tree import Bin, Num

MINE = sorted(name for name in PROCEDURES if name.startswith("decimals."))


def run(name: str, problem: str, task: Task | None = None) -> str | None:
    found = PROCEDURES[f"decimals.{name}"](read(problem), task or Task(kind="evaluate", expression=problem))
    return None if found is None else show(found)


@pytest.mark.parametrize(
    ("name", "problem", "written"),
    [
        ("bring_down", "40 - 2.65", "38.65"),
        ("bring_down", "15.9 - 3.47", "12.57"),
        ("point_from_left", "8.4 × 6", "5.04"),
        ("point_from_left", "32.6 × .3", "97.8"),
        ("remainder_as_digits", "3.47 ÷ 5", "0.692"),
        ("remainder_as_digits", "8.65 ÷ 0.4", "21.61"),
        ("remainder_as_digits", "17 ÷ 4", "4.1"),
        ("append_zeros", "2.5 × 100", "2.500"),
        ("append_zeros", "10 × 0.7", "0.70"),
    ],
)
def test_the_rule_writes_what_the_pupil_writes(name: str, problem: str, written: str) -> None:
    assert run(name, problem) == written


@pytest.mark.parametrize(
    ("name", "number", "want", "written"),
    [
        ("remainder_as_digits", "11/4", "decimal", "2.3"),
    ],
)
def test_a_wrong_conversion_is_written_as_pupils_do(name: str, number: str, want: str, written: str) -> None:
    assert run(name, number, Task(kind="convert", expression=number, want=want)) == written


@pytest.mark.parametrize(
    ("name", "number", "place", "written"),
    [
        ("round_step_by_step", "3.446", "0.1", "3.5"),
        ("round_step_by_step", "0.4445", "1", "1"),
    ],
)
def test_a_wrong_rounding_keeps_the_places_asked_for(name: str, number: str, place: str, written: str) -> None:
    assert run(name, number, Task(kind="round", expression=number, want=place)) == written


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("bring_down", "5.48 - 2.3"),
        ("bring_down", "5.4 - 2.30"),
        ("remainder_as_digits", "8 ÷ 4"),
        ("remainder_as_digits", "11/4"),
        ("remainder_as_digits", "8 ÷ 0"),
        ("point_from_left", "2.5 × 10"),
        ("append_zeros", "25 × 10"),
    ],
)
def test_the_rule_leaves_other_problems_alone(name: str, problem: str) -> None:
    assert run(name, problem) is None


@given(st.sampled_from(MINE), st.sampled_from("+-*/"), st.decimals(0, 999, places=2), st.decimals(0, 999, places=3))
def test_every_rule_takes_any_two_decimals(name: str, operator: str, left: object, right: object) -> None:
    site = Bin(operator, Num(f"{left:f}"), Num(f"{right:f}"))  # type: ignore[arg-type, str-format]
    found = PROCEDURES[name](site, Task(kind="evaluate", expression=show(site)))
    assert found is None or show(found)
