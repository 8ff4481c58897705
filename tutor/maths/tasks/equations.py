"""Solves equations, inequalities and small systems exactly, and reads lines. Linear ones are solved here, the others by SymPy."""

from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import gcd

from tutor.errors import CannotCheck
from tutor.maths import tree
from tutor.maths.algebra import Polynomial, difference, names_in, normal
from tutor.maths.number import written
from tutor.maths.tasks.rewrite import natural, polynomial_tree
from tutor.maths.tree import FLIPPED, Bin, Blank, Group, Listing, Name, Neg, Node, Num, Quantity, Rel, Relation, Root
from tutor.maths.value import HOLDS, root, value

NO_SOLUTION = Rel("=", Num("0"), Num("1"))
ALL_NUMBERS = Rel("=", Num("0"), Num("0"))
LARGEST_POWER = 8
_GAP, _BARS = "_", "bars"


def solved(statement: Node, want: str) -> Node:
    """Return the solution for the letter `want` ("_": the number in the gap).

    x = 20/3; several solutions as a Listing of equations; x < 3 or a chain -3 <= x <= 3 for an inequality; 0 = 1 (NO_SOLUTION) and
    0 = 0 (ALL_NUMBERS). Raises CannotCheck where a solution is not made of square roots, or bound up with other letters.
    """
    if not isinstance(statement, Rel) or statement.op not in FLIPPED or isinstance(statement.left, Rel):
        raise CannotCheck("This is not a single equation or inequality.")
    bars = [part for part in tree.walk(statement) if isinstance(part, tree.Abs) and want in tree.letters_of(part)]
    if len(bars) == 1:
        return _without_bars(statement, bars[0], want)
    form = difference(normal(with_letters(statement.left)), normal(with_letters(statement.right)))
    coefficients = _by_power(form.top, want)
    if any(names_in(each) for each in coefficients):
        return _literal(coefficients, want, statement)
    if any(set(each) - {()} for each in coefficients):
        raise CannotCheck("Roots in an equation are not solved.")
    scale = form.bottom.get((), Fraction(1)) if not names_in(form.bottom) else Fraction(1)
    numbers = [each.get((), Fraction(0)) / scale for each in coefficients]
    while numbers and not numbers[-1]:
        numbers.pop()
    if len(numbers) < 2:
        return ALL_NUMBERS if HOLDS[statement.op](numbers[0] if numbers else 0, 0) else NO_SOLUTION
    if statement.op == "=":
        roots = [root for root in _roots(numbers, statement) if _is_defined(form.bottom, want, root)]
        return _as_solutions(roots, want)
    if names_in(form.bottom):
        raise CannotCheck("An inequality with the unknown below the line is not solved.")
    return _inequality(numbers, statement, want)


def _without_bars(statement: Rel, bars: tree.Abs, want: str) -> Node:
    """Return the solution where the unknown stands within bars: what they come to is found first, and then squared."""
    alone = solved(with_letters(statement, bars), _BARS)
    if not isinstance(alone, Rel) or alone.left != Name(_BARS):
        raise CannotCheck("What stands within the bars is not found.")
    size = value(alone.right)
    if size < 0:
        return ALL_NUMBERS if alone.op in (">", ">=") else NO_SOLUTION
    return solved(Rel(alone.op, Bin("^", Group(bars.of), Num("2")), natural(size**2, statement)), want)


def with_letters(node: Node, bars: Node | None = None) -> Node:
    """Return the tree with gaps, one-letter units beside no other unit (5m = 20) and what stands in these bars as letters."""
    if isinstance(node, Blank) or node is bars:
        return Name(_GAP if node is not bars else _BARS)
    if isinstance(node, Quantity) and not node.before and len(node.unit) == 1 and node.unit.isalpha():
        return Bin("*", with_letters(node.of, bars), Name(node.unit.lower()))
    parts = {field.name: getattr(node, field.name) for field in fields(node)}
    return replace(node, **{name: with_letters(part, bars) for name, part in parts.items() if is_dataclass(part)})  # type: ignore[arg-type]


def _by_power(polynomial: Polynomial, want: str) -> list[Polynomial]:
    """Return what multiplies want^0, want^1 ... in a polynomial."""
    found: dict[int, Polynomial] = {}
    for monomial, factor in polynomial.items():
        power = dict(monomial).get(want, Fraction(0))
        if power.denominator != 1 or power > LARGEST_POWER:
            raise CannotCheck("This power of the unknown is not solved.")
        rest = tuple((name, exponent) for name, exponent in monomial if name != want)
        found.setdefault(int(power), {})[rest] = factor
    return [found.get(power, {}) for power in range(max(found, default=0) + 1)]


def _literal(coefficients: list[Polynomial], want: str, statement: Rel) -> Node:
    if len(coefficients) != 2 or names_in(coefficients[1]) or statement.op != "=":
        raise CannotCheck("This letter is bound up with others.")
    number = coefficients[1].get((), Fraction(0))
    return Rel("=", Name(want), polynomial_tree({m: -f / number for m, f in coefficients[0].items()}))


def _is_defined(below: Polynomial, want: str, root: Node) -> bool:
    """Return True where what stands below the line is not zero at the root."""
    if not names_in(below):
        return True
    number = value(root)
    return bool(sum(factor * number ** int(dict(m).get(want, 0)) for m, factor in below.items()))


