from fractions import Fraction

import pytest

from tutor.diagnosis.sides import sides, single
from tutor.maths import read

THIRD = Fraction(1, 3)


@pytest.mark.parametrize("text", ["3x + 4", "x = 2 = 3", "x < 3", "x] = 4", "2 + 2 = ?", "", "words only"])
def test_what_is_not_one_readable_equation_has_no_sides(text: str) -> None:
    assert sides(text) is None


def test_numbers_are_told_by_their_place() -> None:
    left, right = sides("-3x/4 + 5 = 2(x - 1)") or pytest.fail("not read")
    assert left.places == (
        ("coefficient", Fraction(-3)),
        ("divisor of letters", Fraction(4)),
        ("term", Fraction(5)),
    )
    assert [len(terms) for terms in right.sums] == [1, 2]


def test_a_bare_letter_has_the_coefficient_one() -> None:
    left, _ = sides("-y = 4") or pytest.fail("not read")
    assert left.places == (("coefficient", Fraction(-1)),)


def test_worth_counts_negative_powers_and_stops_at_sums_below() -> None:
    left, right = sides("6/(3x) = 1/(x + 1)") or pytest.fail("not read")
    assert left.worth == {(("x", Fraction(-1)),): Fraction(2)}
    assert right.worth is None


@pytest.mark.parametrize(("text", "factor"), [("-3x", -3), ("x/3", THIRD), ("7", 7), ("x + 1", None), ("x - x", None)])
def test_single_is_the_one_factor(text: str, factor: Fraction | None) -> None:
    assert single(read(text)) == factor
