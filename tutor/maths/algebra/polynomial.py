"""Polynomials in one variable with rational coefficients, lowest power first: division, common factors, number of real roots."""

from fractions import Fraction
from itertools import pairwise

from tutor.errors import CannotCheck

Coefficients = tuple[Fraction, ...]
LARGEST_DEGREE = 12


def degree(of: Coefficients) -> int:
    """Return the degree; -1 for the zero polynomial, which is the empty tuple."""
    return len(of) - 1


def remainder(of: Coefficients, by: Coefficients) -> Coefficients:
    """Return what is left of a division."""
    return divide(of, by)[1]


def divide(of: Coefficients, by: Coefficients) -> tuple[Coefficients, Coefficients]:
    """Return quotient and remainder; `by` is not zero."""
    rest, quotient = list(of), [Fraction(0)] * max(len(of) - len(by) + 1, 0)
    for shift in range(len(of) - len(by), -1, -1):
        factor = rest[shift + len(by) - 1] / by[-1]
        quotient[shift] = factor
        for i, coefficient in enumerate(by):
            rest[shift + i] -= factor * coefficient
    return trimmed(quotient), trimmed(rest)


def trimmed(of: list[Fraction]) -> Coefficients:
    """Return the coefficients without leading zeros."""
    while of and not of[-1]:
        of.pop()
    return tuple(of)


def common_factor(left: Coefficients, right: Coefficients) -> Coefficients:
    """Return the greatest common factor with leading coefficient 1. Source: Euclid."""
    while right:
        left, right = right, remainder(left, right)
    return tuple(coefficient / left[-1] for coefficient in left)


def derivative(of: Coefficients) -> Coefficients:
    """Return the derivative."""
    return tuple(power * coefficient for power, coefficient in enumerate(of))[1:]


def without_repeats(of: Coefficients) -> Coefficients:
    """Return the polynomial that has each root once, with leading coefficient 1."""
    if degree(of) > LARGEST_DEGREE:
        raise CannotCheck("The degree of this equation is too high.")
    found, _ = divide(of, common_factor(of, derivative(of)) if degree(of) > 0 else (Fraction(1),))
    return tuple(coefficient / found[-1] for coefficient in found)


def real_roots(of: Coefficients) -> int:
    """Return the number of distinct real roots of a polynomial that is not zero. Source: Sturm 1829."""
    chain = [of, derivative(of)]
    while chain[-1]:
        chain.append(tuple(-coefficient for coefficient in remainder(chain[-2], chain[-1])))
    right = [part[-1] for part in chain[:-1]]
    left = [part[-1] * (-1) ** degree(part) for part in chain[:-1]]
    return _changes(left) - _changes(right)


def _changes(signs: list[Fraction]) -> int:
    return sum(a * b < 0 for a, b in pairwise(signs))
