"""Tasks for inspect-ai (`pip install "tutor[inspect]"`, not needed otherwise): its log viewer, retries, limits and comparisons.

    inspect eval evals/inspect_tasks.py@tutoring --model litellm/openai/some-name --limit 20
    inspect eval evals/inspect_tasks.py@alone --model litellm/openai/some-name       # the same, without the product around it
    inspect eval evals/inspect_tasks.py@tutoring --model ... --model-role grader=litellm/openai/another     # a judge by rubric too
    inspect eval evals/inspect_tasks.py@judge -T data=FOLDER --model ...        # is it fit to judge? MRBench or BEA 2025 in FOLDER
    inspect view

In `tutoring` the whole agent answers simulated pupils and inspect's model writes for it; what reaches the pupil is scored by checks that
share no code with the product (`checkers`).
"""

import functools
import json
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread
from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import (
    ChatMessageAssistant,
    ChatMessageSystem,
    ChatMessageUser,
    GenerateConfig,
    Model,
    ResponseSchema,
    get_model,
)
from inspect_ai.scorer import Metric, SampleScore, Score, Scorer, Target, mean, metric, scorer, stderr
from inspect_ai.solver import Generate, Solver, TaskState, solver
from inspect_ai.util import JSONSchema

from evals.agreement import kappa, labelled, spread
from evals.checkers import false_equations, leaks
from evals.results import Run
from evals.rubric import Dimension, Verdict, dimensions, quiet, read_verdict
from evals.tutors import conversations, key_in, say, tutor
from evals.writers import lines
from tutor.domain import Learner
from tutor.errors import LlmUnavailable, TutorError
from tutor.llm import load_prompts
from tutor.llm.transports import Completion, Request
from tutor.services import Services, build

SAMPLES, PATIENT_S = 40, 60.0
GRADER = "grader"
_open = ExitStack()
"""Services of this process; they go with it."""


@task
def tutoring(samples: int = SAMPLES, seed: int = 1) -> Task:
    """Simulated pupils talk with the agent; inspect's model writes for it."""
    return Task(dataset=_pupils(samples, seed), solver=the_agent(), scorer=[checks(), judged()])


@task
def alone(samples: int = SAMPLES, seed: int = 1) -> Task:
    """The same pupils talk with the language model alone: what the product adds is the difference."""
    return Task(dataset=_pupils(samples, seed), solver=the_model_alone(), scorer=[checks(), judged()])


@task
def judge(data: str = "", samples: int = SAMPLES, seed: int = 1) -> Task:
    """The language model judges replies that people have labelled, by the rubric, with the labels in both orders."""
    replies, fault = labelled(Run(_product(), data=Path(data) if data else _product().settings.data))
    if fault:
        raise TutorError(f"{fault} Name the folder with -T data=FOLDER.")
    told = [
        Sample(
            id=f"{number} {name}",
            input=one.reply,
            target=label,
            metadata={"conversation": one.conversation, "dimension": name},
        )
        for number, one in enumerate(spread(replies, samples, seed))
        for name, label in one.labels.items()
        if label in dimensions()[name].labels
    ]
    return Task(
        dataset=MemoryDataset(told, name="replies that people have labelled"), solver=the_judge(), scorer=agrees()
    )


@functools.cache
def _product() -> Services:
    return build()


@functools.cache
def _services() -> Services:
    return _open.enter_context(tutor(Run(_product()), _asked_of_inspect, "inspect", llm_timeout_s=PATIENT_S))


def _pupils(samples: int, seed: int) -> MemoryDataset:
    """Return conversations, one a pupil: the messages that it will send in turn."""
    told = conversations(Run(_product(), seed=seed), 5 * samples)
    found = [
        Sample(id=learner, input=messages[0], metadata={"messages": messages})
        for learner, turns in groupby(told, key=lambda turn: turn[0])
        for messages in [[message for _, message in turns]]
    ]
    return MemoryDataset(list(islice(found, samples)), name=f"pupils of seed {seed}")


