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

    They are those that apply to its task or that its words betray, and those of an earlier task with which it shares one of them. An
    earlier task of the same kind and shape to which none applies speaks of knowing alone.
    """
    newest = attempts[-1]
    ids = dict.fromkeys(newest.about)
    places = []
    for place, seen in enumerate(attempts):
        if place == len(attempts) - 1 or any(id in newest.about for id in seen.about):
            ids |= dict.fromkeys(seen.about)
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
    for seen in (attempts[place] for place in places):
        alpha = _after_teaching(alpha, seen.taught, ids, prior) if seen.taught else alpha
        joint = alpha * terms(seen).of(ids)
        given = np.maximum(joint.sum(axis=1) / np.maximum(alpha.sum(axis=1), 1e-300), 1e-12)
        weights.append(tuple(np.log10(given / given[1]).tolist()))
        alpha = joint / joint.sum()
    return Belief((KNOWS, OTHER, *ids), tuple(alpha.sum(axis=1).tolist()), tuple(weights), places)


def start(count: int, p_knows: float | None, prior: Prior) -> Array:
    """Return the prior of KNOWS, OTHER and `count` misconceptions; it sums to 1."""
    held = min(prior.each * count, prior.all_held)
    knows = (1 - held) * (1 - prior.other_of_rest)
    wanted = knows if p_knows is None else min(max(p_knows, 0.1), 0.95)
    held *= (1 - wanted) / (1 - knows)
    return np.array([wanted, 1 - wanted - held, *([held / count] * count if count else [])], dtype=np.float64)


def _after_teaching(alpha: Array, taught: str, ids: Sequence[str], prior: Prior) -> Array:
    """Return the belief after a move that addressed `taught`: some of those who held it now know."""
    goes = [0.0, prior.learns_anyway, *(prior.learns if id == taught else prior.learns_anyway for id in ids)]
    kept: Array = alpha * (1 - np.array(goes))[:, None]
    kept[0] += (alpha - kept).sum(axis=0)
    return kept
