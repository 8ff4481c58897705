from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.errors import CannotCheck
from tutor.maths.number import places, rounded, written
from tutor.maths.show import show
from tutor.maths.value import value


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (F(4, 8), "simplest", "1/2"),
        (F(6, 3), "simplest", "2"),
        (F(6, 3), "", "2"),
        (F(-13, 6), "mixed", "-2 1/6"),
        (F(5, 6), "mixed", "5/6"),
        (F(12, 6), "mixed", "2"),
        (F(13, 6), "improper", "13/6"),
        (F(2, 5), "decimal", "0.4"),
        (F(-1, 80), "decimal", "-0.0125"),
        (F(7), "decimal", "7"),
        (F(1, 8), "percent", "12.5%"),
        (F(1, 3), "percent", "33 1/3%"),
        (F(-1, 4), "percent", "-25%"),
        (F(12), "whole", "12"),
        (F(347), "rounded:10", "350"),
        (F(345), "rounded:10", "350"),
        (F(-345), "rounded:10", "-350"),
        (F(1250), "rounded:1,000", "1000"),
        (F(22, 7), "rounded:0.01", "3.14"),
        (F(1999, 1000), "rounded:0.1", "2.0"),
        (F(-1, 300), "rounded:0.1", "0.0"),
        (F(7, 2), "unit:cm", "3.5 cm"),
        (F(1, 3), "unit:h", "1/3 h"),
        (F(7, 2), "unit:$", "$3.50"),
        (F(-7), "unit:$", "-$7"),
        (F(45), "unit:°", "45°"),
        (F(-3), "unit:apples", "-3 apples"),
    ],
)
def test_a_value_has_one_writing_in_each_form(number: F, form: str, text: str) -> None:
    assert show(written(number, form)) == text


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (F(1, 3), "decimal"),
        (F(1, 2), "whole"),
        (F(1), "roman"),
        (F(1), "rounded:0"),
        (F(1), "rounded:x"),
        (F(1), "rounded:1/3"),
    ],
)
def test_a_value_without_such_a_writing_cannot_be_checked(number: F, form: str) -> None:
    with pytest.raises(CannotCheck):
        written(number, form)


def test_the_places_of_a_decimal_are_counted() -> None:
    assert [places(F(1, d)) for d in (1, 2, 4, 40, 3)] == [0, 1, 2, 3, None]


def test_halves_are_rounded_away_from_zero() -> None:
    assert [rounded(F(n, 2), F(1)) for n in (1, 3, -1, -3)] == [1, 2, -1, -2]


@given(st.fractions(max_denominator=500), st.sampled_from(["simplest", "mixed", "improper", "percent"]))
def test_a_form_never_changes_the_value(number: F, form: str) -> None:
    assert value(written(number, form)) == number
