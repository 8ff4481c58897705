"""Procedures that act on single digits: the borrowing, carrying and partial-product bugs of whole numbers without sign.

Sources: Brown & Burton 1978; VanLehn 1990, appendix of bugs; Ashlock 2006. Each returns None where the bug makes no difference
that the algorithm could show (no column needs a borrow, a carry, a zero).
"""

from collections.abc import Callable
from functools import wraps

from tutor.diagnosis.literal import bare, is_whole, number
from tutor.diagnosis.procedures.registry import Procedure, procedure
from tutor.domain import Task
from tutor.maths.tree import Bin, Node, Num

Digits = list[int]
"""The digits of a number, units first."""
Columns = Callable[[Digits, Digits], Digits | None]


def whole_pair(site: Node, op: str) -> tuple[int, int] | None:
    """Return the two whole numbers that the site joins by `op`, or None."""
    if not isinstance(site, Bin) or site.op != op:
        return None
    left, right = bare(site.left), bare(site.right)
    if not (is_whole(left) and is_whole(right)):
        return None
    return int(number(left) or 0), int(number(right) or 0)


def digits_of(value: int, width: int = 1) -> Digits:
    """Return the digits, units first, padded with zeros to `width`."""
    return [int(digit) for digit in reversed(str(value).rjust(width, "0"))]


def written(digits: Digits) -> Num:
    """Return the number that columns (units first) write; a column that holds more than 9 is written out in full."""
    return Num(str(int("".join(str(digit) for digit in reversed(digits)))))


def columns(name: str, op: str) -> Callable[[Columns], Procedure]:
    """Return a decorator for a bug that works through the columns of `op`; subtraction only of a smaller number."""

    def decorate(bug: Columns) -> Procedure:
        @procedure(name)
        @wraps(bug)
        def run(site: Node, task: Task) -> Node | None:
            pair = whole_pair(site, op)
            if pair is None or (op == "-" and pair[0] < pair[1]):
                return None
            width = max(len(str(value)) for value in pair)
            result = bug(digits_of(pair[0], width), digits_of(pair[1], width))
            return None if result is None else written(result)

        return run

    return decorate


def _borrows(top: Digits, bottom: Digits) -> bool:
    return any(over < under for over, under in zip(top, bottom, strict=True))


def _subtract(top: Digits, bottom: Digits, borrow: Callable[[Digits, int], None]) -> Digits:
    """Return the columns of a subtraction in which `borrow(top, column)` does the borrowing for a column."""
    top, result = [*top], []
    for column, under in enumerate(bottom):
        if top[column] < under:
            borrow(top, column)
        result.append(max(top[column] - under, 0))
    return result


def _borrow(top: Digits, column: int) -> None:
    """Borrow as taught: a zero becomes nine and passes the borrowing on."""
    top[column] += 10
    for left in range(column + 1, len(top)):
        if top[left]:
            top[left] -= 1
            return
        top[left] = 9


@columns("digits.smaller_from_larger", "-")
def smaller_from_larger(top: Digits, bottom: Digits) -> Digits | None:
    """In each column the smaller digit is taken from the larger: 253 - 179 = 126."""
    if not _borrows(top, bottom):
        return None
    return [abs(over - under) for over, under in zip(top, bottom, strict=True)]


@columns("digits.zero_for_negative", "-")
def zero_for_negative(top: Digits, bottom: Digits) -> Digits | None:
    """Where the upper digit is smaller, zero is written: 253 - 179 = 100."""
    if not _borrows(top, bottom):
        return None
    return [max(over - under, 0) for over, under in zip(top, bottom, strict=True)]


@columns("digits.borrow_no_decrement", "-")
def borrow_no_decrement(top: Digits, bottom: Digits) -> Digits | None:
    """Ten is added where needed, but nothing is taken from the next column: 253 - 179 = 184."""
    if not _borrows(top, bottom):
        return None
    return [over - under if over >= under else over + 10 - under for over, under in zip(top, bottom, strict=True)]


@columns("digits.borrow_from_zero", "-")
def borrow_from_zero(top: Digits, bottom: Digits) -> Digits | None:
    """A zero that is borrowed from becomes nine, and the borrowing stops there: 305 - 8 = 397."""

    def borrow(digits: Digits, column: int) -> None:
        digits[column] += 10
        digits[column + 1] = digits[column + 1] - 1 if digits[column + 1] else 9

    return _over_zero(top, bottom, borrow)


@columns("digits.borrow_across_zero", "-")
def borrow_across_zero(top: Digits, bottom: Digits) -> Digits | None:
    """A zero is skipped when borrowing and stays zero: 305 - 8 = 207."""

    def borrow(digits: Digits, column: int) -> None:
        digits[column] += 10
        left = next((place for place in range(column + 1, len(digits)) if digits[place]), None)
        if left is not None:
            digits[left] -= 1

    return _over_zero(top, bottom, borrow)


