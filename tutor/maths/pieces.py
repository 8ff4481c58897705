"""Cuts a message into its pieces of written mathematics and the words between them. What it asks is left to `find`."""

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from tutor.maths import units

Kind = Literal["n", "e", "a", "q", "r", "g", "v", "w", "p", "t", "s"]


class Piece(NamedTuple):
    """One stretch of mathematics.

    `kind`: n a written value, e a numeric expression, a an expression with letters, q a relation with letters, r one without,
    g a statement with a gap, v a lone letter, w a phrase about an unknown number, p a point, t a ratio, s a lone sign.
    `asked`: it ended in "=" or "= ?". `words`: for w, the phrase as it was written.
    """

    kind: Kind
    text: str
    asked: bool = False
    words: str = ""


@dataclass
class Cut:
    """A message in which each piece is a mark such as §n0 (kind, index), words are in small letters, and | ends a sentence."""

    text: str
    pieces: list[Piece] = field(default_factory=list)

    def mark(self, piece: Piece) -> str:
        """Return the mark that stands for a new piece."""
        self.pieces.append(piece)
        return f"§{piece.kind}{len(self.pieces) - 1}"

    def at(self, mark: str) -> Piece:
        """Return the piece that a mark stands for."""
        return self.pieces[int(mark[2:])]

    def marked(self, text: str) -> list[Piece]:
        """Return the pieces marked in a part of the text, in order."""
        return [self.at(mark) for mark in MARK.findall(text)]

    def plain(self, text: str) -> str:
        """Return a part of the text with its marks written out again."""
        return MARK.sub(lambda match: self.at(match[0]).words or self.at(match[0]).text, text)


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


MARK = re.compile(r"§[a-z]\d+")
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_POINT = rf"\(\s*-?{_NUMBER}(?:/\d+)?\s*,\s*-?{_NUMBER}(?:/\d+)?\s*\)"
_LABEL = r"(?:(?<!the )(?<!whole )(?<!this )(?<!a )\b(?:number|question|problem|exercise|page|grade|step|part|chapter|lesson|level|q|no\.)\s*#?|#)"
_KINDS = {
    "label": rf"{_LABEL}\d+[a-z]?\b(?!\s*[-+*/×÷^=<>%]|\.\d)",
    "ordinal": r"\d+(?:st|nd|rd|th)s?\b",
    "point": _POINT,
    "number": rf"{_NUMBER}|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞π]",
    "gap": r"_[\s_]*_|_|[□▢◯☐○⬜]|[\[(]\s*_*\s*[\])]",
    "arrow": r"->|=>|→|⇒",
    "relation": r"<=|>=|=<|!=|==?|[<>≤≥≠≈]",
    "op": r"\*\*|[-+*/×·÷^:]",
    "open": r"[(\[{√]",
    "close": r"[)\]}]",
    "after": r"[%°⁰¹²³⁴⁵⁶⁷⁸⁹]+",
    "money": r"[$£€]",
    "ask": r"\?",
    "word": r"[A-Za-z]{2,}(?:['-][A-Za-z]+)*|[A-Za-z](?:'[A-Za-z]+)?",
    "space": r" +",
    "line": r"\n",
    "other": r".",
}
_TOKENS = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()), re.IGNORECASE | re.DOTALL)
_STARTS = frozenset({"number", "point", "gap", "open", "money"})
_ENDS = frozenset({"number", "close", "after", "gap", "unit", "letter"})
_JOINS = frozenset({"op", "relation"})
_LITERAL = re.compile(
    rf"\(*-?\(*[$£€]?-?{_NUMBER}?(?:\s*\d+\s?/\s?\d+|/\d+|\s*[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])?\s*(?:%|¢|°C?|[$£€])?\)*(?:\s?[A-Za-z]+[²³]?(?:\^\d)?)?\)*"
)
_FRACTION_LITERAL = re.compile(r"\(*-?\(*\d+\s*/\s*\d+\)*")
_ENDING = {"?": "|", "!": "|", ";": "|"}


def cut(text: str) -> Cut:
    """Return the message cut into pieces; `text` is clean (see `clean`) and short enough to be looked at."""
    tokens = _tokens(text)
    found, out, index = Cut(""), [], 0
    while index < len(tokens):
        end = _run(tokens, index)
        if end > index:
            piece, index = _piece(text, tokens[index:end]), _after(tokens, end)
            out.append(" " + found.mark(piece) + " ")
        else:
            out.append(_word(tokens, index))
            index += 1
    found.text = re.sub(r"\s+", " ", "".join(out)).strip()
    return found


def _tokens(text: str) -> list[_Token]:
    found, unit, index = [], units.pattern(), 0
    while index < len(text):
        match = _TOKENS.match(text, index)
        assert match is not None  # `other` and `line` take any character
        token = _Token(match.lastgroup or "other", match[0], index, match.end())
        if token.kind == "word" and len(token.text) == 1:
            token = token._replace(kind="letter")
        found.append(token)
        index = token.end
        if token.kind in ("number", "close", "gap"):
            index = _unit(text, index, unit, found)
    return found


