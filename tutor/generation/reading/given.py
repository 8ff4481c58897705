"""What helps a reader of a given text: words to know, ways to begin an answer, and questions whose keys stand in the text word for word."""

import re
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from tutor.catalog.reading import ReadingWords, Simpler
from tutor.domain import Choice, Gloss, Question, Section
from tutor.generation.reading.clauses import PATTERNS
from tutor.generation.reading.questions import question_of
from tutor.generation.reading.supports import is_likely_known, key_words, starters
from tutor.verify.lexicon import stems, zipf
from tutor.verify.prose import WORD, sentences

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
