"""Judges keys of items with a figure by what is drawn in it and what the stem asks. It shares no code with generation or maths."""

import re
import statistics
from collections.abc import Callable
from fractions import Fraction

from tutor.domain import Item

Told = dict[str, str]


def right(item: Item) -> Callable[[str], bool] | None:
    """Return what tells whether an answer is right, None where the item has no figure that this judge knows."""
    if item.figure is None:
        return None
    worth = _ASKED[item.figure.kind](dict(item.figure.values), item.stem)
    return lambda text: Fraction(re.sub(r"^(-?)(\d+) (\d+)/(\d+)$", _mixed, text.strip())) == worth


def _mixed(match: re.Match[str]) -> str:
    return f"{match[1]}{int(match[2]) * int(match[4]) + int(match[3])}/{match[4]}"


def _arrow(told: Told, stem: str) -> Fraction:
    start, end = Fraction(told["from"]), Fraction(told["to"])
    at = start + (end - start) * Fraction(int(told["mark"]), int(told["parts"]))
    return end - at if "to the right end" in stem else at


def _shaded(told: Told, stem: str) -> Fraction:
    share = Fraction(int(told["shaded"]), int(told["parts"]))
    return 1 - share if "not shaded" in stem else share


def _row(told: Told, stem: str) -> Fraction:
    numbers = [Fraction(text) for text in told["cells"].split("|")]
    return statistics.median(numbers) if "median" in stem else statistics.mean(numbers)


def _slope(told: Told, stem: str) -> Fraction:
    x1, y1, x2, y2 = (Fraction(told[name]) for name in ("x1", "y1", "x2", "y2"))
    return (y2 - y1) / (x2 - x1)


_ASKED: dict[str, Callable[[Told, str], Fraction]] = {
    "number_line": _arrow,
    "bar": _shaded,
    "part_whole": lambda told, stem: Fraction(told["whole"]) - Fraction(told["part"]),
    "grid": lambda told, stem: Fraction(told["rows"]) * Fraction(told["columns"]),
    "graph": _slope,
    "table": _row,
}
