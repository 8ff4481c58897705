"""The verb that fits the learner's state to a school: parameters of each skill from the school's own log."""

import json
from typing import Annotated

import typer


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
