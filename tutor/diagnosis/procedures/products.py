"""Multiplying and dividing whole numbers: carried tens, partial products, zeros, remainders. Also the parts of expanded numbers.

Each acts on whole numbers without sign, and only where it could show. Sources: Ashlock 2006; Fuson 1990 (place value).
"""

from collections.abc import Callable
from itertools import pairwise

from tutor.diagnosis.procedures.columns import WITH_POINT, Digits, columns, digits_of, numeral, whole, written
from tutor.diagnosis.procedures.registry import pair, procedure
from tutor.domain import Task
from tutor.maths.tree import Bin, Node, Num

# One digit at a time


def _carried(top: Digits, bottom: Digits, act: Callable[[int, int, int], int]) -> Digits:
    """Return the columns that `act(over, under, carried)` gives, tens carried."""
    result, carried = [], 0
    for over, under in zip(top, bottom, strict=True):
        carried, digit = divmod(act(over, under, carried), 10)
        result.append(digit)
    return [*result, carried]


def _products(top: Digits, bottom: Digits) -> Digits | None:
    """Return the products with a one-digit factor, None where there is none."""
    return None if any(bottom[1:]) else [over * bottom[0] for over in top]


columns("digits.multiply_write_both", "*")(_products)  # 27 × 3 = 621


@columns("digits.multiply_no_carry", "*", *WITH_POINT)
def multiply_no_carry(top: Digits, bottom: Digits) -> Digits | None:
    """The ten of each product is dropped: 27 × 3 = 61."""
    products = _products(top, bottom)
    return products and [product % 10 for product in products[:-1]] + products[-1:]


@columns("digits.multiply_carry_first", "*", *WITH_POINT)
def multiply_carry_first(top: Digits, bottom: Digits) -> Digits | None:
    """What is carried is added before multiplying: 27 × 3 = (2 + 2) × 3 and 1 = 121."""
    return _products(top, bottom) and _carried(top, bottom, lambda over, _, carried: (over + carried) * bottom[0])


@columns("digits.multiply_by_columns", "*")
def multiply_by_columns(top: Digits, bottom: Digits) -> Digits | None:
    """Only digits that stand under each other are multiplied, with carrying: 23 × 45 = 95."""
    if not (top[-1] and bottom[-1] and len(top) > 1):
        return None
    return _carried(top, bottom, lambda over, under, carried: over * under + carried)


@columns("whole.products_by_place", "*")
def products_by_place(top: Digits, bottom: Digits) -> Digits | None:
    """Tens times tens and ones times ones, the cross products left out: 23 × 14 = 200 + 12."""
    if not (top[-1] and bottom[-1] and len(top) > 1 and top[0] and bottom[0]):
        return None
    return [sum(over * under * 100**place for place, (over, under) in enumerate(zip(top, bottom, strict=True)))]


@pair("digits.multiply_no_shift", "*", whole)
def multiply_no_shift(left: int, right: int) -> Node | None:
    """All partial products are written in the same place and added: 23 × 45 = 115 + 92 = 207."""
    return numeral(left * sum(digits_of(right))) if right > 9 and (left > 9 or sum(digits_of(right)) > 1) else None


@pair("whole.zero_times_n_is_n", "*", whole)
def zero_times_n_is_n(left: int, right: int) -> Node | None:
    """0 times the other digit gives that digit: 304 × 2 = 628."""
    digits, one = digits_of(max(left, right)), min(left, right)
    if len(digits) == 1 or not 2 <= one <= 9 or 0 not in digits:
        return None
    return written(_carried(digits, digits, lambda over, _, carried: (over * one or one) + carried))


# Factors with zeros at their end


def _zeros(value: int) -> int:
    return len(str(value)) - len(str(value).rstrip("0"))


@pair("whole.zeros_of_one_factor", "*", whole)
def zeros_of_one_factor(left: int, right: int) -> Node | None:
    """The product gets the zeros of one factor only: 30 × 20 = 60."""
    fewer = min(_zeros(left), _zeros(right))
    return numeral(left * right // 10**fewer) if fewer and left * right else None


@pair("whole.product_zero_lost", "*", whole)
def product_zero_lost(left: int, right: int) -> Node | None:
    """The zero of the digits' own product is counted among those to be written: 50 × 40 = 200."""
    written_zeros = _zeros(left) + _zeros(right)
    lost = _zeros(left * right) - written_zeros
    return numeral(left * right // 10**lost) if left * right and written_zeros and lost else None


# Dividing


@pair("digits.quotient_drops_zeros", "/", whole)
def quotient_drops_zeros(left: int, right: int) -> Node | None:
    """Zeros inside a quotient are left out: 624 ÷ 6 = 14."""
    if not right or left % right:
        return None
    text = str(left // right)
    inner = text.rstrip("0")
    dropped = inner.replace("0", "") + text[len(inner) :]
    return Num(dropped) if dropped != text else None


@pair("whole.divides_each_digit", "/", whole)
def divides_each_digit(left: int, right: int) -> Node | None:
    """Each digit is divided on its own, what is left over is forgotten: 75 ÷ 5 = 11."""
    digits = digits_of(left)
    if not 2 <= right <= 9 or len(digits) == 1 or digits[-1] < right:
        return None
    return written([digit // right for digit in digits]) if any(digit % right for digit in digits[1:]) else None


@pair("whole.quotient_reversed", "/", whole)
def quotient_reversed(left: int, right: int) -> Node | None:
    """The digits of the quotient are written from right to left: 96 ÷ 4 = 42."""
    quotient = str(left // right) if right > 1 and left % right == 0 else ""
    return Num(quotient[::-1]) if quotient[-1:] not in ("", "0") and quotient != quotient[::-1] else None


# Expanded numbers: 4000 + 60 + 2


def _expanded(site: Node, task: Task) -> list[str] | None:
    """Return the parts where the whole task is such a sum: one digit and zeros each, from large to small; the last may be said as one."""
    parts: list[Node] = []
    while isinstance(site, Bin) and site.op == "+":
        parts.insert(0, site.right)
        site = site.left
    texts = [part.text.replace(",", "") if isinstance(part, Num) else "" for part in (site, *parts)]
    whole_task = task.expression.count("+") == len(parts) > 0
    plain = all(map(str.isdigit, texts)) and all(len(text.rstrip("0")) == 1 for text in texts[:-1])
    return texts if whole_task and plain and all(len(one) > len(two) for one, two in pairwise(texts)) else None


@procedure("whole.parts_in_full", "+")
def parts_in_full(site: Node, task: Task) -> Node | None:
    """All parts are written one after the other: 300 + 40 + 2 = 300402."""
    parts = _expanded(site, task)
    return Num("".join(parts)) if parts else None


@procedure("whole.empty_places_left_out", "+")
def empty_places_left_out(site: Node, task: Task) -> Node | None:
    """The digits are written without zeros for the empty places: 4000 + 60 + 2 = 462."""
    parts = _expanded(site, task)
    return Num("".join(part.rstrip("0") for part in parts)) if parts else None
