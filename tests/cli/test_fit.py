"""The verb that fits the learner's state to a school's log."""

from datetime import UTC, datetime, timedelta

from tests.cli.conftest import Run
from tutor.domain import Attempt, Verdict
from tutor.learner.events import AttemptData, to_event
from tutor.learner.mastery import SHIPPED
from tutor.services import Services

MONDAY = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)


def answers(services: Services, skill: str, verdict: Verdict) -> None:
    for pupil in range(20):
        tries = [Attempt(problem=f"{n} + 1", response="2", skill=skill, verdict=verdict) for n in range(3)]
        services.store.append(
            to_event(AttemptData(attempt=one), id=f"{skill}:{pupil}:{n}", learner=f"pupil{pupil}", at=MONDAY + timedelta(minutes=n))
            for n, one in enumerate(tries)
        )  # fmt: skip


def test_a_fit_that_foresees_better_is_kept_and_one_can_go_back(run: Run, services: Services) -> None:
    answers(services, "easy", "right")
    answers(services, "hard", "wrong")
    (told,) = run("fit").rows
    assert (told["kept"], told["fit"]["number"], told["learners"], told["answers"]) == (True, 1, 20, 120)
    assert told["loss"] < told["loss_shipped"]
    assert services.store.fit().of("easy").prior > 0.7 > 0.3 > services.store.fit().of("hard").prior
    (back,) = run("fit", "--shipped").rows
    assert (back["number"], services.store.fit().skills) == (2, {})


def test_a_school_without_answers_keeps_what_ships(run: Run, services: Services) -> None:
    (told,) = run("fit").rows
    assert (told["kept"], told["fit"]["number"], told["answers"]) == (False, 0, 0)
    assert services.store.fit() == SHIPPED
