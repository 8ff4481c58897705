"""What `tutor eval` does: a run with its record, report and table of figures, or two records compared."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals import runs
from evals.compare import compare, spoken
from evals.gate import load_thresholds, missed
from evals.report import report
from evals.results import Run
from evals.suite import run_evals
from tutor.errors import TutorError


def tell(line: str) -> None:
    """Print what is no result to standard error."""
    print(line, file=sys.stderr)


def measure(run: Run, names: Sequence[str], to: Path | None, html: Path | None, *, resume: bool) -> list[str]:
    """Run evals, keep their record and report, and print the figures. Returns the thresholds that are missed, in sentences."""
    settings, thresholds = run.services.settings, load_thresholds()
    kept = to or runs.place(settings, run.services.clock().isoformat(), resume=resume)
    record = run_evals(run, names, kept, resume=resume)
    if to:
        runs.keep(settings, record)
    page = html or kept.with_suffix(".html")
    page.write_text(report(record), encoding="utf-8")
    tell(f"The report: {page}")
    for row in record["results"]:
        print(line_of(row))
    faults = missed(record, thresholds)
    for fault in faults:
        tell(fault)
    return faults


def show_comparison(paths: Sequence[str]) -> None:
    """Print what got better or worse between two records. Raises TutorError where they are not two, or no records."""
    if len(paths) != 2:
        raise TutorError("Name two files of results: tutor eval compare BEFORE.json AFTER.json.")
    rows = compare(*(runs.read(Path(path)) for path in paths))
    for row in rows:
        before, after = (f"{row[name]:.3f}" if row[name] is not None else "-" for name in ("before", "after"))
        p = f"p = {row['p']:.3f}{' paired' if row['paired'] else ''}" if row["p"] is not None else ""
        print(f"{row['verdict']:8} {row['task']:10} {row['metric']:60} {before:>7} -> {after:>7}  {p}".rstrip())
    tell("\n".join(spoken(rows)))


def line_of(row: dict[str, Any]) -> str:
    """Return one figure as a line: eval and metric, value with standard error, n, baseline and anchor."""
    name = f"{row['task']:10} {row['metric']:60}"
    if row["value"] is None:
        return f"{name} not measured: {row['note']}"
    error = f" ± {row['stderr']:.3f}" if row["stderr"] is not None else ""
    others = [f"{other} {row[other]:.3f}" for other in ("baseline", "anchor") if row[other] is not None]
    return f"{name} {row['value']:8.3f}{error:8}  n = {row['n']:<6} {', '.join(others)}  {row['note']}".rstrip()
