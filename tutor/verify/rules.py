"""Whether what a reply tells of how mathematics works stands in our own pages: their words, polarity, order and conditions.

Held to it is what a language model writes; our own words are read by people before they are used.
Source: ours; figures in evals/telling.py.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from tutor.catalog.reading import ReadingWords
from tutor.catalog.schema import Catalog, Misconception
from tutor.domain import Segment, TutorReply
from tutor.maths.tables import Phrasebook, rewritten
from tutor.verify.prose import sentences
from tutor.verify.support import Said, Saying

_BOOK = Phrasebook("verify", "rules")
_SAYS = {name: _BOOK.pattern(name) for name in _BOOK.rows["patterns"]}
_SPELLINGS = _BOOK.rewrites("spellings")
_SETS = {name: frozenset(words.split()) for name, words in _BOOK.rows["sets"].items()}
_DEEDS, _BINDING, _CASES = _SETS["deeds"], _SETS["binding"], _SETS["tells_case"]
_SENTENCE = re.compile(r"(?:`[^`]*`|[^.!?`])+[.!?…]*[\"”’)]*\s*|.+$", re.S)
_WRITTEN = re.compile(r"`[^`]*`")
_NEARLY, _FEWEST = 0.8, 7
_PRONOUNS = frozenset({"it", "they", "them"})


@cache
def _words() -> ReadingWords:
    """Return the words of the table; numbers in words stay numbers, and words of talk say nothing."""
    classes = {name: frozenset(said.split()) for name, said in _BOOK.rows["classes"].items()}
    small, turning = (frozenset(_BOOK.rows[name].split()) for name in ("small", "turning"))
    same = tuple(tuple(row.split()) for row in _BOOK.rows["same"])
    held = {"numbers": _BOOK.rows["numbers"], "small": small, "turning": turning, "same": same, "classes": classes}
    return ReadingWords.model_construct(**held)


class Told(Saying):
    """Sentences about mathematics, one an id; a claim is supported by one that says it of the same things, in the same case."""

    def __init__(self, told: Sequence[str]) -> None:
        super().__init__({str(place): (text,) for place, text in enumerate(told)}, _words())
        self.subject = set(_SETS["subject"])

    def take(self, sentence: str) -> Said:
        """Return a sentence taken apart; who does what is left to the deeds of mathematics."""
        sentence = rewritten(sentence, _SPELLINGS)
        said = super().take(sentence)
        said.keys[:0] = ["-ing"] if re.match(r"\w+ing\b", sentence) else []
        said.content -= _SETS["subject"]
        return said

    def _fault(self, claim: Said, said: Sequence[Said]) -> str:
        if not claim.content - (_DEEDS if _PRONOUNS & set(claim.keys) else set()):
            return "it says too little"
        if self._is_opposite(claim, said):
            return "it says the opposite"
        return min(self._unlike(claim, one) for one in said)

    def _unlike(self, claim: Said, one: Said) -> str:
        """Return what a claim says otherwise than a sentence of ours that has all its words."""
        left, held = (Counter(key for key in said.keys if key in said.content) for said in (claim, one))
        if over := [key for key in left - held if key not in self.subject]:
            return f"{over[0]} is said too often"
        sides, ours = _neighbours(claim, self.subject), _neighbours(one, self.subject)
        for side in (key for key in sides if key in _SETS["sides"] | _SETS["links"] or key[0] == "#"):
            least = 2 if side in _SETS["links"] else 1
            if not all(any(len(said & held) >= min(least, len(said)) for held in ours[side]) for said in sides[side]):
                return f"{side} is said of something else"
        if "-ing" in one.keys and "-ing" not in claim.keys and claim.likeness(one) < _NEARLY:
            return "ours tells what it leads to"
        if one.turns and not claim.turns and _denies(one) & claim.content:
            return "it says the opposite"
        rest, order = iter(one.keys), (key for key in claim.keys if key in claim.content)
        is_in_order = all(any(key == other for other in rest) for key in order)
        if not _DEEDS & claim.content and not is_in_order:
            return "its words stand in another order"
        if strange := {way for way in claim.ways - one.ways if way[0] != "by" and way[1] in claim.content - _DEEDS}:
            return "no page says {} {}".format(*min(strange))
        if strange := set(_deeds(claim)) - set(_deeds(one)):
            return "no page says {} {}".format(*min(strange))
        return f"only where {case}" if (case := self._dropped(claim, one)) else ""

    def _dropped(self, claim: Said, one: Said) -> str:
        """Return the words of a condition of ours that a claim leaves out."""
        clauses = list(_clauses(one))
        met, unmet, waits = set[str](), list[tuple[set[str], set[str]]](), False
        for place, (condition, is_either, body) in enumerate(clauses):
            bound = ((condition | body) & _BINDING) - claim.content
            if bound and 2 * len((condition | body) & claim.content) >= len(claim.content):
                return min(bound)
            kept = condition & claim.content
            is_told = bool(_CASES & set(claim.keys)) and (kept if is_either else 2 * len(kept) > len(condition))
            is_unmet = bool(condition) and not is_told
            if is_unmet:
                unmet.append((condition, body or (clauses[place + 1][2] if place + 1 < len(clauses) else set())))
            elif not waits:
                met |= body
            waits = is_unmet and not body
        dropped = (condition for condition, governed in unmet if (governed - met) & claim.content)
        return next((" ".join(sorted(condition)) for condition in dropped), "")


def _neighbours(said: Said, subject: set[str]) -> dict[str, list[set[tuple[int, str]]]]:
    """Return for each word what stands right before (-1) and right after (1) it, at each of its places."""
    order = [key for key in said.keys if (key in said.content or key in subject) and key not in _SETS["loose"]]
    found: dict[str, list[set[tuple[int, str]]]] = {}
    for place, key in enumerate(order):
        around = {(-1, order[place - 1])} if place else set[tuple[int, str]]()
        around |= {(1, order[place + 1])} if place + 1 < len(order) else set()
        found.setdefault(key, []).append(around)
    return found


def _denies(said: Said) -> set[str]:
    """Return the content of the stretches that are denied, where it stands in no other."""
    stretches = [set(stretch.split()) for stretch in " ".join(said.keys).split(",")]
    told = set[str]().union(*(one for one in stretches if len(stretches) > 1 and not one & said.turned))
    return said.content - told


def _deeds(said: Said) -> Iterator[tuple[str, str]]:
    """Yield (deed, what it is done to)."""
    held: list[str] = []
    before: list[str] = []
    for place, key in enumerate(said.keys):
        if key in _DEEDS:
            if {"be", "get"} & set(said.keys[max(0, place - 2) : place]):  # what is done to it stands before
                yield from ((key, one) for one in before)
                held = []
            elif said.keys[place - 1 : place] in (["and"], ["or"]) and held and not before:
                held = [*held, key]
            else:
                held = [key]
            before = []
        elif key == "," and said.keys[place + 1 : place + 2] and said.keys[place + 1] not in said.content:
            held, before = [], []
        elif key in said.content:
            before.append(key)
            is_means = "by" in said.keys[max(0, place - 3) : place]
            yield from ((f"{deed} by" if is_means else deed, key) for deed in held)


def _clauses(said: Said) -> Iterator[tuple[set[str], bool, set[str]]]:
    """Yield for each stretch without a pause its condition, whether either word of it will do, and what is said under it."""
    for stretch in " ".join(said.keys).split(","):
        keys = stretch.split()
        starts = (place for place, key in enumerate(keys) if key in _SETS["conditions"] or (key == "in" and not place))
        start = next(starts, len(keys))
        content = [place for place, key in enumerate(keys) if key in said.content and place > start]
        most = {"with": 2, "in": 1}.get(keys[start] if start < len(keys) else "", len(content))
        end = content[most - 1] + 1 if 0 < most < len(content) else len(keys)
        condition = {keys[place] for place in content if place < end}
        yield condition, "or" in keys[start:end], {key for key in (*keys[:start], *keys[end:]) if key in said.content}


class RuleBook:
    """The rules that our pages tell, for each skill and misconception, and the beliefs that are known to be false."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._told: dict[tuple[str, str], tuple[Told, Told, Told]] = {}

    def why_not(self, reply: TutorReply, skill: str, misconception: str, own: Sequence[str] = ()) -> str:
        """Return what a reply tells of mathematics that stands in none of the pages for the skill and the misconception; "" for nothing.

        What it supposes must be the misconception, called so, and be answered by what it says after it. `own` are texts that may be
        repeated, such as the problem.
        """
        pages, belief = self._pages(skill, misconception), self.catalog.misconceptions.get(misconception)
        answered, faults = True, list[str]()
        for segment in (one for one in reply.segments if one.kind != "quoted"):
            is_said = segment.kind == "said"
            for one in sentences(_plain(segment.text, own)):
                fault = _fault(one, *pages) if is_said else self._is_strange(one, belief)
                faults += [f"{one}: {fault}"] if fault else []
            ours = any(len(one.split()) > _FEWEST and one in segment.text for one in own)
            answered = is_said and (answered or ours or bool(_SAYS["answers"].search(segment.text)))
        return "; ".join(faults[:4]) or ("" if answered else "what is supposed is not answered")

    def trimmed(self, reply: TutorReply, skill: str, misconception: str, own: Sequence[str] = ()) -> TutorReply:
        """Return the reply without the sentences that tell what no page does, and those that hang on them; as it is where half would go."""
        pages, segments, taken, held = self._pages(skill, misconception), list[Segment](), 0, 0
        for segment in reply.segments:
            if segment.kind != "said" or segment.text in own:
                segments.append(segment)
                continue
            kept, is_gone = list[str](), False
            for one in _SENTENCE.findall(segment.text):
                is_gone = bool(_fault(_plain(one, own), *pages) or (is_gone and _SAYS["hangs"].search(one.strip())))
                kept += [] if is_gone else [one]
                taken, held = taken + is_gone, held + (not is_gone)
            segments += [segment.model_copy(update={"text": "".join(kept).strip()})] if kept else []
        rest = TutorReply(segments=tuple(segments))
        return rest if held >= taken > 0 and len(rest.text.split()) >= _FEWEST else reply

    def _is_strange(self, sentence: str, belief: Misconception | None) -> str:
        """Return why a sentence is no supposition of the belief."""
        if sentence.strip(" .") == "it":
            return ""
        if belief is None or not _SAYS["supposes"].search(sentence):
            return "no idea that is tested"
        held = Told([belief.belief, belief.contrast.problem, belief.contrast.because, "the rule"])
        strange = {one for one in held.take(sentence).content if one[0] != "#"} - set[str]().union(*held.known.values())
        return f"the idea does not say {min(strange)}" if strange else ""

    def _pages(self, skill: str, misconception: str) -> tuple[Told, Told, Told]:
        """Return what is true, what is asked, and what is false there."""
        if (skill, misconception) not in self._told:
            belief = self.catalog.misconceptions.get(misconception)
            skills = {skill} if skill else set(belief.skills[:1]) if belief else set()
            texts = _true(self.catalog, skills, misconception)
            true = [one for text in texts for one in sentences(_WRITTEN.sub("it", text))]
            held, topics = self.catalog.misconceptions.values(), {one.rpartition(".")[0] for one in skills}
            near = [one for one in held if one.id.rpartition(".")[0] in topics or skills & set(one.skills)]
            false = [text for one in near for text in (one.belief, *one.says)]
            false += [sentences(self.catalog.lessons[one].trap)[0] for one in skills & self.catalog.lessons.keys()]
            told = [one for one in true if not one.endswith("?") and not _SAYS["counterfactual"].search(one)]
            self._told[skill, misconception] = Told(told), Told(true), Told(false)
        return self._told[skill, misconception]


