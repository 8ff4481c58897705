"""The door to SymPy, for expressions and equations without an exact normal form, under a limit of steps. Imported only when needed."""

import operator
import sys
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, TypeVar

import sympy

from tutor.errors import CannotCheck
from tutor.maths.algebra.quotient import LARGEST_EXPONENT, Polynomial, Quotient, names_in
from tutor.maths.tree import Node, Rel, walk
from tutor.maths.value import Arithmetic, worked

MOST_STEPS = 2_000_000
MOST_NODES = 80
LARGEST_DEGREE, MOST_TERMS = 12, 40
Result = TypeVar("Result")
_INEQUALITIES = {"<": sympy.Lt, "<=": sympy.Le, ">": sympy.Gt, ">=": sympy.Ge}
_POINTS = (Fraction(37, 29), Fraction(-53, 31), Fraction(71, 17), Fraction(-19, 23), Fraction(5, 41), Fraction(-83, 13))


def same_expression(a: Node, b: Node) -> bool | None:
    """Return True where SymPy proves both equal for real variables, False where they differ at a tried point, else None."""
    if any(sum(1 for _ in walk(node)) > MOST_NODES for node in (a, b)):
        raise CannotCheck("This is too large to compare.")
    return within_steps(lambda: _is_zero(_expression(a) - _expression(b)))


def same_solutions(a: Sequence[Rel], b: Sequence[Rel]) -> bool | None:
    """Return True where both hold for the same real values of their variables, None where SymPy cannot tell.

    Several equations in one variable are possible values, in several variables a linear system; several inequalities hold together, or
    apart where they cannot hold together (x < -2, x > 2).
    """
    if sum(1 for rel in (*a, *b) for _ in walk(rel)) > MOST_NODES:
        raise CannotCheck("These statements are too large to compare.")
    return within_steps(lambda: _same_solutions([*map(_side, a)], [*map(_side, b)]))


def same_roots(a: Sequence[Quotient], b: Sequence[Quotient]) -> bool:
    """Return True where the same real values make one of `a` and one of `b` zero; all are in one variable, CannotCheck over degree 12."""
    letters = sorted(frozenset().union(*(names_in(part) for each in (*a, *b) for part in (each.top, each.bottom))))
    left, right = within_steps(lambda: (_product(a, letters), _product(b, letters)))
    counted = within_steps(lambda: {each.count_roots() for each in (left, right, left.gcd(right))})
    return len(counted) == 1


def expressed(polynomial: Polynomial, letters: Sequence[str]) -> Any:
    """Return SymPy's polynomial in these letters over the rationals; CannotCheck with roots or units, and where it is large."""
    powers = [dict(monomial) for monomial in polynomial]
    named = {name for each in powers for name in each}
    if not letters or not named <= set(letters) or any(" " in letter for letter in letters):
        raise CannotCheck("Roots, units and bare numbers have no factors with letters.")
    exponents = [tuple(each.get(letter, Fraction(0)) for letter in letters) for each in powers]
    if len(exponents) > MOST_TERMS or any(e.denominator != 1 or e > LARGEST_DEGREE for each in exponents for e in each):
        raise CannotCheck("This expression is too large to factor.")
    factors = [sympy.Rational(factor.numerator, factor.denominator) for factor in polynomial.values()]
    terms = {tuple(map(int, each)): factor for each, factor in zip(exponents, factors, strict=True)}
    return sympy.Poly.from_dict(terms or {(0,) * len(letters): sympy.Rational(0)}, *sympy.symbols(letters))


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


def _product(quotients: Sequence[Quotient], letters: Sequence[str]) -> Any:
    whole = sympy.Poly(1, *sympy.symbols(letters), domain="QQ")
    for each in quotients:
        if not each.top:
            raise CannotCheck("Everything solves this equation.")
        top, bottom = expressed(each.top, letters), expressed(each.bottom, letters)
        whole *= top.quo(top.gcd(bottom))
    return whole


def _side(rel: Rel) -> tuple[str, Any]:
    return rel.op, _expression(rel.left) - _expression(rel.right)


def _same_solutions(a: list[tuple[str, Any]], b: list[tuple[str, Any]]) -> bool | None:
    names = sorted(frozenset().union(*(side.free_symbols for _, side in (*a, *b))), key=str)
    if len(names) == 1:
        left, right = _solved(a, names[0]), _solved(b, names[0])
        return bool(left == right) if _is_settled(left) and _is_settled(right) else None
    if any(op != "=" for op, _ in (*a, *b)):
        raise CannotCheck("Inequalities in several variables cannot be compared like this.")
    return bool(_reduced(a, names) == _reduced(b, names))


def _solved(statements: list[tuple[str, Any]], name: Any) -> Any:
    sets = [_solution(op, side, name) for op, side in statements]
    together = sympy.Intersection(*sets)
    any_of = all(op == "=" for op, _ in statements) or together is sympy.S.EmptySet
    return sympy.Union(*sets) if any_of else together


def _solution(op: str, side: Any, name: Any) -> Any:
    if op in ("=", "!="):
        equal = sympy.solveset(side, name, sympy.S.Reals)
        return equal if op == "=" else sympy.S.Reals - equal
    if op not in _INEQUALITIES:
        raise CannotCheck("This statement has no solutions to compare.")
    return sympy.solve_univariate_inequality(_INEQUALITIES[op](side, 0), name, relational=False)


def _reduced(statements: list[tuple[str, Any]], names: list[Any]) -> Any:
    """Return the rows of a linear system in reduced echelon form, without those that say nothing."""
    matrix, right = sympy.linear_eq_to_matrix([side for _, side in statements], *names)
    rows, pivots = matrix.row_join(right).rref()
    return rows[: len(pivots), :]


def _is_settled(found: Any) -> bool:
    return (
        isinstance(found, sympy.FiniteSet | sympy.Interval)
        or found in (sympy.S.EmptySet, sympy.S.Reals)
        or (isinstance(found, sympy.Union) and all(_is_settled(part) for part in found.args))
    )


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


def _expression(node: Node) -> Any:
    return worked(node, _ARITHMETIC)


def _over(top: Any, bottom: Any) -> Any:
    if bottom == 0:
        raise CannotCheck("This divides by zero.")
    return top / bottom


def _power(base: Any, exponent: Node) -> Any:
    by = _expression(exponent)
    if by.is_number and abs(by) > LARGEST_EXPONENT:
        raise CannotCheck("This power is too large to compare.")
    return base**by


def _root(of: Any, degree: int) -> Any:
    if degree % 2 and of.is_negative:
        return -((-of) ** sympy.Rational(1, degree))
    return of ** sympy.Rational(1, degree)


def _refuse_unit(of: Any, unit: str) -> Any:
    raise CannotCheck("Units are not compared like this.")


_ARITHMETIC: Arithmetic[Any] = Arithmetic(
    number=lambda number: sympy.Rational(number.numerator, number.denominator),
    name=lambda letter: sympy.pi if letter == "pi" else sympy.Symbol(letter, real=True),
    quantity=_refuse_unit,
    plus=operator.add,
    minus=operator.sub,
    times=operator.mul,
    over=_over,
    negative=operator.neg,
    power=_power,
    root=_root,
    absolute=sympy.Abs,
)
