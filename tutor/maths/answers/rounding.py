"""Judges rounded numbers, and says of a wrong number whether it is a rounding of the right one or wrong in its sign."""

import math
from fractions import Fraction

from tutor.domain import Task
from tutor.errors import CannotCheck, ParseError
from tutor.maths.answers.forms import bare, shape
from tutor.maths.answers.verdict import Grade, right, wrong
from tutor.maths.number import rounded
from tutor.maths.read import read
from tutor.maths.tree import Node, Num, Percent
from tutor.maths.value import Measure, measure


def unrounded(amount: Measure, task: Task | None, place: Fraction) -> Measure:
    """Return the number that a task gives to be rounded, where the expected answer is that number rounded."""
    if task is None or task.kind != "round":
        return amount
    try:
        exact = measure(read(task.expression))
    except (ParseError, CannotCheck):
        return amount
    return exact if exact.dimensions == amount.dimensions and rounded(exact.count, place) == amount.count else amount


def judge_rounded(amount: Measure, given: Measure, node: Node, place: Fraction) -> Grade:
    """Return the grade of a number that was to be rounded to the nearest `place`, halves away from zero."""
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
    close = abs(found - expected) < place or is_rounding(expected, found, node)
    return wrong("rounding") if close else wrong("wrong_value")


def off(expected: Fraction, found: Fraction, node: Node) -> Grade:
    """Return the grade of a wrong number: wrong in its sign, a rounding of the right one, or simply wrong."""
    if found == -expected and expected:
        return wrong("wrong_sign")
    return wrong("rounding") if is_rounding(expected, found, node) else wrong("wrong_value")


def is_rounding(expected: Fraction, found: Fraction, node: Node) -> bool:
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
