"""Judges a single result (a number, a quantity, an expression) against the expected one. Lists and statements are left to `grade`."""

import math
from fractions import Fraction

from tutor.domain import Task
from tutor.errors import CannotCheck, ParseError
from tutor.maths.compare import same
from tutor.maths.forms import (
    Asked,
    bare,
    fault,
    is_collected,
    is_monomial,
    is_reduced,
    is_worked_out,
    roots_are_lowest,
    shape,
    terms,
)  # fmt: skip
from tutor.maths.number import rounded
from tutor.maths.read import read
from tutor.maths.tree import (
    Bin,
    Frac,
    Group,
    Listing,
    Mixed,
    Name,
    Neg,
    Node,
    Num,
    Percent,
    Quantity,
    Rel,
    Remainder,
    Root,
    children,
)
from tutor.maths.value import Measure, measure, value
from tutor.maths.verdict import Grade, right, unreadable, wrong

SHORTEST_GUESS = 2


def judge(key: Node, node: Node, asked: Asked, task: Task | None, recurring: Fraction | None = None) -> Grade:
    """Return the grade of one result.

    `recurring` is the exact worth of a result that was written as 0.333... . The right value passes unless a form was asked for.
    """
    key, node = _unit_outside(key), _unit_outside(node)
    if isinstance(key, Remainder) or isinstance(node, Remainder):
        return _remainder(key, node, task)
    if not is_worked_out(node) and is_worked_out(key) and asked.name != "factored":
        return unreadable("unfinished")
    amount, given = _amount(key), _amount(node) if recurring is None else Measure(recurring)
    if amount is None or given is None:
        return _symbolic(key, node, asked)
    if asked.name == "rounded" and asked.place:
        return _rounded(_unrounded(amount, task, asked.place), given, node, asked.place)
    if isinstance(bare(key), Percent) != isinstance(bare(node), Percent) or asked.name == "percent":
        return _percent(key, node, amount, given, asked, task)
    return _measured(key, node, amount, given, asked)


def _unit_outside(node: Node) -> Node:
    """Return 36 × (π cm²), as it is read, as (36 × π) cm²."""
    match node:
        case Bin("*", left, Quantity(of, unit, before), ""):
            return Quantity(Bin("*", left, of), unit, before)
        case _:
            return node


def _amount(node: Node) -> Measure | None:
    try:
        return measure(node)
    except CannotCheck:
        return None


def _measured(key: Node, node: Node, amount: Measure, given: Measure, asked: Asked) -> Grade:
    """Judge two exact amounts, with units where they have any."""
    if not amount.dimensions and not given.dimensions:
        return formed(key, node, asked) if amount.amount == given.amount else off(amount.amount, given.amount, node)
    if not given.dimensions:
        if amount.count != given.amount:
            return off(amount.count, given.amount, node)
        return wrong("unit_missing") if asked.name == "unit" and asked.in_words else right("unit_missing")
    if not amount.dimensions:
        return _unit_added(key, node, amount, given, asked)
    if amount.dimensions != given.dimensions:
        return wrong("unit_wrong") if amount.count == given.count else wrong("wrong_value")
    return _same_dimensions(key, node, amount, given, asked)


def _unit_added(key: Node, node: Node, amount: Measure, given: Measure, asked: Asked) -> Grade:
    """Judge a quantity where a bare number is expected: the unit is the pupil's own, but cents are not dollars."""
    if asked.name == "unit" and _unit_of(node) != asked.detail:
        return wrong("unit_wrong") if amount.amount == given.count else off(amount.amount, given.count, node)
    if amount.amount == given.count:
        return formed(key, node, asked)
    money = given.dimensions[0][0] in "$£€"
    return right("unit_converted") if money and amount.amount == given.amount else off(amount.amount, given.count, node)


