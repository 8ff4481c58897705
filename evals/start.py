"""What is wrong before a run begins, said all at once: data, language models, the judge, thresholds. What can run then runs."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from importlib import import_module

from evals import teachers
from evals.agreement import labelled
from evals.gate import Threshold
from evals.loaders import SOURCES, load
from evals.results import Result, Run
from evals.rubric import dimensions, judge
from evals.table import problems
from tutor.errors import ContentError, LlmError, SettingsError, TutorError
from tutor.llm import open_gateway
from tutor.llm.transports import Live, Request, Transport

WHERE_THERE = {"learner": ("assistments", "assistments2015"), "tutoring": ("mrbench", "bea2025", *teachers.SETS)}
"""Sets that evals take where they are in the folder of data."""
JUDGE = "judge: eight dimensions"
"""The figure that stands for all of the judge where there is none."""
READY = ({"role": "user", "content": "Say only the word: ready"},)
CURE = "Correct its name (--llm), TUTOR_LLM_BASE_URL or TUTOR_LLM_API_KEY."


@dataclass(frozen=True)
class Start:
    """A run that can begin: what of it can run, why evals cannot (by name), and figures that are missing for another reason."""

    run: Run
    missing: Mapping[str, str]
    told: tuple[Result, ...] = ()
    faults: tuple[str, ...] = field(default=())


def ready(run: Run, names: tuple[str, ...], thresholds: list[Threshold], known: tuple[str, ...]) -> Start:
    """Return the run without what cannot take part, and all that was found wrong with it."""
    missing = dict(_missing(run, names))
    faults = [*missing.values(), *_broken(run, names), *(fault for one in thresholds if (fault := _gone(one, known)))]
    told = []
    if run.llm and (fault := llm_fault(run, run.llm)):
        told.append(Result("hostile", f"model_text_used: {run.llm}", None, None, 0, note=fault))
        run = replace(run, llm="")
    if "tutoring" in names and run.services.settings.llm_judge and (fault := judge_fault(run)):
        told.append(Result("tutoring", JUDGE, None, None, 0, note=fault))
        services = copy.copy(run.services)
        services.settings = services.settings.model_copy(update={"llm_judge": ""})
        run = replace(run, services=services)
    elif "tutoring" in names and run.services.settings.llm_judge and (fault := labelled(run)[1]):
        faults.append(
            f"What the judge says will not be trusted, as there are no labels of people to hold it against. {fault}"
        )
    faults += [one.note for one in told]
    return Start(run, missing, tuple(told), tuple(dict.fromkeys(faults)))


def _missing(run: Run, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield what evals lack, by name: files that are missing, or that cannot be read."""
    for name in names:
        found, module = problems(run, name) if run.mapping else [], import_module(f"evals.{name}")
        for file in module.NEEDS if not run.mapping else ():
            try:
                run.rows(file)
            except TutorError as error:
                found.append(str(error))
        if found:
            whole = "A part of " * (hasattr(module, "alone") and not run.mapping) + name
            yield name, f"{whole} cannot run: {' '.join(dict.fromkeys(found))}"


def _broken(run: Run, names: tuple[str, ...]) -> Iterator[str]:
    """Yield what is wrong with sets that an eval takes where they are there; that one is absent is no fault."""
    for one in (one for name in names for one in WHERE_THERE.get(name, ())):
        if run.data and not run.mapping and any((run.data / file).exists() for file in SOURCES[one].files):
            try:
                load(one, run.data)
            except TutorError as error:
                yield f"{one} is left out: {error}"


def _gone(threshold: Threshold, known: tuple[str, ...]) -> str:
    if threshold.task in known:
        return ""
    nearest = get_close_matches(threshold.task, known) or known
    return (
        f"thresholds.yaml: there is no eval {threshold.task}; take the line out, or name one of {', '.join(nearest)}."
    )


def llm_fault(run: Run, llm: str, transport: Transport | None = None) -> str:
    """Return why a language model cannot take part, "" where it answers."""
    settings = run.services.settings
    try:
        if transport is None:
            if settings.llm_transport == "replay":
                return ""
            transport = Live(settings.llm_base_url, settings.llm_api_key)
            transport.check(llm)
        said = transport(Request(llm, READY, 0.0, 20), settings.llm_timeout_s)
    except (SettingsError, LlmError) as error:
        return f"{llm} does not answer, so the run goes on without it: {error}. {CURE}".replace(".. ", ". ")
    return "" if said.text.strip() else f"{llm} answers with nothing, so the run goes on without it. {CURE}"


def judge_fault(run: Run, transport: Transport | None = None) -> str:
    """Return why the judge cannot judge, "" where it gives a verdict in form on a reply that anybody can judge."""
    settings, store = run.services.settings, run.services.store
    name = settings.llm_judge
    if fault := llm_fault(run, name, transport):
        return "The judge " + fault.replace("(--llm)", "(TUTOR_LLM_JUDGE)")
    try:
        gateway = open_gateway(
            settings, note=store.note, spent_usd=store.spent_usd, clock=run.services.clock, transport=transport
        )
    except (SettingsError, ContentError) as error:
        return f"The judge cannot be asked: {error}"
    verdict = judge(
        gateway, "Pupil: 2 + 2 = 5", "Not quite. Count on from 2: what comes after 3?", dimensions()["coherence"]
    )
    if verdict.one or verdict.other:
        return ""
    form = "its last line must be GRADE: and a label"
    return f"The judge {name} never answers in form ({form}), so nothing is judged. Set another TUTOR_LLM_JUDGE."
