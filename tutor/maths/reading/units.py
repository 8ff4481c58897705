"""The units a school uses: their names, symbols, sizes and dimensions. Which letters are units in a text is left to `lexer`."""

import re
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from tutor.errors import CannotCheck
from tutor.maths.tree import Node, Num

Dimensions = tuple[tuple[str, int], ...]


class Unit(NamedTuple):
    """How many of the base unit (m, g, s, °, money's own sign) one of it is, and its dimensions, sorted by name."""

    size: Fraction
    dimensions: Dimensions


_TABLE = """
length      m     1          meter metre
length      km    1000       kilometer kilometre
length      dm    1/10       decimeter decimetre
length      cm    1/100      centimeter centimetre cms
length      mm    1/1000     millimeter millimetre
length      in    127/5000   inch inches
length      ft    381/1250   foot feet
length      yd    1143/1250  yard
length      mi    201168/125 mile
mass        g     1          gram gramme
mass        kg    1000       kilogram kilo
mass        mg    1/1000     milligram
mass        tonne 1000000
mass        oz    45359237/1600000 ounce
mass        lb    45359237/100000  pound lbs
time        s     1          second sec
time        min   60         minute min
time        h     3600       hour hr hrs
time        day   86400
time        week  604800
volume      L     1/1000     liter litre
volume      ml    1/1000000  mL milliliter millilitre
volume      cl    1/100000   cL centiliter centilitre
volume      gal   473176473/125000000000    gallon
volume      qt    473176473/500000000000    quart
volume      pt    473176473/1000000000000   pint
volume      cup   473176473/2000000000000
angle       °     1          degree deg
celsius     °C    1
fahrenheit  °F    1
$           $     1          dollar
$           ¢     1/100      cent
£           £     1          quid
£           pence 1/100
€           €     1          euro
"""
_LETTERS = frozenset("mghslL")
_PLURAL = frozenset({"tonne", "day", "week", "cup"})
_POWER = {"2": "²", "3": "³", "²": "²", "³": "³", "squared": "²", "cubed": "³"}


@cache
def _units() -> dict[str, tuple[str, Unit]]:
    found: dict[str, tuple[str, Unit]] = {}
    for line in _TABLE.strip().splitlines():
        kind, symbol, size, *names = line.split()
        dimensions = (("length", 3),) if kind == "volume" else ((kind, 1),)
        unit = Unit(Fraction(size), dimensions)
        words = [name for word in names for name in (word, word + "s")]
        for name in [*words, symbol, *([symbol + "s"] if symbol in _PLURAL else [])]:
            found[name] = (symbol, unit)
    found |= {"l": found["L"], "KM": found["km"], "KG": found["kg"], "CM": found["cm"], "Kg": found["kg"]}
    return found


def _one() -> str:
    names = sorted((name for name in _units() if name not in _LETTERS), key=len, reverse=True)
    words = "|".join(re.escape(name) for name in names if name[0] not in "$£€¢")
    return rf"(?:{words}|(?:[mghslL])(?![A-Za-z]))"


@cache
def pattern() -> re.Pattern[str]:
    """Return the pattern of a unit as it stands after a number; groups: prefix, unit, power, per, other, its power."""
    end, power = r"(?:(?<=°)|(?![A-Za-z]))", r"(?:\s?\^\s?\{?([23])\}?|([²³])|\s(squared|cubed)\b)?"
    prefix = r"(?:(sq|square|cubic|cu)\.?\s+)?"
    other = rf"(?:\s?(?:/|per\s)\s?({_one()}){end}{power})?"
    return re.compile(rf"{prefix}({_one()}){end}{power}{other}|(mph|kph|km/hr|[$£€¢])(?![A-Za-z]|\s*[0-9.])")


def symbol(match: re.Match[str]) -> str:
    """Return the symbol of a matched unit: "square centimeters" and "cm^2" are "cm²", "miles per hour" is "mi/h"."""
    prefix, name, a, b, c, per, d, e, f, special = match.groups()
    if special:
        return {"mph": "mi/h", "kph": "km/h", "km/hr": "km/h"}.get(special, special)
    power = _POWER.get(a or b or c or "", "")
    if prefix:
        power = "³" if prefix.startswith("cu") else "²"
    below = "/" + _units()[per][0] + _POWER.get(d or e or f or "", "") if per else ""
    return _units()[name][0] + power + below


def after_number(written: str, of: Node) -> str:
    """Return a unit as it stands after a number: 45°, 5 cm, 3 days."""
    if written[0] in "°¢":
        return written
    single = isinstance(of, Num) and of.text == "1"
    return f" {written}s" if written in _PLURAL and not single else f" {written}"


def spoken(written: str, of: Node) -> str:
    """Return a unit in words: "centimeters", "square meters", "kilometers per hour", "degrees"."""
    above, _, below = written.partition("/")
    single = isinstance(of, Num) and of.text == "1"
    return _in_words(above, single) + (f" per {_in_words(below, True)}" if below else "")


def _in_words(written: str, single: bool) -> str:
    prefix = {"²": "square ", "³": "cubic "}.get(written[-1:], "")
    symbol = written.rstrip("²³")
    return prefix + _spoken_names().get(symbol, (symbol, symbol))[0 if single else 1]


@cache
def _spoken_names() -> dict[str, tuple[str, str]]:
    found = {"ft": ("foot", "feet"), "in": ("inch", "inches"), "pence": ("penny", "pence")}
    found |= {"°C": ("degree Celsius", "degrees Celsius"), "°F": ("degree Fahrenheit", "degrees Fahrenheit")}
    for line in _TABLE.strip().splitlines():
        _, symbol, _, *names = line.split()
        found.setdefault(symbol, ((names or [symbol])[0], (names or [symbol])[0] + "s"))
    return found | {"£": ("pound", "pounds")}


def is_lone_letter(match: re.Match[str]) -> bool:
    """Return True for a unit that could as well be a variable: a single letter with nothing that makes it sure."""
    prefix, name, _, _, _, per, *_ = match.groups()
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
    size, dimensions = _units()[base][1]
    return Unit(size ** int(power), tuple((name, n * int(power)) for name, n in dimensions))


def combine(left: Dimensions, right: Dimensions, sign: int) -> Dimensions:
    """Return the dimensions of a product (`sign` 1) or a quotient (`sign` -1)."""
    total = dict(left)
    for name, n in right:
        total[name] = total.get(name, 0) + sign * n
    return tuple(sorted((name, n) for name, n in total.items() if n))
