"""The report: headlines in plain words, honest intervals, plots of each kind, and a table for other programs."""

import csv
import io
from dataclasses import asdict
from typing import Any

import pytest

from evals import plots
from evals.report import headlines, remarks, report, spoken, summary, table, told, varied, written
from evals.results import Point, Result, band, by_group, mean, reliability, share
from evals.suite import EVALS


def record(*results: Result, **made: Any) -> dict[str, Any]:
    run = {"seed": 1, "limit": 0, "data": {}, "evals": ["diagnosis"], "at": "2026-11-26T10:00:00+00:00"} | made
    return {"run": run, "took_s": {"diagnosis": 1.0}, "results": [asdict(result) for result in results]}


def test_a_share_of_none_in_twenty_four_has_an_interval_that_is_not_empty() -> None:
    low, high = band(asdict(share("t", "m", [False] * 24))) or (1.0, 0.0)
    assert low == 0.0
    assert band(asdict(share("t", "m", [False] * 2000))) == (0.0, pytest.approx(0.0019, abs=1e-4))
    assert high == pytest.approx(0.138, abs=0.001)


def test_the_interval_of_a_mean_is_two_standard_errors_and_none_without_one() -> None:
    row = asdict(mean("t", "m", [1.0, 2.0, 3.0]))
    assert band(row) == pytest.approx((2 - 2 / 3**0.5, 2 + 2 / 3**0.5))
    assert band(row | {"stderr": None}) is None


def test_a_headline_says_its_figure_in_a_sentence_with_its_interval() -> None:
    accused = share("diagnosis", "false accusation: ten right answers", [True] + [False] * 99, anchor=0.154)
    (said,) = spoken(record(accused))
    assert said["value"] == "1 %"
    assert said["between"] == "0.18 to 5.4 %"
    assert "of 100 simulated pupils" in said["say"]
    assert said["say"].endswith("15.4 %.")


def test_a_sentence_that_needs_what_a_figure_lacks_is_left_out() -> None:
    (said,) = spoken(record(share("diagnosis", "false accusation: ten right answers", [False] * 10)))
    assert "open system" not in said["say"]
    assert said["say"].endswith("misconception.")


def test_headlines_are_of_evals_there_are() -> None:
    assert {one.task for one in headlines()} <= set(EVALS)
    assert len({(one.task, one.metric) for one in headlines()}) == len(headlines())


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [(0.0, "percent", "0 %"), (0.004, "percent", "0.4 %"), (0.908, "percent", "90.8 %"), (23.4, "ms", "23.4 ms"), (1234.0, "", "1,234"),
     (0.6493, "number", "0.649"), (None, "percent", "")],
)  # fmt: skip
def test_values_are_written_as_people_write_them(value: float | None, form: str, text: str) -> None:
    assert written(value, form) == text


def test_budgets_do_not_count_as_published_figures() -> None:
    budget = Result("speed", "a turn", 20.0, 1.0, 10, anchor=60.0, lower_is_better=True, note="anchor: the budget")
    better = share("diagnosis", "m", [True] * 10, anchor=0.5)
    said = " ".join(summary(record(budget, better)))
    assert "For 1 of them others have published a figure" in said
    assert "better here: 1." in said


def test_of_many_figures_those_that_matter_are_shown_and_the_others_opened() -> None:
    many = [share("probes", f"figure {number}", [True]) for number in range(40)]
    rows = [
        *many,
        share("probes", "fewer items than at random", [True]),
        Result("probes", "lost", None, None, 0, note="no data"),
    ]
    (section,) = told(record(*rows))["sections"]
    assert [row["metric"] for row in section["shown"]] == ["fewer items than at random", "lost"]
    assert len(section["folded"]) == 40
    (section,) = told(record(*many))["sections"]
    assert (len(section["shown"]), len(section["folded"])) == (12, 28)
    (section,) = told(record(*many[:17]))["sections"]
    assert section["folded"] == []


def test_headlines_stand_under_whom_they_concern_and_names_read_as_words() -> None:
    page = report(
        record(
            share("hostile", "false_equations", [False] * 5),
            share("keys", "wrong keys or a second right option", [False]),
        )
    )
    assert page.index("What a student meets") < page.index("What a teacher gets")
    assert "How it measures up" not in page
    assert "false equations" in page


