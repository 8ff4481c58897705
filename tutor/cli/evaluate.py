"""The verb that measures: runs the evaluation suite, shows its figures, and compares two runs."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from tutor.errors import TutorError


def evaluate(
    tasks: Annotated[
        list[str] | None, typer.Argument(help="Names of evals, default: all; or: compare A.json B.json.")
    ] = None,
    data: Annotated[
        Path | None, typer.Option(help="Folder of public data sets (default: TUTOR_DATA), or your CSV.")
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option("--map", help="For a CSV of your own: a file of lines like `response: Student answer`."),
    ] = None,
    llm: Annotated[str, typer.Option(help="litellm name of a language model that takes part.")] = "",
    limit: Annotated[int, typer.Option(min=0, help="Most cases an eval takes; 0: all.")] = 0,
    seed: Annotated[int, typer.Option(help="The same seed gives the same cases.")] = 1,
    to: Annotated[
        Path | None,
        typer.Option("--json", help="File for the record, written after each eval; default: in TUTOR_HOME/runs."),
    ] = None,
    html: Annotated[Path | None, typer.Option(help="File for the report; default: beside the JSON.")] = None,
    resume: Annotated[
        bool, typer.Option(help="Go on with the run in the JSON file, else with the newest that was cut off.")
    ] = False,
    gate: Annotated[
        bool, typer.Option(help="Exit with 1 where a threshold of evals/thresholds.yaml is missed.")
    ] = False,
) -> None:
    """Measure how right the whole system is: every figure with n, standard error and baseline."""
    from evals import runs
    from evals.gate import load_thresholds, missed
    from evals.report import report
    from evals.results import Run
    from evals.suite import run_evals
    from tutor.services import build

    if tasks and tasks[0] == "compare":
        _compare(tasks[1:])
        return
    services = build()
    settings, thresholds = services.settings, load_thresholds()
    run = Run(services, data or settings.data, limit, seed, llm, mapping, _tell)
    kept = to or runs.place(settings, services.clock().isoformat(), resume=resume)
    record = run_evals(run, tasks or (), kept, resume=resume)
    if to:
        runs.keep(settings, record)
    page = html or kept.with_suffix(".html")
    page.write_text(report(record), encoding="utf-8")
    _tell(f"The report: {page}")
    for row in record["results"]:
        print(_line(row))
    faults = missed(record, thresholds)
    for fault in faults:
        _tell(fault)
    if gate and faults:
        raise typer.Exit(1)


def _tell(line: str) -> None:
    print(line, file=sys.stderr)


def _compare(paths: list[str]) -> None:
    from evals.compare import compare, spoken
    from evals.runs import read

    if len(paths) != 2:
        raise TutorError("Name two files of results: tutor eval compare BEFORE.json AFTER.json.")
    rows = compare(*(read(Path(path)) for path in paths))
    for row in rows:
        before, after = (f"{row[name]:.3f}" if row[name] is not None else "-" for name in ("before", "after"))
        p = f"p = {row['p']:.3f}{' paired' if row['paired'] else ''}" if row["p"] is not None else ""
        print(f"{row['verdict']:8} {row['task']:10} {row['metric']:60} {before:>7} -> {after:>7}  {p}".rstrip())
    print("\n".join(spoken(rows)), file=sys.stderr)


def _line(row: dict[str, Any]) -> str:
    """Return one figure as a line: eval and metric, value with standard error, n, baseline and anchor."""
    name = f"{row['task']:10} {row['metric']:60}"
    if row["value"] is None:
        return f"{name} not measured: {row['note']}"
    error = f" ± {row['stderr']:.3f}" if row["stderr"] is not None else ""
    others = [f"{other} {row[other]:.3f}" for other in ("baseline", "anchor") if row[other] is not None]
    return f"{name} {row['value']:8.3f}{error:8}  n = {row['n']:<6} {', '.join(others)}  {row['note']}".rstrip()
