"""The key of an item by two routes that share nothing, and its choices: the key, and what misconceptions yield on the very numbers.

The routes are the item model's own rule, and the finished stem or task solved anew. Nothing is ever made up to fill a place.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from random import Random

from tutor.catalog.schema import Misconception
from tutor.diagnosis import Matcher, Prediction, predict
from tutor.diagnosis.literal import key as key_of
from tutor.domain import Option
from tutor.errors import CannotCheck, TutorError
from tutor.generation.draw import seed_for
from tutor.generation.mould import Cast
from tutor.maths import answer, find, grade, same, show, written
from tutor.maths.formula import Result
from tutor.maths.tree import Node, Quantity, Ratio, Rel, letters_of
from tutor.verify.item import SIGNS
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


MOST_DISTRACTORS = 3


def options(cast: Cast, key: Key, matcher: Matcher, seed: int, wanted: str = "") -> tuple[Option, ...]:
    """Return the key and up to three distractors in an order that the seed decides; empty where no misconception yields a wrong answer.

    Of a comparison always all three signs: one that no misconception yields names none. `wanted`: the misconception whose answer
    comes before all others.
    """
    found = islice(distractors(cast, key, matcher, wanted), MOST_DISTRACTORS)
    offered = [Option(text=key.text, right=True)]
    offered += [Option(text=text_of(one.node), misconception=id) for id, one in found]
    if key.text in SIGNS:
        offered += [Option(text=sign) for sign in SIGNS if sign not in {option.text for option in offered}]
    if len(offered) == 1:
        return ()
    Random(seed_for(seed, cast.id)).shuffle(offered)
    return tuple(offered)


def distractors(cast: Cast, key: Key, matcher: Matcher, wanted: str = "") -> Iterator[tuple[str, Prediction]]:
    """Yield misconceptions and what they yield here, all wrong and of different worth; the wanted one first, then those of this skill."""
    seen = [key.node]
    for id, prediction in _candidates(cast, matcher, wanted):
        node = prediction.node
        is_new = all(same(node, other) is False for other in seen)
        if is_new and grade(key.text, text_of(node), task=cast.task, form=cast.form).verdict == "wrong":
            seen.append(node)
            yield id, prediction


def shows(misconception: Misconception, cast: Cast) -> bool:
    """Return whether the misconception applies to a filling and all it yields there is worth something other than the key."""
    found, by_rule = predict(misconception, cast.task), cast.answer()
    right = key_of(by_rule) if isinstance(by_rule, Node) else by_rule
    yields = [text_of(each.node) if isinstance(by_rule, str) else each.key for each in found]
    return bool(found) and right not in yields


def tells(cast: Cast, matcher: Matcher) -> float:
    """Return how much a filling tells of who answers it: twice the wrong answers by the misconceptions of its skill, and by any of them
    as many as an item offers.
    """
    by_rule, skill = cast.answer(), cast.mould.skill.id
    right = key_of(by_rule) if isinstance(by_rule, Node) else by_rule
    own: set[Hashable] = set()
    found: set[Hashable] = set()
    for id, many in matcher.predictions(cast.task).items():
        own |= {many[0].key} if skill in matcher.catalog.misconceptions[id].skills else set()
        found |= {each.key for each in many}
    return 2 * len(own - {right}) + min(len(found - {right}), MOST_DISTRACTORS)


def _candidates(cast: Cast, matcher: Matcher, wanted: str) -> Iterator[tuple[str, Prediction]]:
    """Yield what misconceptions yield: the wanted one first, then those of this skill, each one's likeliest answer before second ones."""
    beliefs: dict[str, Misconception] = matcher.catalog.misconceptions
    ranked = [
        ((id != wanted, place, cast.mould.skill.id not in beliefs[id].skills), id, prediction)
        for id, predictions in matcher.predictions(cast.task).items()
        for place, prediction in enumerate(predictions)
    ]
    for _, id, prediction in sorted(ranked, key=lambda each: each[0]):
        yield id, prediction
