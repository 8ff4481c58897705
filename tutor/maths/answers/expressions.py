"""Judges expressions that are no plain number: variables, roots, multiples of π. Plain numbers are left to `quantities`."""

import math
from fractions import Fraction

from tutor.errors import CannotCheck
from tutor.maths.answers.forms import Asked, bare, fault, is_collected, is_monomial, roots_are_lowest, terms
from tutor.maths.answers.rounding import judge_rounded
from tutor.maths.answers.verdict import Grade, right, unreadable, wrong
from tutor.maths.compare import same
from tutor.maths.tree import Bin, Group, Listing, Name, Neg, Node, Num, Quantity, Rel, Root, children
from tutor.maths.value import Measure, measure, value


def judge_expression(key: Node, node: Node, asked: Asked) -> Grade:
    """Judge expressions with variables, roots or π."""
    if isinstance(node, Quantity) and not isinstance(key, Quantity) and not _letters(key):
        node = node.of
    if asked.name == "rounded" and asked.place:
        return _rounded_root(key, node, asked.place)
    if not _is_defined(node):
        return unreadable("unchecked")
    alike = same(key, node)
    if alike:
        return _formed_expression(key, node, asked)
    if isinstance(key, Quantity) and not isinstance(node, Quantity) and same(key.of, node):
        return wrong("unit_missing") if asked.name == "unit" and asked.in_words else right("unit_missing")
    if alike is None:
        return unreadable("unchecked")
    if isinstance(node, Listing) or (isinstance(node, Group) and isinstance(node.of, Listing)):
        return wrong("wrong_value")
    if same(Neg(Group(key)), node):
        return wrong("wrong_sign")
    return wrong("rounding") if _is_approximation(key, node, asked) else wrong("wrong_value")


def _is_defined(node: Node) -> bool:
    """Return False for numbers that have no value, such as 5/0."""
    return _has_value(node) or amount_of(node) is not None


def _has_value(node: Node) -> bool:
    return isinstance(node, Name | Root | Rel | Listing) or any(map(_has_value, children(node)))


def _rounded_root(key: Node, node: Node, place: Fraction) -> Grade:
    """Judge a rounded root or multiple of π; what lies too near the middle between two roundings is not decided."""
    exact, found = approximate(key), amount_of(node)
    if exact is None or (found is None and approximate(node) is None):
        return unreadable("unchecked")
    if found is None:
        return wrong("rounding") if same(key, node) else wrong("wrong_value")
    return judge_rounded(Measure(Fraction(exact)), Measure(found.count), node, place)


def _letters(node: Node) -> bool:
    return (isinstance(node, Name) and node.letter != "pi") or any(map(_letters, children(node)))


def _formed_expression(key: Node, node: Node, asked: Asked) -> Grade:
    reason = fault(node, asked, key)
    if reason:
        return wrong(reason)
    if _written(node) == _written(key):
        return right()
    if not _letters(key):
        return right("other_form" if roots_are_lowest(node) or not roots_are_lowest(key) else "not_simplified")
    if asked.name or (is_collected(node) and is_collected(key)):
        return right()
    expanded = all(map(is_monomial, terms(node)))
    return right("not_simplified" if expanded and is_collected(key) else "other_form")


def _written(node: Node) -> object:
    """Return an expression as written, but for the order of terms and factors, brackets and the signs used."""
    node = bare(node) if not isinstance(node, Neg | Quantity) else node
    if isinstance(node, Bin) and node.op in "+*":
        return (node.op, tuple(sorted(map(repr, _parts(node, node.op)))))
    if isinstance(node, Bin):
        return (node.op, _written(node.left), _written(node.right))
    return (type(node).__name__, tuple(map(_written, children(node)))) if list(children(node)) else node


def _parts(node: Node, op: str) -> list[object]:
    inner = bare(node) if isinstance(node, Group) else node
    if isinstance(inner, Bin) and inner.op == op:
        return [*_parts(inner.left, op), *_parts(inner.right, op)]
    return [_written(inner)]


def _is_approximation(key: Node, node: Node, asked: Asked) -> bool:
    """Return True where a number is close to an expected root or multiple of π."""
    exact, found = approximate(key), approximate(node)
    if exact is None or found is None or not isinstance(bare(node), Num):
        return False
    return abs(exact - found) <= max(abs(exact) * 0.01, 0.005)


def approximate(node: Node) -> float | None:
    """Return about what an expression without variables is worth, None where that cannot be said."""
    try:
        return float(value(node, {"pi": Fraction(math.pi)}))
    except (CannotCheck, OverflowError):
        pass
    parts = [approximate(part) for part in children(node)]
    if any(part is None for part in parts):
        return None
    try:
        return _approximate(node, [part for part in parts if part is not None])
    except (ArithmeticError, ValueError):
        return None


def _approximate(node: Node, parts: list[float]) -> float | None:
    match node:
        case Root(_, degree):
            return float(parts[0] ** (1 / degree)) if parts[0] >= 0 else None
        case Neg():
            return -parts[0]
        case Group() | Quantity():
            return parts[0]
        case Bin("+"):
            return parts[0] + parts[1]
        case Bin("-"):
            return parts[0] - parts[1]
        case Bin("*"):
            return parts[0] * parts[1]
        case Bin("/"):
            return parts[0] / parts[1]
        case _:
            return None


def amount_of(node: Node) -> Measure | None:
    """Return the exact amount of a number or quantity, None where it has none."""
    try:
        return measure(node)
    except CannotCheck:
        return None
