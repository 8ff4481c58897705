"""Judges keys of measurement and statistics on the finished stem, by formulas of its own. It shares no code with generation or maths."""

import re
import statistics
from collections.abc import Callable, Sequence
from fractions import Fraction

Numbers = Sequence[Fraction]
SIZES = {
    "mm": ("length", Fraction(1)), "cm": ("length", Fraction(10)), "m": ("length", Fraction(1000)), "km": ("length", Fraction(1000000)),
    "g": ("mass", Fraction(1)), "kg": ("mass", Fraction(1000)), "ml": ("room", Fraction(1)), "mL": ("room", Fraction(1)),
    "l": ("room", Fraction(1000)), "L": ("room", Fraction(1000)), "s": ("time", Fraction(1)), "second": ("time", Fraction(1)),
    "min": ("time", Fraction(60)), "minute": ("time", Fraction(60)), "h": ("time", Fraction(3600)), "hour": ("time", Fraction(3600)),
    "day": ("time", Fraction(86400)), "$": ("money", Fraction(1)), "inche": ("feet", Fraction(1)), "feet": ("feet", Fraction(12)),
    "yard": ("feet", Fraction(36)), "ounce": ("pounds", Fraction(1)), "pound": ("pounds", Fraction(16)),
}  # fmt: skip
SIDES = {"triangle": 3, "square": 4, "pentagon": 5, "hexagon": 6, "octagon": 8}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def told(stem: str) -> list[Fraction]:
    """Return the numbers of a stem in order."""
    return [Fraction(text) for text in _NUMBER.findall(stem)]


def size(text: str) -> Fraction:
    """Return the number of an answer without its unit. Raises ValueError where there is none."""
    found = re.fullmatch(r"\$?(-?\d+(?:\.\d+)?(?:/\d+)?)\s*[^\d\s]*", text.strip().replace("²", "").replace("³", ""))
    if not found:
        raise ValueError(text)
    return Fraction(found[1])


def right(stem: str) -> Callable[[str], bool] | None:
    """Return what tells whether an answer to the stem is right, None where it asks for none of what this judge knows."""
    for pattern, judge in _JUDGES if "`" not in stem else ():
        if found := re.search(pattern, stem):
            worth = judge(stem, found)
            unit = _unit_of(stem, found)
            return lambda text: size(text) == worth and (not unit or text.strip().endswith(unit))
    return None


def _unit_of(stem: str, found: re.Match[str]) -> str:
    """Return how an answer must end: square and cubic units, degrees; "" where any unit or none will do."""
    if "area" in found[0]:
        return "²"
    return "³" if "volume" in found[0] else ""


def _converted(stem: str, found: re.Match[str]) -> Fraction:
    (kind, one), (other, two) = (SIZES[unit.removesuffix("s") or unit] for unit in (found[2], found[4]))
    if kind != other or found[3] != found[5]:
        raise ValueError(stem)
    return Fraction(found[1]) * (one / two) ** {"": 1, "²": 2, "³": 3}[found[3]]


def _elapsed(stem: str, found: re.Match[str]) -> Fraction:
    """Return the minutes from the first time of a clock to the second, counted one by one."""
    hour, minute, count = int(found[1]), int(found[2]), 0
    while (hour, minute) != (int(found[3]), int(found[4])):
        minute, count = (minute + 1) % 60, count + 1
        hour = hour if minute else hour % 12 + 1
    return Fraction(count)


def _pi(stem: str) -> Fraction:
    return Fraction(re.search(r"Use (\d+\.\d+)", stem)[1])  # type: ignore[index]


def _radius(stem: str) -> Fraction:
    found = re.search(r"(radius|diameter) of (\d+(?:\.\d+)?)", stem)
    if not found:
        raise ValueError(stem)
    return Fraction(found[2]) / (2 if found[1] == "diameter" else 1)


def _perimeter(stem: str, found: re.Match[str]) -> Fraction:
    numbers = told(stem)
    regular = re.search(r"(square|pentagon|hexagon|octagon|triangle) with (?:a )?side", stem)
    if regular:
        return SIDES[regular[1]] * numbers[0]
    if "triangle" in stem:
        return sum(numbers[:3], Fraction(0))
    return 2 * (numbers[0] + numbers[1])


def _area(stem: str, found: re.Match[str]) -> Fraction:
    numbers = told(stem)
    if "circle" in stem:
        return _pi(stem) * _radius(stem) ** 2
    if "square" in stem and len(numbers) == 1:
        return numbers[0] ** 2
    if "trapezoid" in stem:
        return (numbers[0] + numbers[1]) * numbers[2] / 2
    return numbers[0] * numbers[1] / (2 if "triangle" in stem else 1)


def _volume(stem: str, found: re.Match[str]) -> Fraction:
    numbers = told(stem)
    if "cylinder" in stem or "cone" in stem:
        return _pi(stem) * _radius(stem) ** 2 * numbers[1] / (3 if "cone" in stem else 1)
    return numbers[0] ** 3 if "cube" in stem else numbers[0] * numbers[1] * numbers[2]


def _angle(stem: str, found: re.Match[str]) -> Fraction:
    total = 180 if re.search(r"triangle|straight line|supplementary", stem) else 360 if "quadrilateral" in stem else 90
    return total - sum(told(stem), Fraction(0))


def _middle(numbers: Numbers) -> Fraction:
    ranked, half = sorted(numbers), len(numbers) // 2
    return ranked[half] if len(ranked) % 2 else (ranked[half - 1] + ranked[half]) / 2


_OF: dict[str, Callable[[Numbers], Fraction]] = {
    "mean": lambda numbers: sum(numbers, Fraction(0)) / len(numbers),
    "median": _middle,
    "mode": lambda numbers: (
        statistics.multimode(numbers)[0] if len(statistics.multimode(numbers)) == 1 else Fraction(-1)
    ),
    "range": lambda numbers: max(numbers) - min(numbers),
}
_JUDGES: tuple[tuple[str, Callable[[str, re.Match[str]], Fraction]], ...] = (
    (r"Convert (\d+(?:\.\d+)?) ([a-zA-Z]+)([²³]?) to ([a-zA-Z]+)([²³]?)", _converted),
    (r"(\d+):(\d\d)(?: am)? (?:to|and \w+ at) (\d+):(\d\d)", _elapsed),
    (r"circumference", lambda stem, _: 2 * _pi(stem) * _radius(stem)),
    (r"\bperimeter", _perimeter),
    (r"\barea", _area),
    (r"\bvolume", _volume),
    (r"(third|fourth|other) angle", _angle),
    (r"\b(mean|median|mode|range) of", lambda stem, found: _OF[found[1]](told(stem))),
)
