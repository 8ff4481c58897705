"""Malrules of decimals that act on the digits as written: columns, the place of the point, zeros, remainders, rounding.

Each acts on one site of unsigned decimals. What the numbers are worth is left to `maths.value`.
"""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor
from typing import NamedTuple

from tutor.diagnosis.procedures.registry import procedure
from tutor.domain import Task
from tutor.maths.tree import Bin, Frac, Group, Node, Num, Percent, Quantity

LONGEST = 15
TENS = {"10": 1, "100": 2, "1000": 3, "10000": 4}


class Digits(NamedTuple):
    """A decimal as written: its digits before and after the point ("24", "80")."""

    whole: str
    after: str

    @property
    def all(self) -> int:
        """Return all digits as one whole number, the point left out."""
        return int(self.whole + self.after)

    @property
    def places(self) -> int:
        """Return how many digits stand after the point."""
        return len(self.after)


def digits(node: Node) -> Digits | None:
    """Return the digits of an unsigned number, also inside brackets or with a unit; None for anything else."""
    if isinstance(node, Group | Quantity):
        return digits(node.of)
    if not isinstance(node, Num):
        return None
    whole, _, after = node.text.replace(",", "").partition(".")
    return Digits(whole or "0", after) if len(node.text) <= LONGEST else None


def two(site: Node, signs: str) -> tuple[str, Digits, Digits] | None:
    """Return (sign, left, right) where the site joins two unsigned numbers, at least one a decimal, else None."""
    if not isinstance(site, Bin) or site.op not in signs:
        return None
    left, right = digits(site.left), digits(site.right)
    return (site.op, left, right) if left and right and (left.after or right.after) else None


def pointed(number: int, places: int) -> Node | None:
    """Return the whole number with a point set so that `places` digits follow it; None below 0."""
    if number < 0:
        return None
    text = str(number).zfill(places + 1)
    return Num(f"{text[: len(text) - places]}.{text[len(text) - places :]}" if places else text)


def fraction(top: int, bottom: int) -> Node | None:
    """Return the fraction as written, None over 0."""
    return Frac(Num(str(top)), Num(str(bottom))) if bottom else None


def _whole_parts(site: Node) -> tuple[int, int] | None:
    """Return top and bottom of a fraction of whole numbers."""
    if not isinstance(site, Frac):
        return None
    top, bottom = digits(site.top), digits(site.bottom)
    return (top.all, bottom.all) if top and bottom and not top.after and not bottom.after and bottom.all else None


@procedure("decimals.parts_apart")
def parts_apart(site: Node, task: Task) -> Node | None:
    """Return each side of the point added or subtracted as whole numbers of its own (4.9 + 5.3: 9.12).

    Source: Ashlock, Error Patterns.
    """
    found = two(site, "+-")
    if not found:
        return None
    sign, left, right = found
    before, after = (int(left.whole), int(right.whole)), (int(left.after or 0), int(right.after or 0))
    if sign == "+":
        return Num(f"{sum(before)}.{sum(after)}")
    if not left.after or not right.after or before[0] < before[1]:
        return None
    return Num(f"{before[0] - before[1]}.{abs(after[0] - after[1])}")


@procedure("decimals.right_align")
def right_align(site: Node, task: Task) -> Node | None:
    """Return the result with the last digits in line, the point where the longer decimal has it (4.5 + 0.23: 0.68).

    Source: Hiebert and Wearne.
    """
    found = two(site, "+-")
    if not found or found[1].places == found[2].places:
        return None
    sign, left, right = found
    places = max(left.places, right.places)
    return pointed(left.all + right.all if sign == "+" else left.all - right.all, places)


@procedure("decimals.bring_down")
def bring_down(site: Node, task: Task) -> Node | None:
    """Return the difference with the lower number's extra digits brought straight down (40 - 2.65: 38.65).

    Source: Ashlock, Error Patterns.
    """
    found = two(site, "-")
    if not found:
        return None
    _, upper, lower = found
    extra = lower.after[upper.places :]
    if not extra.strip("0"):
        return None
    kept = int(lower.whole + lower.after[: upper.places])
    rest = upper.all - kept
    return pointed(int(f"{rest}{extra}"), lower.places) if rest >= 0 else None


@procedure("decimals.point_from_left")
def point_from_left(site: Node, task: Task) -> Node | None:
    """Return the product with its decimal places counted from the left (8.4 x 6: 5.04).

    Source: Ashlock, Error Patterns.
    """
    found = two(site, "*")
    if not found or TENS.keys() & {found[1].whole, found[2].whole}:
        return None
    _, left, right = found
    product, places = str(left.all * right.all), left.places + right.places
    return pointed(int(product), max(len(product) - places, 0))


@procedure("decimals.point_as_in_adding")
def point_as_in_adding(site: Node, task: Task) -> Node | None:
    """Return the product with the point brought straight down (0.3 x 0.4: 1.2).

    Source: Hiebert and Wearne.
    """
    found = two(site, "*")
    if not found or not (found[1].after and found[2].after):
        return None
    _, left, right = found
    return pointed(left.all * right.all, max(left.places, right.places))


@procedure("decimals.remainder_as_digits")
def remainder_as_digits(site: Node, task: Task) -> Node | None:
    """Return the quotient with the remainder written as further digits (3.47 / 5: 0.692, 17 / 4: 4.1).

    Source: Ashlock, Error Patterns.
    """
    whole = _whole_parts(site) if task.kind == "convert" else None
    left, right = (Digits(str(whole[0]), ""), Digits(str(whole[1]), "")) if whole else (None, None)
    if isinstance(site, Bin) and site.op == "/":
        left, right = digits(site.left), digits(site.right)
    if not left or not right or not right.all:
        return None
    places = max(left.places - right.places, 0)
    shifted = left.all * 10 ** max(right.places - left.places, 0)
    quotient, rest = divmod(shifted, right.all)
    if not rest or (whole and not quotient):
        return None
    return pointed(int(f"{quotient}{rest}"), places + len(str(rest)))


