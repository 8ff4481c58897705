"""The belief over what a pupil holds: KNOWS, one misconception of the family, or OTHER, after all attempts.

Reading responses is left to `diagnose`; this room only weighs them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

import numpy as np

from tutor.diagnosis.likelihood import RATES, WAYS, Array, Pair, Seen, explains, right_key, shown, terms
from tutor.diagnosis.literal import number
from tutor.diagnosis.predict import tree_of
from tutor.domain import KNOWS, OTHER, Hypothesis, Task
from tutor.maths.tree import Bin, Frac, Mixed, Name, Neg, Node, Num, Percent, walk

SHARES = (0.63, 0.09, 0.28)
"""How common KNOWS, OTHER and holding a misconception are."""


@dataclass(frozen=True, slots=True, eq=False)
class Prior:
    """How common the states are before anything is seen, for each type of pupil, and how they change after teaching.

    `mix` holds P(group, type of pupil), shape (3, types), of the groups KNOWS, OTHER and a misconception; it sums to 1. The misconceptions
    of a family share the third row evenly with what had no chance to show, which counts as `unseen` of them beside one answer and as less
    with each more. `learns` is the chance that a misconception is gone after a move that addressed it, `learns_anyway` that any other
    state has turned into knowing. `usual_way`: how many of those who hold it do what the first of its malrules that apply says, where
    several do. Source: ours, the shares by evals/fit_rates.py.
    """

    mix: Array = field(default_factory=lambda: np.outer(SHARES, RATES.weight))
    unseen: float = 1.0
    learns: float = 0.4
    learns_anyway: float = 0.1
    usual_way: float = 0.7


USUAL = Prior()
AS_GOOD_AS, ROUNDS = 10.0, 30
"""How many pupils the usual prior weighs as much as in a class, at least; rounds in which the rates of a class are learned."""
PAIRED, MOST_PAIRS = 0.1, 6
"""How many of those who hold something hold two at once, over all pairs of the family; pairs that are looked at. Source: ours."""
SEVERAL = "several"
ASKED_APART = ("explain", "ratio", "convert")
"""Kinds of tasks that are alike only where they want the same: sharing in a ratio is not finding a rate."""
KINDS: dict[type[Node], str] = {Frac: "/", Mixed: "/", Percent: "%", Neg: "-", Name: "x"}
"""One letter for fractions, percents, signs and letters; decimals have a point."""


@dataclass(frozen=True, slots=True)
class Belief:
    """The posterior over the states: ids with KNOWS and OTHER first, P of each, and log10 likelihood ratios against OTHER by attempt.

    `pairs` holds P of each pair of misconceptions held at once; in `p` it counts for the first of the two, which explains more answers.
    """

    states: tuple[str, ...]
    p: tuple[float, ...]
    weights: tuple[tuple[float, ...], ...]
    attempts: tuple[int, ...]
    pairs: Mapping[Pair, float] = field(default_factory=dict)

    def chance(self, state: str) -> float:
        """Return P of a state, 0 for one that is not of the family."""
        return self.p[self.states.index(state)] if state in self.states else 0.0

    def hypotheses(self) -> tuple[Hypothesis, ...]:
        """Return the states, most likely first, of equals the first."""
        made = [Hypothesis(id=state, p=round(p, 6)) for state, p in zip(self.states, self.p, strict=True)]
        return tuple(sorted(made, key=lambda one: -one.p))


def family(attempts: Sequence[Seen], kin: frozenset[str] = frozenset()) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the misconceptions that the newest attempt (the last) is about, and the places of the attempts that speak of them.

    They are those that apply to its task, that its words betray, or that an earlier attempt of its kind is about: one of the same shape,
    or that one of the former shows on too, or one of `kin` (those of the skill, where it is known). One that yields nothing but right
    answers is left out: nothing could tell it from knowing.
    """
    now, asked = shown(attempts[-1]) | kin, shape_of(attempts[-1].task)
    told = [at for at, seen in enumerate(attempts) if not shown(seen).isdisjoint(now) or shape_of(seen.task) == asked]
    ids = dict.fromkeys(id for at in reversed(told) for id in sorted(shown(attempts[at])))
    return tuple(ids), tuple(told)


@lru_cache(maxsize=8192)
def shape_of(task: Task) -> tuple[str, str, str]:
    """Return what makes tasks alike: their kind, their one operation (or that they have several), the kind of their numbers."""
    tree = tree_of(task)
    parts = list(walk(tree, stop=lambda part: number(part) is not None)) if tree is not None else []
    operations = [part.op for part in parts if isinstance(part, Bin)]
    numerals = {"." if "." in part.text else "" for part in parts if isinstance(part, Num)}
    kinds = numerals | {KINDS.get(type(part), "") for part in parts}
    if isinstance(right := right_key(task), Fraction) and right < 0:
        kinds.add("-")
    last = task.want.rpartition(" ")[2] if task.kind == "ratio" else task.want
    want = "unit" if task.form.startswith("unit:") else last
    asked = f"{task.kind} {want}" if task.kind in ASKED_APART else task.kind
    return asked, operations[0] if len(operations) == 1 else SEVERAL if operations else "", "".join(sorted(kinds))


