"""What is wrong before a run begins is said all at once, and what can run runs."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evals import grading, start, suite
from evals.gate import Threshold
from evals.results import Run
from evals.scripted import Scripted
from tutor.errors import LlmUnavailable, TutorError
from tutor.services import Services


@pytest.fixture
def run(services: Services) -> Run:
    return Run(services, limit=5)


def test_a_language_model_that_answers_may_take_part(run: Run) -> None:
    assert start.llm_fault(run, "openai/some", Scripted(["ready"])) == ""


@pytest.mark.parametrize(
    ("script", "said"),
    [([LlmUnavailable("AuthenticationError: wrong key")], "wrong key"), ([" "], "answers with nothing")],
    ids=["wrong key", "silent"],
)
def test_one_that_does_not_is_said_with_its_cure(run: Run, script: list[str | Exception], said: str) -> None:
    fault = start.llm_fault(run, "openai/some", Scripted(script))
    assert said in fault
    assert "TUTOR_LLM_API_KEY" in fault


def test_an_unknown_provider_is_said_without_asking_anybody(run: Run) -> None:
    assert "no such provider" in start.llm_fault(run, "nosuch")


def judged(run: Run) -> Run:
    run.services.settings = run.services.settings.model_copy(update={"llm_judge": "openai/judge"})
    return run


def test_a_judge_that_answers_in_form_judges(run: Run) -> None:
    assert start.judge_fault(judged(run), Scripted(["ready", "It fits. GRADE: Yes", "GRADE: Yes"])) == ""


def test_a_judge_that_never_does_is_said_at_the_start(run: Run) -> None:
    assert "never answers in form" in start.judge_fault(judged(run), Scripted(["ready", "Fine!", "Well done."]))


def test_everything_is_said_at_once_and_the_rest_runs(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    gone = [Threshold(task="gradin", metric="m", bound="at_least", value=1.0)]
    monkeypatch.setattr(suite, "load_thresholds", lambda: gone)
    begun = replace(run, data=tmp_path, llm="nosuch/one", progress=told.append)
    record = suite.run_evals(begun, ["labels", "grading"])
    before = told[: told.index("grading ...")]
    assert any("mae/labels.jsonl" in line and "MaE" in line for line in before)
    assert any("nosuch/one" in line for line in before)
    assert any("no eval gradin" in line and "grading" in line for line in before)
    assert {row["task"]: row["value"] for row in record["results"]}["labels"] is None
    assert record["took_s"].keys() == {"labels", "grading"}
    assert any(row["task"] == "grading" and row["value"] == 1.0 for row in record["results"])


def test_a_broken_file_and_a_missing_field_are_found_before_anything_runs(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mae").mkdir()
    (tmp_path / "mae/labels.jsonl").write_text(
        '{"id": "A", "misconception": "m", "topic": "t"}\n{"id": "B", "topic": "t"}\n', encoding="utf-8"
    )
    with pytest.raises(TutorError, match=r"labels\.jsonl, line 2: has no misconception"):
        suite.run_evals(replace(run, data=tmp_path), ["labels"])


def test_a_folder_that_is_not_there_is_said(run: Run, tmp_path: Path) -> None:
    with pytest.raises(TutorError, match="there is no such folder"):
        suite.run_evals(replace(run, data=tmp_path / "none"), ["labels"])
    (tmp_path / "one.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(TutorError, match="--map"):
        suite.run_evals(replace(run, data=tmp_path / "one.csv"), ["labels"])


def test_a_kill_in_the_middle_of_writing_leaves_the_record_before(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "run.json"
    suite.run_evals(run, ["grading"], kept)
    assert json.loads(kept.read_text(encoding="utf-8"))["took_s"].keys() == {"grading"}
    assert [path.name for path in tmp_path.glob("run.*")] == ["run.json"]


def test_a_broken_eval_stands_in_the_results(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grading, "evaluate", lambda run: 1 / 0)
    (row,) = suite.run_evals(run, ["grading"])["results"]
    assert row["note"].startswith("broke: ZeroDivisionError")


def test_a_broken_set_that_is_taken_where_it_is_there_is_said_and_an_absent_one_is_not(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "mrbench").mkdir()
    (tmp_path / "mrbench/MRBench_V2.json").write_text('[{"conversation_id": "1"}]', encoding="utf-8")
    (fault,) = start.ready(replace(run, data=tmp_path), ("tutoring", "learner"), [], suite.EVALS).faults
    assert "mrbench is left out" in fault
    assert "MRBench_V2.json" in fault


def test_a_judge_without_labels_of_people_is_said_not_to_be_trusted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "judge_fault", lambda run: "")
    (fault,) = start.ready(judged(run), ("tutoring",), [], suite.EVALS).faults
    assert "will not be trusted" in fault
    assert "mrbench_v3_devset.json" in fault


def test_why_there_is_no_judge_stands_once_in_the_results(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "judge_fault", lambda run: "The judge is silent.")
    begun = start.ready(judged(run), ("tutoring",), [], suite.EVALS)
    results = [one for one in suite._results("tutoring", begun) if one.metric == start.JUDGE]
    assert [one.note for one in results] == ["The judge is silent."]


def test_what_of_an_eval_runs_without_data_is_not_called_impossible(run: Run) -> None:
    missing = start.ready(run, ("steps", "labels"), [], suite.EVALS).missing
    assert missing["steps"].startswith("A part of steps cannot run")
    assert missing["labels"].startswith("labels cannot run")
