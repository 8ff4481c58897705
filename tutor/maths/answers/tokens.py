"""Cuts a pupil's text into tokens, and decides which words and letters in it are mathematics. `spans` joins them again."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tutor.maths.reading import units
from tutor.maths.reading.signs import is_product_of_letters
from tutor.maths.tables import Phrasebook


class Token(NamedTuple):
    """One token: its kind ("number", "word", "op" ...), its text and whether a blank stands before it."""

    kind: str
    text: str
    spaced: bool


_BOOK = Phrasebook("maths.answers", "tokens")
VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒"
_TOKENS = re.compile(rf"[^\S\n]*(?:{_BOOK.kinds()})", re.DOTALL)
_ACTS, _IN_FOLLOWS = _BOOK.pattern("acts"), _BOOK.pattern("in_follows")
_OPERATIONS, _JOINING, AFTER_WORDS = map(frozenset, map(_BOOK.words, ("operations", "joining", "after_words")))
ENDS = frozenset(["number", "close", "after", "letter", "unit", "gap", "latex", "money"])
MATHS = frozenset(
    ["number", "latex", "letter", "unit", "relation", "op", "open", "close", "after", "money", "gap", "join"]
)
_OPERANDS = frozenset(["number", "latex", "letter", "open", "money", "gap"])
_NOTHING = Token("", "", True)


def tokens_of(text: str, letters: frozenset[str]) -> list[Token]:
    """Return the tokens, words that are mathematics turned into letters, units and operations."""
    found: list[Token] = []
    at = 0
    while match := _TOKENS.match(text, at):
        kind = str(match.lastgroup)
        start = match.start(kind)
        unit = _unit(text, start, found, letters) if start - at <= 1 else None
        found.append(Token("unit" if unit else kind, unit or match[kind], start > at))
        at = start + len(found[-1].text)
    for index, token in enumerate(found):
        if token.kind == "word":
            found[index] = token._replace(kind=_word_kind(found, index, letters))
    return found


def _unit(text: str, at: int, found: list[Token], letters: frozenset[str]) -> str:
    """Return the unit that stands at `at` after a number, "" where none does."""
    match = units.pattern().match(text, at) if found and found[-1].kind in ("number", "close", "after") else None
    if not match or text[at] in "$£€¢" or (match[0] == "in" and not _IN_FOLLOWS.match(text, match.end())):
        return ""
    in_expression = len(found) > 1 and found[-2].kind in ("op", "close", "open", "letter")
    is_variable = match[0] in letters or in_expression or _ACTS.match(text, match.end())
    return "" if units.is_lone_letter(match) and is_variable else match[0]


def neighbours(tokens: Sequence[Token], index: int) -> tuple[Token, Token]:
    """Return the tokens before and after the one at `index`; a token of kind "" where there is none."""
    before = tokens[index - 1] if index > 0 else _NOTHING
    return before, tokens[index + 1] if index + 1 < len(tokens) else _NOTHING


def _word_kind(tokens: list[Token], index: int, letters: frozenset[str]) -> str:
    """Return "letter", "op" or "join" (an operation in words) for a word that is mathematics, else "word"."""
    word = tokens[index].text.lower()
    before, following = neighbours(tokens, index)
    if word in ("pi", "π"):
        return "letter"
    if word == "sqrt":
        return "op"
    joins = (
        (word in ("r", "rem", "remainder") and before.kind in ENDS and following.kind == "number")
        or (word in _OPERATIONS and _is_between_operands(tokens, index))
        or (word in AFTER_WORDS and before.kind in ENDS)
        or (word == "and" and before.text.isdigit() and _is_fraction(tokens[index + 1 : index + 4]))
        or (word in ("minus", "negative") and following.kind == "number")
    )
    return "join" if joins else "letter" if _is_variable(tokens, index, letters) else "word"


def _is_fraction(tokens: list[Token]) -> bool:
    return len(tokens) == 3 and tokens[0].text.isdigit() and tokens[1].text == "/" and tokens[2].text.isdigit()


def _is_between_operands(tokens: list[Token], index: int) -> bool:
    """Return True where a run of operation words stands between two operands."""
    first, end = index, index + 1
    while first > 0 and tokens[first - 1].text.lower() in _OPERATIONS:
        first -= 1
    while end < len(tokens) and tokens[end].text.lower() in _OPERATIONS:
        end += 1
    before, following = neighbours(tokens, first)[0], neighbours(tokens, end - 1)[1]
    words = " ".join(token.text.lower() for token in tokens[first:end])
    return words in _JOINING and before.kind in ENDS and following.kind in _OPERANDS


def _is_variable(tokens: list[Token], index: int, letters: frozenset[str]) -> bool:
    """Return True for a letter, or a product of letters, that the signs around it or the task make a variable."""
    token = tokens[index]
    before, following = neighbours(tokens, index)
    word = token.text
    glued_before = not token.spaced and before.kind in ("number", "close", "after", "open")
    glued_after = not following.spaced and following.kind in ("after", "open", "op", "relation")
    acts_before = before.kind in ("op", "relation")
    acts_after = following.kind in ("op", "relation", "after") and following.text not in ":%"
    if len(word) > 1:
        acted_on = glued_before or acts_before or acts_after
        return is_product_of_letters(word) and (acted_on or set(word) <= letters)
    if word in letters - {"I"} or glued_before or glued_after:
        return word.isascii()
    if word in "aAiI":
        return acts_after and following.text not in "-–:"
    times = word in "xX" and following.kind in _OPERANDS
    beside = before.kind in ENDS and (times or word in "xyzXYZ")
    alone = before is following is _NOTHING
    return word.isascii() and (acts_before or acts_after or beside or alone)