def test_thresholds_stand_beside_their_figures() -> None:
    shown = told(record(share("grading", "verdict", [True] * 10), evals=["grading"]))
    assert shown["held"] == 1
    assert "≥ 1" in report(record(share("grading", "verdict", [True] * 10), evals=["grading"]))


def test_reliability_gives_the_mean_chance_and_the_share_true_of_each_bin() -> None:
    points = reliability([0.91, 0.99, 0.15], [True, False, False], "ours")
    assert points == (Point("ours", 0.15, 0.0, 1), Point("ours", 0.95, 0.5, 2))


def test_groups_come_worst_first_and_small_ones_together() -> None:
    points = by_group(["a"] * 5 + ["b"] * 5 + ["c", "d"], [True] * 5 + [False] * 5 + [True, False])
    assert [(one.line, one.x, one.n) for one in points] == [("b", 0.0, 5), ("others", 0.5, 2), ("a", 1.0, 5)]


@pytest.mark.parametrize(
    ("kind", "shape", "count"),
    [("curves", "<polyline", 2), ("reliability", "<circle", 6), ("bars", "<rect", 4), ("scatter", "<circle", 6)],
)
def test_each_kind_of_plot_draws_what_it_is_given(kind: str, shape: str, count: int) -> None:
    series = [["a", 0.1, 0.2, 3], ["a", 0.9, 0.8, 5], ["b <i>", 0.2, 0.4, 2], ["b <i>", 0.7, 0.6, 1]]
    drawn = plots.plot({"metric": "m & m", "series": series, "plot": kind, "axes": ("x", "y")})
    assert drawn.count(shape) == count
    assert 'role="img"' in drawn
    assert "m &amp; m" in drawn
    assert "<i>" not in drawn
    assert plots.plot({"metric": "m", "series": []}) == ""


def test_one_point_alone_and_equal_values_can_be_drawn() -> None:
    assert "polyline" in plots.plot({"metric": "m", "series": [["a", 1.0, 0.0]]})
    point = {"at": "2026-11-26T10:00", "value": 0.0, "low": 0.0, "high": 0.0, "n": 5}
    assert "circle" in plots.history([point], "m")


def test_an_interval_is_drawn_for_shares_only() -> None:
    assert "baseline 0.200" in plots.interval(asdict(share("t", "m", [True, False], baseline=0.2)))
    assert plots.interval(asdict(Result("t", "m", 12.0, 1.0, 3))) == ""
    assert plots.interval(asdict(Result("t", "m", None, None, 0))) == ""


def test_the_table_has_a_row_for_each_figure() -> None:
    rows = list(csv.DictReader(io.StringIO(table(record(share("t", "m, n", [True, False]))))))
    assert [(row["metric"], row["value"], row["n"]) for row in rows] == [("m, n", "0.5", "2")]


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [(0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]), (1.9, 10.4, [0, 2, 4, 6, 8, 10, 12]), (13, 308, [0, 100, 200, 300, 400]),
     (-0.5, 11, [-2.5, 0, 2.5, 5, 7.5, 10, 12.5]),
     (3, 3, [3, 3 + 2e-10])],
)  # fmt: skip
def test_ticks_are_round_and_hold_what_is_drawn(low: float, high: float, found: list[float]) -> None:
    assert plots.ticks(low, high) == pytest.approx(found)


def test_what_must_be_said_of_an_eval_stands_before_its_figures() -> None:
    assert set(remarks()) <= set(EVALS)
    page = report(record(share("learner", "the figure", [True]), evals=["learner"]))
    assert page.index("they do not show that children learn") < page.index("the figure")


def test_a_few_plots_are_shown_and_the_others_are_opened() -> None:
    rows = [
        Result("diagnosis", f"m{place}", 0.5, 0.1, 9, series=(Point("a", 0, 0.5), Point("a", 1, 0.6)))
        for place in range(6)
    ]
    page = report(record(*rows))
    assert page.count("<figure>") == 6
    assert page.index("More plots (2)") > page.index("<figcaption>m3")
    assert page.index("More plots (2)") < page.index("<figcaption>m4")


def test_one_plot_of_each_kind_is_shown_before_others_of_a_kind() -> None:
    rows = [
        {"plot": kind, "place": place}
        for place, kind in enumerate(["bars", "bars", "curves", "bars", "reliability", "curves"])
    ]
    assert [row["place"] for row in varied(rows)] == [0, 2, 4, 1, 3, 5]
    assert varied([]) == []
