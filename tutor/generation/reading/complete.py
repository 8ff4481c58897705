"""What belongs to a passage beside its text: measures, supports, questions, checks, receipt, and a note on what is missed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from hashlib import sha256
from random import Random

from tutor.catalog.reading import ReadingWords
from tutor.catalog.topics import Topic
from tutor.domain import Finding, Passage, Receipt, Section
from tutor.errors import CannotCheck, NotFound
from tutor.generation.reading.questions import questions
from tutor.generation.reading.supports import glossary, key_words, spoken, starters
from tutor.verify.level import measure
from tutor.verify.passage import BAND, LENGTH_BAND, Wanted, check_passage
from tutor.verify.prose import WORD
from tutor.verify.support import Support


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for. `focus` is the id or heading of a paragraph, `interest` one of the topic's hooks; "" leaves both open.

    `english` is the proficiency of a learner of English, 1 (entering) to 5 (bridging): it changes the supports, never the text.
    """

    topic: str
    grade: float
    words: int
    interest: str = ""
    focus: str = ""
    seed: int = 1
    english: int = 0


@dataclass
class Shelf:
    """All topics, and what each of them says, taken apart when first asked for."""

    topics: Mapping[str, Topic]
    words: ReadingWords
    _supports: dict[str, Support] = field(default_factory=dict)

    def topic(self, name: str) -> Topic:
        """Return a topic by its id, its last part or its title. Raises NotFound with the nearest."""
        names = {name: id for id, one in self.topics.items() for name in (id, id.rpartition(".")[2], one.title.lower())}
        if (asked := name.strip().lower()) in names:
            return self.topics[names[asked]]
        asked_words = set(WORD.findall(asked))
        shared = [id for id, one in self.topics.items() if asked_words & set(WORD.findall(f"{id} {one.title}".lower()))]
        close = [names[one] for one in get_close_matches(asked, names, n=4, cutoff=0.5)]
        nearest = list(dict.fromkeys([*close, *shared])) or list(self.topics)
        told = f"There is no topic {name}. The nearest are: {', '.join(nearest[:6])}. --list names all."
        raise NotFound(told, nearest)

    def support(self, topic: Topic) -> Support:
        """Return what a topic says."""
        if topic.id not in self._supports:
            self._supports[topic.id] = Support(topic, self.words)
        return self._supports[topic.id]


def off(passage: Passage, wish: Wish) -> float:
    """Return how far a passage is from the wish: below 1 it is well within both bands."""
    level = abs(passage.measured["grade"] - wish.grade) / (0.6 * BAND)
    length = abs(passage.measured["words"] / wish.words - 1) / LENGTH_BAND if wish.words else 0.0
    return max(level, length)


def complete(
    shelf: Shelf, topic: Topic, wish: Wish, sections: tuple[Section, ...], told: Mapping[str, str],
    made_by: Mapping[str, str], **receipt: str,
) -> Passage:  # fmt: skip
    """Return a passage of sections with all that belongs to it: measures, supports, questions, receipt, note.

    told: id of each fact in the text -> the words that tell it.
    """
    text = "\n\n".join(section.text for section in sections)
    facts = [fact for fact in topic.facts if fact.id in told]
    others = [one.about for one in shelf.topics.values() if one.id != topic.id and one.subject != topic.subject]
    random = Random(f"{wish.seed} {text}")
    known = glossary(text, facts, topic, wish.grade, wish.english)
    digest = sha256(text.encode()).hexdigest()
    asked = {"grade": f"{wish.grade:g}", "words": str(wish.words), "interest": wish.interest, "focus": wish.focus}
    codes = dict.fromkeys([*topic.standards, *(code for fact in facts for code in fact.standards)])
    measured = measured_of(text)
    passage = Passage(
        id=f"{topic.id}.{digest[:12]}", topic=topic.id, title=topic.title, grade=wish.grade, text=text, sections=sections,
        facts=tuple(told), glossary=known, questions=questions(text, told, topic, shelf.words, others, random),
        key_words=key_words(text), spoken=spoken(text, shelf.words),
        starters=starters(shelf.words, topic.title, known[0].term if known else "", wish.english),
        sources=tuple(topic.sources[key].cite for key in dict.fromkeys(fact.source for fact in facts)), measured=measured,
        receipt=Receipt(
            source=f"topic sheet {topic.id}", seed=wish.seed, parameters={**asked, **made_by}, measures=measured,
            standards=tuple(codes), content_hash=digest, licence=topic.licence, **receipt,
        ),
    )  # fmt: skip
    checks = check_passage(passage, Wanted(topic, shelf.support(topic), shelf.words, wish.words))
    checked = passage.receipt.model_copy(update={"checks": tuple(checks)})
    return passage.model_copy(update={"receipt": checked, "note": _note(shelf, topic, wish, passage, checks)})


def measured_of(text: str) -> dict[str, float]:
    """Return the grade of a text, its standard error, the number of words and every measure by name."""
    try:
        level = measure(text)
    except CannotCheck:
        return {"grade": 0.0, "error": 9.0, "words": 0.0}
    return {"grade": level.grade, "error": level.error, "words": float(len(text.split())), **level.measures}


def _note(shelf: Shelf, topic: Topic, wish: Wish, passage: Passage, checks: Sequence[Finding]) -> str:
    """Return in plain words what was wished and is not met, "" where all is."""
    failed, notes, told = {one.check for one in checks if one.outcome == "fail"}, shelf.words.notes, []
    grade, words = f"{passage.measured['grade']:.1f}", f"{passage.measured['words']:g}"
    if "level" in failed:
        told.append(notes["level"])
    if "length" in failed:
        told.append(notes["short" if passage.measured["words"] > wish.words else "length"])
    if wish.interest and wish.interest.strip().lower() not in topic.hooks:
        told.append(notes["interest"].replace("{names}", ", ".join(topic.hooks)))
    if rest := failed - {"level", "length", "level_held_out"}:
        told.append(notes["other"].replace("{names}", ", ".join(sorted(rest))))
    return " ".join(line.format(measured=grade, grade=f"{wish.grade:g}", words=words) for line in told)
