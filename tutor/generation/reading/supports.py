"""What helps a reader: words to know, key words, ways to begin an answer, and the text as it is read aloud."""

import re
from collections import Counter
from collections.abc import Sequence

from tutor.catalog.reading import ReadingWords
from tutor.catalog.topics import Fact, Topic
from tutor.domain import Gloss
from tutor.maths.tables import Phrasebook
from tutor.verify.lexicon import known, zipf
from tutor.verify.prose import WORD

_KEY_WORDS = 8
_KNOWN_AT = {grade: 5.2 - 0.17 * grade for grade in range(13)}
"""How common a word must be (log10 of its uses in a thousand million) for a reader of a grade to know it; ours, by rule of thumb."""
_NUMBER, _YEAR, _DECADE = map(Phrasebook("generation.reading", "patterns").pattern, ("number", "year", "decade"))
_BETWEEN = "&+="


def glossary(text: str, facts: Sequence[Fact], topic: Topic, grade: float, english: int = 0) -> tuple[Gloss, ...]:
    """Return the terms of the text in its order: those its facts need, and those a reader of this grade may not know.

    A learner of English below level 4 gets every term that stands in the text.
    """
    needed = {term for fact in facts for term in fact.terms} | (set(topic.glossary) if 0 < english < 4 else set())
    likely = {term for term in topic.glossary if not is_likely_known(term.lower(), grade)}
    found = {term: re.search(rf"\b{re.escape(term)}", text, re.I) for term in needed | likely}
    places = {term: one.start() for term, one in found.items() if one}
    return tuple(Gloss(term=term, meaning=topic.glossary[term]) for term in sorted(places, key=lambda one: places[one]))


def is_likely_known(word: str, grade: float) -> bool:
    """Return whether a word is so common that a reader of a grade is likely to know it."""
    return zipf(word) >= _KNOWN_AT[min(12, round(grade))]


def key_words(text: str) -> tuple[str, ...]:
    """Return the words that carry the text: used often, and not common elsewhere."""
    used = Counter(word.lower() for word in WORD.findall(text) if not word[0].isdigit() and len(word) > 3)
    weight = {word: count * known(word).rarity for word, count in used.items()}
    return tuple(sorted((one for one in weight if weight[one] > 1), key=lambda one: (-weight[one], one))[:_KEY_WORDS])


def spoken(text: str, words: ReadingWords) -> str:
    """Return the text with its numbers and signs as words, for reading aloud."""
    signs = words.spoken
    text = re.sub(r"\$(\d[\d,.]*\d|\d)", lambda found: f"{found[1]} {signs['$']}", text)
    for sign in sorted(signs, key=len, reverse=True):
        place = rf" {re.escape(sign)} " if sign in _BETWEEN else rf"(?<=\d) ?{re.escape(sign)}(?!\w)"
        text = re.sub(place, f" {signs[sign]} ", text)
    text = _DECADE.sub(lambda found: _many(_year(found[1], f"{found[2]}0", words)), text)
    text = _YEAR.sub(lambda found: _year(found[1], found[2], words), text)
    text = _NUMBER.sub(lambda found: number_in_words(found[0], words), text)
    return re.sub(r" +(?=[ .,;:!?])", "", text)


def starters(words: ReadingWords, title: str, term: str, english: int = 0) -> tuple[str, ...]:
    """Return ways to begin an answer, with the title and a word of the passage filled in; without a word those that need none.

    english: proficiency of a learner of English from 1 (entering) to 5 (bridging), 0 for other readers.
    """
    lines = words.learners[str(english)] if english else words.starters
    return tuple(line.format(title=title, term=term) for line in lines if term or "{term}" not in line)


def number_in_words(written: str, words: ReadingWords) -> str:
    """Return a number in words: "40,000" -> "forty thousand", "2.5" -> "two point five"."""
    whole, _, part = written.replace(",", "").lstrip("$").partition(".")
    if len(whole) > 12:
        return written
    told = _whole(int(whole), words)
    return f"{told} point {' '.join(words.ones[int(digit)] for digit in part)}" if part else told


def _whole(worth: int, words: ReadingWords) -> str:
    if worth < 20:
        return words.ones[worth]
    if worth < 100:
        return words.tens[worth // 10] + (f"-{words.ones[worth % 10]}" if worth % 10 else "")
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if worth >= size:
            rest = f" {_whole(worth % size, words)}" if worth % size else ""
            return f"{_whole(worth // size, words)} {name}{rest}"
    raise AssertionError(worth)


def _year(first: str, last: str, words: ReadingWords) -> str:
    if first == "20" and last < "10":
        return _whole(int(first + last), words)
    if last == "00":
        return f"{_whole(int(first), words)} hundred"
    return f"{_whole(int(first), words)} {'oh ' if last < '10' else ''}{_whole(int(last), words)}"


def _many(word: str) -> str:
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
