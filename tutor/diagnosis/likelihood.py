"""P(response | state) of one attempt: followed, slip or guess for each misconception, knowing, and something else.

Malrule results match by value; the written form only changes the likelihood. Adding attempts up is left to `belief`.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache, partial
from math import gcd

import numpy as np
from numpy.typing import NDArray

from tutor.diagnosis.literal import bare, key, number
from tutor.diagnosis.matcher import Predictions
from tutor.diagnosis.mistakes import near, near_written, share
from tutor.diagnosis.predict import Prediction, right_answer
from tutor.domain import Task
from tutor.maths.tree import Frac, Neg, Node

Array = NDArray[np.float64]
Pair = tuple[str, str]
Close = Callable[[Hashable, Node | None], float]
"""How likely an answer is by a slip from what was meant, which is given as its key and as it is written."""
RIGHT_WORKING = 0.3
"""P(this very answer | a slip) where a line before the last had what was meant: the answer then hardly tells anything else."""
LAPSES = 0.04
"""Share of slips of those who know that are what some misconception yields: old habits come back. Source: ours, after VanLehn 1990."""
STRANGE_WORKING = 0.2
"""P(a misconception's result stands in the working | the answer is right, by one who knows), against none in it."""
CLOSE = 0.42
"""Share of slips that end up close to what was meant."""
UNREDUCED = 0.5
"""P(an answer by chance is written as a fraction that is not reduced | its value can be)."""
RIGHT_BY_LUCK = 0.23
"""P(right | OTHER) at least, where there are only a few answers to choose from."""
BY_CHANCE = 0.7
"""Share of wrong answers of no known kind that are not common manipulations of the numbers."""
ASTRAY = 0.2
"""P(something else | a misconception is not followed); else the pupil works as one who knows."""
APPLIES_UNSEEN = 0.13
"""Share of OTHER in the answers that a misconception gives to tasks to which none of its malrules applies; else it is as knowing."""
WAYS = 2
"""Ways to hold a misconception: what its first malrule says, or what another does."""
OTHER_FORM = 0.33
"""P(response | malrule followed) where only the value is what it yields, not the written form, against both."""
SLIPS: tuple[tuple[float, float], ...] = ((0.03, 0.35), (0.15, 0.45), (0.33, 0.2))
"""(slip rate, how common)"""
FOLLOWS: tuple[tuple[float, float, float], ...] = ((0.96, 0.06, 0.4), (0.72, 0.22, 0.25), (0.45, 0.6, 0.35))
"""(consistency of a misconception, right answers of OTHER, how common)"""


@dataclass(frozen=True, slots=True, eq=False)
class Rates:
    """Types of pupils along one axis: slip rate, consistency of a misconception, right answers of OTHER; `weight` sums to 1.

    Source: ours, by maximum likelihood on simulated pupils mixed over slips, consistency and prevalence (evals/fit_rates.py), as are
    the shares above; rounded, and kept off the ends that only those pupils' slips asked for.
    """

    slip: Array
    follow: Array
    other_right: Array
    weight: Array


def usual_rates() -> Rates:
    """Return every slip rate crossed with every consistency."""
    types = [(slip, follow, other, one * two) for slip, one in SLIPS for follow, other, two in FOLLOWS]
    return Rates(*(np.array(column) for column in zip(*types, strict=True)))


RATES = usual_rates()


@dataclass(frozen=True, slots=True, eq=False)
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

    @property
    def about(self) -> tuple[str, ...]:
        """Return the misconceptions that apply to the task, then those that the words alone betray."""
        return (*self.predictions, *(id for id in self.words if id not in self.predictions))


@lru_cache(maxsize=8192)
def shown(seen: Seen) -> frozenset[str]:
    """Return the misconceptions that show on an attempt: by yielding something else than the right answer, or by the words."""
    right = right_key(seen.task)
    yielding = (id for id, many in seen.predictions.items() if any(made.key != right for made in many))
    return frozenset(yielding) | frozenset(seen.words)


@lru_cache(maxsize=8192)
def explains(seen: Seen) -> tuple[str, ...]:
    """Return the misconceptions that yield just this wrong answer."""
    if seen.right or seen.answer is None:
        return ()
    return tuple(id for id, many in seen.predictions.items() if any(made.key == seen.answer for made in many))


@dataclass(frozen=True, slots=True)
class Terms:
    """P(this attempt's response | state, type of pupil) for all states that speak of it, worked out once.

    rows: KNOWS, OTHER, any misconception that does not apply (WAYS rows), then WAYS rows from the places that `row` names.
    """

    rows: Array
    row: Mapping[str, int]

    def of(self, states: Sequence[str], pairs: Sequence[Pair] = ()) -> Array:
        """Return the rows of KNOWS, OTHER, a misconception that had no chance to show, the ways to hold each of these, and of pairs.

        Their shape is (3 + WAYS * len(states) + len(pairs), types). Of a pair either is followed, or the one that applies.
        """
        first = [self.row.get(state, 2) for state in states]
        rows = self.rows[[0, 1, 0, *(at + way for at in first for way in range(WAYS))]]
        held = [[self.row[id] + way for id in two if id in self.row for way in range(WAYS)] or [2] for two in pairs]
        return np.vstack([rows, *(self.rows[places].mean(axis=0) for places in held)]) if pairs else rows


def weighed(seen: Seen) -> Terms:
    """Return the terms of an attempt; of an unread answer only the words say anything.

    A misconception that does not apply to the task speaks as a mixture of knowing and something else; so does one that has no malrule
    and was heard in the words.
    """
    row = {state: 2 + WAYS * place for place, state in enumerate(seen.about, 1)}
    count = 2 + WAYS * (1 + len(row))
    rows = np.ones((count, len(RATES.weight))) if seen.answer is None else _weighed_answer(seen, count)
    for state, ratio in seen.words.items():
        rows[row[state] : row[state] + WAYS] *= ratio
    return Terms(rows, row)


terms = lru_cache(maxsize=8192)(weighed)
"""`weighed`, remembered: the attempts of a history come again with each new one."""


def _weighed_answer(seen: Seen, count: int) -> Array:
    """Return so many rows of P(the answer | state, type of pupil), each a mixture of the `_columns`."""
    meant, parts = right_key(seen.task), _parts(seen.written)
    elsewhere = _by_chance(seen, parts)
    close = partial(_careless, seen, parts, elsewhere)
    knows, other = _knows(seen, meant, close), 1.0 if seen.right else elsewhere
    unseen = ((1 - APPLIES_UNSEEN) * knows, APPLIES_UNSEEN * other, 0.0, 0.0, 0.0, 0.0)
    rows = [(knows, 0.0, 0.0, 0.0, 0.0, 0.0), (0.0, other, 0.0, 0.0, 0.0, 0.0), *[unseen] * WAYS]
    strayed = (1 - ASTRAY) * knows, ASTRAY * other
    rows += [(0.0, 0.0, *both, *strayed) for many in seen.predictions.values() for both in _followed(seen, many, close)]
    few_answers = _has_few(meant)
    weighed: Array = np.array(rows + [unseen] * (count - len(rows))).dot(_columns(RATES, seen.right, few_answers))
    return weighed


@lru_cache(maxsize=8)
def _columns(rates: Rates, right: bool, few_answers: bool) -> Array:
    """Return, for each type of pupil, P of just such an answer that is right or not: by one who knows, by one of OTHER, by one who follows
    a misconception without and with a slip, and by one who strays from it to knowing and to OTHER.
    """
    by_luck = np.maximum(rates.other_right, RIGHT_BY_LUCK) if few_answers else rates.other_right
    knows, other = (1 - rates.slip, by_luck) if right else (rates.slip, 1 - by_luck)
    followed, strayed = (rates.follow * (1 - rates.slip), rates.follow * rates.slip), 1 - rates.follow
    return np.array([knows, other, *followed, strayed * knows, strayed * other])


def _knows(seen: Seen, meant: Hashable, close: Close) -> float:
    """Return P(response | knows, right or not): right, or a slip, a few of which are lapses into what a misconception yields."""
    yielded = {made.key for many in seen.predictions.values() for made in many} - {meant}
    if seen.right:
        return STRANGE_WORKING if seen.steps & yielded else 1.0
    lapse = LAPSES / len(yielded) if seen.answer in yielded else 0.0
    careless = close(meant, right_answer(seen.task)) * (1 - LAPSES) + lapse
    return max(careless, RIGHT_WORKING) if meant in seen.steps else careless


def _by_chance(seen: Seen, parts: tuple[int, int] | None) -> float:
    """Return P(this answer | a wrong answer of no known kind): common manipulations of the numbers, and a flat tail."""
    chance = flat(seen.task)
    known = None if seen.right else share(seen.answer, seen.task)
    if known is not None:
        chance = (1 - BY_CHANCE) * known + BY_CHANCE * chance
    return chance * UNREDUCED if parts and gcd(*parts) > 1 else chance


def _careless(seen: Seen, parts: tuple[int, int] | None, elsewhere: float, meant: Hashable, node: Node | None) -> float:
    """Return P(answer | a slip from what was meant): close to it, or anything else."""
    close = near(seen.answer, meant, parts)
    close = close if isinstance(seen.answer, Fraction) else close or near_written(seen.written, node)
    return CLOSE * close + (1 - CLOSE) * elsewhere


def _parts(written: Node | None) -> tuple[int, int] | None:
    """Return top and bottom of an answer written as a fraction, without its sign."""
    node = bare(written) if written is not None else None
    node = bare(node.of) if isinstance(node, Neg) else node
    if not isinstance(node, Frac) or number(node) is None:
        return None
    return int(number(node.top) or 0), int(number(node.bottom) or 1)


def _followed(seen: Seen, predictions: tuple[Prediction, ...], close: Close) -> list[tuple[float, float]]:
    """Return P(response | the malrule was followed) and P(response | it was followed with a slip), for each way to hold it.

    The first way is to do what the first of its malrules says, the second to do what one of the others says.
    """
    each = [_as_meant(seen, prediction, close) for prediction in predictions]
    others = each[1:] or each
    return [each[0], (sum(one for one, _ in others) / len(others), sum(two for _, two in others) / len(others))]


def _as_meant(seen: Seen, prediction: Prediction, close: Close) -> tuple[float, float]:
    if prediction.key == seen.answer:
        return form_factor(seen.written, prediction), 0.0
    started = RIGHT_WORKING if seen.steps and prediction.key in seen.steps else 0.0
    if seen.right:
        return started, 0.0
    node = None if isinstance(seen.answer, Fraction) else prediction.node
    return 0.0, max(close(prediction.key, node), started)


def form_factor(written: Node | None, prediction: Prediction) -> float:
    """Return 1 where the response is written as such a pupil writes it, less where only the value is the same."""
    as_held = written is None or not prediction.malrule.written or bare(written) == bare(prediction.node)
    return 1.0 if as_held else OTHER_FORM


@lru_cache(maxsize=8192)
def right_key(task: Task) -> Hashable | None:
    """Return the key of the right answer, or None where it cannot be worked out."""
    return None if (right := right_answer(task)) is None else key(right)


def _has_few(right: Hashable) -> bool:
    """Tell whether there are only a few answers to choose from: a sign, yes or no."""
    return isinstance(right, tuple) and (right[0] == "relation" or right[1] in ("yes", "no"))


@lru_cache(maxsize=8192)
def flat(task: Task) -> float:
    """Return P(one particular answer | an arbitrary one): the larger the answers of a task, the more of them there are."""
    right = right_key(task)
    if isinstance(right, Fraction):
        size = 400 if right.denominator > 1 else min(25 + 1.5 * abs(float(right.numerator)), 1500.0)
        return float(1 / size)
    return 0.3 if _has_few(right) else 0.03
