"""Judges keys of ratios, rates and percents on the finished stem, by plain fractions. It shares no code with generation or maths."""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from math import gcd

Numbers = Sequence[Fraction]
ASKED: dict[str, Callable[[Numbers], Fraction]] = {
    "both": lambda n: n[0] * n[1],
    "where 1 is certain": lambda n: n[1] - n[0],
    "equal parts.* probability": lambda n: n[1] / n[0],
    "probability that it is blue": lambda n: n[1] / sum(n),
    "probability that it is red": lambda n: n[0] / sum(n),
    "Simplify the ratio|Write the ratio": lambda n: n[0] / n[1],
    r"missing number: `[\d.]+ : [\d.]+ = [\d.]+ : _": lambda n: n[2] / n[0] * n[1],
    r"missing number: `[\d.]+ : [\d.]+ = _ :": lambda n: n[2] / n[1] * n[0],
    "How many (?:dollars|kilograms) do": lambda n: n[1] / n[0] * n[2],
    "larger share": lambda n: n[0] * max(n[1:]) / (n[1] + n[2]),
    "smaller share": lambda n: n[0] * min(n[1:]) / (n[1] + n[2]),
    r"(?:Find|What is) [\d.]+% of": lambda n: n[0] * n[1] / 100,
    "What percent of": lambda n: n[1] / n[0],
    "is what percent of": lambda n: n[0] / n[1],
    "% of what number": lambda n: n[0] * 100 / n[1],
    r"`\d+/\d+` of \d": lambda n: n[0] / n[1] * n[2],
    "Increase|increased": lambda n: n[0] + n[0] * n[1] / 100,
    "Decrease|decreased": lambda n: n[0] - n[0] * n[1] / 100,
}
"""What a stem holds, and what its numbers in the order written come to."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SHARE = re.compile(r"\d+(?:\.\d+)?(?:/\d+)?")
"""A number or a fraction, where probabilities are given."""


def right(stem: str) -> Callable[[str], bool] | None:
    """Return what tells whether an answer to the stem is right, None where it asks for none of what this judge knows."""
    if "chance of red" in stem:
        a, b, c, d = map(int, _NUMBER.findall(stem))
        sign = "<" if a * (c + d) < c * (a + b) else ">" if a * (c + d) > c * (a + b) else "="
        return lambda text: text == sign
    rule = next((rule for words, rule in ASKED.items() if re.search(words, stem)), None)
    if rule is None or not re.search("%|percent|: _|= _|share|the ratio|cost|weigh|probability|` of ", stem):
        return None
    worth = rule([Fraction(text) for text in (_SHARE if "probability" in stem else _NUMBER).findall(stem)])
    return lambda text: size(text) == worth and ("the ratio" not in stem or in_lowest_terms(text))


def size(text: str) -> Fraction:
    """Return what an answer is worth: a number, a mixed number, a percent, or the first part of a ratio over the second."""
    if ":" in text:
        first, second = map(size, text.split(":"))
        return first / second
    found = re.fullmatch(r"(?:(\d+) )?(\d+(?:\.\d+)?)(?:/(\d+))?(%?)", text.strip())
    if not found:
        raise ValueError(text)
    worth = Fraction(found[2]) / int(found[3] or 1) + int(found[1] or 0)
    return worth / 100 if found[4] else worth


def in_lowest_terms(text: str) -> bool:
    """Return whether nothing but 1 goes into both parts of a ratio; what is no ratio passes."""
    parts = [int(part) for part in text.split(":") if part.strip().isdigit()]
    return len(parts) < 2 or gcd(*parts) == 1
