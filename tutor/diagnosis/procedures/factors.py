"""Malrules over a list of factors: what is left out of the right one."""

from tutor.diagnosis.procedures.registry import procedure
from tutor.domain import Task
from tutor.maths.tree import Listing, Node, Num


def _factors(right: Node) -> list[int]:
    """Return the factors listed, smallest first; none where they are too few to leave some out."""
    items = right.items if isinstance(right, Listing) else ()
    return [int(item.text) for item in items if isinstance(item, Num)] if len(items) > 3 else []


def _listing(kept: list[int]) -> Node | None:
    return Listing(tuple(Num(str(each)) for each in kept)) if kept else None


@procedure("factors.without_ends")
def without_ends(right: Node, task: Task) -> Node | None:
    """Return the factors without 1 and the largest one (12: 2, 3, 4, 6)."""
    return _listing(_factors(right)[1:-1])


@procedure("factors.small_ones")
def small_ones(right: Node, task: Task) -> Node | None:
    """Return the smaller factor of each pair (12: 1, 2, 3)."""
    found = _factors(right)
    return _listing([each for each in found if each * each <= found[-1]])
