"""Malrules of decimals that act on the digits as written: columns, the place of the point, zeros, remainders, rounding.

Each acts on unsigned numbers. Sources: Ashlock 2006; Hiebert and Wearne 1985; Fischbein and others 1985 (larger by smaller).
"""

from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from tutor.diagnosis.literal import bare
from tutor.diagnosis.procedures.registry import pair, procedure
from tutor.domain import Task
from tutor.maths.tree import Bin, Frac, Node, Num, Percent

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


Columns = Callable[[Digits, Digits], Node | None]


def digits(node: Node) -> Digits | None:
    """Return the digits of an unsigned number, also inside brackets or with a unit; None for anything else."""
    node = bare(node)
    if not isinstance(node, Num) or len(node.text) > LONGEST:
        return None
    whole, _, after = node.text.replace(",", "").partition(".")
    return Digits(whole or "0", after)


def decimals(name: str, op: str) -> Callable[[Columns], Columns]:
    """Return a decorator for a malrule over two numbers joined by `op`, at least one of them a decimal."""

    def decorate(act: Columns) -> Columns:
        pair(name, op, digits)(lambda left, right: act(left, right) if left.after or right.after else None)
        return act

    return decorate


def pointed(number: int, places: int) -> Node | None:
    """Return the whole number with a point set so that `places` digits follow it; None below 0."""
    if number < 0:
        return None
    text = str(number).zfill(places + 1)
    return Num(f"{text[: len(text) - places]}.{text[len(text) - places :]}" if places else text)


def fraction(top: int, bottom: int) -> Node | None:
    """Return the fraction as written, None over 0."""
    return Frac(Num(str(top)), Num(str(bottom))) if bottom else None


def _even(worth: Fraction) -> Node | None:
    """Return the value as a decimal, None where it does not end within six places."""
    places = next((count for count in range(7) if 10**count % worth.denominator == 0), None)
    return None if places is None else pointed(int(worth * 10**places), places)


# Adding and subtracting


@decimals("decimals.add_parts_apart", "+")
def add_parts_apart(left: Digits, right: Digits) -> Node | None:
    """Each side of the point is added as whole numbers of its own: 4.9 + 5.3 = 9.12."""
    return Num(f"{int(left.whole) + int(right.whole)}.{int(left.after or 0) + int(right.after or 0)}")


@decimals("decimals.subtract_parts_apart", "-")
def subtract_parts_apart(left: Digits, right: Digits) -> Node | None:
    """Each side of the point is subtracted as whole numbers of its own: 5.3 - 2.15 = 3.12."""
    before = int(left.whole) - int(right.whole)
    if not (left.after and right.after) or before < 0:
        return None
    return Num(f"{before}.{abs(int(left.after) - int(right.after))}")


def _right_aligned(left: Digits, right: Digits, sign: int) -> Node | None:
    """The last digits stand in line, the point where the longer decimal has it: 4.5 + 0.23 = 0.68."""
    if left.places == right.places:
        return None
    return pointed(left.all + sign * right.all, max(left.places, right.places))


decimals("decimals.add_right_align", "+")(partial(_right_aligned, sign=1))
decimals("decimals.subtract_right_align", "-")(partial(_right_aligned, sign=-1))


@decimals("decimals.bring_down", "-")
def bring_down(upper: Digits, lower: Digits) -> Node | None:
    """The lower number's extra digits are brought straight down: 40 - 2.65 = 38.65."""
    extra = lower.after[upper.places :]
    rest = upper.all - int(lower.whole + lower.after[: upper.places])
    return pointed(int(f"{rest}{extra}"), lower.places) if extra.strip("0") and rest >= 0 else None


# Multiplying and dividing


@decimals("decimals.point_from_left", "*")
def point_from_left(left: Digits, right: Digits) -> Node | None:
    """The decimal places of the product are counted from the left: 8.4 x 6 = 5.04."""
    if TENS.keys() & {left.whole, right.whole}:
        return None
    product = left.all * right.all
    return pointed(product, max(len(str(product)) - left.places - right.places, 0))


@decimals("decimals.point_as_in_adding", "*")
def point_as_in_adding(left: Digits, right: Digits) -> Node | None:
    """The point of the product is brought straight down: 0.3 x 0.4 = 1.2."""
    return pointed(left.all * right.all, max(left.places, right.places)) if left.after and right.after else None


def _tenfold(name: str, act: Callable[[Digits, int], Node | None]) -> None:
    """Register a malrule for a decimal times 10, 100 ...: act(decimal, zeros)."""

    @decimals(name, "*")
    def tenfold(left: Digits, right: Digits) -> Node | None:
        decimal, ten = (left, right) if left.after else (right, left)
        zeros = 0 if ten.after else TENS.get(ten.whole, 0)
        return act(decimal, zeros) if zeros else None


# The zeros are written at the end: 2.5 x 10 = 2.50
_tenfold("decimals.append_zeros", lambda decimal, zeros: Num(f"{decimal.whole}.{decimal.after}{'0' * zeros}"))
# Only the part before the point grows: 3.7 x 10 = 30.7
_tenfold(
    "decimals.only_whole_part_grows",
    lambda decimal, zeros: Num(f"{int(decimal.whole) * 10**zeros}.{decimal.after}") if int(decimal.whole) else None,
)


