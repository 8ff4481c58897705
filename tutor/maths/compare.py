"""Whether two pieces of written mathematics say the same, however they are written. What form counts is left to `grade`."""

from functools import lru_cache

from tutor.errors import CannotCheck
from tutor.maths import tree
from tutor.maths.algebra import equal, normal
from tutor.maths.algebra.statements import every, relations, same_solutions
from tutor.maths.tree import Bin, Listing, Name, Node, Num, Quantity, Ratio, Rel, Relation, Remainder, units_of
from tutor.maths.value import value

DENIED: dict[str, Relation] = {">": "<=", "<": ">=", "=": "!="}
"""What is said by who denies a relation."""


def same(a: Node, b: Node) -> bool | None:
    """Return True where both say the same, False where they do not, None where that could not be decided.

    Numbers, roots and algebra by exact normal forms, quantities after conversion (100 cm and 1 m are the same, 5 cm and 5 are not),
    ratios by proportion, lists and points item by item, equations and inequalities where the same values solve them. Expressions
    without a normal form go to SymPy under a limit of steps. 5m is compared as 5 m where the other side is a quantity.
    """
    try:
        return _same(a, b)
    except (CannotCheck, RecursionError):
        return True if a == b else None


@lru_cache(maxsize=10_000)
def _same(a: Node, b: Node) -> bool | None:
    a, b = tree.unbracketed(a), tree.unbracketed(b)
    if isinstance(a, (Listing, Rel)) or isinstance(b, (Listing, Rel)):
        return _same_statements(a, b)
    if isinstance(a, Ratio) and isinstance(b, Ratio):
        return _same_ratio(a, b)
    if isinstance(a, Remainder) and isinstance(b, Remainder):
        return value(a.quotient) == value(b.quotient) and value(a.rest) == value(b.rest)
    if isinstance(a, Remainder) or isinstance(b, Remainder):
        return False
    return _same_expression(a, b)


def _same_statements(a: Node, b: Node) -> bool | None:
    left, right = relations(a), relations(b)
    if left and right:
        return same_solutions(left, right, same)
    if not (isinstance(a, Listing) and isinstance(b, Listing)) or left or right or len(a.items) != len(b.items):
        return False
    return every([same(*pair) for pair in zip(a.items, b.items, strict=True)])


def _same_ratio(a: Ratio, b: Ratio) -> bool | None:
    if len(a.parts) != len(b.parts):
        return False
    pairs = zip(a.parts[1:], b.parts[1:], strict=True)
    return every([same(Bin("*", part, b.parts[0]), Bin("*", other, a.parts[0])) for part, other in pairs])


def _same_expression(a: Node, b: Node) -> bool | None:
    letters = units_of(a) ^ units_of(b)
    if letters:
        a, b = _with_units(a, letters), _with_units(b, letters)
    elif not units_of(a):
        try:
            return value(a) == value(b)
        except CannotCheck:
            pass
    try:
        return equal(normal(a), normal(b))
    except CannotCheck:
        from tutor.maths.algebra.symbolic import same_expression

        return same_expression(a, b)


def _with_units(node: Node, letters: frozenset[str]) -> Node:
    """Return 5m as the quantity 5 m where `letters` holds m."""
    match node:
        case Bin("*", Num() as number, Name(letter), "") if letter in letters:
            return Quantity(number, letter)
        case Bin(op, left, right, sign):
            return Bin(op, _with_units(left, letters), _with_units(right, letters), sign)
        case _:
            return node
