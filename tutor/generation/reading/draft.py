"""A passage in a language model's words, from the facts alone. What no fact supports is taken out; our own is kept where it is better."""

from collections.abc import Iterator

from tutor.catalog.topics import Topic
from tutor.domain import Passage, PassageDraft, Section
from tutor.errors import LlmError
from tutor.generation.reading.complete import Shelf, Wish, complete, off
from tutor.llm import Gateway
from tutor.verify.prose import sentences
from tutor.verify.support import Support

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
