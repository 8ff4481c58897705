"""The suite: what is unknown or missing is said at the start, and what can run runs."""

from dataclasses import replace
from pathlib import Path

import pytest

from evals import labels, suite
from evals.results import Result, Run, calibration_error, calibration_stderr, mean, share
from tutor.errors import NotFound, TutorError
from tutor.services import Services


@pytest.fixture
def run(services: Services) -> Run:
    return Run(services)


def test_an_unknown_eval_is_named_with_the_nearest(run: Run) -> None:
    with pytest.raises(NotFound, match="labels"):
        suite.run_evals(run, ["label"])


def test_missing_data_is_said_and_nothing_runs_where_all_need_it(run: Run) -> None:
    with pytest.raises(TutorError, match="--data or TUTOR_DATA"):
        suite.run_evals(run, ["labels"])


def test_a_broken_file_names_its_line_and_stands_in_the_results(run: Run, tmp_path: Path) -> None:
    for name in labels.NEEDS:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('{"id": "A"}\n{no\n', encoding="utf-8")
    record = suite.run_evals(replace(run, data=tmp_path, limit=5), ["labels", "grading"])
    result, *others = record["results"]
    assert result["value"] is None
    assert "labels.jsonl, line 2" in result["note"]
    assert [row["task"] for row in others] == ["grading"] * 3
    assert set(record["run"]["data"]) == set(labels.NEEDS)


def test_without_its_data_an_eval_still_measures_what_needs_none(run: Run) -> None:
    record = suite.run_evals(replace(run, limit=5), ["steps"])
    missing, *others = record["results"]
    assert "StepVerify" in missing["note"]
    assert {row["metric"].partition(":")[0] for row in others} == {"Made equations"}


def test_a_share_has_its_binomial_error_and_none_where_nothing_was_tried() -> None:
    assert share("t", "m", [True, True, False, False]) == Result("t", "m", 0.5, 0.25, 4, cases=(1.0, 1.0, 0.0, 0.0))
    assert share("t", "m", []).value is None


def test_a_mean_has_the_error_of_its_spread() -> None:
    found = mean("t", "m", [1.0, 2.0, 3.0])
    assert (found.value, found.n) == (2.0, 3)
    assert found.stderr == pytest.approx(1 / 3**0.5)


def test_where_nothing_was_tried_it_is_said() -> None:
    assert share("t", "m", [], note="baseline: none").note == "nothing to count in this run; baseline: none"
    assert mean("t", "m", []).note == "nothing to count in this run"
    assert share("t", "m", [True], note="baseline: none").note == "baseline: none"


def test_a_limited_run_draws_its_cases_by_the_seed_and_keeps_their_order(run: Run) -> None:
    """The first rows of a file are often of one kind, so that they tell little of the rest."""
    rows = list(range(1000))
    few = replace(run, limit=20).some(rows)
    assert few == replace(run, limit=20).some(rows) == sorted(few)
    assert max(few) > 500
    assert few != replace(run, limit=20, seed=2).some(rows)
    assert run.some(rows) == replace(run, limit=2000).some(rows) == rows


def test_the_error_of_the_calibration_error_shrinks_with_more_cases() -> None:
    few = calibration_stderr([0.7] * 20, [True] * 14 + [False] * 6)
    many = calibration_stderr([0.7] * 2000, [True] * 1400 + [False] * 600)
    assert few is not None
    assert many is not None
    assert 0 < many < few / 5
    assert calibration_stderr([0.5], [True]) is None


def test_the_calibration_error_is_the_gap_between_chance_and_truth() -> None:
    assert calibration_error([0.75] * 4, [True, True, True, False]) == pytest.approx(0.0)
    assert calibration_error([0.95] * 2, [True, False]) == pytest.approx(0.45)
