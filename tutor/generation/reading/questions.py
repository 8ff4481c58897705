"""Questions on a passage from the sheet of its topic, each with a key that the passage shows. What may be asked is left to `verify`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from tutor.catalog.reading import ReadingWords
from tutor.catalog.topics import Fact, Paragraph, Topic
from tutor.domain import Choice, Question
from tutor.verify.passage import check_question
from tutor.verify.prose import sentences

MOST = {"literal": 4, "inference": 2, "vocabulary": 2, "main_idea": 1, "structure": 2}
_OPTIONS = 4


def questions(
    text: str, told: Mapping[str, str], topic: Topic, words: ReadingWords, others: Sequence[str], random: Random
) -> tuple[Question, ...]:
    """Return the questions that the text supports, in the order of their kinds.

    told: id of each fact in the text -> the words that tell it; others: main ideas of other topics.
    """
    facts = [fact for fact in topic.facts if fact.id in told]
    parts = [paragraph for paragraph in topic.paragraphs if any(fact.id in told for fact in paragraph.facts)]
    asked = [
        *_asked(facts, told, words, random),
        *_vocabulary(text, facts, topic, words, random),
        *_main_idea(facts, parts, topic, words, others, random),
        *_structure(parts, told, topic, words, random),
    ]
    kept = [one for one in asked if not check_question(one, text, topic)]
    return tuple(one for kind, most in MOST.items() for one in _spread([q for q in kept if q.kind == kind], most))


def _spread(found: list[Question], most: int) -> list[Question]:
    """Return at most so many, taken from all over the text."""
    step = max(1, len(found) // most)
    return found[::step][:most]


def _asked(facts: Sequence[Fact], told: Mapping[str, str], words: ReadingWords, random: Random) -> Iterator[Question]:
    for fact in facts:
        if not fact.ask:
            continue
        options = [Choice(text=one.text, why=one.why) for one in fact.ask.wrong]
        options.insert(0, Choice(text=fact.ask.answer, why="key"))
        why = words.why["literal"] if fact.ask.kind == "literal" else fact.ask.because
        yield question_of(fact.ask.kind, fact.ask.question, options, told[fact.id], why, random)


def _vocabulary(
    text: str, facts: Sequence[Fact], topic: Topic, words: ReadingWords, random: Random
) -> Iterator[Question]:
    terms = dict.fromkeys(term for fact in facts for term in fact.terms)
    for term in terms:
        places = (one for one in sentences(text) if re.search(rf"\b{re.escape(term)}", one, re.I))
        where = next((one for one in places if one in text), "")
        wrong = [meaning for other, meaning in topic.glossary.items() if other != term and not _overlap(other, term)]
        if where and len(wrong) >= _OPTIONS - 1:
            options = [Choice(text=one, why="other_detail") for one in random.sample(wrong, _OPTIONS - 1)]
            options.append(Choice(text=topic.glossary[term], why="key"))
            ask = random.choice(words.questions["vocabulary"]).format(term=term)
            yield question_of("vocabulary", ask, options, where, words.why["vocabulary"], random)


def _main_idea(
    facts: Sequence[Fact], parts: Sequence[Paragraph], topic: Topic, words: ReadingWords, others: Sequence[str], random: Random
) -> Iterator[Question]:  # fmt: skip
    """Yield what the whole is about; one detail and one part are too narrow, parts not told and other topics are not in the text."""
    key = topic.about if len(parts) > 1 else parts[0].about
    unused = [one.about for one in topic.paragraphs if one not in parts]
    wrong = [Choice(text=sentences(random.choice(facts).plain)[0], why="other_detail")]
    if len(parts) > 1:
        wrong.append(Choice(text=random.choice(parts).about, why="half_true"))
    absent = [*random.sample(unused, len(unused)), *random.sample(list(others), min(len(others), _OPTIONS))]
    wrong += [Choice(text=one, why="not_in_text") for one in absent[: _OPTIONS - 1 - len(wrong)]]
    ask = random.choice(words.questions["main_idea"])
    yield question_of("main_idea", ask, [Choice(text=key, why="key"), *wrong], "", words.why["main_idea"], random)


def _structure(
    parts: Sequence[Paragraph], told: Mapping[str, str], topic: Topic, words: ReadingWords, random: Random
) -> Iterator[Question]:
    """Yield where something is told, and what is told first or last; parts that the passage has not are wrong options too."""
    if len(parts) < 2:
        return
    headings = [part.heading for part in parts]
    unused = [one.heading for one in topic.paragraphs if one not in parts]
    shown = {part.heading: next(told[fact.id] for fact in part.facts if fact.id in told) for part in parts}
    chosen = random.choice(parts)
    asks = [(random.choice(words.questions["part"]).format(about=chosen.about.rstrip(".")), chosen.heading, "part")]
    if len(parts) > 2:
        name, key = random.choice([("order", headings[0]), ("last", headings[-1])])
        asks.append((random.choice(words.questions[name]), key, "order"))
    for ask, key, why in asks:
        others = [Choice(text=one, why="other_detail") for one in headings if one != key]
        others += [Choice(text=one, why="not_in_text") for one in unused if why == "part"]
        options = [Choice(text=key, why="key"), *others[: _OPTIONS - 1]]
        yield question_of("structure", ask, options, shown[key], words.why[why], random)


def question_of(kind: str, ask: str, options: Sequence[Choice], where: str, why: str, random: Random) -> Question:
    """Return a question with its options mixed."""
    key = next(one.text for one in options if one.why == "key")
    mixed = random.sample(list(options), len(options))
    given = {"kind": kind, "question": ask, "options": tuple(mixed), "key": key, "where": where, "why": why}
    return Question.model_validate(given)


def _overlap(one: str, other: str) -> bool:
    return one.lower() in other.lower() or other.lower() in one.lower()
