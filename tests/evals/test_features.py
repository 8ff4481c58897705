"""What further features add on simulated pupils, in a world where they are at work and in one where none is."""

import pytest

from evals.features import Feature, compare, foreseen, main, world
from evals.fit_mastery import foreseen as by_state
from tutor.learner.mastery import Fit


def test_a_world_of_a_seed_is_the_same_and_days_go_on() -> None:
    made = world(3, 1, 1.0)
    assert made == world(3, 1, 1.0) != world(3, 2, 1.0)
    for rows in made.values():
        days = [one.answer.day for one in rows]
        assert days == sorted(days)


@pytest.mark.parametrize("forgets", [0.0, 0.3])
def test_without_further_features_it_is_the_state_of_the_product(forgets: float) -> None:
    (rows,) = world(1, 1, 1.0).values()
    answers = [one.answer for one in rows]
    assert foreseen(rows, Fit(), {}, Feature(forgets=forgets)) == pytest.approx(by_state(answers, Fit(forgets=forgets)))


def test_forgetting_and_items_help_where_they_are_and_cost_little_where_not() -> None:
    there, gone = compare(80, 201, 1.0), compare(80, 201, 0.0)
    for feature in ("forgetting", "items", "all"):
        assert there[feature][1] < there["none"][1]
        assert gone[feature][1] < gone["none"][1] + 0.01


def test_the_command_tells_both_worlds(capsys: pytest.CaptureFixture[str]) -> None:
    main(16)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 14
    assert lines[0].startswith("features at work, none")
    assert lines[7].startswith("no feature at work, none")
