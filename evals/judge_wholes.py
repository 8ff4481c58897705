"""Judges keys about factors, patterns, right triangles, lines and bars on the finished stem. It shares no code with generation or maths."""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import count, pairwise

Numbers = Sequence[Fraction]
Right = Callable[[str], bool]
Judge = Callable[[Numbers], set[Fraction]]
_BARS = re.compile(r"`\|(\d*)[a-z](?: ([-+]) (\d+))?\| = (\d+)`")
_LINE = re.compile(r"slope (-?\d+) and y-intercept (-?\d+)")


def _factors(numbers: Numbers) -> set[Fraction]:
    return {Fraction(each) for each in range(1, int(min(numbers)) + 1) if all(n % each == 0 for n in numbers)}


def _multiple(numbers: Numbers) -> set[Fraction]:
    return {next(Fraction(each) for each in count(1) if all(each % n == 0 for n in numbers))}


def _next(numbers: Numbers) -> set[Fraction]:
    """Return what comes next where every step is the same, else where every step is the same number of times."""
    first, second, *_, last = numbers
    steps = {after - before for before, after in pairwise(numbers)}
    return {last + second - first if len(steps) == 1 else last * second / first}


def _side(square: Fraction) -> set[Fraction]:
    return {Fraction(n, 2) for n in range(1, 400) if Fraction(n, 2) ** 2 == square}


ASKED: dict[str, Judge] = {
    "greatest common factor": lambda n: {max(_factors(n))},
    "least common multiple": _multiple,
    "all the factors": _factors,
    "common factors": _factors,
    "next number": _next,
    "other leg": lambda n: _side(max(n) ** 2 - min(n) ** 2),
    "hypotenuse": lambda n: _side(n[0] ** 2 + n[1] ** 2),
}
"""What a stem asks, and the right answers that its numbers in the order written have."""


def right(stem: str) -> Right | None:
    """Return what tells whether an answer to the stem is right, None where it asks for none of what this judge knows."""
    if found := _BARS.search(stem):
        times, shift = int(found[1] or 1), int(f"{found[2] or '+'}{found[3] or 0}")
        return _are({Fraction(side * int(found[4]) - shift, times) for side in (1, -1)})
    if found := _LINE.search(stem):
        sign = "-" if found[2][0] == "-" else "+"
        return lambda text: text == f"y = {found[1]}x {sign} {found[2].lstrip('-')}"
    judge = next((judge for words, judge in ASKED.items() if words in stem), None)
    return _are(judge([Fraction(text) for text in re.findall(r"\d+(?:\.\d+)?", stem)])) if judge else None


def _are(expected: set[Fraction]) -> Right:
    def is_right(text: str) -> bool:
        listed = [part.rpartition("=")[2].strip() for part in text.split(", ")]
        is_plain = all(re.fullmatch(r"-?\d+(?:\.\d+|/\d+)?", each) for each in listed)
        return is_plain and {Fraction(each) for each in listed} == expected

    return is_right
