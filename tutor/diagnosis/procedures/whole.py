"""Malrules of whole numbers beside those of `digits`: place value, rounding, columns that do not line up, borrowing that stops.

Each acts on whole numbers without sign. Multiplying and dividing are left to `whole_products`.
"""

from collections.abc import Callable
from itertools import pairwise

from tutor.diagnosis.procedures.digits import Digits, columns, whole_pair
from tutor.diagnosis.procedures.registry import procedure
from tutor.domain import Task
from tutor.maths.tree import Bin, Group, Node, Num

LONGEST = 12


def whole(node: Node) -> int | None:
    """Return the whole number written here, also in brackets; None for anything else or more than 12 digits."""
    while isinstance(node, Group):
        node = node.of
    if not isinstance(node, Num):
        return None
    text = node.text.replace(",", "")
    return int(text) if text.isdigit() and len(text) <= LONGEST else None


def numeral(value: int) -> Node:
    """Return a whole number as it is written."""
    return Num(str(value))


# Place value: 4000 + 60 + 2


def _expanded(site: Node, task: Task) -> list[str] | None:
    """Return the parts of a whole task such as 4000 + 60 + 2: one digit and zeros each, from large to small."""
    parts: list[str] = []
    node = site
    while isinstance(node, Bin) and node.op == "+":
        parts.append(node.right.text.replace(",", "") if isinstance(node.right, Num) else "")
        node = node.left
    parts.append(node.text.replace(",", "") if isinstance(node, Num) else "")
    whole_task = len(parts) > 1 and task.expression.count("+") == len(parts) - 1
    plain = all(part.isdigit() and len(part.rstrip("0")) == 1 for part in parts)
    falling = all(len(small) < len(large) for small, large in pairwise(parts))
    return parts[::-1] if whole_task and plain and falling else None


@procedure("whole.parts_in_full")
def parts_in_full(site: Node, task: Task) -> Node | None:
    """Return all parts of an expanded number written one after the other (300 + 40 + 2: 300402). Source: Fuson 1990."""
    parts = _expanded(site, task)
    return Num("".join(parts)) if parts else None


@procedure("whole.empty_places_left_out")
def empty_places_left_out(site: Node, task: Task) -> Node | None:
    """Return the digits of an expanded number without zeros for the empty places (4000 + 60 + 2: 462). Source: Fuson 1990."""
    parts = _expanded(site, task)
    return Num("".join(part[0] for part in parts)) if parts else None


# Rounding to tens, hundreds, thousands


def rounding(site: Node, task: Task) -> tuple[int, int] | None:
    """Return (number, place) where the task rounds a whole number that is not round already to 10 or more."""
    number = whole(site)
    place = int(task.want) if task.kind == "round" and task.want.isdigit() and len(task.want) <= LONGEST else 0
    return (number, place) if number is not None and place >= 10 and number % place else None


def half_up(number: int, place: int) -> int:
    """Return the number rounded to the place, halves up."""
    return (2 * number + place) // (2 * place) * place


def _rounded(name: str, act: Callable[[int, int], int | None]) -> None:
    def rounded(site: Node, task: Task) -> Node | None:
        found = rounding(site, task)
        result = act(*found) if found else None
        return numeral(result) if result is not None and result >= 0 else None

    procedure(name)(rounded)


def _takes_one(number: int, place: int) -> int | None:
    return number // place * place - place if half_up(number, place) < number else None


def _in_steps(number: int, place: int) -> int:
    step = 10
    while step <= place:
        number, step = half_up(number, step), step * 10
    return number


_rounded("whole.rounds_down", lambda number, place: number // place * place)
_rounded("whole.rounds_up", lambda number, place: number // place * place + place)
_rounded("whole.rounds_down_by_one", _takes_one)
_rounded("whole.rounds_one_place_higher", lambda number, place: half_up(number, place * 10))
_rounded("whole.rounds_one_place_lower", lambda number, place: half_up(number, place // 10) if place > 10 else None)
_rounded("whole.keeps_digits_after", lambda number, place: number + place if half_up(number, place) > number else None)
_rounded("whole.leaves_off_zeros", lambda number, place: half_up(number, place) // place)
_rounded("whole.rounds_in_steps", _in_steps)


# Adding and subtracting in columns


@procedure("whole.lines_up_left")
def lines_up_left(site: Node, task: Task) -> Node | None:
    """Return the sum or difference with the shorter number set under the left end (345 + 6: 945). Source: Ashlock."""
    op = site.op if isinstance(site, Bin) else ""
    found = whole_pair(site, op) if op in ("+", "-") else None
    if not found or len(str(found[0])) == len(str(found[1])):
        return None
    width = max(len(str(value)) for value in found)
    left, right = (value * 10 ** (width - len(str(value))) for value in found)
    result = left + right if op == "+" else left - right
    return numeral(result) if result >= 0 else None


@columns("whole.stops_at_zero", "-")
def stops_at_zero(top: Digits, bottom: Digits) -> Digits | None:
    """Ten is added where needed; a zero that should lend stays zero (305 - 8: 307). Source: VanLehn 1990."""
    top, result, met = [*top], [], False
    for place, under in enumerate(bottom):
        if top[place] < under:
            top[place] += 10
            met = met or not top[place + 1]
            top[place + 1] -= 1 if top[place + 1] else 0
        result.append(top[place] - under)
    return result if met else None
