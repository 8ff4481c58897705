"""Malrules of mixed numbers that need more than a pattern: parts apart, regrouping.

Each keeps the form such a pupil writes (unreduced). Source: Ashlock 2006.
"""

from math import lcm
from typing import NamedTuple

from tutor.diagnosis.procedures.registry import pair
from tutor.maths.tree import Frac, Group, Mixed, Node, Num

LONGEST = 12


class Parts(NamedTuple):
    """A number as pupils see it: a whole part and a top over a bottom; a whole number has 0 over 1."""

    whole: int
    top: int
    bottom: int


NUMBERS = ("whole", "/", "mixed")
MIXED = tuple(f"{one} {two}" for one in NUMBERS for two in NUMBERS)


def parts(node: Node) -> Parts | None:
    """Return the parts of a whole number, a fraction of whole numbers or a mixed number; None for anything else."""
    if isinstance(node, Group):
        return parts(node.of)
    if isinstance(node, Mixed):
        return _parts(node.whole, node.top, node.bottom)
    return _parts(Num("0"), node.top, node.bottom) if isinstance(node, Frac) else _parts(node, Num("0"), Num("1"))


def _parts(*nodes: Node) -> Parts | None:
    """Return the three whole numbers, None where one is not a whole number or is longer than pupils meet, or the bottom is 0."""
    texts = [node.text.replace(",", "") for node in nodes if isinstance(node, Num)]
    fit = len(texts) == 3 and all(text.isdigit() and len(text) <= LONGEST for text in texts)
    found = Parts(*map(int, texts)) if fit else None
    return found if found and found.bottom else None


def mixed(whole: int, top: int, bottom: int) -> Node | None:
    """Return the mixed number as written, only its whole part or its fraction where the other is 0; None for what nobody could write."""
    if whole < 0 or top < 0 or bottom <= 0:
        return None
    if not top:
        return Num(str(whole))
    above, below = Num(str(top)), Num(str(bottom))
    return Mixed(Num(str(whole)), above, below) if whole else Frac(above, below)


def _both_mixed(left: Parts, right: Parts) -> bool:
    return bool(left.whole and right.whole and left.top and right.top)


@pair("fractions.add_mixed_by_parts", "+", parts, *MIXED)
def add_mixed_by_parts(left: Parts, right: Parts) -> Node | None:
    """Wholes, tops and bottoms are each added: 2 1/3 + 1 1/4 = 3 2/7."""
    sums = (one + two for one, two in zip(left, right, strict=True))
    return mixed(*sums) if _both_mixed(left, right) else None


@pair("fractions.subtract_mixed_by_parts", "-", parts, *MIXED)
def subtract_mixed_by_parts(left: Parts, right: Parts) -> Node | None:
    """Wholes, tops and bottoms are each subtracted: 9 3/4 - 4 2/7 = 5 1/3."""
    if not _both_mixed(left, right):
        return None
    return mixed(left.whole - right.whole, abs(left.top - right.top), abs(left.bottom - right.bottom))


def _too_small_to_subtract(upper: Parts, lower: Parts) -> tuple[int, int, int, int] | None:
    """Return (difference of wholes, upper top, lower top, common bottom) where the upper fraction is the smaller one."""
    if upper.whole <= lower.whole:
        return None
    common = lcm(upper.bottom, lower.bottom)
    tops = upper.top * common // upper.bottom, lower.top * common // lower.bottom
    return (upper.whole - lower.whole, *tops, common) if tops[0] < tops[1] else None


@pair("fractions.smaller_from_larger", "-", parts, *MIXED)
def smaller_from_larger(upper: Parts, lower: Parts) -> Node | None:
    """The smaller fraction is taken from the larger, whichever is on top: 5 1/4 - 2 3/4 = 3 2/4."""
    found = _too_small_to_subtract(upper, lower)
    return mixed(found[0], found[2] - found[1], found[3]) if found else None


@pair("fractions.borrow_ten", "-", parts, *MIXED)
def borrow_ten(upper: Parts, lower: Parts) -> Node | None:
    """The one taken from the whole becomes ten on the top, whatever the bottom is: 5 1/4 - 2 3/4 = 2 8/4."""
    found = _too_small_to_subtract(upper, lower)
    if not found or found[3] == 10 or not found[1]:
        return None
    whole, top, under, bottom = found
    return mixed(whole - 1, top + 10 - under, bottom)


@pair("fractions.multiply_parts", "*", parts, *MIXED)
def multiply_parts(left: Parts, right: Parts) -> Node | None:
    """Whole times whole, fraction times fraction: 2 1/2 x 3 1/3 = 6 1/6; a whole number meets only the whole part."""
    if not (left.whole and right.whole) or not (left.top or right.top):
        return None
    if left.top and right.top:
        return mixed(left.whole * right.whole, left.top * right.top, left.bottom * right.bottom)
    broken = left if left.top else right
    return mixed(left.whole * right.whole, broken.top, broken.bottom)
