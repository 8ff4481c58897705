"""A passage on a topic at a level: facts and renderings chosen, measured, and chosen again, at most three times."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from tutor.catalog.topics import Rendering, Topic
from tutor.domain import Passage, Section
from tutor.errors import NotFound
from tutor.generation.reading.complete import Shelf, Wish, complete, off
from tutor.generation.reading.fit import WAYS, Fit, Target, fit, grade_of, words_of
from tutor.generation.reading.outline import Outline, outlines

if TYPE_CHECKING:
    from tutor.llm import Gateway

ROUNDS = 3
_TRIES, _TRIES_SHORT, _SHORT = 24, 60, 150
_KEPT = 5
_LEVELS = (-4, -2, 0, 2, 4)
_GRADES = (2, 10)


def make_passage(shelf: Shelf, wish: Wish, gateway: "Gateway | None" = None) -> Passage:
    """Return the passage that comes closest to the wish, its checks in the receipt; what it misses stands in `note`.

    With a gateway a language model tells the facts; the better of the two is kept.

    Raises NotFound for an unknown topic or focus.
    """
    topic = shelf.topic(wish.topic)
    ours = _closest(shelf, topic, wish, _plans(topic, wish))
    if gateway is None:
        return ours
    from tutor.generation.reading.draft import written_by

    return written_by(gateway, shelf, wish, ours)


def make_level_set(shelf: Shelf, wish: Wish) -> list[Passage]:
    """Return three to five passages of the same facts, the easiest first, their paragraphs aligned; one of them at the wished grade."""
    topic = shelf.topic(wish.topic)
    outline, _ = _best(_plans(topic, wish), Target(wish.grade, wish.words))
    grades = {min(max(wish.grade + step, _GRADES[0]), _GRADES[1]) for step in _LEVELS} | {wish.grade}
    wishes = [replace(wish, grade=grade, words=wish.words * (grade == wish.grade)) for grade in sorted(grades)]
    return [_closest(shelf, topic, one, [outline]) for one in wishes]


def _closest(shelf: Shelf, topic: Topic, wish: Wish, plans: Sequence[Outline]) -> Passage:
    """Return the passage nearest to the wish: written, measured, and written again with what the measure showed."""
    best, extra = None, 0.0
    for number in range(1, ROUNDS + 1):
        outline, found = _best(plans, Target(wish.grade, wish.words, extra))
        passage, extra = _written(shelf, topic, wish, outline, found, number)
        best = passage if best is None or off(passage, wish) < off(best, wish) else best
        if off(best, wish) < 1:
            break
    assert best is not None
    return best


def _plans(topic: Topic, wish: Wish) -> list[Outline]:
    """Return outlines whose facts, told at the wished level, have about the wished length."""
    random = Random(f"{wish.seed} {topic.id} {wish.grade} {wish.words}")
    hook = topic.hooks.get(wish.interest.strip().lower())
    opening = hook or topic.opening
    ends, facts = (opening, topic.close), topic.facts
    grades = [grade_of(facts, way) for way in range(WAYS)]

    def length(units: Sequence[Rendering]) -> float:
        return float(np.interp(wish.grade, grades, [words_of(units, way) for way in range(WAYS)]))

    number = max(0.0, wish.words - length(ends)) / (length(facts) / len(facts))
    tries = _TRIES_SHORT if wish.words < _SHORT else _TRIES
    focus = _focus(topic, wish.focus)
    return list(outlines(topic, opening, facts=number, words=wish.words, focus=focus, random=random, tries=tries))


def _focus(topic: Topic, wanted: str) -> str:
    if not wanted:
        return ""
    names = {one.id: one.id for one in topic.paragraphs} | {one.heading.lower(): one.id for one in topic.paragraphs}
    if wanted.lower() not in names:
        ids = [one.id for one in topic.paragraphs]
        raise NotFound(f"{topic.id} has no part {wanted}. Its parts are: {', '.join(ids)}.", ids)
    return names[wanted.lower()]


def _best(plans: Sequence[Outline], target: Target) -> tuple[Outline, Fit]:
    quick = sorted(plans, key=lambda plan: fit(plan.units(), target, is_quick=True).cost)[:_KEPT]
    return min(((plan, fit(plan.units(), target)) for plan in quick), key=lambda pair: pair[1].cost)


def _written(
    shelf: Shelf, topic: Topic, wish: Wish, outline: Outline, found: Fit, rounds: int
) -> tuple[Passage, float]:
    """Return the checked passage of an outline, and by how much it measures above the sums of its parts."""
    units = outline.units()
    texts = [unit.texts[way] for unit, way in zip(units, found.choice, strict=True)]
    told = {fact.id: text for fact, text in zip(outline.facts, texts[1:-1], strict=True)}
    sections = tuple(Section(heading=heading, text=text) for heading, text in outline.sections(texts))
    parameters = {"rounds": str(rounds), "renderings": "".join("pmr"[way] for way in found.choice)}
    passage = complete(shelf, topic, wish, sections, told, parameters)
    return passage, passage.measured.get("variety", 0.0)
