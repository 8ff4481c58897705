"""Whether two statements (equations, inequalities, chains, systems) hold for the same values of their variables.

Linear ones are compared exactly here, all others by `symbolic`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tutor.errors import CannotCheck
from tutor.maths.algebra.quotient import Quotient, difference, names_in, normal, product
from tutor.maths.tree import FLIPPED, Group, Listing, Node, Rel

Same = Callable[[Node, Node], bool | None]
Bound = tuple[str, str, Fraction]


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
    if not any(names_in(s.side.top) for s in a) or not any(names_in(s.side.top) for s in b):
        pairs = zip(left, right, strict=False)
        return len(left) == len(right) and every([_same_two_sides(a, b, same) for a, b in pairs])
    try:
        if len(a) == len(b) == 1:
            return _same_single(a[0], b[0])
        return _same_bounds({_bound(s) for s in a}, {_bound(s) for s in b})
    except CannotCheck:
        return _same_roots(a, b)


def _statement(rel: Rel) -> Statement:
    if rel.op in ("≈", "?"):
        raise CannotCheck("This statement has no solutions to compare.")
    return Statement(rel.op, difference(normal(rel.left), normal(rel.right)))


def every(found: Sequence[bool | None]) -> bool | None:
    """Return True where all are, False where one is not, else None: one of them could not be decided."""
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


def _same_single(a: Statement, b: Statement) -> bool:
    """Return True where one side is a number times the other, and the relation turned where that number is negative."""
    left, right = product(a.side.top, b.side.bottom), product(b.side.top, a.side.bottom)
    factors = {left[monomial] / right[monomial] for monomial in left} if left.keys() == right.keys() else set()
    if len(factors) == 1:
        return a.op == (b.op if factors.pop() > 0 else FLIPPED[b.op])
    if _is_linear(a) and _is_linear(b):
        return False
    raise CannotCheck("These statements are not linear.")


def _is_linear(statement: Statement) -> bool:
    terms = statement.side.top
    return not names_in(statement.side.bottom) and all(len(term) < 2 and all(p == 1 for _, p in term) for term in terms)


def _bound(statement: Statement) -> Bound:
    """Return what a linear statement in one variable says of it: x > 3 as ("x", ">", 3)."""
    names = names_in(statement.side.top)
    if len(names) != 1 or not _is_linear(statement) or statement.op == "!=":
        raise CannotCheck("These statements are not linear in one variable.")
    (name,) = names
    slope = statement.side.top[((name, Fraction(1)),)]
    at = -statement.side.top.get((), Fraction(0)) / slope
    return name, statement.op if slope / statement.side.bottom[()] > 0 else FLIPPED[statement.op], at


def _same_bounds(a: set[Bound], b: set[Bound]) -> bool:
    if a == b:
        return True
    if all(op == "=" for _, op, _ in a | b) or (_is_interval(a) and _is_interval(b)):
        return False
    raise CannotCheck("Some of these bounds say nothing, or they cannot hold together.")


def _is_interval(bounds: set[Bound]) -> bool:
    """Return True where every bound counts: one alone, or a lower and a higher one of the same variable."""
    if len(bounds) == 1:
        return True
    (least, from_, low), (most, to, high), *more = sorted(bounds, key=lambda bound: bound[2])
    return not more and least == most and low < high and from_[0] == ">" and to[0] == "<"


def _same_roots(a: list[Statement], b: list[Statement]) -> bool:
    parts = [part for s in [*a, *b] for part in (s.side.top, s.side.bottom)]
    generators = {generator for part in parts for term in part for generator, _ in term}
    if len(generators) != 1 or any(s.op != "=" for s in [*a, *b]):
        raise CannotCheck("These are not equations in one variable.")
    from tutor.maths.algebra import symbolic

    return symbolic.same_roots([s.side for s in a], [s.side for s in b])
