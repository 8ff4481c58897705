"""Malrules of algebra that a pattern cannot say: the order of the words, letters read as their place, an inequality read as an equation.

Sources: MacGregor & Stacey 1993, 1997; Blanco & Garrote 2007.
"""

import re
from dataclasses import replace
from string import ascii_lowercase

from tutor.diagnosis.literal import FLIPPED, number
from tutor.diagnosis.procedures.registry import procedure
from tutor.domain import Task
from tutor.maths.tree import Bin, Name, Node, Num, Rel


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


@procedure("algebra.reads_as_equation", "rel")
def reads_as_equation(site: Node, task: Task) -> Node | None:
    """The sign of an inequality is taken for an equals sign: 2x < 6 gives x = 3."""
    return replace(site, op="=") if isinstance(site, Rel) and site.op in FLIPPED else None
