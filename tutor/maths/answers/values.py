"""Judges a single result (a number, a quantity, an expression) against the expected one. Lists and statements are left to `statements`."""

import math
from fractions import Fraction

from tutor.domain import Task
from tutor.errors import CannotCheck
from tutor.maths import tree
from tutor.maths.answers import forms
from tutor.maths.answers.forms import Asked, fault, is_reduced, shape
from tutor.maths.answers.results import alike, amount_of, bare, items_of, problem_of, unit_of, worth
from tutor.maths.answers.verdict import Grade, right, unreadable, wrong
from tutor.maths.compare import same
from tutor.maths.number import rounded
from tutor.maths.read import readable
from tutor.maths.tree import Node, children, holds, letters_of
from tutor.maths.value import Measure, in_fractions, root, value, worked


def judge(key: Node, node: Node, asked: Asked, task: Task | None, recurring: Fraction | None = None) -> Grade:
    """Return the grade of one result.

    `recurring` is the exact worth of a result that was written as 0.333... . The right value passes unless a form was asked for.
    Raises CannotCheck where exact means cannot decide.
    """
    key, node = _unit_outside(key), _unit_outside(node)
    if isinstance(key, tree.Remainder) or isinstance(node, tree.Remainder):
        return _judge_remainder(key, node, task)
    if not forms.is_worked_out(node) and forms.is_worked_out(key) and asked.name != "factored":
        return unreadable("unfinished")
    amount, given = amount_of(key), amount_of(node) if recurring is None else Measure(recurring)
    if amount is None or given is None:
        found = _judge_expression(key, node, asked)
        figure = task is not None and task.kind in ("area", "perimeter", "volume") and not asked.place
        return right("other_form") if figure and found.reason == "rounding" and _is_with_pi(key, node) else found
    if asked.place:
        return _judge_rounded(_unrounded(amount, task, asked.place), given, node, asked.place)
    if isinstance(bare(key), tree.Percent) != isinstance(bare(node), tree.Percent) or asked.name == "percent":
        return _judge_percent(key, node, amount, given, asked, task)
    return _judge_amounts(key, node, amount, given, asked)


def _unit_outside(node: Node) -> Node:
    """Return 36 × (π cm²), as it is read, as (36 × π) cm²."""
    match node:
        case tree.Bin("*", left, tree.Quantity(of, unit, before), ""):
            return tree.Quantity(tree.Bin("*", left, of), unit, before)
        case _:
            return node


def formed(key: Node, node: Node, asked: Asked) -> Grade:
    """Return the grade of an answer of the right value by its form alone."""
    reason = fault(node, asked, key)
    if reason:
        return wrong(reason)
    if _written(bare(node)) == _written(bare(key)):
        return right()
    if letters_of(key):
        if asked.name or (forms.is_collected(node) and forms.is_collected(key)):
            return right()
        expanded = all(map(forms.is_monomial, forms.terms(node)))
        return right("not_simplified" if expanded and forms.is_collected(key) else "other_form")
    if amount_of(key) is None:
        is_done = forms.roots_are_lowest(node) or not forms.roots_are_lowest(key)
        return right("other_form" if is_done else "not_simplified")
    if not is_reduced(node):
        return right("not_simplified")
    obeyed = asked.name not in ("", "simplest", "unit", "rounded")
    same_shape = shape(node) == shape(key) and (is_reduced(key) or asked.name == "simplest")
    return right() if obeyed or same_shape else right("other_form")


def _written(node: Node) -> object:
    """Return a node as written, but for the order of forms.terms and factors, brackets and the signs used."""
    node = bare(node) if isinstance(node, tree.Group) else node
    if isinstance(node, tree.Bin) and node.op in "+*":
        return (node.op, tuple(sorted(map(repr, _parts(node, node.op)))))
    if isinstance(node, tree.Bin):
        return (node.op, _written(node.left), _written(node.right))
    return (type(node).__name__, tuple(map(_written, children(node)))) if list(children(node)) else node


def _parts(node: Node, op: str) -> list[object]:
    inner = bare(node) if isinstance(node, tree.Group) else node
    if isinstance(inner, tree.Bin) and inner.op == op:
        return [*_parts(inner.left, op), *_parts(inner.right, op)]
    return [_written(inner)]


