"""One step from an equation (or expression) to the next: does it keep the solutions, what was meant, and which misconception explains it.

Reading a worked solution of several lines is left to `solutions`. Source: ours.
"""

import re
from collections.abc import Hashable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from tutor.diagnosis.literal import is_decimal, key, number
from tutor.diagnosis.matcher import Matcher
from tutor.diagnosis.sides import Side, Sides, Worth, sides
from tutor.domain import Task, TaskKind
from tutor.errors import CannotCheck, ParseError
from tutor.maths import readable, same, show, value
from tutor.maths.tasks.equations import ALL_NUMBERS, NO_SOLUTION, solved
from tutor.maths.tasks.rewrite import polynomial_tree
from tutor.maths.tree import Listing, Node, Num, Rel, letters_of, walk

Effect = Literal["keeps", "loses", "gains", "unchecked"]
Operation = Literal[
    "", "add", "subtract", "multiply", "divide", "swap", "expand", "collect", "simplify", "copy", "move"
]
Where = Literal["", "both", "left", "right"]
SIDE: tuple[Where, Where] = ("left", "right")
SIGN = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/"}
TRIVIAL = (ALL_NUMBERS, NO_SOLUTION)
EITHER = re.compile(r"(?i)\s*,?\s+(?:or|and)\s+")
"""What stands between two equations of which each may hold."""
UNDER = re.compile(r"/\s*(\d+(?:\.\d+)?[a-z])")
"""`12/4x` is read from left to right, but some mean `12/(4x)`."""
OF_LETTERS: tuple[TaskKind, ...] = ("expand", "simplify")
OF_EQUATIONS: tuple[TaskKind, ...] = ("step", "solve")
OF_NUMBERS: tuple[TaskKind, ...] = ("evaluate",)


@dataclass(frozen=True, slots=True)
class Step:
    """What a step does to the solutions, what was done (by `by`, on which sides), and the misconceptions that yield it, best first.

    keeps: the same solutions; gains: all of them and more; loses: some are gone; unchecked: that could not be decided. `sides` is the
    side where the operation was carried out rightly. "move" is a term that changed sides and kept its sign.
    """

    effect: Effect
    operation: Operation = ""
    by: str = ""
    sides: Where = ""
    explained: tuple[str, ...] = ()


@lru_cache(maxsize=8192)
def judge_step(before: str, after: str, matcher: Matcher) -> Step:
    """Return what the step from one line to the next does; never raises. Two expressions are a step that keeps its value or not."""
    old, new = readable(before), readable(EITHER.sub(", ", after))
    if old is None or new is None:
        return Step("unchecked")
    first, second = sides(before), sides(after)
    pair = (first, second) if first and second else None
    done = replace(operation(*pair) if pair else Step("unchecked"), effect=effect_of(old, new))
    other = readable(UNDER.sub(r"/(\1)", after))
    if done.effect == "loses" and other not in (None, new) and effect_of(old, other) == "keeps":
        return replace(done, effect="unchecked")
    if done.effect not in ("loses", "gains"):
        return done
    found = dict.fromkeys(_explained(before, new, pair, done, matcher))
    return replace(done, explained=tuple(sorted(found, key=lambda id: matcher.catalog.misconceptions[id].rare)))


# The solutions


@lru_cache(maxsize=8192)
def effect_of(old: Node, new: Node) -> Effect:
    """Return what becomes of the solutions (of an expression: its value); a solution that was only rounded is not decided."""
    if letters_of(old) and letters_of(new) and letters_of(old) != letters_of(new) and len(letters_of(old)) == 1:
        return "unchecked"
    if isinstance(new, Listing) and isinstance(old, Rel):
        were, are = (set(_keys(solution(node))) for node in (old, new))
        return "unchecked" if not were or not are else "keeps" if were == are else "gains" if were < are else "loses"
    if not isinstance(old, Rel) or not isinstance(new, Rel):
        alike = same(old, new) if isinstance(old, Rel) == isinstance(new, Rel) else None
        return "unchecked" if alike is None else "keeps" if alike else "loses"
    was, now = solution(old), solution(new)
    if was in TRIVIAL or now in TRIVIAL:
        if was == now or None in (was, now):
            return "keeps" if was == now else "unchecked"
        return "gains" if now == ALL_NUMBERS or was == NO_SOLUTION else "loses"
    alike = key(was) == key(now) if was and now and _is_reckoned(was) and _is_reckoned(now) else same(old, new)
    if alike is not False:
        return "keeps" if alike else "unchecked"
    if is_decimal(new) and _is_rounded(old, new, was, now):
        return "unchecked"
    return "gains" if _all_hold(was, new) else "loses"


