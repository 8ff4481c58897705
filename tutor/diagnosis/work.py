"""Working an expression out from the inside, keeping the written form, with a rule put in at one place or at every place.

Which rule fires where is left to `predict`.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from functools import partial

from tutor.diagnosis.literal import bare, is_decimal, number, numeral
from tutor.errors import CannotCheck
from tutor.maths.tree import Abs, Bin, Frac, Group, Listing, Name, Neg, Node, Num, Percent, Ratio, Rel, Root, children
from tutor.maths.value import value

Rule = Callable[[Node], Node | None]
LARGEST_EXPONENT = 64
REDUCED = (Root, Abs)
AROUND_ONE = (Neg, Group, Percent, *REDUCED)


def work(node: Node, names: Mapping[str, Fraction] | None = None, rule: Rule | None = None) -> Node:
    """Return the node worked out: numbers reckoned, `(1 + 1)/(2 + 3)` written `2/5`, letters without a value kept.

    rule: is asked first at every part, before and after its own parts are worked out.
    Raises CannotCheck where a part has no rational value.
    """
    names = names or {}
    node = bare(node)
    if rule and (found := rule(node)) is not None:
        return found
    if isinstance(node, Name) and node.letter in names:
        return numeral(names[node.letter], decimal=True)
    if number(node) is not None:
        return node
    worked = rebuilt(node, lambda part: work(part, names, rule))
    if rule and worked != node and (found := rule(worked)) is not None:
        return found
    return reckoned(worked)


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """Return the node with each direct part changed."""
    if isinstance(node, Bin):
        return Bin(node.op, change(node.left), change(node.right), node.sign)
    if isinstance(node, Rel):
        return Rel(node.op, change(node.left), change(node.right))
    if isinstance(node, Num):
        return node
    if isinstance(node, Frac):
        return Frac(change(node.top), change(node.bottom))
    if isinstance(node, AROUND_ONE):
        return replace(node, of=change(node.of))
    if isinstance(node, Ratio):
        return Ratio(tuple(change(part) for part in node.parts))
    if isinstance(node, Listing):
        return Listing(tuple(change(item) for item in node.items))
    return node


def reckoned(node: Node) -> Node:
    """Return the number that one operation on numbers gives, in the form its parts suggest; other nodes come back bare."""
    node = bare(node)
    if isinstance(node, Frac):
        return _divided(node.top, node.bottom, keep=True) or node
    if isinstance(node, Bin):
        return _operated(node) or node
    if isinstance(node, Neg) and isinstance(node.of, Neg):
        return bare(node.of.of)
    if isinstance(node, REDUCED) and number(node.of) is not None:
        with suppress(CannotCheck):  # a root that is not rational stays written
            return numeral(value(node), decimal=is_decimal(node))
    return node


def _operated(node: Bin) -> Node | None:
    if node.op == "/":
        return _divided(node.left, node.right, keep=node.sign not in ("÷", ":"))
    left, right = number(node.left), number(node.right)
    if left is None or right is None:
        return None
    return numeral(_result(node.op, left, right), decimal=is_decimal(node))


def _result(op: str, left: Fraction, right: Fraction) -> Fraction:
    if op == "+":
        return left + right
    if op == "-":
        return left - right
    if op == "*":
        return left * right
    if right.denominator != 1 or abs(right) > LARGEST_EXPONENT or (right < 0 and not left):
        raise CannotCheck("a power that is not a small whole number")
    return left**right.numerator


def _divided(top: Node, bottom: Node, *, keep: bool) -> Node | None:
    """Return top over bottom, as a fraction with just these parts where both are whole and `keep`; None where one is no number."""
    over, under = number(top), number(bottom)
    if over is None or under is None:
        return None
    if not under:
        raise CannotCheck("a division by zero")
    if keep and _may_be_part(top) and _may_be_part(bottom):
        written = Frac(Num(str(abs(over).numerator)), Num(str(abs(under).numerator)))
        return Neg(written) if over * under < 0 else written
    return numeral(over / under, decimal=is_decimal(top) or is_decimal(bottom))


def _may_be_part(node: Node) -> bool:
    worth = number(node)
    return worth is not None and worth.denominator == 1 and not is_decimal(node)


def sites(
    node: Node, names: Mapping[str, Fraction], around: Callable[[Node], Node] = lambda done: done
) -> Iterator[tuple[Node, Callable[[Node], Node]]]:
    """Yield every part of a tree that a rule may act on, the whole first, with what works out the rest around what is put in its place."""
    node = bare(node)
    yield node, around
    parts = children(node) if number(node) is None else ()

    def inside(part: Node, done: Node) -> Node:
        return around(reckoned(rebuilt(node, lambda other: done if other is part else work(other, names))))

    for part in parts:
        yield from sites(part, names, partial(inside, part))
