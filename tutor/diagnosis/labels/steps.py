"""What a step from one equation to the next did, as named features that carry over to other numbers and letters.

Nothing here knows a label; learning from the features is left to `voters`. Source: ours.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, permutations

from tutor.diagnosis.literal import bare, number
from tutor.diagnosis.sides import Side, Sides, Term, Worth, monomial, sides, single
from tutor.errors import ParseError
from tutor.maths import read, same, show
from tutor.maths.algebra import Monomial
from tutor.maths.tree import Rel, letters_of

DONE = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide", "÷": "divide", "·": "multiply", "×": "multiply"}
STEP = "a step"
ABOUT, NEARLY = Fraction(2, 100), Fraction(1, 100_000)
MOST_NUMBERS = 6
WRITTEN = (r"\d*\.\d+|\d+", "[a-z]", "-", r"\+", "[*/]", "[()]")


def step_features(before: str, after: str) -> frozenset[str]:
    """Return the names of all features that hold of the step; none where `before` is not one equation."""
    old, new = sides(before), sides(after)
    if old is None:
        return frozenset()
    shapes = (f"before: {name}" for side in old for name in _shape(side))
    letters = f"letters on {sum(bool(letters_of(side.node)) for side in old)} sides"
    kinds = f"{min(len(letters_of(old[0].node) | letters_of(old[1].node)), 3)} letters"
    return frozenset({STEP, letters, kinds, *shapes, *(_made(old, new) if new else ["after cannot be read"])})


def _told(worth: Fraction) -> str:
    return "0" if not worth else ("-" if worth < 0 else "+") + ("1" if abs(worth) == 1 else "n")


def _roles(old: Sides) -> tuple[tuple[str, int], tuple[str, int]]:
    """Return which side is "x", the one with letters or else the longer one, and which is "other"."""
    has = [(bool(letters_of(side.node)), len(side.terms)) for side in old]
    return (("x", 0), ("other", 1)) if has[0] >= has[1] else (("x", 1), ("other", 0))


def _shape(side: Side) -> Iterator[str]:
    kinds = Counter(term.kind for term in side.terms)
    yield from (f"{min(kinds[kind], 3)} terms of {kind}" for kind in ("letters", "numbers"))
    for where, terms in zip(("", *["in brackets "] * len(side.sums)), side.sums, strict=False):
        yield from (f"{where}{name}" for name in _like(terms))
    for place, worth in side.places:
        yield from (f"has {place}", f"{place} {_told(worth)}", *["negative below"] * (place[0] == "d" and worth < 0))
    marks = {"brackets": r"\(", "written 1x": r"(?<![\d.])1[a-z]", "letter below": r"/[^*+-]*[a-z]", "product": r"\*"}
    yield from (name for name, mark in marks.items() if re.search(mark, side.text))
    for term in side.terms:
        yield from _fraction(term)


def _like(terms: tuple[Term, ...]) -> Iterator[str]:
    """Name the terms that can be combined, and whether some of them cancel."""
    found = [(*one, term.sign) for term in terms if (one := monomial(term.node))]
    for (letters, factor, sign), (others, other, turn) in combinations(found, 2):
        if letters == others:
            yield f"like {'letters' if letters else 'numbers'}"
            if sign * factor == -turn * other:
                yield "opposites"


def _fraction(term: Term) -> Iterator[str]:
    if not term.below:
        return
    yield "division"
    above, below = ({show(part).strip("()-") for part in parts} for parts in (term.above, term.below))
    if above & below:
        yield "cancels"
    for top, bottom in zip(term.tops, term.bottoms, strict=False):
        if bottom and top.denominator == bottom.denominator == 1:
            yield "reducible" if math.gcd(int(top), int(bottom)) > 1 else "lowest terms"
            if top % bottom == 0:
                yield "divides evenly"
        yield f"signs {_told(top)[0]}/{_told(bottom)[0]}"


def _made(old: Sides, new: Sides) -> Iterator[str]:
    changed = [place for place in (0, 1) if old[place].text != new[place].text]
    yield f"{len(changed)} sides changed"
    yield f"same solutions {same(*(Rel('=', left.node, right.node) for left, right in (old, new)))}"
    if new[0].text == new[1].text:
        yield "sides made alike"
    tails = [_tail(old[place].text, new[place].text) for place in (0, 1)]
    if tails[0] and tails[0] == tails[1]:
        yield from _both(*tails[0], old)
        return
    for role, place in _roles(old):
        if place in changed:
            yield f"changed {role}"
            yield from (f"changed: {name}" for name in _changed(old[place], new[place]))
            yield from (f"written {name}" for name in _rewritten(old[place].text, new[place].text))


def _rewritten(old: str, new: str) -> Iterator[str]:
    for mark in WRITTEN:
        was, now = (Counter(re.findall(mark, text)) for text in (old, new))
        yield f"{mark} {'lost' * bool(was - now)} {'new' * bool(now - was)}"
    yield from (f"only {marks} changed" for marks in ("-+", "()") if _without(marks, old) == _without(marks, new))


def _without(marks: str, text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, marks)))


def _tail(old: str, new: str) -> tuple[str, str] | None:
    """Return what was done to a side and with what, where it was written behind the side as it stood."""
    for start in (old, f"({old})"):
        rest = new.removeprefix(start)
        if rest != new and rest[:1] in DONE:
            return DONE[rest[0]], rest[1:]
    return None


def _both(done: str, text: str, old: Sides) -> Iterator[str]:
    yield f"done {done}"
    try:
        used = read(text)
    except (ParseError, RecursionError):
        return
    has, size = bool(letters_of(used)), single(used)
    yield f"used letters {has}, written {'plain' if number(bare(used)) is not None else 'composite'}"
    if size is not None:
        met = [name for role, place in _roles(old) for name in sorted(set(_met(size, role, old[place])))]
        yield from (f"used {_told(size)}", *(f"used {name}" for name in met))
        yield from (f"used {has} {'; '.join(met)}", f"used {has} first {met[0] if met else 'nowhere'}")


def _met(size: Fraction, role: str, side: Side) -> Iterator[str]:
    for place, worth in side.places:
        if abs(worth) == abs(size):
            yield f"{role} {place} {'alike' if worth == size else 'turned'}"


def _kind(monomial: Monomial) -> str:
    return "number" if not monomial else "letter" if all(power > 0 for _, power in monomial) else "below"


def _changed(old: Side, new: Side) -> Iterator[str]:
    """Name how one side was rewritten: its worth as a whole, and the terms that went against those that came."""
    gone = [term for term in old.terms if not _among(term, new.terms)]
    come = [term for term in new.terms if not _among(term, old.terms)]
    yield f"{min(len(gone), 4)} terms went, {min(len(come), 3)} came"
    yield from (f"side: {name}" for name in _compared(old.worth, new.worth))
    result = single(come[0].node) if len(come) == 1 else None if come else Fraction(0)
    if result is not None:
        yield from set(_reckoned(gone, come[0].sign * result if come else result))


def _among(term: Term, terms: tuple[Term, ...]) -> bool:
    return any(term.sign == other.sign and term.node == other.node for other in terms)


def _compared(old: Worth | None, new: Worth | None) -> Iterator[str]:
    if old is None or new is None:
        return
    turned = {part: -factor for part, factor in old.items()}
    yield "equal" if old == new else "opposite" if turned == new else "different"
    for kind in ("number", "letter", "below"):
        was, now = (sum((x for part, x in worth.items() if _kind(part) == kind), Fraction(0)) for worth in (old, new))
        if was or now:
            yield f"{kind} {_likeness(now, was) if was and now else 'lost' if was else 'new'}"
    if len(old) == len(new) == 1:
        (was,), (now,) = old.values(), new.values()
        yield f"one term, {_told(was)} to {_told(now)}, {_likeness(now, was)}"
        if abs(abs(now) - abs(was)) <= NEARLY * abs(was):
            yield f"nearly {now * was > 0}"


def _likeness(found: Fraction, meant: Fraction) -> str:
    """Say how a number relates to the one meant; pupils round, so what is 2 % off is about equal."""
    if abs(found) == abs(meant):
        return "equal" if found == meant else "opposite"
    if abs(abs(found) - abs(meant)) <= ABOUT * abs(meant):
        return "about equal" if found * meant > 0 else "about opposite"
    return "upside down" if abs(found * meant) == 1 else "different"


def _reckoned(gone: list[Term], found: Fraction) -> Iterator[str]:
    """Name the reckonings with the numbers of the terms that went which yield the number that came."""
    factors = [(term.sign * factor, term.kind) for term in gone if (factor := single(term.node)) is not None]
    for kind in ("letters", "numbers"):
        of_kind = [factor for factor, of in factors if of == kind]
        if of_kind:
            yield f"sum of {kind} {_likeness(found, sum(of_kind, Fraction(0)))}"
    numbers = [factor for factor, _ in factors][:MOST_NUMBERS]
    if len(gone) == 1:
        numbers = [*gone[0].tops, *gone[0].bottoms][:2]
    elif numbers:
        yield f"sum of all {_likeness(found, sum(numbers, Fraction(0)))}"
    yield from (f"one of them {_likeness(found, part)}" for part in numbers if abs(part) == abs(found))
    for one, other in permutations(numbers, 2):
        order = "in order" if numbers.index(one) < numbers.index(other) else "back"
        for name, result in _results(one, other):
            likeness = _likeness(found, result)
            if result and likeness not in ("different", "upside down"):
                yield f"{name} {order if name.startswith(('difference', 'quotient')) else ''} {likeness}"


def _results(one: Fraction, other: Fraction) -> Iterator[tuple[str, Fraction]]:
    yield from (("sum", one + other), ("difference", one - other), ("product", one * other))
    if other:
        yield "quotient", one / other
