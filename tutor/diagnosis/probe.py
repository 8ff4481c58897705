"""The next question: the task expected to tell most about which state the pupil is in. Drawing candidates is left to `generation`."""

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np

from tutor.diagnosis.belief import Belief
from tutor.diagnosis.likelihood import RATES, WAYS, Array, Seen, right_key, terms
from tutor.diagnosis.matcher import Matcher
from tutor.domain import KNOWS, OTHER, SLIP, Hypothesis, Task

LIVE = 0.05
"""Belief from which a misconception is live: no probe may let it pass for knowing."""
LEAST = 0.1
"""Bits from which a task is worth asking: less hardly tells rivals apart."""
LOOKED_AT, SURE, A_BIT = 12, 0.9, 0.2
"""Candidates that tell most, of which one is chosen; a belief that settles the question; what a bit is worth beside it."""
UNSEEN = 0.02
"""Belief in each misconception that shows on the candidate and had no chance yet to show."""


def probe(
    live: Sequence[Hypothesis],
    candidates: Sequence[Task],
    matcher: Matcher,
    after: Callable[[Seen], Belief] | None = None,
) -> Task | None:
    """Return the candidate most likely to settle what is held, of those that tell most; the first of equals.

    after: what would be believed after one more attempt (`foresee`); without it, what tells most is asked.
    A task on which a live misconception gives the right answer is never chosen, nor one that no suspected misconception applies to.
    None where no candidate is left that tells LEAST bits. Source: ours (expected information gain, Lindley 1956).
    """
    gains = [(information(live, task, matcher), task) for task in candidates]
    telling = sorted((pair for pair in gains if pair[0] > LEAST), key=lambda pair: -pair[0])[:LOOKED_AT]
    if after is None or not telling:
        return telling[0][1] if telling else None
    return max(telling, key=lambda pair: settles(live, pair[1], matcher, after) + A_BIT * pair[0])[1]


def settles(live: Sequence[Hypothesis], task: Task, matcher: Matcher, after: Callable[[Seen], Belief]) -> float:
    """Return P(the answer to a task makes what is held believed by SURE), where something is held and followed without a slip."""
    held = {one.id: one.p for one in live if one.id not in (KNOWS, OTHER, SLIP)}
    sure = 0.0
    for seen in _asked(task, matcher):
        meant = [id for id in held if id in seen.predictions and seen.predictions[id][0].key == seen.answer]
        if meant and not seen.right:
            belief = after(seen)
            sure += sum(held[id] for id in meant if belief.chance(id) >= SURE)
    return sure / max(sum(held.values()), 1e-9)


def information(live: Sequence[Hypothesis], task: Task, matcher: Matcher) -> float:
    """Return the bits that the answer to a task is expected to tell about the hypotheses; 0 where the task may not be asked."""
    belief = normalised(live)
    right = right_key(task)
    answers = {id: [made.key for made in many] for id, many in matcher.predictions(task).items()}
    suspected = {state: p for state, p in belief.items() if state not in (KNOWS, OTHER) and p > 0}
    alive = [state for state, p in suspected.items() if p >= LIVE]
    applying = [answers[state] for state in alive or suspected if state in answers]
    if right is None or not applying or (alive and any(right in keys for keys in applying)):
        return 0.0
    if not alive:
        belief = normalised([*live, *(Hypothesis(id=id, p=UNSEEN) for id in answers if id not in belief)])
    p = np.array(list(belief.values()))
    told = _answers(task, tuple(belief)[2:], matcher)
    joints = np.vstack([told, np.maximum(1 - told.sum(axis=0), 0)]) * p
    return _entropy(p) - sum(float(joint.sum()) * _entropy(joint / joint.sum()) for joint in joints if joint.sum() > 0)


def _answers(task: Task, held: Sequence[str], matcher: Matcher) -> Array:
    """Return P(answer | state) for the right answer and each that is yielded, shape (answers, KNOWS and OTHER and those held)."""
    chances = [terms(seen).of(held) @ RATES.weight for seen in _asked(task, matcher)]
    return np.array([[*chance[:2], *chance[3:].reshape(-1, WAYS).mean(axis=1)] for chance in chances])


@lru_cache(maxsize=2048)
def _asked(task: Task, matcher: Matcher) -> tuple[Seen, ...]:
    """Return the attempts that a task may bring: the right answer, and each that is yielded."""
    predictions, right = matcher.predictions(task), right_key(task)
    written = {made.key: made.node for many in predictions.values() for made in many}
    keys = dict.fromkeys([right, *written])
    return tuple(Seen(task, answer, written.get(answer), answer == right, predictions) for answer in keys)


def normalised(live: Sequence[Hypothesis]) -> dict[str, float]:
    """Return state -> P, KNOWS and OTHER first, a slip counted as knowing; the values sum to 1."""
    belief: dict[str, float] = {KNOWS: 0.0, OTHER: 0.0}
    for made in live:
        state = KNOWS if made.id == SLIP else made.id
        belief[state] = belief.get(state, 0.0) + made.p
    total = sum(belief.values())
    return {state: p / total for state, p in belief.items()} if total else belief


def _entropy(values: Array) -> float:
    some = values[values > 0]
    return float(-(some * np.log2(some)).sum())