def _judge_amounts(key: Node, node: Node, amount: Measure, given: Measure, asked: Asked) -> Grade:
    """Judge two exact amounts, with units where they have any."""
    if not given.dimensions:
        if amount.count != given.amount:
            return _off(amount.count, given.amount, node)
        return _without_unit(asked) if amount.dimensions else formed(key, node, asked)
    if not amount.dimensions:
        return _judge_added_unit(key, node, amount, given, asked)
    if amount.dimensions != given.dimensions:
        return wrong("unit_wrong" if amount.count == given.count else "wrong_value")
    if amount.amount != given.amount:
        unit_only = amount.count == given.count and amount.size != given.size
        return wrong("unit_wrong") if unit_only else _off(amount.amount, given.amount, node)
    if asked.unit:
        wanted = tree.Quantity(tree.Num("1"), asked.unit) if asked.unit in "$£€" else readable(f"1 {asked.unit}")
        unit = amount_of(wanted) if wanted is not None else None
        if unit is None or (unit.size, unit.dimensions) != (given.size, given.dimensions):
            return wrong("unit_wrong")
        return formed(key, node, asked) if amount.size == given.size else right()
    volumes = {unit_of(key), unit_of(node)} == {"cm³", "ml"}
    return right("unit_converted") if amount.size != given.size or volumes else formed(key, node, asked)


def _without_unit(asked: Asked) -> Grade:
    return wrong("unit_missing") if asked.name == "unit" and asked.in_words else right("unit_missing")


def _judge_added_unit(key: Node, node: Node, amount: Measure, given: Measure, asked: Asked) -> Grade:
    """Judge a quantity where a bare number is expected: the unit is the pupil's own, but cents are not dollars."""
    if asked.name == "unit" and unit_of(node) != asked.unit and amount.amount == given.count:
        return wrong("unit_wrong")
    if amount.amount == given.count:
        return formed(key, node, asked)
    money = given.dimensions[0][0] in "$£€" and asked.name != "unit"
    converted = money and amount.amount == given.amount
    return right("unit_converted") if converted else _off(amount.amount, given.count, node)


def _judge_percent(key: Node, node: Node, amount: Measure, given: Measure, asked: Asked, task: Task | None) -> Grade:
    """Judge where a percent is expected or written.

    A bare 50 is 50 % with its sign left out where the expected answer is a percent; where 0.5 is expected without a word of percent it
    is a hundred times too much. A question for a percent takes 50 for 50 %, and not 0.5.
    """
    if amount.dimensions or given.dimensions:
        return wrong("unit_wrong" if given.count in (amount.count, amount.count / 100) else "wrong_value")
    expected, found, wanted = amount.amount, given.amount, asked.name == "percent"
    in_percent, key_in_percent = isinstance(bare(node), tree.Percent), isinstance(bare(key), tree.Percent)
    of_percent = task is not None and "percent" in (task.kind, task.want, task.form)
    if wanted and of_percent and not key_in_percent and expected == (found * 100 if in_percent else found):
        expected /= 100
    if in_percent:
        if found == expected:
            return formed(key, node, asked)
        return wrong("unit_wrong") if found * 100 == expected and not wanted else _off(expected, found, node)
    if found == expected * 100 and (key_in_percent or wanted):
        if not key_in_percent and amount.amount == found:
            return right()
        return wrong("unit_missing") if wanted and asked.in_words else right("unit_missing")
    if found == expected:
        return wrong("form") if wanted else right("other_form")
    return _off(expected * 100 if wanted else expected, found, node)


def _off(expected: Fraction, found: Fraction, node: Node) -> Grade:
    """Return the grade of a wrong number: wrong in its sign, a rounding of the right one, or simply wrong."""
    if found == -expected and expected:
        return wrong("wrong_sign")
    return wrong("rounding" if _is_rounding(expected, found, node) else "wrong_value")


def _unrounded(amount: Measure, task: Task | None, place: Fraction) -> Measure:
    """Return the number that a task gives to be rounded, where the expected answer is that number rounded."""
    problem = problem_of(task) if task and task.kind == "round" else None
    exact = amount_of(problem) if problem is not None else None
    if exact is None or exact.dimensions != amount.dimensions or rounded(exact.count, place) != amount.count:
        return amount
    return exact


def _judge_rounded(amount: Measure, given: Measure, node: Node, place: Fraction) -> Grade:
    """Return the grade of a number that was to be rounded to the nearest `place`, halves away from zero."""
    expected, found = amount.count, given.count
    nearest = rounded(expected, place)
    if amount.dimensions and given.dimensions and amount.size != given.size:
        return wrong("unit_wrong")
    if found == nearest:
        if amount.dimensions and not given.dimensions:
            return right("unit_missing")
        return right() if shape(node) in ("whole", "decimal", "percent") else right("other_form")
    if found == -nearest:
        return wrong("wrong_sign")
    close = abs(found - expected) < place or _is_rounding(expected, found, node)
    return wrong("rounding" if close else "wrong_value")


