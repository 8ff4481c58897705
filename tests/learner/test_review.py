from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.domain import Mastery
from tutor.learner.mastery import is_due, recall, reviewed

MONDAY = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
NEW = Mastery(p_known=0.4)


def after(mastery: Mastery, at: datetime, right: bool = True, aided: bool = False) -> Mastery:
    return reviewed(mastery, right=right, aided=aided, at=at).model_copy(update={"last_at": at})


@pytest.mark.parametrize(
    ("right", "aided", "stability_days", "due_in_days"),
    [(True, False, 2.3065, 2), (True, True, 1.2931, 1), (False, False, 0.212, 1), (False, True, 0.212, 1)],
    ids=["right", "right with help", "wrong", "wrong with help"],
)
def test_the_first_answer_sets_the_stability_of_its_grade(
    right: bool, aided: bool, stability_days: float, due_in_days: int
) -> None:
    first = after(NEW, MONDAY, right, aided)
    assert first.stability_days == pytest.approx(stability_days)
    assert first.due_at == MONDAY + timedelta(days=due_in_days)


def test_answers_right_when_due_space_out_the_reviews() -> None:
    mastery, at, waits = NEW, MONDAY, []
    for _ in range(5):
        mastery = after(mastery, at)
        assert mastery.due_at is not None
        waits.append((mastery.due_at - at).days)
        at = mastery.due_at
    assert waits == [2, 11, 46, 163, 497]


def test_a_wrong_answer_of_a_known_skill_brings_it_back_in_two_days_instead_of_six_weeks() -> None:
    known = after(after(NEW, MONDAY), MONDAY + timedelta(days=2))
    lapsed = after(known, MONDAY + timedelta(days=13), right=False)
    assert lapsed.due_at == MONDAY + timedelta(days=15)


def test_recall_fades_to_nine_in_ten_after_the_stability() -> None:
    mastery = Mastery(p_known=0.9, last_at=MONDAY, stability_days=10.0, difficulty=5.0)
    assert recall(NEW, MONDAY) == 1.0
    assert recall(mastery, MONDAY) == 1.0
    assert recall(mastery, MONDAY + timedelta(days=10)) == pytest.approx(0.9)
    assert recall(mastery, MONDAY + timedelta(days=100)) == pytest.approx(0.6928, abs=1e-4)


def test_a_review_is_due_from_its_moment_on() -> None:
    mastery = after(NEW, MONDAY)
    assert not is_due(NEW, MONDAY)
    assert not is_due(mastery, MONDAY + timedelta(days=2, seconds=-1))
    assert is_due(mastery, MONDAY + timedelta(days=2))


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 10_000)), max_size=12))
def test_the_same_answers_give_the_same_dates_and_never_one_before_tomorrow(
    answers: list[tuple[bool, bool, int]],
) -> None:
    def run() -> list[Mastery]:
        mastery, at, states = NEW, MONDAY, []
        for right, aided, minutes in answers:
            at += timedelta(minutes=minutes)
            mastery = after(mastery, at, right, aided)
            assert mastery.due_at is not None
            assert mastery.due_at >= at + timedelta(days=1)
            states.append(mastery)
        return states

    assert run() == run()
