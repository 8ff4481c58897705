"""Topic sheets: facts with sources, in ordered paragraphs, each written from plain to rich. Making a passage is left to `generation`."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from tutor.catalog.links import fail
from tutor.catalog.load import by_key, content_folder, sound
from tutor.domain import Finding, Value
from tutor.errors import ContentError

PATTERN = "**/topics/*.yaml"
FEWEST_FACTS = 30
READING = re.compile(
    r"(RI|RL|RH|RST)\.\d{1,2}(-\d{1,2})?\.\d{1,2}|(K|\d|K-2|3-5|MS|HS)-(PS|LS|ESS|ETS)\d-\d|D2\.[A-Z][a-z]{2}\.\d{1,2}\.(K|\d)-\d{1,2}"
)
"""Codes of Common Core reading (RI.4.3, RST.6-8.4), NGSS (3-LS4-3) and the C3 framework (D2.His.1.3-5)."""
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
Line = Annotated[str, Field(min_length=8)]


class Rendering(Value):
    """The same thing said three times: `plain` (about grade 2), `middle` (about grade 5-6) and `rich` (about grade 10)."""

    plain: Line
    middle: Line
    rich: Line

    @property
    def texts(self) -> tuple[str, str, str]:
        """Return the three texts from plain to rich."""
        return self.plain, self.middle, self.rich


class Wrong(Value):
    """A wrong option and why a reader may take it: another detail of the text, half true, a common belief, or not in the text."""

    text: str
    why: Literal["other_detail", "half_true", "misconception", "not_in_text"]


class Ask(Value):
    """A question on a fact. A literal `answer` stands in every rendering word for word; an inference follows, `because` says how."""

    kind: Literal["literal", "inference"] = "literal"
    question: Line
    answer: str
    because: str = ""
    wrong: tuple[Wrong, Wrong, Wrong]


class Myth(Value):
    """A common false belief that the fact speaks against, and the truth in child-level words."""

    belief: Line
    truth: Line


class Fact(Rendering):
    """One fact, its subject named in every rendering; `joined` is the same for use right after the fact before it.

    `source` is a key of the topic's `sources`, `terms` are keys of its glossary.
    """

    id: str
    joined: Rendering | None = None
    terms: tuple[str, ...] = ()
    source: str
    standards: tuple[str, ...] = ()
    myth: Myth | None = None
    ask: Ask | None = None

    @property
    def every(self) -> tuple[str, ...]:
        """Return all texts of the fact."""
        return (*self.texts, *(self.joined.texts if self.joined else ()))


class Paragraph(Value):
    """Facts that belong together, in order; `about` says what they are about in one sentence that is true of all of them."""

    id: str
    heading: str
    about: Line
    facts: tuple[Fact, ...] = Field(min_length=4)


class Reference(Value):
    """Where facts come from: a work that can be looked up, and its year or the day it was last known to hold."""

    cite: str = Field(min_length=12)
    date: str
    licence: str = "facts"


class Topic(Value):
    """A sheet of facts. `about` is its main idea; `hooks` are openings by interest, in place of `opening`."""

    id: str
    title: str
    subject: str
    grades: str
    standards: tuple[str, ...] = Field(min_length=2)
    about: Line
    opening: Rendering
    hooks: dict[str, Rendering] = Field(min_length=2)
    paragraphs: tuple[Paragraph, ...] = Field(min_length=4)
    close: Rendering
    glossary: dict[str, str]
    sources: dict[str, Reference] = Field(min_length=2)
    licence: str = "CC BY 4.0"

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return all facts in order."""
        return tuple(fact for paragraph in self.paragraphs for fact in paragraph.facts)


TOPIC: TypeAdapter[Topic] = TypeAdapter(Topic)


def load_topics(folder: Path | None = None) -> dict[str, Topic]:
    """Return all topics below the folder of content, by id, in the order of their ids. Raises ContentError with every fault."""
    home, faults = content_folder(folder), list[str]()
    found = by_key(sound(home, PATTERN, TOPIC, faults), "id", faults)
    if faults:
        raise ContentError(faults)
    return dict(sorted(found.items()))


def check_topic(topic: Topic) -> Iterator[Finding]:
    """Yield what does not fit in a topic: ids, sources, terms, standards, joined forms, numbers, and questions without their answer."""
    ids = [fact.id for fact in topic.facts] + [paragraph.id for paragraph in topic.paragraphs]
    for id in sorted({id for id in ids if ids.count(id) > 1}):
        yield fail("topics", topic.id, f"the id {id} stands twice", "Give one of them another.")
    if len(topic.facts) < FEWEST_FACTS:
        yield fail("topics", topic.id, f"{len(topic.facts)} facts", f"Write at least {FEWEST_FACTS}.")
    for code in (*topic.standards, *(code for fact in topic.facts for code in fact.standards)):
        if not READING.fullmatch(code):
            cure = "Write it like RI.4.3, 3-LS4-3 or D2.His.1.3-5."
            yield fail("topics", topic.id, f"{code} is no code of a standard", cure)
    for paragraph in topic.paragraphs:
        for place, fact in enumerate(paragraph.facts):
            where = f"{topic.id}, fact {fact.id}"
            if place and fact.joined is None:
                yield fail("topics", where, "no joined form", "Write one for use after the fact before it.")
            yield from _fact(where, topic, fact)
    unused = set(topic.glossary) - {term for fact in topic.facts for term in fact.terms}
    for term in sorted(unused):
        yield fail("topics", topic.id, f"no fact has the term {term}", "Name it in `terms` of a fact, or take it out.")


def _fact(where: str, topic: Topic, fact: Fact) -> Iterator[Finding]:
    if fact.source not in topic.sources:
        yield fail("topics", where, f"there is no source {fact.source}", "Name one of `sources`.")
    for term in fact.terms:
        if term not in topic.glossary:
            yield fail("topics", where, f"the term {term} is not in the glossary", "Define it there.")
        if not any(term.lower() in text.lower() for text in fact.every):
            yield fail("topics", where, f"the term {term} stands in no rendering", "Use it, or take it out of `terms`.")
    for text in fact.every:
        if odd := set(NUMBER.findall(text)) - set(NUMBER.findall(fact.rich)):
            what = f"{', '.join(sorted(odd))} is not in the rich rendering: {text}"
            yield fail("topics", where, what, "Agree on one.")
    if fact.ask:
        yield from _ask(where, fact, fact.ask)


def _ask(where: str, fact: Fact, ask: Ask) -> Iterator[Finding]:
    for text in fact.every if ask.kind == "literal" else ():
        if ask.answer.lower() not in text.lower():
            yield fail("topics", where, f"{ask.answer!r} does not stand in: {text}", "Ask for what all say.")
    if ask.kind == "inference" and not ask.because:
        yield fail("topics", where, "an inference without `because`", "Say how it follows from the fact.")
    if len({option.lower() for option in (ask.answer, *(one.text for one in ask.wrong))}) < 4:
        yield fail("topics", where, "two options are the same", "Write three different wrong ones.")
