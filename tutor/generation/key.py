"""The key of an item by two routes that share nothing: the item model's own rule, and the finished stem or task solved anew."""

from dataclasses import dataclass
from fractions import Fraction

from tutor.errors import CannotCheck, TutorError
from tutor.generation.mould import Cast
from tutor.maths import answer, find, same, show, written
from tutor.maths.formula import Result
from tutor.maths.tree import Node, Quantity, Ratio, Rel, letters_of
from tutor.verify.story import Tongue


@dataclass(frozen=True, slots=True)
class Key:
    """The right answer: its text as a pupil should write it, its tree, and how each route came to it."""

    text: str
    node: Node
    routes: tuple[str, ...]


def solve_key(cast: Cast, tongue: Tongue | None = None) -> Key:
    """Return the key, solved twice, of a word problem three times. Raises TutorError where the routes disagree or lead nowhere."""
    by_rule = cast.answer()
    route, by_task = _second_route(cast)
    node = by_task
    if isinstance(by_rule, Fraction) and cast.form and not isinstance(by_task, Ratio):
        node = written(by_rule, cast.form)
    if not _agree(by_rule, by_task, node):
        raise TutorError(f"its answer rule gives {_said(by_rule)}, but the {route} gives {text_of(by_task)}")
    rule = f"answer rule: {cast.mould.table.answer} = {_said(by_rule)}"
    routes: tuple[str, ...] = (rule, f"{route}: {text_of(by_task)}")
    if tongue:
        told = tongue.solve(cast.told)
        if told != by_rule:
            raise TutorError(f"its answer rule gives {by_rule}, but the sentences of its stem come to {told}")
        routes = (*routes, f"sentences of the finished stem, read and solved: {told}")
    return Key(text_of(node), node, routes)


def _said(by_rule: Result | Node) -> str:
    return show(by_rule) if isinstance(by_rule, Node) else str(by_rule)


def text_of(node: Node) -> str:
    """Return an answer as a pupil writes it: of a comparison only the sign."""
    return node.op if isinstance(node, Rel) and not letters_of(node) else show(node)


def _second_route(cast: Cast) -> tuple[str, Node]:
    """Return which route was taken and its answer: the stem as find reads it, or the task where the stem asks in words."""
    found = find(cast.stem).task
    if found is not None:
        return "finished stem alone, read and solved", answer(found)
    return "finished task, solved", answer(cast.task)


def _agree(by_rule: Result | Node, by_task: Node, node: Node) -> bool:
    if isinstance(by_rule, Node):
        return same(by_rule, by_task) is True
    if isinstance(by_rule, str):
        return isinstance(by_task, Rel) and by_task.op == by_rule
    if isinstance(by_rule, bool):
        raise CannotCheck("its answer rule gives a truth, not a value")
    solved = by_task.right if isinstance(by_task, Rel) and by_task.op == "=" else by_task
    return same(node if isinstance(node, Quantity) and node is not by_task else written(by_rule, ""), solved) is True