def believe(
    attempts: Sequence[Seen],
    *,
    p_knows: float | None = None,
    prior: Prior = USUAL,
    weigh: Callable[[str], float] = lambda id: 1.0,
    kin: frozenset[str] = frozenset(),
) -> Belief:
    """Return the belief after the attempts, oldest first; the last fixes the family.

    p_knows: P(knows the skill) before these attempts, in [0, 1], where the learner's state says it. weigh: how common a misconception
    is beside others, 1 the usual. Source: ours (hidden Markov filter over states, marginal over types of pupil and ways of holding).
    """
    ids, places = family(attempts, kin)
    pairs = paired([attempts[place] for place in places], ids)
    alpha = start([weigh(id) for id in ids], len(places), p_knows, prior)
    each = PAIRED / max(len(ids) * (len(ids) - 1) / 2, 1)
    alpha = np.vstack([alpha, *(each * alpha[2:].sum(axis=0, keepdims=True) for _ in pairs)])
    before, after = [], []
    for seen in (attempts[place] for place in places):
        alpha = _after_teaching(alpha, seen.taught, ids, pairs, prior) if seen.taught else alpha
        before.append(alpha.sum(axis=1))
        alpha = alpha * terms(seen).of(ids, pairs)
        after.append(alpha.sum(axis=1))
        alpha /= after[-1].sum()
    to, p = _states(ids, pairs), alpha.sum(axis=1)
    given = np.maximum((np.array(after) @ to) / np.maximum(np.array(before) @ to, 1e-300), 1e-12)
    weights = tuple(map(tuple, np.log10(given / given[:, 1:2]).tolist()))
    both = dict(zip(pairs, p[len(p) - len(pairs) :].tolist(), strict=True))
    return Belief((KNOWS, OTHER, *ids), tuple((p @ to).tolist()), weights, places, both)


def paired(attempts: Sequence[Seen], ids: Sequence[str]) -> list[Pair]:
    """Return the pairs of misconceptions each of which explains a wrong answer that the other does not; the first explains more.

    Others are left out: as long as one explains all, a second is not needed.
    """
    places: dict[str, set[int]] = {}
    for place, seen in enumerate(attempts):
        for id in explains(seen):
            places.setdefault(id, set()).add(place)
    found = [sorted(two, key=lambda id: (-len(places[id]), -max(places[id]))) for two in combinations(places, 2)]
    apart = [(one, two) for one, two in found if places[one] - places[two] and places[two] - places[one]]
    return sorted(apart, key=lambda two: -len(places[two[0]] | places[two[1]]))[:MOST_PAIRS]


def _states(ids: Sequence[str], pairs: Sequence[Pair]) -> Array:
    """Return the matrix that adds up rows to states: what had no chance to show to OTHER, ways to what is held, pairs to their first."""
    place = {id: at for at, id in enumerate(ids, 2)}
    to = [0, 1, 1, *(place[id] for id in ids for _ in range(WAYS)), *(place[one] for one, _ in pairs)]
    return np.equal.outer(to, np.arange(2 + len(ids))).astype(np.float64)


def start(weights: Sequence[float], answers: int, p_knows: float | None, prior: Prior) -> Array:
    """Return the prior of KNOWS, OTHER, what had no chance to show in so many answers, and each way to hold each misconception.

    Its shape is (3 + WAYS * len(weights), types); it sums to 1.
    """
    mix, usual = prior.mix, prior.mix[0].sum()
    if p_knows is not None:
        wanted = min(max(p_knows, 0.1), 0.95)
        mix = np.vstack([mix[:1] * wanted / usual, mix[1:] * (1 - wanted) / (1 - usual)])
    hidden = prior.unseen / max(answers, 1)
    ways = [hidden, *(weight * way for weight in weights for way in (prior.usual_way, 1 - prior.usual_way))]
    return np.vstack([mix[:2], np.outer(ways, mix[2]) / sum(ways)])


def learn(pupils: Iterable[Sequence[Seen]], prior: Prior = USUAL) -> Prior:
    """Return the prior for one more pupil of a class: how common each state and type of pupil is in it, by all that its pupils answered.

    The usual prior weighs as much as AS_GOOD_AS pupils, and as one more for each pupil of a single answer: such answers cannot tell whether
    few hold a misconception or many follow it seldom. Source: empirical Bayes (Robbins 1956), by expectation maximisation.
    """
    pupils = [attempts for attempts in pupils if attempts]
    usual = AS_GOOD_AS + sum(1 / len(attempts) ** 2 for attempts in pupils)
    given = np.array([_by_group(attempts, prior) for attempts in pupils]).reshape(-1, *prior.mix.shape)
    mix = prior.mix
    for _ in range(ROUNDS):
        joint = given * mix
        shares = (joint / joint.sum(axis=(1, 2), keepdims=True)).sum(axis=0)
        mix = (shares + usual * prior.mix) / (len(given) + usual)
    return replace(prior, mix=mix)


def _by_group(attempts: Sequence[Seen], prior: Prior) -> Array:
    """Return the likelihood of a pupil's answers, up to a factor, for KNOWS, OTHER and holding a misconception, of each type."""
    ids, places = family(attempts)
    alpha = start([1.0] * len(ids), len(places), None, prior)
    for place in places:
        alpha = alpha * terms(attempts[place]).of(ids)
        alpha /= alpha.sum()
    by_group: Array = np.vstack([alpha[:2], alpha[2:].sum(axis=0)]) / prior.mix
    return by_group


def _after_teaching(alpha: Array, taught: str, ids: Sequence[str], pairs: Sequence[Pair], prior: Prior) -> Array:
    """Return the belief after a move that addressed `taught`: some of those who held it now know."""
    held = [(id,) for id in ids for _ in range(WAYS)]
    goes = [0.0, *(prior.learns if taught in those else prior.learns_anyway for those in ((), (), *held, *pairs))]
    kept: Array = alpha * (1 - np.array(goes))[:, None]
    kept[0] += (alpha - kept).sum(axis=0)
    return kept
