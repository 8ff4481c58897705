"""Sentences with planted errors, made from the sheets' own: changed numbers, names and roles, turned round, and invented."""

import re
from collections.abc import Iterator
from random import Random

from tutor.catalog.reading import ReadingWords
from tutor.catalog.topics import Topic
from tutor.verify.lexicon import SMALL
from tutor.verify.prose import WORD, sentences

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
    while True:
        fact = random.choice(topic.facts)
        sentence = random.choice(sentences(random.choice(fact.every)))
        kind = random.choices(KINDS, (3, 2, 5, 2, 1))[0]
        made = _MAKERS[kind](sentence, nouns, words, random)
        every = " ".join(fact.every).lower()
        if made and made != sentence and made.lower() not in every:
            yield kind, made


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
    """Let the subject and another noun around the verb change places."""
    verb = re.search(
        r"\b(is|are|was|were|makes?|gives?|carries|carry|brings?|eats?|lays?|uses?|needs?|builds?|holds?|has|have|protects?|moves?)\b",
        sentence,
    )
    if not verb or re.search(r"\b(and|or|,)\b|,", sentence):
        return ""
    before = [word for word in WORD.findall(sentence[: verb.start()]) if word.lower() not in SMALL and len(word) > 3]
    after = [word for word in WORD.findall(sentence[verb.end() :]) if word.lower() not in SMALL and len(word) > 3]
    if not before or not after or verb.group() in ("is", "are", "was", "were"):
        return ""
    one, two = before[-1], after[0]
    return re.sub(rf"\b({re.escape(one)}|{re.escape(two)})\b", lambda m: two if m.group() == one else one, sentence)


def _turned(sentence: str, nouns: list[str], words: ReadingWords, random: Random) -> str:
    if re.search(r"\b(not|no|never|none|cannot)\b|n't", sentence):
        return re.sub(r"\b(not|never) |\bno (?=\w)", "", sentence, count=1)
    return _VERB.sub(lambda m: f"{m.group()} not", sentence, count=1)


def _invented(sentence: str, nouns: list[str], words: ReadingWords, random: Random) -> str:
    return f"{sentence.rstrip('.!?')} {random.choice(_ADDED)}."


_MAKERS = {"number": _number, "word": _word, "roles": _roles, "turned": _turned, "invented": _invented}
