"""A malrule (or a correct rule) made ready to run: what it does at one site of an expression, or to a whole task.

Putting a site's result back into the larger expression is left to `predict`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from tutor.catalog.schema import Malrule
from tutor.diagnosis.given import OF_TASK, pieces
from tutor.diagnosis.literal import FLIPPED, bare, is_decimal, is_whole, number, numeral, numeral_value
from tutor.diagnosis.pattern import GIVEN, Bound, Pattern, compiled, values_of
from tutor.diagnosis.procedures import PROCEDURES, Procedure
from tutor.diagnosis.work import rebuilt, work
from tutor.domain import Task
from tutor.errors import CannotCheck
from tutor.maths.formula import Formula, Values, formula
from tutor.maths.read import readable
from tutor.maths.tree import Frac, Listing, Mixed, Name, Node, Num, Rel, Relation

DESCENDING = ("descending", "largest", "greatest", "greater", "larger", "bigger", "biggest")
ONE_OF_MANY = ("largest", "greatest", "smallest", "least", "greater", "larger", "smaller", "bigger", "biggest")
PLACE = re.compile(r"10*|0\.0*1")
SIGNS: dict[str, Relation] = {"<": "<", ">": ">", "=": "="}


@dataclass(frozen=True, slots=True)
class Ready:
    """A compiled malrule in one of the five ways of `catalog.schema.Malrule`; `run` may have a `when` too, `guard` is its `where`."""

    malrule: Malrule
    when: Pattern | None = None
    then: Pattern | None = None
    verdict: Formula | None = None
    overall: Formula | None = None
    each: Pattern | None = None
    rank: Formula | None = None
    run: Procedure | None = None
    wrap: Procedure | None = None
    guard: Formula | None = None

    def at(self, site: Node, task: Task, matches: "Matches") -> Node | None:
        """Return what the malrule writes for one site, before anything is worked out; None where it does not apply."""
        if not self.when:
            return self.run(site, task) if self.run else None
        found = self.bound(self.when, site, matches)
        if found is None:
            return None
        if self.run:
            return self.run(site, task)
        bound, values = found
        written = self.then.fill(bound) if self.then else self._judged(site, values)
        carried = isinstance(site, Rel) and site.op in FLIPPED and isinstance(written, Rel) and written.op == "="
        return replace(written, op=site.op) if carried else written  # type: ignore[type-var, union-attr]

    def _judged(self, site: Node, values: Values) -> Node | None:
        verdict = self.verdict(values) if self.verdict else None
        fits = isinstance(verdict, str) and verdict in SIGNS and isinstance(site, Rel)
        return Rel(SIGNS[verdict], site.left, site.right) if fits else None  # type: ignore[index, union-attr]

    def ranked(self, values: Sequence[Node], task: Task, matches: "Matches") -> Node | None:
        """Return the answer of ranking the values by `rank`: a comparison, one value or all in order; None where it does not apply."""
        ranks = [rank for value in values if (rank := self._rank(value, matches)) is not None]
        if not len(values) == len(ranks) > 1:
            return None
        if task.kind == "compare" and len(values) == 2 and task.want not in ONE_OF_MANY:
            return Rel(sign(*ranks), *values)
        order = sorted(range(len(values)), key=lambda place: ranks[place], reverse=task.want in DESCENDING)
        if task.want in ONE_OF_MANY:
            return None if ranks[order[0]] == ranks[order[1]] else values[order[0]]
        return Listing(tuple(values[place] for place in order))

    def _rank(self, node: Node, matches: "Matches") -> Fraction | None:
        found = self.bound(self.each, node, matches) if self.each else None
        rank = self.rank(found[1]) if self.rank and found else None
        return rank if isinstance(rank, Fraction) else None

    def bound(self, pattern: Pattern, node: Node, matches: "Matches") -> tuple[Bound, Values] | None:
        """Return the first way in which the node fits that the guard allows, with what the names are worth."""
        for found in matches.of(pattern, node):
            try:
                if self.guard is None or self.guard(found[1]):
                    return found
            except CannotCheck:  # a guard that has no value here does not hold
                continue
        return None


class Matches:
    """How patterns fit the parts of one task, each looked for once: many malrules share a pattern."""

    def __init__(self, given: Bound) -> None:
        self.given = given
        self._found: dict[tuple[int, int], tuple[Node, list[tuple[Bound, Values]]]] = {}

    def of(self, pattern: Pattern, node: Node) -> list[tuple[Bound, Values]]:
        """Return every way in which the node fits the pattern, with what the names are worth."""
        asked = id(pattern), id(node)
        known = self._found.get(asked)
        if known is None:  # the node is kept, so that its id stays its own
            known = node, [(bound, values_of(bound)) for bound in pattern.match(node, self.given)]
            self._found[asked] = known
        return known[1]


def sign(left: Fraction, right: Fraction) -> Relation:
    """Return the sign between two values."""
    return "=" if left == right else "<" if left < right else ">"


@lru_cache(maxsize=8192)
def given_by(task: Task) -> Bound:
    """Return what patterns and formulas may use beside the expression: the `place` to round to, the `amount` to share, letters' values."""
    if task.want.endswith("share"):
        return {"amount": pieces(task)[0]}
    if task.kind == "round" and PLACE.fullmatch(task.want):
        return {"place": Num(task.want)}
    if task.kind in ("slope", "intercept"):  # here the names of the letters matter
        return {letter: Name(letter) for letter in "xy"}
    return {f"={letter}": numeral(worth) for letter, worth in names_of(task).items()}


