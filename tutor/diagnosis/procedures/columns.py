"""Adding and subtracting in columns: the bugs of carrying, borrowing, zeros and lining up.

Each applies only where the bug shows, where it leads to another result. Of decimals the points stand under each other.
Sources: Brown & Burton 1978; VanLehn 1990, appendix of bugs; Ashlock 2006.
"""

import operator
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from tutor.diagnosis.literal import bare, is_whole, number
from tutor.diagnosis.procedures.decimals import Digits as Written
from tutor.diagnosis.procedures.decimals import digits, pointed
from tutor.diagnosis.procedures.registry import pair
from tutor.maths.tree import Node, Num

Digits = list[int]
"""The digits of a number, units first."""
Bug = TypeVar("Bug", bound=Callable[[list[int], list[int]], list[int] | None])
Borrow = Callable[[Digits, int], None]
RESULT: dict[str, Callable[[int, int], int]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}
WITH_POINT = "whole whole", "decimal whole", "whole decimal", "decimal decimal"


def whole(node: Node) -> int | None:
    """Return the whole number without sign that is written here, also in brackets; None for anything else."""
    node = bare(node)
    worth = number(node) if is_whole(node) else None
    return None if worth is None else worth.numerator


def numeral(value: int) -> Num | None:
    """Return a whole number as it is written, None below 0."""
    return Num(str(value)) if value >= 0 else None


def digits_of(value: int, width: int = 1) -> Digits:
    """Return the digits, units first, padded with zeros to `width`."""
    return [int(digit) for digit in reversed(str(value).rjust(width, "0"))]


def written(digits: Digits) -> Num:
    """Return the number that columns (units first) write; a column that holds more than 9 is written out in full."""
    return Num(str(int("".join(str(digit) for digit in reversed(digits)))))


def columns(name: str, op: str, *kinds: str) -> Callable[[Bug], Bug]:
    """Return a decorator for a bug that works through the columns of `op`; subtraction only of a smaller number.

    kinds: as in `pair`; the columns of factors are their digits without the point, which is set afterwards.
    """

    def decorate(bug: Bug) -> Bug:
        @pair(name, op, digits, *kinds)
        def run(left: Written, right: Written) -> Node | None:
            after = max(left.places, right.places)
            over, under = (each.all * (1 if op == "*" else 10 ** (after - each.places)) for each in (left, right))
            if op == "-" and over < under:
                return None
            width = len(str(max(over, under)))
            result = bug(digits_of(over, width), digits_of(under, width))
            places = left.places + right.places if op == "*" else after
            number = None if result is None else int(written(result).text)
            return None if number in (None, RESULT[op](over, under)) else pointed(number, places)

        return bug

    return decorate


# Subtracting

COLUMN_BY_COLUMN: dict[str, Callable[[int, int], int]] = {
    "digits.smaller_from_larger": lambda over, under: abs(over - under),  # 342 - 168 = 226
    "digits.zero_for_negative": lambda over, under: max(over - under, 0),  # 342 - 168 = 200
    "digits.borrow_no_decrement": lambda over, under: (over - under) % 10,  # 342 - 168 = 284
}


def _column_by_column(top: Digits, bottom: Digits, digit: Callable[[int, int], int]) -> Digits:
    return [digit(*both) for both in zip(top, bottom, strict=True)]


def _subtract(top: Digits, bottom: Digits, borrow: Borrow) -> Digits:
    """Return the columns of a subtraction in which `borrow(top, column)` takes the ten for a column from those to the left."""
    top, result = [*top], []
    for column, under in enumerate(bottom):
        if top[column] < under:
            top[column] += 10
            borrow(top, column + 1)
        result.append(max(top[column] - under, 0))
    return result


def _as_taught(top: Digits, left: int) -> None:
    """A zero becomes nine and passes the borrowing on."""
    while left < len(top) and not top[left]:
        top[left] = 9
        left += 1
    if left < len(top):
        top[left] -= 1


def _from_zero(top: Digits, left: int) -> None:
    """A zero becomes nine, and the borrowing stops there: 305 - 8 = 397."""
    top[left] = top[left] - 1 if top[left] else 9


def _across_zero(top: Digits, left: int) -> None:
    """A zero is skipped and stays zero: 305 - 8 = 207."""
    while left < len(top) and not top[left]:
        left += 1
    if left < len(top):
        top[left] -= 1


def _not_from_zero(top: Digits, left: int) -> None:
    """A zero that should lend stays zero, and nothing else lends: 305 - 8 = 307."""
    top[left] = max(top[left] - 1, 0)


