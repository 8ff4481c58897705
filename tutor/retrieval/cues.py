"""Cues: what each standard is about, as declared rules over the features of a problem (content/standards/cues.yaml).

Nothing here is fitted to any benchmark: a cue says in words what it means and when it holds.
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter

from tutor.catalog import content_folder
from tutor.catalog.load import read_as
from tutor.domain import Value
from tutor.errors import CannotCheck, ContentError
from tutor.maths.formula import formula
from tutor.retrieval.features import Features, features


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
