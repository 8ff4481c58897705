"""What can be counted in the text of a problem: its numbers, letters, and what a list of patterns names.

Every feature is explained by its name and is 0 where there is nothing of the kind. What follows from them is left to `cues`.
"""

import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from math import gcd, lcm

from tutor.maths.tables import Phrasebook, rewritten

Features = dict[str, Fraction]

_BOOK = Phrasebook("retrieval")
_REWRITES = _BOOK.rewrites("plain")
_MIXED, _FRACTION, _NUMBER, _LETTER = map(_BOOK.pattern, ("mixed", "fraction", "number", "letter"))


def features(text: str, patterns: Mapping[str, re.Pattern[str]], numerals: Mapping[str, int]) -> Features:
    """Return every feature by name: how often each pattern is found, and the sizes of numbers.

    `patterns`: name -> what is counted under that name; `numerals`: number words and what they stand for.
    """
    plain = _plain(text)
    counted = {name: len(pattern.findall(plain)) for name, pattern in patterns.items()}
    counted["letters"] = len({a or b for a, b in _LETTER.findall(plain)})
    return {name: Fraction(count) for name, count in (counted | _numbers(plain, numerals)).items()}


def _plain(text: str) -> str:
    found = unicodedata.normalize("NFKC", re.sub(r"([²³⁴-⁹])", r"^\1", text)).replace("`", "")
    return rewritten(found, _REWRITES).lower()


def _numbers(plain: str, numerals: Mapping[str, int]) -> dict[str, int]:
    mixed = _MIXED.findall(plain)
    rest = _MIXED.sub(" ", plain)
    fractions = [(int(top), int(bottom)) for top, bottom in _FRACTION.findall(rest)]
    written = _NUMBER.findall(_FRACTION.sub(" ", rest))
    decimals = [number for number in written if "." in number]
    wholes = [int(number.replace(",", "")) for number in written if "." not in number]
    spoken = [numerals[word] for word in re.findall(r"[a-z]+", rest) if word in numerals]
    wholes += [number for number in spoken if number not in wholes]
    parts = [(int(top), int(bottom)) for _, top, bottom in mixed] + fractions
    counts = {
        "wholes": len(wholes),
        "decimals": len(decimals),
        "fractions": len(parts),
        "mixed": len(mixed),
        "numbers": len(wholes) + len(decimals) + len(parts),
        "places": max((len(number.partition(".")[2]) for number in decimals), default=0),
    }
    return counts | _sizes(wholes) | _parts(parts)


def _sizes(wholes: list[int]) -> dict[str, int]:
    ordered = sorted(wholes, reverse=True)
    largest, second = [*ordered, 0, 0][:2]
    return {
        "largest": largest, "second": second, "smallest": ordered[-1] if ordered else 0, "sum": sum(ordered),
        "product": largest * second, "digits": len(str(largest)), "digits_second": len(str(second)),
        "divides": int(second > 1 and largest > second and largest % second == 0),
        "tens": sum(number % 10 == 0 and number > 0 for number in ordered),
    }  # fmt: skip


def _parts(parts: list[tuple[int, int]]) -> dict[str, int]:
    bottoms = {bottom for _, bottom in parts}
    tops = {top for top, _ in parts}
    return {
        "like": len(parts) > 1 and len(bottoms) == 1,
        "unlike": len(bottoms) > 1,
        "same_tops": len(parts) > 1 and len(tops) == 1,
        "unit_parts": bool(parts) and all(top == 1 for top, _ in parts),
        "over_one": sum(top > bottom for top, bottom in parts),
        "reducible": sum(gcd(top, bottom) > 1 for top, bottom in parts),
        "largest_bottom": max(bottoms, default=0),
        "common_bottom": lcm(*bottoms) if bottoms and 0 not in bottoms else 0,
        "hundredths": bool(bottoms) and bottoms <= {10, 100},
    }
