"""Malrules of fractions and mixed numbers that need more than a pattern: mixed numbers, regrouping, factors.

Each acts on one site and keeps the form such a pupil writes (unreduced). What the numbers are worth is left to `maths.value`.
"""

from math import gcd, lcm
from typing import NamedTuple

from tutor.diagnosis.procedures.registry import Procedure, procedure
from tutor.domain import Task
from tutor.maths.tree import Bin, Frac, Group, Mixed, Node, Num

LONGEST = 12


class Parts(NamedTuple):
    """A number as pupils see it: a whole part and a top over a bottom; a whole number has 0 over 1."""

    whole: int
    top: int
    bottom: int


def parts(node: Node) -> Parts | None:
    """Return the parts of a whole number, a fraction of whole numbers or a mixed number; None for anything else."""
    if isinstance(node, Group):
        return parts(node.of)
    if isinstance(node, Mixed):
        return _parts(node.whole, node.top, node.bottom)
    if isinstance(node, Frac):
        return _parts(Num("0"), node.top, node.bottom)
    return _parts(node, Num("0"), Num("1"))


def _parts(*nodes: Node) -> Parts | None:
    """Return the three whole numbers, None where one is not a whole number or is longer than pupils meet."""
    texts = [node.text.replace(",", "") for node in nodes if isinstance(node, Num)]
    fit = len(texts) == 3 and all(text.isdigit() and len(text) <= LONGEST for text in texts)
    return Parts(*map(int, texts)) if fit else None


def two(site: Node, signs: str) -> tuple[str, Parts, Parts] | None:
    """Return (sign, left, right) where the site joins two numbers with parts by one of the signs, else None."""
    if not isinstance(site, Bin) or site.op not in signs:
        return None
    left, right = parts(site.left), parts(site.right)
    return (site.op, left, right) if left and right and left.bottom and right.bottom else None


def fraction(top: int, bottom: int) -> Node | None:
    """Return top/bottom as written, None where a pupil could not write it: nothing below, or less than nothing above."""
    return Frac(Num(str(top)), Num(str(bottom))) if bottom > 0 and top >= 0 else None


def mixed(whole: int, top: int, bottom: int) -> Node | None:
    """Return the mixed number as written; only its whole part, or only its fraction, where the other is 0."""
    if whole < 0 or top < 0 or bottom <= 0:
        return None
    if top == 0:
        return Num(str(whole))
    return Mixed(Num(str(whole)), Num(str(top)), Num(str(bottom))) if whole else fraction(top, bottom)


def plain(site: Node) -> Parts | None:
    """Return the parts of a fraction that has no whole part; None for other sites."""
    found = parts(site) if isinstance(site, Frac) else None
    return found if found and found.top and found.bottom else None


@procedure("fractions.mixed_by_parts")
def mixed_by_parts(site: Node, task: Task) -> Node | None:
    """Return wholes, tops and bottoms each added, or each subtracted (9 3/4 - 4 2/7: 5 1/3).

    Source: Ashlock, Error Patterns.
    """
    found = two(site, "+-")
    if not found or not (found[1].whole and found[2].whole and found[1].top and found[2].top):
        return None
    sign, left, right = found
    if sign == "+":
        return mixed(left.whole + right.whole, left.top + right.top, left.bottom + right.bottom)
    return mixed(left.whole - right.whole, abs(left.top - right.top), abs(left.bottom - right.bottom))


def _too_small_to_subtract(site: Node) -> tuple[int, int, int, int] | None:
    """Return (difference of wholes, upper top, lower top, common bottom) where the upper fraction is the smaller one."""
    found = two(site, "-")
    if not found or found[1].whole <= found[2].whole:
        return None
    _, upper, lower = found
    common = lcm(upper.bottom, lower.bottom)
    tops = upper.top * common // upper.bottom, lower.top * common // lower.bottom
    return (upper.whole - lower.whole, *tops, common) if tops[0] < tops[1] else None


