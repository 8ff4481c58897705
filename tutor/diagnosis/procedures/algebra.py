"""Malrules of algebra that a pattern cannot say: the order of the words, letters read as their place, signs of inequalities.

Sources: MacGregor & Stacey 1993, 1997; Blanco & Garrote 2007.
"""

import re
from dataclasses import replace
from fractions import Fraction
from string import ascii_lowercase

from tutor.diagnosis.literal import FLIPPED, number
from tutor.diagnosis.pattern import terms
from tutor.diagnosis.procedures.registry import procedure
from tutor.domain import Task
from tutor.maths.tree import Bin, Name, Node, Num, Rel, children
from tutor.maths.value import value


@procedure("algebra.as_said", "-", "/")
def as_said(site: Node, task: Task) -> Node | None:
    """The numbers are written in the order of the words: 3 less than a number is 3 - n."""
    said = re.search(r"\d|number", " ".join(task.given))
    if not said or not isinstance(site, Bin) or site.op not in "-/":
        return None
    is_number_first = number(site.left) is not None
    if is_number_first == (number(site.right) is not None):
        return None
    return replace(site, left=site.right, right=site.left) if said[0].isdigit() != is_number_first else None


@procedure("algebra.by_alphabet", "x")
def by_alphabet(site: Node, task: Task) -> Node | None:
    """A letter stands for its place in the alphabet: n is 14."""
    place = ascii_lowercase.find(site.letter) if isinstance(site, Name) else -1
    return Num(str(place + 1)) if place >= 0 else None


def _factor(node: Node, letter: str) -> Fraction:
    """Return what the letter is multiplied by in a side that is linear in it."""
    return value(node, {letter: Fraction(1)}) - value(node, {letter: Fraction(0)})


def _turned(site: Node, task: Task, direction: int) -> Node | None:
    """Return the inequality with its sign turned where its letter, all of it put on the left, has a factor of this direction."""
    if not isinstance(site, Rel) or site.op not in FLIPPED or isinstance(site.left, Rel):
        return None
    factor = _factor(site.left, task.want) - _factor(site.right, task.want)
    return replace(site, op=FLIPPED[site.op]) if factor * direction > 0 else None


@procedure("algebra.keeps_sign", "rel")
def keeps_sign(site: Node, task: Task) -> Node | None:
    """The sign stays as it is when both sides are divided by a negative number: -2x < 6 gives x < -3."""
    return _turned(site, task, -1)


@procedure("algebra.turns_sign_for_any_minus", "rel")
def turns_sign_for_any_minus(site: Node, task: Task) -> Node | None:
    """The sign is turned because there is a minus, though the letter is divided by a positive number: 2x < -6 gives x > -3."""
    has_minus = any((number(part) or 0) < 0 for side in children(site) for part in terms(side))
    return _turned(site, task, 1) if has_minus else None


@procedure("algebra.reads_as_equation", "rel")
def reads_as_equation(site: Node, task: Task) -> Node | None:
    """The sign of an inequality is taken for an equals sign: 2x < 6 gives x = 3."""
    return replace(site, op="=") if isinstance(site, Rel) and site.op in FLIPPED else None
