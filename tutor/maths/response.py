"""Finds the answer in what a pupil really wrote, with the working and the words around it. Whether it is right is left to `grade`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from tutor.domain import Task
from tutor.errors import CannotCheck, ParseError
from tutor.maths.cues import Cue, comparison, cue, is_correction, is_denied, is_no_answer
from tutor.maths.layout import in_rows
from tutor.maths.read import read
from tutor.maths.spans import Span, spans
from tutor.maths.spoken import in_digits
from tutor.maths.tree import Bin, Blank, Frac, Group, Listing, Name, Neg, Node, Num, Quantity, Rel, children
from tutor.maths.value import value

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
        node = self.final
        while isinstance(node, Neg | Group | Bin) and not isinstance(node, Quantity):
            node = node.of if isinstance(node, Neg | Group) else node.left if node.sign == " " else None
        return node.unit if isinstance(node, Quantity) else ""

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
    def is_working(self) -> bool:
        """Return True for a statement such as 3 + 4 = 7 or 3x = 12, which may be a step on the way."""
        return isinstance(self.statement, Rel) and self.statement.op in ("=", "≈")


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


_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SAME = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "`": " ",
        "−": "-",
        "‐": "-",
        "‑": "-",
        "\r": "\n",
        "\t": " ",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
    }
)
_GONE = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\x00", ""))
_LATEX_BOUNDS = re.compile(r"\\[()\[\]]|\$\$")
_LATEX_DOLLARS = re.compile(r"\$(?=[^$\d])([^$]*)\$(?!\d)|\$([^$]*[\\^{][^$]*)\$")
_ITEM_NUMBER = re.compile(
    r"(?m)^[ ]*(?:\(?[a-h]\)|\d{1,2}\)|(?:q|question|problem|exercise|ex|number|no|nr)\.?[ ]?#?\d{1,2}[a-h]?[ ]?[:.)]|#\d{1,2}[:.)]?)"
    r"\s+(?=\S)",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\[[^\[\]]*[A-Za-z]{3,}[ ][^\[\]]*\]")
_BOXED = re.compile(r"\\boxed\s*\{")
_GROUPED = re.compile(r"(?<![\d.,])([1-9]\d{0,2}(?: \d{3})+)(?![\d/.,]| \d)")
_TO = re.compile(r"(?<!from )(?<!\d )\b(\d+(?:\.\d+)?) to (\d+(?:\.\d+)?)(?=\W*$)")
_IS = re.compile(r"\b([b-hj-zB-HJ-Z]) (?:is|equals|was|must be|would be) (?=-?[\d.$(√½¼¾])")
_IS_BEYOND = re.compile(
    r"\b([b-hj-zB-HJ-Z]) (?:is |must be )?(?:(?P<more>greater|more|larger|bigger|higher)|less|smaller|lower|fewer) than (?P<or>or equal to )?(?=-?[\d.])"
    r"|\b([b-hj-zB-HJ-Z]) (?:is |must be )?at (?P<at>least|most) (?=-?[\d.])"
)
_LEFT_OVER = re.compile(
    r"\b(\d+)\s*(?:,|with|and)?\s*(?:a\s+)?(?:remainder|rem)\s*(?:of|is|:|=)?\s*(\d+)\b"
    r"|\b(\d+)\s*(?:,|with|and)\s*(\d+)\s*(?:left(?: ?over)?|remaining|extra)\b",
    re.IGNORECASE,
)
_CHECK = re.compile(r"(?im)^\s*(?:check|checking|to check|my check|proof)\b[^\n]*")


def clean(text: str) -> str:
    """Return the text in one spelling of signs and blanks, without the marks of LaTeX, item numbers and remarks in square brackets."""
    text = text.translate(_WIDE).translate(_SAME).translate(_GONE)
    text = "".join(_plain_digit(character) for character in text) if not text.isascii() else text
    text = _boxed_last(text) if "\\" in text else text
    text = (
        _LATEX_DOLLARS.sub(lambda match: f" {match[1] or match[2]} ", _LATEX_BOUNDS.sub(" ", text))
        if "$" in text or "\\" in text
        else text
    )
    text = _REMARK.sub(" ", text) if "[" in text else text
    text = _IS.sub(r"\1 = ", _ITEM_NUMBER.sub("", text))
    text = _IS_BEYOND.sub(_as_sign, text) if " than " in text or " at " in text else text
    text = _LEFT_OVER.sub(lambda match: f"{match[1] or match[3]} R {match[2] or match[4]}", _TO.sub(r"\1:\2", text))
    return _GROUPED.sub(lambda match: match[1].replace(" ", ","), text).strip()


def _as_sign(match: re.Match[str]) -> str:
    """Return "x >= " for "x is at least "."""
    if match["at"]:
        return f"{match[4]} {'>=' if match['at'] == 'least' else '<='} "
    return f"{match[1]} {'>' if match['more'] else '<'}{'=' if match['or'] else ''} "


def _plain_digit(character: str) -> str:
    return str(int(character)) if character.isdecimal() and not character.isascii() else character


def _boxed_last(text: str) -> str:
    """Return the text with what stands in \\boxed{} as its answer at the end."""
    found = _BOXED.search(text)
    if not found:
        return text
    depth, at = 1, found.end()
    while at < len(text) and depth:
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        at += 1
    content = text[found.end() : at - 1 if not depth else at]
    return f"{text[: found.start()]}\nanswer: {content}"


def result_of(statement: Node) -> Node:
    """Return the result that a statement ends in: 4 of x = 4, of 4 = x, and of x = 7 - 3 = 4; any other node itself."""
    node = statement
    while isinstance(node, Group) and not isinstance(node.of, Listing):
        node = node.of
    if isinstance(node, Rel) and node.op in ("=", "≈"):
        left = node.left.right if isinstance(node.left, Rel) else node.left
        swapped = isinstance(node.right, Name) and not isinstance(left, Name | Blank)
        return result_of(left if swapped or isinstance(node.right, Blank) else node.right)
    return node


class _Reading:
    """Weighs the claims of one response."""

    def __init__(self, text: str, task: Task | None, letters: frozenset[str]) -> None:
        self.task = task
        check = _CHECK.search(text)
        self.text = text[: check.start()] if check and check.start() > 0 else text
        self.problem = _problem(task)
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
            return (
                self.written("copied") if any(self.is_copied(claim) for claim in claims) else self.written("no_answer")
            )
        return self.chosen(pool)

    def written(self, kind: Kind) -> Written:
        return Written(kind, lines=tuple(span.text for span in self.spans), words=self.words())

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
            understood = _understood(span.text)
            if understood:
                found.append(_Claim(span, understood[0], kind, understood[1]))
        return found

    def is_copied(self, claim: _Claim) -> bool:
        """Return True where a claim only repeats the problem: its expression, its equation, or what ends in "=" as a question does."""
        statement = claim.statement
        if isinstance(statement, Rel) and statement.op == "=" and isinstance(statement.right, Blank):
            statement = statement.left
        asked = claim.span.asked or _ASKING.search(claim.span.before) is not None
        if asked and _is_unworked(statement):
            return True
        return self.problem is not None and _is_unworked(self.problem) and _bare(statement) == _bare(self.problem)

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
            if strong and (cues != ("reason",) or len(strong) == 1 or any(claim.is_working for claim in strong)):
                return self.with_neighbours(strong, kept)
        return []

    def with_neighbours(self, strong: list[_Claim], kept: list[_Claim]) -> list[_Claim]:
        """Return the strong claims and those that "or", "and" or a comma join to them: "the answer is 4 or 5"."""
        found: list[_Claim] = []
        for claim in kept:
            joined = bool(found) and bool(claim.span.joint) and found[-1].span.sentence == claim.span.sentence
            if claim in strong or (joined and claim.cue in ("", "is")):
                found.append(claim)
        return found

    def chosen(self, pool: list[_Claim]) -> Written:
        last = pool[-1]
        if last.is_working and not letters_of(last.statement):
            last = next((claim for claim in reversed(pool) if _is_solution(claim.statement)), last)
            pool = pool[: pool.index(last) + 1]
        rivals = self.rivals(pool, last)
        if len(rivals) > 1:
            return self.several(rivals)
        final = result_of(last.statement)
        about = last.span.text.startswith("≈") or (isinstance(last.statement, Rel) and last.statement.op == "≈")
        return Written(
            "answer", final, last.statement, last.span.text, tuple(span.text for span in self.spans), self.words(),
            recurring=last.recurring, about=about or bool(_ABOUT.search(last.span.before)),
        )  # fmt: skip

    def rivals(self, pool: list[_Claim], last: _Claim) -> list[_Claim]:
        """Return the claims that stand beside the last one as answers of equal right."""
        beside = [last]
        for claim in reversed(pool[:-1]):
            follower = beside[0]
            joined = bool(follower.span.joint) and follower.span.sentence == claim.span.sentence
            step = (claim.is_working and not (joined and _is_solution(claim.statement))) or last.cue in ("then",)
            if step and not joined:
                break
            if claim.is_working and not _is_solution(claim.statement):
                break
            if (
                not joined
                and follower.is_working
                and _is_solution(claim.statement) == _is_solution(follower.statement)
                and not isinstance(claim.statement, Num | Frac)
            ):
                break
            beside.insert(0, claim)
        return beside

    def several(self, rivals: Sequence[_Claim]) -> Written:
        """Return several answers, or the one that all of them are."""
        last = rivals[-1]
        worths = {_worth(result_of(claim.statement)) for claim in rivals}
        alike = (
            len(worths) == 1 and None not in worths and len({letter_of(claim.statement) for claim in rivals} - {""}) < 2
        )
        lines = tuple(span.text for span in self.spans)
        if alike:
            statements = tuple(claim.statement for claim in rivals)
            return Written(
                "answer", result_of(last.statement), last.statement, last.span.text, lines, self.words(), statements
            )
        joints = [claim.span.joint for claim in rivals[1:]]
        joint = "or" if "or" in joints else "and" if "and" in joints else "," if any(joints) else "lines"
        text = (
            f" {joint} ".join(claim.span.text for claim in rivals)
            if joint in ("or", "and")
            else ", ".join(claim.span.text for claim in rivals)
        )
        return Written(
            "several",
            None,
            last.statement,
            text,
            lines,
            self.words(),
            others=tuple(claim.statement for claim in rivals),
            joint=joint,
        )

    def comparison(self, claims: list[_Claim]) -> Written | None:
        """Return a comparison that was written as a lone sign or said in words, None where there is none."""
        lone = [span for span in self.spans if span.text in _LONE_SIGNS]
        if lone and not claims:
            return self.compared(_LONE_SIGNS[lone[-1].text], Blank(), Blank())
        if self.task is not None and self.task.kind not in ("compare", "order", "explain"):
            return None
        spoken = claims and any(
            comparison(words) for claim in claims for words in (claim.span.before, claim.span.after)
        )
        if not claims and not (comparison(self.text.lower()) and len(self.text.split()) <= 9):
            return None
        if claims and not spoken:
            return None
        return self.in_words(claims)

    def in_words(self, claims: list[_Claim]) -> Written | None:
        if not claims:
            relation = comparison(self.text.lower())
            return self.compared(relation, Blank(), Blank()) if relation else None
        if any(isinstance(claim.statement, Rel) for claim in claims):
            return None
        first = claims[0]
        relation = comparison(first.span.after) or comparison(first.span.before)
        if not relation or (self.task is None and not comparison(first.span.after)):
            return None
        second = (
            claims[1].statement
            if (len(claims) > 1 and "than" in first.span.after) or (relation == "=" and len(claims) > 1)
            else Blank()
        )
        return self.compared(relation, first.statement, second)

    def compared(self, relation: str, left: Node, right: Node) -> Written:
        node = Rel(relation, left, right)  # type: ignore[arg-type]
        return Written("answer", node, node, self.text.strip(), tuple(span.text for span in self.spans), self.words())


_STRENGTH: tuple[tuple[Cue, ...], ...] = (("final",), ("then", "answer"), ("is", ""), ("reason",))
_ASKING = re.compile(
    r"\b(?:what'?s|what is|what are|how much is|how many|can you|why|calculate|work out|evaluate|simplify|find|solve)\b"
)
_ABOUT = re.compile(r"\b(?:about|around|approximately|approx|roughly|almost|nearly|close to)\b|≈\s*$")
_LONE_SIGNS = {
    "<": "<",
    ">": ">",
    "=": "=",
    "<=": "<=",
    ">=": ">=",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "!=": "!=",
    "==": "=",
}
_ENDLESS = re.compile(r"(\d*)\.(\d+)(?:\.{2,}|…)")


@lru_cache(maxsize=4096)
def _understood(text: str) -> tuple[Node, Fraction | None] | None:
    """Return the tree of a span, with the exact worth of an endless decimal in it; None where it is not mathematics."""
    endless = _ENDLESS.search(text)
    try:
        node = read(_ENDLESS.sub(r"\1.\2", text) if endless else text)
    except ParseError:
        return None
    return (node, recurring(endless[1] or "0", endless[2])) if endless else (node, None)


def recurring(whole: str, decimals: str) -> Fraction | None:
    """Return the exact worth of 0.1666...: the shortest end that is written at least twice goes on for ever; None where there is none."""
    for period in range(1, len(decimals) // 2 + 1):
        if decimals[-period:] == decimals[-2 * period : -period]:
            head = decimals[:-period]
            fixed = Fraction(int(whole + head), 10 ** len(head))
            return fixed + Fraction(int(decimals[-period:]), (10**period - 1) * 10 ** len(head))
    return None


@lru_cache(maxsize=2048)
def _problem(task: Task | None) -> Node | None:
    if task is None or not task.expression:
        return None
    try:
        return read(task.expression, ratio=task.kind == "ratio")
    except ParseError:
        return None


def letters_of(node: Node | None) -> frozenset[str]:
    """Return the variables in a tree."""
    if node is None:
        return frozenset()
    own = frozenset({node.letter}) if isinstance(node, Name) and node.letter != "pi" else frozenset()
    return own.union(*(letters_of(part) for part in children(node)))


def _is_unworked(node: Node) -> bool:
    """Return True for what is still to be worked out: it has an operation, a gap or a relation that is not x = 4."""
    if isinstance(node, Group | Neg):
        return _is_unworked(node.of)
    if isinstance(node, Rel):
        return not _is_solution(node)
    return isinstance(node, Bin | Listing) or (
        not isinstance(node, Num | Frac | Name | Blank) and any(map(_is_unworked, children(node)))
    )


def _is_solution(node: Node) -> bool:
    """Return True for a letter set equal to something without letters: x = 4, 4 = x, x = 7 - 3 = 4."""
    if not (isinstance(node, Rel) and node.op in ("=", "≈")):
        return False
    return bool(letter_of(node)) and not letters_of(result_of(node))


def letter_of(node: Node) -> str:
    """Return the letter that a statement gives the worth of, "" where it gives none."""
    while isinstance(node, Rel) and node.op in ("=", "≈"):
        if isinstance(node.right, Name):
            return node.right.letter
        node = node.left
    return node.letter if isinstance(node, Name) else ""


def _worth(node: Node) -> Fraction | None:
    try:
        return value(node)
    except CannotCheck:
        return None


def _bare(node: Node) -> object:
    """Return a tree as nested tuples without brackets and the way signs were written, to compare two writings of one problem."""
    if isinstance(node, Group):
        return _bare(node.of)
    if isinstance(node, Rel) and node.op in ("?", "=") and isinstance(node.right, Blank):
        return _bare(node.left)
    if isinstance(node, Frac):
        return ("/", _bare(node.top), _bare(node.bottom))
    if isinstance(node, Bin | Rel):
        return (node.op, _bare(node.left), _bare(node.right))
    parts = tuple(_bare(part) for part in children(node))
    return (type(node).__name__, *parts) if parts else node
