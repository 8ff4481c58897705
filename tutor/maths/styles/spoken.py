"""Words for a screen reader or a voice: digits stay digits, signs and fractions become words."""

from collections.abc import Callable
from typing import Any

from tutor.maths.reading import units
from tutor.maths.reading.brackets import POWER, SIGNED, bare, is_attached, is_whole, strength
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

_PARTS = {
    2: "half", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth", 10: "tenth", 11: "eleventh",
    12: "twelfth", 15: "fifteenth", 16: "sixteenth", 20: "twentieth", 100: "hundredth", 1000: "thousandth",
}  # fmt: skip
_RELATIONS = {
    "=": "equals", "<": "is less than", ">": "is greater than", "<=": "is less than or equal to", "!=": "is not equal to",
    ">=": "is greater than or equal to", "≈": "is about", "?": "blank",
}  # fmt: skip
_COINS = {"$": ("dollar", "cent"), "£": ("pound", "penny"), "€": ("euro", "cent")}


def write(node: Node) -> str:
    """Return the words for a tree."""
    return _WRITERS[type(node)](node)


def _frac(node: Frac) -> str:
    if not (is_whole(node.top) and is_whole(node.bottom)):
        return f"{write(node.top)} over {write(node.bottom)}"
    return _parts(node.top, node.bottom)


def _parts(top: Node, bottom: Node) -> str:
    name = _PARTS.get(int(write(bottom).replace(",", "")))
    if name is None:
        return f"{write(top)} over {write(bottom)}"
    many = "halves" if name == "half" else f"{name}s"
    return f"{write(top)} {name if write(top) == '1' else many}"


def _quantity(node: Quantity) -> str:
    if node.unit in _COINS and isinstance(node.of, Num):
        return _money(node.of.text, *_COINS[node.unit])
    return f"{write(node.of)} {units.spoken(node.unit, node.of)}"


def _money(text: str, coin: str, small: str) -> str:
    whole, _, rest = text.partition(".")
    if len(rest) != 2:
        return f"{text} {coin}{'' if text == '1' else 's'}"
    cents = rest.lstrip("0") or "0"
    change = f"{cents} {small if cents == '1' else 'pence' if small == 'penny' else small + 's'}"
    if whole in ("", "0"):
        return change
    coins = f"{whole} {coin}{'' if whole == '1' else 's'}"
    return coins if cents == "0" else f"{coins} and {change}"


def _root(node: Root) -> str:
    name = {2: "square", 3: "cube"}.get(node.degree) or ordinal(node.degree)
    return f"the {name} root of {_closed(node.of, 'root')}"


def _closed(node: Node, what: str, least: int = POWER) -> str:
    """Return the words, with an end said where more than one part stands under the sign."""
    short = strength(node.of if isinstance(node, Neg) else node) >= least
    return write(node) if short else f"{write(node)}, end {what}"


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 4th, 11th ..."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number}{ending}"


def _bin(node: Bin) -> str:
    if node.op == "^":
        return _power(node)
    if node.op == "/" and node.sign == "/":
        return f"{_closed(node.left, 'numerator', SIGNED)} over {_closed(node.right, 'denominator')}"
    if is_attached(node):
        return f"{write(node.left)} {write(node.right)}"
    if node.sign == " ":
        return f"{write(node.left)} {write(node.right)}"
    word = {"+": "plus", "-": "minus", "*": "times", "/": "divided by"}[node.op]
    return f"{write(node.left)} {word} {write(node.right)}"


def _group(node: Group) -> str:
    inner = node.of.of if isinstance(node.of, Neg) else node.of
    return write(node.of) if isinstance(inner, Num | Name | Frac | Blank) else _in_parentheses(node.of)


def _in_parentheses(node: Node) -> str:
    return f"open parenthesis {write(node)} close parenthesis"


def _power(node: Bin) -> str:
    named = {"2": "squared", "3": "cubed"}.get(node.right.text) if isinstance(node.right, Num) else None
    base = _in_parentheses(node.left.of) if isinstance(node.left, Group) else write(node.left)
    return f"{base} {named or 'to the power ' + _closed(bare(node.right), 'power')}"


_WRITERS: dict[type, Callable[[Any], str]] = {
    Num: lambda node: str(node.text),
    Frac: _frac,
    Mixed: lambda node: f"{node.whole.text} and {_parts(node.top, node.bottom)}",
    Percent: lambda node: f"{write(node.of)} percent",
    Quantity: _quantity,
    Name: lambda node: str(node.letter),
    Neg: lambda node: f"negative {write(node.of)}",
    Bin: _bin,
    Root: _root,
    Abs: lambda node: f"the absolute value of {_closed(node.of, 'absolute value')}",
    Group: _group,
    Rel: lambda node: f"{write(node.left)} {_RELATIONS[node.op]} {write(node.right)}",
    Ratio: lambda node: " to ".join(write(part) for part in node.parts),
    Listing: lambda node: ", ".join(write(item) for item in node.items),
    Remainder: lambda node: f"{node.quotient.text} remainder {node.rest.text}",
    Blank: lambda node: "blank",
}
