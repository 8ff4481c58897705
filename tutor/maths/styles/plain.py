"""Plain text that `read` reads back to the same tree."""

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
    first,
    is_attached,
    is_simple,
    is_whole,
    last,
    strength,
    would_join,
)
from tutor.maths.reading.lexer import is_product_of_letters
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

RELATIONS = {"<=": "≤", ">=": "≥", "!=": "≠", "?": "__"}
ROOTS = {2: "√", 3: "∛", 4: "∜"}
RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def write(node: Node) -> str:
    """Return the canonical plain text of a tree."""
    return _WRITERS[type(node)](node)


def _at_least(node: Node, level: int) -> str:
    text = write(node)
    return text if strength(node) >= level else f"({text})"


def _frac(node: Frac) -> str:
    if is_whole(node.top) and is_whole(node.bottom):
        return f"{write(node.top)}/{write(node.bottom)}"
    return _over(Bin("/", node.top, node.bottom, "/"))


def _quantity(node: Quantity) -> str:
    if node.before:
        return node.unit + (_signed_simple(node.of) or f"({write(node.of)})")
    return _at_least(node.of, MARKED) + after_number(node.unit, node.of)


def _signed_simple(node: Node) -> str:
    if isinstance(node, Neg):
        inner = _signed_simple(node.of)
        return f"-{inner}" if inner else ""
    return write(node) if is_simple(node) else ""


def _root(node: Root) -> str:
    sign = ROOTS.get(node.degree) or f"{node.degree}".translate(RAISED) + "√"
    inner = node.of
    while isinstance(inner, Neg):
        inner = inner.of
    bare = "" if isinstance(inner, Group) else _signed_simple(node.of)
    return sign + (bare or f"({write(node.of)})")


def _abs(node: Abs) -> str:
    inner = write(node.of)
    return f"abs({inner})" if "|" in inner else f"|{inner}|"


def _bin(node: Bin) -> str:
    return _OPERATIONS[node.op](node)


def _sum(node: Bin) -> str:
    if node.sign == " ":
        return f"{_at_least(node.left, TERM)} {_at_least(node.right, MARKED)}"
    return f"{_at_least(node.left, SUM)} {node.op} {_at_least(node.right, PRODUCT)}"


def _times(node: Bin) -> str:
    if node.sign:
        return f"{_at_least(node.left, PRODUCT)} {node.sign} {_at_least(node.right, SIGNED)}"
    if is_attached(node):
        left, right = _at_least(node.left, TERM), write(node.right)
        return left + gap_of_letters(left, right) + right
    left, right = _at_least(node.left, PRODUCT), _at_least(node.right, TERM)
    joined = right[0] in "(|" or right.startswith("abs(")
    return left + gap_of_letters(left, right) + right if joined else f"{left} × {_at_least(node.right, SIGNED)}"


def gap_of_letters(left: str, right: str) -> str:
    """Return the space that keeps letters from running into a word, or a root's degree from being a power."""
    if right[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹":
        return " "
    run = left[len(left.rstrip(_LETTERS)) :] + right[: len(right) - len(right.lstrip(_LETTERS))]
    return "" if is_product_of_letters(run) or not (left[-1] in _LETTERS and right[0] in _LETTERS) else " "


def _over(node: Bin) -> str:
    sign = node.sign or "÷"
    if sign == "/" and would_join(node.left, node.right) and not isinstance(node.left, Frac):
        sign = "÷"
    left, right = _at_least(node.left, PRODUCT), _at_least(node.right, SIGNED)
    ends_whole = is_whole(last(node.left)) or isinstance(last(node.left), Remainder)
    is_tight = sign == "/" and not ends_whole and not isinstance(first(node.right), Frac | Mixed | Remainder)
    return f"{left}/{right}" if is_tight else f"{left} {sign} {right}"


def _power(node: Bin) -> str:
    base = write(node.left) if is_simple(node.left) else f"({write(node.left)})"
    return f"{base}^{_exponent(node.right)}"


def _exponent(node: Node) -> str:
    if isinstance(node, Neg):
        return f"-{_exponent(node.of)}"
    is_power = isinstance(node, Bin) and node.op == "^"
    return write(node) if is_simple(node) or is_power else f"({write(node)})"


def _relation(node: Rel) -> str:
    return f"{_at_least(node.left, RELATION)} {RELATIONS.get(node.op, node.op)} {_at_least(node.right, RATIO)}"


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_OPERATIONS: dict[str, Callable[[Bin], str]] = {"+": _sum, "-": _sum, "*": _times, "/": _over, "^": _power}
_WRITERS: dict[type, Callable[[Any], str]] = {
    Num: lambda node: str(node.text),
    Frac: _frac,
    Mixed: lambda node: f"{node.whole.text} {node.top.text}/{node.bottom.text}",
    Percent: lambda node: _at_least(node.of, MARKED) + "%",
    Quantity: _quantity,
    Name: lambda node: "π" if node.letter == "pi" else str(node.letter),
    Neg: lambda node: "-" + _at_least(node.of, SIGNED),
    Bin: _bin,
    Root: _root,
    Abs: _abs,
    Group: lambda node: f"({write(node.of)})",
    Rel: _relation,
    Ratio: lambda node: " : ".join(_at_least(part, SUM) for part in node.parts),
    Listing: lambda node: ", ".join(_at_least(item, RELATION) for item in node.items),
    Remainder: lambda node: f"{node.quotient.text} R {node.rest.text}",
    Blank: lambda node: "?",
}