def _same_dimensions(key: Node, node: Node, amount: Measure, given: Measure, asked: Asked) -> Grade:
    if amount.amount != given.amount:
        unit_only = amount.count == given.count and amount.size != given.size
        return wrong("unit_wrong") if unit_only else off(amount.amount, given.amount, node)
    wanted = asked.detail if asked.name == "unit" else ""
    if wanted and not _is_in(node, wanted):
        return wrong("unit_wrong")
    if amount.size != given.size:
        return right("unit_converted") if not wanted else right()
    if not wanted and {_unit_of(key), _unit_of(node)} == {"cm³", "ml"}:
        return right("unit_converted")
    return formed(key, node, asked)


def _is_in(node: Node, unit: str) -> bool:
    """Return True where a quantity is written in a unit, however that is spelled."""
    try:
        wanted = read(f"1 {unit}") if unit not in "$£€" else Quantity(Num("1"), unit, True)
        return measure(wanted).size == measure(node).size
    except (CannotCheck, ParseError):
        return False


def _unit_of(node: Node) -> str:
    while isinstance(node, Neg | Group):
        node = node.of
    return node.unit if isinstance(node, Quantity) else ""


def _percent(key: Node, node: Node, amount: Measure, given: Measure, asked: Asked, task: Task | None) -> Grade:
    """Judge where a percent is expected or written.

    A bare 50 is 50 % with its sign left out where the expected answer is a percent; where 0.5 is expected without a word of percent it
    is a hundred times too much. A question for a percent takes 50 for 50 %, and not 0.5.
    """
    in_percent = isinstance(bare(node), Percent)
    wanted = asked.name == "percent"
    if isinstance(bare(key), Percent) or not wanted:
        worth = amount.amount
    else:
        worth = (
            amount.amount / 100 if _speaks_of_percent(task) and _is_count(amount, given, in_percent) else amount.amount
        )
    if in_percent:
        if given.amount == worth:
            return formed(key, node, asked)
        return wrong("unit_wrong") if given.amount * 100 == worth and not wanted else off(worth, given.amount, node)
    if given.amount == worth * 100 and (isinstance(bare(key), Percent) or wanted):
        if not isinstance(bare(key), Percent) and amount.amount == given.amount:
            return right()
        return wrong("unit_missing") if wanted and asked.in_words else right("unit_missing")
    if given.amount == worth:
        return wrong("form") if wanted else right("other_form")
    return off(worth * 100 if wanted else worth, given.amount, node)


def _speaks_of_percent(task: Task | None) -> bool:
    return task is not None and "percent" in (task.kind, task.want, task.form)


def _is_count(amount: Measure, given: Measure, in_percent: bool) -> bool:
    """Return True where the bare key of a percent question counts percents (50) and is not the part of one (0.5)."""
    return amount.amount == given.amount * 100 if in_percent else amount.amount == given.amount


def _unrounded(amount: Measure, task: Task | None, place: Fraction) -> Measure:
    """Return the number that a task gives to be rounded, where the expected answer is that number rounded."""
    if task is None or task.kind != "round":
        return amount
    try:
        exact = measure(read(task.expression))
    except (ParseError, CannotCheck):
        return amount
    return exact if exact.dimensions == amount.dimensions and rounded(exact.count, place) == amount.count else amount


def _rounded(amount: Measure, given: Measure, node: Node, place: Fraction) -> Grade:
    expected, found = amount.count, given.count if given.dimensions else given.amount
    if amount.dimensions and given.dimensions and amount.size != given.size:
        return wrong("unit_wrong")
    nearest = rounded(expected, place)
    if found == nearest:
        if amount.dimensions and not given.dimensions:
            return right("unit_missing")
        return right() if shape(node) in ("whole", "decimal", "percent") else right("other_form")
    if found == -nearest:
        return wrong("wrong_sign")
    close = abs(found - expected) < place or _is_rounding(expected, found, node)
    return wrong("rounding") if close else wrong("wrong_value")


def formed(key: Node, node: Node, asked: Asked) -> Grade:
    """Return the grade of an answer of the right value by its form alone."""
    reason = fault(node, asked, key)
    if reason:
        return wrong(reason)
    if _key_of(node) == _key_of(key):
        return right()
    if not is_reduced(node):
        return right("not_simplified")
    obeyed = asked.name not in ("", "simplest", "unit", "rounded")
    alike = shape(node) == shape(key) and (is_reduced(key) or asked.name == "simplest")
    return right() if obeyed or alike else right("other_form")


