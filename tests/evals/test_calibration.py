"""The calibration of cells: what is learned of a class comes from its other half, and the error is measured as it is said."""

import random

import pytest

from evals import calibration
from evals.calibration import Worked, work
from evals.students import Pupil
from evals.students_sheets import plain_sheets
from evals.students_world import USUAL, World
from tutor.catalog import load
from tutor.diagnosis import Matcher
from tutor.diagnosis.belief import USUAL as USUAL_PRIOR
from tutor.domain import KNOWS

FRACTIONS = ("fractions +", "fractions -")


@pytest.fixture(scope="module")
def world() -> World:
    matcher = Matcher(load())
    published = {id: one for id, one in matcher.catalog.misconceptions.items() if one.status == "published"}
    sheets = {name: problems for name, problems in plain_sheets(items=8, seed=3).items() if name in FRACTIONS}
    held = {name: ["maths.fractions.add-across"] for name in sheets}
    return World(matcher, published, sheets, held, {name: [] for name in sheets})


def test_what_a_half_of_the_class_tells_is_used_on_the_other(world: World) -> None:
    chance = random.Random(1)
    knowing, holding = (work(world, USUAL.but(held=held, other=0.0), 60, chance) for held in (0.0, 1.0))
    mixed = [one for pair in zip(knowing, holding, strict=True) for one in pair]
    first, second = calibration._learned(mixed, 10, world)[:2]
    assert first.mix[2].sum() > USUAL_PRIOR.mix[2].sum() > second.mix[2].sum()


def test_every_cell_has_its_error_alone_and_in_a_class(world: World) -> None:
    worked = work(world, USUAL, 40, random.Random(2))
    results = {one.metric: one for one in calibration.calibration("cell", worked, world)}
    assert len(results) == 11
    alone = results["cell: calibration error, after 10"]
    known = results["cell: calibration error in a class known by ten answers, after 10"]
    assert alone.n == known.n == 40
    assert alone.stderr is not None
    assert alone.stderr > 0
    assert alone.value != known.value
    assert "by luck alone" in alone.note


def test_a_case_holds_the_answers_before_it(world: World) -> None:
    worked = Worked(Pupil(KNOWS), work(world, USUAL, 1, random.Random(3))[0].attempts)
    case = worked.case(3)
    assert [one.problem for one in case.history] == [one.problem for one in worked.attempts[:2]]
    assert case.problem == worked.attempts[2].problem
