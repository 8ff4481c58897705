"""Statements as pupils write them: what they result in, which letter they give, whether anything is still to be worked out."""

import re
from fractions import Fraction
from functools import lru_cache

from tutor.domain import Task
from tutor.errors import CannotCheck, ParseError
from tutor.maths.read import read
from tutor.maths.tree import Bin, Blank, Frac, Group, Listing, Name, Neg, Node, Num, Rel, children
from tutor.maths.value import value

_ENDLESS = re.compile(r"(\d*)\.(\d+)(?:\.{2,}|…)")


def result_of(statement: Node) -> Node:
    """Return the result that a statement ends in: 4 of x = 4, of 4 = x, and of x = 7 - 3 = 4; any other node itself."""
    node = statement
    while isinstance(node, Group) and not isinstance(node.of, Listing):
        node = node.of
    if isinstance(node, Rel) and node.op in ("=", "≈"):
        left = node.left.right if isinstance(node.left, Rel) else node.left
        swapped = isinstance(node.right, Name) and not isinstance(left, Name | Blank)
        return result_of(left if swapped or isinstance(node.right, Blank) else node.right)
    return node


@lru_cache(maxsize=4096)
def understood(text: str) -> tuple[Node, Fraction | None] | None:
    """Return the tree of a span, with the exact worth of an endless decimal in it; None where it is not mathematics."""
    try:
        if not _ENDLESS.search(text):
            return read(text), None
        exact = result_of(read(_ENDLESS.sub(_as_fraction, text)))
        return read(_ENDLESS.sub(r"\1.\2", text)), worth(exact)
    except ParseError:
        return None


def _as_fraction(endless: re.Match[str]) -> str:
    exact = recurring(endless[1] or "0", endless[2])
    return f"({exact.numerator}/{exact.denominator})" if exact is not None else f"{endless[0]}?"


def recurring(whole: str, decimals: str) -> Fraction | None:
    """Return the exact worth of 0.1666...: the shortest end that is written at least twice goes on for ever; None where there is none."""
    for period in range(1, len(decimals) // 2 + 1):
        if decimals[-period:] == decimals[-2 * period : -period]:
            head = decimals[:-period]
            fixed = Fraction(int(whole + head), 10 ** len(head))
            return fixed + Fraction(int(decimals[-period:]), (10**period - 1) * 10 ** len(head))
    return None


@lru_cache(maxsize=2048)
def problem_of(task: Task | None) -> Node | None:
    """Return the tree of a task's expression, None where it has none that can be read."""
    if task is None or not task.expression:
        return None
    try:
        return read(task.expression, ratio=task.kind == "ratio")
    except ParseError:
        return None


def items_of(node: Node | None) -> tuple[Node, ...]:
    """Return the items of a list, a set in braces or a point; () for anything else."""
    if isinstance(node, Group):
        return items_of(node.of) if isinstance(node.of, Listing | Group) else ()
    return node.items if isinstance(node, Listing) else ()


def letters_of(node: Node | None) -> frozenset[str]:
    """Return the variables in a tree."""
    if node is None:
        return frozenset()
    own = frozenset({node.letter}) if isinstance(node, Name) and node.letter != "pi" else frozenset()
    return own.union(*(letters_of(part) for part in children(node)))


def is_unworked(node: Node) -> bool:
    """Return True for what is still to be worked out: it has an operation, a gap or a relation that is not x = 4."""
    if isinstance(node, Group | Neg):
        return is_unworked(node.of)
    if isinstance(node, Rel):
        return not is_solution(node)
    return isinstance(node, Bin | Listing) or (
        not isinstance(node, Num | Frac | Name | Blank) and any(map(is_unworked, children(node)))
    )


def is_solution(node: Node) -> bool:
    """Return True for a letter set equal to something without letters: x = 4, 4 = x, x = 7 - 3 = 4."""
    if not (isinstance(node, Rel) and node.op in ("=", "≈")):
        return False
    return bool(letter_of(node)) and not letters_of(result_of(node))


def letter_of(node: Node) -> str:
    """Return the letter that a statement gives the worth of, "" where it gives none."""
    while isinstance(node, Rel) and node.op in ("=", "≈"):
        if isinstance(node.right, Name):
            return node.right.letter
        node = node.left
    return node.letter if isinstance(node, Name) else ""


def worth(node: Node) -> Fraction | None:
    """Return the exact worth of a node, None where it has none."""
    try:
        return value(node)
    except CannotCheck:
        return None


def unsigned(node: Node) -> object:
    """Return a tree as nested tuples without brackets and the way signs were written, to compare two writings of one problem."""
    if isinstance(node, Group):
        return unsigned(node.of)
    if isinstance(node, Rel) and node.op in ("?", "=") and isinstance(node.right, Blank):
        return unsigned(node.left)
    if isinstance(node, Frac):
        return ("/", unsigned(node.top), unsigned(node.bottom))
    if isinstance(node, Bin | Rel):
        return (node.op, unsigned(node.left), unsigned(node.right))
    parts = tuple(unsigned(part) for part in children(node))
    return (type(node).__name__, *parts) if parts else node
