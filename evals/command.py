"""What `tutor eval` does: a run with its record, report and table of figures, or two records compared."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from evals import runs
from evals.compare import changed, compare, spoken
from evals.gate import load_thresholds, missed
from evals.report import report
from evals.results import Run
from evals.suite import run_evals
from tutor.errors import TutorError
from tutor.settings import Settings


def tell(line: str) -> None:
    """Print what is no result to standard error."""
    print(line, file=sys.stderr)


def measure(run: Run, names: Sequence[str], to: Path | None, html: Path | None, *, resume: bool) -> list[str]:
    """Run evals, keep their record and report, and print the figures. Returns the thresholds that are missed, in sentences."""
    settings, thresholds = run.services.settings, load_thresholds()
    kept = to or runs.place(settings, run.services.clock().isoformat(), resume=resume)
    run, names = _as_begun(run, names, kept) if resume else (run, names)
    page = html or kept.with_suffix(".html")
    if not page.parent.is_dir():
        raise TutorError(f"{page}: there is no folder {page.parent}. Make it, or name another file with --html.")
    record = run_evals(run, names, kept, resume=resume)
    if to:
        runs.keep(settings, record)
    page.write_text(report(record), encoding="utf-8")
    tell(f"The report: {page}")
    for row in record["results"]:
        print(line_of(row))
    faults = missed(record, thresholds)
    for fault in faults:
        tell(fault)
    return faults


def _as_begun(run: Run, names: Sequence[str], kept: Path) -> tuple[Run, Sequence[str]]:
    """Return the run as the one that was cut off was begun, where nothing else is asked for; its data are named again."""
    if names or run.limit or run.llm or run.seed != 1 or not kept.is_file():
        return run, names
    made = runs.read(kept)["run"]
    tell(
        f"Going on with the run of {made['at'][:16]}: {', '.join(made['evals'])}; seed {made['seed']}, limit {made['limit'] or 'none'}."
    )
    return replace(run, limit=made["limit"], seed=made["seed"], llm=made["llm"]), made["evals"]


def show_comparison(names: Sequence[str]) -> None:
    """Print what changed between two records, named by file or by the id of a kept run. Raises TutorError for any that is none."""
    if len(names) != 2:
        raise TutorError(
            "Name two files of results, or two runs by their id: tutor eval compare BEFORE.json AFTER.json."
        )
    before, after = map(_record, names)
    rows = compare(before, after)
    tell(f"From the run of {before['run']['at'][:16]} to that of {after['run']['at'][:16]}.")
    tell("\n".join([*(f"  made otherwise: {one}" for one in changed(before, after)), *spoken(rows)]))
    for row in rows:
        if row["verdict"] != "same":
            print(change_of(row))
    tell("Figures that are the same within their error are not listed; the page /runs and its CSV have all.")


def _record(name: str) -> dict[str, Any]:
    path = Path(name)
    return runs.read(path) if path.suffix or path.exists() else runs.run_named(Settings(), name)


def change_of(row: dict[str, Any]) -> str:
    """Return one figure that changed as a line: verdict, eval and metric, both values, and how sure the change is."""
    before, after = (f"{row[name]:.3f}" if row[name] is not None else "-" for name in ("before", "after"))
    sure = ", ".join(
        f"{name} < .001" if row[name] < 0.001 else f"{name} = {row[name]:.3f}"
        for name in ("p", "q")
        if row[name] is not None
    )
    paired = ", case by case" if row["paired"] else ""
    name = f"{row['task']:10} {row['metric'].replace('_', ' '):60}"
    return f"{row['verdict']:8} {name} {before:>7} -> {after:>7}  {sure}{paired}".rstrip()


def line_of(row: dict[str, Any]) -> str:
    """Return one figure as a line: eval and metric, value with standard error, n, baseline and anchor."""
    name = f"{row['task']:10} {row['metric']:60}"
    if row["value"] is None:
        return f"{name} not measured: {row['note']}"
    error = f" ± {row['stderr']:.3f}" if row["stderr"] is not None else ""
    others = [f"{other} {row[other]:.3f}" for other in ("baseline", "anchor") if row[other] is not None]
    return f"{name} {row['value']:8.3f}{error:8}  n = {row['n']:<6} {', '.join(others)}  {row['note']}".rstrip()
