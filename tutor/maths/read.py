"""Reads written mathematics (plain text, Unicode, LaTeX) into a tree that keeps what was written. Its worth is left to `value`.

Conventions, where a line of text could mean two things:
- `a/b` of whole numbers is one fraction and binds tighter than ÷: 8 ÷ 3/4 is 8 ÷ (3/4), and 2/3x is (2/3)x; but 12 / 4x, 3/x and
  1.5/2 are divisions, from left to right (3/4/2 is (3/4)/2, x/3/4 is (x/3)/4). A power comes first: 3/2^2 is 3/(2^2).
- A whole number, a space and a fraction are a mixed number: 6 2/3. So is 6 and 2/3.
- A number straight after a bracket is multiplied: (2 + 3)4 reads as (2 + 3) × 4.
- `x` is times before a number (3x4, 3 x -4) and on its own between spaces (3 x n); else it is a variable (3x, 3 x + 1).
- Letters written together multiply, and a coefficient with its letters binds tighter than a division: 6x ÷ 2x is (6x) ÷ (2x), 3/2x is
  (3/2)x. Before a bracket the order is from left to right: 8 ÷ 2(2 + 2) is 16.
- -2^2 is -(2^2), √9/3 is (√9)/3, 2^3^2 is 2^(3^2).
- 1,000 is a thousand; 1,5 and 1, 000 are two values. `:` divides unless `ratio` is set.
- A single letter is a unit only after a number and a space (5 m), or beside a sure unit (5m + 30cm); else it is a variable (5m).
- A gap after a number stands for a relation (0.04 __ 0.5), anywhere else for a number (3 + ? = 7). "3 + 4 =" ends in a gap.
- ± stands for two readings, given as a Listing. A leading + is dropped.
"""

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from types import SimpleNamespace
from typing import Any

from lark import Lark
from lark.exceptions import UnexpectedToken
from lark.lexer import Lexer

from tutor.errors import ParseError
from tutor.maths.reading.brackets import base_of, divided, exponent_of, held
from tutor.maths.reading.lexer import Token, tokens
from tutor.maths.tree import Abs, Bin, Group, Listing, Neg, Node, Percent, Quantity, Ratio, Rel, Root, children

LONGEST_TEXT = 1000
DEEPEST = 80


def read(text: str, *, ratio: bool = False) -> Node:
    """Return the tree of one piece of written mathematics; with `ratio` a colon is a ratio, else a division.

    Raises ParseError, with the position of the first character at fault, for everything that is not mathematics in full, longer than
    1000 characters or nested deeper than 80.
    """
    if len(text) > LONGEST_TEXT:
        raise ParseError(f"This is too long to read: at most {LONGEST_TEXT} characters.", text, LONGEST_TEXT)
    return _read(text, ratio)


@lru_cache(maxsize=20_000)
def _read(text: str, ratio: bool) -> Node:
    if "±" in text or "∓" in text:
        above = _read(text.replace("±", "+").replace("∓", "-"), ratio)
        below = _read(text.replace("±", "-").replace("∓", "+"), ratio)
        return Listing(
            tuple(item for one in (above, below) for item in (one.items if isinstance(one, Listing) else (one,)))
        )
    body = text.rstrip()
    found = tokens(body[:-1] if body.endswith(".") else body, ratio)
    if not found:
        raise ParseError("There is no maths here yet.", text, 0)
    if (short := _short(found)) is not None:
        return short
    try:
        node: Node = _parser().parse(found)
    except UnexpectedToken as error:
        raise _explained(text, error.token) from None
    if len(found) > DEEPEST:
        _check_depth(node, text)
    return node


def _short(found: list[Token]) -> Node | None:
    """Return the tree of a lone operand, or of two with a sign between, as the grammar would make it: most of what is read."""
    if any(token.type not in _OPERANDS for token in found[::2]) or len(found) not in (1, 3):
        return None
    if len(found) == 1:
        return found[0].value  # type: ignore[return-value]
    build = _BUILD.get(_SIGNS.get(found[1].type, ""))
    return build(found[0].value, found[1], found[2].value) if build else None


@lru_cache(maxsize=4096)
def readable(text: str, *, ratio: bool = False) -> Node | None:
    """Return the tree of a text, None where it is not mathematics; remembered for the latest texts, what is none too."""
    try:
        return read(text, ratio=ratio)
    except ParseError:
        return None


def _explained(text: str, token: Any) -> ParseError:
    if token.type == "$END":
        at = len(text.rstrip())
        return ParseError(f"Something is missing at the end (character {at + 1}).", text, at)
    at = token.start_pos
    return ParseError(f"I did not expect “{text[at : at + 1]}” here (character {at + 1}).", text, at)


def _check_depth(node: Node, text: str) -> None:
    level, depth = [node], 0
    while level:
        if depth > DEEPEST:
            raise ParseError("This is nested too deeply to read.", text, 0)
        level = [part for parent in level for part in children(parent)]
        depth += 1


class _Given(Lexer):  # type: ignore[misc]
    """Hands the tokens that `lexer` cut to the parser."""

    def __init__(self, lexer_conf: Any) -> None:
        pass

    def lex(self, data: list[Token]) -> Iterator[Token]:
        return iter(data)


@cache
def _parser() -> Lark:
    grammar = files("tutor.maths.reading").joinpath("grammar.lark").read_text("utf-8")
    make = SimpleNamespace(**{alias: lambda parts, build=build: build(*parts) for alias, build in _BUILD.items()})
    return Lark(grammar, parser="lalr", lexer=_Given, transformer=make)


_OPERANDS = frozenset(["NUMBER", "NAME"])
_SIGNS = {"PLUS": "plus", "MINUS": "minus", "TIMES": "times", "OVER": "over", "RELATION": "relation"}
_BUILD: dict[str, Callable[..., Any]] = {  # one for each alias in the grammar; _ is a token that says nothing more
    "start": lambda of: of, "leaf": lambda token: token.value, "inner": lambda _, of, __: of, "positive": lambda _, of: of,
    "listing": lambda *parts: Listing(parts[::2]), "ratio": lambda *parts: Ratio(parts[::2]),
    "relation": lambda left, token, right: Rel(token.value, left, right),
    "plus": lambda left, _, right: Bin("+", left, right), "minus": lambda left, _, right: Bin("-", left, right),
    "times": lambda left, token, right: Bin("*", left, held(right), token.value),
    "over": lambda left, token, right: Bin("/", left, held(right), token.value),
    "next_to": lambda left, _, right: Bin("*", left, held(right)),
    "attached": lambda left, _, right: Bin("*", held(left), held(right)),
    "and_a_part": lambda left, _, right: Bin("+", held(left), held(right), " "),
    "negative": lambda _, of: Neg(held(of)), "percent": lambda of, _: Percent(held(of)),
    "quantity": lambda of, token: Quantity(held(of), token.value, token.value in "$£€"),
    "money": lambda token, of: Quantity(of, token.value, True), "raised": lambda base, token: Bin("^", base_of(base), token.value),
    "power": lambda base, _, exponent: Bin("^", base_of(base), exponent_of(exponent)), "braced": lambda _, of, __: exponent_of(of),
    "group": lambda _, of, __: Group(of), "root": lambda token, of: Root(of, token.value),
    "absolute": lambda _, of, __: Abs(of), "absolute_of": lambda _, __, of, ___: Abs(of),
    "fraction": lambda *parts: divided(parts[2], parts[5]),
}  # fmt: skip
