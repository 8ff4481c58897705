"""When a skill should come up again, by py-fsrs: whole days, no fuzz, UTC. What is practised then is left to `next`."""

from datetime import datetime
from functools import cache

from fsrs import Card, Rating, Scheduler, State

from tutor.domain import Mastery


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
