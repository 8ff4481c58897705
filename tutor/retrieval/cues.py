"""Cues: what each standard is about, as declared rules over the features of a problem (content/standards/cues.yaml).

A feature is what can be counted in the text: its numbers, letters, and what a list of patterns names; it is explained by its name and
is 0 where there is nothing of the kind. Nothing here is fitted to any benchmark: a cue says in words what it means and when it holds.
"""

import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter

from tutor.catalog import content_folder
from tutor.catalog.load import read_as
from tutor.domain import Value
from tutor.errors import CannotCheck, ContentError
from tutor.maths.formula import formula
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


class Cue(Value):
    """One rule: when its formula over features holds, each standard gains its weight, in [-9, 9]; minus speaks against it."""

    about: str = Field(min_length=4)
    when: str
    codes: dict[str, Annotated[float, Field(ge=-9, le=9)]]


class Cues(Value):
    """All cues, the signs and words they count (regular expressions) and the names given to formulas, in order."""

    numerals: dict[str, int]
    signs: dict[str, re.Pattern[str]] = Field(default_factory=dict)
    words: dict[str, tuple[re.Pattern[str], ...]]
    names: dict[str, str]
    cues: tuple[Cue, ...]

    def weights(self, text: str) -> dict[str, float]:
        """Return for each standard that a cue speaks for the sum of the weights."""
        total: dict[str, float] = {}
        found = self.features(text)
        for cue in self.cues:
            if _number(cue.when, found):
                for code, weight in cue.codes.items():
                    total[code] = total.get(code, 0.0) + weight
        return total

    def features(self, text: str) -> Features:
        """Return all features of a problem, the named formulas among them (1 where they hold)."""
        found = features(text, self._patterns, self.numerals)
        for name, rule in self.names.items():
            found[name] = Fraction(_number(rule, found))
        return found

    @cached_property
    def _patterns(self) -> Mapping[str, re.Pattern[str]]:
        either = {name: "|".join(one.pattern for one in words) for name, words in self.words.items()}
        return self.signs | {name: re.compile(rf"(?<![\w])(?:{words})(?![\w])") for name, words in either.items()}


def load_cues(folder: Path | None = None) -> Cues:
    """Return the cues of the content folder. Raises ContentError with every fault: file, place, cure."""
    path = content_folder(folder) / "standards" / "cues.yaml"
    cues = read_as(TypeAdapter(Cues), path, str(path))
    if faults := _faults(path, cues):
        raise ContentError(faults)
    return cues


def _faults(path: Path, cues: Cues) -> list[str]:
    faults, known = [], set(features("", cues._patterns, cues.numerals))
    rules = [(f"names.{name}", rule, name) for name, rule in cues.names.items()]
    for place, rule, defines in (*rules, *((f"cues.{cue.about}", cue.when, "") for cue in cues.cues)):
        try:
            unknown = ", ".join(sorted(formula(rule).names - known))
            what = f"unknown features {unknown}" if unknown else ""
        except ValueError as error:
            what = str(error)
        faults += [f"{path}, {place}: {what}. Correct it."] if what else []
        known.add(defines)
    return faults


def _number(rule: str, found: Features) -> Fraction:
    try:
        value = formula(rule)(found)
    except CannotCheck:
        return Fraction(0)
    return value if isinstance(value, Fraction) else Fraction(bool(value))
