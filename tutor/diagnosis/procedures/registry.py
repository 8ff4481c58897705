"""The named procedures that content refers to by `run:` and `wrap:`: a dict and a decorator."""

from collections.abc import Callable

from tutor.domain import Task
from tutor.maths.tree import Node

Procedure = Callable[[Node, Task], Node | None]
PROCEDURES: dict[str, Procedure] = {}


def procedure(name: str) -> Callable[[Procedure], Procedure]:
    """Return a decorator that registers a procedure under `name`, for instance "digits.smaller_from_larger".

    For `run:` the procedure gets the site it may act on (a part of the task's expression), for `wrap:` the right answer.
    It returns what the pupil would write, or None where it does not apply. Raises ValueError where the name is taken.
    """

    def register(function: Procedure) -> Procedure:
        if name in PROCEDURES:
            raise ValueError(f"procedure {name} is registered twice")
        PROCEDURES[name] = function
        return function

    return register
