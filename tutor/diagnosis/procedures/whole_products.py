"""Malrules of whole numbers in multiplying and dividing beside those of `digits`: zeros, left-out products, remainders.

Each acts on whole numbers without sign. Source: Ashlock, Error Patterns in Computation.
"""

from fractions import Fraction

from tutor.diagnosis.procedures.digits import Digits, digits_of, whole_pair, written
from tutor.diagnosis.procedures.registry import procedure
from tutor.diagnosis.procedures.whole import numeral
from tutor.domain import Task
from tutor.maths.tree import Node, Num


@procedure("whole.zero_times_n_is_n")
def zero_times_n_is_n(site: Node, task: Task) -> Node | None:
    """Return the product in which 0 times the other digit gives that digit (304 × 2: 628)."""
    found = whole_pair(site, "*")
    many, one = (max(found), min(found)) if found else (0, 0)
    digits = digits_of(many)
    if many < 10 or not 2 <= one <= 9 or 0 not in digits:
        return None
    result, carried = [], 0
    for digit in digits:
        carried, ones = divmod((digit * one if digit else one) + carried, 10)
        result.append(ones)
    return written([*result, carried])


def _two_long(site: Node) -> tuple[Digits, Digits] | None:
    found = whole_pair(site, "*")
    return (digits_of(found[0]), digits_of(found[1])) if found and min(found) > 9 else None


@procedure("whole.products_by_place")
def products_by_place(site: Node, task: Task) -> Node | None:
    """Return tens times tens and ones times ones, the cross products left out (23 × 14: 200 + 12)."""
    found = _two_long(site)
    if not found or len(found[0]) != len(found[1]) or not (found[0][0] and found[1][0]):
        return None
    return numeral(sum(over * under * 100**place for place, (over, under) in enumerate(zip(*found, strict=True))))


def _zeros(value: int) -> int:
    return len(str(value)) - len(str(value).rstrip("0"))


def _cores(site: Node) -> tuple[int, int, int] | None:
    """Return (product without the written zeros, zeros of one factor, zeros of the other) of round factors."""
    found = whole_pair(site, "*")
    if not found or min(found) == 0:
        return None
    left, right = _zeros(found[0]), _zeros(found[1])
    return found[0] // 10**left * (found[1] // 10**right), left, right


@procedure("whole.zeros_of_one_factor")
def zeros_of_one_factor(site: Node, task: Task) -> Node | None:
    """Return the product with the zeros of one factor only (30 × 20: 60)."""
    found = _cores(site)
    return numeral(found[0] * 10 ** max(found[1:])) if found and min(found[1:]) else None


@procedure("whole.product_zero_lost")
def product_zero_lost(site: Node, task: Task) -> Node | None:
    """Return the product whose own zero was counted among those to be written (50 × 40: 200)."""
    found = _cores(site)
    if not found or not _zeros(found[0]) or not sum(found[1:]):
        return None
    return numeral(found[0] // 10 ** _zeros(found[0]) * 10 ** sum(found[1:]))


def _quotient(site: Node) -> tuple[int, int] | None:
    """Return dividend and divisor where a longer whole number is divided by a smaller one of at least 2."""
    found = whole_pair(site, "/")
    return found if found and found[0] > 9 and 2 <= found[1] < found[0] else None


@procedure("whole.divides_each_digit")
def divides_each_digit(site: Node, task: Task) -> Node | None:
    """Return each digit divided on its own, what is left over forgotten (75 ÷ 5: 11)."""
    found = _quotient(site)
    if not found or found[1] > 9 or digits_of(found[0])[-1] < found[1]:
        return None
    digits = digits_of(found[0])
    return written([digit // found[1] for digit in digits]) if any(d % found[1] for d in digits[1:]) else None


@procedure("whole.remainder_as_decimal")
def remainder_as_decimal(site: Node, task: Task) -> Node | None:
    """Return the remainder written behind a decimal point (17 ÷ 5: 3.2)."""
    found = _quotient(site)
    if not found or not found[0] % found[1]:
        return None
    text = f"{found[0] // found[1]}.{found[0] % found[1]}"
    return Num(text) if Fraction(text) != Fraction(*found) else None
