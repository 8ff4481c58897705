"""Works out averages, ratios and percents from the pieces that a task gives."""

import statistics
from fractions import Fraction
from math import gcd, lcm

from tutor.domain import Task
from tutor.errors import CannotCheck
from tutor.maths.number import written
from tutor.maths.read import read
from tutor.maths.tasks.rewrite import has_fraction, natural, size
from tutor.maths.tree import Blank, Listing, Node, Num, Quantity, Ratio, Rel
from tutor.maths.value import value


def average(task: Task) -> Node:
    """Return the mean, median, mode or range of the given values, in their unit; several modes as a Listing.

    Raises CannotCheck where there are no values, or all come equally often and the mode is asked.
    """
    nodes = [read(text) for text in task.given]
    numbers = [value(node) for node in nodes]
    if not nodes:
        raise CannotCheck("There are no values.")
    if task.kind == "mode":
        modes = sorted(statistics.multimode(numbers))
        if 1 < len(modes) == len(set(numbers)):
            raise CannotCheck("No value comes more often than the others.")
        found = tuple(_in_their_unit(number, nodes) for number in modes)
        return found[0] if len(found) == 1 else Listing(found)
    if task.kind == "range":
        return _in_their_unit(max(numbers) - min(numbers), nodes)
    return _in_their_unit((statistics.mean if task.kind == "mean" else statistics.median)(numbers), nodes)


def _in_their_unit(worth: Fraction, nodes: list[Node]) -> Node:
    found = {node.unit if isinstance(node, Quantity) else "" for node in nodes}
    if len(found) > 1:
        raise CannotCheck("These values are not in one unit.")
    unit = found.pop()
    return written(worth, f"unit:{unit}") if unit else natural(worth, *nodes)


def ratio(task: Task) -> Node:
    """Return the ratio in its smallest whole numbers, the missing part, or the shares of an amount."""
    node = read(task.expression, ratio=True)
    if task.want == "missing":
        return _missing_part(node)
    if not isinstance(node, Ratio):
        raise CannotCheck("There is no ratio here.")
    sizes = [size(part) for part in node.parts]
    if min(sizes) < 0 or not any(sizes):
        raise CannotCheck("A ratio has parts above zero.")
    if task.want == "share":
        amount = read(task.given[0])
        return Listing(tuple(_in_their_unit(value(amount) * part / sum(sizes), [amount]) for part in sizes))
    scale = lcm(*(each.denominator for each in sizes))
    whole = [int(each * scale) for each in sizes]
    return Ratio(tuple(Num(str(each // gcd(*whole))) for each in whole))


def _missing_part(node: Node) -> Node:
    if not (isinstance(node, Rel) and isinstance(node.left, Ratio) and isinstance(node.right, Ratio)):
        raise CannotCheck("Two ratios are needed.")
    pairs = list(zip(node.left.parts, node.right.parts, strict=False))
    gaps = [pair for pair in pairs if any(isinstance(part, Blank) for part in pair)]
    known = [(value(left), value(right)) for left, right in pairs if (left, right) not in gaps]
    if len(node.left.parts) != len(node.right.parts) or len(gaps) != 1 or not all(map(all, known)):
        raise CannotCheck("One part of the ratios must be missing.")
    scale = known[0][1] / known[0][0]
    left, right = gaps[0]
    return natural(value(right) / scale if isinstance(left, Blank) else value(left) * scale, node)


def percent(task: Task) -> Node:
    """Return the part, the whole or the percent, from the two of them that are given."""
    given = {name.strip(): read(text.strip()) for name, _, text in (each.partition("=") for each in task.given)}
    sizes = {name: value(node) for name, node in given.items()}
    try:
        if task.want == "part":
            return _like(sizes["whole"] * sizes["percent"], given["whole"])
        if task.want == "whole":
            return _like(sizes["part"] / sizes["percent"], given["part"])
        return written(sizes["part"] / sizes["whole"], "percent")
    except (KeyError, ZeroDivisionError):
        raise CannotCheck("Two of part, whole and percent are needed, and none to divide by may be zero.") from None


def _like(worth: Fraction, node: Node) -> Node:
    if isinstance(node, Quantity):
        return written(worth, f"unit:{node.unit}")
    try:
        return written(worth, "simplest" if has_fraction(node) else "decimal")
    except CannotCheck:
        return written(worth, "simplest")
