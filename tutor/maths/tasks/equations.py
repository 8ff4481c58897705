"""Solves equations, inequalities and small systems exactly, and reads lines. Whether two equations are the same is left to `compare`."""

from fractions import Fraction
from itertools import pairwise
from math import gcd

from tutor.errors import CannotCheck
from tutor.maths.algebra import Polynomial, difference, names_in, normal
from tutor.maths.number import written
from tutor.maths.tasks.rewrite import natural, polynomial_tree
from tutor.maths.tree import (
    Bin,
    Blank,
    Frac,
    Group,
    Listing,
    Name,
    Neg,
    Node,
    Num,
    Quantity,
    Rel,
    Relation,
    Root,
)
from tutor.maths.value import root

NO_SOLUTION = Rel("=", Num("0"), Num("1"))
ALL_NUMBERS = Rel("=", Num("0"), Num("0"))
_FLIPPED: dict[str, Relation] = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
_GAP = "_"


def solved(statement: Node, want: str) -> Node:
    """Return the solution for the letter `want` ("_": the number in the gap).

    x = 20/3; several solutions as a Listing of equations; x < 3 or a chain -3 <= x <= 3 for an inequality; 0 = 1 (NO_SOLUTION) and
    0 = 0 (ALL_NUMBERS). Raises CannotCheck for what is neither linear nor quadratic in the letter.
    """
    if not isinstance(statement, Rel) or statement.op not in _FLIPPED or isinstance(statement.left, Rel):
        raise CannotCheck("This is not a single equation or inequality.")
    statement = Rel(statement.op, with_letters(statement.left), with_letters(statement.right))
    coefficients, below = _by_power(statement, want)
    if any(names_in(each) for each in coefficients):
        return _literal(coefficients, want, statement)
    numbers = [each.get((), Fraction(0)) for each in coefficients]
    if any(set(each) - {()} for each in coefficients):
        raise CannotCheck("Roots in an equation are not solved.")
    if statement.op == "=":
        return _equation(numbers, below, want, statement)
    if below is not None:
        raise CannotCheck("An inequality with the unknown below the line is not solved.")
    return _inequality(numbers, statement.op, want, statement)


def with_letters(node: Node) -> Node:
    """Return the tree with gaps and one-letter units beside no other unit (5m = 20) as letters."""
    match node:
        case Blank():
            return Name(_GAP)
        case Quantity(of, unit, False) if len(unit) == 1 and unit.isalpha():
            return Bin("*", with_letters(of), Name(unit.lower()))
        case Rel(op, left, right):
            return Rel(op, with_letters(left), with_letters(right))
        case Bin(op, left, right, sign):
            return Bin(op, with_letters(left), with_letters(right), sign)
        case Neg(of):
            return Neg(with_letters(of))
        case Group(of):
            return Group(with_letters(of))
        case Frac(top, bottom):
            return Frac(with_letters(top), with_letters(bottom))
        case _:
            return node


def _by_power(statement: Rel, want: str) -> tuple[list[Polynomial], Polynomial | None]:
    """Return what multiplies want^0, want^1 ... in left - right, and what stands below the line where that holds a letter."""
    form = difference(normal(statement.left), normal(statement.right))
    found: dict[int, Polynomial] = {}
    for monomial, factor in form.top.items():
        powers = dict(monomial)
        power = powers.pop(want, Fraction(0))
        if power.denominator != 1 or power > 8:
            raise CannotCheck("This power of the unknown is not solved.")
        rest = tuple((name, exponent) for name, exponent in monomial if name != want)
        found.setdefault(int(power), {})[rest] = factor
    if not names_in(form.bottom):
        scale = form.bottom.get((), Fraction(1))
        found = {power: {m: f / scale for m, f in each.items()} for power, each in found.items()}
    top = max(found, default=0)
    return [found.get(power, {}) for power in range(top + 1)], form.bottom if names_in(form.bottom) else None


def _literal(coefficients: list[Polynomial], want: str, statement: Rel) -> Node:
    if len(coefficients) != 2 or names_in(coefficients[1]) or statement.op != "=":
        raise CannotCheck("This letter is bound up with others.")
    number = coefficients[1].get((), Fraction(0))
    return Rel("=", Name(want), polynomial_tree({m: -f / number for m, f in coefficients[0].items()}))


