"""The checks that a reply must pass before a learner sees it. What happens to one that fails is left to `agent`."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from tutor.diagnosis.literal import literals, number
from tutor.domain import Finding, Move, Source, TutorReply, Verdict
from tutor.errors import CannotCheck
from tutor.maths import readable, same, show, value, verdict_of
from tutor.maths.tables import Phrasebook
from tutor.maths.tree import Bin, Frac, Listing, Name, Node, Num, Quantity, Rel
from tutor.verify.checks import Checks, checked
from tutor.verify.claims import equations, holds, pieces, plainly, spoken_claims, undisguised, values
from tutor.verify.item import SIGNS
from tutor.verify.level import reading_grade
from tutor.verify.prose import sentences
from tutor.verify.words import Phrases, Words

MAX_WORDS = 160
_UNSAFE = ("unsafe", "unsafe_always", "unsafe_request", "worry_self_harm", "worry_abuse", "worry_threat")
_GRADE_SLACK = 3.0
_LINK, _NOT_PLAIN, _QUOTED, _RESULT, _ANSWER, _TELLS, _UPPER, _LOWER, _RATIO, _SIGN = map(
    Phrasebook("verify", "reply").pattern,
    ["link", "not_plain", "quoted", "result", "answer", "tells", "upper", "lower", "ratio", "sign"],
)
_SMALL = 12


@dataclass(frozen=True, slots=True)
class ReplyContext:
    """What a reply is held to.

    `keys` are answers that must not be given away (none where the learner has found it). `problem` and `response` are what was
    asked and written. `belief` is the misconception in words, `supposed` holds what malrules yield, as (problem, result) texts.
    `new_key` is the one of the item that is set, which numbers of the problem before it do not excuse.
    `allowed` are further texts whose numbers may be named: an item's stem; `ours` are texts of ours that may be repeated, but for the keys:
    our own reply, worked examples. `tone` are words never to be said, by kind. `grade` is the learner's, None where unknown.
    `untold` says what a reply tells of mathematics that no page of ours does (see `rules`); None where the words are our own.
    """

    move: Move
    keys: tuple[str, ...] = ()
    problem: str = ""
    response: str = ""
    verdict: Verdict | None = None
    belief: str = ""
    supposed: tuple[tuple[str, str], ...] = ()
    allowed: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    tone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    grade: int | None = None
    new_key: str = ""
    untold: Callable[[TutorReply], str] | None = None


def check_reply(reply: TutorReply, context: ReplyContext) -> list[Finding]:
    """Return one finding per check, in a fixed order; a reply may be shown where none of them is `fail`."""
    return checked("reply", _CHECKS, reply, context)


def _true_mathematics(reply: TutorReply, context: ReplyContext) -> str:
    """Every relation that is said or quoted is true; relations of the problem itself may be repeated."""
    ours = (context.problem, *context.allowed, *context.ours)
    known = {_shown(piece) for text in ours for piece in (text, *pieces(text))}
    unsure = ""
    for segment in reply.segments:
        if segment.kind == "supposed":
            continue
        text = segment.text.replace(context.problem, "") if context.problem else segment.text
        for relation in equations(text):
            true = holds(relation)
            if true is False:
                return f"{show(relation)} is not true"
            if true is None and show(relation) not in known:
                unsure = f"{show(relation)} could not be checked"
        for sentence, task, claim in spoken_claims(text):
            if verdict_of(claim, task) == "wrong":
                return f"not true: {sentence}"
    if unsure:
        raise CannotCheck(unsure)
    return ""


def _no_answer_given(reply: TutorReply, context: ReplyContext) -> str:
    """Neither a key nor an equal value or expression stands in the reply, unless it is part of the problem itself."""
    before, told = (context.problem, context.response), undisguised(reply.text)
    every = [(piece, node, show(node)) for piece, node in _named(reply.text, told)]
    for text in context.keys:
        is_new, key = text == context.new_key, _node(text)
        given = context.allowed if is_new else (*before, *context.allowed)
        own, problem = _owned(given), " ".join(context.allowed) if is_new else context.problem
        named = [(piece, node) for piece, node, shown in every if shown not in own]
        if key is not None and (result := _told_as_answer(reply.text, key)):
            return f"{result} gives the answer away"
        if _is_chosen(key, text, problem):
            worked = (one for one, node in named if key is not None and isinstance(node, Bin) and _is_worth(node, key))
            if order := _singled_out(reply.text, text, problem) or _tells_order(reply, problem) or next(worked, ""):
                return f"{order} gives the answer away"
        elif _is_copied(text, key, reply.text, " ".join(given)):
            return f"{text} is the answer"
        elif key is None or isinstance(key, Listing):
            if f" {_words(text).strip()} " in _words(reply.text) and _words(text).strip():
                return f"{text} is the answer"
        elif equal := next((one for one, node in named if _is_worth(node, key) or _is_about(one, key)), ""):
            return f"{equal} gives the answer away"
        elif parts := _in_parts(told, key) or _turned_around(told, key, problem):
            return f"{parts} gives the answer away"
    return ""


def tells(text: str, keys: Iterable[str]) -> bool:
    """Return whether a text names a value that is worth one of the keys; a small whole number tells only where it is a result."""
    nodes = [node for _, node in values(text) if not _is_small(node)]
    nodes += [side for relation in equations(text) for side in (relation.left, relation.right)]
    return any(key is not None and _is_worth(node, key) for key in map(_node, keys) for node in nodes)


def _node(key: str) -> Node | None:
    node = readable(key)
    return node.right if isinstance(node, Rel) and node.op == "=" and isinstance(node.left, Name) else node


@lru_cache(maxsize=64)
def _owned(given: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_shown(piece) for text in (*given, *map(undisguised, given)) for piece in _all(text))


def _is_small(node: Node) -> bool:
    return isinstance(node, Num) and node.text.isdigit() and int(node.text) <= _SMALL


def _supposed_is_the_malrule(reply: TutorReply, context: ReplyContext) -> str:
    """What is supposed is the belief, what its malrule yields or what the learner wrote, and something said refutes it."""
    results = {_shown(result) for _, result in context.supposed}
    texts = (context.problem, context.response, context.belief, *(text for both in context.supposed for text in both))
    known = results | {_shown(piece) for text in texts for piece in _all(text)}
    for place, segment in enumerate(reply.segments):
        if segment.kind != "supposed":
            continue
        strange = [one for one in pieces(segment.text) if _shown(one) not in known and not _is_one_of(one, known)]
        spoken = [show(one) for one in equations(plainly(segment.text)) if holds(one) is False]
        strange += [piece for piece in spoken if not _is_one_of(piece, known)]
        if strange:
            return f"{strange[0]} is not what that rule gives"
        if not any(later.kind == "said" for later in reply.segments[place + 1 :]):
            return "a supposition is left standing"
    return ""


def _rules_are_ours(reply: TutorReply, context: ReplyContext) -> str:
    """What is told of how mathematics works stands in our own pages."""
    told = context.untold(reply) if context.untold else ""
    return f"not in our pages: {told}" if told else ""


def _one_question(reply: TutorReply, context: ReplyContext) -> str:
    asked = sum(text.count("?") for text in (re.sub(r"`[^`]*`", "", segment.text) for segment in reply.segments))
    return "" if asked <= 1 else f"{asked} questions"


def _sources_are_real(reply: TutorReply, context: ReplyContext) -> str:
    """Each quotation stands word for word in the source it names, and nothing else names a source or points outward."""
    texts = {source.id: _spaced(source.text) for source in context.sources}
    known = _words(" ".join((*texts.values(), context.problem, context.response, *context.allowed, *context.ours)))
    for segment in reply.segments:
        if segment.kind == "quoted" and not _is_quotation(segment.text, texts.get(segment.source, ""), segment.source):
            return f"not in {segment.source or 'any source'}: {segment.text[:60]}"
        if segment.kind == "quoted":
            continue
        cited = _in_words(segment.text).first(context.tone, "cites")
        if segment.source or cited or _LINK.search(segment.text):
            return f"names a source that was not retrieved{f': {cited[0].strip()}' if cited else ''}"
        for quote in _QUOTED.findall(segment.text if segment.kind == "said" else ""):
            if _words(quote).strip() not in known:
                return f"not in any source: {quote[:60]}"
    return ""


def _is_quotation(text: str, page: str, id: str) -> bool:
    """Return whether a text is whole sentences of a page; a trap begins with an error, which is not quoted."""
    whole = sentences(page)[id.endswith("#trap") :]
    return set(sentences(_spaced(text))) <= set(whole) and _spaced(text) in page


def _verdict_is_kept(reply: TutorReply, context: ReplyContext) -> str:
    """A wrong response is not praised as right, and a right one not called wrong."""
    said = " ".join(segment.text for segment in reply.segments if segment.kind == "said")
    kinds = {"wrong": "says_right", "unreadable": "says_right", "right": "says_wrong"}
    says = _says(context.tone, (kinds.get(context.verdict or "", ""),), said)
    return f"{says} of a {context.verdict} answer" if says else ""


def _tone_is_kind(reply: TutorReply, context: ReplyContext) -> str:
    return _says(context.tone, ("shaming", "rude"), reply.text)


def _is_safe(reply: TutorReply, context: ReplyContext) -> str:
    """What is said to somebody in need is fixed, and must name the danger."""
    return "" if context.move.name == "hand_over" else _says(context.tone, _UNSAFE, reply.text)


def _is_tutoring(reply: TutorReply, context: ReplyContext) -> str:
    """There is something said in plain text, it speaks of the work, and it obeys nobody's orders."""
    said = " ".join(segment.text for segment in reply.segments if segment.kind == "said")
    odd = _NOT_PLAIN.search(reply.text)
    if odd or reply.text.count("`") % 2 or not re.search(r"[A-Za-z]{2,}", said):
        return f"{odd[0]!r} is no plain text" if odd else "nothing is said, or a backtick stands alone"
    if says := _says(context.tone, ("machinery",), reply.text):
        return says
    if context.move.name in ("redirect", "hand_over") or not context.tone.get("on_topic"):
        return ""
    about = re.search(r"\d", reply.text) or _says(context.tone, ("on_topic",), reply.text)
    return "" if about else "it is not about the problem"


