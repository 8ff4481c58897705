"""The choices of an item: the key, and what misconceptions yield on the very numbers. Nothing is ever made up to fill a place."""

from collections.abc import Hashable, Iterator
from itertools import islice
from random import Random

from tutor.catalog.schema import Misconception
from tutor.diagnosis import Matcher, Prediction, predict
from tutor.diagnosis.literal import key as key_of
from tutor.domain import Option
from tutor.generation.draw import seed_for
from tutor.generation.key import Key, text_of
from tutor.generation.mould import Cast
from tutor.maths import grade, same
from tutor.maths.tree import Node
from tutor.verify.item import SIGNS

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
