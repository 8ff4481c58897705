"""Finds the answer in what a pupil really wrote, with the working and the words around it. Whether it is right is left to `grade`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from tutor.domain import Task
from tutor.maths.answers import cues, results
from tutor.maths.answers.results import is_solution, is_unworked, items_of, letter_of, problem_of, result_of, understood
from tutor.maths.answers.spans import Span, spans
from tutor.maths.answers.text import ENGLISH, clean, in_digits, in_rows
from tutor.maths.answers.words import polarity
from tutor.maths.compare import DENIED
from tutor.maths.read import readable
from tutor.maths.tree import Blank, Node, Rel, letters_of

LONGEST_TEXT = 2000
_FRACTION_GAP = re.compile(r"_ ?/ ?(\d+)|(\d+) ?/ ?_")
"""A gap in a fraction: who writes 9/12 for 3/4 = _/12 has filled it with 9."""
LONGEST_PLAIN = 16
_PLAIN = re.compile("(?:[xyn] ?= ?|{0} ?[<>] ?)?{0}".format(r"-?(?:[0-9]+|[0-9]*\.[0-9]+|(?:[0-9]+ )?[0-9]+/[0-9]+)"))
_ON_AXIS = {"x": re.compile(r"\(\s*([^(),]+?)\s*,\s*0\s*\)"), "y": re.compile(r"\(\s*0\s*,\s*([^(),]+?)\s*\)")}
"""An intercept said as the point it is: the number that is not zero counts."""
_POINTED, _SHARE_SAID = ENGLISH.pattern("pointed"), ENGLISH.pattern("share_said")
_LETTER = re.compile(r"(?<![A-Za-z])[b-hj-z](?![A-Za-z])")
Kind = Literal["answer", "several", "words", "no_answer", "empty", "copied", "unreadable"]
_STRENGTH: tuple[tuple[cues.Cue, ...], ...] = (("final",), ("then", "answer"), ("is", ""), ("reason",))
_CHECK = re.compile(r"(?im)(?<=\n)\s*(?:check|checking|to check|my check|proof)\b")
_LONE_SIGNS = {sign: sign for sign in ("<", ">", "=", "<=", ">=", "!=")} | {"≤": "<=", "≥": ">=", "≠": "!=", "==": "="}


@dataclass(frozen=True, slots=True)
class Written:
    """What a pupil wrote, taken apart.

    `final` is the last result (4 of "x = 7 - 3 = 4"), `statement` all of the last statement, `text` that statement as written.
    `others`: the answers side by side, different ones where `kind` is "several", else one answer written in several ways; `joint` says
    what joins them. `lines`: the working in order, the answer last. `recurring`: the exact results.worth of a result written as 0.333... .
    `about`: the pupil says it is rounded.
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


def read_response(text: str, task: Task | None = None, *, letters: frozenset[str] = frozenset()) -> Written:
    """Return what a pupil wrote as final result, working and words; never raises.

    The answer is the last result that the words do not deny, take back or give as a reason. With `task`, its problem copied out is
    known as such; `letters` are variables, so that 5m is 5 × m. Source: ours.
    """
    if gap := _FRACTION_GAP.search(task.expression) if task and task.want == "_" else None:
        text = re.sub(rf"\b(\d+) ?/ ?{gap[1]}\b" if gap[1] else rf"\b{gap[2]} ?/ ?(\d+)\b", r"\1", text)
    if task and task.want == "_" and len(text) < 4 * LONGEST_PLAIN:  # the whole sentence with its gap filled
        sentence = re.escape(re.sub(r"\s", "", task.expression)).replace("_", r"([-\d./]+)", 1)
        text = re.sub(rf"^{sentence}$", r"\1", re.sub(r"\s", "", text)) if "=" in text else text
    if task and " h " in task.expression:
        text = re.sub(r"\ban hour\b", "1 hour", re.sub(r"^\s*(\d+):([0-5]\d)\s*$", r"\1 h \2 min", text))
    if task and "£" in task.expression:
        text = re.sub(r"([\d.,]*\d) ?(?:pounds?|quid)\b", r"£\1", text)
    if task and task.want in ("left over", "full groups"):  # 7 r 3 tells both
        text = re.sub(r"(\d+) ?r(?:em(?:ainder)?)?\.? ?(\d+)", r"\2" if task.want == "left over" else r"\1", text)
    if task and task.want not in ("percent", "whole"):  # "30% of 200 is 60" says 60
        text = _SHARE_SAID.sub("", text)
    plain = None if task and task.kind == "translate" else _plain(text.strip())
    return plain or _read_response(text, task, letters)


