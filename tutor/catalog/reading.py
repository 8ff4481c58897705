"""The words around a passage (content/reading/): questions, notes, labels, what the checks know of small words, easier words."""

import re
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, field_validator

from tutor.catalog.load import content_folder, read_as
from tutor.domain import Value


class ReadingWords(Value):
    """Templates and lists. `same` holds groups of words that mean the same, `turning` the words that turn a claim round."""

    questions: dict[str, tuple[str, ...]]
    why: dict[str, str]
    notes: dict[str, str]
    starters: tuple[str, ...]
    learners: dict[str, tuple[str, ...]]
    labels: dict[str, str]
    spoken: dict[str, str]
    numbers: dict[str, str]
    small: frozenset[str]
    turning: frozenset[str]
    same: tuple[tuple[str, ...], ...]
    unkind: tuple[str, ...]
    unsafe: tuple[str, ...]
    given: dict[str, str]
    classes: dict[str, frozenset[str]]
    ones: tuple[str, ...]
    tens: tuple[str, ...]

    @field_validator("small", mode="before")
    @classmethod
    def _split(cls, given: Any) -> Any:
        return given.split() if isinstance(given, str) else given

    @cached_property
    def leaders(self) -> dict[str, str]:
        """Return for each word of a group the first of its group."""
        return {word: group[0] for group in self.same for word in group}


class Rule(Value):
    """A pattern over the letters of a sentence and the line to say instead; `only`, `unless` are patterns over its text."""

    when: str
    say: str
    only: str = ""
    unless: str = ""


class Swaps(Value):
    """What stands for what, by the kind of word; after it `?` what must follow, `!` what must not, `<` what must not stand before."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    adjectives: dict[str, str]
    adverbs: dict[str, str]
    phrases: dict[str, str]
    starts: dict[str, str]


class Simpler(Value):
    """How a given text is made easier or richer (content/reading/simpler.yaml): other words, and rules over the letters of a sentence."""

    easier: Swaps
    richer: Swaps
    drops: tuple[str, ...]
    tags: dict[str, str]
    letters: dict[str, str]
    parts: dict[str, str]
    mends: dict[str, str]
    splits: tuple[Rule, ...]
    joins: tuple[Rule, ...]
    results: frozenset[str]
    manners: frozenset[str]
    never_again: frozenset[str]

    @cached_property
    def patterns(self) -> dict[str, re.Pattern[str]]:
        """Return every pattern over letters, by how it is written, its parts put in for their names."""
        written = [*self.mends, *(one.when for one in (*self.splits, *self.joins)), "<np>"]
        return {one: re.compile(re.sub(r"\\\.$", r"(?:\.|(?<=q))", self._whole(one))) for one in written}

    def _whole(self, pattern: str) -> str:
        put_in = lambda found: f"(?:{self._whole(self.parts[found[1]])})"  # noqa: E731
        return re.sub(r"(?<!\?P)<(\w+)>", put_in, pattern)


READING: TypeAdapter[ReadingWords] = TypeAdapter(ReadingWords)
SIMPLER: TypeAdapter[Simpler] = TypeAdapter(Simpler)


@cache
def load_simpler(folder: Path | None = None) -> Simpler:
    """Return the easier words. Raises ContentError with every fault of the file."""
    home = content_folder(folder)
    return read_as(SIMPLER, home / "reading" / "simpler.yaml", f"{home.name}/reading/simpler.yaml")


def load_reading_words(folder: Path | None = None) -> ReadingWords:
    """Return the words around passages. Raises ContentError with every fault of the file."""
    home = content_folder(folder)
    return read_as(READING, home / "reading" / "words.yaml", f"{home.name}/reading/words.yaml")