def _equation(numbers: list[Fraction], below: Polynomial | None, want: str, statement: Rel) -> Node:
    while numbers and not numbers[-1]:
        numbers.pop()
    if len(numbers) < 2:
        return ALL_NUMBERS if not numbers else NO_SOLUTION
    roots = _rational_roots(numbers)
    if roots is None:
        if len(numbers) != 3 or below is not None:
            raise CannotCheck("This equation is beyond linear and quadratic ones.")
        return _irrational(numbers, want)
    kept = [each for each in roots if below is None or _at(below, want, each)]
    if not kept:
        return NO_SOLUTION
    found = [natural(each, statement) for each in kept]
    if want == _GAP:
        return found[0] if len(found) == 1 else Listing(tuple(found))
    relations = tuple(Rel("=", Name(want), each) for each in found)
    return relations[0] if len(relations) == 1 else Listing(relations)


def _at(polynomial: Polynomial, want: str, number: Fraction) -> Fraction:
    return sum((factor * number ** int(dict(m).get(want, 0)) for m, factor in polynomial.items()), Fraction(0))


def _rational_roots(numbers: list[Fraction]) -> list[Fraction] | None:
    """Return the real roots, smallest first, or None where some are irrational; `numbers` are the factors of 1, x, x² ..."""
    if len(numbers) == 2:
        return [-numbers[0] / numbers[1]]
    if len(numbers) == 3:
        c, b, a = numbers
        under = b * b - 4 * a * c
        if under < 0:
            return []
        try:
            side = root(under, 2)
        except CannotCheck:
            return None
        return sorted({(-b - side) / (2 * a), (-b + side) / (2 * a)})
    return _by_trial(numbers)


def _by_trial(numbers: list[Fraction]) -> list[Fraction] | None:
    """Return all roots of a polynomial of degree 3 or more, found by dividing out small whole ones; None where that does not end it."""
    for guess in sorted(range(-60, 61), key=abs):
        if sum(factor * guess**power for power, factor in enumerate(numbers)) == 0:
            rest: list[Fraction] = []
            carry = Fraction(0)
            for factor in reversed(numbers):
                carry = carry * guess + factor
                rest.append(carry)
            others = _rational_roots(list(reversed(rest[:-1])))
            return None if others is None else sorted({Fraction(guess), *others})
    return None


def _irrational(numbers: list[Fraction], want: str) -> Node:
    c, b, a = numbers
    under = b * b - 4 * a * c
    scale = under.denominator
    inside, divisor = under * scale * scale, 2 * a * scale
    front = -b * scale
    outside, radicand = _square_out(int(inside))
    shrink = _common(front, Fraction(outside), divisor)
    relations = []
    for sign in (-1, 1) if divisor > 0 else (1, -1):
        top = _surd(front / shrink, sign * outside / shrink, radicand)
        below = divisor / shrink
        tree = top if below == 1 else Bin("/", Group(top), written(below, ""), "/")
        relations.append(Rel("=", Name(want), tree))
    return Listing(tuple(relations))


def _common(*numbers: Fraction) -> Fraction:
    return Fraction(gcd(*(int(n) for n in numbers)) if all(n.denominator == 1 for n in numbers) else 1)


def _square_out(number: int) -> tuple[int, int]:
    outside, factor = 1, 2
    while factor * factor <= number and factor < 10_000:
        while number % (factor * factor) == 0:
            number, outside = number // (factor * factor), outside * factor
        factor += 1
    return outside, number


def _surd(front: Fraction, times: Fraction, radicand: int) -> Node:
    rooted: Node = Root(Num(str(radicand)))
    if abs(times) != 1:
        rooted = Bin("*", written(abs(times), ""), rooted)
    if not front:
        return Neg(rooted) if times < 0 else rooted
    return Bin("-" if times < 0 else "+", written(front, ""), rooted)


