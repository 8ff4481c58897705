"""The verb that measures: runs the evaluation suite and shows its figures."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer


def evaluate(
    tasks: Annotated[list[str] | None, typer.Argument(help="Names of evals; default: all.")] = None,
    data: Annotated[Path | None, typer.Option(help="Folder of public data sets; default: TUTOR_DATA.")] = None,
    llm: Annotated[str, typer.Option(help="litellm name of a language model that takes part.")] = "",
    limit: Annotated[int, typer.Option(min=0, help="Most cases an eval takes; 0: all.")] = 0,
    seed: Annotated[int, typer.Option(help="The same seed gives the same cases.")] = 1,
    to: Annotated[Path | None, typer.Option("--json", help="File for the results as JSON.")] = None,
) -> None:
    """Measure how right the whole system is: every figure with n, standard error and baseline."""
    from evals.results import Run
    from evals.suite import run_evals
    from tutor.services import build

    services = build()
    run = Run(services, data or services.settings.data, limit, seed, llm, lambda line: print(line, file=sys.stderr))
    record = run_evals(run, tasks or ())
    if to:
        to.write_text(json.dumps(record, indent=1, ensure_ascii=False), encoding="utf-8")
    for row in record["results"]:
        print(_line(row))


def _line(row: dict[str, Any]) -> str:
    """Return one figure as a line: eval and metric, value with standard error, n, baseline and anchor."""
    name = f"{row['task']:10} {row['metric']:48}"
    if row["value"] is None:
        return f"{name} not measured: {row['note']}"
    error = f" ± {row['stderr']:.3f}" if row["stderr"] is not None else ""
    others = [f"{other} {row[other]:.3f}" for other in ("baseline", "anchor") if row[other] is not None]
    return f"{name} {row['value']:8.3f}{error:8}  n = {row['n']:<6} {', '.join(others)} {row['note']}".rstrip()
