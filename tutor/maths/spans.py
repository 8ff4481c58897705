"""Cuts a pupil's words into stretches of mathematics and the language around each. Which of them is the answer is left to `response`."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from tutor.maths import units


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of mathematics: its text, the language before and after it in its sentence (small letters), where it stands.

    `joint`: "," "or" "and" where only that stands between it and the span before; `asked`: it ends in "=" as a question does.
    """

    text: str
    before: str
    after: str
    sentence: int
    line: int
    joint: str = ""
    asked: bool = False


class _Token(NamedTuple):
    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


_LETTERS = "[A-Za-zÀ-ÖØ-öø-ɏͰ-Ͽ]"
_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒"
_TOKENS = re.compile(
    rf"""(?P<number>(?:\d{{1,3}}(?:,\d{{3}})+(?![\d,])|\d+)(?:\.\d+(?:\.{{2,}}|…)?)?|\.\d+(?:\.{{2,}}|…)?|[{_VULGAR}∞])
    |(?P<latex>\\(?:[A-Za-z]+|.))
    |(?P<word>{_LETTERS}+(?:['’]{_LETTERS}+)*)
    |(?P<line>\n)
    |(?P<arrow>-*->|=+>|→|⇒)
    |(?P<relation><=|>=|=<|!=|==|[=<>≤≥≠≈])
    |(?P<op>[-+−–*×·•÷/⁄^√±:])
    |(?P<open>[(\[{{|])|(?P<close>[)\]}}])
    |(?P<after>[%°⁰¹²³⁴⁵⁶⁷⁸⁹])
    |(?P<money>[$£€¢])
    |(?P<comma>[,;])
    |(?P<stop>[.!?]+|…)
    |(?P<gap>_+)
    |(?P<space>[^\S\n]+)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_OPERATIONS = frozenset(
    ["plus", "minus", "times", "over", "equals", "equal", "divided", "multiplied", "by", "to", "the", "power", "of"]
)
_AFTER_WORDS = frozenset({"squared", "cubed", "percent"})
_NAMED = frozenset({"pi", "π", "sqrt"})
_REST = frozenset({"r", "rem", "remainder"})
_PRODUCT = re.compile(r"[b-df-hj-np-tv-z]{2,3}|[abcdxyz]{2,3}", re.IGNORECASE)
_NO_PRODUCT = frozenset(
    ["by", "st", "nd", "rd", "th", "add", "bad", "dad", "dab", "day", "bay", "cab", "cad", "pls", "thx", "hmm", "tv"]
)
_SHORT_WORDS = frozenset(
    {
        "an",
        "and",
        "as",
        "at",
        "be",
        "by",
        "do",
        "for",
        "get",
        "go",
        "if",
        "in",
        "is",
        "it",
        "me",
        "my",
        "no",
        "not",
        "of",
        "on",
        "or",
        "so",
    }
    | {"the", "to", "up", "us", "we"}
)
_OPERANDS = frozenset({"number", "latex", "letter", "open", "money", "gap"})
_ENDS = frozenset({"number", "close", "after", "letter", "unit", "gap", "latex", "money"})
_MATHS = frozenset(
    {"number", "latex", "letter", "unit", "relation", "op", "open", "close", "after", "money", "gap", "join", "inner"}
)
_IN_FOLLOWS = re.compile(r"\s*(?:$|[.,;!?)\n=+×*-]|(?:by|and|or|wide|long|tall|high)\b)")


def spans(text: str, letters: frozenset[str] = frozenset()) -> list[Span]:
    """Return the stretches of mathematics in a text, in order. `letters`: the variables of the task, which are not units or words."""
    return _Gatherer(_classified(text, letters)).gather()


def _classified(text: str, letters: frozenset[str]) -> list[_Token]:
    """Return the tokens, words that are mathematics turned into letters, units and operations."""
    found: list[_Token] = []
    at = 0
    while at < len(text):
        unit = _unit(text, at, found, letters)
        if unit:
            found.append(unit)
            at = unit.end
            continue
        match = _TOKENS.match(text, at)
        assert match is not None  # `other` and `line` take any character
        found.append(_Token(str(match.lastgroup), match[0], at))
        at = match.end()
    for index, token in enumerate(found):
        if token.kind == "word":
            found[index] = token._replace(kind=_word_kind(found, index, letters))
    return found


def _unit(text: str, at: int, found: list[_Token], letters: frozenset[str]) -> _Token | None:
    before = _before(found, len(found))
    if not before or before.kind not in ("number", "close", "after") or at - before.end > 1:
        return None
    match = units.pattern().match(text, at)
    if not match or text[at] in "$£€¢" or (match[0] in letters and units.is_lone_letter(match)):
        return None
    if units.is_lone_letter(match) and (
        text[match.end() : match.end() + 1] in ("^", "²", "³", "(") or not _stands_alone(found)
    ):
        return None
    if match[0] == "in" and not _IN_FOLLOWS.match(text, match.end()):
        return None
    return _Token("unit", match[0], at)


def _stands_alone(found: list[_Token]) -> bool:
    """Return True where the number before is not part of a larger expression, in which a letter is a variable."""
    earlier = _before(found, len(found) - 1 if found[-1].kind != "space" else len(found) - 2)
    return earlier is None or earlier.kind not in ("op", "close", "open", "letter")


def _before(tokens: list[_Token], index: int) -> _Token | None:
    """Return the token before `index`, blanks not counted."""
    while index > 0:
        index -= 1
        if tokens[index].kind != "space":
            return tokens[index]
    return None


def _following(tokens: list[_Token], index: int) -> _Token | None:
    return next((token for token in tokens[index + 1 : index + 3] if token.kind != "space"), None)


def _word_kind(tokens: list[_Token], index: int, letters: frozenset[str]) -> str:
    """Return "letter" or "join" (an operation in words) for a word that is mathematics, else "word"."""
    token, before, following = tokens[index], _before(tokens, index), _following(tokens, index)
    word = token.text.lower()
    after_operand = before is not None and before.kind in _ENDS
    if word in _NAMED:
        return "letter"
    if word in _REST and after_operand and following and following.kind == "number":
        return "join"
    if word in _OPERATIONS and _joins(tokens, index):
        return "join"
    if word in _AFTER_WORDS and after_operand:
        return "join"
    if word == "and" and _is_mixed(tokens, index):
        return "join"
    if word in ("minus", "negative") and following and following.kind == "number":
        return "join"
    return "letter" if _is_variable(token, before, following, letters) else "word"


def _is_mixed(tokens: list[_Token], index: int) -> bool:
    """Return True for the "and" of 3 and 1/2."""
    before = _before(tokens, index)
    rest = [token.text for token in tokens[index + 1 : index + 5] if token.kind != "space"]
    return bool(
        before
        and before.text.isdigit()
        and len(rest) > 2
        and rest[0].isdigit()
        and rest[1] == "/"
        and rest[2].isdigit()
    )


def _joins(tokens: list[_Token], index: int) -> bool:
    """Return True where a run of operation words stands between two operands."""
    first, last = index, index
    while first > 0 and (tokens[first - 1].kind == "space" or tokens[first - 1].text.lower() in _OPERATIONS):
        first -= 1
    while last + 1 < len(tokens) and (tokens[last + 1].kind == "space" or tokens[last + 1].text.lower() in _OPERATIONS):
        last += 1
    if first == 0 or last + 1 == len(tokens):
        return False
    words = " ".join(token.text.lower() for token in tokens[first : last + 1] if token.kind != "space")
    known = words in {"plus", "minus", "times", "over", "equals", "divided by", "multiplied by"}
    return known and tokens[first - 1].kind in _ENDS and tokens[last + 1].kind in _OPERANDS


def _is_variable(token: _Token, before: _Token | None, following: _Token | None, letters: frozenset[str]) -> bool:
    word = token.text
    glued_before = (
        before is not None and before.end == token.start and before.kind in ("number", "close", "after", "open")
    )
    glued_after = (
        following is not None and following.start == token.end and following.kind in ("after", "open", "op", "relation")
    )
    acts_before = before is not None and before.kind in ("op", "relation")
    acts_after = following is not None and following.kind in ("op", "relation", "after") and following.text not in ":%"
    if len(word) > 1:
        product = _PRODUCT.fullmatch(word) is not None and word.lower() not in _NO_PRODUCT
        known = len(word) <= 3 and set(word) <= letters and word not in _SHORT_WORDS
        return known or (product and (glued_before or acts_before or acts_after))
    if not word.isascii():
        return False
    if word in "aAiI":
        return (
            glued_before
            or glued_after
            or (acts_after and following is not None and following.text not in "-–:")
            or word in letters - {"I"}
        )
    if word in letters or glued_before or glued_after or acts_before or acts_after:
        return True
    operand_before = before is not None and before.kind in _ENDS
    between = operand_before and word in "xX" and following is not None and following.kind in _OPERANDS
    beside = operand_before and word in "xyzXYZ"
    return between or beside or (before is None and following is None)


class _Gatherer:
    """Joins tokens into spans, keeping the language between them."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.found: list[Span] = []
        self.words: list[str] = []
        self.sentence = 0
        self.line = 0
        self.joint = ""

    def gather(self) -> list[Span]:
        index = 0
        while index < len(self.tokens):
            end = self.run_end(index)
            if end > index and self.put(index, end):
                index = end
            else:
                self.language(self.tokens[index])
                index += 1
        self.close_sentence()
        return self.found

    def run_end(self, start: int) -> int:
        """Return the index after the mathematics that starts here; `start` where none does."""
        if not self.starts(start):
            return start
        depth, index = 0, start
        while index < len(self.tokens) and self.goes_on(index, start, depth):
            depth += {"open": 1, "close": -1}.get(self.tokens[index].kind, 0) if self.tokens[index].text != "|" else 0
            index += 1
        return index

    def starts(self, index: int) -> bool:
        token = self.tokens[index]
        if token.kind in ("op", "join") and token.text in "-−–":
            following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
            glued = (following is not None and following.kind in ("number", "letter", "open", "money", "latex")) or (
                following is not None and following.text == "√"
            )
            return glued or (not self.words and _following(self.tokens, index) is not None)
        return token.kind in _MATHS and token.kind != "close"

    def goes_on(self, index: int, start: int, depth: int) -> bool:
        token = self.tokens[index]
        following = _following(self.tokens, index)
        if token.kind == "space":
            maths = following is not None and (
                following.kind in _MATHS or (following.text == "?" and self.is_gap(index + 1))
            )
            return maths and not self.begins_anew(index, start)
        if token.text == ":":
            before = _before(self.tokens, index)
            return bool(before and following and before.kind in _ENDS and following.kind in ("number", "letter", "gap"))
        if token.kind == "comma":
            return depth > 0 and index > start
        if token.text == "?":
            return self.is_gap(index)
        return token.kind in _MATHS

    def is_gap(self, index: int) -> bool:
        """Return True where a "?" stands for a number: 3 + ? = 7."""
        before, following = _before(self.tokens, index), _following(self.tokens, index)
        return bool(before and before.kind == "op") or bool(
            before and following and before.kind == following.kind == "relation"
        )

    def begins_anew(self, index: int, start: int) -> bool:
        """Return True for the blank between two operands that nothing joins ("4 5"); a mixed number goes on."""
        before, following = self.tokens[index - 1], self.tokens[index + 1]
        if before.kind in _ENDS and following.kind == "letter":
            after = _following(self.tokens, index + 1)
            equated = any(token.kind == "relation" for token in self.tokens[start:index])
            return equated and after is not None and after.kind == "relation"
        if before.kind not in _ENDS - {"gap", "unit", "money"} or following.kind != "number" or before.text in "xX":
            return False
        slash = index + 2 < len(self.tokens) and self.tokens[index + 2].text in "/⁄"
        mixed = before.kind == "number" and before.text.isdigit() and (slash or following.text in _VULGAR)
        return not mixed

    def put(self, start: int, end: int) -> bool:
        """Keep the run as a span; False where there is nothing in it but signs."""
        run = _trimmed(self.tokens[start:end])
        asked = bool(run) and run[-1].text in ("=", "==") and len(run) > 1
        signs_only = all(token.kind in ("relation", "space", "open", "close") for token in run)
        if not run or not (signs_only or any(token.kind in ("number", "letter", "latex", "gap") for token in run)):
            return False
        if signs_only and run[0].kind not in ("relation",):
            return False
        text = "".join(token.text for token in (run[:-1] if asked else run)).strip()
        relation = self.tokens[start].text if self.tokens[start].kind == "relation" and not signs_only else ""
        before = " ".join([*self.words, relation])
        if self.found and self.found[-1].sentence == self.sentence:
            self.found[-1] = _with_after(self.found[-1], " ".join(self.words))
        self.found.append(Span(text, before.strip(), "", self.sentence, self.line, self.joint, asked))
        self.words, self.joint = [], ","
        return True

    def language(self, token: _Token) -> None:
        if token.kind in ("line", "stop") or token.text == ";":
            self.close_sentence()
            self.line += token.kind == "line"
        elif token.kind == "arrow":
            self.words.append("so")
        elif token.kind in ("word", "join", "letter", "unit"):
            word = token.text.lower().replace("’", "'")
            self.words.append(word)
            self.joint = word if word in ("or", "and") and self.joint in (",", word) else ""
        elif token.kind == "comma":
            self.words.append(",")

    def close_sentence(self) -> None:
        if self.found and self.found[-1].sentence == self.sentence:
            self.found[-1] = _with_after(self.found[-1], " ".join(self.words))
        self.sentence += 1
        self.words, self.joint = [], ""


def _with_after(span: Span, after: str) -> Span:
    return Span(span.text, span.before, after, span.sentence, span.line, span.joint, span.asked)


def _trimmed(run: list[_Token]) -> list[_Token]:
    """Return the run without what cannot begin or end mathematics: operations, "=", lone brackets."""
    run = list(run)
    signs_only = all(token.kind in ("relation", "space") for token in run)
    while (
        run
        and not signs_only
        and (
            run[0].kind in ("space", "close", "relation", "after")
            or (run[0].kind in ("op", "join") and run[0].text.lower() not in _SIGNS)
        )
    ):
        run.pop(0)
    while run and (
        (run[-1].kind in ("space", "open") and run[-1].text != "|")
        or (run[-1].kind in ("op", "join") and run[-1].text.lower() not in _AFTER_WORDS)
    ):
        run.pop()
    return _balanced(run)


_SIGNS = frozenset({"-", "−", "–", "+", "±", "√", "minus", "negative"})


def _balanced(run: list[_Token]) -> list[_Token]:
    """Return the run without a bracket that has no partner at either end."""
    opened = sum(token.kind == "open" and token.text != "|" for token in run)
    closed = sum(token.kind == "close" for token in run)
    if opened > closed and run and run[0].kind == "open":
        return _trimmed(run[1:])
    if closed > opened and run and run[-1].kind == "close":
        return _trimmed(run[:-1])
    return run