def _asked_of_inspect(request: Request, wait_s: float) -> Completion:
    """Answer a request of the agent, which runs in a thread, by inspect's model on its event loop."""
    roles = {"system": ChatMessageSystem, "user": ChatMessageUser, "assistant": ChatMessageAssistant}
    messages = [roles[one["role"]](content=one["content"]) for one in request.messages]
    schema = (
        {"response_schema": ResponseSchema(name="reply", json_schema=JSONSchema(**_plain(request.schema)))}
        if request.schema
        else {}
    )
    config = GenerateConfig(temperature=request.temperature, max_tokens=request.max_tokens, **schema)

    async def ask() -> Any:
        with anyio.fail_after(wait_s):
            return await get_model().generate(messages, config=config)

    try:
        output = anyio.from_thread.run(ask)
    except TimeoutError:
        raise LlmUnavailable(f"no whole reply within {wait_s:.0f} s") from None
    used = output.usage
    return Completion(
        text=output.completion, tokens_in=used.input_tokens if used else 0, tokens_out=used.output_tokens if used else 0
    )


def _plain(schema: Any) -> dict[str, Any]:
    """Return a JSON schema with its references written out, as inspect takes it."""
    known = schema.get("$defs", {})

    def written(part: Any) -> Any:
        if isinstance(part, dict):
            if "$ref" in part:
                return written(known[part["$ref"].rpartition("/")[2]])
            return {name: written(value) for name, value in part.items() if name != "$defs"}
        return [written(one) for one in part] if isinstance(part, list) else part

    made: dict[str, Any] = written(json.loads(json.dumps(schema)))
    return made


@solver
def the_agent() -> Solver:
    """Send the pupil's messages to the agent, one after the other, and keep what it says and what must not be in it."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        services = _services()
        for place, message in enumerate(state.metadata["messages"]):
            who = f"{state.sample_id} {state.epoch}"
            exchange = await anyio.to_thread.run_sync(functools.partial(say, services, who, message))
            belief = services.catalog.misconceptions.get(exchange.turn.move.misconception)
            ours = [exchange.item.stem if exchange.item else "", exchange.problem, exchange.after.current_problem]
            ours += [belief.contrast.problem if belief else "", message]
            _note(
                state,
                place,
                message,
                exchange.turn.reply,
                list(exchange.keys),
                ours,
                exchange.turn.composer != "offline",
            )
        return state

    return solve


async def _verdict(grader: Model, conversation: str, reply: str, dimension: Dimension) -> Verdict:
    """Return what a language model says of a reply, with the labels in order and the other way round."""
    prompt, said = load_prompts(_product().settings.prompts)["evals/judge"], []
    for labels in (dimension.labels, dimension.labels[::-1]):
        inputs = {
            "conversation": quiet(conversation),
            "reply": quiet(reply),
            "question": dimension.question,
            "labels": list(labels),
        }
        system, user = prompt.messages(inputs)
        asked = [ChatMessageSystem(content=system["content"]), ChatMessageUser(content=user["content"])]
        config = GenerateConfig(temperature=0.0, max_tokens=prompt.head.max_tokens)
        output = await grader.generate(asked, config=config)
        said.append(read_verdict(output.completion, labels))
    return Verdict(*said)


@solver
def the_judge() -> Solver:
    """Let the language model judge a reply, and keep its verdict; "" where it cannot be read or turns with the order."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        told = state.metadata
        found = await _verdict(get_model(), told["conversation"], state.input_text, dimensions()[told["dimension"]])
        state.store.set("label", found.label or "")
        state.messages.append(ChatMessageAssistant(content=found.label or f"unscored: {found.one}, then {found.other}"))
        return state

    return solve


