"""The tree of written mathematics: it keeps what was written, and says nothing of what it is worth.

`0.40` stays `0.40`, `6 2/3` is a Mixed, `4/8` is not reduced, `2(x+3)` is not `2*(x+3)`. Values are left to `value`.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from operator import attrgetter
from types import UnionType
from typing import Any, Literal

Operator = Literal["+", "-", "*", "/", "^"]
Relation = Literal["=", "<", ">", "<=", ">=", "!=", "≈", "?"]
Kinds = type | UnionType | tuple[type, ...]
FLIPPED: dict[str, Relation] = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
"""The relations that can be turned round, with what they then are."""


@dataclass(frozen=True, slots=True)
class Num:
    """A whole number or decimal without sign; `text` as written: "7", "0.40", ".5", "1,000"."""

    text: str


@dataclass(frozen=True, slots=True)
class Frac:
    """One fraction of whole numbers: 3/4, ½ or \\frac{3}{4}. Any other division is a Bin, also (x + 1)/2 and \\frac{x+1}{2}."""

    top: Node
    bottom: Node


@dataclass(frozen=True, slots=True)
class Mixed:
    """A mixed number such as 6 2/3, always without sign (a sign is a Neg around it)."""

    whole: Num
    top: Num
    bottom: Num


@dataclass(frozen=True, slots=True)
class Percent:
    """A number followed by the percent sign."""

    of: Node


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a unit (the symbol of `units`: "cm", "km/h", "cm²") or a sign of money; `before`: the sign leads, as in $3.50."""

    of: Node
    unit: str
    before: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A variable (one letter, or pi)."""

    letter: str


@dataclass(frozen=True, slots=True)
class Neg:
    """A leading minus."""

    of: Node


@dataclass(frozen=True, slots=True)
class Bin:
    """An operation on two parts.

    `sign` says how it was written: "×", "·" or "" (only implied) for a product, "÷", "/" or ":" for a division, "" for other
    operations, and " " for the sum that is not written in 3 h 20 min.
    """

    op: Operator
    left: Node
    right: Node
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Root:
    """The principal root of the given degree."""

    of: Node
    degree: int = 2


@dataclass(frozen=True, slots=True)
class Abs:
    """The absolute value."""

    of: Node


@dataclass(frozen=True, slots=True)
class Group:
    """Brackets as written, of any kind; a point (2, 3) is a Group of a Listing."""

    of: Node


@dataclass(frozen=True, slots=True)
class Rel:
    """An equation, an inequality or a comparison of two sides.

    The relation "?" is the gap to be filled in `0.04 __ 0.5`; "≈" is "about". A chain 2 < x < 5 is a Rel whose left is a Rel.
    """

    op: Relation
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of two or more parts, 3 : 4."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Several values or statements in the order written: 0.3, 1/2, 2; also x = 2, x = -2 (from x = ±2)."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Remainder:
    """A quotient with a remainder, 5 R 2."""

    quotient: Num
    rest: Num


@dataclass(frozen=True, slots=True)
class Blank:
    """The gap for a number, as in `3 + ? = 7`; a gap for a relation is a Rel."""


Node = (
    Num | Frac | Mixed | Percent | Quantity | Name | Neg | Bin | Root | Abs | Group | Rel | Ratio | Listing | Remainder
    | Blank
)  # fmt: skip


def children(node: Node) -> tuple[Node, ...]:
    """Return the direct parts of a node, from left to right."""
    return _PARTS[type(node)](node)


_PARTS: dict[type, Callable[[Any], tuple[Node, ...]]] = {
    **dict.fromkeys((Num, Name, Blank), lambda node: ()),
    **dict.fromkeys((Percent, Quantity, Neg, Root, Abs, Group), lambda node: (node.of,)),
    **dict.fromkeys((Bin, Rel), attrgetter("left", "right")),
    Frac: attrgetter("top", "bottom"), Mixed: attrgetter("whole", "top", "bottom"), Ratio: attrgetter("parts"),
    Listing: attrgetter("items"), Remainder: attrgetter("quotient", "rest"),
}  # fmt: skip


def walk(node: Node, stop: Callable[[Node], bool] | None = None) -> Iterator[Node]:
    """Yield a node and all the parts in it, each before its own parts, from left to right; no parts of one that `stop` holds of."""
    yield node
    if stop is None or not stop(node):
        for part in children(node):
            yield from walk(part, stop)


def holds(node: Node, kinds: Kinds) -> bool:
    """Return True where a node of these kinds stands anywhere in a tree."""
    return isinstance(node, kinds) or any(holds(part, kinds) for part in children(node))


def unbracketed(node: Node) -> Node:
    """Return a node without the brackets around it, however many."""
    while isinstance(node, Group):
        node = node.of
    return node


def members(node: Node | None, relations: Container[str]) -> tuple[Node, ...]:
    """Return the members of a chain from left to right: 0.3, 1/2, 2 of 0.3 < 1/2 < 2; () where another relation stands in it, or none."""
    if not isinstance(node, Rel) or node.op not in relations:
        return ()
    left = members(node.left, relations) if isinstance(node.left, Rel) else (node.left,)
    return (*left, node.right) if left else ()


def letters_of(node: Node | None) -> frozenset[str]:
    """Return the variables in a tree; pi is none."""
    letters = (part.letter for part in walk(node) if isinstance(part, Name)) if node is not None else ()
    return frozenset(letters) - {"pi"}


def units_of(node: Node) -> frozenset[str]:
    """Return the units that are written in a tree."""
    return frozenset(part.unit for part in walk(node) if isinstance(part, Quantity))
