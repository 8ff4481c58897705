"""The next question: the item expected to tell most about which state the pupil is in. Drawing candidates is left to `generation`."""

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence

from tutor.diagnosis.likelihood import right_key
from tutor.diagnosis.matcher import Matcher
from tutor.domain import KNOWS, OTHER, SLIP, Hypothesis, Item, Task

LIVE = 0.05
"""Belief from which a misconception is live: no probe may let it pass for knowing."""
UNSEEN = 0.02
"""Belief in each misconception that shows on the candidate and had no chance yet to show."""
SLIPS, FOLLOWS, OTHER_RIGHT = 0.15, 0.85, 0.15
ELSEWHERE = "elsewhere"

Outcomes = Mapping[Hashable, float]


def probe(live: Sequence[Hypothesis], candidates: Sequence[Item], matcher: Matcher) -> Item | None:
    """Return the candidate with the most expected information about the hypotheses, KNOWS and OTHER among them; the first of equals.

    An item on which a live misconception gives the right answer is never chosen, nor one that no suspected misconception applies to.
    None where no candidate is left. Source: ours (expected information gain, Lindley 1956).
    """
    best, most = None, 0.0
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
    tables = {state: _outcomes(state, right, answers.get(state, ())) for state in belief}
    joints = [
        [p * tables[state].get(answer, 0.0) for state, p in belief.items()]
        for answer in {answer for table in tables.values() for answer in table}
    ]
    return _entropy(belief.values()) - sum(
        sum(joint) * _entropy(part / sum(joint) for part in joint) for joint in joints if sum(joint)
    )


def normalised(live: Sequence[Hypothesis]) -> dict[str, float]:
    """Return state -> P, a slip counted as knowing; the values sum to 1."""
    belief: dict[str, float] = {KNOWS: 0.0, OTHER: 0.0}
    for made in live:
        state = KNOWS if made.id == SLIP else made.id
        belief[state] = belief.get(state, 0.0) + made.p
    total = sum(belief.values())
    return {state: p / total for state, p in belief.items()} if total else belief


def _outcomes(state: str, right: Hashable, predicted: Sequence[Hashable]) -> Outcomes:
    """Return P(answer | state) over the right answer, the predicted ones and everything else."""
    if state == OTHER:
        return {right: OTHER_RIGHT, ELSEWHERE: 1 - OTHER_RIGHT}
    if state == KNOWS or not predicted:
        return {right: 1 - SLIPS, ELSEWHERE: SLIPS}
    table: dict[Hashable, float] = {right: (1 - FOLLOWS) * (1 - SLIPS), ELSEWHERE: SLIPS}
    for answer in predicted:
        table[answer] = table.get(answer, 0.0) + FOLLOWS * (1 - SLIPS) / len(predicted)
    return table


def _entropy(values: Iterable[float]) -> float:
    return -sum(p * math.log2(p) for p in values if p > 0)