def _plain(text: str, own: Sequence[str]) -> str:
    """Return a text with its mathematics, and what may be repeated, as a word that says nothing."""
    for one in sorted(filter(None, own), key=len, reverse=True):
        text = text.replace(one, "`it`")
    return _WRITTEN.sub("it", text)


def _true(catalog: Catalog, skills: set[str], misconception: str) -> Iterator[str]:
    """Yield the texts of ours that tell what is so: lessons without the errors that begin their traps, rules, and what is taught there."""
    for lesson in (catalog.lessons[one] for one in sorted(skills & catalog.lessons.keys())):
        yield from (lesson.key_idea, *lesson.hints, *(step for one in lesson.examples for step in one.steps))
        yield from (f"{word} means {meaning}." for word, meaning in lesson.vocabulary.items())
        yield from (one for one in sentences(lesson.trap)[1:] if not one.startswith(("That ", "Then ")))
    yield from (text for skill in sorted(skills) for text in catalog.tellings.get(skill, ()))
    yield from (f"{rule.name}." for rule in catalog.rules.values() if skills & set(rule.skills))
    if belief := catalog.misconceptions.get(misconception):
        yield from (*belief.teach.hints, belief.teach.explain, belief.teach.reflect, belief.contrast.because)


def _fault(sentence: str, true: Told, asked: Told, false: Told) -> str:
    """Return why a sentence may not be told; "" where it tells nothing of mathematics, or what a page of ours tells."""
    is_question = sentence.rstrip("”’\"'").endswith("?")
    if is_question and len(parts := _SAYS["then_asks"].split(sentence, maxsplit=1)) > 1:
        first = f"{parts[0]}?" if _SAYS["asks"].match(parts[0]) else parts[0]
        return _fault(first, true, asked, false) or _fault(parts[1], true, asked, false)
    deeds = _DEEDS & set(true.take(sentence).keys)
    says = {name for name, pattern in _SAYS.items() if pattern.search(sentence)}
    if is_question and "tells" not in says and not ("asks_when" in says and deeds):
        return "it is a known error" if _is_error(sentence, asked, false, 0.6) else ""
    is_of_work = "praised" in says or ("of_learner" in says and "generally" not in says)
    if is_of_work or (not deeds and ("attends" in says or "imagines" in says) and "firmly" not in says):
        return ""
    pages = asked if is_question else true
    if not (fault := _unsupported(sentence, pages, false)):
        return ""
    claim = true.take(sentence)
    parts = [part for part in _SAYS["apart"].split(sentence) if part]
    if not (_CASES & set(claim.keys) - {"to", "in"} or claim.keys[0] in _SETS["undivided"]):
        parts = [piece for part in parts for piece in part.split(", ") if piece]
    return fault if len(parts) < 2 or any(_unsupported(part, pages, false) for part in parts) else ""


def _unsupported(sentence: str, pages: Told, false: Told) -> str:
    """Return why nothing supports a sentence; "" where something does, or it tells nothing."""
    claim = pages.take(sentence)
    is_named, told = bool(pages.subject & set(claim.keys)), claim.content - _SETS["order"]
    if not told and not (is_named and claim.turns) and not ("be" in claim.keys and (is_named or claim.content)):
        return ""
    return pages.of(sentence)[1] or ("it is a known error" if _is_error(sentence, pages, false, 0.8) else "")


def _is_error(sentence: str, pages: Told, false: Told, least: float) -> bool:
    claim = pages.take(sentence)
    likeness = _alike(claim, false)
    return len(claim.content) > 2 and likeness >= least and likeness > _alike(claim, pages)


def _alike(claim: Said, told: Told) -> float:
    """Return how much a claim is like the nearest sentence that says it with the same number of turns."""
    every = (one for said in told.said.values() for one in said if one.turns % 2 == claim.turns % 2)
    return max(map(claim.likeness, every), default=0.0)
