"""What helps a reader: words to know, key words, ways to begin an answer, the text as it is read aloud, and for a given text also
questions whose keys stand in it word for word.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from tutor.catalog.reading import ReadingWords, Simpler
from tutor.catalog.topics import Fact, Topic
from tutor.domain import Choice, Gloss, Question, Section
from tutor.generation.reading.clauses import PATTERNS
from tutor.generation.reading.questions import question_of
from tutor.maths.tables import Phrasebook
from tutor.verify.prose import WORD, known, sentences, stems, zipf

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


MOST_QUESTIONS, _FEWEST_WRONG, _MOST_WRONG, _FEWEST_WORDS, _LONG_PART = 6, 2, 3, 8, 15
_ONE_SENSE = 4.2
"""A word rarer than this has one sense in nearly every text, so that what a topic says of it holds here too."""
_ASKED = PATTERNS.each("asked")
"""What is asked for, each among its like: names, years, other numbers."""


def given_glossary(
    text: str, grade: float, terms: Mapping[str, str], words: ReadingWords, simpler: Simpler
) -> tuple[Gloss, ...]:
    """Return the words of the text that a reader of the grade is unlikely to know and we can explain, in the order of the text.

    terms: words and what they mean, from the topics; else an easier word that says the same.
    """
    swaps = {**simpler.easier.verbs, **simpler.easier.nouns, **simpler.easier.adjectives, **simpler.easier.adverbs}
    told: dict[str, str] = {}
    rare = (one for one in WORD.findall(text) if one[0].islower() and not is_likely_known(one, grade))
    for word in dict.fromkeys(rare):
        meant = next((terms[one] for one in (word, *stems(word)) if one in terms and zipf(word) < _ONE_SENSE), "")
        same = swaps.get(word, "?")
        meaning = meant or ("" if re.search(r"[?!<]", same) else words.given["same"].format(same=same))
        if meaning and meaning not in told.values():
            told[word] = meaning
    return tuple(Gloss(term=term, meaning=meaning) for term, meaning in told.items())


def with_heading(section: Section, words: ReadingWords) -> Section:
    """Return a paragraph under its two key words, as they stand in it; a short one without."""
    known = key_words(section.text) if len(section.text.split()) >= _LONG_PART else ()
    unlike = {word[:5]: word for word in reversed(known)}.values()
    found = [re.search(rf"\b{word}\b", section.text, re.I) for word in known if word in unlike]
    told = ", ".join([one[0] for one in found if one][:2])
    return section.model_copy(update={"heading": words.given["part"].format(words=told) if told else ""})


def given_starters(text: str, glossary: Sequence[Gloss], words: ReadingWords, english: int) -> tuple[str, ...]:
    """Return ways to begin an answer, see `supports.starters`; a word of the text is filled in."""
    plain = set(re.findall(r"\b[a-z]+\b", text))
    term = next((one for one in (*(gloss.term for gloss in glossary), *key_words(text)) if one in plain), "")
    return starters(words, words.given["this"], term, english)


def given_questions(text: str, glossary: Sequence[Gloss], words: ReadingWords) -> tuple[Question, ...]:
    """Return questions on names, numbers and words of the text: the key stands in the sentence shown, no other choice does."""
    random = Random(0)
    lines = [one for one in sentences(text) if one in text and one[-1:] == "." and not re.search(r"[\"“”]", one)]
    every = [*_blanks(lines, words, random), *_meanings(lines, glossary, words, random)]
    return tuple(every[:: max(1, len(every) // MOST_QUESTIONS)][:MOST_QUESTIONS])


def _blanks(lines: Sequence[str], words: ReadingWords, random: Random) -> Iterator[Question]:
    for pattern in _ASKED:
        known = dict.fromkeys(found for line in lines for found in pattern.findall(line))
        places = {key: line for line in reversed(lines) for key in pattern.findall(line)[:1]}
        for key, line in sorted(places.items(), key=lambda place: lines.index(place[1])):
            wrong = [one for one in known if one not in line and one not in key and key not in one]
            if line.count(key) == 1 and len(line.split()) >= _FEWEST_WORDS and len(wrong) >= _FEWEST_WRONG:
                ask = words.questions["blank"][0].format(about=line.replace(key, "_____"))
                yield question_of("literal", ask, _options(key, wrong, random), line, words.why["blank"], random)


def _meanings(
    lines: Sequence[str], glossary: Sequence[Gloss], words: ReadingWords, random: Random
) -> Iterator[Question]:
    for one in glossary:
        line = next((line for line in lines if one.term in line), "")
        wrong = [other.meaning for other in glossary if other.meaning != one.meaning and other.term not in line]
        if line and len(wrong) >= _FEWEST_WRONG:
            ask = words.questions["vocabulary"][0].format(term=one.term)
            options = _options(one.meaning, wrong, random)
            yield question_of("vocabulary", ask, options, line, words.why["vocabulary"], random)


def _options(key: str, wrong: list[str], random: Random) -> list[Choice]:
    picked = random.sample(wrong, min(_MOST_WRONG, len(wrong)))
    return [Choice(text=key, why="key"), *(Choice(text=one, why="other_detail") for one in picked)]
