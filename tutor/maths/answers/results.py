"""Statements as pupils write them: what they result in, which letter they give, what they hold. Judging them is left to `grade`."""

import re
from fractions import Fraction
from functools import lru_cache

from tutor.domain import Task
from tutor.errors import CannotCheck
from tutor.maths import tree
from tutor.maths.compare import same
from tutor.maths.read import readable
from tutor.maths.tree import Bin, Blank, Frac, Group, Listing, Name, Neg, Node, Quantity, Rel, children, letters_of
from tutor.maths.value import Measure, measure, value

_ENDLESS = re.compile(r"(\d*)\.(\d+)(?:\.{2,}|…)")


@lru_cache(maxsize=4096)
def understood(text: str) -> tuple[Node, Fraction | None] | None:
    """Return the tree of a span, with the exact worth of an endless decimal in it; None where it is not mathematics."""
    node = readable(_ENDLESS.sub(r"\1.\2", text))
    if node is None or not _ENDLESS.search(text):
        return None if node is None else (node, None)
    exact = readable(_ENDLESS.sub(_as_fraction, text))
    return (node, worth(result_of(exact))) if exact is not None else None


def _as_fraction(endless: re.Match[str]) -> str:
    """Return 0.1666... as (1/6): the shortest end that is written at least twice goes on for ever."""
    whole, decimals = endless[1] or "0", endless[2]
    for period in range(1, len(decimals) // 2 + 1):
        if decimals[-period:] == decimals[-2 * period : -period]:
            places = 10 ** len(decimals[:-period])
            exact = Fraction(int(whole + decimals[:-period]), places)
            exact += Fraction(int(decimals[-period:]), (10**period - 1) * places)
            return f"({exact.numerator}/{exact.denominator})"
    return f"{endless[0]}?"


def problem_of(task: Task | None) -> Node | None:
    """Return the tree of a task's expression, None where it has none that can be read, or where it is the answer (translate)."""
    asked = task is not None and task.expression and task.kind != "translate"
    return readable(task.expression, ratio=task.kind == "ratio") if task and asked else None


def bare(node: Node) -> Node:
    """Return a node without its sign, unit and brackets; the brackets of a point stay."""
    while isinstance(node, (Neg, Quantity)) or (isinstance(node, Group) and not isinstance(node.of, Listing)):
        node = node.of
    return node


def result_of(statement: Node) -> Node:
    """Return the result that a statement ends in: 4 of x = 4, of 4 = x, and of x = 7 - 3 = 4; any other node itself."""
    node = statement
    while isinstance(node, Group) and not isinstance(node.of, Listing):
        node = node.of
    if isinstance(node, Rel) and node.op in ("=", "≈"):
        left = node.left.right if isinstance(node.left, Rel) else node.left
        swapped = isinstance(node.right, Name) and not isinstance(left, (Name, Blank))
        return result_of(left if swapped or isinstance(node.right, Blank) else node.right)
    return node


def letter_of(node: Node) -> str:
    """Return the letter that a statement gives the worth of, "" where it gives none."""
    while isinstance(node, Rel) and node.op in ("=", "≈"):
        if isinstance(node.right, Name):
            return node.right.letter
        node = node.left
    return node.letter if isinstance(node, Name) else ""


def is_solution(node: Node) -> bool:
    """Return True for a letter set equal to something without letters: x = 4, 4 = x, x = 7 - 3 = 4."""
    is_equation = isinstance(node, Rel) and node.op in ("=", "≈")
    return is_equation and bool(letter_of(node)) and not letters_of(result_of(node))


def is_unworked(node: Node) -> bool:
    """Return True for what is still to be worked out: it has an operation, a gap or a relation that is not x = 4."""
    if isinstance(node, Rel):
        return not is_solution(node)
    return isinstance(node, (Bin, Listing)) or (not isinstance(node, Frac) and any(map(is_unworked, children(node))))


def items_of(node: Node | None) -> tuple[Node, ...]:
    """Return the items of a list, a set in braces or a point; () for anything else."""
    inner = node and tree.unbracketed(node)
    return inner.items if isinstance(inner, Listing) else ()


def is_point(node: Node | None) -> bool:
    """Return True for two or more coordinates in brackets."""
    return isinstance(node, Group) and isinstance(node.of, Listing)


def unit_of(node: Node | None) -> str:
    """Return the unit of a quantity ("cm", "$"), the first of 5 ft 3 in; "" where it has none."""
    while isinstance(node, (Neg, Group)) or (isinstance(node, Bin) and node.sign == " "):
        node = node.left if isinstance(node, Bin) else node.of
    return node.unit if isinstance(node, Quantity) else ""


def worth(node: Node | None) -> Fraction | None:
    """Return the exact worth of a node, None where it has none."""
    try:
        return value(node) if node is not None else None
    except CannotCheck:
        return None


def amount_of(node: Node) -> Measure | None:
    """Return the exact amount of a number or quantity, None where it has none."""
    try:
        return measure(node)
    except CannotCheck:
        return None


def alike(a: Node, b: Node) -> bool:
    """Return whether two nodes say the same; raises CannotCheck where that could not be decided."""
    found = same(a, b)
    if found is None:
        raise CannotCheck("Whether these are the same could not be decided.")
    return found


def unsigned(node: Node) -> object:
    """Return a tree as nested tuples without brackets and the way signs were written, to compare two writings of one problem."""
    if isinstance(node, Group):
        return unsigned(node.of)
    if isinstance(node, Rel) and node.op in ("?", "=") and isinstance(node.right, Blank):
        return unsigned(node.left)
    if isinstance(node, Frac):
        return ("/", unsigned(node.top), unsigned(node.bottom))
    if isinstance(node, (Bin, Rel)):
        return (node.op, unsigned(node.left), unsigned(node.right))
    parts = tuple(map(unsigned, children(node)))
    return (type(node).__name__, *parts) if parts else node
