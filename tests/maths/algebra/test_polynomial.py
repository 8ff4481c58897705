from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.errors import CannotCheck
from tutor.maths.algebra.polynomial import common_factor, divide, real_roots, trimmed, without_repeats


def p(*coefficients: int) -> tuple[F, ...]:
    return tuple(map(F, coefficients))


@pytest.mark.parametrize(
    ("of", "count"), [(p(-9, 0, 1), 2), (p(1, 0, 1), 0), (p(0, 0, 1), 1), (p(0, -1, 0, 1), 3), (p(5), 0), (p(3, 2), 1)]
)
def test_the_real_roots_are_counted_once_each(of: tuple[F, ...], count: int) -> None:
    assert real_roots(of) == count


def test_a_repeated_root_is_kept_once() -> None:
    assert without_repeats(p(9, -6, 1)) == p(-3, 1)


def test_a_common_factor_is_found() -> None:
    assert common_factor(p(-1, 0, 1), p(-2, 1, 1)) == p(-1, 1)


def test_a_high_degree_cannot_be_checked() -> None:
    with pytest.raises(CannotCheck):
        without_repeats(p(*[1] * 20))


@given(st.lists(st.integers(-9, 9), max_size=6), st.lists(st.integers(-9, 9), min_size=1, max_size=4))
def test_quotient_and_remainder_give_back_the_whole(of: list[int], by: list[int]) -> None:
    divisor = trimmed([F(n) for n in by])
    if not divisor:
        return
    quotient, rest = divide(trimmed([F(n) for n in of]), divisor)
    at = F(3, 7)
    worth = [sum(c * at**i for i, c in enumerate(part)) for part in (quotient, divisor, rest)]
    assert worth[0] * worth[1] + worth[2] == sum(F(c) * at**i for i, c in enumerate(of))
    assert len(rest) < len(divisor)
