"""The report of a run: what it comes to in plain words, plots, tables that sort, and failures to read.

`told` gives what the templates in `pages/` show; the self-contained file and the evaluator's pages (`site`) show the same.
"""

import csv
import io
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pydantic import Field, TypeAdapter

from evals.gate import applying, bound_of, load_thresholds, missed
from evals.plots import interval, plot
from evals.results import band
from evals.runs import Made
from tutor.catalog.load import read_as
from tutor.domain import Value

REMARKS = Path(__file__).parent / "remarks.yaml"
HEADLINES = Path(__file__).parent / "headlines.yaml"
PAGES = Path(__file__).parent / "pages"
WHOM = {"student": "What a student meets", "teacher": "What a teacher gets", "evaluator": "How it measures up"}
FIRST_PLOTS, ROWS = 4, 12
"""Plots and rows of an eval that are shown at once; the others are opened."""
COLUMNS = ("task", "metric", "value", "stderr", "n", "baseline", "anchor", "lower_is_better", "note")
Row = dict[str, Any]


class Headline(Value):
    """A figure that is told in plain words at the top: its title, and the sentence that goes on after its value."""

    task: str
    metric: str
    title: str
    say: str
    whom: Literal["student", "teacher", "evaluator"] = "evaluator"
    form: Literal["percent", "number", "ms", "a_second"] = Field("percent", alias="as")


@cache
def headlines() -> tuple[Headline, ...]:
    """Return the figures that are told at the top, in their order."""
    return tuple(read_as(TypeAdapter(list[Headline]), HEADLINES, HEADLINES.name))


@cache
def remarks() -> dict[str, list[str]]:
    """Return what must be said of an eval, so that its figures are not taken for more than they are."""
    return read_as(TypeAdapter(dict[str, list[str]]), REMARKS, REMARKS.name)


def report(record: Row) -> str:
    """Return the report as one HTML file; nothing in it is loaded from outside."""
    style, script = (Markup((PAGES / name).read_text(encoding="utf-8")) for name in ("report.css", "report.js"))
    return templates().get_template("report.html").render(**told(record), style=style, script=script)


def table(record: Row, columns: Sequence[str] = COLUMNS) -> str:
    """Return the rows as CSV."""
    out = io.StringIO()
    rows = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
    rows.writeheader()
    rows.writerows(record["results"])
    return out.getvalue()


def told(record: Row) -> Row:
    """Return what the report shows: the run, headlines, sentences, missed thresholds, and a section for each eval."""
    thresholds = {(one.task, one.metric): one for one in load_thresholds()}
    rows = [row | {"wanted": thresholds.get((row["task"], row["metric"]))} for row in record["results"]]
    took, cpu = record.get("took_s", {}), record.get("cpu_s", {})
    sections = [
        {
            "task": task,
            "rows": [row for row in rows if row["task"] == task],
            "took_s": took.get(task),
            "remarks": remarks().get(task, []),
        }
        for task in dict.fromkeys(row["task"] for row in rows)
    ]
    for section in sections:
        drawn = varied([row for row in section["rows"] if row["series"] and row["value"] is not None])
        section["shown"], section["folded"] = folded(section["rows"])
        section["plotted"] = [few for few in (drawn[:FIRST_PLOTS], drawn[FIRST_PLOTS:]) if few]
    return {
        "run": Made.model_validate(record["run"]).model_dump(),
        "sections": sections,
        "headlines": {
            WHOM[whom]: held for whom in WHOM if (held := [one for one in spoken(record) if one["whom"] == whom])
        },
        "summary": summary(record),
        "missed": missed(record, load_thresholds()),
        "held": applying(record, load_thresholds()),
        "took_s": sum(took.values()),
        "cpu_s": sum(cpu.values()),
    }


def varied(rows: Sequence[Row]) -> list[Row]:
    """Return rows that have a plot, the first of each kind of plot before the others, so that what is shown at once is not all alike."""
    first: dict[str, Row] = {}
    others = [row for row in rows if first.setdefault(row["plot"], row) is not row]
    return [*first.values(), *others]


def folded(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Return the rows to show at once and those to open: all where they are few, else first what is told above, wanted or missing."""
    if len(rows) <= ROWS + 5:
        return list(rows), []
    told_above = {(one.task, one.metric) for one in headlines()}
    first = [row for row in rows if row["wanted"] or row["value"] is None or (row["task"], row["metric"]) in told_above]
    return (first, [row for row in rows if row not in first]) if first else (list(rows[:ROWS]), list(rows[ROWS:]))


def spoken(record: Row) -> list[Row]:
    """Return the headlines whose figures were measured: title, value as it is written, 95 % interval, and the sentence after it."""
    found = {(row["task"], row["metric"]): row for row in record["results"] if row["value"] is not None}
    said = []
    for one in headlines():
        if row := found.get((one.task, one.metric)):
            parts = {name: written(row[name], one.form) for name in ("value", "baseline", "anchor")}
            parts |= {"n": f"{row['n']:,}"}
            sentences = [
                text
                for text in one.say.split(". ")
                if not any(f"{{{name}}}" in text for name in parts if not parts[name])
            ]
            ends = [written(end, one.form) for end in band(row) or ()]
            between = " to ".join(ends).replace(" % to", " to")
            text = ". ".join(sentences).format(**parts).rstrip(".") + "."
            said.append(
                {
                    "title": one.title,
                    "value": parts["value"],
                    "between": between,
                    "say": text,
                    "task": one.task,
                    "whom": one.whom,
                }
            )
    return said


def written(value: float | None, form: str = "") -> str:
    """Return a value as people write it, "" for none."""
    if value is None:
        return ""
    if form == "percent":
        return f"{100 * value:.2g} %" if 0 < 100 * value < 1 else f"{100 * value:.1f} %".replace(".0 %", " %")
    unit = {"ms": " ms", "a_second": " a second"}.get(form, "")
    return (
        f"{value:,.0f}{unit}"
        if abs(value) >= 100
        else f"{value:.1f}{unit}"
        if abs(value) >= 10
        else f"{value:.3f}{unit}"
    )


def summary(record: Row) -> list[str]:
    """Return in sentences how much was measured, how it stands beside others, and what could not be measured."""
    measured = [row for row in record["results"] if row["value"] is not None]
    compared = [row for row in measured if row["anchor"] is not None and "budget" not in row["note"]]
    ahead = [row for row in compared if (row["value"] > row["anchor"]) != row.get("lower_is_better", False)]
    unmeasured = sorted({row["task"] for row in record["results"] if row["value"] is None})
    said = [f"{len(measured)} figures were measured, over {sum(row['n'] for row in measured):,} cases in all."]
    if compared:
        beside = f"For {len(compared)} of them others have published a figure, mostly on other data or pupils"
        said.append(f"{beside}; better here: {len(ahead)}.")
    if record["run"].get("limit"):
        said.append(f"Each eval was held to {record['run']['limit']} cases, so errors are larger than in a full run.")
    if unmeasured:
        said.append(f"Not measured, in whole or in part: {', '.join(unmeasured)}. The tables say why.")
    return said


@cache
def templates() -> Environment:
    """Return the templates of the report and of the evaluator's pages."""
    made = Environment(
        loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters |= {
        "shown": written,
        "interval": lambda row: Markup(interval(row)),
        "plot": lambda row: Markup(plot(row)),
        "bound": bound_of,
        "plainly": lambda metric: metric.replace("_", " "),
        "pretty": lambda held: json.dumps(held, indent=1, ensure_ascii=False),
    }
    return made
