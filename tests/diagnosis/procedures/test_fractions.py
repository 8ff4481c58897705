"""Malrules of fractions on single sites: what such a pupil writes, and where the rule does not apply."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.diagnosis.procedures import PROCEDURES
from tutor.domain import Task
from tutor.maths.read import read
from tutor.maths.show import show
from tutor.maths.tree import Frac, Num

MINE = sorted(name for name in PROCEDURES if name.startswith("fractions."))


def run(name: str, problem: str) -> str | None:
    found = PROCEDURES[f"fractions.{name}"](read(problem), Task(kind="evaluate", expression=problem))
    return None if found is None else show(found)


@pytest.mark.parametrize(
    ("name", "problem", "written"),
    [
        ("subtract_mixed_by_parts", "9 3/4 - 4 2/7", "5 1/3"),
        ("add_mixed_by_parts", "2 1/3 + 1 1/4", "3 2/7"),
        ("smaller_from_larger", "5 1/4 - 2 3/4", "3 2/4"),
        ("smaller_from_larger", "7 - 2 1/3", "5 1/3"),
        ("smaller_from_larger", "7 - 1/3", "7 1/3"),
        ("smaller_from_larger", "5 1/2 - 2 2/3", "3 1/6"),
        ("borrow_ten", "5 1/4 - 2 3/4", "2 8/4"),
        ("multiply_parts", "2 1/2 × 3 1/3", "6 1/6"),
        ("multiply_parts", "3 × 2 1/4", "6 1/4"),
    ],
)
def test_the_rule_writes_what_the_pupil_writes(name: str, problem: str, written: str) -> None:
    assert run(name, problem) == written


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("add_mixed_by_parts", "1/2 + 1/3"),
        ("subtract_mixed_by_parts", "5 3/4 - 2 1/4"),
        ("smaller_from_larger", "5 3/4 - 2 1/4"),
        ("smaller_from_larger", "2 1/4 - 2 3/4"),
        ("borrow_ten", "5 1/10 - 2 3/10"),
        ("borrow_ten", "7 - 2 1/3"),
        ("multiply_parts", "1/2 × 2 1/3"),
        ("multiply_parts", "3 × 4"),
    ],
)
def test_the_rule_leaves_other_problems_alone(name: str, problem: str) -> None:
    assert run(name, problem) is None


def test_numbers_longer_than_pupils_meet_are_left_alone() -> None:
    assert run("smaller_from_larger", f"{'2' * 50} - 1 1/2") is None


@given(st.sampled_from(MINE), st.integers(0, 99), st.integers(0, 99))
def test_every_rule_takes_any_fraction(name: str, top: int, bottom: int) -> None:
    site = Frac(Num(str(top)), Num(str(bottom)))
    found = PROCEDURES[name](site, Task(kind="simplify", expression=f"{top}/{bottom}"))
    assert found is None or found != site