def _reads_easily(reply: TutorReply, context: ReplyContext) -> str:
    """Our own words read at most a little above the learner's grade, grade 5 where it is unknown, and are not long."""
    own = " ".join(segment.text for segment in reply.segments if segment.kind != "quoted")
    words = len(reply.text.split())
    if words > MAX_WORDS:
        return f"{words} words"
    if words < 25 or context.move.name in ("hand_over", "redirect"):
        return ""
    measured, limit = reading_grade(own), max(context.grade or 5, 4) + _GRADE_SLACK
    return "" if measured <= limit else f"reads at grade {measured:.1f}, more than {limit:.0f}"


_CHECKS: Checks = {
    "true_mathematics": _true_mathematics, "rules": _rules_are_ours, "no_answer_given": _no_answer_given,
    "supposed": _supposed_is_the_malrule, "one_question": _one_question, "sources": _sources_are_real,
    "verdict": _verdict_is_kept, "tone": _tone_is_kind, "tutoring": _is_tutoring, "safety": _is_safe, "level": _reads_easily,
}  # fmt: skip


def _all(text: str) -> tuple[str, ...]:
    """Return a text and every piece of mathematics in it, with the parts of each piece."""
    return (text, *(show(node) for _, node in values(text)), *pieces(text))


def _named(text: str, told: str) -> Iterator[tuple[str, Node]]:
    """Yield what a text names in digits, and in words where these are no mere small count: "five sixths", "is eight"."""
    yield from values(text)
    for piece, node in values(told):
        if not _is_small(node):
            yield piece, node
    for result in _RESULT.findall(told):
        yield result, Num(result)


