"""The next question: the item expected to tell most about which state the pupil is in. Drawing candidates is left to `generation`."""

from collections.abc import Hashable, Sequence

import numpy as np

from tutor.diagnosis.likelihood import RATES, WAYS, Array, Seen, right_key, weighed
from tutor.diagnosis.matcher import Matcher
from tutor.domain import KNOWS, OTHER, SLIP, Hypothesis, Item, Task

LIVE = 0.05
"""Belief from which a misconception is live: no probe may let it pass for knowing."""
LEAST = 0.1
"""Bits from which an item is worth asking: less hardly tells rivals apart."""
UNSEEN = 0.02
"""Belief in each misconception that shows on the candidate and had no chance yet to show."""


def probe(live: Sequence[Hypothesis], candidates: Sequence[Item], matcher: Matcher) -> Item | None:
    """Return the candidate with the most expected information about the hypotheses, KNOWS and OTHER among them; the first of equals.

    An item on which a live misconception gives the right answer is never chosen, nor one that no suspected misconception applies to.
    None where no candidate is left that tells LEAST bits. Source: ours (expected information gain, Lindley 1956).
    """
    best, most = None, LEAST
    for item in candidates:
        gain = information(live, item.task, matcher)
        if gain > most:
            best, most = item, gain
    return best


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
    told = _answers(task, right, tuple(belief)[2:], matcher)
    joints = np.vstack([told, np.maximum(1 - told.sum(axis=0), 0)]) * p
    return _entropy(p) - sum(float(joint.sum()) * _entropy(joint / joint.sum()) for joint in joints if joint.sum() > 0)


def _answers(task: Task, right: Hashable, held: Sequence[str], matcher: Matcher) -> Array:
    """Return P(answer | state) for the right answer and each that is yielded, shape (answers, KNOWS and OTHER and those held)."""
    predictions = matcher.predictions(task)
    written = {made.key: made.node for many in predictions.values() for made in many}
    rows = []
    for answer in dict.fromkeys([right, *written]):
        chance = weighed(Seen(task, answer, written.get(answer), answer == right, predictions)).of(held) @ RATES.weight
        rows.append([*chance[:2], *chance[3:].reshape(-1, WAYS).mean(axis=1)])
    return np.array(rows)


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
