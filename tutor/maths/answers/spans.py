"""Joins the mathematics in a pupil's words into stretches, each with the language around it. Which is the answer is left to `response`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate

from tutor.maths.answers.text import words
from tutor.maths.reading import units
from tutor.maths.reading.codes import Cutter, Token
from tutor.maths.reading.signs import is_product_of_letters
from tutor.maths.tables import Phrasebook

_BOOK = Phrasebook("maths.answers", "spans")
_CUTTER = Cutter(_BOOK)
_WORD, _RUN, _ACTS = map(_BOOK.pattern, ("word", "run", "acts"))
_NO_FIRST, _NO_LAST, _OPERANDS = ")=²%,;×:/js", "(,;+×:/√∛jv-", frozenset("98½lx\\_")
"""Codes that cannot begin mathematics, that cannot end it, and of which it needs one."""
_MAY_BE_MATHS = frozenset("ABCDIMNOPQRSXYZ")
_DEPTH = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}


@dataclass(slots=True)
class Span:
    """One stretch of mathematics: its text, the language before and after it in its sentence (small letters).

    `joint`: "," "or" "and" where only that stands between it and the span before; `asked`: it ends in "=" as a question does.
    """

    text: str
    before: str
    after: str
    sentence: int
    joint: str = ""
    asked: bool = False


def spans(text: str, letters: frozenset[str] = frozenset()) -> list[Span]:
    """Return the stretches of mathematics in a text, in order. `letters`: the variables of the task, which are not units or words."""
    return _Gatherer(_settled(_CUTTER.tokens(text, partial(_is_unit, letters=letters)), letters)).gather()


def _is_unit(match: re.Match[str], found: Sequence[Token], letters: frozenset[str]) -> bool:
    """Return True for a unit; a lone letter is none where it is a variable of the task or stands in an expression."""
    if not units.is_lone_letter(match):
        return match[0] not in "$£€¢"
    in_expression = len(found) > 1 and found[-2].kind in ("op", "close", "open")
    return not (match[0] in letters or in_expression or _ACTS.match(match.string, match.end()))


def _settled(tokens: list[Token], letters: frozenset[str]) -> list[Token]:
    """Return the tokens, words that are mathematics with the codes of letters and operations."""
    code, at = "".join([token.code for token in tokens]), 0
    for index, (kind, text, _, sign) in enumerate(tokens):
        if kind == "word" and is_product_of_letters(text):
            sign = f"{sign[:-1]}C"
            code = code[:at] + sign + code[at + len(sign) :]
        if sign[-1] in _MAY_BE_MATHS:
            is_known = (kind == "variable" or sign[-1] == "C") and set(text) <= letters - {"I"}
            found = None if is_known else _WORD.match(code, at)
            now = "l" if is_known else found.lastgroup if found else None
            if now:
                sign = sign[:-1] + ("x" if now == "l" and text in "xX" else now)
                code = code[:at] + sign + code[at + len(sign) :]
                tokens[index] = tokens[index]._replace(code=sign)
        at += len(sign)
    return tokens


class _Gatherer:
    """Joins tokens into spans, keeping the language between them."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        codes = [token.code for token in tokens]
        self.code, self.places = "".join(codes), [0, *accumulate(map(len, codes))]
        self.found: list[Span] = []
        self.words: list[str] = []
        self.sentence = 0
        self.joint = ""

    def gather(self) -> list[Span]:
        index = 0
        while index < len(self.tokens):
            end = index + self.run_length(self.places[index])
            if end == index or not self.put(self.tokens[index:end]):
                self.language(self.tokens[index])
                end = index + 1
            index = end
        self.close_sentence()
        return self.found

    def run_length(self, at: int) -> int:
        """Return how many tokens from this place in the codes are mathematics together; a comma goes on only within brackets."""
        run, depth = _RUN.match(self.code, at), 0
        codes = "" if not run or (run["minus"] and self.words) else run[0].replace(" ", "")
        for length, code in enumerate(codes):
            depth += _DEPTH.get(code, 0)
            if code in ",;" and depth <= 0:
                return length
        return len(codes)

    def put(self, run: list[Token]) -> bool:
        """Keep the run as a span; False where there is nothing in it but signs."""
        lone_sign = all(token.kind == "relation" for token in run)
        first = run[0]
        run = run if lone_sign else _trimmed(run)
        if not lone_sign and _OPERANDS.isdisjoint(token.code[-1] for token in run):
            return False
        asked = len(run) > 1 and run[-1].text in ("=", "==")
        relation = first.text if first.kind == "relation" and not lone_sign else ""
        before = " ".join([*self.words, relation]).strip()
        self.end_last()
        self.found.append(Span(_written(run[:-1] if asked else run), before, "", self.sentence, self.joint, asked))
        self.words, self.joint = [], ","
        return True

    def language(self, token: Token) -> None:
        code = token.code[-1]
        if code in "!?;":
            self.close_sentence()
        elif code in ">,":
            self.words.append("so" if code == ">" else ",")
        elif code.isalpha():
            word = token.text.lower()
            self.words.append(word)
            if word not in words("unsure"):
                self.joint = word if word in ("or", "and") and self.joint in (",", word) else ""

    def end_last(self) -> None:
        """Give the last span of this sentence the words that came after it."""
        if self.found and self.found[-1].sentence == self.sentence:
            self.found[-1].after = " ".join(self.words)

    def close_sentence(self) -> None:
        self.end_last()
        self.sentence += 1
        self.words, self.joint = [], ""


def _written(run: list[Token]) -> str:
    """Return the run as text; a unit of one letter is set apart, so that `read` takes it for none of the variables."""
    lone_units = [token.kind == "unit" and not token.text[1:2].isalpha() for token in run]
    return "".join(
        f" {token.text}" if token.code[0] == " " or lone else token.text
        for token, lone in zip(run, lone_units, strict=True)
    ).strip()


def _trimmed(run: list[Token]) -> list[Token]:
    """Return the run without what cannot begin or end mathematics: operations, "=", and brackets without a partner."""
    codes = "".join([token.code[-1] for token in run])
    run = run[len(codes) - len(codes.lstrip(_NO_FIRST)) : len(codes.rstrip(_NO_LAST))]
    depth = sum(_DEPTH.get(token.text, 0) for token in run)
    if depth > 0 and run[0].kind == "open":
        return _trimmed(run[1:])
    return _trimmed(run[:-1]) if depth < 0 and run[-1].kind == "close" else run
