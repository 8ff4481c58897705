"""Malrules over lists of factors and of multiples: what is left out, or the other of the two."""

from collections.abc import Callable
from functools import partial

from tutor.diagnosis.procedures.registry import procedure
from tutor.domain import Task
from tutor.maths.tree import Listing, Name, Node, Num


def _listed(right: Node) -> list[int]:
    return [int(item.text) for item in getattr(right, "items", ()) if isinstance(item, Num)]


def _listing(kept: list[int]) -> Node | None:
    return Listing(tuple(Num(str(each)) for each in kept)) if kept else None


def _without(right: Node, task: Task, kept: slice) -> Node | None:
    """Return the factors without 1, the largest one or both (12: 2, 3, 4, 6)."""
    return _listing(_listed(right)[kept]) if len(_listed(right)) > 3 else None


procedure("factors.without_ends")(partial(_without, kept=slice(1, -1)))
procedure("factors.without_one")(partial(_without, kept=slice(1, None)))
procedure("factors.without_itself")(partial(_without, kept=slice(-1)))


@procedure("factors.small_ones")
def small_ones(right: Node, task: Task) -> Node | None:
    """Return the smaller factor of each pair (12: 1, 2, 3)."""
    found = _listed(right)
    return _listing([each for each in found if each * each <= found[-1]]) if len(found) > 3 else None


@procedure("factors.of_the_step")
def of_the_step(right: Node, task: Task) -> Node | None:
    """Return the factors of the number whose multiples are asked (4: 1, 2, 4)."""
    step, *_ = _listed(right)
    return _listing([each for each in range(1, step + 1) if step % each == 0])


def _multiples(right: Node, task: Task, first: int, count: int) -> Node | None:
    """Return multiples of the number whose factors are asked (12: 12, 24, 36); where no count is given, of that whose multiples are."""
    found = _listed(right)
    step = found[-1] if count else found[0]
    return _listing([step * each for each in range(first, first + (count or len(found)))])


procedure("factors.from_the_second")(partial(_multiples, first=2, count=0))  # 4: 8, 12, 16
for _count in range(2, 7):
    procedure(f"factors.multiples_{_count}")(partial(_multiples, first=1, count=_count))


def _whether(right: Node, task: Task, so: Callable[..., bool | None]) -> Node | None:
    """Return yes or no by what the pupil goes by, None where that says nothing of these numbers."""
    said = so(*(int(text.replace(",", "")) for text in task.given))
    return None if said is None else Name("yes" if said else "no")


procedure("factors.odd_is_prime")(partial(_whether, so=lambda n: n % 2 == 1 if n > 1 else None))
procedure("factors.one_is_prime")(partial(_whether, so=lambda n: True if n == 1 else None))


@procedure("factors.the_other_way")
def the_other_way(right: Node, task: Task) -> Node | None:
    """Return the answer to whether the second number is such a one of the first, where the two are related."""
    one, two = (int(text.replace(",", "")) for text in task.given)
    related = max(one, two) % min(one, two) == 0 and one != two
    return Name("no" if right == Name("yes") else "yes") if related else None