@procedure("decimals.divisor_point_ignored")
def divisor_point_ignored(site: Node, task: Task) -> Node | None:
    """Return the quotient as if the divisor had no point (4.8 / 0.6: 0.8), where that comes out even."""
    found = two(site, "/")
    if not found or not found[2].after or not found[2].all:
        return None
    _, left, right = found
    return _even(Fraction(left.all, 10**left.places * right.all))


@procedure("decimals.larger_by_smaller")
def larger_by_smaller(site: Node, task: Task) -> Node | None:
    """Return the larger number divided by the smaller, where the smaller is the one to divide (0.8 / 4: 5).

    Source: Fischbein and others 1985.
    """
    found = two(site, "/")
    if not found or not found[1].all:
        return None
    _, left, right = found
    worth = Fraction(right.all, 10**right.places) / Fraction(left.all, 10**left.places)
    return (_even(worth) or fraction(worth.numerator, worth.denominator)) if worth > 1 else None


def _even(worth: Fraction) -> Node | None:
    """Return the value as a decimal, None where it does not end within six places."""
    places = next((count for count in range(7) if 10**count % worth.denominator == 0), None)
    return None if places is None else pointed(int(worth * 10**places), places)


@procedure("decimals.append_zeros")
def append_zeros(site: Node, task: Task) -> Node | None:
    """Return the decimal with the zeros of 10, 100 or 1000 written at its end (2.5 x 10: 2.50)."""
    found = two(site, "*")
    if not found:
        return None
    left, right = found[1:] if found[1].after else found[:0:-1]
    zeros = TENS.get(right.whole, 0) if not right.after else 0
    return Num(f"{left.whole}.{left.after}{'0' * zeros}") if zeros and left.after else None


@procedure("decimals.only_whole_part_grows")
def only_whole_part_grows(site: Node, task: Task) -> Node | None:
    """Return the decimal with only the part before the point made 10, 100 or 1000 times as large (3.7 x 10: 30.7)."""
    found = two(site, "*")
    if not found:
        return None
    left, right = found[1:] if found[1].after else found[:0:-1]
    zeros = TENS.get(right.whole, 0) if not right.after else 0
    return Num(f"{int(left.whole) * 10**zeros}.{left.after}") if zeros and left.after and int(left.whole) else None


@procedure("decimals.top_point_bottom")
def top_point_bottom(site: Node, task: Task) -> Node | None:
    """Return the parts of the fraction with a point between them (1/4: 1.4), and a decimal's two sides as a fraction."""
    whole = _whole_parts(site)
    if whole:
        return Num(f"{whole[0]}.{whole[1]}")
    found = digits(site)
    return fraction(int(found.whole), int(found.after)) if found and found.after and int(found.whole) else None


@procedure("decimals.bottom_after_point")
def bottom_after_point(site: Node, task: Task) -> Node | None:
    """Return the bottom of a unit fraction after the point (1/8: 0.8), and one over the digits of a decimal (0.8: 1/8)."""
    whole = _whole_parts(site)
    if whole:
        return Num(f"0.{whole[1]}") if whole[0] == 1 else None
    found = digits(site)
    return fraction(1, int(found.after)) if found and found.after and not int(found.whole) else None


@procedure("decimals.digits_as_percent")
def digits_as_percent(site: Node, task: Task) -> Node | None:
    """Return the digits without their point and zeros in front, and a percent sign (0.4: 4%); 4% becomes 0.4."""
    if isinstance(site, Percent):
        number = digits(site.of)
        return Num(f"0.{number.whole}") if number and not number.after else None
    found = digits(site)
    return Percent(Num(str(found.all))) if found and found.after else None


def _rounding(site: Node, task: Task) -> tuple[Decimal, int] | None:
    """Return the decimal and how many places to keep, where the task rounds to a decimal place or to the ones."""
    found = digits(site)
    try:
        place = Decimal(task.want)
    except ArithmeticError:
        return None
    if not found or task.kind != "round" or not 0 < place <= 1:
        return None
    keep = -place.adjusted()
    return (Decimal(f"{found.whole}.{found.after or 0}"), keep) if found.places > keep else None


def _written(value: Decimal, keep: int) -> Node:
    return Num(format(value.quantize(Decimal(1).scaleb(-keep)), "f"))


@procedure("decimals.cut_off")
def cut_off(site: Node, task: Task) -> Node | None:
    """Return the number with the digits after the wanted place left out (3.47 to tenths: 3.4)."""
    found = _rounding(site, task)
    return _written(found[0].quantize(Decimal(1).scaleb(-found[1]), ROUND_DOWN), found[1]) if found else None


@procedure("decimals.round_step_by_step")
def round_step_by_step(site: Node, task: Task) -> Node | None:
    """Return the number rounded place by place from the right end (3.446 to tenths: 3.45, then 3.5)."""
    found = _rounding(site, task)
    if not found:
        return None
    value, keep = found
    last = value.as_tuple().exponent
    for places in range(-int(last) - 1, keep - 1, -1):
        value = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return _written(value, keep)


@procedure("decimals.round_before_the_point")
def round_before_the_point(site: Node, task: Task) -> Node | None:
    """Return the number rounded to tens for tenths, hundreds for hundredths (347.26 to tenths: 350)."""
    found = _rounding(site, task)
    if not found or not found[1]:
        return None
    place = 10 ** found[1]
    return Num(str(floor(Fraction(found[0]) / place + Fraction(1, 2)) * place))
