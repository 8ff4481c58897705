"""The normal form of algebra over exact numbers: a quotient of two polynomials in variables, units and roots of primes.

Two expressions are equal exactly where their normal forms cross-multiply to the same polynomial, so nothing here is a guess. Roots of
variables, absolute values of them and powers to a variable have no such form and are left to `symbolic`.
"""

from dataclasses import dataclass
from fractions import Fraction

from tutor.errors import CannotCheck
from tutor.maths.reading import units
from tutor.maths.tree import Node
from tutor.maths.value import LARGEST_DEGREE, Arithmetic, power, root, value, worked

Generator = str | int
Monomial = tuple[tuple[Generator, Fraction | int], ...]
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
    return worked(node, _Work().arithmetic())


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

    def arithmetic(self) -> Arithmetic[Quotient]:
        return Arithmetic(
            number=_number,
            name=lambda letter: Quotient({((letter, 1),): Fraction(1)}, ONE),
            quantity=self.quantity,
            plus=lambda left, right: self.sum(left, right, 1),
            minus=lambda left, right: self.sum(left, right, -1),
            times=self.times,
            over=self.over,
            negative=lambda of: Quotient({monomial: -factor for monomial, factor in of.top.items()}, of.bottom),
            power=lambda base, exponent: self.power(base, value(exponent)),
            root=_root,
            absolute=_absolute,
        )

    def product(self, left: Polynomial, right: Polynomial) -> Polynomial:
        if left is ONE or right is ONE:
            return right if left is ONE else left
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
        bottom, top, other = left.bottom, dict(left.top), right.top
        if left.bottom is not right.bottom and left.bottom != right.bottom:
            bottom = self.product(left.bottom, right.bottom)
            top, other = self.product(left.top, right.bottom), self.product(right.top, left.bottom)
        for monomial, factor in other.items():
            top[monomial] = top.get(monomial, _ZERO) + sign * factor
        return Quotient({monomial: factor for monomial, factor in top.items() if factor}, bottom)

    def times(self, left: Quotient, right: Quotient) -> Quotient:
        return Quotient(self.product(left.top, right.top), self.product(left.bottom, right.bottom))

    def over(self, left: Quotient, right: Quotient) -> Quotient:
        if not right.top:
            raise CannotCheck("This divides by zero.")
        return Quotient(self.product(left.top, right.bottom), self.product(left.bottom, right.top))

    def power(self, base: Quotient, exponent: Fraction) -> Quotient:
        if exponent.denominator != 1:
            return self.power(_root(base, exponent.denominator), Fraction(exponent.numerator))
        number = _constant(base)
        if number is not None:
            return _number(power(number, exponent))
        if abs(exponent) > LARGEST_EXPONENT:
            raise CannotCheck("This power is too large to compare.")
        base = Quotient(base.bottom, base.top) if exponent < 0 else base
        result = base if exponent else Quotient(ONE, ONE)
        for _ in range(abs(exponent.numerator) - 1):
            result = self.times(result, base)
        return result

    def quantity(self, of: Quotient, symbol: str) -> Quotient:
        unit = units.unit(symbol)
        above = tuple((f"unit {name}", Fraction(n)) for name, n in unit.dimensions if n > 0)
        below = tuple((f"unit {name}", Fraction(-n)) for name, n in unit.dimensions if n < 0)
        return self.times(of, Quotient({above: unit.size}, {below: Fraction(1)}))


def _joined(left: Monomial, right: Monomial) -> tuple[Monomial, int]:
    """Return the product of two monomials, and the whole number that comes out of the roots in it."""
    if not left or not right:
        return left or right, 1
    exponents, factor = dict(left), 1
    for generator, exponent in right:
        total = exponents.get(generator, _ZERO) + exponent
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
    return of.top.get((), _ZERO) / of.bottom[()]


def _root(of: Quotient, degree: int) -> Quotient:
    number = _constant(of)
    if number is None or not 1 <= degree <= LARGEST_DEGREE or (number < 0 and degree % 2 == 0):
        raise CannotCheck("This root cannot be brought into a normal form.")
    try:
        return _number(root(number, degree))
    except CannotCheck:
        pass
    monomial, outside = _root_of_whole(abs(number.numerator) * number.denominator ** (degree - 1), degree)
    return Quotient({monomial: Fraction(outside if number > 0 else -outside, number.denominator)}, ONE)


def _root_of_whole(number: int, degree: int) -> tuple[Monomial, int]:
    """Return what stays under the root, and the whole number that comes out of it."""
    if number > LARGEST_RADICAND:
        raise CannotCheck("The number under this root is too large.")
    outside, prime = 1, 2
    inside: list[tuple[Generator, Fraction]] = []
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
    return tuple(inside), outside


def _absolute(of: Quotient) -> Quotient:
    """Return the absolute value of a single number or root: the sign of a sum of roots is not known here."""
    if len(of.top) > 1 or names_in(of.top) or of.bottom.keys() != {()}:
        raise CannotCheck("This absolute value cannot be brought into a normal form.")
    return Quotient({monomial: abs(factor) for monomial, factor in of.top.items()}, {(): abs(of.bottom[()])})
