"""The belief over what a pupil holds: KNOWS, one misconception of the family, or OTHER, after all attempts.

Reading responses is left to `diagnose`; this room only weighs them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tutor.diagnosis.likelihood import RATES, Array, Seen, terms
from tutor.diagnosis.predict import tree_of
from tutor.domain import KNOWS, OTHER, Hypothesis, Task
from tutor.maths.tree import Bin, Node, children


@dataclass(frozen=True, slots=True)
class Prior:
    """How common the states are before anything is seen, and how they change after teaching.

    A misconception weighs `each`, all of a family together at most `all_held`; the rest is shared by KNOWS and OTHER. `learns` is the
    chance that a misconception is gone after a move that addressed it, `learns_anyway` that any other state has turned into knowing.
    """

    each: float = 0.06
    all_held: float = 0.35
    other_of_rest: float = 0.2
    learns: float = 0.4
    learns_anyway: float = 0.1


@dataclass(frozen=True, slots=True)
class Belief:
    """The posterior over the states: ids with KNOWS and OTHER first, P of each, and log10 likelihood ratios against OTHER by attempt."""

    states: tuple[str, ...]
    p: tuple[float, ...]
    weights: tuple[tuple[float, ...], ...]
    attempts: tuple[int, ...]

    def hypotheses(self) -> tuple[Hypothesis, ...]:
        """Return the states, most likely first."""
        ranked = sorted(zip(self.states, self.p, strict=True), key=lambda pair: -pair[1])
        return tuple(Hypothesis(id=state, p=round(p, 6)) for state, p in ranked)


def family(attempts: Sequence[Seen]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the misconceptions that the newest attempt (the last) is about, and the places of the attempts that speak of them.

    They are those that apply to its task, and those that apply to an earlier task to which one of the former applies too. An earlier
    task of the same kind and shape to which none applies speaks of knowing alone.
    """
    newest = attempts[-1]
    ids = dict.fromkeys(newest.predictions)
    places = []
    for place, seen in enumerate(attempts):
        if place == len(attempts) - 1 or any(id in newest.predictions for id in seen.predictions):
            ids |= dict.fromkeys(seen.predictions)
            places.append(place)
        elif shape_of(seen.task) == shape_of(newest.task):
            places.append(place)
    return tuple(ids), tuple(places)


def shape_of(task: Task) -> tuple[str, ...]:
    """Return the kind of task, what it wants, and its outermost operation with the kinds of its parts."""
    tree = tree_of(task)
    return (task.kind, task.want, _head(tree), *(_head(part) for part in (children(tree) if tree else ())))


def _head(node: Node | None) -> str:
    return node.op if isinstance(node, Bin) else type(node).__name__


def believe(attempts: Sequence[Seen], *, p_knows: float | None = None, prior: Prior | None = None) -> Belief:
    """Return the belief after the attempts, oldest first; the last fixes the family.

    p_knows: P(knows the skill) before these attempts, in [0, 1], where the learner's state says it. Source: ours (hidden Markov filter
    over states, marginal over types of pupil).
    """
    prior = prior or Prior()
    ids, places = family(attempts)
    alpha = np.outer(start(len(ids), p_knows, prior), RATES.weight)
    weights = []
    for place in places:
        seen = attempts[place]
        alpha = _after_teaching(alpha, seen.taught, ids, prior)
        table = terms(seen).of(ids)
        weights.append(_weights(alpha, table))
        alpha = alpha * table
        alpha /= alpha.sum()
    p = alpha.sum(axis=1)
    return Belief((KNOWS, OTHER, *ids), tuple(float(value) for value in p), tuple(weights), places)


def start(count: int, p_knows: float | None, prior: Prior) -> Array:
    """Return the prior of KNOWS, OTHER and `count` misconceptions; it sums to 1."""
    held = min(prior.each * count, prior.all_held)
    rest = 1 - held
    knows = rest * (1 - prior.other_of_rest)
    if p_knows is not None:
        wanted = min(max(p_knows, 0.1), 0.95)
        held, rest = held * (1 - wanted) / (1 - knows), wanted + (1 - wanted) * (rest - knows) / (1 - knows)
        knows = wanted
    return np.array([knows, rest - knows, *([held / count] * count if count else [])], dtype=np.float64)


def _after_teaching(alpha: Array, taught: str, ids: Sequence[str], prior: Prior) -> Array:
    """Return the belief after a move that addressed `taught`: some of those who held it now know."""
    if not taught:
        return alpha
    keep = np.array(
        [1.0, 1 - prior.learns_anyway, *(1 - (prior.learns if id == taught else prior.learns_anyway) for id in ids)]
    )
    kept: Array = alpha * keep[:, None]
    kept[0] += (alpha - kept).sum(axis=0)
    return kept


def _weights(alpha: Array, table: Array) -> tuple[float, ...]:
    """Return log10 P(response | state) / P(response | OTHER) for each state, given the attempts before."""
    given = alpha / np.maximum(alpha.sum(axis=1, keepdims=True), 1e-300)
    expected = np.maximum((given * table).sum(axis=1), 1e-12)
    return tuple(float(value) for value in np.log10(expected / expected[1]))
