"""Patterns of content files: `when` is compiled once and matched against trees, `then` is filled in with what was matched.

Names: a, b, c stand for any number, x, y, z for a variable, every other letter (n, d, w, k ...) for a whole number; digits may follow.
`place` is the place that a task rounds to. A pattern with a variable reads signs and coefficients as algebra does: `ax + b` fits 3x - 4
(b is -4) and x + 4 (a is 1), its terms in any order; `a*x` asks for a product that is written. An equation fits inequalities, too.
Which task a pattern belongs to is left to `malrule`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from itertools import permutations

from tutor.diagnosis.literal import FLIPPED, bare, is_whole, number, numeral, numeral_value
from tutor.diagnosis.work import rebuilt
from tutor.errors import CannotCheck, ParseError
from tutor.maths.formula import FUNCTIONS, Formula, formula
from tutor.maths.read import read
from tutor.maths.tree import Bin, Blank, Frac, Group, Mixed, Name, Neg, Node, Num, Rel, children, holds

Bound = Mapping[str, Node]
Fit = Callable[[Node, Bound], "Sequence[Bound]"]
"""How a node fits a part of a pattern beside what is bound already: each way, as all that is bound then."""
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
DIVIDED = ("÷", ":")
"""Signs of a division that is no fraction."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A tree with holes: numerals that stand for the names of `holes`. `worth` gives its value, of an equation left less right."""

    text: str
    tree: Node
    holes: Mapping[str, str] = field(hash=False)
    computed: Mapping[str, Formula] = field(hash=False, default_factory=dict)
    exact: bool = False
    algebra: bool = False
    worth: Formula | None = field(hash=False, default=None)
    match: Fit = field(hash=False, repr=False, default=lambda node, bound: ())
    """A node, and what is given -> every way in which the node fits, as name -> matched part; none where it does not fit."""

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


@dataclass(frozen=True, slots=True)
class _Fitter:
    """Makes, of each part of a pattern, the function that fits nodes to it."""

    holes: Mapping[str, str]
    exact: bool
    algebra: bool

    def of(self, part: Node) -> Fit:
        if isinstance(part, Num):
            return self._number(part)
        if isinstance(part, PAIRS):
            return self._sum(part) if self.algebra and isinstance(part, Bin) and part.op in "+-" else self._pair(part)
        if isinstance(part, Name):
            return _letter(part)
        fits, alike, degree = self.all(children(part)), type(part), getattr(part, "degree", None)
        held = (lambda node: node) if isinstance(part, Group) else bare

        def fit(node: Node, bound: Bound) -> Sequence[Bound]:
            node = held(node)
            same = type(node) is alike and getattr(node, "degree", None) == degree
            return fits(children(node), bound) if same else ()

        return fit

    def all(self, parts: Sequence[Node]) -> Callable[[Sequence[Node], Bound], Sequence[Bound]]:
        """Return the function that fits as many nodes to the parts, from left to right."""
        each = [self.of(part) for part in parts]

        def fit(nodes: Sequence[Node], bound: Bound) -> Sequence[Bound]:
            found: Sequence[Bound] = (bound,) if len(nodes) == len(each) else ()
            for fits, node in zip(each, nodes, strict=False):
                if not found:
                    break
                found = fits(node, found[0]) if len(found) == 1 else [two for one in found for two in fits(node, one)]
            return found

        return fit

    def _number(self, part: Num) -> Fit:
        name = self.holes.get(part.text)
        if name is None:
            wanted = numeral_value(part.text)
            return lambda node, bound: (bound,) if number(node) == wanted else ()
        is_any = name[0] in ANY_NUMBER

        def fit(node: Node, bound: Bound) -> Sequence[Bound]:
            node = bare(node)
            is_number = number(node) is not None and (is_any or is_whole(node))
            return _bound(name, node, bound) if is_number else ()

        return fit

    def _sum(self, part: Bin) -> Fit:
        wanted = terms(part)
        fits, is_exact = self.all(wanted), self.exact

        def fit(node: Node, bound: Bound) -> Sequence[Bound]:
            found = terms(bare(node))
            if len(found) != len(wanted):
                return ()
            orders = [found] if is_exact or len(found) > MOST_TERMS else permutations(found)
            return [one for order in orders for one in fits(order, bound)]

        return fit

    def _pair(self, part: Bin | Rel | Frac) -> Fit:
        fits = self.all(children(part))
        is_implied = self.algebra and isinstance(part, Bin) and part.op == "*" and not part.sign
        may_turn = not self.exact and turns(part)

        def fit(node: Node, bound: Bound) -> Sequence[Bound]:
            node = bare(node)
            sides = (_coefficient(node) if is_implied else None) or _sides(part, node)
            if sides is None:
                return ()
            found = fits(sides, bound)
            if may_turn and not (isinstance(node, Rel) and node.op in FLIPPED):
                found = [*found, *fits(sides[::-1], bound)]
            return found

        return fit


def _letter(part: Name) -> Fit:
    letter, others = part.letter, "xyz".replace(part.letter, "")

    def fit(node: Node, bound: Bound) -> Sequence[Bound]:
        node = bare(node)
        is_other = not isinstance(node, Name) or any(bound.get(other) == node for other in others)
        return () if is_other else _bound(letter, node, bound)

    return fit


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


def _bound(name: str, node: Node, bound: Bound) -> Sequence[Bound]:
    known = bound.get(name)
    if known is None:
        return ({**bound, name: node},)
    return (bound,) if known == node or (number(known) is not None and number(known) == number(node)) else ()


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
    algebra = holds(tree, LETTERS)
    fits = _Fitter(writer.holes, exact, algebra).of(tree)
    worth = None
    with suppress(ValueError):
        if not isinstance(tree, Rel):
            worth = None if algebra else formula(_spelled(tree, writer.holes))
        elif tree.op == "=":
            worth = formula(" - ".join(f"({_spelled(side, writer.holes)})" for side in (tree.left, tree.right)))
    return Pattern(text, tree, writer.holes, writer.computed, exact, algebra, worth, fits)


def _spelled(part: Node, holes: Mapping[str, str]) -> str:
    """Return a pattern as a formula. Raises ValueError where it has letters other than x, or parts that no formula has."""
    if isinstance(part, Num):
        return holes.get(part.text, part.text).lstrip("=")
    if part == Name("x"):
        return "x"
    parts = [f"({_spelled(piece, holes)})" for piece in children(part)]
    if isinstance(part, Mixed) and not any(piece[1] in ANY_NUMBER and piece[2] == ")" for piece in parts):
        return f"mixed({', '.join(parts)})"
    if isinstance(part, Neg | Group):
        return f"-{parts[0]}" if isinstance(part, Neg) else parts[0]
    op = part.op if isinstance(part, Bin) else "/"
    raised = part.right if isinstance(part, Bin) and op == "^" else Num("")
    if not isinstance(part, Bin | Frac) or not isinstance(raised, Num) or holes.get(raised.text, "=")[0] != "=":
        raise ValueError("there is no such formula, or it may raise to powers that nobody would")
    return f" {'**' if op == '^' else op} ".join(parts)


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
