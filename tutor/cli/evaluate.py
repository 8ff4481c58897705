"""The verb that measures: runs the evaluation suite, shows its figures, and compares two runs."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from tutor.errors import TutorError


def evaluate(
    tasks: Annotated[
        list[str] | None, typer.Argument(help="Names of evals, default: all; or: compare A.json B.json.")
    ] = None,
    data: Annotated[Path | None, typer.Option(help="Folder of public data sets; default: TUTOR_DATA.")] = None,
    llm: Annotated[str, typer.Option(help="litellm name of a language model that takes part.")] = "",
    limit: Annotated[int, typer.Option(min=0, help="Most cases an eval takes; 0: all.")] = 0,
    seed: Annotated[int, typer.Option(help="The same seed gives the same cases.")] = 1,
    to: Annotated[
        Path | None, typer.Option("--json", help="File for the results as JSON, written after each eval.")
    ] = None,
    html: Annotated[Path | None, typer.Option(help="File for the report; default: beside the JSON.")] = None,
    resume: Annotated[bool, typer.Option(help="Go on with the run in the JSON file.")] = False,
    gate: Annotated[
        bool, typer.Option(help="Exit with 1 where a threshold of evals/thresholds.yaml is missed.")
    ] = False,
) -> None:
    """Measure how right the whole system is: every figure with n, standard error and baseline."""
    from evals.gate import load_thresholds, missed
    from evals.report import report
    from evals.results import Run
    from evals.suite import run_evals
    from tutor.services import build

    if tasks and tasks[0] == "compare":
        _compare(tasks[1:])
        return
    services, thresholds = build(), load_thresholds()
    run = Run(services, data or services.settings.data, limit, seed, llm, lambda line: print(line, file=sys.stderr))
    record = run_evals(run, tasks or (), to, resume=resume)
    if page := html or (to.with_suffix(".html") if to else None):
        page.write_text(report(record), encoding="utf-8")
        print(f"The report: {page}", file=sys.stderr)
    for row in record["results"]:
        print(_line(row))
    faults = missed(record, thresholds)
    for fault in faults:
        print(fault, file=sys.stderr)
    if gate and faults:
        raise typer.Exit(1)


def _compare(paths: list[str]) -> None:
    from evals.compare import compare

    if len(paths) != 2:
        raise TutorError("Name two files of results: tutor eval compare BEFORE.json AFTER.json.")
    for row in compare(*map(_record, paths)):
        before, after = (f"{row[name]:.3f}" if row[name] is not None else "-" for name in ("before", "after"))
        p = f"p = {row['p']:.3f}{' paired' if row['paired'] else ''}" if row["p"] is not None else ""
        print(f"{row['verdict']:7} {row['task']:10} {row['metric']:60} {before:>7} -> {after:>7}  {p}".rstrip())


def _record(path: str) -> dict[str, Any]:
    try:
        record: dict[str, Any] = json.loads(Path(path).read_text(encoding="utf-8"))
        record["run"], record["results"]
    except (OSError, ValueError, KeyError, TypeError):
        raise TutorError(f"{path}: is no record of a run. Make one with tutor eval --json {path}.") from None
    return record


def _line(row: dict[str, Any]) -> str:
    """Return one figure as a line: eval and metric, value with standard error, n, baseline and anchor."""
    name = f"{row['task']:10} {row['metric']:60}"
    if row["value"] is None:
        return f"{name} not measured: {row['note']}"
    error = f" ± {row['stderr']:.3f}" if row["stderr"] is not None else ""
    others = [f"{other} {row[other]:.3f}" for other in ("baseline", "anchor") if row[other] is not None]
    return f"{name} {row['value']:8.3f}{error:8}  n = {row['n']:<6} {', '.join(others)}  {row['note']}".rstrip()
