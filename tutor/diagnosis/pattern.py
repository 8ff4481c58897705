"""Patterns of content files: `when` is compiled once and matched against trees, `then` is filled in with what was matched.

Names: a, b, c stand for any number, x, y, z for a variable, every other letter (n, d, w, k ...) for a whole number; digits may follow.
`place` is the place that a task rounds to. A pattern with a variable reads signs and coefficients as algebra does: `ax + b` fits 3x - 4
(b is -4) and x + 4 (a is 1), its terms in any order; `a*x` asks for a product that is written. An equation fits inequalities, too.
Which task a pattern belongs to is left to `malrule`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from itertools import permutations

from tutor.diagnosis.literal import FLIPPED, bare, is_whole, number, numeral, numeral_value
from tutor.diagnosis.work import rebuilt
from tutor.errors import CannotCheck, ParseError
from tutor.maths.formula import FUNCTIONS, Formula, formula
from tutor.maths.read import read
from tutor.maths.tree import Bin, Blank, Frac, Group, Mixed, Name, Neg, Node, Num, Percent, Rel, Root, children, holds

Bound = Mapping[str, Node]
WORD = re.compile(r"[A-Za-z_]+\d*")
HOLE = re.compile(r"[a-wA-W]\d*")
FIRST_HOLE = 900_000_001
ANY_NUMBER = "abc"
GIVEN = frozenset({"place", "amount"})
"""Names that stand for what the task gives: the place to round to, the amount to share."""
PAIRS, OPERATED = (Bin, Rel, Frac), (Bin, Rel)
LETTERS = (Name, Blank)
"""What makes a pattern one of algebra: a variable or a gap."""
MOST_TERMS = 4


@dataclass(frozen=True, slots=True)
class Pattern:
    """A tree with holes: numerals that stand for the names of `holes`."""

    text: str
    tree: Node
    holes: Mapping[str, str] = field(hash=False)
    computed: Mapping[str, Formula] = field(hash=False, default_factory=dict)
    exact: bool = False
    algebra: bool = False

    def match(self, node: Node, given: Bound | None = None) -> Iterator[Bound]:
        """Yield every way in which the node fits, as name -> matched part, beside what is given; none where it does not fit."""
        return self._match(self.tree, bare(node), given or {})

    def fill(self, bound: Bound) -> Node:
        """Return the tree with its holes filled. Raises CannotCheck where a computed part has no value."""
        return self._fill(self.tree, bound)

    def _fill(self, part: Node, bound: Bound) -> Node:
        name = self.holes.get(part.text) if isinstance(part, Num) else None
        if name is not None:
            return bound[name] if name in bound else computed_number(self.computed[name], bound)
        if isinstance(part, Name):
            return bound.get(part.letter, part)
        if isinstance(part, Mixed):
            return _mixed([self._fill(piece, bound) for piece in (part.whole, part.top, part.bottom)])
        filled = rebuilt(part, lambda piece: self._fill(piece, bound))
        return _as_algebra(filled) if self.algebra and isinstance(filled, Bin) else filled

    def _match(self, part: Node, node: Node, bound: Bound) -> Iterator[Bound]:
        if not isinstance(part, Group):
            node = bare(node)
        if isinstance(part, Num):
            yield from self._match_number(part, node, bound)
        elif isinstance(part, PAIRS):
            yield from self._match_pair(part, node, bound)
        elif isinstance(part, Name) and isinstance(node, Name):
            if not any(bound.get(other) == node for other in "xyz".replace(part.letter, "")):
                yield from _bind(part.letter, node, bound)
        elif type(part) is type(node) and (not isinstance(part, Root) or part.degree == node.degree):  # type: ignore[union-attr]
            yield from self._match_all(list(children(part)), list(children(node)), bound)

    def _match_number(self, part: Num, node: Node, bound: Bound) -> Iterator[Bound]:
        name = self.holes.get(part.text)
        worth = number(node)
        if worth is None:
            return
        if name is None:
            if worth == numeral_value(part.text):
                yield bound
        elif name[0] in ANY_NUMBER or is_whole(node):
            yield from _bind(name, node, bound)

    def _match_pair(self, part: Bin | Rel | Frac, node: Node, bound: Bound) -> Iterator[Bound]:
        if self.algebra and isinstance(part, Bin) and part.op in "+-":
            wanted, found = terms(part), terms(node)
            orders = [found] if self.exact or len(found) > MOST_TERMS else permutations(found)
            for order in orders if len(wanted) == len(found) else ():
                yield from self._match_all(wanted, list(order), bound)
            return
        implied = self.algebra and isinstance(part, Bin) and part.op == "*" and not part.sign
        sides = _coefficient(node) if implied else None
        sides = sides or _sides(part, node)
        if sides is None:
            return
        first, second = (part.top, part.bottom) if isinstance(part, Frac) else (part.left, part.right)
        yield from self._match_all([first, second], list(sides), bound)
        if not self.exact and turns(part) and not (isinstance(node, Rel) and node.op in FLIPPED):
            yield from self._match_all([first, second], [sides[1], sides[0]], bound)

    def _match_all(self, parts: list[Node], nodes: list[Node], bound: Bound) -> Iterator[Bound]:
        if len(parts) != len(nodes):
            return
        if len(parts) == 2:
            for found in self._match(parts[0], nodes[0], bound):
                yield from self._match(parts[1], nodes[1], found)
        elif not parts:
            yield bound
        else:
            for found in self._match(parts[0], nodes[0], bound):
                yield from self._match_all(parts[1:], nodes[1:], found)


def terms(node: Node) -> list[Node]:
    """Return the terms of a sum from left to right, what is taken away with its minus."""
    if not isinstance(node, Bin) or node.op not in "+-":
        return [node]
    right = terms(node.right)
    return terms(node.left) + (right if node.op == "+" else [_negative(term) for term in right])


def _negative(node: Node) -> Node:
    if isinstance(node, Bin) and node.op == "*":
        return replace(node, left=_negative(node.left))
    return node.of if isinstance(node, Neg) else Neg(node)


def _as_algebra(node: Bin) -> Node:
    """Return 1x as x and x + -4 as x - 4, as they are written in algebra."""
    if node.op == "*" and node.left == Num("1") and not node.sign:
        return node.right
    if node.op in "+-" and isinstance(node.right, Neg):
        return replace(node, op="-" if node.op == "+" else "+", right=node.right.of)
    return node


def _coefficient(node: Node) -> tuple[Node, Node] | None:
    """Return the two sides of a product that is not written as one: x is 1 times x, -x is -1 times x, -3x is -3 times x."""
    if isinstance(node, Neg) and number(node) is None:
        of = bare(node.of)
        return (_negative(of.left), of.right) if isinstance(of, Bin) and of.op == "*" else (Neg(Num("1")), of)
    return (Num("1"), node) if isinstance(node, Name) or (isinstance(node, Bin) and node.op == "^") else None


def _sides(part: Bin | Rel | Frac, node: Node) -> tuple[Node, Node] | None:
    """Return the two sides of the node where it is the same operation; a slash fraction and `/` are one, `÷` asks for a Bin."""
    if isinstance(part, Rel):
        fits = isinstance(node, Rel) and (node.op == part.op or (part.op == "=" and node.op in FLIPPED))
        return (node.left, node.right) if fits else None  # type: ignore[union-attr]
    if isinstance(part, Frac) or part.op == "/":
        divided = isinstance(part, Bin) and part.sign in DIVIDED
        if isinstance(node, Bin) and node.op == "/":
            return (node.left, node.right) if divided or node.sign not in DIVIDED else None
        return (node.top, node.bottom) if isinstance(node, Frac) and not divided else None
    return (node.left, node.right) if isinstance(node, Bin) and node.op == part.op else None


def turns(part: Node) -> bool:
    """Tell whether the two sides of an operation may be swapped."""
    return isinstance(part, OPERATED) and part.op in ("+", "*", "=", "!=")


def _bind(name: str, node: Node, bound: Bound) -> Iterator[Bound]:
    known = bound.get(name)
    if known is None:
        yield {**bound, name: node}
    elif known == node or (number(known) is not None and number(known) == number(node)):
        yield bound


def _mixed(parts: list[Node]) -> Node:
    whole, top, bottom = parts
    if isinstance(whole, Num) and isinstance(top, Num) and isinstance(bottom, Num) and all(map(is_whole, parts)):
        return Mixed(whole, top, bottom)
    raise CannotCheck("a mixed number of parts that are not whole")


def values_of(bound: Bound) -> dict[str, Fraction | str]:
    """Return what the matched names are worth, for formulas: numerals as written, other numbers as fractions."""
    values: dict[str, Fraction | str] = {}
    for name, written in bound.items():
        node = bound.get(f"={written.letter}", written) if isinstance(written, Name) else written
        worth = number(node)
        if isinstance(node, Num):
            values[name] = node.text
        elif worth is not None:
            values[name] = worth
    return values


def computed_number(rule: Formula, bound: Bound) -> Node:
    """Return the number a formula gives for the matched values. Raises CannotCheck where it gives none."""
    result = rule(values_of(bound))
    if isinstance(result, str | bool):
        raise CannotCheck(f"{rule.text} gives no number")
    return numeral(result, decimal=True)


@cache
def compiled(text: str, *, exact: bool = False, ratio: bool = False) -> Pattern:
    """Return the pattern written in `text`, with `ratio` a colon as a ratio. Raises ValueError naming what is at fault."""
    writer = _Writer()
    plain = writer.plain(text)
    try:
        tree = read(plain, ratio=ratio)
    except ParseError as error:
        raise ValueError(f"{text!r}: not a pattern ({error})") from error
    return Pattern(text, tree, writer.holes, writer.computed, exact, holds(tree, LETTERS))


class _Writer:
    """Writes a pattern as ordinary mathematics: each name becomes a numeral of its own, each call of a function too."""

    def __init__(self) -> None:
        self.holes: dict[str, str] = {}
        self.numerals: dict[str, str] = {}
        self.computed: dict[str, Formula] = {}

    def plain(self, text: str) -> str:
        pieces, place = [], 0
        while place < len(text):
            word = WORD.match(text, place)
            if word and word[0] in FUNCTIONS and text[word.end() :].startswith("("):
                end = _closing(text, word.end())
                pieces.append(self._call(text[place:end]))
                place = end
            elif word and word[0] in GIVEN:
                pieces.append(self._hole(word[0]))
                place = word.end()
            elif word:
                hole = HOLE.match(text, place)
                pieces.append(self._hole(hole[0]) if hole else text[place])
                place += len(hole[0]) if hole else 1
            else:
                pieces.append(text[place])
                place += 1
        return "".join(pieces)

    def _hole(self, name: str) -> str:
        if name not in self.numerals:
            text = str(FIRST_HOLE + len(self.numerals))
            self.numerals[name], self.holes[text] = text, name
        return self.numerals[name]

    def _call(self, text: str) -> str:
        name = f"={text}"
        self.computed[name] = formula(text)
        return self._hole(name)


def _closing(text: str, start: int) -> int:
    """Return the place after the bracket that closes the one at `start`."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if not depth:
            return place + 1
    raise ValueError(f"{text!r}, character {start + 1}: this bracket is never closed")


