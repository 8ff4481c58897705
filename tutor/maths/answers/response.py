"""Finds the answer in what a pupil really wrote, with the working and the words around it. Whether it is right is left to `grade`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from tutor.domain import Task
from tutor.maths.answers.cues import (
    Cue,
    bound,
    comparison,
    comparison_after,
    comparison_before,
    cue,
    is_correction,
    is_denied,
    is_no_answer,
    starts_with_reason,
)
from tutor.maths.answers.results import (
    is_solution,
    is_unworked,
    items_of,
    letter_of,
    letters_of,
    problem_of,
    result_of,
    understood,
    unit_of,
    unsigned,
    worth,
)
from tutor.maths.answers.spans import Span, spans
from tutor.maths.answers.text import clean, in_digits, in_rows
from tutor.maths.tree import Blank, Node, Rel

LONGEST_TEXT = 2000
Kind = Literal["answer", "several", "words", "no_answer", "empty", "copied", "unreadable"]


@dataclass(frozen=True, slots=True)
class Written:
    """What a pupil wrote, taken apart.

    `final` is the last result (4 of "x = 7 - 3 = 4"), `statement` all of the last statement, `text` that statement as written.
    `others`: the answers side by side, different ones where `kind` is "several", else one answer written in several ways; `joint` says
    what joins them. `lines`: the working in order, the answer
    last. `recurring`: the exact worth of a result written as 0.333... . `about`: the pupil says it is rounded.
    """

    kind: Kind
    final: Node | None = None
    statement: Node | None = None
    text: str = ""
    lines: tuple[str, ...] = ()
    words: str = ""
    others: tuple[Node, ...] = ()
    joint: str = ""
    recurring: Fraction | None = None
    about: bool = False

    @property
    def unit(self) -> str:
        """Return the unit of the final result ("cm", "$"), "" where it has none."""
        return unit_of(self.final)

    @property
    def problem_copied(self) -> bool:
        """Return True where only the problem was written again."""
        return self.kind == "copied"


@dataclass(frozen=True, slots=True)
class _Claim:
    """One stretch of mathematics that was understood, and what the words say of it."""

    span: Span
    statement: Node
    cue: Cue
    recurring: Fraction | None = None

    @property
    def kind(self) -> Literal["plain", "unworked", "given", "working", "relation"]:
        """Return what it states: a plain result, 7 + 5, x = 4, 7 + 5 = 12, or another relation such as 3x = 12 or x < 4."""
        if is_solution(self.statement):
            return "given"
        if isinstance(self.statement, Rel):
            return "relation" if letters_of(self.statement) or self.statement.op not in ("=", "≈") else "working"
        return "unworked" if is_unworked(self.statement) and not items_of(self.statement) else "plain"


def read_response(text: str, task: Task | None = None, *, letters: frozenset[str] = frozenset()) -> Written:
    """Return what a pupil wrote as final result, working and words; never raises.

    The answer is the last result that the words do not deny, take back or give as a reason. With `task`, its problem copied out is
    known as such; `letters` are variables, so that 5m is 5 × m. Source: ours.
    """
    return _read_response(text, task, letters)


@lru_cache(maxsize=4096)
def _read_response(text: str, task: Task | None, letters: frozenset[str]) -> Written:
    if len(text) > LONGEST_TEXT:
        return Written("unreadable", words=text[:200])
    cleaned = clean(text)
    if not cleaned:
        return Written("empty")
    if not any(character.isalnum() or character in "<>=≤≥≠∞½¼¾⅓⅔" for character in cleaned):
        return Written("no_answer", words=cleaned)
    rows = in_rows(cleaned)
    return _Reading(in_digits(rows), task, letters).result()


_CHECK = re.compile(r"(?im)^\s*(?:check|checking|to check|my check|proof)\b[^\n]*")


class _Reading:
    """Weighs the claims of one response."""

    def __init__(self, text: str, task: Task | None, letters: frozenset[str]) -> None:
        self.task = task
        check = _CHECK.search(text)
        self.text = text[: check.start()] if check and check.start() > 0 else text
        self.problem = problem_of(task)
        self.spans = spans(self.text, letters | letters_of(self.problem))

    def result(self) -> Written:
        claims = self.claims()
        said = self.comparison(claims)
        if said:
            return said
        if not claims:
            return self.without_claims()
        pool = self.pool([claim for claim in claims if not self.is_copied(claim)])
        if not pool:
            only_reasons = all(claim.cue == "reason" for claim in claims)
            return self.written(
                "copied" if any(map(self.is_copied, claims)) else "words" if only_reasons else "no_answer"
            )
        return self.chosen(pool)

    def written(self, kind: Kind) -> Written:
        return Written(kind, lines=self.lines(), words=self.words())

    def words(self) -> str:
        """Return the language of the response alone."""
        if not self.spans:
            return self.text
        pairs = zip(self.spans, [*self.spans[1:], None], strict=True)
        parts = [
            f"{span.before} {span.after if after is None or after.sentence != span.sentence else ''}"
            for span, after in pairs
        ]
        return re.sub(r"[\s,=≈]+", " ", " ".join(parts)).strip()

    def without_claims(self) -> Written:
        if self.spans:
            return self.written("unreadable" if any(character.isdigit() for character in self.text) else "words")
        return self.written("no_answer" if is_no_answer(self.text) else "words")

    def claims(self) -> list[_Claim]:
        """Return what was understood, in order, with its cue; a reason reaches to the end of its sentence."""
        found: list[_Claim] = []
        reason, sentence = False, -1
        for span in self.spans:
            reason = reason and span.sentence == sentence
            sentence = span.sentence
            kind = cue(span.before, reason)
            reason = kind == "reason"
            read_so = understood(span.text)
            if read_so:
                first = not found or found[-1].span.sentence != sentence
                found.append(_Claim(span, self.bounded(span, read_so[0]) if first else read_so[0], kind, read_so[1]))
        return found

    def bounded(self, span: Span, node: Node) -> Node:
        """Return "more than 12" as ? > 12, where no comparison is asked for."""
        relation = "" if isinstance(node, Rel) or (self.task and self.may_compare()) else bound(span.before, span.after)
        return Rel(relation, Blank(), node) if relation else node  # type: ignore[arg-type]

    def is_copied(self, claim: _Claim) -> bool:
        """Return True where a claim only repeats the problem: its expression, its equation, or what ends in "=" as a question does."""
        statement = claim.statement
        if isinstance(statement, Rel) and statement.op == "=" and isinstance(statement.right, Blank):
            statement = statement.left
        asked = claim.span.asked or _ASKING.search(claim.span.before) is not None
        if asked and is_unworked(statement):
            return True
        return self.problem is not None and is_unworked(self.problem) and unsigned(statement) == unsigned(self.problem)

    def pool(self, claims: list[_Claim]) -> list[_Claim]:
        """Return the claims that may be the answer: not denied, not taken back, announced as strongly as any."""
        kept: list[_Claim] = []
        for claim in claims:
            denied = is_denied(claim.span.before, claim.span.after)
            if is_correction(claim.span.before) and not denied:
                kept = []
            if not denied:
                kept.append(claim)
        kept = [claim for claim in kept if not (claim.cue in ("is", "") and _ASKING.search(claim.span.before))]
        for cues in _STRENGTH:
            strong = [claim for claim in kept if claim.cue in cues]
            if strong and (cues != ("reason",) or self.is_own_reason(strong)):
                return self.with_neighbours(strong, kept)
        return []

    def is_own_reason(self, reasons: Sequence[_Claim]) -> bool:
        """Return True where what is given as a reason is all there is: "because 3 + 4 = 7", but not "isosceles because 2 sides ..."."""
        lone = len(reasons) == 1 or any(claim.kind == "working" for claim in reasons)
        return lone and starts_with_reason(self.text.lower())

    def with_neighbours(self, strong: list[_Claim], kept: list[_Claim]) -> list[_Claim]:
        """Return the strong claims and those that "or", "and" or a comma join to them: "the answer is 4 or 5"."""
        found: list[_Claim] = []
        for claim in kept:
            joined = bool(found) and bool(claim.span.joint) and found[-1].span.sentence == claim.span.sentence
            if claim in strong or (joined and claim.cue in ("", "is")):
                found.append(claim)
        first = kept.index(found[0])
        while (
            first > 0 and kept[first].span.joint == "or" and kept[first - 1].span.sentence == kept[first].span.sentence
        ):
            first -= 1
            found.insert(0, kept[first])
        return found

    def chosen(self, pool: list[_Claim]) -> Written:
        last = pool[-1]
        if last.kind == "working":
            last = next((claim for claim in reversed(pool) if claim.kind == "given"), last)
            pool = pool[: pool.index(last) + 1]
        if self.unread_after(last):
            return self.written("unreadable")
        rivals = _rivals(pool)
        if len(rivals) > 1:
            return self.several(rivals)
        return self.answer(last)

    def unread_after(self, claim: _Claim) -> bool:
        """Return True where mathematics that could not be read follows: the answer may well be there."""
        rest = self.spans[self.spans.index(claim.span) + 1 :]
        return any(understood(span.text) is None and any(map(str.isdigit, span.text)) for span in rest)

    def answer(self, claim: _Claim, others: tuple[Node, ...] = ()) -> Written:
        about = _ABOUT.search(claim.span.before) is not None or (
            isinstance(claim.statement, Rel) and claim.statement.op == "≈"
        )
        return Written(
            "answer", result_of(claim.statement), claim.statement, claim.span.text, self.lines(), self.words(), others, "",
            claim.recurring, about,
        )  # fmt: skip

    def several(self, rivals: Sequence[_Claim]) -> Written:
        """Return several answers, or the one that all of them are."""
        statements = tuple(claim.statement for claim in rivals)
        worths = {worth(result_of(statement)) for statement in statements}
        letters = {letter_of(statement) for statement in statements} - {""}
        if len(worths) == 1 and None not in worths and len(letters) < 2:
            return self.answer(rivals[-1], statements)
        joints = [claim.span.joint for claim in rivals[1:]]
        joint = next((word for word in ("or", "and", ",") if word in joints), "lines")
        text = (f" {joint} " if joint in ("or", "and") else ", ").join(claim.span.text for claim in rivals)
        return Written("several", None, statements[-1], text, self.lines(), self.words(), statements, joint)

    def comparison(self, claims: list[_Claim]) -> Written | None:
        """Return a comparison that was written as a lone sign or said in words, None where there is none."""
        if not claims:
            lone = [_LONE_SIGNS[span.text] for span in self.spans if span.text in _LONE_SIGNS]
            relation = lone[-1] if lone else comparison(self.text.lower())
            return self.compared(relation, Blank(), Blank()) if relation else None
        if any(isinstance(claim.statement, Rel) for claim in claims) or not self.may_compare():
            return None
        first, rest = claims[0], claims[1:]
        relation = comparison_after(first.span.after) or comparison_before(first.span.before)
        if not relation:
            return None
        both = rest and ("than" in first.span.after or relation in ("=", "!="))
        return self.compared(relation, first.statement, rest[0].statement if both else Blank())

    def may_compare(self) -> bool:
        return self.task is None or self.task.kind in ("compare", "order", "explain")

    def compared(self, relation: str, left: Node, right: Node) -> Written:
        node = Rel(relation, left, right)  # type: ignore[arg-type]
        return Written("answer", node, node, self.text.strip(), self.lines(), self.words())

    def lines(self) -> tuple[str, ...]:
        return tuple(span.text for span in self.spans)


def _rivals(pool: Sequence[_Claim]) -> list[_Claim]:
    """Return the last claim and those before it that stand beside it as answers of equal right."""
    beside = [pool[-1]]
    for claim in reversed(pool[:-1]):
        if not _stands_beside(claim, beside[0]):
            break
        beside.insert(0, claim)
    return beside


def _stands_beside(claim: _Claim, follower: _Claim) -> bool:
    """Return False where a claim is a step on the way to the one that follows."""
    kinds = claim.kind, follower.kind
    joined = bool(follower.span.joint) and follower.span.sentence == claim.span.sentence
    if claim.kind in ("working", "unworked"):
        return joined and kinds == ("unworked", "unworked")
    if joined:
        return kinds[0] == kinds[1] or kinds == ("given", "plain")
    if follower.cue == "then" or claim.kind == "relation" or kinds == ("plain", "given"):
        return False
    return kinds != ("given", "given") or letter_of(claim.statement) != letter_of(follower.statement)


_STRENGTH: tuple[tuple[Cue, ...], ...] = (("final",), ("then", "answer"), ("is", ""), ("reason",))
_ASKING = re.compile(
    r"\b(?:what'?s|what is|what are|how much is|how many|can you|why|calculate|work out|evaluate|simplify|find|solve)\b"
)
_ABOUT = re.compile(r"\b(?:about|around|approximately|approx|roughly|almost|nearly|close to)\b|≈\s*$")
_LONE_SIGNS = {sign: sign for sign in ("<", ">", "=", "<=", ">=", "!=")} | {"≤": "<=", "≥": ">=", "≠": "!=", "==": "="}
