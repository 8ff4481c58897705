"""P(response | state) of one attempt: followed, slip or guess for each misconception, knowing, and something else.

Malrule results match by value; the written form only changes the likelihood. Adding attempts up is left to `belief`.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from math import gcd

import numpy as np
from numpy.typing import NDArray

from tutor.diagnosis.literal import bare, key, number
from tutor.diagnosis.manipulations import common
from tutor.diagnosis.matcher import Predictions
from tutor.diagnosis.predict import Prediction, right_answer
from tutor.diagnosis.slips import near
from tutor.domain import Task
from tutor.maths.tree import Frac, Neg, Node

Array = NDArray[np.float64]
RIGHT_WORKING = 0.3
"""P(this very slip | a slip) where the line before the last had what was meant: the answer then hardly tells anything else."""

CLOSE = 0.65
"""Share of slips that end up close to what was meant."""
UNREDUCED = 0.5
"""P(an answer by chance is written as a fraction that is not reduced | its value can be)."""
RIGHT_BY_LUCK = 0.25
"""P(right | OTHER) at least, where there are only a few answers to choose from."""


@dataclass(frozen=True, slots=True)
class Rates:
    """How pupils behave, as a grid over what differs between them: slip rate, consistency of a misconception, right answers of OTHER.

    The three arrays run along one axis of pupil types; `weight` is how common each type is and sums to 1. Source: ours, fitted on
    simulated pupils (tests/diagnosis/pupils.py) to hold where slips, consistency and prevalence are not those fitted on.
    """

    slip: Array
    follow: Array
    other_right: Array
    weight: Array
    by_chance: float = 0.45
    astray: float = 0.35
    other_form: float = 0.6


def usual_rates() -> Rates:
    """Return the fitted rates."""
    slips, follows = ((0.03, 0.3), (0.15, 0.4), (0.33, 0.3)), ((0.96, 0.05, 0.5), (0.8, 0.2, 0.3), (0.5, 0.45, 0.2))
    grid = [(slip, follow, other, one * two) for slip, one in slips for follow, other, two in follows]
    slip, follow, other, weight = (np.array(column) for column in zip(*grid, strict=True))
    return Rates(slip, follow, other, weight)


@dataclass(frozen=True, slots=True)
class Seen:
    """One attempt as the belief sees it. `answer` is None where no answer could be read; then only `words` speak.

    `steps` are the keys of results in the working before the last; `words` holds likelihood ratios from what was said.
    """

    task: Task
    answer: Hashable | None
    written: Node | None
    right: bool
    predictions: Predictions
    steps: frozenset[Hashable] = frozenset()
    words: Mapping[str, float] = field(default_factory=dict)
    taught: str = ""


def likelihoods(seen: Seen, states: tuple[str, ...], rates: Rates) -> Array:
    """Return P(response | state, type of pupil), shape (2 + len(states), types): KNOWS, OTHER, then the misconceptions in order.

    A misconception that does not apply to the task speaks as a mixture of knowing and something else. An unread answer says nothing.
    """
    types = len(rates.weight)
    if seen.answer is None:
        return _with_words(np.ones((2 + len(states), types)), seen, states)
    elsewhere = _by_chance(seen, rates)
    meant = right_key(seen.task)
    careless = _careless(seen, meant, elsewhere) if not seen.right else 0.0
    if not seen.right and meant in seen.steps:
        careless = max(careless, RIGHT_WORKING)
    knows = (1 - rates.slip) * seen.right + rates.slip * careless
    by_luck = np.maximum(rates.other_right, RIGHT_BY_LUCK) if _few_answers(meant) else rates.other_right
    other = by_luck * seen.right + (1 - by_luck) * elsewhere * (not seen.right)
    rows = [knows, other]
    for state in states:
        predictions = seen.predictions.get(state)
        if predictions is None:
            rows.append(0.75 * knows + 0.25 * other)
            continue
        followed, slipped = _followed(seen, predictions, elsewhere, rates)
        strayed = (1 - rates.astray) * knows + rates.astray * other
        rows.append(rates.follow * ((1 - rates.slip) * followed + rates.slip * slipped) + (1 - rates.follow) * strayed)
    return _with_words(np.stack(rows), seen, states)


def _few_answers(meant: Hashable | None) -> bool:
    return isinstance(meant, tuple) and meant[0] == "relation"


def _with_words(table: Array, seen: Seen, states: tuple[str, ...]) -> Array:
    for place, state in enumerate(states, 2):
        table[place] *= seen.words.get(state, 1.0)
    return table


def _by_chance(seen: Seen, rates: Rates) -> float:
    """Return P(this answer | a wrong answer of no known kind): common manipulations of the numbers, and a flat tail."""
    assert seen.answer is not None
    tail = flat(seen.task)
    known = common(seen.task) if not seen.right else {}
    chance = (1 - rates.by_chance) * known.get(seen.answer, 0.0) + rates.by_chance * tail if known else tail
    return chance * (UNREDUCED if _is_reducible(seen.written) else 1.0)


def _careless(seen: Seen, meant: Hashable | None, elsewhere: float) -> float:
    """Return P(answer | a slip from what was meant): close to it, or anything else."""
    close = near(seen.answer, meant, _parts(seen.written)) if meant is not None else 0.0
    return CLOSE * close + (1 - CLOSE) * elsewhere


def _is_reducible(written: Node | None) -> bool:
    parts = _parts(written)
    return parts is not None and gcd(*parts) > 1


def _parts(written: Node | None) -> tuple[int, int] | None:
    """Return top and bottom of an answer written as a fraction, without its sign."""
    node = bare(written) if written is not None else None
    node = bare(node.of) if isinstance(node, Neg) else node
    if not isinstance(node, Frac) or number(node) is None:
        return None
    return int(number(node.top) or 0), int(number(node.bottom) or 1)


def _followed(seen: Seen, predictions: tuple[Prediction, ...], elsewhere: float, rates: Rates) -> tuple[float, float]:
    """Return P(response | the malrule was followed) and P(response | it was followed with a slip)."""
    answer, share = seen.answer, 1 / len(predictions)
    assert answer is not None
    followed = slipped = 0.0
    for prediction in predictions:
        if prediction.key == answer:
            followed += share * form_factor(seen.written, prediction, rates)
        else:
            started = RIGHT_WORKING if prediction.key in seen.steps and not seen.right else 0.0
            slipped += share * max(_careless(seen, prediction.key, elsewhere), started)
    return followed, slipped


def form_factor(written: Node | None, prediction: Prediction, rates: Rates) -> float:
    """Return 1 where the response is written as such a pupil writes it, less where only the value is the same."""
    if written is None or not prediction.malrule.written or bare(written) == bare(prediction.node):
        return 1.0
    return rates.other_form


def right_key(task: Task) -> Hashable | None:
    """Return the key of the right answer, or None where it cannot be worked out."""
    right = right_answer(task)
    return None if right is None else key(right)


@lru_cache(maxsize=4096)
def flat(task: Task) -> float:
    """Return P(one particular answer | an arbitrary one): the larger the answers of a task, the more of them there are."""
    right = right_key(task)
    if isinstance(right, Fraction):
        size = 400 if right.denominator > 1 else min(25 + 1.5 * abs(float(right.numerator)), 1500.0)
        return float(1 / size)
    return 0.3 if isinstance(right, tuple) and right[0] == "relation" else 0.03
