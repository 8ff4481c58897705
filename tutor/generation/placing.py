"""Which skill a task belongs to: the one whose item models set tasks most like it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice

from tutor.catalog.schema import Catalog
from tutor.domain import Task
from tutor.generation.draw import draw
from tutor.generation.mould import mould
from tutor.maths import readable
from tutor.maths.tree import Bin, Frac, Mixed, Name, Neg, Node, Num, Quantity, Rel, walk

SAMPLES = 6
LEAST_LIKENESS = 0.5
_WEIGHTS: Mapping[str, float] = {
    "op": 4.0, "part": 3.0, "bottoms": 3.0, "letters": 3.0, "unit": 3.0, "relation": 6.0, "side": 2.0, "want": 2.0, "size": 1.0,
}  # fmt: skip

Features = frozenset[tuple[str, str]]


class Placing:
    """Places tasks among the skills of a catalog; a few fillings of every item model are drawn once, when it is made."""

    def __init__(self, catalog: Catalog) -> None:
        self._known: dict[str, Counter[tuple[Features, str]]] = {}
        for skill in catalog.skills.values():
            for table in skill.items:
                for cast in islice(draw([mould(skill, table)], seed=1), SAMPLES):
                    self._known.setdefault(cast.task.kind, Counter())[features(cast.task), skill.id] += 1

    def skill_of(self, task: Task) -> str:
        """Return the id of the skill whose items are most like the task, of equals the one that sets such tasks most often.

        "" where none is like it at all. Source: ours.
        """
        if task.kind == "order":  # no item model sets one; comparing takes the same understanding
            task = task.model_copy(update={"kind": "compare", "want": "", "expression": " _ ".join(task.given[:2])})
        seen = features(task)
        known = self._known.get(task.kind, Counter())
        scored = [(likeness(seen, each), times, skill) for (each, skill), times in known.items()]
        best, _, skill = max(scored, default=(0.0, 0, ""))
        return skill if best >= LEAST_LIKENESS else ""


def likeness(one: Features, other: Features) -> float:
    """Return the weighted share of features that two tasks have in common, in [0, 1]."""
    both, either = one & other, one | other
    return sum(_WEIGHTS[kind] for kind, _ in both) / max(1.0, sum(_WEIGHTS[kind] for kind, _ in either))


def features(task: Task) -> Features:
    """Return what kind of numbers, operations and sizes a task holds, whatever the numbers are."""
    found = {("want", task.want if task.want.isalpha() else "place")}
    for text in (task.expression, *task.given):
        node = readable(text) if text else None
        if node is not None:
            found |= set(_of(node))
    return frozenset(found)


def _of(node: Node) -> Iterator[tuple[str, str]]:
    parts = list(walk(node, stop=lambda part: isinstance(part, Frac | Mixed)))
    bottoms = [part.bottom for part in parts if isinstance(part, Frac | Mixed)]
    if bottoms:
        yield "bottoms", "some"
    if len(bottoms) > 1:
        yield "bottoms", "like" if len(set(bottoms)) == 1 else "unlike"
    if letters := sum(isinstance(part, Name) for part in parts):
        yield "letters", str(letters)
    for part in parts:
        if isinstance(part, Bin):
            yield "op", part.op
            yield "side", f"{part.op} {_kind(part.left)} {_kind(part.right)}"
        elif isinstance(part, Rel):
            yield "relation", "=" if part.op == "=" else "order"
        elif isinstance(part, Quantity):
            yield "unit", part.unit
        elif isinstance(part, Num):
            yield "size", f"{len(part.text.partition('.')[0])}.{len(part.text.partition('.')[2])}"
        yield "part", _kind(part)


def _kind(node: Node) -> str:
    if isinstance(node, Num):
        return "decimal" if "." in node.text else "whole"
    return f"negative {_kind(node.of)}" if isinstance(node, Neg) else type(node).__name__
