"""The eval of the learner's state: its logs, its areas under the curve, and what policies do to simulated pupils."""

import random

import pytest

from evals.classes import Session, gives_answers, plain_tracing
from evals.learner import area, foreseen, simulated, traced
from evals.students import Problem, Pupil
from evals.students_world import World
from tutor.diagnosis import Matcher
from tutor.domain import KNOWS, Task
from tutor.services import Services


def test_logs_of_a_seed_are_the_same_and_pupils_get_better() -> None:
    log = simulated(60, 1)
    assert log == simulated(60, 1)
    assert log != simulated(60, 2)
    half = len(log) // 2
    assert sum(right for _, _, right in log[half:]) > 0


def test_perfect_foresight_has_an_area_of_one_and_none_without_both_answers() -> None:
    value, error = area([0.9, 0.1] * 5, [True, False] * 5, [f"{n}" for n in range(10)])
    assert (value, error) == (1.0, 0.0)
    assert area([0.5], [True], ["ada"]) == (None, None)


def test_a_right_answer_raises_the_chance_of_the_next() -> None:
    before, after = traced([("ada", "s", True), ("ada", "s", True)], {})
    assert before == pytest.approx(0.48)
    assert after > before


def test_what_is_fitted_beats_chance_on_other_learners() -> None:
    found = {one.metric.split(": ")[1]: one.value for one in foreseen(simulated(80, 1), "simulated")}
    assert len(found) == 4
    assert all(value is not None and value > 0.55 for value in found.values())


@pytest.fixture
def session(services: Services) -> Session:
    task = Task(kind="evaluate", expression="1/2 + 1/3")
    problem = Problem("1/2 + 1/3", task, "5/6", "fractions +")
    across = next(id for id in services.catalog.misconceptions if id.endswith("fractions.add-across"))
    world = World(Matcher(services.catalog), services.catalog.misconceptions, {"fractions +": [problem]})
    pupil = Pupil(across, slip=0.0, learns=1.0)
    return Session(pupil, across, [problem] * 8, world, random.Random(1), [])


def test_a_pupil_changes_only_when_the_held_misconception_is_addressed(session: Session) -> None:
    session.teach("")
    session.teach("maths.fractions.another")
    assert session.pupil.holds == session.holds
    session.teach(session.holds)
    assert session.pupil.holds == KNOWS


def test_answers_that_are_given_make_a_good_session_and_change_nothing(session: Session, services: Services) -> None:
    gives_answers(session, services, "ada")
    assert session.right.count(True) == 4
    assert session.pupil.holds == session.holds
    session.right.clear()
    plain_tracing(session, services, "ada")
    assert not any(session.right)