@lru_cache(maxsize=8192)
def _plain(text: str) -> Written | None:
    """Return what a lone number, or two with a sign between, says whatever the task, as most answers do; None for everything else."""
    node = readable(text) if len(text) < LONGEST_PLAIN and _PLAIN.fullmatch(text) else None
    return None if node is None else Written("answer", result_of(node), node, text, (text,))


@lru_cache(maxsize=4096)
def _read_response(text: str, task: Task | None, letters: frozenset[str]) -> Written:
    if len(text) > LONGEST_TEXT:
        return Written("unreadable", words=text[:200])
    cleaned = clean(text)
    if not cleaned:
        return Written("empty")
    if not any(character.isalnum() or character in "<>=≤≥≠∞" for character in cleaned):
        return Written("no_answer", words=cleaned)
    if task and task.kind == "intercept" and task.want in _ON_AXIS:
        cleaned = _ON_AXIS[task.want].sub(r"\1", cleaned)
    if task and task.kind == "compare" and task.want and (named := _POINTED.fullmatch(cleaned.lower().rstrip(".!"))):
        cleaned = dict(enumerate(task.given)).get(int(ENGLISH.rows["places"][named[1]]) % len(task.given), cleaned)
    if task and task.want == "value":  # 7 hundreds
        cleaned = re.sub(r"(?<=\d) (ten|hundred|thousand)s?\b", lambda told: "0" * (2 * len(told[1]) // 5), cleaned)
    own = set(_LETTER.findall(cleaned)) if task and task.kind == "translate" and not task.want else set()
    if len(own) == 1:  # where no letter is named, the pupil's own one is as good as the n of the task
        cleaned = _LETTER.sub("n", cleaned)
    return _Reading(in_digits(in_rows(cleaned)), task, letters).result()


@dataclass(frozen=True, slots=True)
class _Claim:
    """One stretch of mathematics that was understood, and what the words say of it."""

    span: Span
    statement: Node
    cue: cues.Cue
    recurring: Fraction | None = None

    @property
    def kind(self) -> Literal["plain", "unworked", "given", "working", "relation"]:
        """Return what it states: a plain result, 7 + 5, x = 4, 7 + 5 = 12, or another relation such as 3x = 12 or x < 4."""
        if is_solution(self.statement):
            return "given"
        if isinstance(self.statement, Rel):
            return "relation" if letters_of(self.statement) or self.statement.op not in ("=", "≈") else "working"
        return "unworked" if is_unworked(self.statement) and not items_of(self.statement) else "plain"

    def follows(self, other: "_Claim") -> bool:
        """Return True where only "or", "and" or a comma stands between it and the claim before."""
        return bool(self.span.joint) and self.span.sentence == other.span.sentence


class _Reading:
    """Weighs the claims of one response."""

    def __init__(self, text: str, task: Task | None, letters: frozenset[str]) -> None:
        self.text = _CHECK.split(text, maxsplit=1)[0]
        self.may_compare = task is None or task.kind in ("compare", "order", "explain")
        self.is_asked_to_compare = task is not None and self.may_compare
        self.whether = task.want if task and task.kind == "compare" and task.want in DENIED else ""
        self.problem = problem_of(task)
        self.spans = spans(self.text, letters | letters_of(self.problem))
        self.claims = self.claims_made()

    def result(self) -> Written:
        said = self.comparison()
        if said:
            return said
        if not self.claims:
            if not self.spans:
                return self.written("no_answer" if cues.is_no_answer(self.text) else "words")
            return self.written("unreadable" if any(map(str.isdigit, self.text)) else "words")
        own = [claim for claim in self.claims if not self.is_copied(claim)]
        pool = self.pool(own)
        if pool:
            return self.chosen(pool)
        if len(own) < len(self.claims):
            return self.written("copied")
        return self.written("words" if all(claim.cue == "reason" for claim in own) else "no_answer")

    def written(self, kind: Kind, statement: Node | None = None, final: Node | None = None, text: str = "") -> Written:
        return Written(kind, final, statement, text, tuple(span.text for span in self.spans), self.words())

    def words(self) -> str:
        """Return the language of the response alone."""
        if not self.spans:
            return self.text
        last_of_sentence = {span.sentence: span for span in self.spans}.values()
        parts = [f"{span.before} {span.after if span in last_of_sentence else ''}" for span in self.spans]
        return re.sub(r"[\s,=≈]+", " ", " ".join(parts)).strip()

    def claims_made(self) -> list[_Claim]:
        """Return what was understood, in order, with its cue; a reason reaches to the end of its sentence."""
        found: list[_Claim] = []
        kind: cues.Cue = ""
        sentence = -1
        for span in self.spans:
            kind = cues.cue(span.before, kind == "reason" and span.sentence == sentence)
            sentence = span.sentence
            read_so = understood(span.text)
            if read_so:
                is_first = not found or found[-1].span.sentence != sentence
                found.append(_Claim(span, self.bounded(span, read_so[0]) if is_first else read_so[0], kind, read_so[1]))
        return found

    def bounded(self, span: Span, node: Node) -> Node:
        """Return "more than 12" as ? > 12, where no comparison is asked for."""
        relation = "" if isinstance(node, Rel) or self.is_asked_to_compare else cues.bound(span.before, span.after)
        return Rel(relation, Blank(), node) if relation else node  # type: ignore[arg-type]

    def is_copied(self, claim: _Claim) -> bool:
        """Return True where a claim only repeats the problem: its expression, its equation, or what ends in "=" as a question does."""
        statement = claim.statement
        if isinstance(statement, Rel) and statement.op == "=" and isinstance(statement.right, Blank):
            statement = statement.left
        if (claim.span.asked or cues.ASKING.search(claim.span.before)) and is_unworked(statement):
            return True
        if self.problem is None or not is_unworked(self.problem):
            return False
        return results.unsigned(statement) == results.unsigned(self.problem)

    def pool(self, claims: list[_Claim]) -> list[_Claim]:
        """Return the claims that may be the answer: not denied, not taken back, announced as strongly as any."""
        kept: list[_Claim] = []
        for claim in claims:
            before = claim.span.before
            if cues.is_denied(before, claim.span.after):
                continue
            kept = [] if cues.CORRECTION.search(before) else kept
            if claim.cue not in ("is", "") or not cues.ASKING.search(before):
                kept.append(claim)
        for strength in _STRENGTH:
            strong = [claim for claim in kept if claim.cue in strength]
            if strong and (strength != ("reason",) or self.is_own_reason(strong)):
                return _with_neighbours(strong, kept)
        return []

    def is_own_reason(self, reasons: Sequence[_Claim]) -> bool:
        """Return True where what is given as a reason is all there is: "because 3 + 4 = 7", but not "isosceles because 2 sides ..."."""
        lone = len(reasons) == 1 or any(claim.kind == "working" for claim in reasons)
        return lone and cues.starts_with_reason(self.text.lower())

    def chosen(self, pool: list[_Claim]) -> Written:
        """Return the last claim as the answer, with those that stand beside it as answers of equal right."""
        last = pool[-1]
        if last.kind == "working":
            last = next((claim for claim in reversed(pool) if claim.kind == "given"), last)
            pool = pool[: pool.index(last) + 1]
        if self.is_unread_after(last):
            return self.written("unreadable")
        beside = [last]
        for claim in reversed(pool[:-1]):
            if not _stands_beside(claim, beside[0]):
                break
            beside.insert(0, claim)
        return self.answer(beside)

    def is_unread_after(self, claim: _Claim) -> bool:
        """Return True where mathematics that could not be read follows: the answer may well be there."""
        rest = self.spans[self.spans.index(claim.span) + 1 :]
        return any(understood(span.text) is None and any(map(str.isdigit, span.text)) for span in rest)

    def answer(self, beside: Sequence[_Claim]) -> Written:
        """Return the one answer that all claims are, or several."""
        last, joints = beside[-1], [claim.span.joint for claim in beside[1:]]
        statements = tuple(claim.statement for claim in beside)
        worths = {results.worth(result_of(statement)) for statement in statements}
        letters = {letter_of(statement) for statement in statements} - {""}
        if len(beside) == 1 or (len(worths) == 1 and None not in worths and len(letters) < 2):
            about = cues.is_about(last.span.before) or (isinstance(last.statement, Rel) and last.statement.op == "≈")
            found = self.written("answer", last.statement, result_of(last.statement), last.span.text)
            others = statements if len(beside) > 1 else ()
            return replace(found, others=others, recurring=last.recurring, about=about)
        joint = next((word for word in ("or", "and", ",") if word in joints), "lines")
        text = (f" {joint} " if joint in ("or", "and") else ", ").join(claim.span.text for claim in beside)
        return replace(self.written("several", last.statement, None, text), others=statements, joint=joint)

    def comparison(self) -> Written | None:
        """Return a comparison that was written as a lone sign or said in words, or yes and no to one; None where there is none."""
        if self.whether and (said := polarity(self.text)) is not None:
            return self.compared(self.whether if said else DENIED[self.whether], Blank(), Blank())
        if not self.claims:
            lone = [_LONE_SIGNS[span.text] for span in self.spans if span.text in _LONE_SIGNS]
            return self.compared(lone[-1] if lone else cues.comparison(self.text.lower()), Blank(), Blank())
        if any(isinstance(claim.statement, Rel) for claim in self.claims) or not self.may_compare:
            return None
        first, rest = self.claims[0], self.claims[1:]
        relation = cues.comparison_beside(first.span.before, first.span.after)
        both = rest and ("than" in first.span.after or relation in ("=", "!="))
        return self.compared(relation, first.statement, rest[0].statement if both else Blank())

    def compared(self, relation: str, left: Node, right: Node) -> Written | None:
        node = Rel(relation, left, right)  # type: ignore[arg-type]
        return self.written("answer", node, node, self.text.strip()) if relation else None


def _with_neighbours(strong: list[_Claim], kept: list[_Claim]) -> list[_Claim]:
    """Return the strong claims and those that "or", "and" or a comma join to them: "the answer is 4 or 5"."""
    found: list[_Claim] = []
    for claim in kept:
        if claim in strong or (found and claim.follows(found[-1]) and claim.cue in ("", "is")):
            found.append(claim)
    first = kept.index(found[0])
    while first > 0 and kept[first].span.joint == "or" and kept[first].follows(kept[first - 1]):
        first -= 1
        found.insert(0, kept[first])
    return found


def _stands_beside(claim: _Claim, follower: _Claim) -> bool:
    """Return False where a claim is a step on the way to the one that follows."""
    kinds, joined = (claim.kind, follower.kind), follower.follows(claim)
    if claim.kind in ("working", "unworked"):
        return joined and kinds == ("unworked", "unworked")
    if joined:
        return kinds[0] == kinds[1] or kinds == ("given", "plain")
    if follower.cue == "then" or claim.kind == "relation" or kinds == ("plain", "given"):
        return False
    return kinds != ("given", "given") or letter_of(claim.statement) != letter_of(follower.statement)