def _unit(text: str, index: int, unit: re.Pattern[str], found: list[_Token]) -> int:
    start = index + (text[index : index + 1] == " ")
    match = unit.match(text, start)
    if not match or (units.is_lone_letter(match) and not _sure_unit(text, start, match.end())):
        return index
    if match[0] == "in" and not re.match(r"\s*(?:[,.;?)x×*+]|by\b|and\b|wide|long|tall|high|$)", text[match.end() :]):
        return index
    found.append(_Token("unit", match[0], start, match.end()))
    return match.end()


def _sure_unit(text: str, start: int, end: int) -> bool:
    rest = text[end : end + 12]
    return not re.match(r"\s*[-+*/^=<>×÷()]", rest) and not re.search(
        r"[=<>+]\s*-?[\d./]*\s?$", text[max(0, start - 12) : start]
    )


def _run(tokens: list[_Token], start: int) -> int:
    """Return the index after the longest stretch of mathematics that begins at `start`, or `start` where none does."""
    if not _begins(tokens, start):
        return start
    end = start + 1
    while end < len(tokens):
        step = end + 1 if tokens[end].kind == "space" else end
        if step >= len(tokens) or not _follows(tokens, start, end - 1, step):
            break
        end = step + 1
    return _trimmed(tokens, start, end)


def _begins(tokens: list[_Token], index: int) -> bool:
    token, following = tokens[index], _next(tokens, index)
    if token.kind in ("number", "point"):
        return True
    if token.kind == "money" or token.kind == "open" or token.text == "-":
        return following is not None and (_can_start(tokens, index + 1) or _begins_at_next(tokens, index))
    if token.kind in ("gap", "ask"):
        return following is not None and following.kind in _JOINS and following.text not in "-:"
    if token.kind == "relation":
        return True
    return token.kind == "letter" and following is not None and _letter_begins(tokens, index, following)


def _begins_at_next(tokens: list[_Token], index: int) -> bool:
    if tokens[index].text == "-" and index + 1 < len(tokens) and tokens[index + 1].kind == "space":
        return False
    step = index + 2 if index + 1 < len(tokens) and tokens[index + 1].kind == "space" else index + 1
    return (
        step < len(tokens)
        and tokens[step].kind in ("open", "money", "op")
        and step < index + 6
        and _begins(tokens, step)
    )


def _letter_begins(tokens: list[_Token], index: int, following: _Token) -> bool:
    letter, touching = tokens[index].text, tokens[index].end == following.start
    if following.kind == "relation":
        return letter != "I"
    if following.kind == "after":
        return touching and following.text != "%"
    if following.kind == "open":
        return touching and letter not in "aAI" and following.text == "("
    return (
        following.kind == "op"
        and following.text != ":"
        and (touching or letter not in "aAiI" or following.text in "+*/^")
    )


def _can_start(tokens: list[_Token], index: int) -> bool:
    step = index + 1 if index < len(tokens) and tokens[index].kind == "space" else index
    if step >= len(tokens):
        return False
    token = tokens[step]
    return token.kind in ("number", "gap", "point") or (token.kind == "letter" and _free(tokens, step))


def _free(tokens: list[_Token], index: int) -> bool:
    """Return True where a letter stands for a number: not the words "a" and "I" before another word."""
    if tokens[index].text not in "aAiI":
        return True
    following = _next(tokens, index)
    return following is None or following.kind not in ("word", "letter") or following.start == tokens[index].end


def _follows(tokens: list[_Token], start: int, last: int, step: int) -> bool:
    before, token = tokens[last], tokens[step]
    touching = before.end == token.start
    if before.kind == "relation" and last == start:
        return False
    if before.kind in _JOINS or before.kind in ("open", "money"):
        return _starts_operand(tokens, step)
    if before.kind in _ENDS:
        return _after_operand(tokens, last, step, touching)
    return False


def _starts_operand(tokens: list[_Token], step: int) -> bool:
    token = tokens[step]
    if token.kind in _STARTS and token.kind != "point":
        return True
    if token.kind == "ask":
        return tokens[step - 1].kind != "open" and (_next(tokens, step) is not None or True)
    if token.text in "-+" and token.kind == "op":
        return _can_start(tokens, step + 1) or _begins_at_next(tokens, step)
    return token.kind == "letter" and _free(tokens, step)