@procedure("fractions.smaller_from_larger")
def smaller_from_larger(site: Node, task: Task) -> Node | None:
    """Return wholes subtracted, and the smaller fraction from the larger, whichever is on top.

    Source: Ashlock, Error Patterns.
    """
    found = _too_small_to_subtract(site)
    if not found:
        return None
    whole, upper, lower, common = found
    return mixed(whole, lower - upper, common)


@procedure("fractions.borrow_ten")
def borrow_ten(site: Node, task: Task) -> Node | None:
    """Return the difference where the one taken from the whole becomes ten on the top, whatever the bottom is."""
    found = _too_small_to_subtract(site)
    if not found or found[3] == 10 or found[1] == 0:
        return None
    whole, upper, lower, common = found
    return mixed(whole - 1, upper + 10 - lower, common)


def smallest_factor(number: int) -> int:
    """Return the smallest factor above 1, the number itself where it is prime; 1 for 1."""
    return next((factor for factor in range(2, min(number, 1000) + 1) if number % factor == 0), number)


def _divide_one(*, top: bool, greatest: bool) -> Procedure:
    def divide_one(site: Node, task: Task) -> Node | None:
        found = plain(site)
        common = gcd(found.top, found.bottom) if found else 1
        if not found or common == 1:
            return None
        factor = common if greatest else smallest_factor(common)
        if not greatest and factor == common:
            return None
        return fraction(found.top // factor, found.bottom) if top else fraction(found.top, found.bottom // factor)

    return divide_one


procedure("fractions.divide_top_by_greatest")(_divide_one(top=True, greatest=True))
procedure("fractions.divide_top_by_smallest")(_divide_one(top=True, greatest=False))
procedure("fractions.divide_bottom_by_greatest")(_divide_one(top=False, greatest=True))
procedure("fractions.divide_bottom_by_smallest")(_divide_one(top=False, greatest=False))


@procedure("fractions.each_its_own_factor")
def each_its_own_factor(site: Node, task: Task) -> Node | None:
    """Return top and bottom each divided by its own smallest factor (8/15: 4/5, 5/6: 1/3).

    Source: Ashlock, Error Patterns.
    """
    found = plain(site)
    if not found or found.top == 1 or found.bottom == 1:
        return None
    above, below = smallest_factor(found.top), smallest_factor(found.bottom)
    return fraction(found.top // above, found.bottom // below) if above != below else None


@procedure("fractions.subtract_greatest_factor")
def subtract_greatest_factor(site: Node, task: Task) -> Node | None:
    """Return the greatest common factor taken away from both parts instead of divided out (6/9: 3/6)."""
    return _take_away(site, greatest=True)


@procedure("fractions.subtract_smallest_factor")
def subtract_smallest_factor(site: Node, task: Task) -> Node | None:
    """Return the smallest common factor taken away from both parts, where it is not the greatest (8/12: 6/10)."""
    return _take_away(site, greatest=False)


def _take_away(site: Node, *, greatest: bool) -> Node | None:
    found = plain(site)
    common = gcd(found.top, found.bottom) if found else 1
    factor = common if greatest else smallest_factor(common)
    if not found or common == 1 or factor >= found.top or (not greatest and factor == common):
        return None
    return fraction(found.top - factor, found.bottom - factor)


@procedure("fractions.multiply_parts")
def multiply_parts(site: Node, task: Task) -> Node | None:
    """Return whole times whole beside fraction times fraction (2 1/2 x 3 1/3: 6 1/6); a whole number meets only the whole part."""
    found = two(site, "*")
    if not found or not (found[1].whole and found[2].whole) or not (found[1].top or found[2].top):
        return None
    _, left, right = found
    if left.top and right.top:
        return mixed(left.whole * right.whole, left.top * right.top, left.bottom * right.bottom)
    broken = left if left.top else right
    return mixed(left.whole * right.whole, broken.top, broken.bottom)
