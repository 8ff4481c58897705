"""Judges a single result (a number, a quantity, an expression) against the expected one. Lists and statements are left to `grade`."""

from fractions import Fraction

from tutor.domain import Task
from tutor.errors import CannotCheck, ParseError
from tutor.maths.answers.expressions import amount_of, judge_expression
from tutor.maths.answers.forms import (
    Asked,
    bare,
    fault,
    is_reduced,
    is_worked_out,
    shape,
)  # fmt: skip
from tutor.maths.answers.remainders import judge_remainder
from tutor.maths.answers.rounding import judge_rounded, off, unrounded
from tutor.maths.answers.verdict import Grade, right, unreadable, wrong
from tutor.maths.read import read
from tutor.maths.tree import (
    Bin,
    Group,
    Neg,
    Node,
    Num,
    Percent,
    Quantity,
    Remainder,
)
from tutor.maths.value import Measure, measure

SHORTEST_GUESS = 2


def judge(key: Node, node: Node, asked: Asked, task: Task | None, recurring: Fraction | None = None) -> Grade:
    """Return the grade of one result.

    `recurring` is the exact worth of a result that was written as 0.333... . The right value passes unless a form was asked for.
    """
    key, node = _unit_outside(key), _unit_outside(node)
    if isinstance(key, Remainder) or isinstance(node, Remainder):
        return judge_remainder(key, node, task)
    if not is_worked_out(node) and is_worked_out(key) and asked.name != "factored":
        return unreadable("unfinished")
    amount, given = amount_of(key), amount_of(node) if recurring is None else Measure(recurring)
    if amount is None or given is None:
        return judge_expression(key, node, asked)
    if asked.name == "rounded" and asked.place:
        return judge_rounded(unrounded(amount, task, asked.place), given, node, asked.place)
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
    if amount.dimensions or given.dimensions:
        return wrong("unit_wrong") if given.count in (amount.count, amount.count / 100) else wrong("wrong_value")
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