def _over_zero(top: Digits, bottom: Digits, borrow: Callable[[Digits, int], None]) -> Digits | None:
    """Return the columns under `borrow`, or None where no column borrows from a zero."""
    right = _subtract(top, bottom, _borrow)
    wrong = _subtract(top, bottom, borrow)
    return wrong if wrong != right else None


@columns("digits.zero_minus_is_digit", "-")
def zero_minus_is_digit(top: Digits, bottom: Digits) -> Digits | None:
    """Zero take away a digit is that digit, without borrowing: 60 - 27 = 47."""
    return _zero_minus(top, bottom, lambda under: under)


@columns("digits.zero_minus_is_zero", "-")
def zero_minus_is_zero(top: Digits, bottom: Digits) -> Digits | None:
    """Zero take away a digit is zero, without borrowing: 60 - 27 = 40."""
    return _zero_minus(top, bottom, lambda under: 0)


def _zero_minus(top: Digits, bottom: Digits, write: Callable[[int], int]) -> Digits | None:
    odd = [column for column, under in enumerate(bottom) if not top[column] and under]
    if not odd:
        return None
    eased = [0 if column in odd else under for column, under in enumerate(bottom)]
    result = _subtract(top, eased, _borrow)
    return [write(bottom[column]) if column in odd else digit for column, digit in enumerate(result)]


@columns("digits.add_no_carry", "+")
def add_no_carry(top: Digits, bottom: Digits) -> Digits | None:
    """The ten of a column is dropped: 27 + 48 = 65."""
    sums = [over + under for over, under in zip(top, bottom, strict=True)]
    if not any(total > 9 for total in sums[:-1]):
        return None
    return [total % 10 for total in sums[:-1]] + sums[-1:]


@columns("digits.add_write_both", "+")
def add_write_both(top: Digits, bottom: Digits) -> Digits | None:
    """Each column's sum is written in full: 27 + 48 = 615."""
    sums = [over + under for over, under in zip(top, bottom, strict=True)]
    return sums if any(total > 9 for total in sums[:-1]) else None


@columns("digits.add_carry_swapped", "+")
def add_carry_swapped(top: Digits, bottom: Digits) -> Digits | None:
    """The ten is written and the units are carried: 27 + 48 = 111."""
    result, carried, swapped = [], 0, False
    for column, (over, under) in enumerate(zip(top, bottom, strict=True)):
        total, carried = over + under + carried, 0
        if total > 9 and column < len(top) - 1:
            total, carried, swapped = total // 10, total % 10, True
        result.append(total)
    return result if swapped else None


@columns("digits.multiply_no_shift", "*")
def multiply_no_shift(top: Digits, bottom: Digits) -> Digits | None:
    """All partial products are written in the same place and added: 23 × 45 = 115 + 92 = 207."""
    factor = int(written(top).text)
    used = digits_of(int(written(bottom).text))
    return [factor * sum(used)] if len(used) > 1 else None


@columns("digits.multiply_by_columns", "*")
def multiply_by_columns(top: Digits, bottom: Digits) -> Digits | None:
    """Only digits that stand under each other are multiplied, with carrying: 23 × 45 = 95."""
    if not (top[-1] and bottom[-1] and len(top) > 1):
        return None
    result, carried = [], 0
    for over, under in zip(top, bottom, strict=True):
        carried, digit = divmod(over * under + carried, 10)
        result.append(digit)
    return [*result, carried]


@columns("digits.multiply_no_carry", "*")
def multiply_no_carry(top: Digits, bottom: Digits) -> Digits | None:
    """The ten of each product is dropped: 27 × 3 = 61."""
    products = _products(top, bottom)
    if products is None:
        return None
    return [product % 10 for product in products[:-1]] + products[-1:]


@columns("digits.multiply_write_both", "*")
def multiply_write_both(top: Digits, bottom: Digits) -> Digits | None:
    """Each product is written in full: 27 × 3 = 621."""
    return _products(top, bottom)


@columns("digits.multiply_carry_first", "*")
def multiply_carry_first(top: Digits, bottom: Digits) -> Digits | None:
    """What is carried is added before multiplying: 27 × 3 = (2 + 2) × 3 and 1 = 121."""
    if _products(top, bottom) is None:
        return None
    result, carried = [], 0
    for over in top:
        carried, digit = divmod((over + carried) * bottom[0], 10)
        result.append(digit)
    return [*result, carried]


def _products(top: Digits, bottom: Digits) -> Digits | None:
    """Return the products with a one-digit factor, or None where there is none or nothing is carried."""
    if any(bottom[1:]) or len(top) < 2:
        return None
    products = [over * bottom[0] for over in top]
    return products if any(product > 9 for product in products[:-1]) else None


@procedure("digits.quotient_drops_zeros")
def quotient_drops_zeros(site: Node, task: Task) -> Node | None:
    """Zeros inside a quotient are left out: 624 ÷ 6 = 14."""
    pair = whole_pair(site, "/")
    if pair is None or not pair[1] or pair[0] % pair[1]:
        return None
    text = str(pair[0] // pair[1])
    kept = text.rstrip("0")
    inner = kept.replace("0", "") + text[len(kept) :]
    return Num(inner) if inner != text else None
