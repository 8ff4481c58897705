"""Judges a quotient with a remainder, also against the fraction or decimal that says the same."""

from fractions import Fraction

from tutor.domain import Task
from tutor.errors import CannotCheck, ParseError
from tutor.maths.answers.expressions import amount_of
from tutor.maths.answers.forms import bare
from tutor.maths.answers.verdict import Grade, right, unreadable, wrong
from tutor.maths.read import read
from tutor.maths.tree import Bin, Frac, Mixed, Node, Remainder
from tutor.maths.value import value


def judge_remainder(key: Node, node: Node, task: Task | None) -> Grade:
    """Judge a quotient with a remainder. Against 5 2/5 or 5.4 the divisor of the task decides; 5 R 2 for 5 2/5 needs none."""
    if isinstance(key, Remainder) and isinstance(node, Remainder):
        same_parts = value(key.quotient) == value(node.quotient) and value(key.rest) == value(node.rest)
        return right() if same_parts else wrong("wrong_value")
    remainder, other = (key, node) if isinstance(key, Remainder) else (node, key)
    assert isinstance(remainder, Remainder)
    amount = amount_of(other)
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
