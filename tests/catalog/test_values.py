"""What the short texts in content stand for."""

from fractions import Fraction

import pytest

from tutor.catalog.values import values_of


def test_a_range_holds_both_of_its_ends() -> None:
    assert list(values_of("2..5")) == [2, 3, 4, 5]
    assert list(values_of("-3..-1")) == [-3, -2, -1]


def test_a_range_of_decimals_goes_in_exact_steps() -> None:
    values = values_of("0.1..0.9 step 0.1")
    assert len(values) == 9
    assert values[2] == Fraction(3, 10)


def test_a_list_keeps_its_order() -> None:
    assert list(values_of("10, 2, 0.5")) == [10, 2, Fraction(1, 2)]


@pytest.mark.parametrize("text", ["5..2", "2..", "two", "", "1, 2, x", "1..9 step 0", "2, 2"])
def test_a_faulty_range_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        values_of(text)
