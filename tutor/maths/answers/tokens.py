"""Cuts a pupil's text into tokens, and decides which words and letters in it are mathematics. `spans` joins them again."""

import re
from typing import NamedTuple

from tutor.maths.reading import units


class Token(NamedTuple):
    """One token: its kind ("number", "word", "op" ...), its text and where it starts."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Return the index after it."""
        return self.start + len(self.text)


_LETTERS = "[A-Za-zÀ-ÖØ-öø-ɏͰ-Ͽ]"
VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒"
_TOKENS = re.compile(
    rf"""(?P<number>(?:\d{{1,3}}(?:,\d{{3}})+(?![\d,])|\d+)(?:\.\d+(?:\.{{2,}}|…)?)?|\.\d+(?:\.{{2,}}|…)?|[{VULGAR}∞])
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
AFTER_WORDS = frozenset({"squared", "cubed", "percent"})
_NAMED = {"pi": "letter", "π": "letter", "sqrt": "op"}
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
ENDS = frozenset({"number", "close", "after", "letter", "unit", "gap", "latex", "money"})
MATHS = frozenset(
    {"number", "latex", "letter", "unit", "relation", "op", "open", "close", "after", "money", "gap", "join", "inner"}
)
_ACTS = re.compile(r"\s*[-+−*×·/÷=<>≤≥(^²³]")
_IN_FOLLOWS = re.compile(r"\s*(?:$|[.,;!?)\n=+×*-]|(?:by|and|or|wide|long|tall|high)\b)")


def tokens_of(text: str, letters: frozenset[str]) -> list[Token]:
    """Return the tokens, words that are mathematics turned into letters, units and operations."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        unit = _unit(text, at, found, letters)
        if unit:
            found.append(unit)
            at = unit.end
            continue
        match = _TOKENS.match(text, at)
        assert match is not None  # `other` and `line` take any character
        found.append(Token(str(match.lastgroup), match[0], at))
        at = match.end()
    for index, token in enumerate(found):
        if token.kind == "word":
            found[index] = token._replace(kind=_word_kind(found, index, letters))
    return found


def _unit(text: str, at: int, found: list[Token], letters: frozenset[str]) -> Token | None:
    before = token_before(found, len(found))
    if not before or before.kind not in ("number", "close", "after") or at - before.end > 1:
        return None
    match = units.pattern().match(text, at)
    if not match or text[at] in "$£€¢" or (match[0] in letters and units.is_lone_letter(match)):
        return None
    if units.is_lone_letter(match) and (_ACTS.match(text, match.end()) or not _stands_alone(found)):
        return None
    if match[0] == "in" and not _IN_FOLLOWS.match(text, match.end()):
        return None
    return Token("unit", match[0], at)


def _stands_alone(found: list[Token]) -> bool:
    """Return True where the number before is not part of a larger expression, in which a letter is a variable."""
    earlier = token_before(found, len(found) - 1 if found[-1].kind != "space" else len(found) - 2)
    return earlier is None or earlier.kind not in ("op", "close", "open", "letter")


def token_before(tokens: list[Token], index: int) -> Token | None:
    """Return the token before `index`, blanks not counted."""
    while index > 0:
        index -= 1
        if tokens[index].kind != "space":
            return tokens[index]
    return None


def token_after(tokens: list[Token], index: int) -> Token | None:
    """Return the token after the one at `index`, a blank not counted."""
    return next((token for token in tokens[index + 1 : index + 3] if token.kind != "space"), None)


def _word_kind(tokens: list[Token], index: int, letters: frozenset[str]) -> str:
    """Return "letter" or "join" (an operation in words) for a word that is mathematics, else "word"."""
    token, before, following = tokens[index], token_before(tokens, index), token_after(tokens, index)
    word = token.text.lower()
    after_operand = before is not None and before.kind in ENDS
    if word in _NAMED:
        return _NAMED[word]
    if word in _REST and after_operand and following and following.kind == "number":
        return "join"
    if word in _OPERATIONS and _joins(tokens, index):
        return "join"
    if word in AFTER_WORDS and after_operand:
        return "join"
    if word == "and" and _is_mixed(tokens, index):
        return "join"
    if word in ("minus", "negative") and following and following.kind == "number":
        return "join"
    return "letter" if _is_variable(token, before, following, letters) else "word"


def _is_mixed(tokens: list[Token], index: int) -> bool:
    """Return True for the "and" of 3 and 1/2."""
    before = token_before(tokens, index)
    rest = [token.text for token in tokens[index + 1 : index + 5] if token.kind != "space"]
    return bool(
        before
        and before.text.isdigit()
        and len(rest) > 2
        and rest[0].isdigit()
        and rest[1] == "/"
        and rest[2].isdigit()
    )


def _joins(tokens: list[Token], index: int) -> bool:
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
    return known and tokens[first - 1].kind in ENDS and tokens[last + 1].kind in _OPERANDS


def _is_variable(token: Token, before: Token | None, following: Token | None, letters: frozenset[str]) -> bool:
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
    operand_before = before is not None and before.kind in ENDS
    between = operand_before and word in "xX" and following is not None and following.kind in _OPERANDS
    beside = operand_before and word in "xyzXYZ"
    return between or beside or (before is None and following is None)