@procedure("decimals.remainder_as_digits", "/")
def remainder_as_digits(site: Node, task: Task) -> Node | None:
    """The remainder is written as further digits: 3.47 / 5 = 0.692, 17 / 4 = 4.1; a fraction to convert only where it is above one."""
    proper = isinstance(site, Frac)
    if not (isinstance(site, Bin) and site.op == "/") and not (proper and task.kind == "convert"):
        return None
    left, right = (digits(site.top), digits(site.bottom)) if isinstance(site, Frac) else _sides(site)
    if not left or not right or not right.all:
        return None
    quotient, rest = divmod(left.all * 10 ** max(right.places - left.places, 0), right.all)
    if not rest or (proper and not quotient):
        return None
    return pointed(int(f"{quotient}{rest}"), max(left.places - right.places, 0) + len(str(rest)))


def _sides(site: Node) -> tuple[Digits | None, Digits | None]:
    return (digits(site.left), digits(site.right)) if isinstance(site, Bin) else (None, None)


@decimals("decimals.divisor_point_ignored", "/")
def divisor_point_ignored(left: Digits, right: Digits) -> Node | None:
    """The divisor is taken as if it had no point, where that comes out even: 4.8 / 0.6 = 0.8."""
    return _even(Fraction(left.all, 10**left.places * right.all)) if right.after and right.all else None


@decimals("decimals.larger_by_smaller", "/")
def larger_by_smaller(left: Digits, right: Digits) -> Node | None:
    """The larger number is divided by the smaller, where the smaller is the one to divide: 0.8 / 4 = 5."""
    worth = Fraction(right.all * 10**left.places, left.all * 10**right.places) if left.all else Fraction(0)
    return (_even(worth) or fraction(worth.numerator, worth.denominator)) if worth > 1 else None


# Converting


def _converted(
    name: str, of_fraction: Callable[[int, int], Node | None], of_decimal: Callable[[Digits], Node | None]
) -> None:
    """Register a malrule that turns a fraction of whole numbers into a decimal, and a decimal into a fraction."""

    @procedure(name, "/", "any")
    def converted(site: Node, task: Task) -> Node | None:
        if isinstance(site, Frac):
            top, bottom = digits(site.top), digits(site.bottom)
            whole = top and bottom and not top.after and not bottom.after and bottom.all
            return of_fraction(top.all, bottom.all) if top and bottom and whole else None
        found = digits(site)
        return of_decimal(found) if found and found.after else None


# 1/4 = 1.4, and 1.4 = 1/4
_converted(
    "decimals.top_point_bottom",
    lambda top, bottom: Num(f"{top}.{bottom}"),
    lambda found: fraction(int(found.whole), int(found.after)) if int(found.whole) else None,
)
# 1/8 = 0.8, and 0.8 = 1/8
_converted(
    "decimals.bottom_after_point",
    lambda top, bottom: Num(f"0.{bottom}") if top == 1 else None,
    lambda found: fraction(1, int(found.after)) if not int(found.whole) else None,
)


@procedure("decimals.digits_as_percent", "any", "%")
def digits_as_percent(site: Node, task: Task) -> Node | None:
    """The digits without point and zeros in front become the percent: 0.4 = 4%; and 4% = 0.4."""
    if isinstance(site, Percent):
        number = digits(site.of)
        return Num(f"0.{number.whole}") if number and not number.after else None
    found = digits(site)
    return Percent(Num(str(found.all))) if found and found.after else None


# Rounding


def _to_round(site: Node, task: Task) -> tuple[Decimal, int] | None:
    """Return the number and the power of ten of the wanted place, where the number is not round already."""
    found = digits(site)
    try:
        place = Decimal(task.want)
    except ArithmeticError:
        return None
    if not found or task.kind != "round" or place <= 0:
        return None
    worth = Decimal(f"{found.whole}.{found.after}") if found.after else Decimal(found.whole)
    return (worth, place.adjusted()) if worth % place else None


@procedure("decimals.cut_off", "any")
def cut_off(site: Node, task: Task) -> Node | None:
    """The digits after the wanted place are left out: 3.47 to tenths = 3.4."""
    found = _to_round(site, task)
    return (
        Num(format(found[0].quantize(Decimal(1).scaleb(found[1]), ROUND_DOWN), "f"))
        if found and found[1] <= 0
        else None
    )


@procedure("decimals.round_step_by_step", "any")
def round_step_by_step(site: Node, task: Task) -> Node | None:
    """The number is rounded place by place from the right end: 3.446 to tenths = 3.45, then 3.5."""
    found = _to_round(site, task)
    if not found:
        return None
    worth, wanted = found
    for power in range(int(worth.as_tuple().exponent) + 1, wanted + 1):
        worth = worth.quantize(Decimal(1).scaleb(power), ROUND_HALF_UP)
    return Num(format(worth, "f"))
