"""The command: figures on standard output, all else on standard error, and a record that the pages find."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from evals import runs
from evals.command import line_of, measure, show_comparison
from evals.gate import Threshold
from evals.results import Run, share
from tutor.errors import NotFound, TutorError
from tutor.services import Services


def test_a_run_leaves_record_and_report_and_can_be_compared(
    services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "run.json"
    assert measure(Run(services, limit=5), ["grading"], to, None, resume=False) == []
    out, told = capsys.readouterr()
    assert [line.split()[0] for line in out.splitlines()] == ["grading"] * 3
    assert "run.html" in told
    assert to.with_suffix(".html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [one.record["run"]["evals"] for one in runs.kept(services.settings)] == [["grading"]]
    show_comparison([str(to), str(to)])
    out, told = capsys.readouterr()
    assert out == ""
    assert "0 better, 0 worse, 3 the same" in told


def test_only_what_changed_is_listed_and_how_the_runs_were_made_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path))
    (tmp_path / "runs").mkdir()
    for id, hits in (("one", [False] * 20), ("two", [True] * 20)):
        rows = [
            asdict(share("t", "some_figure", hits)),
            asdict(share("t", "other", [True] * 9)),
            asdict(share("t", id, [True])),
        ]
        kept = {"run": {"at": "2026-01-01T08:00", "code": id}, "results": rows}
        (tmp_path / f"runs/{id}.json").write_text(json.dumps(kept), encoding="utf-8")
    show_comparison(["one", "two"])
    out, told = capsys.readouterr()
    first, *others = out.splitlines()
    assert " ".join(first.split()) == "better t some figure 0.000 -> 1.000 p < .001, q < .001, case by case"
    assert {line.split()[0] for line in others} == {"gone", "new"}
    assert "made otherwise: code: not the same" in told
    with pytest.raises(NotFound):
        show_comparison(["one", "three"])


def test_a_threshold_that_is_missed_is_said(
    services: Services, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    high = [Threshold(task="grading", metric="verdict", bound="at_least", value=1.1)]
    monkeypatch.setattr("evals.command.load_thresholds", lambda: high)
    (fault,) = measure(Run(services, limit=5), ["grading"], None, None, resume=False)
    assert "wanted at least 1.1" in fault
    assert fault in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "no json", "[]", '{"run": {}, "results": []}', '{"results": []}'])
def test_what_is_no_record_is_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TutorError, match="is no record of a run"):
        show_comparison([str(path), str(path)])
    with pytest.raises(TutorError, match="cannot be read"):
        show_comparison([str(tmp_path / "none.json")] * 2)
    with pytest.raises(TutorError, match="Name two files"):
        show_comparison([str(path)])


def test_a_record_of_an_older_form_is_still_read(tmp_path: Path) -> None:
    old = {"task": "t", "metric": "m", "value": 0.5, "stderr": 0.1, "n": 4, "series": [["ours", 1, 0.2]]}
    path = tmp_path / "old.json"
    path.write_text(json.dumps({"run": {"at": "2026-01-01"}, "results": [old]}), encoding="utf-8")
    (row,) = runs.read(path)["results"]
    assert (row["note"], row["lower_is_better"], row["series"][0][:3]) == ("", False, ("ours", 1.0, 0.2))
    assert "0.500 ± 0.100" in line_of(row)


def test_a_run_that_was_cut_off_goes_on_as_it_was_begun(
    services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "run.json"
    measure(Run(services, limit=5, seed=3), ["grading", "safety"], to, None, resume=False)
    record = json.loads(to.read_text(encoding="utf-8"))
    del record["took_s"]["grading"]
    record["results"] = [row for row in record["results"] if row["task"] != "grading"]
    to.write_text(json.dumps(record), encoding="utf-8")
    capsys.readouterr()
    told: list[str] = []
    measure(Run(services, progress=told.append), [], to, None, resume=True)
    assert told[-2:] == ["grading ...", "safety: already measured"]
    assert "Going on with the run of" in capsys.readouterr().err
    again = json.loads(to.read_text(encoding="utf-8"))
    assert (again["run"]["limit"], again["run"]["seed"], again["run"]["evals"]) == (5, 3, ["grading", "safety"])
    assert {row["n"] for row in again["results"] if row["metric"] == "verdict"} == {5}
    with pytest.raises(TutorError, match="Give the same again"):
        measure(Run(services, limit=6), [], to, None, resume=True)


def test_a_report_that_cannot_be_written_is_said_before_anything_runs(services: Services, tmp_path: Path) -> None:
    for to, html in ((tmp_path / "no/run.json", None), (tmp_path / "run.json", tmp_path / "no/run.html")):
        told: list[str] = []
        with pytest.raises(TutorError, match="ame another file"):
            measure(Run(services, limit=5, progress=told.append), ["grading"], to, html, resume=False)
        assert told == []
