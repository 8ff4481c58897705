"""Answers are the same answer whatever their form."""

import pytest

from tutor.diagnosis.literal import key, number
from tutor.maths.read import read
from tutor.maths.tree import Num

SAME = [
    ("2/4", "1/2"),
    ("0.50", "1/2"),
    ("6 2/3", "20/3"),
    ("50%", "0.5"),
    ("x = 3", "3"),
    ("3 = x", "3"),
    ("-(1/2)", "-1/2"),
    ("3(x + 4)", "3x + 12"),
    ("0.06 > 0.8", "0.8 < 0.06"),
    ("x < 3", "3 > x"),
    ("1/2, 0.25", "0.5, 1/4"),
    ("$3.50", "3.5"),
    ("2 m + 3p", "3p + 2 m"),
    ("2x^(-3)", "2/x^3"),
]
DIFFERENT = [("1/2", "1/3"), ("3x + 12", "3x + 4"), ("0.06 > 0.8", "0.06 < 0.8"), ("x < 3", "x > 3"), ("1, 2", "2, 1")]


@pytest.mark.parametrize(("one", "two"), SAME)
def test_equal_answers_have_one_key(one: str, two: str) -> None:
    assert key(read(one)) == key(read(two))


@pytest.mark.parametrize(("one", "two"), DIFFERENT)
def test_different_answers_have_two(one: str, two: str) -> None:
    assert key(read(one)) != key(read(two))


def test_an_endless_numeral_is_no_number() -> None:
    assert number(Num("9" * 100)) is None
