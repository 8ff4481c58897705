"""The digit bugs yield what the literature says they yield."""

import pytest

from tutor.diagnosis.procedures import PROCEDURES
from tutor.domain import Task
from tutor.maths.read import read
from tutor.maths.show import show

CASES = [
    ("digits.smaller_from_larger", "342 - 168", "226"),
    ("digits.zero_for_negative", "342 - 168", "200"),
    ("digits.borrow_no_decrement", "342 - 168", "284"),
    ("digits.borrow_from_zero", "305 - 8", "397"),
    ("digits.borrow_across_zero", "305 - 8", "207"),
    ("digits.zero_minus_is_digit", "60 - 27", "47"),
    ("digits.zero_minus_is_zero", "60 - 27", "40"),
    ("digits.add_no_carry", "27 + 48", "65"),
    ("digits.add_write_both", "27 + 48", "615"),
    ("digits.add_carry_swapped", "27 + 48", "111"),
    ("digits.multiply_no_shift", "23 * 45", "207"),
    ("digits.multiply_by_columns", "23 * 45", "95"),
    ("digits.multiply_no_carry", "27 * 3", "61"),
    ("digits.multiply_write_both", "27 * 3", "621"),
    ("digits.multiply_carry_first", "27 * 3", "121"),
    ("digits.quotient_drops_zeros", "624 ÷ 6", "14"),
    ("digits.smaller_from_larger", "16.2 - 9.35", "13.15"),
    ("digits.zero_minus_is_digit", "43 - 1.2", "42.2"),
    ("digits.add_no_carry", "5.5 + 0.96", "5.46"),
    ("digits.multiply_no_carry", "9.8 * 4", "36.2"),
]


def run(name: str, problem: str) -> str | None:
    node = PROCEDURES[name](read(problem), Task(kind="evaluate", expression=problem))
    return None if node is None else show(node)


@pytest.mark.parametrize(("name", "problem", "answer"), CASES, ids=[case[0] for case in CASES])
def test_each_bug_yields_its_answer(name: str, problem: str, answer: str) -> None:
    assert run(name, problem) == answer


@pytest.mark.parametrize("name", [case[0] for case in CASES])
def test_no_bug_touches_what_gives_it_no_occasion(name: str) -> None:
    assert run(name, "1/2 + 1/3") is None
    assert run(name, "99 - 0") is None
    assert run(name, "12 + 34") is None
    assert run(name, "-5 * 3") is None