def _is_worth(node: Node, key: Node) -> bool:
    """Return whether a value is the key, its unit said or left out."""
    one, other = (made.of if isinstance(made, Quantity) else made for made in (node, key))
    return same(node, key) is True or same(one, other) is True


def _is_copied(key: str, node: Node | None, text: str, own: str) -> bool:
    """Return whether a key that is a relation, or has a letter in it such as x(x + 4), stands in a text and in none of our own."""
    if isinstance(node, Rel) and show(node) in {show(one) for one in equations(text)}:
        return True
    bare, told, known = (re.sub(r"[\s`]", "", one) for one in (key, text, own))
    return len(bare) > 2 and re.search(r"[a-z]", bare) is not None and bare in told and bare not in known


def _told_as_answer(text: str, key: Node) -> str:
    """Return where a key is called the answer, which its standing in the problem does not excuse; "" where it is not."""
    told = ((found[1] or found[2]).strip("`*.,;:!?") for found in _ANSWER.finditer(text))
    return next((piece for piece in told if (node := readable(piece)) is not None and _is_worth(node, key)), "")


def _is_about(piece: str, key: Node) -> bool:
    """Return whether a decimal or percent is the key rounded: 0.83 of 5/6."""
    node = readable(piece)
    if node is None or not re.fullmatch(r"-?\d*\.\d{2,}|-?\d{2,}(?:\.\d+)?\s?%", piece.strip()):
        return False
    try:
        return 0 < abs(value(node) - value(key)) <= Fraction(7, 1000)
    except CannotCheck:
        return False