def names_of(task: Task) -> dict[str, Fraction]:
    """Return what the letters stand for where the task gives it, as in "x = 3"."""
    found: dict[str, Fraction] = {}
    for given in map(readable, task.given if task.kind == "substitute" else ()):
        worth = number(given.right) if isinstance(given, Rel) and given.op == "=" else None
        if worth is not None and isinstance(given.left, Name):  # type: ignore[union-attr]
            found[given.left.letter] = worth  # type: ignore[union-attr]
    return found


def ready(malrule: Malrule) -> Ready:
    """Return the malrule compiled. Raises ValueError with the text at fault where it is written wrongly."""
    if sum(map(bool, (malrule.then, malrule.rank, malrule.wrap, malrule.run))) != 1:
        raise ValueError("a malrule has exactly one of `when` + `then`, `each` + `rank`, `run`, `wrap`")
    overall = bool(malrule.then and not malrule.when)
    if overall and not OF_TASK.keys() >= set(malrule.task):
        raise ValueError("a malrule with `then` needs a `when`, but for tasks whose pieces have names")
    judges, ratio = malrule.then.strip().startswith("sign("), "ratio" in malrule.task
    made = Ready(
        malrule,
        when=compiled(malrule.when, exact=malrule.exact, ratio=ratio) if malrule.when else None,
        then=compiled(malrule.then, ratio=ratio) if malrule.then and not judges and not overall else None,
        overall=formula(malrule.then) if overall else None,
        verdict=formula(malrule.then) if judges else None,
        each=compiled(malrule.each or "a", exact=malrule.exact) if malrule.rank else None,
        rank=formula(malrule.rank) if malrule.rank else None,
        run=_procedure(malrule.run),
        wrap=_procedure(malrule.wrap),
        guard=formula(malrule.where) if malrule.where else None,
    )
    if not overall:
        _check_names(made)
    return made


def _procedure(name: str) -> Procedure | None:
    if name and name not in PROCEDURES:
        raise ValueError(f"there is no procedure {name!r}; there are {', '.join(sorted(PROCEDURES))}")
    return PROCEDURES.get(name)


def _check_names(made: Ready) -> None:
    """Refuse names in `then`, `where` and `rank` that `when` or `each` does not bind."""
    source = made.when or made.each
    known = set(source.holes.values()) | set("xyz") | GIVEN if source else set()
    used = set(made.then.holes.values()) - set(made.then.computed) if made.then else set()
    for rule in (made.guard, made.rank, made.verdict, *(made.then.computed.values() if made.then else ())):
        used |= rule.names if rule else set()
    if missing := sorted(used - known):
        raise ValueError(f"{', '.join(missing)}: not bound by {source.text if source else 'any pattern'!r}")


def finished(written: Node, ready: Ready, names: dict[str, Fraction]) -> Node:
    """Return what the malrule wrote, worked out, in the form such a pupil writes. Raises CannotCheck where it has no value."""
    done = bare(work(written, names))
    if ready.malrule.written == "simplest":
        return _simplest(done)
    return _as_mixed(done) if isinstance(done, Frac) and ready.malrule.written == "mixed" else done


def _simplest(node: Node) -> Node:
    """Return the node with every number in it in lowest terms, decimals as they are."""
    worth = number(node)
    if worth is None:
        return rebuilt(node, _simplest)
    return node if is_decimal(node) else numeral(worth)


def _as_mixed(node: Frac) -> Node:
    """Return a fraction above one as a mixed number, its part not reduced; everything else as it is."""
    if not (
        isinstance(node.top, Num) and isinstance(node.bottom, Num) and is_whole(node.top) and is_whole(node.bottom)
    ):
        return node
    over, under = int(numeral_value(node.top.text)), int(numeral_value(node.bottom.text))
    if not under or over < under:
        return node
    whole, rest = divmod(over, under)
    return Mixed(Num(str(whole)), Num(str(rest)), node.bottom) if rest else Num(str(whole))
