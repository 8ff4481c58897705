"""One line of a pupil's working read: which equalities it states, link by link, and whether their arithmetic holds.

Words are passed over; what cannot be read, or may mean something else, is left out. The line's place among others is left to `solutions`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from tutor.diagnosis.literal import literals, number
from tutor.diagnosis.steps import is_close
from tutor.errors import CannotCheck
from tutor.maths import readable, value
from tutor.maths.answers.cues import is_about
from tutor.maths.answers.spans import spans
from tutor.maths.answers.text import clean
from tutor.maths.reading import units
from tutor.maths.tables import Phrasebook
from tutor.maths.tree import FLIPPED, Bin, Frac, Node, Percent, Rel, letters_of, members, units_of, walk
from tutor.maths.tree import holds as has
from tutor.maths.value import measure

EQUALITIES = ("=", "≈")
ABOUT = Fraction(5, 100)
"""How far off an estimate may be, as a share of the exact value."""
BOOK = Phrasebook("diagnosis", "working")
REWRITES = BOOK.rewrites("statements")
COUNTED = BOOK.pattern("counted_before_sign"), BOOK.pattern("counted_before_equals")
RECKONED = BOOK.pattern("reckoned_number")
CUT_BEFORE, CUT_AFTER, SEVERAL = map(BOOK.pattern, ("cut_before", "cut_after", "several"))
MINUS_OR_MARK, TWO_MONEYS = BOOK.pattern("minus_or_mark"), BOOK.pattern("two_moneys")


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement of a line: the text, the members of its chain, whether it is an estimate, and whether it goes on from before.

    `whole`: the line holds nothing else. `follows`: it begins with "=".
    """

    text: str
    parts: tuple[Node, ...]
    about: bool
    whole: bool
    follows: bool

    @property
    def letters(self) -> set[str]:
        """Return the letters that stand for numbers in it."""
        return set().union(*map(letters_of, self.parts))


def statements(line: str, letters: frozenset[str] = frozenset()) -> tuple[Stated, ...]:
    """Return what a line states, in order: chains of equalities, inequalities with letters, and single expressions.

    "The number before x is 3" is no equation.
    """
    text = clean(line)
    if TWO_MONEYS.search(text) or MINUS_OR_MARK.match(text):
        return ()
    for pattern, new in REWRITES:
        text = pattern.sub(new, text)
    for pattern in COUNTED:
        text = pattern.sub(_unit_alone, text)
    found = _statements(text, letters)
    return tuple(stated for stated in found if "=" in line or len(stated.parts) < 2 or not stated.letters)


def _unit_alone(match: re.Match[str]) -> str:
    """Return of the words after a number only the unit that they begin with; a lone number before "=" keeps its words."""
    lead = match.string[: match.start()]
    if match.re is COUNTED[1] and not RECKONED.search(lead):
        return match[0]
    found = units.pattern().match(match[0].lstrip())
    return f" {found[0]}" if found else ""


def _statements(text: str, letters: frozenset[str]) -> Iterator[Stated]:
    end = 0
    for span in spans(text, letters):
        start = text.find(span.text, end)
        if start < 0:
            continue
        end = start + len(span.text)
        before, after = text[:start].rstrip(), text[end:]
        cut = CUT_BEFORE.search(before) or CUT_AFTER.match(after) or ":" in span.text or SEVERAL.search(span.text)
        node = None if cut else readable(span.text)
        chain = isinstance(node, Rel) and not (node.op in FLIPPED and node.op != "=" and letters_of(node))
        parts = () if node is None else members(node, EQUALITIES) if chain else (node,)
        if parts:
            about = "≈" in span.text or is_about(before.lower())
            whole = not re.search(r"[A-Za-z\d]", before + after)
            yield Stated(span.text, parts, about, whole, before.endswith(("=", "≈")))


# Links


def false_link(stated: Stated, rounded: frozenset[Fraction]) -> tuple[Node, Node] | None:
    """Return the first two neighbours of a chain that are certainly not equal, None where there are none.

    A lone number in front ("5 days = 3 × 5") is passed over where words stand around. `rounded`: values that were rounded before.
    """
    for place, (left, right) in enumerate(pairwise(stated.parts)):
        if number(left) is not None and _is_said_of(left, right, place > 0 or stated.whole):
            continue
        if letters_of(left) or letters_of(right):
            continue
        if holds(left, right, about=stated.about, rounded=rounded) is False:
            return left, right
    return None


def _is_said_of(left: Node, right: Node, follows: bool) -> bool:
    """Tell whether a lone number before "=" may be no value: "5 days = 3 × 5", "2 h = 120 min", "4/5 = $24"."""
    if isinstance(left, Frac):
        return not follows and (number(left) or 0) < 1 <= (number(right) or 0)
    return number(right) is not None or not follows


def holds(left: Node, right: Node, *, about: bool = False, rounded: frozenset[Fraction] = frozenset()) -> bool | None:
    """Return whether two members are equal, None where that could not be decided: estimates, rounding, units that differ.

    "4 × 3 = 12 - 2 = 10" goes on reckoning with the result: its first link holds.
    """
    try:
        one, other = value(left), value(right)
        if one == other or _first(right) == one or measure(left) == measure(right):
            return True
    except CannotCheck:
        return None
    factor = max(abs(one), abs(other)) == 100 * min(abs(one), abs(other)) and has(left, Percent) != has(right, Percent)
    if factor or (units_of(left) and units_of(right) and units_of(left) != units_of(right)):
        return None
    cut = one.denominator > 1 and other.denominator == 1 and abs(one - other) < 1
    used = any(abs(number(part) or 0) in rounded for part in literals(left))
    chained = _has_chained_division(left) or _has_chained_division(right)
    close = abs(one - other) <= ABOUT * abs(one)
    return None if cut or chained or is_close(one, right) or (close and (about or used)) else False


def _first(node: Node) -> Fraction | None:
    """Return the number that a reckoning starts with, None for a single number."""
    start = node
    while isinstance(start, Bin):
        start = start.left
    return number(start) if start is not node else None


def _has_chained_division(node: Node) -> bool:
    """Tell whether a/b/c stands in it, which some mean as a/(b/c)."""
    divisions = (part for part in walk(node) if isinstance(part, Bin) and part.op == "/")
    return any(isinstance(part.left, Frac) or getattr(part.left, "op", "") == "/" for part in divisions)