def _from_left(top: Digits, left: int) -> None:
    """The first digit lends to every column: 733 - 216 = 427."""
    top[max((column for column, digit in enumerate(top) if digit and column >= left), default=left - 1)] -= 1


BORROWS: dict[str, Borrow] = {
    "digits.borrow_from_left": _from_left,
    "digits.borrow_from_zero": _from_zero,
    "digits.borrow_across_zero": _across_zero,
    "whole.stops_at_zero": _not_from_zero,
}


def _zero_minus(top: Digits, bottom: Digits, keeps: int) -> Digits:
    """Return the columns where zero take away a digit is `keeps` times that digit, without borrowing."""
    odd = [column for column, under in enumerate(bottom) if under and not top[column]]
    eased = [0 if column in odd else under for column, under in enumerate(bottom)]
    result = _subtract(top, eased, _as_taught)
    return [keeps * bottom[column] if column in odd else digit for column, digit in enumerate(result)]


for _name, _digit in COLUMN_BY_COLUMN.items():
    columns(_name, "-", *WITH_POINT)(partial(_column_by_column, digit=_digit))
for _name, _borrow in BORROWS.items():
    columns(_name, "-", *WITH_POINT)(partial(_subtract, borrow=_borrow))
columns("digits.zero_minus_is_digit", "-", *WITH_POINT)(partial(_zero_minus, keeps=1))  # 60 - 27 = 47
columns("digits.zero_minus_is_zero", "-", *WITH_POINT)(partial(_zero_minus, keeps=0))  # 60 - 27 = 40


@columns("digits.minus_zero_is_zero", "-", *WITH_POINT)
def minus_zero_is_zero(top: Digits, bottom: Digits) -> Digits:
    """A digit take away a zero that is written is zero: 64 - 40 = 20."""
    size = max((column for column, under in enumerate(bottom) if under), default=0)
    result = enumerate(_subtract(top, bottom, _as_taught))
    return [digit if bottom[column] or column > size else 0 for column, digit in result]


# Adding


@columns("digits.add_write_both", "+")
def add_write_both(top: Digits, bottom: Digits) -> Digits:
    """The whole sum of each column is written: 27 + 48 = 615."""
    return [over + under for over, under in zip(top, bottom, strict=True)]


@columns("digits.add_no_carry", "+", *WITH_POINT)
def add_no_carry(top: Digits, bottom: Digits) -> Digits:
    """The ten of a column is dropped: 27 + 48 = 65."""
    *sums, last = add_write_both(top, bottom)
    return [total % 10 for total in sums] + [last]


@columns("digits.add_carry_swapped", "+", *WITH_POINT)
def add_carry_swapped(top: Digits, bottom: Digits) -> Digits:
    """The ten is written and the units are carried: 27 + 48 = 111."""
    result, carried = [], 0
    for column, (over, under) in enumerate(zip(top, bottom, strict=True)):
        total, carried = over + under + carried, 0
        if total > 9 and column < len(top) - 1:
            total, carried = divmod(total, 10)
        result.append(total)
    return result


def _lined_up_left(left: int, right: int, sign: int) -> Node | None:
    """Return the result with the shorter number set under the left end: 345 + 6 = 945, 345 - 2 = 145."""
    width = len(str(max(left, right)))
    one, two = (value * 10 ** (width - len(str(value))) for value in (left, right))
    return numeral(one + sign * two) if (one, two) != (left, right) else None


def _short_columns(left: int, right: int, sign: int) -> Node | None:
    """Return the result of the columns in which both have a digit: 143 - 22 = 21."""
    size = 10 ** len(str(min(left, right)))
    return numeral(left % size + sign * (right % size)) if max(left, right) >= size else None


def _every_column(left: int, right: int, sign: int) -> Node | None:
    """Return the result with a single digit added to or taken from every column: 65 + 8 = 153."""
    return numeral(left + sign * right * int("1" * len(str(left)))) if 0 < right < 10 <= left else None


for _sign, _op, _verb in ((1, "+", "adds"), (-1, "-", "subtracts")):
    _side = "to" if _sign > 0 else "from"
    pair(f"whole.{_verb}_short_columns", _op, whole)(partial(_short_columns, sign=_sign))
    pair(f"whole.{_verb}_{_side}_every_column", _op, whole)(partial(_every_column, sign=_sign))
    pair(f"whole.{_verb}_lined_up_left", _op, whole)(partial(_lined_up_left, sign=_sign))