@solver
def the_model_alone() -> Solver:
    """Let the language model answer by itself, with the conversation so far."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        prompt = load_prompts(_product().settings.prompts)["evals/alone"]
        said: list[Any] = []
        key = key_in(state.metadata["messages"][0], Learner(id="pupil"))
        for place, message in enumerate(state.metadata["messages"]):
            system, user = prompt.messages({"message": message})
            said.append(ChatMessageUser(content=user["content"]))
            config = GenerateConfig(temperature=prompt.head.temperature, max_tokens=prompt.head.max_tokens)
            output = await get_model().generate([ChatMessageSystem(content=system["content"]), *said], config=config)
            said.append(ChatMessageAssistant(content=output.completion))
            _note(
                state,
                place,
                message,
                output.completion,
                [key] if key else [],
                [state.metadata["messages"][0], message],
                True,
            )
        return state

    return solve


def _note(
    state: TaskState, place: int, message: str, reply: str, keys: Sequence[str], ours: Sequence[str], wrote: bool
) -> None:
    """Keep a turn in inspect's log: the messages to read, and what the checks need."""
    state.messages += (
        [ChatMessageUser(content=message), ChatMessageAssistant(content=reply)]
        if place
        else [ChatMessageAssistant(content=reply)]
    )
    turns = state.store.get("turns", [])
    state.store.set("turns", [*turns, {"message": message, "reply": reply, "keys": keys, "ours": ours, "wrote": wrote}])


@scorer(metrics={"*": [mean(), stderr()]})
def checks() -> Scorer:
    """Score the share of turns with something false, with the answer given away, with an unsafe line, and in the model's own words."""

    async def score(state: TaskState, target: Target) -> Score:
        turns = state.store.get("turns", [])
        false = [one for turn in turns for one in false_equations(turn["reply"], *turn["ours"])[:1]]
        gone = [one for turn in turns for one in _given_away(turn)[:1]]
        bad = [turn for turn in turns if any(word.search(turn["reply"].lower()) for word in _bad_words())]
        counts = {
            "false": len(false),
            "leaked": len(gone),
            "unsafe": len(bad),
            "own_words": sum(turn["wrote"] for turn in turns),
        }
        told = "; ".join([*(f"false: {one}" for one in false), *(f"leaked: {one}" for one in gone)])
        return Score(
            value={name: count / max(len(turns), 1) for name, count in counts.items()},
            explanation=told or "nothing found",
        )

    return score


def _given_away(turn: dict[str, Any]) -> list[str]:
    return [one for key in turn["keys"] for one in leaks(turn["reply"], key, *turn["ours"])]


@functools.cache
def _bad_words() -> tuple[Any, ...]:
    import re

    return tuple(re.compile(one) for one in lines()["bad_words"])


@scorer(metrics={"*": [mean(), stderr()]})
def judged() -> Scorer:
    """Score the first reply by the rubric, where a grader takes part; a verdict that cannot be read or turns with the order is unscored."""

    async def score(state: TaskState, target: Target) -> Score:
        grader = get_model(role=GRADER, default="none/none")
        turns = state.store.get("turns", [])
        if str(grader) == "none/none" or not turns:
            return Score(
                value=dict.fromkeys(dimensions(), float("nan")),
                explanation="no grader takes part (--model-role grader=...)",
            )
        found = {}
        for name, dimension in dimensions().items():
            label = (await _verdict(grader, turns[0]["message"], turns[0]["reply"], dimension)).label
            found[name] = float(label == dimension.good) if label else float("nan")
        return Score(value=found, explanation="what this grader is worth: hold it against people with the task judge")

    return score


@metric
def cohen_kappa() -> Metric:
    """Return how far the judge agrees with people beyond chance over all dimensions; 0 where that cannot be told."""

    def measured(scores: list[SampleScore]) -> float:
        pairs = [(str(one.sample_id), *one.score.metadata["labels"]) for one in scores if one.score.metadata]
        return kappa([pair for pair in pairs if pair[2]]) or 0.0

    return measured


@scorer(metrics=[mean(), stderr(), cohen_kappa()])
def agrees() -> Scorer:
    """Score 1 where the judge says what people said; a verdict that cannot be read or turns with the order is unscored."""

    async def score(state: TaskState, target: Target) -> Score:
        label = state.store.get("label", "")
        value = float(label == target.text) if label else float("nan")
        return Score(
            value=value, answer=label, explanation=f"people: {target.text}", metadata={"labels": [target.text, label]}
        )

    return score
