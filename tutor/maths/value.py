"""The exact worth of a tree as a fraction. What has no finite rational worth is left to `compare`."""

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, partial
from typing import Any, Generic, NamedTuple, TypeVar

from tutor.errors import CannotCheck
from tutor.maths import tree
from tutor.maths.reading import units
from tutor.maths.tree import Node

Names = Mapping[str, Fraction]
Worth = TypeVar("Worth")
LARGEST_BITS = 4096
LARGEST_DEGREE = 64
_NO_NAMES: Names = {}
HOLDS: dict[str, Callable[[Fraction | int, Fraction | int], bool]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge
}  # fmt: skip
"""Whether a relation holds between two numbers."""


def value(node: Node, names: Names = _NO_NAMES) -> Fraction:
    """Return the exact worth of a tree, with `names` for its variables.

    Quantities are counted in the units that are written: 1 m + 50 cm is 3/2, 3 cm × 4 cm is 12. A ratio of two is worth their quotient.
    Raises CannotCheck for all that is not a finite rational number: an irrational root, a variable without a value, a division by
    zero, a statement, a gap, a number of more than 4096 bits, a tree that is too deep.
    """
    try:
        return worked(node, in_fractions(names))
    except _HasUnit:
        return measure(node, names).count
    except RecursionError:
        raise CannotCheck("This is nested too deeply to work out.") from None


class _HasUnit(CannotCheck):
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


def measure(node: Node, names: Names = _NO_NAMES) -> Measure:
    """Return the worth of a tree with its dimensions; CannotCheck as `value`, and where lengths meet times or bare numbers."""
    return worked(node, _in_measures(names))


class Arithmetic(NamedTuple, Generic[Worth]):
    """How one kind of number is worked with: fractions, measures, quotients of polynomials, SymPy's expressions."""

    number: Callable[[Fraction], Worth]
    name: Callable[[str], Worth]
    quantity: Callable[[Worth, str], Worth]
    plus: Callable[[Worth, Worth], Worth]
    minus: Callable[[Worth, Worth], Worth]
    times: Callable[[Worth, Worth], Worth]
    over: Callable[[Worth, Worth], Worth]
    negative: Callable[[Worth], Worth]
    power: Callable[[Worth, Node], Worth]
    root: Callable[[Worth, int], Worth]
    absolute: Callable[[Worth], Worth]


def worked(node: Node, by: Arithmetic[Worth]) -> Worth:
    """Return the worth of an expression by an arithmetic; CannotCheck where it is no expression."""
    work = _WORK.get(type(node))
    if work is None:
        raise CannotCheck("This is not a single number.")
    found: Worth = work(node, by)
    return found


def _operation(node: tree.Bin, by: Arithmetic[Worth]) -> Worth:
    left = worked(node.left, by)
    if node.op == "^":
        return by.power(left, node.right)
    right = worked(node.right, by)
    if node.op in "+-":
        return by.plus(left, right) if node.op == "+" else by.minus(left, right)
    return by.times(left, right) if node.op == "*" else by.over(left, right)


def _ratio(node: tree.Ratio, by: Arithmetic[Worth]) -> Worth:
    if len(node.parts) != 2:
        raise CannotCheck("A ratio of more than two parts is not a single number.")
    return by.over(worked(node.parts[0], by), worked(node.parts[1], by))


@lru_cache(maxsize=20_000)
def numeral_value(text: str) -> Fraction:
    """Return what a numeral as written ("7", "0.40", "1,000") is worth."""
    head, _, tail = text.replace(",", "").partition(".")
    return Fraction(int(head + tail), 10 ** len(tail)) if tail else Fraction(int(head))


