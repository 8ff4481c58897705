"""The door to SymPy, for expressions and equations without an exact normal form, under a limit of steps. Imported only when needed."""

import sys
from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeVar

import sympy

from tutor.errors import CannotCheck
from tutor.maths.tree import Abs, Bin, Frac, Group, Mixed, Name, Neg, Node, Num, Percent, Ratio, Root, children
from tutor.maths.value import value

MOST_STEPS = 150_000
MOST_NODES = 80
LARGEST_EXPONENT = 40
Result = TypeVar("Result")
_POINTS = (Fraction(37, 29), Fraction(-53, 31), Fraction(71, 17), Fraction(-19, 23), Fraction(5, 41), Fraction(-83, 13))


def same_expression(a: Node, b: Node) -> bool | None:
    """Return True where SymPy proves both equal for real variables, False where they differ at a tried point, else None."""
    gap = expression(a) - expression(b)
    return within_steps(lambda: _is_zero(gap))


def expression(node: Node) -> Any:
    """Return the SymPy expression of a tree, over real variables; CannotCheck for what is no expression or is too large."""
    if _size(node) > MOST_NODES:
        raise CannotCheck("This is too large to compare.")
    return within_steps(lambda: _expression(node))


def within_steps(work: Callable[[], Result], most: int = MOST_STEPS) -> Result:
    """Return what `work` returns; CannotCheck once it has made more than `most` calls. Works in any thread.

    Steps are counted by the interpreter's profile hook of this thread, so the limit is one of work and not of time.
    """
    left = most

    def count(frame: Any, event: str, argument: Any) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise _TooManySteps

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        return work()
    except _TooManySteps:
        raise CannotCheck("This takes too long to compare.") from None
    except (ArithmeticError, AttributeError, NotImplementedError, RecursionError, TypeError, ValueError) as error:
        raise CannotCheck("This is beyond what can be compared.") from error
    finally:
        sys.setprofile(before)


class _TooManySteps(BaseException):
    """Not an Exception, so that no handler within SymPy takes it."""


def _is_zero(gap: Any) -> bool | None:
    for point in _POINTS:
        found = _at(gap, point)
        if found is not None and abs(found) > 1e-9:
            return False
    return True if sympy.simplify(gap) == 0 else None


def _at(gap: Any, point: Fraction) -> float | None:
    """Return the size of the gap at a point, None where it is not defined there."""
    names = sorted(gap.free_symbols, key=str)
    values = {name: sympy.Rational(point.numerator + i, point.denominator) for i, name in enumerate(names)}
    found = complex(gap.subs(values).evalf(30))
    return abs(found) if found == found and abs(found.imag) < 1e-12 else None


def _size(node: Node) -> int:
    return 1 + sum(_size(part) for part in children(node))


def _expression(node: Node) -> Any:
    match node:
        case Num() | Mixed():
            return _rational(value(node))
        case Name("pi"):
            return sympy.pi
        case Name(letter):
            return sympy.Symbol(letter, real=True)
        case Neg(of):
            return -_expression(of)
        case Group(of):
            return _expression(of)
        case Percent(of):
            return _expression(of) / 100
        case Abs(of):
            return sympy.Abs(_expression(of))
        case Root(of, degree):
            return _root(_expression(of), degree)
        case Frac(top, bottom) | Ratio((top, bottom)):
            return _expression(top) / _divisor(_expression(bottom))
        case Bin(op, left, right, _):
            return _operation(op, _expression(left), _expression(right))
        case _:
            raise CannotCheck("This is not an expression.")


def _rational(number: Fraction) -> Any:
    return sympy.Rational(number.numerator, number.denominator)


def _root(of: Any, degree: int) -> Any:
    if degree % 2 and of.is_negative:
        return -((-of) ** sympy.Rational(1, degree))
    return of ** sympy.Rational(1, degree)


def _divisor(of: Any) -> Any:
    if of == 0:
        raise CannotCheck("This divides by zero.")
    return of


def _operation(op: str, left: Any, right: Any) -> Any:
    if op == "^":
        if right.is_number and abs(right) > LARGEST_EXPONENT:
            raise CannotCheck("This power is too large to compare.")
        return left**right
    if op == "/":
        return left / _divisor(right)
    return left * right if op == "*" else left + right if op == "+" else left - right
