"""Sentences with planted errors, made from the sheets' own: changed numbers, names and roles, turned round, and invented."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import cycle
from random import Random

from tutor.catalog.reading import ReadingWords
from tutor.catalog.topics import Topic
from tutor.verify.lexicon import SMALL
from tutor.verify.prose import WORD, sentences

_TRIES = 60
KINDS = ("number", "word", "roles", "turned", "invented")
_VERB = re.compile(r"\b(is|are|was|were|can|may|has|have|had|will)\b")
_ADDED = (
    "and this makes people rich",
    "because the moon pulls on it",
    "which the king paid for",
    "and it never ends in Canada",
    "for exactly 17 days",
)


def planted(topic: Topic, words: ReadingWords, random: Random) -> Iterator[tuple[str, str]]:
    """Yield (kind, false sentence) without end, each from a random rendering of a random fact."""
    nouns = _nouns(topic)
    for kind in cycle(KINDS):
        for _ in range(_TRIES):
            fact = random.choice(topic.facts)
            sentence = random.choice(sentences(random.choice(fact.every)))
            made = _MAKERS[kind](sentence, nouns, words, random)
            if made and made != sentence and made.lower() not in " ".join(fact.every).lower():
                yield kind, made
                break


def _nouns(topic: Topic) -> list[str]:
    """Return words of the glossary that are one word: all are nouns or names."""
    return [term for term in topic.glossary if " " not in term]


def _number(sentence: str, nouns: list[str], words: ReadingWords, random: Random) -> str:
    found = re.findall(r"\d[\d,]*", sentence)
    if not found:
        return ""
    old = random.choice(found)
    worth = int(old.replace(",", "") or 0)
    new = random.choice([worth + 1, worth + 10, worth * 2 + 1, max(1, worth // 2 + 3)])
    return sentence.replace(old, f"{new:,}" if "," in old else str(new), 1) if new != worth else ""


def _word(sentence: str, nouns: list[str], words: ReadingWords, random: Random) -> str:
    """Put another term of the topic in the place of a term."""
    present = [noun for noun in nouns if re.search(rf"\b{noun}s?\b", sentence, re.I)]
    others = [noun for noun in nouns if noun not in present]
    if not present or not others:
        return ""
    other = random.choice(others)
    return re.sub(rf"\b{random.choice(present)}(s?)\b", rf"{other}\1", sentence, count=1, flags=re.I)


def _roles(sentence: str, nouns: list[str], words: ReadingWords, random: Random) -> str:
    """Let the noun before the first plain verb and the first noun after it change places."""
    told = WORD.findall(sentence)
    acts = [place for place, word in enumerate(told) if _kinds(word) == {"VERB"} and word.lower() not in SMALL]
    if not acts or "," in sentence:
        return ""
    before, after = (
        [word for word in part if word.lower() not in SMALL and _kinds(word) and _kinds(word) <= {"NOUN", "PROPN"}]
        for part in (told[: acts[0]], told[acts[0] + 1 :])
    )
    passive = {"is", "are", "was", "were", "be", "been"} & {word.lower() for word in told[: acts[0] + 1]}
    if not before or not after or passive or before[-1] == after[0]:
        return ""
    one, two = before[-1], after[0]
    return re.sub(rf"\b({re.escape(one)}|{re.escape(two)})\b", lambda m: two if m.group() == one else one, sentence)


@lru_cache(maxsize=20_000)
def _kinds(word: str) -> frozenset[str]:
    from lemminflect import getAllLemmas

    return frozenset(getAllLemmas(word.lower()))


def _turned(sentence: str, nouns: list[str], words: ReadingWords, random: Random) -> str:
    if re.search(r"\b(not|no|never|none|cannot)\b|n't", sentence):
        return re.sub(r"\b(not|never) |\bno (?=\w)", "", sentence, count=1)
    return _VERB.sub(lambda m: f"{m.group()} not", sentence, count=1)


def _invented(sentence: str, nouns: list[str], words: ReadingWords, random: Random) -> str:
    return f"{sentence.rstrip('.!?')} {random.choice(_ADDED)}."


_MAKERS = {"number": _number, "word": _word, "roles": _roles, "turned": _turned, "invented": _invented}
