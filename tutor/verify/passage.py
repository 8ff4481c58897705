"""The checks on a passage and its questions before anybody sees them. It knows nothing of how the passage was made."""

import re
from dataclasses import dataclass

from tutor.catalog.reading import ReadingWords
from tutor.catalog.topics import NUMBER, Topic
from tutor.domain import Finding, Passage, Question
from tutor.verify.checks import Checks, checked
from tutor.verify.level import HELD_OUT
from tutor.verify.prose import sentences
from tutor.verify.support import Support
from tutor.verify.words import Words

BAND, HELD_OUT_BAND, LENGTH_BAND = 1.0, 1.5, 0.15
"""How far a passage may be from the wanted grade, by the held-out measures, and from the wanted length (as a share)."""
_SAME_START, _ARTICLES = 4, ("the", "a", "an", "some", "many")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a passage is held against: its topic and what that says, the words of the house, and the number of words (0: any)."""

    topic: Topic
    support: Support
    words: ReadingWords
    length: int = 0


def check_passage(passage: Passage, wanted: Wanted) -> list[Finding]:
    """Return one finding per check, in a fixed order: level, held-out level, length, facts, numbers, terms, words, questions, sources."""
    return checked("passage", _CHECKS, passage, wanted, where=passage.id)


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


def _level(passage: Passage, wanted: Wanted) -> str:
    is_off = abs(passage.measured["grade"] - passage.grade) > BAND
    return f"it reads at grade {passage.measured['grade']:.1f}, wanted is {passage.grade:g}" if is_off else ""


def _held_out(passage: Passage, wanted: Wanted) -> str:
    off = {name: passage.measured[name] for name in HELD_OUT[:2]}
    is_off = any(abs(value - passage.grade) > HELD_OUT_BAND for value in off.values())
    return "; ".join(f"{name.replace('_', ' ')} {value:.1f}" for name, value in off.items()) if is_off else ""


def _length(passage: Passage, wanted: Wanted) -> str:
    is_off = wanted.length and abs(passage.measured["words"] / wanted.length - 1) > LENGTH_BAND
    return f"it has {passage.measured['words']:g} words, wanted are {wanted.length}" if is_off else ""


def _facts(passage: Passage, wanted: Wanted) -> str:
    found = (fault for section in passage.sections for fault in wanted.support.check(section.text))
    return next((f"{why}: {sentence}" for sentence, why in found), "")


def _numbers(passage: Passage, wanted: Wanted) -> str:
    told = [text for fact in wanted.topic.facts if fact.id in passage.facts for text in fact.every]
    ends = [wanted.topic.about, *wanted.topic.opening.texts, *wanted.topic.close.texts]
    ends += [text for hook in wanted.topic.hooks.values() for text in hook.texts]
    strange = set(NUMBER.findall(passage.text)) - set(NUMBER.findall(" ".join((*told, *ends))))
    return f"no fact that is told has {', '.join(sorted(strange))}" if strange else ""


def _terms(passage: Passage, wanted: Wanted) -> str:
    explained = {gloss.term for gloss in passage.glossary}
    used = (term for fact in wanted.topic.facts if fact.id in passage.facts for term in fact.terms)
    bare = (term for term in used if term not in explained and _stands(term, passage.text))
    return next((f"{term} is not explained" for term in bare), "")


def _words(passage: Passage, wanted: Wanted) -> str:
    lists = {"unkind": wanted.words.unkind, "unsafe": wanted.words.unsafe}
    words = Words(f"{passage.title}. {passage.text}")
    hit = words.first(lists, "unkind") or words.first(lists, "unsafe")
    return f"{hit[0].strip()} does not belong in a text for children" if hit else ""


def _repetition(passage: Passage, wanted: Wanted) -> str:
    told = [sentence.lower() for sentence in sentences(passage.text)]
    if twice := next((sentence for sentence in told if told.count(sentence) > 1), ""):
        return f"it says twice: {twice}"
    starts = [" ".join(sentence.split()[: 1 + (sentence.split()[0] in _ARTICLES)]) for sentence in told]
    runs = zip(*(starts[place:] for place in range(_SAME_START)), strict=False)
    return next((f"{_SAME_START} sentences in a row begin with {run[0]}" for run in runs if len(set(run)) == 1), "")


def _questions(passage: Passage, wanted: Wanted) -> str:
    asked = ((one.question, check_question(one, passage.text, wanted.topic)) for one in passage.questions)
    return next((f"{question}: {why}" for question, why in asked if why), "")


def _sources(passage: Passage, wanted: Wanted) -> str:
    is_whole = passage.sources and passage.receipt.content_hash and passage.receipt.licence
    return "" if is_whole else "sources, hash or licence are missing"


_CHECKS: Checks = {
    "level": _level, "level_held_out": _held_out, "length": _length, "facts": _facts, "numbers": _numbers, "terms": _terms,
    "words": _words, "repetition": _repetition, "questions": _questions, "sources": _sources,
}  # fmt: skip
