"""Which facts of a topic a passage tells, in whole runs of neighbours so that it holds together, and which rendering of each, so that
the finished text has the wanted level and length. Reads no held-out measure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random

import numpy as np

from tutor.catalog.topics import Fact, Paragraph, Rendering, Topic
from tutor.verify.level import COUNTED, Counts, count, estimate, measures
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
    begin = Rendering(plain=opening.plain, middle=middle, rich=min(middle, rich, key=len))
    return begin, Rendering(plain=topic.close.plain, middle=topic.about, rich=topic.about)


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


Choices = np.ndarray[tuple[int, ...], np.dtype[np.intp]]
WAYS = 3
"""Plain, middle, rich."""
_WAY_GRADES, _FARTHEST = np.array([1.5, 5.5, 10.5]), 4.0
"""About what each reads like, and how far from the wanted grade a single rendering may be without harm."""
_WORDS = COUNTED.index("words")
_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Target:
    """The wanted grade and number of words (0: any); `extra` is what the finished text measures above the sums of its parts."""

    grade: float
    words: int
    extra: float = 0.0


@dataclass(frozen=True, slots=True)
class Fit:
    """How good a choice of renderings is (0 is best), and the choice: 0 plain, 1 middle, 2 rich for each unit."""

    cost: float
    choice: tuple[int, ...]


def fit(units: Sequence[Rendering], target: Target, *, is_quick: bool = False) -> Fit:
    """Return the best choice found by changing one rendering at a time, then two at a time; `is_quick` leaves out the second."""
    counted = np.array([[_sums(text) for text in unit.texts] for unit in units])
    alike = (np.full((1, len(units)), way, dtype=np.intp) for way in range(WAYS))
    best = min(alike, key=lambda one: _costs(counted, one, target)[0])
    cost = float(_costs(counted, best, target)[0])
    for changes in (1,) if is_quick else (1, 2):
        for _ in range(_ROUNDS):
            near = _near(best[0], changes)
            costs = _costs(counted, near, target)
            place = int(costs.argmin())
            if costs[place] >= cost - 1e-9:
                break
            cost, best = float(costs[place]), near[place : place + 1]
    return Fit(cost, tuple(int(way) for way in best[0]))


def cost_of(units: Sequence[Rendering], choice: Sequence[int], target: Target) -> float:
    """Return how good a choice is for another target."""
    counted = np.array([[_sums(text) for text in unit.texts] for unit in units])
    return float(_costs(counted, np.array([choice], dtype=np.intp), target)[0])


def words_of(units: Sequence[Rendering], way: int) -> float:
    """Return how many words the units have in one rendering."""
    return float(sum(_sums(unit.texts[way])[_WORDS] for unit in units))


def grade_of(units: Sequence[Rendering], way: int) -> float:
    """Return the estimated grade of the units in one rendering."""
    return float(estimate(np.sum([_sums(unit.texts[way]) for unit in units], axis=0)))


@lru_cache(maxsize=50_000)
def _sums(text: str) -> Counts:
    return np.asarray(count(text).sum(axis=0))


def _near(choice: Choices, changes: int) -> Choices:
    """Return all choices that differ from this one in exactly one place, or in two."""
    size = len(choice)
    ones = np.repeat(choice[None, :], size * (WAYS - 1), axis=0)
    places = np.repeat(np.arange(size), WAYS - 1)
    steps = np.tile(np.arange(1, WAYS), size)
    ones[np.arange(len(ones)), places] = (choice[places] + steps) % WAYS
    if changes == 1:
        return np.asarray(ones)
    first, second = np.triu_indices(len(ones), 1)
    kept = places[first] != places[second]
    twos = ones[first[kept]].copy()
    twos[np.arange(len(twos)), places[second[kept]]] = ones[second[kept], places[second[kept]]]
    return np.asarray(twos)


def _costs(counted: Counts, choices: Choices, target: Target) -> Counts:
    """Return what is wrong with each choice: the grade by our estimate and by Flesch-Kincaid, the length, jumps."""
    units, ways, _ = counted.shape
    taken = np.zeros((len(choices), units * ways))
    np.put_along_axis(taken, choices + ways * np.arange(units), 1.0, axis=1)
    sums = taken @ counted.reshape(units * ways, -1)
    off = estimate(sums) + target.extra - target.grade
    off_formula = measures(sums)["flesch_kincaid"] - target.grade
    long = (sums[:, _WORDS] / target.words - 1) / 0.06 if target.words else np.zeros(len(choices))
    far = np.maximum(np.abs(_WAY_GRADES - target.grade) - _FARTHEST, 0)[choices] ** 2
    jumps = np.abs(np.diff(choices, axis=1))
    uneven = 0.01 * jumps.sum(axis=1) + 0.06 * (jumps == WAYS - 1).sum(axis=1)
    off_rix = measures(sums)["rix"] - target.grade
    return np.asarray(off**2 + 0.3 * off_rix**2 + off_formula**2 + 0.2 * long**2 + uneven + 0.04 * far.sum(axis=1))
