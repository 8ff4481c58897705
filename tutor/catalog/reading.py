"""The words around a passage (content/reading/): questions, notes, labels, what the checks know of small words, easier words."""

from functools import cached_property
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


class Simpler(Value):
    """Easier words (content/reading/simpler.yaml): base form -> base form that means the same in nearly every sentence."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    adjectives: dict[str, str]
    adverbs: dict[str, str]
    phrases: dict[str, str]
    to_verb: frozenset[str]
    to_noun: frozenset[str]
    helpers: frozenset[str]
    subjects: frozenset[str]
    finite: frozenset[str]
    openers: frozenset[str]


READING: TypeAdapter[ReadingWords] = TypeAdapter(ReadingWords)

SIMPLER: TypeAdapter[Simpler] = TypeAdapter(Simpler)


def load_simpler(folder: Path | None = None) -> Simpler:
    """Return the easier words. Raises ContentError with every fault of the file."""
    home = content_folder(folder)
    return read_as(SIMPLER, home / "reading" / "simpler.yaml", f"{home.name}/reading/simpler.yaml")


def load_reading_words(folder: Path | None = None) -> ReadingWords:
    """Return the words around passages. Raises ContentError with every fault of the file."""
    home = content_folder(folder)
    return read_as(READING, home / "reading" / "words.yaml", f"{home.name}/reading/words.yaml")
