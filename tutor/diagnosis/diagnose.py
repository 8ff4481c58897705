"""A response and what came before it into a Diagnosis: read, grade, weigh, decide, name the evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tutor.diagnosis.belief import Belief, believe
from tutor.diagnosis.evidence import evidence_of
from tutor.diagnosis.matcher import Matcher
from tutor.diagnosis.reading import Reading, read_attempt
from tutor.diagnosis.words import Likeness
from tutor.domain import KNOWS, OTHER, SLIP, Attempt, Diagnosis, Task

INNOCENT = 0.5
"""P(KNOWS) from which a right answer is called correct: innocence needs less than an accusation."""
MOST_HISTORY = 30


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be diagnosed. `history` is oldest first; `grade` is the school year; `p_known` is skill -> P(known) before all of it."""

    problem: str
    response: str
    grade: int | None = None
    skill: str = ""
    history: tuple[Attempt, ...] = ()
    p_known: Mapping[str, float] = field(default_factory=dict)
    task: Task | None = None
    taught: str = ""


def diagnose(case: Case, matcher: Matcher, *, threshold: float = 0.7, likeness: Likeness | None = None) -> Diagnosis:
    """Return the verdict on the response, and the belief about the pupil in this task's family after all attempts.

    threshold: the belief from which a misconception, OTHER or a slip is named; below it the decision is None.
    likeness: for the newest response's words, see `words.Phrasebook.ratios`. Source: ours.
    """
    newest = Attempt(problem=case.problem, response=case.response, task=case.task, skill=case.skill, taught=case.taught)
    now = read_attempt(newest, matcher, likeness=likeness)
    if now.seen is None:
        return Diagnosis(verdict=now.verdict, reason=now.reason, decision=None, skill=case.skill)
    history = case.history[-MOST_HISTORY:]
    before = [read_attempt(attempt, matcher, ago=len(history) - place) for place, attempt in enumerate(history)]
    readings = [reading for reading in (*before, now) if reading.seen is not None]
    belief = believe([reading.seen for reading in readings if reading.seen], p_knows=case.p_known.get(case.skill))
    decision = decide(belief, readings, threshold)
    return Diagnosis(
        verdict=now.verdict,
        reason=now.reason,
        decision=decision,
        hypotheses=belief.hypotheses(),
        evidence=evidence_of(belief, readings, matcher),
        task=now.task,
        key=now.key_text,
        skill=case.skill or likely_skill(belief, matcher),
    )


def decide(belief: Belief, readings: Sequence[Reading], threshold: float) -> str | None:
    """Return what the belief amounts to: a misconception id, KNOWS, SLIP, OTHER, or None where it abstains.

    A misconception is named only where it explains at least one wrong answer, never after right answers alone.
    """
    told = [readings[place] for place in belief.attempts if _tells(readings[place])]
    if not told:
        return None
    top, p = max(zip(belief.states, belief.p, strict=True), key=lambda pair: pair[1])
    newest = readings[-1].verdict
    if top == KNOWS:
        if newest == "wrong":
            return SLIP if p >= threshold else None
        return KNOWS if p >= (INNOCENT if newest == "right" else threshold) else None
    if p < threshold:
        return None
    return top if top == OTHER or any(explains(top, reading) for reading in told) else None


def _tells(reading: Reading) -> bool:
    return reading.seen is not None and (reading.seen.answer is not None or bool(reading.seen.words))


def explains(id: str, reading: Reading) -> bool:
    """Tell whether the misconception yields this attempt's wrong answer, or the words betray it."""
    seen = reading.seen
    if seen is None or seen.right:
        return False
    yields = any(prediction.key == seen.answer for prediction in seen.predictions.get(id, ()))
    return yields or seen.words.get(id, 1.0) > 1


def likely_skill(belief: Belief, matcher: Matcher) -> str:
    """Return the skill that most of the belief's misconceptions touch, weighed by how likely they are; "" where there is none."""
    weights: dict[str, float] = {}
    for state, p in zip(belief.states, belief.p, strict=True):
        made = matcher.catalog.misconceptions.get(state)
        for skill in made.skills if made else ():
            weights[skill] = weights.get(skill, 0.0) + p
    return max(weights, key=lambda skill: weights[skill], default="")
