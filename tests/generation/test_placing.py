"""A task is placed with the skill whose items are most like it."""

import pytest

from tutor.catalog.schema import Catalog
from tutor.generation import Placing
from tutor.maths import find


@pytest.fixture(scope="module")
def placing(catalog: Catalog) -> Placing:
    return Placing(catalog)


@pytest.mark.parametrize(
    ("problem", "skill"),
    [
        ("Solve 3x + 4 = 19", "maths.equations.two-step"),
        ("Solve 5x + 3 = 2x + 12", "maths.equations.both-sides"),
        ("Solve 3x + 4 < 19", "maths.equations.inequalities"),
        ("Expand 3(x + 4)", "maths.expressions.distribute"),
        ("Find the slope of the line through (1, 2) and (3, 8)", "maths.functions.slope-two-points"),
    ],
)
def test_algebra_is_placed_by_its_letters_and_its_sign(problem: str, skill: str, placing: Placing) -> None:
    task = find(problem).task
    assert task is not None
    assert placing.skill_of(task) == skill
