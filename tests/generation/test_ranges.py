"""Values of parameters, and drawing them without repetition."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.catalog.values import values_of
from tutor.generation.ranges import as_written, shuffled


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


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction(7), "7"), (Fraction(-1, 4), "-0.25"), (Fraction(3, 10), "0.3"), (Fraction(2, 3), "2/3")],
)
def test_values_are_written_as_in_a_stem(value: Fraction, text: str) -> None:
    assert as_written(value) == text


@given(st.integers(1, 400), st.integers(0, 2**64 - 1))
def test_every_number_is_drawn_exactly_once(size: int, seed: int) -> None:
    assert sorted(shuffled(size, seed)) == list(range(size))


def test_another_seed_gives_another_order() -> None:
    first, second = list(shuffled(100, 1)), list(shuffled(100, 2))
    assert first != second
    assert first == list(shuffled(100, 1))


def test_neighbours_are_not_drawn_in_a_row() -> None:
    drawn = list(shuffled(1000, 7))
    assert sum(abs(one - other) < 10 for one, other in pairwise(drawn)) < 60
