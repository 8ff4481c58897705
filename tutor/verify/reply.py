"""The checks that a reply must pass before a learner sees it. What happens to one that fails is left to `agent`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tutor.domain import Finding, Move, Outcome, Source, Task, TutorReply, Verdict
from tutor.errors import CannotCheck, ParseError
from tutor.maths import answer_text, grade, read, same, show
from tutor.maths.tree import Node, Rel
from tutor.verify.claims import equations, holds, pieces, spoken_claims, values
from tutor.verify.level import reading_grade

MAX_WORDS = 160
_GRADE_SLACK = 3.0
_LINK = re.compile(r"https?://|www\.|\b[\w.]+@[\w.]+\b")


@dataclass(frozen=True, slots=True)
class ReplyContext:
    """What a reply is held to.

    `keys` are answers that must not be given away (none where the learner has found it). `problem` and `response` are what was
    asked and written. `supposed` holds what malrules yield, as (problem, result) texts.
    `allowed` are further texts of ours that may be repeated: an item's stem, a worked example. `tone` are words never to be
    said, by kind. `grade` is the learner's, None where unknown.
    """

    move: Move
    keys: tuple[str, ...] = ()
    problem: str = ""
    response: str = ""
    verdict: Verdict | None = None
    supposed: tuple[tuple[str, str], ...] = ()
    allowed: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    tone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    grade: int | None = None


Check = Callable[[TutorReply, ReplyContext], tuple[Outcome, str]]


def check_reply(reply: TutorReply, context: ReplyContext) -> list[Finding]:
    """Return one finding per check, in a fixed order; a reply may be shown where none of them is `fail`."""
    findings = []
    for name, (check, cure) in _CHECKS.items():
        outcome, what = check(reply, context)
        findings.append(Finding(check=name, outcome=outcome, what=what, cure="" if outcome == "pass" else cure))
    return findings


def _true_mathematics(reply: TutorReply, context: ReplyContext) -> tuple[Outcome, str]:
    """Every relation that is said or quoted is true; relations of the problem itself may be repeated."""
    known = {_shown(piece) for text in (context.problem, *context.allowed) for piece in (text, *pieces(text))}
    unsure = ""
    for segment in reply.segments:
        if segment.kind == "supposed":
            continue
        for relation in equations(segment.text):
            true = holds(relation)
            if true is False:
                return "fail", f"{show(relation)} is not true"
            if true is None and show(relation) not in known:
                unsure = f"{show(relation)} could not be checked"
        for sentence, task, claim in spoken_claims(segment.text):
            if _is_wrong(task, claim):
                return "fail", f"not true: {sentence}"
    return ("unchecked", unsure) if unsure else ("pass", "")


def _no_answer_given(reply: TutorReply, context: ReplyContext) -> tuple[Outcome, str]:
    """Neither a key nor an equal value or expression stands in the reply, unless it is part of the problem itself."""
    own = {_shown(piece) for text in (context.problem, context.response, *context.allowed) for piece in _all(text)}
    named = [(piece, node) for piece, node in values(reply.text) if show(node) not in own]
    for text in context.keys:
        key = _read(text)
        if key is None:
            if f" {_words(text).strip()} " in _words(reply.text):
                return "fail", f"{text} is the answer"
            continue
        key = key.right if isinstance(key, Rel) and key.op == "=" else key
        for piece, node in named:
            if same(node, key):
                return "fail", f"{piece} gives the answer away"
    return "pass", ""


def _supposed_is_the_malrule(reply: TutorReply, context: ReplyContext) -> tuple[Outcome, str]:
    """What is supposed is what the malrule yields or the learner wrote, and something said refutes it."""
    results = {_shown(result) for _, result in context.supposed}
    problems = {_shown(piece) for problem, _ in context.supposed for piece in pieces(problem) or (problem,)}
    known = results | problems | {_shown(piece) for text in (context.problem, context.response) for piece in _all(text)}
    for place, segment in enumerate(reply.segments):
        if segment.kind != "supposed":
            continue
        strange = [
            piece for piece in pieces(segment.text) if _shown(piece) not in known and not _is_one_of(piece, known)
        ]
        if strange:
            return "fail", f"{strange[0]} is not what that rule gives"
        if not any(later.kind == "said" for later in reply.segments[place + 1 :]):
            return "fail", "a supposition is left standing"
    return "pass", ""


def _one_question(reply: TutorReply, context: ReplyContext) -> tuple[Outcome, str]:
    asked = sum(text.count("?") for text in (re.sub(r"`[^`]*`", "", segment.text) for segment in reply.segments))
    return ("pass", "") if asked <= 1 else ("fail", f"{asked} questions")


def _sources_are_real(reply: TutorReply, context: ReplyContext) -> tuple[Outcome, str]:
    """Each quotation stands word for word in the source it names, and nothing else points outward."""
    texts = {source.id: _spaced(source.text) for source in context.sources}
    for segment in reply.segments:
        if segment.kind == "quoted" and _spaced(segment.text) not in texts.get(segment.source, ""):
            return "fail", f"not in {segment.source or 'any source'}: {segment.text[:60]}"
        if segment.kind != "quoted" and (segment.source or _LINK.search(segment.text)):
            return "fail", "names a source that was not retrieved"
    return "pass", ""


def _verdict_is_kept(reply: TutorReply, context: ReplyContext) -> tuple[Outcome, str]:
    """A wrong response is not praised as right, and a right one not called wrong."""
    said = _words(" ".join(segment.text for segment in reply.segments if segment.kind == "said"))
    kinds = {"wrong": "says_right", "unreadable": "says_right", "right": "says_wrong"}
    word = _first(context.tone.get(kinds.get(context.verdict or "", ""), ()), said)
    return ("fail", f"says “{word}” of a {context.verdict} answer") if word else ("pass", "")


def _tone_is_kind(reply: TutorReply, context: ReplyContext) -> tuple[Outcome, str]:
    word = _first(context.tone.get("shaming", ()), _words(reply.text))
    return ("fail", f"says “{word}”") if word else ("pass", "")


def _is_safe(reply: TutorReply, context: ReplyContext) -> tuple[Outcome, str]:
    """What is said to somebody in need is fixed, and must name the danger."""
    if context.move.name == "hand_over":
        return "pass", ""
    word = _first(context.tone.get("unsafe", ()), _words(reply.text))
    return ("fail", f"says “{word}”") if word else ("pass", "")


def _reads_easily(reply: TutorReply, context: ReplyContext) -> tuple[Outcome, str]:
    """Our own words read at most a little above the learner's grade, grade 5 where it is unknown, and are not long."""
    own = " ".join(segment.text for segment in reply.segments if segment.kind != "quoted")
    words = len(reply.text.split())
    if words > MAX_WORDS:
        return "fail", f"{words} words"
    if words < 25 or context.move.name in ("hand_over", "redirect"):
        return "pass", ""
    measured, limit = reading_grade(own), max(context.grade or 5, 4) + _GRADE_SLACK
    return ("pass", "") if measured <= limit else ("fail", f"reads at grade {measured:.1f}, more than {limit:.0f}")


