"""The two sides of an equation taken apart as written: terms, the factors of each, and the numbers by their place. Source: ours."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from tutor.diagnosis.literal import bare, number
from tutor.errors import CannotCheck, ParseError
from tutor.maths import read
from tutor.maths.algebra import Monomial, normal
from tutor.maths.tree import Bin, Frac, Group, Neg, Node, letters_of

Worth = dict[Monomial, Fraction]
Sides = tuple["Side", "Side"]


@dataclass(frozen=True)
class Term:
    """One term of a side as written: its sign, its tree, and the factors above and below its line."""

    sign: int
    node: Node
    above: tuple[Node, ...]
    below: tuple[Node, ...]

    @property
    def kind(self) -> str:
        """Return whether it holds letters or only numbers."""
        return "letters" if letters_of(self.node) else "numbers"

    @property
    def tops(self) -> list[Fraction]:
        """Return the numbers above the line."""
        return [worth for part in self.above if (worth := number(part)) is not None]

    @property
    def bottoms(self) -> list[Fraction]:
        """Return the numbers below the line."""
        return [worth for part in self.below if (worth := number(part)) is not None]


@dataclass(frozen=True)
class Side:
    """One side of an equation, as text without spaces and as a tree."""

    text: str
    node: Node

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Return the terms in the order written, brackets around sums left closed."""
        return tuple(_terms(self.node, 1))

    @cached_property
    def places(self) -> tuple[tuple[str, Fraction], ...]:
        """Return each number of the side with its place; a bare letter has the coefficient 1 or -1."""
        return tuple(_places(self.terms))

    @cached_property
    def sums(self) -> tuple[tuple[Term, ...], ...]:
        """Return the terms of the whole side, and of each bracket in it."""
        return tuple(_sums(self.terms))

    @cached_property
    def worth(self) -> Worth | None:
        """Return it as a sum of monomials, None where it is not one."""
        return _worth(self.node)


def sides(text: str) -> Sides | None:
    """Return both sides of an equation, None where the text is not one equation that can be read, or has a gap."""
    left, mark, right = re.sub(r"\s+", "", text).replace("−", "-").partition("=")
    if not mark or re.search(r"[=?_]", left + right):
        return None
    try:
        return Side(left, read(left)), Side(right, read(right))
    except (ParseError, RecursionError):
        return None


def _terms(node: Node, sign: int) -> Iterator[Term]:
    node = bare(node)
    if isinstance(node, Group) and not (isinstance(node.of, Bin) and node.of.op in "+-"):
        node = bare(node.of)
    if isinstance(node, Neg):
        yield from _terms(node.of, -sign)
    elif isinstance(node, Bin) and node.op in "+-":
        yield from _terms(node.left, sign)
        yield from _terms(node.right, sign if node.op == "+" else -sign)
    else:
        above, below = [], []  # type: list[Node], list[Node]
        yield Term(sign * _factors(node, above, below), node, tuple(above), tuple(below))


def _factors(node: Node, above: list[Node], below: list[Node]) -> int:
    """Sort the factors of a term into those above and below its line, and return the sign left over."""
    node = bare(node)
    if isinstance(node, Neg) and number(node) is None:
        return -_factors(node.of, above, below)
    if isinstance(node, Frac):
        return _factors(node.top, above, below) * _factors(node.bottom, below, above)
    if isinstance(node, Bin) and node.op in "*/":
        rest = (above, below) if node.op == "*" else (below, above)
        return _factors(node.left, above, below) * _factors(node.right, *rest)
    above.append(node)
    return 1


def _places(terms: tuple[Term, ...]) -> Iterator[tuple[str, Fraction]]:
    for term in terms:
        worth = number(term.node)
        if worth is not None:
            yield "term", term.sign * worth
        elif term.kind == "letters":
            yield "coefficient", term.sign * math.prod(term.tops, start=Fraction(1))
        flip = 1 if term.tops else term.sign
        yield from ((f"divisor of {term.kind}", bottom * flip) for bottom in term.bottoms)


def _sums(terms: tuple[Term, ...]) -> Iterator[tuple[Term, ...]]:
    yield terms
    for term in terms:
        for part in (*term.above, *term.below):
            if isinstance(part, Group):
                yield from _sums(tuple(_terms(part.of, 1)))


def _worth(node: Node) -> Worth | None:
    """Return the node as a sum of monomials, negative powers allowed; None where it is not one."""
    try:
        quotient = normal(node)
    except (CannotCheck, RecursionError):
        return None
    if len(quotient.bottom) != 1:
        return None
    ((under, by),) = quotient.bottom.items()
    return {_over(monomial, under): factor / by for monomial, factor in quotient.top.items()}


def _over(top: Monomial, bottom: Monomial) -> Monomial:
    powers = dict(top)
    for name, power in bottom:
        powers[name] = powers.get(name, Fraction(0)) - power
    return tuple(sorted((item for item in powers.items() if item[1]), key=str))


def monomial(node: Node) -> tuple[Monomial, Fraction] | None:
    """Return the letters and the factor of an expression that is a single monomial, else None."""
    worth = _worth(node)
    return next(iter(worth.items())) if worth and len(worth) == 1 else None


def single(node: Node) -> Fraction | None:
    """Return the one factor of an expression that is a single monomial, 3 of 3x; else None."""
    found = monomial(node)
    return found[1] if found else None