_WORK: dict[type, Callable[[Any, Arithmetic[Any]], Any]] = {
    tree.Num: lambda node, by: by.number(numeral_value(node.text)),
    tree.Mixed: lambda node, by: by.plus(
        worked(node.whole, by), by.over(worked(node.top, by), worked(node.bottom, by))
    ),
    tree.Frac: lambda node, by: by.over(worked(node.top, by), worked(node.bottom, by)),
    tree.Percent: lambda node, by: by.over(worked(node.of, by), by.number(Fraction(100))),
    tree.Quantity: lambda node, by: by.quantity(worked(node.of, by), node.unit),
    tree.Name: lambda node, by: by.name(node.letter),
    tree.Neg: lambda node, by: by.negative(worked(node.of, by)),
    tree.Bin: _operation,
    tree.Root: lambda node, by: by.root(worked(node.of, by), node.degree),
    tree.Abs: lambda node, by: by.absolute(worked(node.of, by)),
    tree.Group: lambda node, by: worked(node.of, by),
    tree.Ratio: _ratio,
}


def in_fractions(names: Names) -> Arithmetic[Fraction]:
    """Return how exact fractions are worked with, `names` for the variables; a unit is refused."""
    if not names:
        return _FRACTIONS
    known = partial(_named, names=names)
    return _FRACTIONS._replace(name=known, power=lambda base, exponent: power(base, value(exponent, names)))


def _named(letter: str, names: Names = _NO_NAMES) -> Fraction:
    if letter not in names:
        raise CannotCheck(f"{letter} has no known value.")
    return names[letter]


def _refuse_unit(of: Fraction, unit: str) -> Fraction:
    raise _HasUnit


def _over(top: Fraction, bottom: Fraction) -> Fraction:
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


_FRACTIONS = Arithmetic[Fraction](
    number=lambda number: number,
    name=_named,
    quantity=_refuse_unit,
    plus=lambda left, right: _sized(left + right),
    minus=lambda left, right: _sized(left - right),
    times=lambda left, right: _sized(left * right),
    over=_over,
    negative=lambda of: -of,
    power=lambda base, exponent: power(base, value(exponent)),
    root=root,
    absolute=abs,
)


def _in_measures(names: Names) -> Arithmetic[Measure]:
    by = in_fractions(names)
    return Arithmetic(
        number=Measure,
        name=lambda letter: Measure(by.name(letter)),
        quantity=_in_unit,
        plus=lambda left, right: _added(by.plus, left, right),
        minus=lambda left, right: _added(by.minus, left, right),
        times=lambda left, right: _combined(by.times, left, right, 1),
        over=lambda left, right: _combined(by.over, left, right, -1),
        negative=lambda of: Measure(-of.amount, of.size, of.dimensions),
        power=lambda base, exponent: _power(base, value(exponent, names)),
        root=lambda of, degree: Measure(root(_bare(of), degree)),
        absolute=lambda of: Measure(abs(of.amount), of.size, of.dimensions),
    )


def _in_unit(of: Measure, symbol: str) -> Measure:
    unit = units.unit(symbol)
    return Measure(of.count * unit.size, unit.size, unit.dimensions)


def _added(add: Callable[[Fraction, Fraction], Fraction], left: Measure, right: Measure) -> Measure:
    if left.dimensions != right.dimensions:
        raise CannotCheck("These units cannot be added or taken away from each other.")
    return Measure(add(left.amount, right.amount), left.size, left.dimensions)


def _combined(work: Callable[[Fraction, Fraction], Fraction], left: Measure, right: Measure, sign: int) -> Measure:
    dimensions = units.combine(left.dimensions, right.dimensions, sign)
    return Measure(work(left.amount, right.amount), left.size * right.size**sign, dimensions)


def _power(base: Measure, exponent: Fraction) -> Measure:
    if base.dimensions and (exponent.denominator != 1 or abs(exponent) > 3):
        raise CannotCheck("A unit cannot be raised to this power.")
    dimensions = tuple((name, n * int(exponent)) for name, n in base.dimensions if exponent)
    size = base.size ** int(exponent) if base.dimensions else base.size
    return Measure(power(base.amount, exponent), size, dimensions)


def _bare(of: Measure) -> Fraction:
    if of.dimensions:
        raise CannotCheck("The units in this cannot be worked out.")
    return of.count
