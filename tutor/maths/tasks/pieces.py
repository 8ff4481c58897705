"""Cuts a message into its pieces of written mathematics and the words between them. What it asks is left to `find`."""

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from tutor.maths.reading import units

Kind = Literal["n", "e", "a", "q", "r", "g", "v", "w", "p", "t", "s"]


class Piece(NamedTuple):
    """One stretch of mathematics.

    `kind`: n a written value, e a numeric expression, a an expression with letters, q a relation with letters, r one without,
    g a statement with a gap, v a lone letter, w a phrase about an unknown number, p a point, t a ratio, s a lone sign.
    `asked`: it ended in "=" or "= ?". `words`: for what was said in words, the phrase as it was written.
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

    def maths(self, text: str) -> str:
        """Return a part of the text with the mathematics of its marks, also of what was said in words."""
        return MARK.sub(lambda match: self.at(match[0]).text, text)


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int
    spaced: bool


MARK = re.compile(r"§[a-z]\d+")
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_SMALL = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_LABEL = (
    r"(?:(?<!the )(?<!whole )(?<!this )(?<!a )\b(?:number|question|problem|exercise|page|grade|step|part"
    r"|chapter|lesson|level|q|no\.)"
    r" *#? *|#)\d+[a-z]?\b(?! *[-+*/×÷^=<>%]|\.\d)"
)
_KINDS = {
    "space": r" +",
    "label": _LABEL,
    "ordinal": r"\d+(?:st|nd|rd|th)s?\b",
    "point": rf"\( *-?{_NUMBER}(?:/\d+)? *, *-?{_NUMBER}(?:/\d+)? *\)",
    "number": rf"\d+ ?r ?\d+(?![.\d/])|{_NUMBER}|[{_SMALL}π]",
    "gap": r"_(?:[_ ]*_)?|[□▢◯☐○⬜]|\[[ _]*\]|\([ _]*\)",
    "arrow": r"->|=>|→|⇒",
    "relation": r"<=|>=|=<|!=|==?|[<>≤≥≠≈]",
    "op": r"\*\*|[-+*/×·÷^:]",
    "open": r"[(\[{√⟦]|sqrt\b",
    "close": r"[)\]}⟧]",
    "after": r"[%°⁰¹²³⁴⁵⁶⁷⁸⁹]+",
    "money": r"[$£€]",
    "ask": r"\?",
    "word": r"[xy]-?intercept|[xy]-(?:axis|value|coordinate)|[A-Za-z]{2,}(?:['-][A-Za-z]+)*|[A-Za-z]'[A-Za-z]+",
    "letter": r"[A-Za-z]",
    "line": r"\n",
    "other": r".",
}
_TOKENS = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()), re.IGNORECASE | re.DOTALL)
_LITERAL = re.compile(
    rf"[([]*-?[([]*[$£€]?-?(?:{_NUMBER})?(?: *[{_SMALL}]| +\d+ ?/ ?\d+|/\d+)? ?(?:%|¢|°C?|[$£€])?[)\]]*"
    rf"(?: ?[A-Za-z]+[²³]?)?[)\]]*"
)
_SLASHED = re.compile(r"[([]*-?[([]*\d+ */ *\d+[)\]]*")
_BARS = {"⟦": "|", "⟧": "|"}
_BEFORE_OPERAND = frozenset({"op", "relation", "open", "money"})
_BEFORE_OPERATOR = frozenset({"number", "close", "after", "gap", "unit", "letter", "ask"})
_OPERAND = frozenset({"number", "gap", "open", "money"})


def cut(text: str) -> Cut:
    """Return the message cut into pieces; `text` is clean (see `phrases.clean`) and short enough to be looked at."""
    tokens = _tokens(text)
    found, out, index = Cut(""), [], 0
    while index < len(tokens):
        end = _run(tokens, index)
        if end > index:
            out.append(f" {found.mark(_piece(text, tokens[index:end]))} ")
            index = end
        else:
            out.append(_outside(tokens, index, found))
            index += 1
    found.text = re.sub(r"\s+", " ", "".join(out)).strip()
    return found


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    index, spaced = 0, True
    while index < len(text):
        match = _TOKENS.match(text, index)
        if match is None:  # cannot be: "other" takes any character
            break
        kind, index = match.lastgroup or "other", match.end()
        if kind != "space":
            found.append(_Token(kind, match[0], match.start(), index, spaced))
        spaced = kind in ("space", "line")
        if kind in ("number", "close", "gap") and (unit := _unit(text, index)):
            found.append(unit)
            index, spaced = unit.end, False
    return found


def _unit(text: str, index: int) -> _Token | None:
    start = index + (text[index : index + 1] == " ")
    match = units.pattern().match(text, start)
    if not match or (units.is_lone_letter(match) and not _is_sure_unit(text, index, start, match.end())):
        return None
    if match[0] == "in" and not re.match(
        r" *(?:[,.;?)x×*+\n]|by\b|and\b|wide|long|tall|high|$)", text[match.end() : match.end() + 12]
    ):
        return None
    return _Token("unit", match[0], start, match.end(), start > index)


_SURE_BESIDE = re.compile(r" *[-+=] *[\d./_?]+ ?(?:[cmk]m|k?g|ml|min|in|ft)\b")
_SURE_BEFORE = re.compile(r"(?:[cmk]m|kg|ml|min|ft) *[-+] *[\d./]*$")


def _is_sure_unit(text: str, number_end: int, start: int, end: int) -> bool:
    """Return True where a lone letter is a unit: beside a sure one (5m + 30cm), or after a space in no equation (5 m, 2 m + 3 m)."""
    before, after = text[max(0, number_end - 14) : number_end], text[end : end + 40]
    if _SURE_BESIDE.match(after) or _SURE_BEFORE.search(before):
        return True
    return (
        start > number_end
        and not re.match(r" *[*/^=<>×÷()]|[^\n?|]*=", after)
        and not re.search(r"[=<>] *[\d./]*$", before)
    )


def _run(tokens: list[_Token], start: int) -> int:
    """Return the index after the longest stretch of mathematics that begins at `start`, or `start` where none does."""
    if not _begins(tokens, start):
        return start
    end = start + 1
    while end < len(tokens) and _goes_on(tokens, start, end):
        end += 1
    return _trimmed(tokens, start, end)


def _following(tokens: list[_Token], index: int) -> _Token:
    return tokens[index + 1] if index + 1 < len(tokens) else _Token("line", "", 0, 0, True)


def _begins(tokens: list[_Token], index: int) -> bool:
    token, following = tokens[index], _following(tokens, index)
    if token.kind in ("number", "point", "relation"):
        return True
    if token.kind in ("gap", "ask"):
        return following.kind in ("op", "relation") and following.text not in "-:"
    if token.kind in ("money", "open") or token.text == "-":
        return _starts_operand(tokens, index + 1) and not (token.text == "-" and following.spaced)
    return token.kind == "letter" and _letter_begins(tokens, index)


def _letter_begins(tokens: list[_Token], index: int) -> bool:
    letter, following = tokens[index].text, _following(tokens, index)
    touching = not following.spaced
    if following.kind == "relation":
        return letter != "I"
    if following.kind == "after":
        return touching and following.text != "%"
    if following.kind == "open":
        return touching and letter not in "aAI"
    return (
        following.kind == "op"
        and following.text != ":"
        and (touching or letter not in "aAiI" or following.text in "+*/^")
    )


def _starts_operand(tokens: list[_Token], index: int, depth: int = 0) -> bool:
    if index >= len(tokens) or depth > 4:
        return False
    token = tokens[index]
    if token.kind in ("number", "gap"):
        return True
    if token.kind in ("open", "money") or token.text in ("-", "+"):
        return _starts_operand(tokens, index + 1, depth + 1)
    return token.kind == "letter" and _is_free(tokens, index)


def _is_free(tokens: list[_Token], index: int) -> bool:
    """Return True where a letter stands for a number: not the words "a" and "I" before another word."""
    following = _following(tokens, index)
    return tokens[index].text not in "aAiI" or following.kind not in ("word", "letter") or not following.spaced


def _goes_on(tokens: list[_Token], start: int, index: int) -> bool:
    before, token = tokens[index - 1], tokens[index]
    if before.kind in _BEFORE_OPERAND:
        if before.kind == "relation" and index - 1 == start:
            return False
        return _starts_operand(tokens, index) or token.kind == "ask"
    return before.kind in _BEFORE_OPERATOR and _after_operand(tokens, start, index)


def _after_operand(tokens: list[_Token], start: int, index: int) -> bool:
    before, token = tokens[index - 1], tokens[index]
    if before.kind == "ask" and (token.kind not in ("op", "relation") or (token.text in "-:" and index - 1 > start)):
        return False
    match token.kind:
        case "close" | "relation" | "gap" | "after" | "unit":
            return True
        case "op":
            return token.text != ":" or _is_ratio_colon(tokens, index)
        case "letter":
            return _letter_follows(tokens, index)
        case "number":
            return _number_follows(tokens, index)
        case "open":
            return not token.spaced or before.kind in ("close", "gap") or token.text in ("√", "sqrt")
        case _:
            return token.kind == "money" and before.kind == "gap"


def _is_ratio_colon(tokens: list[_Token], index: int) -> bool:
    before, after = tokens[index - 1], _following(tokens, index)
    sides = before.kind in ("number", "gap", "letter") and after.kind in ("number", "gap", "ask", "letter")
    return sides and tokens[index].spaced == after.spaced


def _letter_follows(tokens: list[_Token], index: int) -> bool:
    token, after = tokens[index], _following(tokens, index)
    if token.text in "xX" and token.spaced:
        return after.kind in ("number", "money") or after.text in ("(", "-")
    return not token.spaced and tokens[index - 1].kind != "unit"


def _number_follows(tokens: list[_Token], index: int) -> bool:
    before, token = tokens[index - 1], tokens[index]
    if before.kind in ("letter", "gap"):
        return before.kind == "gap" or before.text in "xX"
    if token.text in _SMALL:
        return before.kind == "number"
    slashed = _following(tokens, index).text == "/" and _following(tokens, index + 1).kind == "number"
    return before.text.isdigit() and token.spaced and slashed


def _trimmed(tokens: list[_Token], start: int, end: int) -> int:
    """Return the end without trailing operators, and before a bracket that was never opened or closed."""
    open_at: list[int] = []
    for index in range(start, end):
        if tokens[index].kind == "open" and tokens[index].text in "([{⟦":
            open_at.append(index)
        elif tokens[index].kind == "close":
            if not open_at:
                end = index
                break
            open_at.pop()
    if open_at:
        end = min(end, open_at[0])
    while end > start and tokens[end - 1].kind in ("op", "open", "money"):
        end -= 1
    return end


def _piece(text: str, run: list[_Token]) -> Piece:
    asked = False
    if len(run) > 2 and run[-1].kind in ("gap", "ask") and run[-2].text in ("=", "=="):
        run, asked = run[:-1], True
    if len(run) > 1 and run[-1].text in ("=", "=="):
        run, asked = run[:-1], True
    written, at = "", run[0].start
    for token in run:
        written += text[at : token.start] + ("_" if token.kind in ("gap", "ask") else _BARS.get(token.text, token.text))
        at = token.end
    return Piece(_kind(run, written), re.sub(r"\s+", " ", written).strip(), asked)


def _kind(run: list[_Token], written: str) -> Kind:
    kinds = {token.kind for token in run}
    if kinds == {"relation"}:
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
    if run[-1].kind == "unit":
        written = written.removesuffix(run[-1].text).strip()
    return "t" if ":" in written else literal_kind(written)


def literal_kind(written: str) -> Kind:
    """Return "n" for a written value (a number, fraction, mixed number, percent, quantity), "e" for a calculation."""
    return (
        "n"
        if re.fullmatch(r"\d+ ?[rR] ?\d+", written) or _LITERAL.fullmatch(written) or _SLASHED.fullmatch(written)
        else "e"
    )


def _is_times(run: list[_Token], index: int) -> bool:
    if run[index].text not in "xX" or not 0 < index < len(run) - 1:
        return False
    before, after = run[index - 1], run[index + 1]
    if before.kind not in ("number", "close", "unit", "after", "gap"):
        return False
    return after.kind in ("number", "money", "gap") or (run[index].spaced and after.spaced and after.text in "(-√")


def _outside(tokens: list[_Token], index: int, found: Cut) -> str:
    """Return what stands in the cut text for a token that is no mathematics; a lone letter is a piece of its own."""
    token = tokens[index]
    space = " " if token.spaced else ""
    if token.kind == "line" or token.text in "?!;" or (token.text == "." and _following(tokens, index).spaced):
        return " | "
    if token.kind == "letter" and _is_lone_variable(tokens, index):
        return f" {found.mark(Piece('v', token.text))} "
    if token.kind in ("arrow", "op"):
        return {"->": " -> ", "=>": " -> ", "→": " -> ", "⇒": " -> ", "-": " - "}.get(token.text, " ")
    if token.kind == "after":
        return " percent " if "%" in token.text else " "
    if token.kind in ("open", "close", "gap", "unit") or token.text in '"#':
        return space if token.text != "sqrt" else " sqrt"
    return space + token.text.lower()


def _is_lone_variable(tokens: list[_Token], index: int) -> bool:
    if tokens[index].text not in "aAiIuUrR":
        return True
    before = tokens[index - 1].text.lower() if index else ""
    return before in ("'", "variable", "letter") or (
        before in ("for", "of", "find", "solve") and _following(tokens, index).kind not in ("word", "letter")
    )
