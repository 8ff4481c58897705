"""Works out ratios and percents from the pieces that a task gives."""

from fractions import Fraction
from functools import reduce
from math import gcd, lcm

from tutor.domain import Task
from tutor.errors import CannotCheck
from tutor.maths.number import written
from tutor.maths.read import read
from tutor.maths.tasks.rewrite import has_fraction, natural, size
from tutor.maths.tree import Blank, Listing, Node, Num, Quantity, Ratio, Rel
from tutor.maths.value import value


def ratio(task: Task) -> Node:
    """Return the ratio in its smallest whole numbers, the missing part, or the shares of an amount."""
    node = read(task.expression, ratio=True)
    if task.want == "missing":
        return _missing(node)
    if not isinstance(node, Ratio):
        raise CannotCheck("There is no ratio here.")
    sizes = [size(part) for part in node.parts]
    if task.want == "share":
        return Listing(tuple(_share(read(task.given[0]), each / sum(sizes)) for each in sizes))
    scale = reduce(lcm, (each.denominator for each in sizes))
    whole = [int(each * scale) for each in sizes]
    common = reduce(gcd, whole)
    if not common or min(whole) < 0:
        raise CannotCheck("A ratio has parts above zero.")
    return Ratio(tuple(Num(str(each // common)) for each in whole))


def _share(amount: Node, part: Fraction) -> Node:
    share = value(amount) * part
    return written(share, f"unit:{amount.unit}") if isinstance(amount, Quantity) else natural(share, amount)


def _missing(node: Node) -> Node:
    if not (isinstance(node, Rel) and isinstance(node.left, Ratio) and isinstance(node.right, Ratio)):
        raise CannotCheck("Two ratios are needed.")
    pairs = list(zip(node.left.parts, node.right.parts, strict=False))
    gaps = [pair for pair in pairs if any(isinstance(part, Blank) for part in pair)]
    known = [pair for pair in pairs if pair not in gaps]
    if (
        len(node.left.parts) != len(node.right.parts)
        or len(gaps) != 1
        or not all(value(part) for pair in known for part in pair)
    ):
        raise CannotCheck("One part of the ratios must be missing.")
    scale = value(known[0][1]) / value(known[0][0])
    left, right = gaps[0]
    return natural(value(right) / scale if isinstance(left, Blank) else value(left) * scale, node)


def percent(task: Task) -> Node:
    """Return the part, the whole or the percent, from the two of them that are given."""
    given = {name.strip(): read(text.strip()) for name, _, text in (each.partition("=") for each in task.given)}
    sizes = {name: value(node) for name, node in given.items()}
    surface = [node for name, node in given.items() if name != "percent"]
    try:
        if task.want == "part":
            return _like(sizes["whole"] * sizes["percent"], given["whole"])
        if task.want == "whole":
            return _like(sizes["part"] / sizes["percent"], given["part"])
        return written(sizes["part"] / sizes["whole"], "percent") if surface else Num("0")
    except (KeyError, ZeroDivisionError):
        raise CannotCheck("Two of part, whole and percent are needed, and none to divide by may be zero.") from None


def _like(worth: Fraction, node: Node) -> Node:
    if isinstance(node, Quantity):
        return written(worth, f"unit:{node.unit}")
    if has_fraction(node):
        return written(worth, "simplest")
    try:
        return written(worth, "decimal")
    except CannotCheck:
        return written(worth, "simplest")
