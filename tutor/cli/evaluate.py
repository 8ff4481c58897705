"""The verbs that measure: the evaluation suite and its figures, and the fit of the learner's state to a school's own log."""

import json
from pathlib import Path
from typing import Annotated

import typer


def evaluate(
    tasks: Annotated[list[str] | None, typer.Argument(help="Evals, default: all; or: compare A.json B.json.")] = None,
    data: Annotated[Path | None, typer.Option(help="Folder of public data (default: TUTOR_DATA), or your CSV.")] = None,
    mapping: Annotated[Path | None, typer.Option("--map", help="For your CSV: lines like `response: Answer`.")] = None,
    llm: Annotated[str, typer.Option(help="litellm name of a language model that takes part.")] = "",
    limit: Annotated[int, typer.Option(min=0, help="Most cases an eval takes; 0: all.")] = 0,
    seed: Annotated[int, typer.Option(help="The same seed gives the same cases.")] = 1,
    to: Annotated[Path | None, typer.Option("--json", help="File for the record; default: in TUTOR_HOME/runs.")] = None,
    html: Annotated[Path | None, typer.Option(help="File for the report; default: beside the JSON.")] = None,
    resume: Annotated[bool, typer.Option(help="Go on with the run in the JSON, else the newest.")] = False,
    gate: Annotated[bool, typer.Option(help="Exit with 1 if a threshold of evals/thresholds.yaml is missed.")] = False,
) -> None:
    """Measure how right the whole system is: every figure with n, standard error and baseline."""
    from evals.command import measure, show_comparison, tell
    from evals.results import Run
    from tutor.services import build

    if tasks and tasks[0] == "compare":
        return show_comparison(tasks[1:])
    services = build()
    run = Run(services, data or services.settings.data, limit, seed, llm, mapping, tell)
    if measure(run, tasks or (), to, html, resume=resume) and gate:
        raise typer.Exit(1)


def fit(shipped: Annotated[bool, typer.Option(help="Go back to the parameters that ship.")] = False) -> None:
    """Fit the parameters of each skill to all answers in the store; kept only where they foresee learners who were held out better."""
    from evals.fit_mastery import SHIPPED, answered, fit_school
    from tutor.services import build

    store = build().store
    if shipped:
        return print(store.keep_fit(SHIPPED).model_dump_json())
    found = fit_school({id: answered(store.events(id)) for id in store.learners()})
    fitted = store.keep_fit(found.fit) if found.is_better else found.fit
    print(json.dumps({"kept": found.is_better, **found._asdict(), "fit": fitted.model_dump()}))