def _is_rounding(expected: Fraction, found: Fraction, node: Node) -> bool:
    """Return True where a decimal is the expected value rounded, or cut off, at its last place; a whole number only for larger values."""
    inner = bare(node)
    scale = 100 if isinstance(inner, tree.Percent) else 1
    inner = inner.of if isinstance(inner, tree.Percent) else inner
    if not isinstance(inner, tree.Num):
        return False
    decimals = len(inner.text.partition(".")[2])
    if decimals == 0 and scale == 1 and (abs(expected) < 10 or expected.denominator == 1):
        return False
    place = Fraction(1, 10**decimals * scale)
    cut = math.floor(abs(expected) / place) * place * (-1 if expected < 0 else 1)
    return found in (rounded(expected, place), cut)


def _judge_remainder(key: Node, node: Node, task: Task | None) -> Grade:
    """Judge a quotient with a remainder. Against 5 2/5 or 5.4 the divisor of the task decides; 5 R 2 for 5 2/5 needs none."""
    remainder, other = (key, node) if isinstance(key, tree.Remainder) else (node, key)
    assert isinstance(remainder, tree.Remainder)
    if isinstance(other, tree.Remainder):
        return right() if alike(remainder, other) else wrong()
    amount = amount_of(other)
    if amount is None:
        return unreadable("unchecked") if isinstance(key, tree.Remainder) else wrong()
    rest, part = value(remainder.rest), amount.count - value(remainder.quotient)
    divisor = _divisor(task)
    if divisor is not None:
        return right("other_form") if rest < divisor and part * divisor == rest else wrong()
    if not 0 < part < 1:
        return right("other_form") if part == rest == 0 else wrong()
    likely = rest / part
    if likely.denominator != 1 or not rest:
        return wrong()
    inner = bare(other)
    shown = isinstance(inner, tree.Mixed) and (value(inner.top), value(inner.bottom)) == (rest, likely)
    return right("other_form") if shown else unreadable("unchecked")


def _divisor(task: Task | None) -> Fraction | None:
    problem = problem_of(task)
    if isinstance(problem, tree.Bin) and problem.op == "/":
        return worth(problem.right)
    return worth(problem.bottom) if isinstance(problem, tree.Frac) else None


def _judge_expression(key: Node, node: Node, asked: Asked) -> Grade:
    if isinstance(node, tree.Quantity) and not isinstance(key, tree.Quantity) and not letters_of(key):
        node = node.of
    if asked.place:
        return _judge_rounded_expression(key, node, asked.place)
    if not (_is_defined(key) and _is_defined(node)):
        return unreadable("unchecked")
    if same(key, node):
        return formed(key, node, asked)
    if isinstance(key, tree.Quantity) and not isinstance(node, tree.Quantity) and same(key.of, node):
        return _without_unit(asked)
    if not alike(key, node) and items_of(node):
        return wrong()
    if same(tree.Neg(tree.Group(key)), node):
        return wrong("wrong_sign")
    exact, found = approximate(key), approximate(node)
    close = exact is not None and found is not None and abs(exact - found) <= max(abs(exact) * 0.01, 0.005)
    return wrong("rounding" if close and isinstance(bare(node), tree.Num) else "wrong_value")


def _is_defined(node: Node) -> bool:
    """Return False for numbers that have no value, such as 5/0."""
    return holds(node, tree.Name | tree.Root | tree.Rel | tree.Listing) or amount_of(node) is not None


def _judge_rounded_expression(key: Node, node: Node, place: Fraction) -> Grade:
    """Judge a rounded root or multiple of π."""
    exact, found = approximate(key), amount_of(node)
    if exact is None or (found is None and approximate(node) is None):
        return unreadable("unchecked")
    if found is None:
        return wrong("rounding" if same(key, node) else "wrong_value")
    return _judge_rounded(Measure(Fraction(exact)), Measure(found.count), node, place)


def _is_with_pi(key: Node, node: Node) -> bool:
    """Return True for a decimal that a multiple of π comes to with one of the values that schools take for π, rounded at its last place."""
    number = bare(node)
    decimals = len(number.text.partition(".")[2]) if isinstance(number, tree.Num) else 0
    worths = [value(bare(key), {"pi": pi}) for pi in USUAL_PI]
    return decimals > 0 and any(rounded(worth, Fraction(1, 10**decimals)) == value(number) for worth in worths)


USUAL_PI = (Fraction(math.pi), Fraction("3.14"), Fraction("3.1416"), Fraction(22, 7))


def approximate(node: Node) -> float | None:
    """Return about what an expression without variables is worth, None where that cannot be said."""
    try:
        return float(worked(node, _NEARLY))
    except (CannotCheck, ArithmeticError):
        return None


def _near_root(number: Fraction, degree: int) -> Fraction:
    try:
        return root(number, degree)
    except CannotCheck:
        if number < 0:
            raise
        return Fraction(float(number) ** (1 / degree))


_NEARLY = in_fractions({"pi": Fraction(math.pi)})._replace(root=_near_root, quantity=lambda of, unit: of)
