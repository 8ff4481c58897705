"""The eval of the learner's state: its logs, its areas under the curve, and what policies do to simulated pupils."""

import random

import pytest

from evals.classes import MANNERS, POLICIES, Session, gives_answers, knows_it_all, plain_tracing, policies
from evals.foresee import elo, ours, shares, traced
from evals.learner import area, foreseen
from evals.logs import WORLDS, Log, simulated
from evals.results import Run
from evals.students import Problem, Pupil
from evals.students_world import World
from tutor.diagnosis import Matcher
from tutor.domain import KNOWS, Task
from tutor.learner.mastery import SHIPPED
from tutor.services import Services


@pytest.mark.parametrize("world", WORLDS)
def test_logs_of_a_seed_are_the_same_and_pupils_get_better(world: str) -> None:
    log = WORLDS[world](200, 1)
    assert log == WORLDS[world](200, 1)
    assert log != WORLDS[world](200, 2)
    early = [right for place, (_, _, right) in enumerate(log) if place % 48 < 16]
    late = [right for place, (_, _, right) in enumerate(log) if place % 48 >= 32]
    assert sum(late) / len(late) > sum(early) / len(early) + 0.05


def test_perfect_foresight_has_an_area_of_one_and_none_without_both_answers() -> None:
    value, error = area([0.9, 0.1] * 5, [True, False] * 5, [f"{n}" for n in range(10)])
    assert (value, error) == (1.0, 0.0)
    assert area([0.5], [True], ["ada"]) == (None, None)


def test_a_right_answer_raises_the_chance_of_the_next() -> None:
    before, after = traced([("ada", "s", True), ("ada", "s", True)], SHIPPED)
    assert before == pytest.approx(0.558)
    assert after > before


def test_only_our_state_and_ratings_learn_from_other_skills() -> None:
    well: Log = [("ada", f"s{place}", True) for place in range(6)]
    badly: Log = [("ben", f"s{place}", False) for place in range(6)]
    assert ours(well, SHIPPED)[-1] > ours(badly, SHIPPED)[-1] + 0.1
    assert elo([], well)[-1] > elo([], badly)[-1]
    assert traced(well, SHIPPED)[-1] == traced(badly, SHIPPED)[-1]
    assert shares(well, badly) == [1.0] * 6


def test_what_is_fitted_beats_chance_on_other_learners_and_ours_beats_plain_tracing() -> None:
    found = {one.metric: one.value for one in foreseen(simulated(80, 1), "x")}
    areas = {name.partition(": ")[2]: value or 0.0 for name, value in found.items() if name.startswith("AUC")}
    assert len(areas) == 7
    assert min(value for name, value in areas.items() if name != "always the same") > 0.55
    assert areas["our learner state, fitted to each skill"] > areas["knowledge tracing fitted to each skill"]
    losses = {name.partition(": ")[2]: value or 9.0 for name, value in found.items() if name.startswith("log loss")}
    assert losses["our learner state, fitted to each skill"] < losses["always the same"]


def test_one_learner_alone_cannot_be_measured() -> None:
    (one,) = foreseen([("ada", "s", True)] * 5, "x")
    assert (one.value, one.note) == (None, "needs two learners or more")


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


def test_to_be_told_what_is_held_is_the_ceiling(session: Session, services: Services) -> None:
    knows_it_all(session, services, "ada")
    assert (session.taught, session.pupil.holds) == (1, KNOWS)
    assert session.right == [False] + [True] * 7


@pytest.mark.slow
def test_every_policy_meets_the_same_pupils_and_ours_is_compared_pupil_by_pupil(services: Services) -> None:
    found = {one.metric: one for one in policies(Run(services, limit=6))}
    before = {found[f"right alone after it: {way}"].baseline for way in POLICIES}
    assert len(before) == 1
    ceiling = found["right alone after it: told what is held"].value
    assert ceiling is not None
    assert all((found[f"right alone after it: {way}"].value or 0) <= ceiling + 1e-9 for way in POLICIES)
    assert all("says nothing about children" in found[f"right alone after it: {way}"].note for way in POLICIES)
    compared = [one for one in found.values() if one.metric.startswith("ours, pupils")]
    assert len(compared) == 2 * len(MANNERS)
    assert [one.n for one in compared] == [6, 6, 3, 3, 3, 3]
