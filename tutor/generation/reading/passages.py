"""A passage on a topic at a level: facts and renderings chosen, measured, and chosen again, at most three times.

A language model may tell the same facts in its own words; what no fact supports is taken out, and our own is kept where it is better.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

import numpy as np

from tutor.catalog.topics import Rendering, Topic
from tutor.domain import Passage, PassageDraft, Section
from tutor.errors import LlmError, NotFound
from tutor.generation.reading.complete import Shelf, Wish, complete, off
from tutor.generation.reading.fit import WAYS, Fit, Outline, Target, cost_of, fit, grade_of, outlines, words_of
from tutor.llm import Gateway
from tutor.verify.level import variety
from tutor.verify.prose import sentences
from tutor.verify.support import Support

ROUNDS = 3
_TRIES, _TRIES_SHORT, _SHORT = 24, 90, 150
_KEPT, _CUT = 5, 0.12
"""How many outlines are looked at closely, and what each paragraph costs that begins in the middle."""
_LEVELS, _APART = (-4, -2, 0, 2, 4), 0.3
_GRADES = (2, 10)


def make_passage(shelf: Shelf, wish: Wish, gateway: Gateway | None = None) -> Passage:
    """Return the passage that comes closest to the wish, its checks in the receipt; what it misses stands in `note`.

    With a gateway a language model tells the facts; the better of the two is kept.

    Raises NotFound for an unknown topic or focus.
    """
    topic = shelf.topic(wish.topic)
    ours = _closest(shelf, topic, wish, _plans(topic, wish))
    return ours if gateway is None else written_by(gateway, shelf, wish, ours)


def make_level_set(shelf: Shelf, wish: Wish) -> list[Passage]:
    """Return up to five passages of the same facts, the easiest first, their paragraphs aligned; one of them at the wished grade.

    A level that the facts cannot tell apart from its neighbour is left out.
    """
    topic = shelf.topic(wish.topic)
    outline, _ = _best(_plans(topic, wish), Target(wish.grade, wish.words))
    grades = {min(max(wish.grade + step, _GRADES[0]), _GRADES[1]) for step in _LEVELS} | {wish.grade}
    wishes = [replace(wish, grade=grade, words=wish.words * (grade == wish.grade)) for grade in sorted(grades)]
    kept = list[Passage]()
    for made in (_closest(shelf, topic, one, [outline]) for one in wishes):
        if not kept or made.measured["grade"] >= kept[-1].measured["grade"] + _APART:
            kept.append(made)
        elif made.grade == wish.grade:
            kept[-1] = made
    return kept


def _closest(shelf: Shelf, topic: Topic, wish: Wish, plans: Sequence[Outline]) -> Passage:
    """Return the checked passage of the outline that comes nearest to the wish."""
    outline, found = _best(plans, Target(wish.grade, wish.words))
    texts = outline.texts(found.choice)
    told = {fact.id: text for fact, text in zip(outline.facts, texts[1:-1], strict=True)}
    sections = tuple(Section(heading=heading, text=text) for heading, text in outline.sections(texts))
    parameters = {"rounds": str(ROUNDS), "renderings": "".join("pmr"[way] for way in found.choice)}
    return complete(shelf, topic, wish, sections, told, parameters)


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
    """Return the outline and the choice of renderings that come nearest, each measured and chosen again in every round."""
    quick = sorted(plans, key=lambda plan: fit(plan.units(), target, is_quick=True).cost + _CUT * plan.cuts)[:_KEPT]
    found = []
    for plan in quick:
        now = target
        for _ in range(ROUNDS):
            chosen = fit(plan.units(), now)
            now = replace(target, extra=variety(" ".join(plan.texts(chosen.choice)), target.grade))
            found.append((cost_of(plan.units(), chosen.choice, now) + _CUT * plan.cuts, plan, chosen))
    _, outline, best = min(found, key=lambda one: one[0])
    return outline, best


PROMPT = "generation/passage"
_DRAFTS = 2
_MOST_FAULTS = 6


def written_by(gateway: Gateway, shelf: Shelf, wish: Wish, ours: Passage) -> Passage:
    """Return the passage in a language model's words where it passes every check and is no further from the wish; else ours.

    It may mend its draft once; sentences that still say more than the facts are left out.
    """
    topic, faults = shelf.topic(wish.topic), list[str]()
    for _ in range(_DRAFTS):
        try:
            draft = gateway.ask(PROMPT, _inputs(topic, wish, ours, faults))
        except LlmError:
            return ours
        assert isinstance(draft, PassageDraft)
        support = shelf.support(topic)
        faults = [f"{why}: {one}" for section in draft.sections for one, why in support.check(section.text)]
        made = _kept(gateway, shelf, topic, wish, draft)
        checks = made.receipt.checks if made else ()
        failed = [one for one in checks if one.outcome == "fail" and one.check != "level_held_out"]
        if made and not failed and off(made, wish) <= max(1.0, off(ours, wish)):
            return made
        faults = [*faults, *(f"{one.check}: {one.what}" for one in failed)][:_MOST_FAULTS]
    gateway.refused(PROMPT, "; ".join(faults) or "further from the wish than our own")
    return ours


def _inputs(topic: Topic, wish: Wish, ours: Passage, faults: list[str]) -> dict[str, object]:
    """Return what the prompt is given: the facts that our own passage tells, in their middle rendering."""
    parts = [(one.heading, [fact.middle for fact in one.facts if fact.id in ours.facts]) for one in topic.paragraphs]
    hook = topic.hooks.get(wish.interest.strip().lower(), topic.opening)
    return {
        "title": topic.title, "grade": round(wish.grade), "words": wish.words, "opening": hook.middle, "close": topic.close.middle,
        "parts": [{"heading": heading, "facts": facts} for heading, facts in parts if facts], "faults": faults,
    }  # fmt: skip


def _kept(gateway: Gateway, shelf: Shelf, topic: Topic, wish: Wish, draft: PassageDraft) -> Passage | None:
    """Return the passage of what the facts support, None where nothing is left."""
    support, told, headings = shelf.support(topic), dict[str, str](), {one.heading for one in topic.paragraphs}
    sections = []
    for section in draft.sections:
        kept = list(_supported(support, section.text))
        if kept:
            heading = section.heading if section.heading in headings else ""
            sections.append(Section(heading=heading, text=" ".join(one for one, _ in kept)))
        for sentence, ids in kept:
            told |= {id: sentence for id in ids - set(told) if id in {fact.id for fact in topic.facts}}
    if not told:
        return None
    asked = gateway.prompts[PROMPT]
    return complete(
        shelf, topic, wish, tuple(sections), told, {"written": "by a language model"},
        prompt_hash=asked.sha256, llm=gateway.name(asked.head.role),
    )  # fmt: skip


def _supported(support: Support, text: str) -> Iterator[tuple[str, set[str]]]:
    """Yield the sentences that the facts support, with the ids of those facts."""
    strange = {sentence for sentence, _ in support.check(text)}
    for sentence in sentences(text):
        if sentence not in strange:
            yield sentence, support.of(sentence)[0]
