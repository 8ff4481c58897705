"""The normal form of algebra over exact numbers: a quotient of two polynomials in variables, units and roots of primes.

Two expressions are equal exactly where their normal forms cross-multiply to the same polynomial, so nothing here is a guess. Roots of
variables, absolute values of them and powers to a variable have no such form and are left to `symbolic`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tutor.errors import CannotCheck
from tutor.maths.reading import units
from tutor.maths.tree import (
    Abs,
    Bin,
    Frac,
    Group,
    Mixed,
    Name,
    Neg,
    Node,
    Num,
    Percent,
    Quantity,
    Ratio,
    Root,
)
from tutor.maths.value import power, root, value

Generator = str | int
Monomial = tuple[tuple[Generator, Fraction], ...]
Polynomial = dict[Monomial, Fraction]

LARGEST_EXPONENT = 40
LARGEST_RADICAND = 10**9
LARGEST_COEFFICIENT_BITS = 4096
MOST_PRODUCTS = 10_000
ONE: Polynomial = {(): Fraction(1)}
_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Quotient:
    """top / bottom; bottom is never the zero polynomial. Variables are strings, units strings that start with "unit ", primes ints.

    Exponents of variables are whole and positive, those of primes lie between 0 and 1; roots of distinct primes and their products are
    linearly independent over the rationals, so that a polynomial is zero only where it has no terms. Source: Besicovitch 1940.
    """

    top: Polynomial
    bottom: Polynomial


def normal(node: Node) -> Quotient:
    """Return the normal form of an expression; CannotCheck where it has none or takes more than 10,000 products of small terms."""
    return _Work().of(node)


def equal(left: Quotient, right: Quotient) -> bool:
    """Return True where both are the same wherever both are defined."""
    work = _Work()
    return work.product(left.top, right.bottom) == work.product(right.top, left.bottom)


def difference(left: Quotient, right: Quotient) -> Quotient:
    """Return left - right."""
    return _Work().sum(left, right, -1)


def names_in(polynomial: Polynomial) -> frozenset[str]:
    """Return the variables and units of a polynomial."""
    return frozenset(generator for monomial in polynomial for generator, _ in monomial if isinstance(generator, str))


def product(left: Polynomial, right: Polynomial) -> Polynomial:
    """Return left * right."""
    return _Work().product(left, right)


class _Work:
    """One calculation, with what it may still spend."""

    def __init__(self) -> None:
        self.left = MOST_PRODUCTS

    def of(self, node: Node) -> Quotient:
        find = _FORMS.get(type(node))
        if find is None:
            raise CannotCheck("This is not an expression.")
        return find(self, node)

    def product(self, left: Polynomial, right: Polynomial) -> Polynomial:
        found: Polynomial = {}
        for a, p in left.items():
            for b, q in right.items():
                monomial, factor = _joined(a, b)
                total = found.get(monomial, _ZERO) + p * q * factor
                self._spend(total)
                found[monomial] = total
        return {monomial: factor for monomial, factor in found.items() if factor}

    def _spend(self, number: Fraction) -> None:
        bits = number.numerator.bit_length() + number.denominator.bit_length()
        self.left -= 1 + bits // 128
        if self.left < 0 or bits > LARGEST_COEFFICIENT_BITS:
            raise CannotCheck("This is too large to compare.")

    def sum(self, left: Quotient, right: Quotient, sign: int) -> Quotient:
        same = left.bottom == right.bottom
        above = left.top if same else self.product(left.top, right.bottom)
        other = right.top if same else self.product(right.top, left.bottom)
        top = dict(above)
        for monomial, factor in other.items():
            top[monomial] = top.get(monomial, Fraction(0)) + sign * factor
        bottom = left.bottom if same else self.product(left.bottom, right.bottom)
        return Quotient({monomial: factor for monomial, factor in top.items() if factor}, bottom)

    def times(self, left: Quotient, right: Quotient) -> Quotient:
        return Quotient(self.product(left.top, right.top), self.product(left.bottom, right.bottom))

    def over(self, left: Quotient, right: Quotient) -> Quotient:
        if not right.top:
            raise CannotCheck("This divides by zero.")
        return Quotient(self.product(left.top, right.bottom), self.product(left.bottom, right.top))

    def raised(self, base: Quotient, exponent: Fraction) -> Quotient:
        if exponent.denominator != 1:
            return self.raised(self.root(base, exponent.denominator), Fraction(exponent.numerator))
        if not base.top and exponent <= 0:
            raise CannotCheck("Zero cannot be raised to this power.")
        number = _constant(base)
        if number is not None:
            return _number(power(number, exponent))
        if abs(exponent) > LARGEST_EXPONENT:
            raise CannotCheck("This power is too large to compare.")
        base = Quotient(base.bottom, base.top) if exponent < 0 else base
        result = Quotient(ONE, ONE)
        for _ in range(abs(exponent.numerator)):
            result = self.times(result, base)
        return result

    def root(self, of: Quotient, degree: int) -> Quotient:
        number = _constant(of)
        if number is None or not 1 <= degree <= 64 or (number < 0 and degree % 2 == 0):
            raise CannotCheck("This root cannot be brought into a normal form.")
        try:
            return _number(root(number, degree))
        except CannotCheck:
            pass
        whole = _root_of_whole(abs(number.numerator) * number.denominator ** (degree - 1), degree)
        sign = Fraction(1 if number > 0 else -1, number.denominator)
        return Quotient({monomial: factor * sign for monomial, factor in whole.items()}, ONE)


def _joined(left: Monomial, right: Monomial) -> tuple[Monomial, int]:
    """Return the product of two monomials, and the whole number that comes out of the roots in it."""
    if not left or not right:
        return left or right, 1
    exponents, factor = dict(left), 1
    for generator, exponent in right:
        total = exponents.get(generator, Fraction(0)) + exponent
        if isinstance(generator, int) and total >= 1:
            total, factor = total - 1, factor * generator
        exponents[generator] = total
    parts = sorted(((g, e) for g, e in exponents.items() if e), key=lambda part: (isinstance(part[0], str), part[0]))
    return tuple(parts), factor


def _number(number: Fraction) -> Quotient:
    return Quotient({(): number} if number else {}, ONE)


def _constant(of: Quotient) -> Fraction | None:
    """Return the rational number that a quotient is, None where it is more than that."""
    if any(of.top.keys() - {()}) or any(of.bottom.keys() - {()}):
        return None
    return of.top.get((), Fraction(0)) / of.bottom[()]


def _root_of_whole(number: int, degree: int) -> Polynomial:
    if number > LARGEST_RADICAND:
        raise CannotCheck("The number under this root is too large.")
    outside, inside, prime = 1, [], 2
    while number > 1:
        if prime * prime > number:
            prime = number
        count = 0
        while number % prime == 0:
            number, count = number // prime, count + 1
        outside *= prime ** (count // degree)
        if count % degree:
            inside.append((prime, Fraction(count % degree, degree)))
        prime += 1
    return {tuple(inside): Fraction(outside)}


def _quantity(work: _Work, node: Quantity) -> Quotient:
    unit = units.unit(node.unit)
    above = tuple((f"unit {name}", Fraction(n)) for name, n in unit.dimensions if n > 0)
    below = tuple((f"unit {name}", Fraction(-n)) for name, n in unit.dimensions if n < 0)
    return work.times(work.of(node.of), Quotient({above: unit.size}, {below: Fraction(1)}))


def _bin(work: _Work, node: Bin) -> Quotient:
    if node.op == "^":
        return work.raised(work.of(node.left), value(node.right))
    left, right = work.of(node.left), work.of(node.right)
    if node.op == "*":
        return work.times(left, right)
    if node.op == "/":
        return work.over(left, right)
    return work.sum(left, right, 1 if node.op == "+" else -1)


def _neg(work: _Work, node: Neg) -> Quotient:
    of = work.of(node.of)
    return Quotient({monomial: -factor for monomial, factor in of.top.items()}, of.bottom)


def _abs(work: _Work, node: Abs) -> Quotient:
    of = work.of(node.of)
    number = _constant(of)
    if number is not None:
        return _number(abs(number))
    if len(of.top) == 1 and not names_in(of.top) and not any(of.bottom.keys() - {()}):
        return Quotient({monomial: abs(factor) for monomial, factor in of.top.items()}, {(): abs(of.bottom[()])})
    raise CannotCheck("This absolute value cannot be brought into a normal form.")


def _ratio(work: _Work, node: Ratio) -> Quotient:
    if len(node.parts) != 2:
        raise CannotCheck("A ratio of more than two parts is not a single number.")
    return work.over(work.of(node.parts[0]), work.of(node.parts[1]))


_FORMS: dict[type[Any], Callable[[_Work, Any], Quotient]] = {
    Num: lambda work, node: _number(value(node)),
    Mixed: lambda work, node: _number(value(node)),
    Frac: lambda work, node: work.over(work.of(node.top), work.of(node.bottom)),
    Percent: lambda work, node: work.over(work.of(node.of), _number(Fraction(100))),
    Name: lambda work, node: Quotient({((node.letter, Fraction(1)),): Fraction(1)}, ONE),
    Group: lambda work, node: work.of(node.of),
    Root: lambda work, node: work.root(work.of(node.of), node.degree),
    Quantity: _quantity,
    Bin: _bin,
    Neg: _neg,
    Abs: _abs,
    Ratio: _ratio,
}