def _key_of(node: Node) -> object:
    """Return what is written, brackets and thousands separators apart."""
    inner = bare(node)
    return inner if not isinstance(inner, Num) else Fraction(inner.text.replace(",", "") or "0")


def off(expected: Fraction, found: Fraction, node: Node) -> Grade:
    """Return the grade of a wrong number: wrong in its sign, a rounding of the right one, or simply wrong."""
    if found == -expected and expected:
        return wrong("wrong_sign")
    return wrong("rounding") if _is_rounding(expected, found, node) else wrong("wrong_value")


def _is_rounding(expected: Fraction, found: Fraction, node: Node) -> bool:
    """Return True where a decimal is the expected value rounded, or cut off, at its last place; a whole number only for larger values."""
    inner = bare(node)
    inner = inner.of if isinstance(inner, Percent) else inner
    if not isinstance(inner, Num):
        return False
    decimals = len(inner.text.partition(".")[2])
    scale = 100 if isinstance(bare(node), Percent) else 1
    if decimals == 0 and (abs(expected) < 10 or expected.denominator == 1) and scale == 1:
        return False
    place = Fraction(1, 10**decimals * scale)
    cut = math.floor(abs(expected) / place) * place * (-1 if expected < 0 else 1)
    return found in (rounded(expected, place), cut)


def _symbolic(key: Node, node: Node, asked: Asked) -> Grade:
    """Judge expressions with variables, roots or π."""
    if isinstance(node, Quantity) and not isinstance(key, Quantity) and not _letters(key):
        node = node.of
    if asked.name == "rounded" and asked.place:
        return _rounded_root(key, node, asked.place)
    alike = same(key, node) if _is_defined(node) else None
    if alike:
        return _formed_expression(key, node, asked)
    if isinstance(key, Quantity) and not isinstance(node, Quantity) and same(key.of, node):
        return wrong("unit_missing") if asked.name == "unit" and asked.in_words else right("unit_missing")
    if alike is None:
        return unreadable("unchecked")
    if isinstance(node, Listing) or (isinstance(node, Group) and isinstance(node.of, Listing)):
        return wrong("wrong_value")
    if same(Neg(Group(key)), node):
        return wrong("wrong_sign")
    return wrong("rounding") if _is_approximation(key, node, asked) else wrong("wrong_value")


def _is_defined(node: Node) -> bool:
    """Return False for numbers that have no value, such as 5/0."""
    return _has_value(node) or _amount(node) is not None


def _has_value(node: Node) -> bool:
    return isinstance(node, Name | Root | Rel | Listing) or any(map(_has_value, children(node)))


def _rounded_root(key: Node, node: Node, place: Fraction) -> Grade:
    """Judge a rounded root or multiple of π; what lies too near the middle between two roundings is not decided."""
    exact, found = approximate(key), _amount(node)
    if exact is None or (found is None and approximate(node) is None):
        return unreadable("unchecked")
    if found is None:
        return wrong("rounding") if same(key, node) else wrong("wrong_value")
    return _rounded(Measure(Fraction(exact)), Measure(found.count), node, place)


def _letters(node: Node) -> bool:
    return (isinstance(node, Name) and node.letter != "pi") or any(map(_letters, children(node)))


def _formed_expression(key: Node, node: Node, asked: Asked) -> Grade:
    reason = fault(node, asked, key)
    if reason:
        return wrong(reason)
    if _written(node) == _written(key):
        return right()
    if not _letters(key):
        return right("other_form" if roots_are_lowest(node) or not roots_are_lowest(key) else "not_simplified")
    if asked.name or (is_collected(node) and is_collected(key)):
        return right()
    expanded = all(map(is_monomial, terms(node)))
    return right("not_simplified" if expanded and is_collected(key) else "other_form")


