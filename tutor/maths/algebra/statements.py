"""Whether two statements (equations, inequalities, chains, systems) hold for the same values of their variables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tutor.errors import CannotCheck
from tutor.maths.algebra import polynomial
from tutor.maths.algebra.quotient import Polynomial, Quotient, difference, names_in, normal, product
from tutor.maths.tree import Group, Listing, Node, Rel

Same = Callable[[Node, Node], bool | None]
FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!=", "≈": "≈", "?": "?"}


@dataclass(frozen=True, slots=True)
class Statement:
    """`side` op 0, where side is a quotient of polynomials."""

    op: str
    side: Quotient


def relations(node: Node) -> tuple[Rel, ...]:
    """Return the single relations of a statement in their order: 2 < x < 5 is 2 < x and x < 5. Empty for anything else."""
    match node:
        case Group(of):
            return relations(of)
        case Rel(op, Rel() as inner, right):
            chain = relations(inner)
            return (*chain, Rel(op, chain[-1].right, right))
        case Rel():
            return (node,)
        case Listing(items):
            parts = [relations(item) for item in items]
            return tuple(rel for part in parts for rel in part) if all(parts) else ()
        case _:
            return ()


def same_solutions(left: Sequence[Rel], right: Sequence[Rel], same: Same) -> bool | None:
    """Return True where both hold for the same values, None where that could not be decided.

    Statements without variables are the same where their sides are: 1 < 2 is 2 > 1, but not 3 < 4. Several equations in one variable
    are taken as its possible values, in several variables as a system. `same` compares two sides.
    """
    try:
        return _same_by_form(left, right, same)
    except CannotCheck:
        from tutor.maths.algebra import symbolic

        return symbolic.same_solutions(left, right)


def _same_by_form(left: Sequence[Rel], right: Sequence[Rel], same: Same) -> bool | None:
    a, b = [_statement(rel) for rel in left], [_statement(rel) for rel in right]
    names = frozenset().union(*(names_in(s.side.top) for s in [*a, *b]))
    if not any(names_in(s.side.top) for s in a) or not any(names_in(s.side.top) for s in b):
        return _same_sides(left, right, same) if len(left) == len(right) else False
    if all(s.op == "=" for s in [*a, *b]):
        return _same_equations(a, b, names)
    if len(a) == len(b) == 1:
        one = _proportional(a[0], b[0])
        return one if one is not None else _same_intervals(a, b)
    return _same_intervals(a, b)


def _statement(rel: Rel) -> Statement:
    if rel.op in ("≈", "?"):
        raise CannotCheck("This statement has no solutions to compare.")
    side = difference(normal(rel.left), normal(rel.right))
    return Statement(rel.op, side)


def _same_sides(left: Sequence[Rel], right: Sequence[Rel], same: Same) -> bool | None:
    found = [_same_two_sides(a, b, same) for a, b in zip(left, right, strict=True)]
    return None if None in found and False not in found else all(found)


def _same_two_sides(a: Rel, b: Rel, same: Same) -> bool | None:
    ways = []
    if a.op == b.op:
        ways.append((same(a.left, b.left), same(a.right, b.right)))
    if a.op == FLIPPED[b.op]:
        ways.append((same(a.left, b.right), same(a.right, b.left)))
    if any(way == (True, True) for way in ways):
        return True
    return None if any(None in way and False not in way for way in ways) else False


def _same_equations(a: list[Statement], b: list[Statement], names: frozenset[str]) -> bool | None:
    if len(names) == 1:
        return _same_roots(_all_roots(a), _all_roots(b))
    if len(a) == len(b) == 1:
        one = _proportional(a[0], b[0])
        return one if one is not None or not _is_linear([*a, *b]) else False
    if not _is_linear([*a, *b]):
        raise CannotCheck("These equations cannot be compared.")
    order = [((name, Fraction(1)),) for name in sorted(names)]
    return _reduced(a, order) == _reduced(b, order)


def _all_roots(statements: list[Statement]) -> polynomial.Coefficients:
    """Return the polynomial that has the solutions of any of the equations as its roots, each once."""
    whole: polynomial.Coefficients = (Fraction(1),)
    for statement in statements:
        top, bottom = _one_variable(statement.side.top), _one_variable(statement.side.bottom)
        if not top:
            return ()
        shared = polynomial.common_factor(top, bottom)
        own, _ = polynomial.divide(top, shared)
        whole = _times(whole, own)
    return polynomial.without_repeats(whole)


def _times(left: polynomial.Coefficients, right: polynomial.Coefficients) -> polynomial.Coefficients:
    found = [Fraction(0)] * (len(left) + len(right) - 1)
    for i, p in enumerate(left):
        for j, q in enumerate(right):
            found[i + j] += p * q
    return tuple(found)


def _same_roots(a: polynomial.Coefficients, b: polynomial.Coefficients) -> bool:
    if a == b:
        return True
    if not a or not b:
        return False
    shared = polynomial.common_factor(a, b)
    return polynomial.real_roots(a) == polynomial.real_roots(b) == polynomial.real_roots(shared)


def _one_variable(of: Polynomial) -> polynomial.Coefficients:
    found: dict[int, Fraction] = {}
    for monomial, factor in of.items():
        if len(monomial) > 1 or any(isinstance(generator, int) for generator, _ in monomial):
            raise CannotCheck("The roots in this equation cannot be compared.")
        found[int(monomial[0][1]) if monomial else 0] = factor
    if max(found, default=0) > polynomial.LARGEST_DEGREE:
        raise CannotCheck("The degree of this equation is too high.")
    return polynomial.trimmed([found.get(power, Fraction(0)) for power in range(max(found, default=0) + 1)])


def _proportional(a: Statement, b: Statement) -> bool | None:
    """Return True where one side is a number times the other, and the relation turned where that number is negative; else None."""
    left, right = product(a.side.top, b.side.bottom), product(b.side.top, a.side.bottom)
    if left.keys() != right.keys():
        return None
    if not left:
        return a.op == b.op
    factors = {left[monomial] / right[monomial] for monomial in left}
    if len(factors) > 1:
        return None
    return a.op == (b.op if factors.pop() > 0 else FLIPPED[b.op])


def _is_linear(statements: list[Statement]) -> bool:
    return all(
        not names_in(s.side.bottom)
        and all(len(monomial) <= 1 and all(e == 1 for _, e in monomial) for monomial in s.side.top)
        for s in statements
    )


def _reduced(statements: list[Statement], order: list[tuple[tuple[str, Fraction]]]) -> list[list[Fraction]]:
    """Return the reduced row echelon form of a linear system. Source: Gauss and Jordan."""
    rows = [[s.side.top.get(name, Fraction(0)) for name in (*order, ())] for s in statements]
    done = 0
    for column in range(len(order) + 1):
        pivot = next((row for row in rows[done:] if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [entry / pivot[column] for entry in pivot]
        rows = [[e - row[column] * p for e, p in zip(row, pivot, strict=True)] for row in rows]
        rows.insert(done, pivot)
        done += 1
    return rows[:done]


def _same_intervals(a: list[Statement], b: list[Statement]) -> bool:
    return _interval(a) == _interval(b)


def _interval(statements: list[Statement]) -> tuple[object, ...]:
    """Return the values of one variable for which all linear inequalities hold: name, lower and upper bound, each with its openness."""
    names = frozenset().union(*(names_in(s.side.top) for s in statements))
    if len(names) != 1 or not _is_linear(statements):
        raise CannotCheck("These inequalities cannot be compared.")
    lower: list[tuple[Fraction, bool]] = []
    upper: list[tuple[Fraction, bool]] = []
    for statement in statements:
        op, bound = _bound(statement, next(iter(names)))
        if op == "!=":
            raise CannotCheck("These inequalities cannot be compared.")
        if op in (">", ">=", "="):
            lower.append((bound, op == ">"))
        if op in ("<", "<=", "="):
            upper.append((bound, op != "<"))
    least, most = max(lower, default=None), min(upper, default=None)
    if least and most and (least[0] > most[0] or (least[0] == most[0] and (least[1] or not most[1]))):
        raise CannotCheck("These inequalities cannot hold together.")
    return (names, least, most)


def _bound(statement: Statement, name: str) -> tuple[str, Fraction]:
    slope = statement.side.top[((name, Fraction(1)),)]
    bound = -statement.side.top.get((), Fraction(0)) / slope
    positive = slope / statement.side.bottom[()] > 0
    return (statement.op if positive else FLIPPED[statement.op]), bound
