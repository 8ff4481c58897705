"""The door to SymPy, for expressions and equations without an exact normal form, under a limit of steps. Imported only when needed."""

import sys
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, TypeVar

import sympy

from tutor.errors import CannotCheck
from tutor.maths.tree import Abs, Bin, Frac, Group, Mixed, Name, Neg, Node, Num, Percent, Ratio, Rel, Root, children
from tutor.maths.value import value

MOST_STEPS = 2_000_000
MOST_NODES = 80
LARGEST_EXPONENT = 40
Result = TypeVar("Result")
_INEQUALITIES = {"<": sympy.Lt, "<=": sympy.Le, ">": sympy.Gt, ">=": sympy.Ge}
_POINTS = (Fraction(37, 29), Fraction(-53, 31), Fraction(71, 17), Fraction(-19, 23), Fraction(5, 41), Fraction(-83, 13))


def same_expression(a: Node, b: Node) -> bool | None:
    """Return True where SymPy proves both equal for real variables, False where they differ at a tried point, else None."""
    gap = expression(a) - expression(b)
    return within_steps(lambda: _is_zero(gap))


def same_solutions(a: Sequence[Rel], b: Sequence[Rel]) -> bool | None:
    """Return True where both hold for the same real values of their one variable, None where SymPy cannot tell.

    Several equations are possible values; several inequalities hold together, or apart where they cannot hold together (x < -2, x > 2).
    """
    if sum(map(_size, (*a, *b))) > MOST_NODES:
        raise CannotCheck("These statements are too large to compare.")
    left, right = within_steps(lambda: (_solutions(a), _solutions(b)))
    return bool(left == right) if _is_settled(left) and _is_settled(right) else None


def _solutions(relations: Sequence[Rel]) -> Any:
    sides = [(rel.op, _expression(rel.left) - _expression(rel.right)) for rel in relations]
    names = sorted(frozenset().union(*(side.free_symbols for _, side in sides)), key=str)
    if len(names) != 1:
        raise CannotCheck("Statements in several variables cannot be compared like this.")
    sets = [_solved(op, side, names[0]) for op, side in sides]
    together = sympy.Intersection(*sets)
    any_of = all(op == "=" for op, _ in sides) or together is sympy.S.EmptySet
    return sympy.Union(*sets) if any_of else together


def _solved(op: str, side: Any, name: Any) -> Any:
    equal = sympy.solveset(side, name, sympy.S.Reals)
    if op in ("=", "!="):
        return equal if op == "=" else sympy.S.Reals - equal
    if op not in _INEQUALITIES:
        raise CannotCheck("This statement has no solutions to compare.")
    return sympy.solve_univariate_inequality(_INEQUALITIES[op](side, 0), name, relational=False)


def _is_settled(found: Any) -> bool:
    return (
        isinstance(found, sympy.FiniteSet | sympy.Interval)
        or found in (sympy.S.EmptySet, sympy.S.Reals)
        or (isinstance(found, sympy.Union) and all(_is_settled(part) for part in found.args))
    )


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
    nearer = sympy.sqrtdenest(sympy.powsimp(sympy.expand(gap)))
    return True if nearer == 0 or sympy.simplify(nearer) == 0 else None


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
        case Name(letter):
            return sympy.pi if letter == "pi" else sympy.Symbol(letter, real=True)
        case Neg(of) | Group(of) | Percent(of) | Abs(of):
            return _AROUND[type(node)](_expression(of))
        case Root(of, degree):
            return _root(_expression(of), degree)
        case Frac(top, bottom) | Ratio((top, bottom)):
            return _expression(top) / _divisor(_expression(bottom))
        case Bin(op, left, right, _):
            return _operation(op, _expression(left), _expression(right))
        case _:
            raise CannotCheck("This is not an expression.")


_AROUND: dict[type, Callable[[Any], Any]] = {
    Neg: lambda of: -of,
    Group: lambda of: of,
    Percent: lambda of: of / 100,
    Abs: sympy.Abs,
}


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
