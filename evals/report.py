"""One self-contained HTML file of a run: what it comes to in plain words, plots, tables that sort, and failures to read."""

from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evals.gate import load_thresholds, missed

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
WIDE = 620
Row = dict[str, Any]


def report(record: Row) -> str:
    """Return the report; nothing in it is loaded from outside."""
    measured = [row for row in record["results"] if row["value"] is not None]
    tasks = list(dict.fromkeys(row["task"] for row in record["results"]))
    sections = [
        {
            "task": task,
            "rows": [row for row in record["results"] if row["task"] == task],
            "plots": [
                forest([row for row in measured if row["task"] == task and _is_share(row)]),
                *lines(measured, task),
            ],
            "took_s": record.get("took_s", {}).get(task),
        }
        for task in tasks
    ]
    return TEMPLATES.get_template("report.html").render(
        run=record["run"],
        sections=sections,
        summary=summary(record, measured),
        missed=missed(record, load_thresholds()),
    )


def summary(record: Row, measured: list[Row]) -> list[str]:
    """Return what the run comes to, in sentences."""
    cases = sum(row["n"] for row in measured)
    better = [row for row in measured if row["anchor"] is not None]
    ahead = [row for row in better if (row["value"] > row["anchor"]) != row.get("lower_is_better", False)]
    unmeasured = sorted({row["task"] for row in record["results"] if row["value"] is None})
    said = [f"{len(measured)} figures were measured, over {cases:,} cases in all."]
    if better:
        said.append(f"Others have published {len(better)} of these figures; {len(ahead)} of them are better here.")
    if unmeasured:
        said.append(f"Not measured: {', '.join(unmeasured)}. The tables say why.")
    return said


def _is_share(row: Row) -> bool:
    return bool(0 <= row["value"] <= 1)


def forest(rows: list[Row]) -> str:
    """Return a plot of shares with two standard errors, the baseline as a ring and the published figure as a bar; "" without rows."""
    if not rows:
        return ""
    height = 24 * len(rows) + 34
    left, right = 300, WIDE - 20

    def at(share: float) -> float:
        return left + (right - left) * share

    parts = [
        f'<line x1="{at(x)}" x2="{at(x)}" y1="6" y2="{height - 28}" class="grid"/>' for x in (0, 0.25, 0.5, 0.75, 1)
    ]
    parts += [f'<text x="{at(x)}" y="{height - 10}" class="tick">{x:g}</text>' for x in (0, 0.25, 0.5, 0.75, 1)]
    for place, row in enumerate(rows):
        y, value, error = 18 + 24 * place, row["value"], 2 * (row["stderr"] or 0)
        parts.append(f'<text x="{left - 10}" y="{y + 4}" class="name">{escape(_short(row["metric"]))}</text>')
        low, high = max(0.0, value - error), min(1.0, value + error)
        parts.append(f'<line x1="{at(low)}" x2="{at(high)}" y1="{y}" y2="{y}" class="error"/>')
        if row["baseline"] is not None and 0 <= row["baseline"] <= 1:
            parts.append(f'<circle cx="{at(row["baseline"])}" cy="{y}" r="4.5" class="baseline"/>')
        if row["anchor"] is not None and 0 <= row["anchor"] <= 1:
            parts.append(
                f'<line x1="{at(row["anchor"])}" x2="{at(row["anchor"])}" y1="{y - 8}" y2="{y + 8}" class="anchor"/>'
            )
        parts.append(f'<circle cx="{at(value)}" cy="{y}" r="4.5" class="ours"/>')
    return _svg(WIDE, height, parts)


def lines(measured: list[Row], task: str) -> list[str]:
    """Return a plot for each figure of the task that has a series: a curve for each line in it."""
    return [curves(row["metric"], row["series"]) for row in measured if row["task"] == task and row.get("series")]


def curves(title: str, series: list[tuple[str, float, float]]) -> str:
    """Return a plot of (line, x, y): points joined in order of x, each line named at its end."""
    width, height, edge = WIDE, 260, 46
    xs, ys = [x for _, x, _ in series], [y for _, _, y in series]
    low_x, high_x, high_y = min(xs), max(max(xs), min(xs) + 1e-9), max(max(ys), 1e-9)
    high_y = 1.0 if high_y <= 1 else high_y

    def at(x: float, y: float) -> tuple[float, float]:
        return edge + (width - 3 * edge) * (x - low_x) / (high_x - low_x), height - edge + (
            2 * edge - height
        ) * y / high_y

    parts = [f'<text x="{width / 2}" y="18" class="title">{escape(title)}</text>']
    for share in (0, 0.5, 1):
        y = at(low_x, high_y * share)[1]
        parts.append(f'<line x1="{edge}" x2="{width - 2 * edge}" y1="{y}" y2="{y}" class="grid"/>')
        parts.append(f'<text x="{edge - 6}" y="{y + 4}" class="name">{high_y * share:g}</text>')
    parts += [f'<text x="{at(x, 0)[0]}" y="{height - 24}" class="tick">{x:g}</text>' for x in (low_x, high_x)]
    for place, name in enumerate(dict.fromkeys(line for line, _, _ in series)):
        points = [at(x, y) for line, x, y in sorted(series) if line == name]
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{drawn}" class="curve c{place % 4}"/>')
        parts.append(f'<text x="{points[-1][0] + 6:.1f}" y="{points[-1][1] + 4:.1f}" class="end">{escape(name)}</text>')
    return _svg(width, height, parts)


def _svg(width: int, height: int, parts: list[str]) -> str:
    return f'<svg role="img" width="{width}" height="{height}" viewBox="0 0 {width} {height}">{"".join(parts)}</svg>'


def _short(text: str) -> str:
    return text if len(text) <= 46 else f"{text[:44]}…"
