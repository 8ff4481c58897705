from datetime import UTC, datetime, timedelta

import pytest

from tutor.domain import Attempt, Learner, Mastery
from tutor.learner import why

MONDAY = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
ADD = "maths.fractions.add-unlike"


def learner(mastery: Mastery) -> Learner:
    tries = [Attempt(problem="1/2 + 1/3", response=r, skill=s) for r, s in (("2/5", ADD), ("7", "other"), ("5/6", ADD))]
    return Learner(id="ada", mastery={ADD: mastery}, attempts=tuple(tries))


def test_the_facts_name_the_belief_the_counts_and_the_attempts_behind_it() -> None:
    due = MONDAY + timedelta(days=2)
    facts = why(learner(Mastery(p_known=0.43, attempts=2, right=1, last_at=MONDAY, due_at=due)), ADD)
    assert (facts.p_known, facts.needed, facts.attempts, facts.right, facts.unaided) == (0.43, 0.95, 2, 1, 0)
    assert (facts.last_at, facts.due_at, facts.is_mastered, facts.missing) == (MONDAY, due, False, "practice")
    assert [attempt.response for attempt in facts.recent] == ["2/5", "5/6"]


def test_the_facts_say_what_still_separates_a_learnt_skill_from_mastery() -> None:
    assert why(learner(Mastery(p_known=0.97)), ADD).missing == "delayed_check"
    assert why(learner(Mastery(p_known=0.97, checked_at=MONDAY)), ADD).missing == ""


def test_a_skill_never_tried_has_only_the_prior() -> None:
    facts = why(Learner(id="ada"), ADD)
    assert facts.p_known == pytest.approx(0.48)
    assert (facts.attempts, facts.recent, facts.missing) == (0, (), "practice")
