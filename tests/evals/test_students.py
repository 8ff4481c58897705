"""Simulated pupils do what they are said to do, and their wrong procedures work on the problem's own numbers."""

import random

import pytest

from evals.students import Problem, Pupil, describe, slipped
from evals.students_sheets import plain_sheets
from evals.students_wrong import WRONG, applying
from tutor.domain import KNOWS, OTHER, Task

SUM = Problem("1/2 + 1/3", Task(kind="evaluate", expression="1/2 + 1/3"), "5/6")
WHOLES = Task(kind="evaluate", expression="402 - 178")


@pytest.mark.parametrize("text", ["5/6", "224", "0.5", "0.9 > 0.05", ">", "1, 2, 3", "6 11/30", "3x + 2"])
def test_a_slip_always_changes_the_answer(text: str) -> None:
    chance = random.Random(1)
    assert all(slipped(text, chance) != text for _ in range(50))


def test_a_slip_in_a_solution_changes_the_number_and_not_the_sign() -> None:
    chance = random.Random(1)
    assert all(" = " in slipped("x = 20", chance) for _ in range(50))
    assert {slipped("0.5 = 1/2", chance) for _ in range(50)} == {"0.5 < 1/2", "0.5 > 1/2"}


def test_a_pupil_who_knows_and_never_slips_is_always_right() -> None:
    assert Pupil(KNOWS, slip=0.0).answer(SUM, {}, random.Random(1)) == "5/6"


def test_a_pupil_with_a_wrong_procedure_wavers_as_often_as_is_said() -> None:
    wrong = next(one for one in WRONG if one.name == "crosswise")
    pupil, chance = Pupil(OTHER, wrong, slip=0.0, consistency=0.5), random.Random(3)
    answers = [pupil.answer(SUM, {}, chance) for _ in range(200)]
    assert set(answers) == {"4/3", "5/6"}
    assert 0.4 < answers.count("5/6") / 200 < 0.6


def test_teaching_makes_what_is_held_go() -> None:
    pupil = Pupil(OTHER, WRONG[0], learns=1.0)
    pupil.taught(random.Random(1))
    assert (pupil.holds, pupil.wrong) == (KNOWS, None)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("larger digit kept", "478"), ("nine minus", "321"), ("ones added", "230"), ("subtracts the digit sum", "386")],
)
def test_a_wrong_procedure_works_on_the_numbers(name: str, expected: str) -> None:
    assert next(one for one in WRONG if one.name == name).on(WHOLES, "224") == expected


def test_every_family_of_plain_sums_has_wrong_procedures_of_its_own() -> None:
    for name, problems in plain_sheets(items=12, seed=2).items():
        assert len(applying([(problem.task, problem.key) for problem in problems])) >= 4, name


def test_the_description_names_every_wrong_procedure() -> None:
    assert all(f"  {wrong.name}: {wrong.says}" in describe() for wrong in WRONG)
    assert len({wrong.name for wrong in WRONG}) == len(WRONG) > 60
