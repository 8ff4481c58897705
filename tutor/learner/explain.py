"""Why the tutor believes what it believes of a skill, as facts; the words for them are left to content and pages."""

from typing import Literal

from tutor.domain import Attempt, Learner, Mastery
from tutor.learner.mastery import LEARNT_FROM, begin, is_learnt, is_mastered


class Why(Mastery):
    """The facts behind the belief in one skill: its mastery, and what they amount to.

    `missing` is what still separates the skill from mastery: `practice` (P(known) below `needed`), `delayed_check` (a right answer
    without help after a night), or nothing. `recent` are the kept attempts at it, oldest first.
    """

    skill: str
    needed: float = LEARNT_FROM
    is_mastered: bool
    missing: Literal["", "practice", "delayed_check"]
    recent: tuple[Attempt, ...]


def why(learner: Learner, skill: str) -> Why:
    """Return the facts behind what is believed of the skill; for one never tried, those of the prior."""
    mastery = learner.mastery.get(skill, Mastery(p_known=begin(learner.strength)))
    return Why(
        **dict(mastery),
        skill=skill,
        is_mastered=is_mastered(mastery),
        missing="" if is_mastered(mastery) else "delayed_check" if is_learnt(mastery) else "practice",
        recent=tuple(attempt for attempt in learner.attempts if attempt.skill == skill),
    )