_CHECKS: Mapping[str, tuple[Check, str]] = {
    "true_mathematics": (_true_mathematics, "State only what is true."),
    "no_answer_given": (_no_answer_given, "Leave the result to the learner."),
    "supposed": (_supposed_is_the_malrule, "Use the given supposition, then show why it cannot be."),
    "one_question": (_one_question, "Ask at most one question."),
    "sources": (_sources_are_real, "Quote the given sources word for word, or nothing."),
    "verdict": (_verdict_is_kept, "Say nothing that goes against the verdict."),
    "tone": (_tone_is_kind, "Be kind; say nothing about the learner's worth."),
    "safety": (_is_safe, "Stay with the mathematics."),
    "level": (_reads_easily, "Use shorter sentences and plain words."),
}


def _is_wrong(task: Task, claim: str) -> bool:
    try:
        return grade(answer_text(task), claim, task=task).verdict == "wrong"
    except (CannotCheck, ParseError):
        return False


def _all(text: str) -> tuple[str, ...]:
    """Return a text and every piece of mathematics in it, with the parts of each piece."""
    return (text, *(show(node) for _, node in values(text)), *pieces(text))


def _is_one_of(piece: str, known: set[str]) -> bool:
    """Return whether a relation is made of known sides: "1/2 + 1/2 = 2/4" of a problem and its supposed result."""
    node = _read(piece)
    return isinstance(node, Rel) and {show(node.left), show(node.right)} <= known


def _read(text: str) -> Node | None:
    try:
        return read(text)
    except ParseError:
        return None


def _shown(text: str) -> str:
    """Return the canonical writing of a piece of mathematics, or the text itself where it cannot be read."""
    node = _read(text.strip("` "))
    return show(node) if node is not None else text.strip("` ")


def _words(text: str) -> str:
    return f" {' '.join(re.findall(r'[a-z0-9]+', text.lower().replace(chr(39), '').replace('’', '')))} "


def _first(phrases: tuple[str, ...], words: str) -> str:
    return next((phrase for phrase in phrases if f" {phrase.replace(chr(39), '')} " in words), "")


def _spaced(text: str) -> str:
    return " ".join(text.split())
