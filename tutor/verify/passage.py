"""The checks on a passage and its questions before anybody sees them. It knows nothing of how the passage was made."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tutor.catalog.reading import ReadingWords
from tutor.catalog.topics import Topic
from tutor.domain import Finding, Outcome, Passage, Question
from tutor.verify.level import HELD_OUT
from tutor.verify.prose import sentences
from tutor.verify.support import Support
from tutor.verify.words import Words

BAND, HELD_OUT_BAND, LENGTH_BAND = 1.0, 1.5, 0.15
"""How far a passage may be from the wanted grade, by the held-out measures, and from the wanted length (as a share)."""
_SAME_START, _ARTICLES = 4, ("the", "a", "an", "some", "many")
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a passage is held against: its topic and what that says, the words of the house, and the number of words (0: any)."""

    topic: Topic
    support: Support
    words: ReadingWords
    length: int = 0


def check_passage(passage: Passage, wanted: Wanted) -> list[Finding]:
    """Return one finding per check, in a fixed order: level, held-out level, length, facts, numbers, terms, words, questions, sources."""
    found = []
    for name, (check, cure) in _CHECKS.items():
        what = next(check(passage, wanted), "")
        outcome: Outcome = "fail" if what else "pass"
        found.append(Finding(check=name, outcome=outcome, where=passage.id, what=what, cure=cure if what else ""))
    return found


def check_question(question: Question, text: str, topic: Topic) -> str:
    """Return why a question may not be asked of a text, "" where its key is supported and shown and no other option is right."""
    options = [one.text.lower() for one in question.options]
    if len(set(options)) != len(options) or options.count(question.key.lower()) != 1:
        return "the key is not exactly one of the options"
    if question.where and question.where not in text:
        return "the place that shows it is not in the text"
    where, others = question.where.lower(), [one for one in options if one != question.key.lower()]
    if question.kind == "literal":
        if not _stands(question.key, where):
            return "the key does not stand where it is said to"
        return "a wrong option stands there too" if any(_stands(one, where) for one in others) else ""
    if question.kind == "vocabulary":
        term = next((term for term, meaning in topic.glossary.items() if meaning == question.key), "")
        return "" if term and term.lower() in where and term in question.question else "the word does not stand there"
    if question.kind == "main_idea":
        ideas = {topic.about, *(paragraph.about for paragraph in topic.paragraphs)}
        return "" if question.key in ideas else "the key is not the main idea"
    if question.kind == "inference":
        return "" if where and question.why else "nothing shows how it follows"
    return "" if question.key in {paragraph.heading for paragraph in topic.paragraphs} else "there is no such part"


def _stands(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words.lower())}(?!\w)", text.lower()) is not None


# A check yields what is wrong, nothing where all is well.


def _level(passage: Passage, wanted: Wanted) -> Iterator[str]:
    if abs(passage.measured["grade"] - passage.grade) > BAND:
        yield f"it reads at grade {passage.measured['grade']:.1f}, wanted is {passage.grade:g}"


def _held_out(passage: Passage, wanted: Wanted) -> Iterator[str]:
    off = {name: passage.measured[name] for name in HELD_OUT[:2]}
    if any(abs(value - passage.grade) > HELD_OUT_BAND for value in off.values()):
        yield "; ".join(f"{name.replace('_', ' ')} {value:.1f}" for name, value in off.items())


def _length(passage: Passage, wanted: Wanted) -> Iterator[str]:
    if wanted.length and abs(passage.measured["words"] / wanted.length - 1) > LENGTH_BAND:
        yield f"it has {passage.measured['words']:g} words, wanted are {wanted.length}"


def _facts(passage: Passage, wanted: Wanted) -> Iterator[str]:
    for section in passage.sections:
        for sentence, why in wanted.support.check(section.text):
            yield f"{why}: {sentence}"


def _numbers(passage: Passage, wanted: Wanted) -> Iterator[str]:
    told = [text for fact in wanted.topic.facts if fact.id in passage.facts for text in fact.every]
    ends = [wanted.topic.about, *wanted.topic.opening.texts, *wanted.topic.close.texts]
    ends += [text for hook in wanted.topic.hooks.values() for text in hook.texts]
    if strange := set(_NUMBER.findall(passage.text)) - set(_NUMBER.findall(" ".join((*told, *ends)))):
        yield f"no fact that is told has {', '.join(sorted(strange))}"


def _terms(passage: Passage, wanted: Wanted) -> Iterator[str]:
    explained = {gloss.term for gloss in passage.glossary}
    for fact in wanted.topic.facts:
        for term in fact.terms if fact.id in passage.facts else ():
            if term not in explained and _stands(term, passage.text):
                yield f"{term} is not explained"


def _words(passage: Passage, wanted: Wanted) -> Iterator[str]:
    found = Words(f"{passage.title}. {passage.text}")
    for name, phrases in (("unkind", wanted.words.unkind), ("unsafe", wanted.words.unsafe)):
        if hit := found.first({name: phrases}, name):
            yield f"{hit[0].strip()} does not belong in a text for children"


def _repetition(passage: Passage, wanted: Wanted) -> Iterator[str]:
    told = [sentence.lower() for sentence in sentences(passage.text)]
    for sentence in told:
        if told.count(sentence) > 1:
            yield f"it says twice: {sentence}"
    starts = [" ".join(sentence.split()[: 1 + (sentence.split()[0] in _ARTICLES)]) for sentence in told]
    for place in range(len(starts) - _SAME_START + 1):
        if len(set(starts[place : place + _SAME_START])) == 1:
            yield f"{_SAME_START} sentences in a row begin with {starts[place]}"


def _questions(passage: Passage, wanted: Wanted) -> Iterator[str]:
    for question in passage.questions:
        if why := check_question(question, passage.text, wanted.topic):
            yield f"{question.question}: {why}"


def _sources(passage: Passage, wanted: Wanted) -> Iterator[str]:
    if not passage.sources or not passage.receipt.content_hash or not passage.receipt.licence:
        yield "sources, hash or licence are missing"


_Check = Callable[[Passage, Wanted], Iterator[str]]
_CHECKS: dict[str, tuple[_Check, str]] = {
    "level": (_level, "Choose other renderings, another length or another level."),
    "level_held_out": (_held_out, "Look at the words: two measures that were not aimed at see the level elsewhere."),
    "length": (_length, "Choose more or fewer facts, or another length."),
    "facts": (_facts, "Say only what one fact says."),
    "numbers": (_numbers, "Use only the numbers of the facts."),
    "terms": (_terms, "Explain the word in the glossary."),
    "words": (_words, "Use another word."),
    "repetition": (_repetition, "Leave one out, or begin it another way."),
    "questions": (_questions, "Leave the question out."),
    "sources": (_sources, "Fill in the receipt."),
}