def solution(node: Node) -> Node | None:
    """Return the solution of a statement in one letter (or none) as `maths` solves it, None where it does not."""
    letters = letters_of(node)
    if isinstance(node, Listing):  # each equation by itself
        each = [solution(item) if isinstance(item, Rel) else None for item in node.items]
        return Listing(tuple(one for one in each if one)) if all(each) else None
    try:
        return solved(node, *letters or "x") if len(letters) < 2 else None
    except (CannotCheck, ParseError, RecursionError):
        return None


def _keys(found: Node | None) -> list[Hashable]:
    """Return what identifies each solution, none where there is none that is known."""
    items = found.items if isinstance(found, Listing) else (found,)
    return [key(one) for one in items if isinstance(one, Rel)]


def _is_reckoned(found: Node) -> bool:
    """Tell whether each solution is a number, so that `same` need not be asked."""
    each = found.items if isinstance(found, Listing) else (found,)
    return all(isinstance(one, Rel) and one.op == "=" and number(one.right) is not None for one in each)


def _is_rounded(old: Rel, new: Rel, was: Node | None, now: Node | None) -> bool:
    """Tell whether a decimal of the new line is only the value of the old one, rounded or cut off: on a side, or as its solution."""
    if isinstance(was, Rel) and isinstance(now, Rel) and _is_about(was.right, now.right):
        return True
    pairs = ((old.left, new.left), (old.right, new.right))
    return all(same(*pair) or _is_about(*pair) for pair in pairs)


def _is_about(exact: Node, found: Node) -> bool:
    with suppress(CannotCheck):
        return is_close(value(exact), found)
    return False


def is_close(exact: Fraction, written: Node) -> bool:
    """Tell whether a written decimal is less than one unit of its last place away from a value that has more places."""
    places = max((len(part.text.partition(".")[2]) for part in walk(written) if isinstance(part, Num)), default=0)
    unit = Fraction(1, 10**places)
    return is_decimal(written) and (exact / unit).denominator > 1 and abs(exact - value(written)) < unit


def _all_hold(was: Node | None, new: Rel) -> bool:
    """Tell whether every solution of the old equation solves the new one too."""
    found = was.items if isinstance(was, Listing) else (was,)
    with suppress(CannotCheck):
        for one in found:
            if not isinstance(one, Rel) or one.op != "=" or new.op != "=":
                return False
            names = dict.fromkeys(letters_of(new), value(one.right))
            if value(new.left, names) != value(new.right, names):
                return False
        return True
    return False


# The operation


def operation(old: Sides, new: Sides) -> Step:
    """Return the operation of a step, its effect left open; without one where none is recognised."""
    was, now = [side.worth or {} for side in old], [side.worth or {} for side in new]
    if any(side.worth is None for side in (*old, *new)):
        return Step("unchecked")
    if was == now:
        return Step("unchecked", _rewritten(old, new))
    if was == now[::-1]:
        return Step("unchecked", "swap", sides="both")
    added = [_sum(after, before, -1) for before, after in zip(was, now, strict=True)]
    times = [_factor(before, after) for before, after in zip(was, now, strict=True)]
    if added[0] == added[1]:
        return _adds(added[0], "both")
    if times[0] is not None and times[0] == times[1]:
        return _multiplies(times[0], "both")
    moved = next((one for side, one in zip(old, added, strict=True) if _takes_term(one, side)), None)
    if moved and not _sum(added[0], added[1], 1):
        return Step("unchecked", "move", _text(_sum({}, moved, -1)))
    return _on_one_side(old, new, added, times)


def _on_one_side(old: Sides, new: Sides, added: list[Worth], times: list[Fraction | None]) -> Step:
    """Return the operation that one side tells: a term that went, or a factor; the side with letters is asked first."""
    changed = [place for place in (0, 1) if added[place]]
    if len(changed) == 1 and new[changed[0]].text.count("(") < old[changed[0]].text.count("("):
        return Step("unchecked", "expand")
    for place in sorted((0, 1), key=lambda place: not letters_of(old[place].node)):
        factor = times[place]
        if len(old[place].terms) > 1 and _takes_term(added[place], old[place]):
            return _adds(added[place], SIDE[place])
        if factor not in (None, 1) and (len(changed) == 2 or letters_of(old[place].node)):
            return _multiplies(factor or Fraction(0), SIDE[place])
    if len(changed) == 1 and len(added[changed[0]]) == 1:
        return _adds(added[changed[0]], SIDE[changed[0]])
    return Step("unchecked")


