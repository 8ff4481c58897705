"""What is checked of simulated pupils: each check says so where the pupils are not what they are taken for."""

import json
from pathlib import Path

import pytest

from evals import validity
from evals.results import Run
from tutor.services import Services


def test_pupils_who_change_untaught_and_tests_that_tell_nothing_are_seen() -> None:
    assert validity.untaught([False, False, True, False]).value == 0.25
    assert validity.told_apart([0.2, 0.4], [0.9, 0.9]).value == pytest.approx(0.6)
    assert validity.told_apart([0.5, 0.5], [0.5, 0.5]).value == 0.0
    told = validity.follows([True, True, False, True], 0.9)
    assert (told.value, told.baseline, told.n) == (0.75, 0.9, 4)


def test_the_order_of_policies_is_compared_pair_by_pair_and_level_pairs_do_not_count() -> None:
    usual = {"ours": [0.8, 0.8], "other": [0.5, 0.5], "idle": [0.1, 0.1], "as idle": [0.12, 0.1]}
    (same,) = validity.same_order(
        usual, {"slow": {name: [value / 2 for value in held] for name, held in usual.items()}}
    )
    assert (same.value, same.n) == (1.0, 5)
    (turned,) = validity.same_order(usual, {"odd": usual | {"ours": [0.3, 0.3]}})
    assert turned.value == pytest.approx(4 / 5)


def test_real_wrong_answers_are_held_against_what_pupils_could_write(services: Services, tmp_path: Path) -> None:
    row = {
        "Misconception ID": "1",
        "Topic": "t",
        "Example Number": 1,
        "Question": "1/2 + 1/3",
        "Incorrect Answer": "2/5",
    }
    rows = [row, row | {"Incorrect Answer": "977"}, row | {"Question": "3.4 + 1.25", "Incorrect Answer": "1.59"}]
    (tmp_path / "mae").mkdir()
    (tmp_path / "mae/examples.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (one,) = validity.real_answers(Run(services, tmp_path))
    assert one.n == 3
    assert one.value is not None
    assert one.value >= 1 / 3
    assert "1/2 + 1/3 -> 977" in one.failures
    (none,) = validity.real_answers(Run(services))
    assert none.value is None
    assert "MaE" in none.note
