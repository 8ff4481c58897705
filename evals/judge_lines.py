"""Judges keys about lines, rules of patterns and powers of ten on the finished stem. It shares no code with generation or maths."""

import re
from collections.abc import Callable
from fractions import Fraction

Right = Callable[[str], bool]
_POINT = r"`?\((-?\d+), (-?\d+)\)`?"
_BETWEEN = re.compile(rf"line through {_POINT} and {_POINT}")
_WITH_SLOPE = re.compile(rf"slope (-?\d+) and goes through {_POINT}")
_TERMS = re.compile(r"(\d+)th term of the sequence ([\d, ]+)\?|nth term of ([\d, ]+)\.")
_POWERS = re.compile(r"`?(\d+) × 10\^(\d+) _ (\d+) × 10\^(\d+)`?")
_WRITTEN = re.compile(r"Write ([\d.]+) in scientific notation")
_RULE = re.compile(r"(?:y = )?(-?\d*)([xn])(?: ([-+]) (\d+))?")


def right(stem: str) -> Right | None:
    """Return what tells whether an answer to the stem is right, None where it asks for none of what this judge knows."""
    if found := _BETWEEN.search(stem):
        a, b, c, d = map(Fraction, found.groups())
        return _rule({a: b, c: d}) if "equation" in stem else None
    if found := _WITH_SLOPE.search(stem):
        slope, a, b = map(Fraction, found.groups())
        return _rule({a: b, a + 1: b + slope})
    if found := _TERMS.search(stem):
        terms = [Fraction(each) for each in (found[2] or found[3]).split(", ")]
        if found[3]:
            return _rule(dict(enumerate(terms, 1)))
        at_place = terms[-1] + (int(found[1]) - len(terms)) * (terms[1] - terms[0])
        return lambda text: text == str(at_place)
    if found := _POWERS.search(stem):
        one, other = (int(found[place]) * 10 ** int(found[place + 1]) for place in (1, 3))
        return lambda text: text == ("<" if one < other else ">" if one > other else "=")
    if found := _WRITTEN.search(stem):
        worth = Fraction(found[1])
        return lambda text: _scientific(text) == worth
    return None


def _rule(values: dict[Fraction, Fraction] | dict[int, Fraction]) -> Right:
    """Return what tells whether a rule such as 3n + 2 or y = 2x - 1 gives all these values."""

    def is_right(text: str) -> bool:
        found = _RULE.fullmatch(text)
        if not found:
            return False
        times = Fraction({"": 1, "-": -1}.get(found[1], found[1] or 1))
        shift = Fraction(f"{found[3] or '+'}{found[4] or 0}")
        return all(times * place + shift == value for place, value in values.items())

    return is_right


def _scientific(text: str) -> Fraction | None:
    found = re.fullmatch(r"([1-9](?:\.\d+)?) × 10\^(-?\d+)", text)
    return Fraction(found[1]) * Fraction(10) ** int(found[2]) if found else None
