"""The units a school uses: their names, symbols, sizes and dimensions. Which letters are units in a text is left to `lexer`."""

import re
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from tutor.errors import CannotCheck
from tutor.maths.tables import table
from tutor.maths.tree import Node, Num

Dimensions = tuple[tuple[str, int], ...]


class Unit(NamedTuple):
    """How many of the base unit (m, g, s, °, money's own sign) one of it is, and its dimensions, sorted by name."""

    size: Fraction
    dimensions: Dimensions


class _Named(NamedTuple):
    """A unit with its symbol, and with many of it in words."""

    symbol: str
    unit: Unit
    many: str


_LETTERS = frozenset("mghslL")
_IN_WORDS = frozenset({"tonne", "day", "week", "cup"})
_POWER = {"2": "²", "3": "³", "squared": "²", "cubed": "³"}


@cache
def _units() -> dict[str, _Named]:
    """Return the units by all that they are called."""
    found: dict[str, _Named] = {}
    for symbol, (kind, size, one, many, *others) in table("maths.reading", "units").items():
        dimensions = (("length", 3),) if kind == "volume" else ((kind, 1),)
        unit = _Named(symbol, Unit(Fraction(size), dimensions), many)
        found |= dict.fromkeys((symbol, one, many, *others), unit)
    return found


def _one() -> str:
    names = sorted((name for name in _units() if name not in _LETTERS), key=len, reverse=True)
    words = "|".join(re.escape(name) for name in names if name[0] not in "$£€¢")
    return rf"(?:{words}|(?:[mghslL])(?![A-Za-z]))"


@cache
def pattern() -> re.Pattern[str]:
    """Return the pattern of a unit as it stands after a number; groups: prefix, unit, power, per, other, its power."""
    end, power = r"(?:(?<=°)|(?![A-Za-z]))", r"(\s?\^\s?\{?[23]\}?|[²³]|\s(?:squared|cubed)\b)?"
    prefix = r"(?:(sq|square|cubic|cu)\.?\s+)?"
    other = rf"(?:\s?(?:/|per\s)\s?({_one()}){end}{power})?"
    return re.compile(rf"{prefix}({_one()}){end}{power}{other}|(mph|kph|km/hr|[$£€¢])(?![A-Za-z]|\s*[0-9.])")


def symbol(match: re.Match[str]) -> str:
    """Return the symbol of a matched unit: "square centimeters" and "cm^2" are "cm²", "miles per hour" is "mi/h"."""
    prefix, name, power, per, power_below, special = match.groups()
    if special:
        return {"mph": "mi/h", "kph": "km/h", "km/hr": "km/h"}.get(special, special)
    if prefix:
        power = "³" if prefix.startswith("cu") else "²"
    below = f"/{_units()[per].symbol}{_raised(power_below)}" if per else ""
    return _units()[name].symbol + _raised(power) + below


def _raised(power: str | None) -> str:
    bare = "".join((power or "").split()).strip("^{}")
    return _POWER.get(bare, bare)


def after_number(written: str, of: Node) -> str:
    """Return a unit as it stands after a number: 45°, 5 cm, 3 days."""
    if written[0] in "°¢":
        return written
    is_one = isinstance(of, Num) and of.text == "1"
    return f" {written}" if is_one or written not in _IN_WORDS else f" {_units()[written].many}"


def is_lone_letter(match: re.Match[str]) -> bool:
    """Return True for a unit that could as well be a variable: a single letter with nothing that makes it sure."""
    prefix, name, _, per, *_ = match.groups()
    return bool(name) and name in _LETTERS and not prefix and not per


@cache
def unit(written: str) -> Unit:
    """Return size and dimensions of a unit as written in a Quantity ("cm", "cm²", "km/h"); CannotCheck where unknown."""
    above, _, below = written.partition("/")
    top = _power_of(above)
    if not below:
        return top
    bottom = _power_of(below)
    return Unit(top.size / bottom.size, combine(top.dimensions, bottom.dimensions, -1))


def _power_of(written: str) -> Unit:
    base, power = (written[:-1], "23"["²³".index(written[-1])]) if written[-1:] in ("²", "³") else (written, "1")
    if base not in _units():
        raise CannotCheck(f"The unit {written!r} is not known. Use one such as cm, kg, min or L.")
    size, dimensions = _units()[base].unit
    return Unit(size ** int(power), tuple((name, n * int(power)) for name, n in dimensions))


def combine(left: Dimensions, right: Dimensions, sign: int) -> Dimensions:
    """Return the dimensions of a product (`sign` 1) or a quotient (`sign` -1)."""
    total = dict(left)
    for name, n in right:
        total[name] = total.get(name, 0) + sign * n
    return tuple(sorted((name, n) for name, n in total.items() if n))
