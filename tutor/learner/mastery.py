"""Bayesian knowledge tracing: how likely a learner knows a skill, after each answer, and how strong the learner is beside others.

It does not know which error was made (see `diagnosis`). When a skill should come up again is said by py-fsrs: whole days, no fuzz, UTC;
what is practised then is left to `next`.
"""

import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache

from fsrs import Card, Rating, Scheduler, State
from pydantic import Field

from tutor.domain import Mastery, Value

LEARNT_FROM = 0.95
A_NIGHT = timedelta(hours=12)
AIDED_GUESS = 0.5
FORTNIGHT = 14.0


class Parameters(Value):
    """The four numbers of knowledge tracing, each a probability.

    `prior`: known before the first attempt; `learn`: becomes known at an attempt; `slip`: wrong though known; `guess`: right though
    not known. Source: Corbett & Anderson 1995, p. 259.
    """

    prior: float = Field(gt=0, lt=1)
    learn: float = Field(ge=0, lt=1)
    slip: float = Field(gt=0, lt=0.5)
    guess: float = Field(gt=0, lt=0.5)


DEFAULT = Parameters(prior=0.48, learn=0.12, slip=0.13, guess=0.27)
"""Fitted to simulated answers of many skills in two worlds (`python -m evals.fit_mastery`), and rounded."""
PACE, REACH = 0.2, 0.5
"""How far one answer moves the strength of a learner, and how much of it counts in foreseeing one. Fitted likewise."""


class Fit(Value):
    """Parameters fitted to the answers of a school: of a skill in `skills`, `rest` for all others. `number` 0 is what ships.

    `forgets`: the power by which P(known) falls with time; what ships knows of no school, and leaves it to the reviews.
    """

    number: int = 0
    forgets: float = Field(0.0, ge=0)
    rest: Parameters = DEFAULT
    skills: Mapping[str, Parameters] = {}

    def of(self, skill: str) -> Parameters:
        """Return the parameters of a skill."""
        return self.skills.get(skill, self.rest)

    def remembered(self, p_known: float, days: float) -> float:
        """Return P(known) so many days after the last answer. Source of the form: power law, Wixted & Ebbesen 1991."""
        return p_known * math.pow(1 + max(days, 0.0) / FORTNIGHT, -self.forgets)


SHIPPED = Fit()


def update(p_known: float, right: bool, parameters: Parameters = DEFAULT, *, aided: bool = False) -> float:
    """Return P(known) in [0, 1] after an answer: Bayes on the answer, then the chance of having learnt from it.

    With help, half of those who do not know the skill get it right (AIDED_GUESS, ours), so an aided right answer tells little.
    Source: Corbett & Anderson 1995, p. 260.
    """
    guess = AIDED_GUESS if aided else parameters.guess
    if_known = 1 - parameters.slip if right else parameters.slip
    if_not = guess if right else 1 - guess
    posterior = p_known * if_known / (p_known * if_known + (1 - p_known) * if_not)
    return posterior + (1 - posterior) * parameters.learn


def predict(p_known: float, parameters: Parameters = DEFAULT, *, strength: float = 0.0) -> float:
    """Return P(right) in [0, 1] of an unaided answer of a learner so strong."""
    p = p_known * (1 - parameters.slip) + (1 - p_known) * parameters.guess
    return _shifted(p, REACH * strength)


def begin(strength: float, parameters: Parameters = DEFAULT) -> float:
    """Return P(known) of a skill before its first answer: the prior, shifted by how strong the learner is in others."""
    return _shifted(parameters.prior, strength)


def strengthened(strength: float, right: bool, foreseen: float) -> float:
    """Return the strength of a learner, in log-odds beside the average, after an unaided answer that was foreseen with a chance.

    Source: the rating of Elo 1978 in the form of Pelánek 2016, here over what knowledge tracing foresees.
    """
    return strength + PACE * (right - foreseen)


def _shifted(p: float, by: float) -> float:
    odds = p / (1 - p) * math.exp(by)
    return odds / (1 + odds)


def is_learnt(mastery: Mastery | None) -> bool:
    """Return whether the skill is known beyond reasonable doubt today; enough to go on to what builds on it."""
    return mastery is not None and mastery.p_known >= LEARNT_FROM


def is_mastered(mastery: Mastery | None) -> bool:
    """Return whether the skill is learnt, and was shown without help after at least a night (12 h) without practice."""
    return mastery is not None and is_learnt(mastery) and mastery.checked_at is not None


@cache
def _scheduler() -> Scheduler:
    """Without the steps of minutes that flash cards have: within a session the tutor's moves decide, not the calendar."""
    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def reviewed(mastery: Mastery, *, right: bool, aided: bool, at: datetime) -> Mastery:
    """Return the mastery with stability, difficulty and due date after one answer at `at` (UTC); `last_at` is the one before.

    A wrong answer counts as Again, a right one with help as Hard, without help as Good. Source: Ye 2022 (FSRS-6), grades ours.
    """
    rating = Rating.Again if not right else Rating.Hard if aided else Rating.Good
    card, _ = _scheduler().review_card(_card(mastery, at), rating, at)
    return mastery.model_copy(
        update={"due_at": card.due, "stability_days": card.stability, "difficulty": card.difficulty}
    )


def recall(mastery: Mastery, now: datetime) -> float:
    """Return P(what was known is recalled now) in [0, 1]; 0.9 after `stability_days`, 1 before the first answer."""
    if mastery.last_at is None or mastery.stability_days == 0:
        return 1.0
    return float(_scheduler().get_card_retrievability(_card(mastery, now), now))


def is_due(mastery: Mastery, now: datetime) -> bool:
    """Return whether the review of this skill is due at `now`."""
    return mastery.due_at is not None and mastery.due_at <= now


def _card(mastery: Mastery, due: datetime) -> Card:
    """Return the card of py-fsrs that stands for the mastery; it gets an id and a date, so that it asks for no clock."""
    if mastery.stability_days == 0:
        return Card(card_id=1, due=due)
    return Card(
        card_id=1,
        state=State.Review,
        stability=mastery.stability_days,
        difficulty=mastery.difficulty,
        due=due,
        last_review=mastery.last_at,
    )
