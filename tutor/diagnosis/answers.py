"""The answer that a response gives to its task, in the shape in which predictions come: gaps filled, lists joined, working taken apart.

What was written is found by `maths.answers`.
"""

from collections.abc import Hashable, Iterator
from functools import lru_cache

from tutor.diagnosis.literal import bare, key, literals, number
from tutor.diagnosis.malrule import DESCENDING, ONE_OF_MANY
from tutor.diagnosis.matcher import Predictions
from tutor.diagnosis.predict import right_answer, tree_of
from tutor.diagnosis.work import work
from tutor.domain import Task
from tutor.errors import CannotCheck, ParseError
from tutor.maths.answers import Written
from tutor.maths.read import read
from tutor.maths.tree import Blank, Listing, Node, Rel

MOST_PIECES = 12


def answer_of(written: Written, task: Task) -> Node | None:
    """Return the answer that was written, None where there is none: `>` for a gap as the whole comparison, 1/2 < 3/4 < 1 as a list."""
    node = written.final
    if task.kind == "compare":
        node = written.statement if isinstance(written.statement, Rel) else node
        return _comparison(node, task) if node is not None else None
    if task.kind == "order":
        return _order(written, task)
    return node


def _comparison(node: Node, task: Task) -> Node:
    tree = tree_of(task)
    if not isinstance(tree, Rel):
        return node
    if isinstance(node, Rel):
        node = _filled(node, tree)
        return _named(node, task) if task.want in ONE_OF_MANY else node
    if (
        task.want not in ONE_OF_MANY
        and number(node) is not None
        and number(node) in (number(tree.left), number(tree.right))
    ):
        return Rel(">" if number(node) == number(tree.left) else "<", tree.left, tree.right)
    return node


def _filled(node: Rel, tree: Rel) -> Rel:
    """Return the comparison with the sides that were left out taken from the task."""
    left, right = node.left, node.right
    if isinstance(left, Blank) and isinstance(right, Blank):
        return Rel(node.op, tree.left, tree.right)
    if isinstance(right, Blank):
        return Rel(node.op, left, tree.left if key(left) == key(tree.right) else tree.right)
    if isinstance(left, Blank):
        return Rel(node.op, tree.right if key(right) == key(tree.left) else tree.left, right)
    return node


def _named(node: Rel, task: Task) -> Node:
    """Return the value that a comparison names where the largest or smallest is wanted."""
    if node.op not in ("<", ">"):
        return node
    return node.left if (node.op == ">") == (task.want in DESCENDING) else node.right


def _order(written: Written, task: Task) -> Node | None:
    if written.final is None:
        return Listing(written.others) if written.others and written.joint != "or" else None
    items, op = list(_chain(written.final)), _direction(written.final)
    if len(items) < 2:
        return written.final
    falling = task.want in DESCENDING
    return Listing(tuple(reversed(items) if op in ((">", ">=") if not falling else ("<", "<=")) else items))


def _chain(node: Node) -> Iterator[Node]:
    if isinstance(node, Rel):
        yield from _chain(node.left)
        yield from _chain(node.right)
    else:
        yield node


def _direction(node: Node) -> str:
    return node.op if isinstance(node, Rel) else ""


def steps_of(written: Written, task: Task, answer: Hashable) -> frozenset[Hashable]:
    """Return the keys of the results that stand in the working before the answer, the problem and what is still to be done left out."""
    return frozenset(found for found, numbers in _working(written, task) if found != answer and numbers == (found,))


def is_of_another_problem(written: Written, task: Task, answer: Hashable, predictions: Predictions) -> bool:
    """Tell whether the response answers another problem rightly: working on numbers of its own, true in itself, that nothing explains."""
    own = _working(written, task)
    right = right_answer(task)
    if not own or right is None or len(own[0][1]) < 2 or own[0][0] != answer or key(right) == answer:
        return False
    if any(prediction.key == answer for many in predictions.values() for prediction in many):
        return False
    return not set(own[0][1]) & set(_numbers_of(tree_of(task)))


def _working(written: Written, task: Task) -> list[tuple[Hashable, tuple[Hashable, ...]]]:
    """Return each piece of the working before the last, as its key and its numbers."""
    if not any("=" in line for line in written.lines):
        return []
    asked = _numbers_of(tree_of(task))
    pieces = [piece for line in written.lines for piece in line.split("=") if piece.strip()][:MOST_PIECES]
    worked = [_worked(piece.strip()) for piece in pieces[:-1]]
    return [found for found in worked if found is not None and found[1] != asked]


def _numbers_of(tree: Node | None) -> tuple[Hashable, ...]:
    return tuple(number(node) for node in literals(tree)) if tree is not None else ()


@lru_cache(maxsize=4096)
def _worked(piece: str) -> tuple[Hashable, tuple[Hashable, ...]] | None:
    try:
        node = read(piece)
        worked = bare(work(node))
    except (ParseError, CannotCheck):
        return None
    return None if isinstance(worked, Rel) else (key(worked), _numbers_of(node))
