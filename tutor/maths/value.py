"""The exact worth of a tree as a fraction. What has no finite rational worth is left to `compare`."""

import math
from collections.abc import Callable, Mapping
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

Names = Mapping[str, Fraction]
LARGEST_BITS = 4096
LARGEST_DEGREE = 64
_NO_NAMES: Names = {}


def value(node: Node, names: Names = _NO_NAMES) -> Fraction:
    """Return the exact worth of a tree, with `names` for its variables.

    Quantities are counted in the units that are written: 1 m + 50 cm is 3/2, 3 cm × 4 cm is 12. A ratio of two is worth their quotient.
    Raises CannotCheck for all that is not a finite rational number: an irrational root, a variable without a value, a division by
    zero, a statement, a gap, a number of more than 4096 bits, a tree that is too deep.
    """
    try:
        return _worth(node, names)
    except _HasUnit:
        return measure(node, names).count
    except RecursionError:
        raise CannotCheck("This is nested too deeply to work out.") from None


class _HasUnit(Exception):
    """A quantity was met: units have to be minded."""


@dataclass(frozen=True, slots=True)
class Measure:
    """An amount in base units, the size of the unit it is written in, and its dimensions (empty for a bare number)."""

    amount: Fraction
    size: Fraction = Fraction(1)
    dimensions: units.Dimensions = ()

    @property
    def count(self) -> Fraction:
        """Return how many of the written unit it is."""
        return self.amount / self.size


def _worth(node: Node, names: Names) -> Fraction:
    find = _WORTH.get(type(node))
    if find is None:
        raise CannotCheck("This is not a single number.")
    return find(node, names)


def _num(node: Num, _: Names) -> Fraction:
    text = node.text.replace(",", "")
    head, point, tail = text.partition(".")
    return Fraction(int(head + tail), 10 ** len(tail)) if point else Fraction(int(head))


def _frac(node: Frac, names: Names) -> Fraction:
    return _divided(_worth(node.top, names), _worth(node.bottom, names))


def _mixed(node: Mixed, names: Names) -> Fraction:
    return _num(node.whole, names) + _divided(_num(node.top, names), _num(node.bottom, names))


def _percent(node: Percent, names: Names) -> Fraction:
    return _worth(node.of, names) / 100


def _name(node: Name, names: Names) -> Fraction:
    if node.letter not in names:
        raise CannotCheck(f"{node.letter} has no known value.")
    return names[node.letter]


def _neg(node: Neg, names: Names) -> Fraction:
    return -_worth(node.of, names)


def _abs(node: Abs, names: Names) -> Fraction:
    return abs(_worth(node.of, names))


def _group(node: Group, names: Names) -> Fraction:
    return _worth(node.of, names)


def _root(node: Root, names: Names) -> Fraction:
    return root(_worth(node.of, names), node.degree)


def _ratio(node: Ratio, names: Names) -> Fraction:
    if len(node.parts) != 2:
        raise CannotCheck("A ratio of more than two parts is not a single number.")
    return _divided(_worth(node.parts[0], names), _worth(node.parts[1], names))


def _quantity(node: Quantity, names: Names) -> Fraction:
    raise _HasUnit


def _bin(node: Bin, names: Names) -> Fraction:
    return _OPERATIONS[node.op](_worth(node.left, names), _worth(node.right, names))


def _divided(top: Fraction, bottom: Fraction) -> Fraction:
    if not bottom:
        raise CannotCheck("This divides by zero.")
    return _sized(top / bottom)


def _sized(number: Fraction) -> Fraction:
    if number.numerator.bit_length() + number.denominator.bit_length() > LARGEST_BITS:
        raise CannotCheck("The numbers in this get too large to work out.")
    return number