DIVIDED = ("÷", ":")
"""Signs of a division that is no fraction."""
TAGS = {Frac: "/", Mixed: "mixed", Neg: "neg", Percent: "%", Name: "x", Group: "group", Rel: "rel"}


def tag(pattern: Pattern, part: Node) -> str:
    """Return the one word for what a part of a pattern asks for, see `node_tags`; of algebra the outermost signs alone tell."""
    if pattern.algebra:
        tells = part is pattern.tree or (isinstance(pattern.tree, Rel) and holds(part, LETTERS))
        return "any" if not tells else "+" if _shape(part) == "-" else _shape(part)
    if isinstance(part, Num):
        name = pattern.holes.get(part.text)
        return "whole" if name and name[0] not in ANY_NUMBER else "any"
    if isinstance(part, Group) and isinstance(part.of, Num):
        return tag(pattern, part.of)
    return "/" if isinstance(part, Bin) and part.op == "/" and part.sign not in DIVIDED else _shape(part)


def node_tags(node: Node) -> tuple[str, ...]:
    """Return the words for all that a part of a pattern may ask for and this node gives; "several" are several operations."""
    node = bare(node)
    if isinstance(node, Num):
        return ("decimal", "any") if "." in node.text else ("whole", "any")
    shape: tuple[str, ...] = (_shape(node),)
    if holds(node, LETTERS):
        shape += {"-": ("+",), "x": ("*",), "neg": ("*",), "^": ("*",)}.get(shape[0], ())
    if isinstance(node, Bin):
        if node.op == "/" and node.sign not in DIVIDED:
            shape += ("/",)
        sides = (side.of if isinstance(side, Group) else side for side in (node.left, node.right))
        return (*shape, "several") if any(isinstance(side, Bin) for side in sides) else shape
    return (*shape, "any") if number(node) is not None else shape


def _shape(node: Node) -> str:
    if isinstance(node, Bin):
        return "÷" if node.op == "/" else node.op
    return TAGS.get(type(node), type(node).__name__)
