"""Figures on simulated pupils: nobody is accused for slips, what is held is found, and what is unknown stays unnamed."""

import random
from collections import Counter

import pytest

from evals.students import Pupil
from evals.students_sheets import plain_sheets
from evals.students_world import World
from evals.students_wrong import WRONG
from tutor.diagnosis import Case, Matcher, diagnose
from tutor.domain import KNOWS, OTHER, SLIP, Attempt

PUPILS = 60
SHEETS = ("fractions +", "wholes -")


@pytest.fixture(scope="module")
def world(matcher: Matcher) -> World:
    sheets = {name: problems for name, problems in plain_sheets(items=80, seed=7).items() if name in SHEETS}
    return World(matcher, matcher.catalog.misconceptions, sheets)


def decisions(world: World, sheet: str, pupils: list[Pupil], answers: int) -> Counter[str | None]:
    chance = random.Random(7)
    counted: Counter[str | None] = Counter()
    for pupil in pupils:
        pool = [problem for problem in world.sheets[sheet] if pupil.holds == KNOWS or tells(world, pupil, problem)]
        problems = chance.sample(pool, answers)
        attempts = [
            Attempt(problem=one.text, response=pupil.answer(one, world.misconceptions, chance)) for one in problems
        ]
        newest = attempts.pop()
        case = Case(newest.problem, newest.response, history=tuple(attempts))
        counted[diagnose(case, world.matcher).decision] += 1
    return counted


def tells(world: World, pupil: Pupil, problem: object) -> bool:
    """Tell whether the problem shows what the pupil holds: its answer is wrong and, for OTHER, no malrule's."""
    if pupil.wrong:
        return world.is_own(pupil.wrong, problem)  # type: ignore[arg-type]
    return world.is_wrong(pupil.meant(problem, world.misconceptions), problem)  # type: ignore[arg-type]


@pytest.mark.parametrize("sheet", SHEETS)
def test_pupils_who_know_are_not_accused_for_slips(world: World, sheet: str) -> None:
    counted = decisions(world, sheet, [Pupil(KNOWS, slip=0.2)] * PUPILS, 5)
    assert counted[KNOWS] + counted[SLIP] >= 0.85 * PUPILS
    assert sum(count for name, count in counted.items() if name and name.startswith("maths.")) <= 0.03 * PUPILS


@pytest.mark.parametrize(
    ("sheet", "holds"),
    [("fractions +", "maths.fractions.add-across"), ("wholes -", "maths.wholes.smaller-from-larger")],
)
def test_what_is_held_is_found_after_three_answers_with_slips(world: World, sheet: str, holds: str) -> None:
    assert decisions(world, sheet, [Pupil(holds, slip=0.2)] * PUPILS, 3)[holds] >= 0.85 * PUPILS


@pytest.mark.parametrize("sheet", SHEETS)
def test_an_unknown_wrong_procedure_gets_no_name(world: World, sheet: str) -> None:
    own = [
        wrong for wrong in WRONG if sum(world.is_own(wrong, problem) for problem in world.sheets[sheet]) >= PUPILS / 2
    ]
    assert len(own) >= 10
    counted = decisions(world, sheet, [Pupil(OTHER, wrong, slip=0.0) for wrong in own * 3], 3)
    named = sum(count for name, count in counted.items() if name and name.startswith("maths."))
    assert named <= 0.1 * 3 * len(own)
    assert counted[OTHER] >= 0.5 * 3 * len(own)
