"""LaTeX that `read` reads back to the same tree."""

import re
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
    exponent_of,
    first,
    is_attached,
    is_simple,
    strength,
)
from tutor.maths.reading.units import after_number
from tutor.maths.styles.plain import gap_of_letters
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

_SIGNS = {"×": r" \times ", "·": r" \cdot ", "÷": r" \div ", ":": " : "}
_RELATIONS = {"<=": r"\leq", ">=": r"\geq", "!=": r"\neq", "≈": r"\approx", "?": r"\square"}
_ENDS_IN_COMMAND = re.compile(r"\\[A-Za-z]+$")


def write(node: Node) -> str:
    """Return the LaTeX of a tree, without delimiters."""
    return _WRITERS[type(node)](node)


def _bracketed(node: Node) -> str:
    inner = write(node)
    return rf"\left({inner}\right)" if r"\frac" in inner else f"({inner})"


def _at_least(node: Node, level: int) -> str:
    return write(node) if strength(node) >= level or _is_bar(node) else _bracketed(node)


def _is_bar(node: Node) -> bool:
    return isinstance(node, Frac) or _is_long_division(node)


def _is_long_division(node: Node) -> bool:
    """Return True for a division that is written with a fraction bar but is no Frac."""
    return isinstance(node, Bin) and node.op == "/" and node.sign == "/"


def _held(node: Node, level: int) -> str:
    """Return a part of a product or the like; a fraction bar needs no brackets there."""
    return write(bare(node)) if _is_long_division(bare(node)) else _at_least(node, level)


def _joined(left: str, right: str) -> str:
    gap = " " if _ENDS_IN_COMMAND.search(left) and right[0].isalpha() else gap_of_letters(left, right)
    return left + gap + right


def _num(node: Num) -> str:
    return node.text.replace(",", "{,}")


def _quantity(node: Quantity) -> str:
    if node.before:
        sign = rf"\{node.unit}" if node.unit == "$" else node.unit
        return sign + (write(node.of) if is_simple(node.of) or isinstance(node.of, Neg) else _bracketed(node.of))
    number, unit = _held(node.of, MARKED), after_number(node.unit, node.of)
    if unit == "°":
        return number + r"^\circ"
    return number + (rf"\,\text{{{unit.strip()}}}" if unit[0] == " " or unit[0] == "°" else unit)


def _root(node: Root) -> str:
    degree = "" if node.degree == 2 else f"[{node.degree}]"
    return rf"\sqrt{degree}{{{write(node.of)}}}"


def _sum(node: Bin) -> str:
    if node.sign == " ":
        return rf"{_held(node.left, TERM)}\ {_held(node.right, MARKED)}"
    return f"{_at_least(node.left, SUM)} {node.op} {_at_least(node.right, PRODUCT)}"


def _times(node: Bin) -> str:
    if node.sign:
        return _at_least(node.left, PRODUCT) + _SIGNS[node.sign] + _held(node.right, SIGNED)
    if is_attached(node):
        return _joined(_held(node.left, TERM), write(node.right))
    left, right = _at_least(node.left, PRODUCT), _held(node.right, TERM)
    joined = isinstance(first(node.right), Group | Abs) or right.startswith(("(", r"\left"))
    return left + right if joined else left + r" \times " + _held(node.right, SIGNED)


def _over(node: Bin) -> str:
    if node.sign == "/":
        top, bottom = bare_parts(node)
        return rf"\frac{{{write(top)}}}{{{write(bottom)}}}"
    return _at_least(node.left, PRODUCT) + _SIGNS[node.sign or "÷"] + _held(node.right, SIGNED)


def _power(node: Bin) -> str:
    base = write(node.left) if is_simple(node.left) else _bracketed(node.left)
    return f"{base}^{{{write(_bare_exponent(node.right))}}}"


def _bare_exponent(node: Node) -> Node:
    return bare(node) if exponent_of(bare(node)) == node else node


def _relation(node: Rel) -> str:
    return f"{_at_least(node.left, RELATION)} {_RELATIONS.get(node.op, node.op)} {_at_least(node.right, RATIO)}"


_OPERATIONS: dict[str, Callable[[Bin], str]] = {"+": _sum, "-": _sum, "*": _times, "/": _over, "^": _power}
_WRITERS: dict[type, Callable[[Any], str]] = {
    Num: _num,
    Frac: lambda node: rf"\frac{{{write(node.top)}}}{{{write(node.bottom)}}}",
    Mixed: lambda node: rf"{_num(node.whole)}\frac{{{_num(node.top)}}}{{{_num(node.bottom)}}}",
    Percent: lambda node: _held(node.of, MARKED) + r"\%",
    Quantity: _quantity,
    Name: lambda node: r"\pi" if node.letter == "pi" else str(node.letter),
    Neg: lambda node: "-" + _held(node.of, SIGNED),
    Bin: lambda node: _OPERATIONS[node.op](node),
    Root: _root,
    Abs: lambda node: rf"\lvert {write(node.of)} \rvert",
    Group: lambda node: _bracketed(node.of),
    Rel: _relation,
    Ratio: lambda node: " : ".join(_at_least(part, SUM) for part in node.parts),
    Listing: lambda node: ", ".join(_at_least(item, RELATION) for item in node.items),
    Remainder: lambda node: rf"{node.quotient.text}\text{{ R }}{node.rest.text}",
    Blank: lambda node: r"\square",
}