def _rewritten(old: Sides, new: Sides) -> Operation:
    before, after = ("".join(side.text for side in pair) for pair in (old, new))
    if before == after:
        return "copy"
    if after.count("(") < before.count("("):
        return "expand"
    return "collect" if sum(len(side.terms) for side in new) < sum(len(side.terms) for side in old) else "simplify"


def _adds(added: Worth, where: Where) -> Step:
    takes = next(iter(added.values())) < 0
    return Step("unchecked", "subtract" if takes else "add", _text(_sum({}, added, -1) if takes else added), where)


def _multiplies(factor: Fraction, where: Where) -> Step:
    if factor and abs(factor) < 1:
        return Step("unchecked", "divide", str(1 / factor), where)
    return Step("unchecked", "multiply", str(factor), where)


def _takes_term(added: Worth, side: Side) -> bool:
    """Tell whether what was added is just what makes one term of the side vanish."""
    return len(added) == 1 and any(_sum(Side("", term.node).worth or {}, added, term.sign) == {} for term in side.terms)


def _sum(one: Worth, other: Worth, sign: int) -> Worth:
    found = {part: one.get(part, Fraction(0)) + sign * other.get(part, Fraction(0)) for part in {**one, **other}}
    return {part: factor for part, factor in found.items() if factor}


def _factor(before: Worth, after: Worth) -> Fraction | None:
    """Return the number that one side was multiplied by, None where there is none."""
    factors = {after[part] / before[part] for part in before} if before and before.keys() == after.keys() else set()
    return factors.pop() if len(factors) == 1 else None


def _text(worth: Worth) -> str:
    with suppress(CannotCheck):
        return show(polynomial_tree(worth))
    return ""


# The misconception


def _explained(before: str, new: Node, pair: tuple[Sides, Sides] | None, done: Step, matcher: Matcher) -> Iterable[str]:
    """Return the misconceptions that yield the new line by the closest reading that any explains.

    These are: the equation turned into just this line, a side with letters rewritten, its solution, the arithmetic of a side.
    """
    if not isinstance(new, Rel | Listing):
        return _yielding(before, new, matcher)
    meant = list(_meant(*pair, done)) if pair else []
    lettered, plain = (
        [id for text, side in meant if bool(letters_of(side)) is which for id in _yielding(text, side, matcher)]
        for which in (True, False)
    )
    line, found, target = [], [], key(solution(new) or new)
    for kind in OF_EQUATIONS:
        asked = Task(kind=kind, expression=before, want=min(letters_of(new), default="x"))
        for id, made in matcher.predictions(asked).items():
            fits = [one for one in made if target in (one.key, kind == "step" and key(solution(one.node) or one.node))]
            found += [id] if fits else []
            line += [id] if any(_is_line(step, new) for one in fits for step in one.steps) else []
    return (line if key(new) != target else ()) or lettered or found or plain


def _meant(old: Sides, after: Sides, done: Step) -> Iterator[tuple[str, Node]]:
    """Yield what was to be worked out on a side, and what it has become, where the other side is right."""
    for here, there in ((0, 1), (1, 0)):
        text = old[here].text
        if done.sides == SIDE[there] and done.operation in SIGN and text != after[here].text:
            yield f"{_held(text)} {SIGN[done.operation]} {_held(done.by)}", after[here].node
        elif old[there].worth == after[there].worth:
            yield text, after[here].node


def _is_line(step: Node, new: Node) -> bool:
    """Tell whether an equation that a malrule wrote is the new line, side by side."""
    is_rel = isinstance(step, Rel) and isinstance(new, Rel)
    return is_rel and bool(same(step.left, new.left) and same(step.right, new.right))  # type: ignore[union-attr]


def _held(text: str) -> str:
    return text if re.fullmatch(r"[\w.]+", text) else f"({text})"


def _yielding(text: str, wanted: Node, matcher: Matcher) -> Iterator[str]:
    for kind in OF_LETTERS if letters_of(wanted) or re.search("[a-z]", text) else OF_NUMBERS:
        for id, made in matcher.predictions(Task(kind=kind, expression=text)).items():
            if any(same(one.node, wanted) for one in made):
                yield id