def _written(node: Node) -> object:
    """Return an expression as written, but for the order of terms and factors, brackets and the signs used."""
    node = bare(node) if not isinstance(node, Neg | Quantity) else node
    if isinstance(node, Bin) and node.op in "+*":
        return (node.op, tuple(sorted(map(repr, _parts(node, node.op)))))
    if isinstance(node, Bin):
        return (node.op, _written(node.left), _written(node.right))
    return (type(node).__name__, tuple(map(_written, children(node)))) if list(children(node)) else node


def _parts(node: Node, op: str) -> list[object]:
    inner = bare(node) if isinstance(node, Group) else node
    if isinstance(inner, Bin) and inner.op == op:
        return [*_parts(inner.left, op), *_parts(inner.right, op)]
    return [_written(inner)]


def _is_approximation(key: Node, node: Node, asked: Asked) -> bool:
    """Return True where a number is close to an expected root or multiple of π."""
    exact, found = approximate(key), approximate(node)
    if exact is None or found is None or not isinstance(bare(node), Num):
        return False
    return abs(exact - found) <= max(abs(exact) * 0.01, 0.005)


def approximate(node: Node) -> float | None:
    """Return about what an expression without variables is worth, None where that cannot be said."""
    try:
        return float(value(node, {"pi": Fraction(math.pi)}))
    except (CannotCheck, OverflowError):
        pass
    parts = [approximate(part) for part in children(node)]
    if any(part is None for part in parts):
        return None
    try:
        return _approximate(node, [part for part in parts if part is not None])
    except (ArithmeticError, ValueError):
        return None


def _approximate(node: Node, parts: list[float]) -> float | None:
    match node:
        case Root(_, degree):
            return float(parts[0] ** (1 / degree)) if parts[0] >= 0 else None
        case Neg():
            return -parts[0]
        case Group() | Quantity():
            return parts[0]
        case Bin("+"):
            return parts[0] + parts[1]
        case Bin("-"):
            return parts[0] - parts[1]
        case Bin("*"):
            return parts[0] * parts[1]
        case Bin("/"):
            return parts[0] / parts[1]
        case _:
            return None


def _remainder(key: Node, node: Node, task: Task | None) -> Grade:
    """Judge a quotient with a remainder. Against 5 2/5 or 5.4 the divisor of the task decides; 5 R 2 for 5 2/5 needs none."""
    if isinstance(key, Remainder) and isinstance(node, Remainder):
        same_parts = value(key.quotient) == value(node.quotient) and value(key.rest) == value(node.rest)
        return right() if same_parts else wrong("wrong_value")
    remainder, other = (key, node) if isinstance(key, Remainder) else (node, key)
    assert isinstance(remainder, Remainder)
    amount = _amount(other)
    if amount is None:
        return unreadable("unchecked") if isinstance(key, Remainder) else wrong("wrong_value")
    quotient, rest = value(remainder.quotient), value(remainder.rest)
    part = amount.count - quotient
    divisor = _divisor(task)
    if divisor is not None:
        return right("other_form") if rest < divisor and part * divisor == rest else wrong("wrong_value")
    if part == 0 or not 0 < part < 1:
        return right("other_form") if part == rest == 0 else wrong("wrong_value")
    likely = rest / part
    if likely.denominator != 1 or likely <= rest:
        return wrong("wrong_value")
    return right("other_form") if _shows_divisor(other, rest, likely) else unreadable("unchecked")


def _shows_divisor(node: Node, rest: Fraction, divisor: Fraction) -> bool:
    """Return True for a mixed number whose fraction is rest over divisor, as 5 2/5 is for 5 R 2."""
    inner = bare(node)
    return isinstance(inner, Mixed) and value(inner.top) == rest and value(inner.bottom) == divisor


def _divisor(task: Task | None) -> Fraction | None:
    if task is None or not task.expression:
        return None
    try:
        node = read(task.expression)
        if isinstance(node, Frac):
            return value(node.bottom)
        return value(node.right) if isinstance(node, Bin) and node.op == "/" else None
    except (ParseError, CannotCheck):
        return None
