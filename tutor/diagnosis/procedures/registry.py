"""The named procedures that content refers to by `run:` and `wrap:`: a dict and three decorators."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from tutor.domain import Task
from tutor.maths.tree import Bin, Node

Part = TypeVar("Part")
Act = Callable[[Node, Task], Node | None]


@dataclass(frozen=True, slots=True)
class Procedure:
    """What a pupil would write at a site, or None where it does not apply; `tags` say what it acts on, see `procedure`."""

    act: Act
    tags: tuple[str, ...] = ()

    def __call__(self, site: Node, task: Task) -> Node | None:
        """Return what the pupil would write for the site (of `wrap:`, for the right answer), or None where it does not apply."""
        return self.act(site, task)


PROCEDURES: dict[str, Procedure] = {}


def procedure(name: str, *tags: str) -> Callable[[Act], Act]:
    """Return a decorator that registers a procedure under `name`, for instance "digits.smaller_from_larger".

    tags: what the site must be in the words of `shapes.node_tags` ("+", "/", "whole", with its two parts "+ whole decimal" ...), any of
    them; none means every site. Raises ValueError where the name is taken.
    """

    def register(act: Act) -> Act:
        if name in PROCEDURES:
            raise ValueError(f"procedure {name} is registered twice")
        PROCEDURES[name] = Procedure(act, tags)
        return act

    return register


def pair(
    name: str, op: str, part: Callable[[Node], Part | None], *kinds: str
) -> Callable[[Callable[[Part, Part], Node | None]], object]:
    """Return a decorator for a procedure over the two sides that `op` joins, each as `part` sees it (None: does not apply).

    kinds: what the sides must be ("whole decimal"), any of them; default: two whole numbers.
    """

    def decorate(act: Callable[[Part, Part], Node | None]) -> object:
        @procedure(name, *(f"{op} {kind}" for kind in kinds or ("whole whole",)))
        def run(site: Node, task: Task) -> Node | None:
            if not isinstance(site, Bin) or site.op != op:
                return None
            left, right = part(site.left), part(site.right)
            return None if left is None or right is None else act(left, right)

        return act

    return decorate