def power(base: Fraction, exponent: Fraction) -> Fraction:
    """Return base to the exponent; CannotCheck where that is irrational, undefined (0^0, 0^-1) or too large."""
    if not base and exponent <= 0:
        raise CannotCheck("Zero cannot be raised to this power.")
    if exponent.denominator != 1:
        return power(root(base, exponent.denominator), Fraction(exponent.numerator))
    bits = max(base.numerator.bit_length(), base.denominator.bit_length()) if abs(base) != 1 else 0
    if bits * abs(exponent.numerator) > LARGEST_BITS:
        raise CannotCheck("The numbers in this get too large to work out.")
    return base ** (exponent.numerator if bits else exponent.numerator % 2)


def root(number: Fraction, degree: int) -> Fraction:
    """Return the principal root; CannotCheck where it is irrational, not real, or of a degree over 64."""
    if not 1 <= degree <= LARGEST_DEGREE or (number < 0 and degree % 2 == 0):
        raise CannotCheck("This root is not a real number.")
    top, bottom = _whole_root(abs(number.numerator), degree), _whole_root(number.denominator, degree)
    if top**degree != abs(number.numerator) or bottom**degree != number.denominator:
        raise CannotCheck("This root is not a fraction.")
    return Fraction(top if number >= 0 else -top, bottom)


def _whole_root(number: int, degree: int) -> int:
    """Return the largest whole number whose power does not exceed `number`. Source: Newton's method from above."""
    if number < 2 or degree == 1:
        return number
    if degree == 2:
        return math.isqrt(number)
    guess = 1 << -(-number.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + number // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better


def measure(node: Node, names: Names = _NO_NAMES) -> Measure:
    """Return the worth of a tree with its dimensions; CannotCheck as `value`, and where lengths meet times or bare numbers."""
    match node:
        case Quantity(of, written, _):
            unit = units.unit(written)
            return Measure(value(of, names) * unit.size, unit.size, unit.dimensions)
        case Group(of):
            return measure(of, names)
        case Neg(of):
            inner = measure(of, names)
            return Measure(-inner.amount, inner.size, inner.dimensions)
        case Bin("^", base, exponent):
            return _measured_power(measure(base, names), value(exponent, names))
        case Bin(op, left, right, _):
            return _joined(op, measure(left, names), measure(right, names))
        case _:
            return Measure(_bare(node, names))


def _bare(node: Node, names: Names) -> Fraction:
    try:
        return _worth(node, names)
    except _HasUnit:
        raise CannotCheck("The units in this cannot be worked out.") from None


def _joined(op: str, left: Measure, right: Measure) -> Measure:
    if op == "*":
        dimensions = units.combine(left.dimensions, right.dimensions, 1)
        return Measure(_sized(left.amount * right.amount), left.size * right.size, dimensions)
    if op == "/":
        dimensions = units.combine(left.dimensions, right.dimensions, -1)
        return Measure(_divided(left.amount, right.amount), left.size / right.size, dimensions)
    if left.dimensions != right.dimensions:
        raise CannotCheck("These units cannot be added or taken away from each other.")
    return Measure(_OPERATIONS[op](left.amount, right.amount), left.size, left.dimensions)


def _measured_power(base: Measure, exponent: Fraction) -> Measure:
    if base.dimensions and (exponent.denominator != 1 or abs(exponent) > 3):
        raise CannotCheck("A unit cannot be raised to this power.")
    dimensions = tuple((name, n * int(exponent)) for name, n in base.dimensions if exponent)
    size = base.size ** int(exponent) if base.dimensions else base.size
    return Measure(power(base.amount, exponent), size, dimensions)


_WORTH: dict[type[Any], Callable[[Any, Names], Fraction]] = {
    Num: _num, Frac: _frac, Mixed: _mixed, Percent: _percent, Quantity: _quantity, Name: _name, Neg: _neg, Bin: _bin,
    Root: _root, Abs: _abs, Group: _group, Ratio: _ratio,
}  # fmt: skip
_OPERATIONS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": lambda a, b: _sized(a + b), "-": lambda a, b: _sized(a - b), "*": lambda a, b: _sized(a * b), "/": _divided, "^": power,
}  # fmt: skip
