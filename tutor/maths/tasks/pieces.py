"""Cuts a message into its pieces of written mathematics and the words between them. What it asks is left to `find`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from tutor.maths.reading import units
from tutor.maths.reading.codes import Cutter, Token
from tutor.maths.tables import Phrasebook

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


MARK = re.compile(r"§[a-z]\d+")
_BOOK = Phrasebook("maths.tasks", "pieces")
_CUTTER = Cutter(_BOOK)
_RUN, _TIMES, _VALUES = _BOOK.pattern("run"), _BOOK.pattern("times"), _BOOK.pattern("values")
_SURE_BESIDE, _SURE_BEFORE = _BOOK.pattern("sure_unit_after"), _BOOK.pattern("sure_unit_before")
_BARS = {"⟦": "|", "⟧": "|"}


def cut(text: str) -> Cut:
    """Return the message cut into pieces; `text` is clean (see `phrases.clean`) and short enough to be looked at."""
    tokens = _CUTTER.tokens(text, _is_unit)
    code = "".join(token.code for token in tokens)
    found, out, index, at = Cut(""), [], 0, 0
    while index < len(tokens):
        run = _RUN.match(code, at)
        count = len(run[0].replace(" ", "")) if run else 0
        end = _trimmed(tokens, index, index + count)
        if end > index:
            out.append(f" {found.mark(_piece(text, tokens[index:end]))} ")
        else:
            out.append(_outside(tokens, index, found))
            end = index + 1
        at += sum(len(token.code) for token in tokens[index:end])
        index = end
    found.text = re.sub(r"\s+", " ", "".join(out)).strip()
    return found


def _is_unit(match: re.Match[str], found: Sequence[Token]) -> bool:
    """Return True for a unit; a lone letter is one beside a sure one (5m + 30cm), or after a space in no equation (5 m, 2 m + 3 m)."""
    text, (start, end), number_end = match.string, match.span(), found[-1].end
    before, after = text[max(0, number_end - 14) : number_end], text[end : end + 40]
    if not units.is_lone_letter(match) or _SURE_BESIDE.match(after) or _SURE_BEFORE.search(before):
        return True
    in_equation = re.match(r" *[*/^=<>×÷()]|[^\n?|]*=", after) or re.search(r"[=<>] *[\d./]*$", before)
    return start > number_end and not in_equation


def _following(tokens: list[Token], index: int) -> Token:
    return tokens[index + 1] if index + 1 < len(tokens) else Token("line", "", 0, " .")


def _trimmed(tokens: list[Token], start: int, end: int) -> int:
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


def _piece(text: str, run: list[Token]) -> Piece:
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


def _kind(run: list[Token], written: str) -> Kind:
    code = "".join(token.code for token in run).strip()
    if code in ("=", "P"):
        return "s" if code == "=" else "p"
    if "_" in code or "?" in code:
        return "g"
    letters = bool(set("aiIbx") & set(_TIMES.sub("", code)))
    if "=" in code:
        return "q" if letters else "r"
    if letters:
        return "v" if len(run) == 1 else "a"
    if run[-1].kind == "unit":
        written = written.removesuffix(run[-1].text).strip()
    return "t" if ":" in written else literal_kind(written)


def literal_kind(written: str) -> Kind:
    """Return "n" for a written value (a number, fraction, mixed number, percent, quantity), "e" for a calculation."""
    return "n" if _VALUES.fullmatch(written) else "e"


def _outside(tokens: list[Token], index: int, found: Cut) -> str:
    """Return what stands in the cut text for a token that is no mathematics; a lone letter is a piece of its own."""
    token = tokens[index]
    space = " " if token.code[0] == " " else ""
    if token.kind == "line" or token.text in "?!;" or (token.text == "." and _following(tokens, index).code[0] == " "):
        return " | "
    if token.kind == "letter" and _is_lone_variable(tokens, index):
        return f" {found.mark(Piece('v', token.text))} "
    if token.kind in ("arrow", "op"):
        return {"->": " -> ", "=>": " -> ", "→": " -> ", "⇒": " -> ", "-": " - "}.get(token.text, " ")
    if token.kind == "after":
        return " percent " if "%" in token.text else token.text if token.text in "²³" and not space else " "
    if token.kind in ("open", "close", "gap", "unit") or token.text in '"#':
        return space if token.text != "sqrt" else " sqrt"
    return space + token.text.lower()


def _is_lone_variable(tokens: list[Token], index: int) -> bool:
    if tokens[index].text not in "aAiIuUrR":
        return True
    before = tokens[index - 1].text.lower() if index else ""
    alone = _following(tokens, index).kind not in ("word", "letter", "money", "number")
    return before in ("'", "variable", "letter") or (alone and before in ("for", "of", "find", "solve"))
