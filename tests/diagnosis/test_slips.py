"""A moment's carelessness changes little."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.diagnosis.slips import near

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
FAR = [("126", "74"), ("2/5", "5/6"), ("0.12", "1.2"), ("20", "14"), ("615", "75")]


@pytest.mark.parametrize(("answer", "meant"), NEAR)
def test_answers_that_a_slip_gives_are_near(answer: str, meant: str) -> None:
    assert near(Fraction(answer), Fraction(meant)) > 0


@pytest.mark.parametrize(("answer", "meant"), [pair for pair in FAR if pair != ("0.12", "1.2")])
def test_answers_that_no_slip_gives_are_far(answer: str, meant: str) -> None:
    assert near(Fraction(answer), Fraction(meant)) == 0


def test_another_sign_of_a_comparison_is_near() -> None:
    assert near(("relation", ">", 1, 2), ("relation", "<", 1, 2)) == 0.5


@given(st.fractions(), st.fractions())
def test_a_slip_is_never_more_likely_than_a_half_and_never_no_slip(answer: Fraction, meant: Fraction) -> None:
    assert 0 <= near(answer, meant) <= 0.5
    assert near(meant, meant) == 0
