"""Malrules of decimals that act on the digits as written: columns, the place of the point, zeros, remainders, rounding.

Each acts on unsigned numbers. Sources: Ashlock 2006; Hiebert and Wearne 1985.
"""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import NamedTuple

from tutor.diagnosis.literal import bare
from tutor.diagnosis.procedures.registry import pair, procedure
from tutor.domain import Task
from tutor.maths.number import written as number_written
from tutor.maths.read import read
from tutor.maths.tree import Bin, Frac, Node, Num, children
from tutor.maths.value import value

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
        pair(name, op, digits, "decimal whole", "whole decimal", "decimal decimal")(
            lambda left, right: act(left, right) if left.after or right.after else None
        )
        return act

    return decorate


def pointed(number: int, places: int) -> Node | None:
    """Return the whole number with a point set so that `places` digits follow it; None below 0."""
    if number < 0:
        return None
    text = str(number).zfill(places + 1)
    return Num(f"{text[: len(text) - places]}.{text[len(text) - places :]}" if places else text)


# Adding and subtracting


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


@decimals("decimals.append_zeros", "*")
def append_zeros(left: Digits, right: Digits) -> Node | None:
    """The zeros of 10, 100 ... are written at the end: 2.5 x 10 = 2.50."""
    decimal, ten = (left, right) if left.after else (right, left)
    zeros = 0 if ten.after else TENS.get(ten.whole, 0)
    return Num(f"{decimal.whole}.{decimal.after}{'0' * zeros}") if zeros else None


@procedure("decimals.remainder_as_digits", "/")
def remainder_as_digits(site: Node, task: Task) -> Node | None:
    """The remainder is written as further digits: 3.47 / 5 = 0.692, 17 / 4 = 4.1; a fraction to convert only where it is above one."""
    proper = isinstance(site, Frac) and task.kind == "convert"
    if not proper and not (isinstance(site, Bin) and site.op == "/"):
        return None
    left, right = map(digits, children(site))
    if not left or not right or not right.all:
        return None
    quotient, rest = divmod(left.all * 10 ** max(right.places - left.places, 0), right.all)
    if not rest or (proper and not quotient):
        return None
    return pointed(int(f"{quotient}{rest}"), max(left.places - right.places, 0) + len(str(rest)))


# Rounding and estimating


def _exact(right: Node, task: Task, rounded: bool) -> Node | None:
    """Return what was to be estimated worked out exactly, and then rounded or not."""
    if task.want != "estimate":
        return None
    exact, place = value(read(task.given[0])), task.given[1]
    return number_written(exact, f"rounded:{place}" if rounded else "decimal")


procedure("whole.exact")(partial(_exact, rounded=False))
procedure("whole.exact_then_rounded")(partial(_exact, rounded=True))


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