def _inequality(numbers: list[Fraction], op: Relation, want: str, statement: Rel) -> Node:
    while numbers and not numbers[-1]:
        numbers.pop()
    if len(numbers) < 2:
        return ALL_NUMBERS if _holds(numbers[0] if numbers else Fraction(0), op) else NO_SOLUTION
    roots = _rational_roots(numbers)
    if roots is None or len(numbers) > 3 or op == "!=":
        raise CannotCheck("This inequality is beyond linear and simple quadratic ones.")
    if len(numbers) == 2:
        return Rel(op if numbers[1] > 0 else _FLIPPED[op], Name(want), natural(roots[0], statement))
    return _between(numbers, roots, op, want)


def _holds(number: Fraction, op: str) -> bool:
    return {"<": number < 0, ">": number > 0, "<=": number <= 0, ">=": number >= 0, "!=": number != 0}[op]


def _between(numbers: list[Fraction], roots: list[Fraction], op: Relation, want: str) -> Node:
    if len(roots) < 2:
        raise CannotCheck("This inequality has no two borders.")
    low, high = (written(each, "") for each in roots)
    inside = (numbers[2] > 0) == op.startswith("<")
    less: Relation = "<=" if op.endswith("=") else "<"
    if inside:
        return Rel(less, Rel(less, low, Name(want)), high)
    return Listing((Rel(less, Name(want), low), Rel(_FLIPPED[less], Name(want), high)))


def solved_together(statements: list[Node]) -> dict[str, Fraction]:
    """Return the one value of each letter that solves as many linear equations as there are letters; CannotCheck where there is not one."""
    rows: list[Polynomial] = []
    for statement in statements:
        if not isinstance(statement, Rel) or statement.op != "=":
            raise CannotCheck("A system is made of equations.")
        rows.append(difference(*(normal(with_letters(side)) for side in (statement.left, statement.right))).top)
    names = sorted(set().union(*(names_in(row) for row in rows)))
    if len(names) != len(rows) or any(sum(power for _, power in m) > 1 for row in rows for m in row):
        raise CannotCheck("This system is not linear, or has too few or too many equations.")
    matrix = [
        [row.get(((name, Fraction(1)),), Fraction(0)) for name in names] + [-row.get((), Fraction(0))] for row in rows
    ]
    return dict(zip(names, _eliminated(matrix), strict=True))


def _eliminated(matrix: list[list[Fraction]]) -> list[Fraction]:
    """Return the solution of a square linear system. Source: Gauss-Jordan elimination."""
    for column in range(len(matrix)):
        pivot = next((row for row in range(column, len(matrix)) if matrix[row][column]), None)
        if pivot is None:
            raise CannotCheck("This system has no solution or many.")
        matrix[column], matrix[pivot] = matrix[pivot], matrix[column]
        matrix[column] = [each / matrix[column][column] for each in matrix[column]]
        for row in range(len(matrix)):
            if row != column:
                times = matrix[row][column]
                matrix[row] = [a - times * b for a, b in zip(matrix[row], matrix[column], strict=True)]
    return [row[-1] for row in matrix]


def slope(points: list[tuple[Fraction, Fraction]]) -> Fraction:
    """Return the slope through points, which must lie on one line that is not upright."""
    slopes = set()
    for (x1, y1), (x2, y2) in pairwise(points):
        if x1 == x2:
            raise CannotCheck("An upright line has no slope.")
        slopes.add((y2 - y1) / (x2 - x1))
    if len(slopes) != 1:
        raise CannotCheck("These points do not lie on one line.")
    return slopes.pop()


def line(statement: Node) -> tuple[Fraction, Fraction, Fraction]:
    """Return a, b, c of the line a x + b y + c = 0 that an equation in x and y describes."""
    if not isinstance(statement, Rel) or statement.op != "=":
        raise CannotCheck("A line is given by an equation.")
    form = difference(normal(statement.left), normal(statement.right))
    if names_in(form.bottom) or not names_in(form.top) <= {"x", "y"} or any(sum(p for _, p in m) > 1 for m in form.top):
        raise CannotCheck("This is not the equation of a line in x and y.")
    a, b = (form.top.get(((name, Fraction(1)),), Fraction(0)) for name in "xy")
    return a, b, form.top.get((), Fraction(0))
