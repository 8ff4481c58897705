"""The verb that measures: figures on standard output, all faults at once on standard error, exit codes."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_run_prints_its_figures_and_is_kept(run: Run, tmp_path: Path) -> None:
    to = tmp_path / "run.json"
    ran = run("eval", "grading", "--limit", 5, "--json", to)
    assert [line.split()[0] for line in ran.out.splitlines()] == ["grading"] * 3
    assert (ran.code, "run.html" in ran.err) == (0, True)
    assert json.loads(to.read_text(encoding="utf-8"))["run"]["limit"] == 5
    again = run("eval", "compare", to, to)
    assert (again.out, "0 better, 0 worse" in again.err) == ("", True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gradin", "lables"], "no eval gradin, lables. There are: grading, labels"),
        (["labels"], "labels cannot run: mae/labels.jsonl"),
        (["labels", "--data", "none"], "none: there is no such folder"),
        (["labels", "--map", "none.yaml"], "none.yaml: cannot be read"),
        (["compare", "one.json"], "Name two files"),
        (["compare", "one.json", "two.json"], "one.json: cannot be read"),
        (["grading", "--resume", "--json", "README.md"], "README.md: is no record of a run"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else "",
)  # fmt: skip
def test_what_cannot_run_is_said_with_its_cure(run: Run, arguments: list[str], said: str) -> None:
    ran = run("eval", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_csv_of_ones_own_is_measured_by_a_mapping(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Q;A\n1/2 + 1/3;2/5\n", encoding="utf-8")
    (tmp_path / "a.yaml").write_text("problem: Q\nresponse: A\n", encoding="utf-8")
    ran = run("eval", "--data", tmp_path / "a.csv", "--map", tmp_path / "a.yaml")
    assert "own answers: a misconception is named" in ran.out
    assert "maths.fractions.add-across 1" in ran.out


def test_a_missed_threshold_fails_the_gate_and_only_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from evals.gate import Threshold

    high = [Threshold(task="grading", metric="verdict", bound="at_least", value=1.1)]
    monkeypatch.setattr("evals.command.load_thresholds", lambda: high)
    assert run("eval", "grading", "--limit", 5).code == 0
    assert run("eval", "grading", "--limit", 5, "--gate").code == 1
