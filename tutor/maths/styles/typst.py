"""Typst's own notation for mathematics, without the dollar signs around it."""

from collections.abc import Callable
from typing import Any

from tutor.maths.reading.brackets import (
    MARKED,
    PRODUCT,
    RATIO,
    RELATION,
    SIGNED,
    SUM,
    TERM,
    bare,
    bare_parts,
    is_simple,
    strength,
)
from tutor.maths.reading.units import after_number
from tutor.maths.tree import (
    Abs,
    Bin,
    Blank,
    Frac,
    Group,
    Listing,
    Mixed,
    Name,
    Neg,
    Node,
    Num,
    Percent,
    Quantity,
    Ratio,
    Rel,
    Remainder,
    Root,
)

_SIGNS = {"×": "times", "·": "dot.op", "÷": "div", ":": ":"}
_RELATIONS = {"!=": "!=", "≈": "approx", "?": "square.stroked"}


def write(node: Node) -> str:
    """Return the Typst of a tree."""
    return _WRITERS[type(node)](node)


def _at_least(node: Node, level: int) -> str:
    return write(node) if strength(node) >= level or _is_bar(node) else f"({write(node)})"


def _is_bar(node: Node) -> bool:
    return isinstance(node, Frac) or (isinstance(node, Bin) and node.op == "/" and node.sign == "/")


def _num(node: Num) -> str:
    return f'"{node.text}"' if "," in node.text else node.text


def _quantity(node: Quantity) -> str:
    if node.before:
        return f'"{node.unit}"{_at_least(node.of, SIGNED)}'
    return f'{_at_least(node.of, MARKED)} "{after_number(node.unit, node.of)}"'


def _root(node: Root) -> str:
    return f"sqrt({write(node.of)})" if node.degree == 2 else f"root({node.degree}, {write(node.of)})"


def _sum(node: Bin) -> str:
    if node.sign == " ":
        return f"{_at_least(node.left, TERM)} space {_at_least(node.right, MARKED)}"
    return f"{_at_least(node.left, SUM)} {node.op} {_at_least(node.right, PRODUCT)}"


def _times(node: Bin) -> str:
    if node.sign:
        return f"{_at_least(node.left, PRODUCT)} {_SIGNS[node.sign]} {_at_least(node.right, SIGNED)}"
    sign = " times " if isinstance(node.right, Num | Frac | Mixed | Neg | Blank) else " "
    return f"{_at_least(node.left, PRODUCT)}{sign}{_at_least(node.right, TERM)}"


def _over(node: Bin) -> str:
    if node.sign == "/":
        top, bottom = bare_parts(node)
        return f"frac({write(top)}, {write(bottom)})"
    return f"{_at_least(node.left, PRODUCT)} {_SIGNS[node.sign or '÷']} {_at_least(node.right, SIGNED)}"


def _power(node: Bin) -> str:
    base = write(node.left) if is_simple(node.left) else f"({write(node.left)})"
    return f"{base}^({write(bare(node.right))})"


def _relation(node: Rel) -> str:
    return f"{_at_least(node.left, RELATION)} {_RELATIONS.get(node.op, node.op)} {_at_least(node.right, RATIO)}"


_OPERATIONS: dict[str, Callable[[Bin], str]] = {"+": _sum, "-": _sum, "*": _times, "/": _over, "^": _power}
_WRITERS: dict[type, Callable[[Any], str]] = {
    Num: _num,
    Frac: lambda node: f"frac({write(node.top)}, {write(node.bottom)})",
    Mixed: lambda node: f"{_num(node.whole)} frac({_num(node.top)}, {_num(node.bottom)})",
    Percent: lambda node: _at_least(node.of, MARKED) + "%",
    Quantity: _quantity,
    Name: lambda node: str(node.letter),
    Neg: lambda node: "-" + _at_least(node.of, SIGNED),
    Bin: lambda node: _OPERATIONS[node.op](node),
    Root: _root,
    Abs: lambda node: f"abs({write(node.of)})",
    Group: lambda node: f"({write(node.of)})",
    Rel: _relation,
    Ratio: lambda node: " : ".join(_at_least(part, SUM) for part in node.parts),
    Listing: lambda node: ", ".join(_at_least(item, RELATION) for item in node.items),
    Remainder: lambda node: f'{node.quotient.text} "R" {node.rest.text}',
    Blank: lambda node: "square.stroked",
}
