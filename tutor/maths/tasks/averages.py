"""Works out the mean, median, mode and range of a few values, in their unit."""

from collections import Counter
from fractions import Fraction

from tutor.domain import Task
from tutor.errors import CannotCheck
from tutor.maths.number import written
from tutor.maths.read import read
from tutor.maths.tasks.rewrite import natural
from tutor.maths.tree import Listing, Node, Quantity
from tutor.maths.value import value


def mean(task: Task) -> Node:
    """Return the mean of the given values."""
    numbers, nodes = _numbers(task)
    mean = sum(numbers, Fraction(0)) / len(numbers)
    return _with_their_unit(mean, nodes)


def median(task: Task) -> Node:
    """Return the median of the given values."""
    numbers, nodes = _numbers(task)
    ranked, middle = sorted(numbers), len(numbers) // 2
    return _with_their_unit(ranked[middle] if len(ranked) % 2 else (ranked[middle - 1] + ranked[middle]) / 2, nodes)


def mode(task: Task) -> Node:
    """Return the mode of the given values, a Listing where there are several; CannotCheck where all come equally often."""
    numbers, nodes = _numbers(task)
    counts = Counter(numbers)
    most = max(counts.values())
    modes = sorted(number for number, count in counts.items() if count == most)
    if len(modes) == len(counts) and len(counts) > 1:
        raise CannotCheck("No value comes more often than the others.")
    found = tuple(_with_their_unit(number, nodes) for number in modes)
    return found[0] if len(found) == 1 else Listing(found)


def spread(task: Task) -> Node:
    """Return the largest of the given values less the smallest."""
    numbers, nodes = _numbers(task)
    return _with_their_unit(max(numbers) - min(numbers), nodes)


def _numbers(task: Task) -> tuple[list[Fraction], list[Node]]:
    nodes = [read(text) for text in task.given]
    if not nodes:
        raise CannotCheck("There are no values.")
    return [value(node) for node in nodes], nodes


def _with_their_unit(worth: Fraction, nodes: list[Node]) -> Node:
    found = {node.unit for node in nodes if isinstance(node, Quantity)}
    if len(found) > 1 or (found and not all(isinstance(node, Quantity) for node in nodes)):
        raise CannotCheck("These values are not in one unit.")
    return written(worth, f"unit:{found.pop()}") if found else natural(worth, *nodes)
