"""The choices of an item: the key, and what misconceptions yield on the very numbers. Nothing is ever made up to fill a place."""

from collections.abc import Iterator
from random import Random

from tutor.catalog.schema import Misconception
from tutor.diagnosis import Matcher, Prediction, predict
from tutor.domain import Option, Task
from tutor.generation.draw import seed_for
from tutor.generation.key import Key, text_of
from tutor.generation.mould import Cast
from tutor.maths import grade, same

MOST_DISTRACTORS = 3


def options(cast: Cast, key: Key, matcher: Matcher, seed: int, wanted: str = "") -> tuple[Option, ...]:
    """Return the key and up to three distractors in an order that the seed decides; empty where no misconception yields a wrong answer.

    `wanted`: the misconception whose answer comes before all others.
    """
    task = cast.task
    found: list[Option] = []
    taken = [key.node]
    for id, prediction in _candidates(cast, matcher, wanted):
        if any(same(prediction.node, node) is not False for node in taken) or not _is_wrong(
            prediction, key, task, cast.form
        ):
            continue
        found.append(Option(text=text_of(prediction.node), misconception=id))
        taken.append(prediction.node)
        if len(found) == MOST_DISTRACTORS:
            break
    if not found:
        return ()
    choices = [Option(text=key.text), *found]
    Random(seed_for(seed, cast.id)).shuffle(choices)
    return tuple(choices)


def shows(misconception: Misconception, cast: Cast) -> bool:
    """Return whether the misconception applies to a filling and all it yields there is worth something other than the key."""
    found = predict(misconception, cast.task)
    by_rule = cast.answer()
    return bool(found) and all(
        (text_of(each.node) if isinstance(by_rule, str) else each.key) != by_rule for each in found
    )


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


def _is_wrong(prediction: Prediction, key: Key, task: Task, form: str) -> bool:
    return grade(key.text, text_of(prediction.node), task=task, form=form).verdict == "wrong"
