"""Records of runs: resumed after a kill, compared case by case, held to thresholds, and shown as one file."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from evals import gate, grading, suite
from evals.compare import changed, compare
from evals.report import report
from evals.results import Result, Run, mean, share
from tutor.errors import TutorError
from tutor.services import Services


@pytest.fixture
def run(services: Services) -> Run:
    return Run(services, limit=40)


def record(*results: Result, seed: int = 1) -> dict[str, Any]:
    made = {"seed": seed, "limit": 0, "data": {}, "evals": ["t"], "at": "now"}
    return {"run": made, "took_s": {"t": 1.0}, "results": [asdict(result) for result in results]}


def test_a_run_is_kept_after_every_eval_and_resumed_without_measuring_again(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "run.json"
    first = suite.run_evals(run, ["grading"], kept)
    assert json.loads(kept.read_text(encoding="utf-8"))["took_s"].keys() == {"grading"}

    def never(run: Run) -> Iterator[Result]:
        raise AssertionError("measured again")

    monkeypatch.setattr(grading, "evaluate", never)
    again = suite.run_evals(run, ["grading"], kept, resume=True)
    assert len(again["results"]) == len(first["results"]) == 3


def test_a_record_of_another_run_is_not_resumed(run: Run, tmp_path: Path) -> None:
    kept = tmp_path / "run.json"
    suite.run_evals(run, ["grading"], kept)
    with pytest.raises(TutorError, match="another limit"):
        suite.run_evals(Run(run.services, limit=9), ["grading"], kept, resume=True)
    kept.write_text("no json", encoding="utf-8")
    with pytest.raises(TutorError, match="no record"):
        suite.run_evals(run, ["grading"], kept, resume=True)


def test_the_record_says_how_it_was_made(run: Run) -> None:
    made = suite.run_evals(run, ["grading"])["run"]
    assert {"seed", "limit", "code", "content", "prompts", "versions", "data", "at"} <= made.keys()
    assert "agent/reply" in made["prompts"]


def test_the_same_cases_are_compared_one_by_one() -> None:
    before = record(share("t", "m", [True] * 10 + [False] * 10))
    after = record(share("t", "m", [True] * 18 + [False] * 2))
    (row,) = compare(before, after)
    assert (row["verdict"], row["paired"]) == ("better", True)
    assert row["p"] == pytest.approx(2 / 2**8)


def test_cases_that_are_drawn_from_the_content_are_not_paired_over_another_content() -> None:
    told = {}
    for task in ("labels", "diagnosis"):
        before, after = (
            record(share(task, "m", [True] * 10 + [False] * 10)),
            record(share(task, "m", [True] * 18 + [False] * 2)),
        )
        before["run"]["content"], after["run"]["content"] = "one", "another"
        (told[task],) = compare(before, after)
    assert (told["labels"]["paired"], told["diagnosis"]["paired"]) == (True, False)
    assert told["diagnosis"]["p"] == pytest.approx(0.0062, abs=0.0005)


def test_a_run_of_more_evals_still_meets_the_same_cases_in_those_that_both_have() -> None:
    before, after = (
        record(share("t", "m", [True] * 10 + [False] * 10)),
        record(share("t", "m", [True] * 18 + [False] * 2)),
    )
    before["run"] |= {"data": {"a": "1", "b": "2"}, "evals": ["t", "u"]}
    after["run"]["data"] = {"a": "1"}
    (row,) = compare(before, after)
    assert row["paired"]
    assert changed(before, after) == ["evals only before: u"]
    after["run"]["data"] = {"a": "9"}
    (row,) = compare(before, after)
    assert not row["paired"]
    assert "data: a" in changed(before, after)


def test_all_and_nothing_are_told_apart_though_neither_has_an_error_of_its_own() -> None:
    (row,) = compare(record(share("t", "m", [True] * 20)), record(share("t", "m", [False] * 20), seed=2))
    assert (row["verdict"], row["paired"]) == ("worse", False)
    assert row["p"] < 1e-6
    (row,) = compare(record(share("t", "m", [True] * 20)), record(share("t", "m", [True] * 20), seed=2))
    assert (row["verdict"], row["p"]) == ("same", 1.0)


def test_a_figure_that_should_be_low_got_worse_where_it_rose() -> None:
    few, many = ([True] * hits + [False] * (40 - hits) for hits in (2, 20))
    (row,) = compare(
        record(share("t", "m", few, lower_is_better=True)), record(share("t", "m", many, lower_is_better=True))
    )
    assert row["verdict"] == "worse"


def test_other_cases_are_compared_by_their_standard_errors_and_small_changes_are_none() -> None:
    before, after = (
        record(share("t", "m", [True, False] * 30)),
        record(share("t", "m", [True, False, True] * 20), seed=2),
    )
    (row,) = compare(before, after)
    assert (row["verdict"], row["paired"]) == ("same", False)
    (row,) = compare(record(mean("t", "m", [1.0, 2.0, 3.0])), record(mean("t", "m", [1.1, 2.1, 3.1])))
    assert row["verdict"] == "better"


def test_figures_that_came_or_went_are_named() -> None:
    rows = compare(record(share("t", "old", [True])), record(share("t", "new", [True])))
    assert {row["verdict"] for row in rows} == {"gone", "new"}


def test_thresholds_are_missed_beyond_two_standard_errors_or_where_their_figure_is_gone() -> None:
    bounds = [gate.Threshold(task="t", metric=name, bound="at_least", value=0.9) for name in ("m", "gone")]
    found = gate.missed(record(share("t", "m", [True] * 50 + [False] * 50)), bounds)
    assert len(found) == 2
    assert "0.500, wanted at least 0.9" in found[0]
    assert "no figure 'gone'" in found[1]
    assert gate.missed(record(share("t", "m", [True] * 85 + [False] * 15)), bounds[:1]) == []


def test_an_eval_that_was_left_out_has_lost_no_figure() -> None:
    bounds = [gate.Threshold(task="t", metric="gone", bound="at_least", value=0.9)]
    assert gate.missed(record(Result("t", "all", None, None, 0, note="no data")), bounds) == []
    assert len(gate.missed(record(Result("t", "other", None, None, 0)), bounds)) == 1


def test_a_bound_from_so_many_cases_says_nothing_of_fewer() -> None:
    (bound,) = bounds = [gate.Threshold(task="t", metric="m", bound="at_least", value=0.9, from_n=50)]
    few, many = record(share("t", "m", [True, False] * 20)), record(share("t", "m", [True, False] * 30))
    assert (gate.missed(few, bounds), gate.applying(few, bounds)) == ([], 0)
    assert (len(gate.missed(many, bounds)), gate.applying(many, bounds)) == (1, 1)
    assert not bound.applies_to(None)


def test_an_eval_that_broke_fails_the_gate() -> None:
    (fault,) = gate.missed(record(Result("t", "all", None, None, 0, note="broke: TypeError: x")), [])
    assert fault == "t: broke: TypeError: x. Mend it."


@pytest.mark.parametrize(("bound", "value", "bad"), [("at_most", 0.0, True), ("at_least", 1.0, False)])
def test_never_and_always_have_no_slack(bound: Any, value: float, bad: bool) -> None:
    bounds = [gate.Threshold(task="t", metric="m", bound=bound, value=value)]
    assert len(gate.missed(record(share("t", "m", [bad] + [not bad] * 99)), bounds)) == 1
    assert gate.missed(record(share("t", "m", [not bad] * 100)), bounds) == []


def test_every_eval_has_a_threshold_and_every_threshold_an_eval() -> None:
    shipped = gate.load_thresholds()
    assert {one.task for one in shipped} == set(suite.EVALS)
    assert len({(one.task, one.metric) for one in shipped}) == len(shipped)


def test_the_report_is_one_file_that_loads_nothing_and_escapes_what_it_shows() -> None:
    shown = Result(
        "t", "a <b> figure", 0.5, 0.1, 10, 0.2, 0.4, note="n & m", series=(("ours", 0.0, 0.1), ("ours", 1.0, 0.9))
    )
    page = report(record(shown, Result("t", "none", None, None, 0, note="no data")))
    assert "a &lt;b&gt; figure" in page
    assert "n &amp; m" in page
    assert "polyline" in page
    assert page.count("<svg") == 2
    assert "http://" not in page
    assert "https://" not in page
    assert "not measured" in page.lower()
