from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from tutor.catalog.schema import Catalog, Skill
from tutor.domain import Learner, Mastery
from tutor.learner.next import next_skill, predicted_success

NOW = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
LADDER = {"count": ("2", ()), "add": ("3", ("count",)), "times": ("4", ("add",)), "fractions": ("5-6", ("times",))}


def skill(id: str, grades: str, prerequisites: Sequence[str]) -> Skill:
    return Skill.model_construct(
        id=id, title=id, grades=grades, standards=("x",), prerequisites=tuple(prerequisites), items=()
    )


def catalog(skills: Mapping[str, tuple[str, Sequence[str]]] = LADDER) -> Catalog:
    made = {id: skill(id, grades, before) for id, (grades, before) in skills.items()}
    return Catalog(skills=made, misconceptions={}, rules={}, lessons={}, lines={}, hash="")


def learner(grade: int | None = None, due_in_days: int = 30, **p_known: float) -> Learner:
    due_at, last = NOW + timedelta(days=due_in_days), NOW - timedelta(days=1)
    mastery = {
        id: Mastery(p_known=p, last_at=last, checked_at=last, due_at=due_at, stability_days=30.0, difficulty=5.0)
        for id, p in p_known.items()
    }
    return Learner(id="ada", grade=grade, mastery=mastery)


def unchecked(hours: int, **p_known: float) -> Learner:
    who, last = learner(**p_known), NOW - timedelta(hours=hours)
    left = {id: one.model_copy(update={"checked_at": None, "last_at": last}) for id, one in who.mastery.items()}
    return who.model_copy(update={"mastery": left})


@pytest.mark.parametrize(
    ("who", "chosen"),
    [
        (unchecked(hours=14, count=0.97), "count"),
        (unchecked(hours=2, count=0.97), "add"),
    ],
    ids=["the day after, it is shown once more", "the same day, the next step"],
)
def test_what_was_learnt_is_checked_after_a_night(who: Learner, chosen: str) -> None:
    assert next_skill(who, catalog(), NOW) == chosen


@pytest.mark.parametrize(
    ("who", "chosen"),
    [
        (learner(), "count"),
        (learner(count=0.97), "add"),
        (learner(count=0.97, add=0.8), "add"),
        (learner(count=0.97, add=0.96), "times"),
        (learner(grade=4), "times"),
        (learner(grade=5), "fractions"),
        (learner(grade=5, fractions=0.8), "fractions"),
        (learner(grade=5, fractions=0.2), "times"),
        (learner(grade=5, fractions=0.2, times=0.2), "add"),
        (learner(grade=5, fractions=0.2, times=0.96), "fractions"),
        (learner(grade=9), "fractions"),
    ],
    ids=[
        "nothing known: the root",
        "the step after what is learnt",
        "what was begun is finished first",
        "one step at a time",
        "a grade 4 pupil begins at grade 4",
        "a grade 5 pupil begins at grade 5",
        "and stays there while it goes well",
        "one that fails goes a step down",
        "and another",
        "and up again once that is learnt",
        "one above all grades is checked on the latest",
    ],
)
def test_the_next_skill_lies_on_the_fringe(who: Learner, chosen: str) -> None:
    assert next_skill(who, catalog(), NOW) == chosen


def test_a_due_review_goes_before_new_work_the_longest_overdue_first() -> None:
    due = learner(due_in_days=-1, count=0.97)
    assert next_skill(due, catalog(), NOW) == "count"
    overdue = learner(due_in_days=-3, add=0.9)
    both = due.model_copy(update={"mastery": due.mastery | overdue.mastery})
    assert next_skill(both, catalog(), NOW) == "add"


def test_what_was_never_known_is_not_reviewed_but_learnt_in_its_turn() -> None:
    assert next_skill(learner(due_in_days=-1, grade=5, fractions=0.1), catalog(), NOW) == "times"


def test_of_several_the_one_nearest_to_the_band_comes_first_then_the_earlier_grade() -> None:
    wide = catalog({"hard": ("3", ()), "right": ("4", ()), "new": ("3", ()), "newer": ("4", ())})
    assert next_skill(learner(hard=0.1, right=0.8), wide, NOW) == "right"
    assert next_skill(learner(hard=0.1), wide, NOW) == "new"


def test_a_skill_above_the_learners_grade_waits_for_those_of_the_grade() -> None:
    wide = catalog({"above": ("6", ()), "at": ("5", ())})
    assert next_skill(learner(grade=5), wide, NOW) == "at"


def test_when_all_is_learnt_the_one_that_falls_due_first_comes_back() -> None:
    soon = learner(due_in_days=2, add=0.97)
    later = learner(due_in_days=5, count=0.97)
    everything = Learner(id="ada", mastery=soon.mastery | later.mastery)
    two = catalog({"count": ("2", ()), "add": ("3", ("count",))})
    assert next_skill(everything, two, NOW) == "add"


def test_a_prerequisite_that_is_not_in_the_catalog_holds_nobody_up() -> None:
    assert next_skill(learner(), catalog({"add": ("3", ("elsewhere",))}), NOW) == "add"


def test_an_empty_catalog_has_no_next_skill() -> None:
    assert next_skill(learner(), catalog({}), NOW) == ""


def test_success_is_predicted_from_knowing_guessing_and_forgetting() -> None:
    add = skill("add", "3", ())
    assert predicted_success(add, learner(), NOW) == pytest.approx(0.558)
    assert predicted_success(add, learner(grade=5), NOW) == pytest.approx(0.75)
    assert predicted_success(add, learner(add=0.9), NOW - timedelta(days=1)) == pytest.approx(0.81)
    # a month on, nine in ten is recalled: 0.27 + 0.6 * 0.9 * 0.9
    assert predicted_success(add, learner(add=0.9), NOW + timedelta(days=29)) == pytest.approx(0.756)
