"""Which facts of a topic a passage tells, in which paragraphs: whole runs of neighbours, so that the text holds together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from tutor.catalog.topics import Fact, Paragraph, Rendering, Topic
from tutor.verify.prose import sentences

FEWEST_FACTS = 2
_FACTS_A_PARAGRAPH = 3.4
_MERGED_BELOW = 130
_TIGHT_BELOW, _ALWAYS_TIGHT_BELOW = 125, 100
_FROM_THE_START, _FROM_ANYWHERE = 0.7, 0.2
"""How often a passage begins with the first part, a part with its first fact: in the first half of the tries, and after."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The opening, the facts to tell by paragraph, and the close."""

    opening: Rendering
    parts: tuple[tuple[Paragraph, tuple[Fact, ...]], ...]
    close: Rendering
    is_short: bool = False

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return the facts in order."""
        return tuple(fact for _, facts in self.parts for fact in facts)

    @property
    def cuts(self) -> int:
        """Return how many paragraphs begin in the middle of what their sheet tells."""
        return sum(facts[0].id != paragraph.facts[0].id for paragraph, facts in self.parts)

    def units(self) -> list[Rendering]:
        """Return what stands in the text one after the other: a fact in its joined form where it follows its neighbour."""
        told: list[Rendering] = [self.opening]
        for paragraph, facts in self.parts:
            for place, fact in enumerate(facts):
                follows = place and paragraph.facts.index(fact) == paragraph.facts.index(facts[place - 1]) + 1
                told.append(fact.joined if follows and fact.joined else fact)
        return [*told, self.close]

    def texts(self, choice: Sequence[int]) -> list[str]:
        """Return the units in the chosen renderings: 0 plain, 1 middle, 2 rich."""
        return [unit.texts[way] for unit, way in zip(self.units(), choice, strict=True)]

    def sections(self, texts: Sequence[str]) -> list[tuple[str, str]]:
        """Return (heading, text) of each paragraph for the texts of the units; a short passage has no paragraphs for its ends."""
        left, sections = list(texts[1:-1]), list[tuple[str, str]]()
        for paragraph, facts in self.parts:
            sections.append((paragraph.heading, " ".join(left[: len(facts)])))
            del left[: len(facts)]
        if not self.is_short:
            return [("", texts[0]), *sections, ("", texts[-1])]
        sections[0] = (sections[0][0], f"{texts[0]} {sections[0][1]}")
        sections[-1] = (sections[-1][0], f"{sections[-1][1]} {texts[-1]}")
        return sections


def outlines(
    topic: Topic, opening: Rendering, *, facts: float, words: int, focus: str, random: Random, tries: int
) -> Iterator[Outline]:
    """Yield different outlines of about so many facts; the paragraph in focus (an id) comes with as much as it has."""
    for attempt in range(tries):
        wanted = max(FEWEST_FACTS, min(len(topic.facts), round(facts) + (0, 1, -1, 2, -2)[attempt % 5]))
        first = _FROM_THE_START if attempt < tries / 2 else _FROM_ANYWHERE
        sizes = _sizes(topic, wanted, focus, random, first)
        parts = tuple((one, _run(one, sizes[one.id], random, first)) for one in topic.paragraphs if one.id in sizes)
        is_tight = words < _TIGHT_BELOW and (attempt % 2 == 1 or words < _ALWAYS_TIGHT_BELOW)
        begin, end = _tight(topic, opening) if is_tight else (opening, topic.close)
        yield Outline(begin, parts, end, words < _MERGED_BELOW)


def _tight(topic: Topic, opening: Rendering) -> tuple[Rendering, Rendering]:
    """Return a short beginning of one sentence and, for the end, the main idea; the plain ones stay whole."""
    middle, rich = (sentences(text)[0] for text in (opening.middle, opening.rich))
    return Rendering(plain=opening.plain, middle=middle, rich=min(middle, rich, key=len)), Rendering(
        plain=topic.close.plain, middle=topic.about, rich=topic.about
    )


def _sizes(topic: Topic, wanted: int, focus: str, random: Random, first: float) -> dict[str, int]:
    """Return how many facts each chosen paragraph tells: two or more each, the one in focus filled first."""
    most = {one.id: len(one.facts) for one in topic.paragraphs}
    sizes = {focus: min(most[focus], wanted)} if focus else {}
    left = wanted - sum(sizes.values())
    others = [id for id in most if id not in sizes]
    fewest = -(-left // max(most.values()))
    number = min(len(others), left // FEWEST_FACTS, max(fewest, round(left / _FACTS_A_PARAGRAPH)))
    start = random.random() < first and number > 0
    chosen = ([others[0]] if start else []) + random.sample(others[start:], number - start)
    sizes |= dict.fromkeys(chosen, FEWEST_FACTS)
    while sum(sizes.values()) < wanted and (room := [id for id in sizes if sizes[id] < most[id]]):
        sizes[random.choice(room)] += 1
    return sizes


def _run(paragraph: Paragraph, size: int, random: Random, first: float) -> tuple[Fact, ...]:
    last = len(paragraph.facts) - size
    start = 0 if random.random() < first else random.randint(0, last)
    return paragraph.facts[start : start + size]
