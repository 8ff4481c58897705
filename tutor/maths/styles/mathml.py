"""MathML Core for browsers and screen readers: real fractions and roots, an invisible times where a product is only implied."""

from collections.abc import Callable
from html import escape
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
    is_attached,
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

INVISIBLE_TIMES, INVISIBLE_PLUS, NO_BREAK_SPACE = "\u2062", "\u2064", "\u00a0"
_RELATIONS = {"<=": "≤", ">=": "≥", "!=": "≠", "?": "□"}


def write(node: Node) -> str:
    """Return a math element."""
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML">{_inner(node)}</math>'


def _inner(node: Node) -> str:
    return _WRITERS[type(node)](node)


def _row(*parts: str) -> str:
    return f"<mrow>{''.join(parts)}</mrow>"


def _mo(sign: str) -> str:
    return f"<mo>{escape(sign)}</mo>"


def _mn(number: Num) -> str:
    return f"<mn>{escape(number.text)}</mn>"


def _bracketed(node: Node) -> str:
    return _row(_mo("("), _inner(node), _mo(")"))


def _at_least(node: Node, level: int) -> str:
    return _inner(node) if strength(node) >= level or _is_bar(node) else _bracketed(node)


def _is_bar(node: Node) -> bool:
    return isinstance(node, Frac) or (isinstance(node, Bin) and node.op == "/" and node.sign == "/")


def _frac(node: Frac) -> str:
    return f"<mfrac>{_inner(node.top)}{_inner(node.bottom)}</mfrac>"


def _mixed(node: Mixed) -> str:
    return _row(_mn(node.whole), _mo(INVISIBLE_PLUS), f"<mfrac>{_mn(node.top)}{_mn(node.bottom)}</mfrac>")


def _quantity(node: Quantity) -> str:
    if node.before:
        return _row(f"<mtext>{escape(node.unit)}</mtext>", _at_least(node.of, SIGNED))
    unit = after_number(node.unit, node.of).replace(" ", NO_BREAK_SPACE)
    return _row(_at_least(node.of, MARKED), f"<mtext>{escape(unit)}</mtext>")


def _root(node: Root) -> str:
    if node.degree == 2:
        return f"<msqrt>{_inner(node.of)}</msqrt>"
    return f"<mroot>{_inner(node.of)}<mn>{node.degree}</mn></mroot>"


def _sum(node: Bin) -> str:
    if node.sign == " ":
        return _row(_at_least(node.left, TERM), f"<mtext>{NO_BREAK_SPACE}</mtext>", _at_least(node.right, MARKED))
    sign = "−" if node.op == "-" else "+"
    return _row(_at_least(node.left, SUM), _mo(sign), _at_least(node.right, PRODUCT))


def _times(node: Bin) -> str:
    sign = node.sign or ("×" if isinstance(node.right, Num | Frac | Mixed | Neg | Blank) else INVISIBLE_TIMES)
    left, right = (TERM, MARKED) if is_attached(node) else (PRODUCT, SIGNED if node.sign else TERM)
    return _row(_at_least(node.left, left), _mo(sign), _at_least(node.right, right))


def _over(node: Bin) -> str:
    if node.sign == "/":
        top, bottom = bare_parts(node)
        return f"<mfrac>{_inner(top)}{_inner(bottom)}</mfrac>"
    return _row(_at_least(node.left, PRODUCT), _mo(node.sign or "÷"), _at_least(node.right, SIGNED))


def _power(node: Bin) -> str:
    base = _inner(node.left) if is_simple(node.left) else _bracketed(node.left)
    return f"<msup>{base}{_inner(bare(node.right))}</msup>"


def _relation(node: Rel) -> str:
    return _row(_at_least(node.left, RELATION), _mo(_RELATIONS.get(node.op, node.op)), _at_least(node.right, RATIO))


def _between(sign: str, parts: list[str]) -> str:
    return _row(_mo(sign).join(parts))


_OPERATIONS: dict[str, Callable[[Bin], str]] = {"+": _sum, "-": _sum, "*": _times, "/": _over, "^": _power}
_WRITERS: dict[type, Callable[[Any], str]] = {
    Num: _mn,
    Frac: _frac,
    Mixed: _mixed,
    Percent: lambda node: _row(_at_least(node.of, MARKED), _mo("%")),
    Quantity: _quantity,
    Name: lambda node: f"<mi>{'π' if node.letter == 'pi' else escape(node.letter)}</mi>",
    Neg: lambda node: _row('<mo form="prefix">−</mo>', _at_least(node.of, SIGNED)),
    Bin: lambda node: _OPERATIONS[node.op](node),
    Root: _root,
    Abs: lambda node: _row(_mo("|"), _inner(node.of), _mo("|")),
    Group: lambda node: _bracketed(node.of),
    Rel: _relation,
    Ratio: lambda node: _between(":", [_at_least(part, SUM) for part in node.parts]),
    Listing: lambda node: _between(",", [_at_least(item, RELATION) for item in node.items]),
    Remainder: lambda node: _row(
        _mn(node.quotient), f"<mtext>{NO_BREAK_SPACE}R{NO_BREAK_SPACE}</mtext>", _mn(node.rest)
    ),
    Blank: lambda node: "<mi>□</mi>",
}