def _after_operand(tokens: list[_Token], last: int, step: int, touching: bool) -> bool:
    before, token = tokens[last], tokens[step]
    if token.kind in ("close", "relation", "gap"):
        return True
    if token.kind in ("after", "unit"):
        return True
    if token.kind == "op":
        return token.text != ":" or _ratio_colon(tokens, last, step)
    if token.kind == "letter":
        return _letter_follows(tokens, before, step, touching)
    if token.kind == "number":
        return _number_follows(tokens, last, step, touching)
    if token.kind == "open":
        return (touching or before.kind == "close") or token.text == "√"
    return token.kind == "money" and before.kind == "gap"


def _ratio_colon(tokens: list[_Token], last: int, step: int) -> bool:
    following = _next(tokens, step)
    sides = (
        tokens[last].kind in ("number", "gap", "letter")
        and following is not None
        and following.kind in ("number", "gap", "ask", "letter")
    )
    return sides and (tokens[last].end == tokens[step].start) == (
        following is not None and following.start == tokens[step].end
    )


def _letter_follows(tokens: list[_Token], before: _Token, step: int, touching: bool) -> bool:
    if tokens[step].text in "xX":
        following = _next(tokens, step)
        times = following is not None and (following.kind in ("number", "money") or following.text in "(-")
        return touching or times
    return touching and before.kind != "unit"


def _number_follows(tokens: list[_Token], last: int, step: int, touching: bool) -> bool:
    before = tokens[last]
    if before.kind == "letter":
        return before.text in "xX"
    if before.kind == "gap":
        return True
    if tokens[step].text[0] in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞π":
        return before.kind == "number"
    slash = before.kind == "number" and before.text.isdigit() and not touching and step + 2 < len(tokens)
    return slash and tokens[step + 1].text == "/" and tokens[step + 2].kind == "number"


def _next(tokens: list[_Token], index: int) -> _Token | None:
    step = index + 2 if index + 1 < len(tokens) and tokens[index + 1].kind == "space" else index + 1
    return tokens[step] if step < len(tokens) else None


def _trimmed(tokens: list[_Token], start: int, end: int) -> int:
    """Return the end without trailing operators, and cut where a bracket was never opened or closed."""
    open_at: list[int] = []
    for index in range(start, end):
        if tokens[index].kind == "open" and tokens[index].text != "√":
            open_at.append(index)
        elif tokens[index].kind == "close":
            if not open_at:
                end = index
                break
            open_at.pop()
    if open_at and open_at[0] < end:
        end = open_at[0]
    while end > start and tokens[end - 1].kind in ("space", "op", "open", "money"):
        end -= 1
    return end


def _after(tokens: list[_Token], end: int) -> int:
    """Return where the words go on: a "?" right after "= " belongs to the piece."""
    return end


def _piece(text: str, run: list[_Token]) -> Piece:
    asked = False
    if len(run) > 1 and run[-1].kind in ("gap", "ask") and _before_last(run).text in ("=", "=="):
        run, asked = run[: run.index(_before_last(run)) + 1], True
    if len(run) > 1 and run[-1].text in ("=", "=="):
        run, asked = run[:-1], True
        while run[-1].kind == "space":
            run = run[:-1]
    written = "".join("_" if token.kind in ("gap", "ask") else token.text for token in run)
    return Piece(_kind(run, written), re.sub(r"\s+", " ", written).strip(), asked)


def _before_last(run: list[_Token]) -> _Token:
    return next((token for token in reversed(run[:-1]) if token.kind != "space"), run[0])


def _kind(run: list[_Token], written: str) -> Kind:
    kinds = {token.kind for token in run}
    if kinds <= {"relation", "space"}:
        return "s"
    if "point" in kinds:
        return "p"
    if kinds & {"gap", "ask"}:
        return "g"
    letters = any(token.kind == "letter" and not _is_times(run, index) for index, token in enumerate(run))
    if "relation" in kinds:
        return "q" if letters else "r"
    if letters:
        return "v" if len(run) == 1 else "a"
    if ":" in written:
        return "t"
    return "n" if _LITERAL.fullmatch(written) else "e"


def _is_times(run: list[_Token], index: int) -> bool:
    if run[index].text not in "xX":
        return False
    before = [token for token in run[:index] if token.kind != "space"]
    after = [token for token in run[index + 1 :] if token.kind != "space"]
    spaced = index > 0 and run[index - 1].kind == "space"
    if not before or not after or before[-1].kind not in ("number", "close", "unit", "after", "gap"):
        return False
    return after[0].kind in ("number", "money", "gap") or (spaced and after[0].text in "(-√")


def _word(tokens: list[_Token], index: int) -> str:
    token = tokens[index]
    if token.kind == "line":
        return " | "
    if token.kind == "arrow":
        return " -> "
    if token.text == "." and (index + 1 == len(tokens) or tokens[index + 1].kind in ("space", "line")):
        return " | "
    if token.kind == "after":
        return " percent " if "%" in token.text else " "
    if token.kind in ("open", "close", "gap") or token.text in '"§:*#':
        return " "
    return " - " if token.text == "-" else _ENDING.get(token.text, token.text.lower())