def _as_solutions(roots: list[Node], want: str) -> Node:
    found = roots if want == _GAP else [Rel("=", Name(want), root) for root in roots]
    return NO_SOLUTION if not found else found[0] if len(found) == 1 else Listing(tuple(found))


def _roots(numbers: list[Fraction], statement: Rel) -> list[Node]:
    """Return the real roots, smallest first; `numbers` are the factors of 1, x, x² ..., the last one not 0."""
    if len(numbers) == 2:
        return [natural(-numbers[0] / numbers[1], statement)]
    if len(numbers) == 3:
        with suppress(CannotCheck):
            return [natural(each, statement) for each in _fractions(*numbers)]
    from sympy import Poly, Rational, Symbol

    poly = Poly.from_list([Rational(n.numerator, n.denominator) for n in reversed(numbers)], Symbol("x"))
    found: list[tuple[float, Node]] = []
    for factor, _ in poly.factor_list()[1]:
        whole = [int(each) for each in factor.all_coeffs()]
        if len(whole) == 2:
            worth = Fraction(-whole[1], whole[0])
            found.append((float(worth), natural(worth, statement)))
        elif factor.count_roots():
            found += _surds(whole)
    return [node for _, node in sorted(found, key=lambda each: each[0])]


def _fractions(low: Fraction, middle: Fraction, top: Fraction) -> list[Fraction]:
    """Return the real roots of top x² + middle x + low, so that SymPy need not be asked; CannotCheck where they are no fractions."""
    square = middle**2 - 4 * top * low
    sizes = {sign * root(square, 2) for sign in (1, -1)} if square >= 0 else ()
    return sorted((size - middle) / (2 * top) for size in sizes)


def _surds(whole: list[int]) -> list[tuple[float, Node]]:
    """Return the two irrational roots of a x² + b x + c, each with its size; `whole` is a, b, c in lowest terms with a above 0."""
    if len(whole) != 3:
        raise CannotCheck("This equation is beyond those that square roots solve.")
    from sympy import sqrt

    a, b, c = whole
    outside, inside = sqrt(b * b - 4 * a * c).as_coeff_Mul()
    shrink = gcd(b, int(outside), 2 * a)
    front, times, below = -b // shrink, int(outside) // shrink, 2 * a // shrink
    rooted: Node = Root(Num(str(inside**2)))
    rooted = rooted if times == 1 else Bin("*", Num(str(times)), rooted)
    lower, higher = Neg(rooted) if not front else _joined("-", front, rooted), _joined("+", front, rooted)
    size = (front - times * float(inside)) / below, (front + times * float(inside)) / below
    trees = [top if below == 1 else Bin("/", Group(top), Num(str(below)), "/") for top in (lower, higher)]
    return list(zip(size, trees, strict=True))


def _joined(op: str, front: int, rooted: Node) -> Node:
    return Bin("-" if op == "-" else "+", written(Fraction(front), ""), rooted) if front else rooted


def _inequality(numbers: list[Fraction], statement: Rel, want: str) -> Node:
    roots, op = _roots(numbers, statement), statement.op
    if len(numbers) > 3 or op == "!=" or len(roots) != len(numbers) - 1:
        raise CannotCheck("This inequality is beyond linear and simple quadratic ones.")
    if len(roots) == 1:
        return Rel(op if numbers[1] > 0 else FLIPPED[op], Name(want), roots[0])
    low, high = roots
    less: Relation = "<=" if op.endswith("=") else "<"
    if (numbers[2] > 0) == op.startswith("<"):
        return Rel(less, Rel(less, low, Name(want)), high)
    return Listing((Rel(less, Name(want), low), Rel(FLIPPED[less], Name(want), high)))


def solved_together(statements: list[Node]) -> dict[str, Fraction]:
    """Return the one value of each letter that solves as many linear equations as there are letters; CannotCheck where there is not one."""
    rows = [_linear(statement) for statement in statements]
    names = sorted(set().union(*(names_in(row) for row in rows)))
    if len(names) != len(rows):
        raise CannotCheck("This system has too few or too many equations.")
    matrix = [
        [row.get(((name, Fraction(1)),), Fraction(0)) for name in names] + [-row.get((), Fraction(0))] for row in rows
    ]
    return dict(zip(names, _eliminated(matrix), strict=True))


def _linear(statement: Node) -> Polynomial:
    """Return left - right of an equation without products or quotients of letters."""
    if not isinstance(statement, Rel) or statement.op != "=":
        raise CannotCheck("A line or a system is given by equations.")
    form = difference(normal(with_letters(statement.left)), normal(with_letters(statement.right)))
    if names_in(form.bottom) or any(sum(power for _, power in monomial) > 1 for monomial in form.top):
        raise CannotCheck("This equation is not linear.")
    return form.top


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
    if any(x1 == x2 for (x1, _), (x2, _) in pairwise(points)):
        raise CannotCheck("An upright line has no slope.")
    slopes = {(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in pairwise(points)}
    if len(slopes) != 1:
        raise CannotCheck("These points do not lie on one line.")
    return slopes.pop()


def line(statement: Node) -> tuple[Fraction, Fraction, Fraction]:
    """Return a, b, c of the line a x + b y + c = 0 that an equation in x and y describes."""
    form = _linear(statement)
    if not names_in(form) <= {"x", "y"}:
        raise CannotCheck("This is not the equation of a line in x and y.")
    a, b = (form.get(((name, Fraction(1)),), Fraction(0)) for name in "xy")
    return a, b, form.get((), Fraction(0))