def _in_parts(text: str, key: Node) -> str:
    """Return how a fraction is told by its top and its bottom, each by itself, or a ratio just as it is; "" where it is not."""
    if isinstance(key, Bin) and key.sign == ":":
        return next((" : ".join(two) for two in _RATIO.findall(text) if " : ".join(two) == show(key)), "")
    tops, bottoms = _UPPER.findall(text.lower()), _LOWER.findall(text.lower())
    parts = ((top, bottom) for top in tops for bottom in bottoms if int(bottom))
    ways = (Frac(Num(top), Num(bottom)) for top, bottom in parts)
    is_whole = isinstance(key, Num) and key.text.isdigit()
    return next((show(way) for way in ways if not is_whole and same(way, key)), "")


def _turned_around(text: str, key: Node, problem: str) -> str:
    """Return an equation that joins the key with just the numbers of the problem: 2/8 + 3/8 = 5/8 tells what 5/8 - 2/8 is."""
    asked = {number(part) for _, node in values(problem) for part in literals(node)}
    for relation in equations(text) if len(asked) > 1 and number(key) not in {None, *asked} else ():
        if {number(part) for part in literals(relation)} == asked | {number(key)}:
            return show(relation)
    return ""


def _is_chosen(key: Node | None, text: str, problem: str) -> bool:
    """Return whether the answer is a choice among what the problem names: a sign, or one of its own values."""
    return text in SIGNS or (key is not None and show(key) in _choices(problem))


def _choices(problem: str) -> dict[str, Node]:
    return {show(node): node for _, node in values(re.sub(r"[`_?□○]+", " ; ", problem))}


def _singled_out(text: str, key: str, problem: str) -> str:
    """Return the key where it alone of all choices is named, in whatever form, or a sign is called the answer; "" where it is not."""
    signs = {sign for told in _SIGN.findall(text) for sign in told if sign}
    told = [node for _, node in values(text)]
    named = {shown for shown, node in _choices(problem).items() if any(_is_worth(one, node) for one in told)}
    return key if signs | named == {key} else ""


def _tells_order(reply: TutorReply, problem: str) -> str:
    """Return where what is said relates two values of the problem, or calls one of them the larger; "" where nothing does."""
    own = _choices(problem).keys()
    said = " ".join(segment.text for segment in reply.segments if segment.kind != "supposed")
    for relation in equations(said):
        if {show(relation.left), show(relation.right)} <= own and len(own) > 1:
            return show(relation)
    told = (rf"(?<![\d/.]){re.escape(one)}{_TELLS.pattern}" for one in own)
    return next((found[0] for way in told if (found := re.search(way, plainly(said)))), "")


def _is_one_of(piece: str, known: set[str]) -> bool:
    """Return whether a relation is made of known sides: "1/2 + 1/2 = 2/4" of a problem and its supposed result."""
    node = readable(piece)
    return isinstance(node, Rel) and {show(node.left), show(node.right)} <= known


def _shown(text: str) -> str:
    """Return the canonical writing of a piece of mathematics, or the text itself where it cannot be read."""
    node = readable(text.strip("` "))
    return show(node) if node is not None else text.strip("` ")


def _words(text: str) -> str:
    return f" {' '.join(re.findall(r'[a-z0-9]+', text.lower().replace(chr(39), '').replace('’', '')))} "


def _says(lists: Phrases, names: tuple[str, ...], text: str) -> str:
    """Return that a text says the first phrase of the lists that stands in it, or ""."""
    hits = (found[0].strip(" .") for name in names if (found := _in_words(text).first(lists, name)))
    return next((f"says “{word}”" for word in hits), "")


@lru_cache(maxsize=64)
def _in_words(text: str) -> Words:
    return Words(f". {text}")


def _spaced(text: str) -> str:
    return " ".join(text.split())
