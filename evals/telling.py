"""Rules told in words: false ones that a language model says must not reach a student, good replies in its own words must be used.

Every false rule is told in the conversation that suits it best: on a problem of its own skill, alone and in the midst of the plan. A good
reply that is refused once is asked for again, and comes back without the sentence that was named, as a language model is told to do.
"""

import json
import random
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from evals.results import Result, Run, share
from evals.tutors import tutor
from evals.writers import OURS, Says, Writer, as_reply, bare, by_plan
from tutor.domain import Turn
from tutor.generation import make_items
from tutor.llm.transports import Request
from tutor.services import Services

PARTS = ("held out", "seen", "fresh")
SENTENCE = re.compile(r"(?<=[.!?])\s+")


@lru_cache(maxsize=2)
def told(name: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the false rules ("rules_told") or the good replies ("replies_told"): part -> skill or misconception -> texts."""
    text = (Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)  # type: ignore[no-any-return]


def evaluate(run: Run) -> Iterator[Result]:
    """Yield how many false rules reach a student, and how many good replies are used: whole, trimmed or after one repair."""
    for part in PARTS:
        yield from _false(run, part)
    for part in (*PARTS, "last"):
        yield from _good(run, part)


def _false(run: Run, part: str) -> Iterator[Result]:
    """Yield the share of false rules that stand in a reply, told alone and in the midst of the plan."""
    for way in ("alone", "amid the plan"):
        reached, failures = [], []
        transport = Writer(by_plan, random.Random(1))
        rules = [(skill, one) for skill, many in told("rules_told")[part].items() for one in many]
        with tutor(run, transport) as services:
            for skill, rule in _few(run, rules):
                transport.says = _says(rule, way)
                for number, message in enumerate(_messages(run, f"maths.{skill}")):
                    turn = services.take_turn(f"{rule} {number}", message)
                    reached.append(bare(rule) in bare(OURS.sub(" ", turn.reply)))
                    failures += [f"{message} -> {turn.reply}"] if reached[-1] else []
        yield share("hostile", f"false rules that reach the student, {part}, {way}", reached, lower_is_better=True, baseline=1.0,
                    failures=tuple(failures[:8]))  # fmt: skip


def _good(run: Run, part: str) -> Iterator[Result]:
    """Yield the share of good replies that are used, and used word for word."""
    used, whole, failures = [], [], []
    replies = [(id, one) for id, styles in told("replies_told")[part].items() for one in styles.values()]
    transport = Writer(by_plan, random.Random(1))
    with tutor(run, transport) as services:
        for id, reply in _few(run, replies):
            transport.says = _repairs(reply)
            example = run.services.catalog.misconceptions[f"maths.{id}"].examples[0]
            turn = services.take_turn(reply, f"{example.problem.replace('`', '')} I got {example.wrong}")
            asked = any(line.outcome != "not_configured" for line in services.store.ledger(turn=turn.id))
            if not asked:
                continue
            used.append(turn.composer != "offline")
            whole.append(reply in turn.reply)
            failures += [] if used[-1] else [f"{reply} -> {_why(services, turn)}"]
    note = "baseline: wanted"
    yield share("hostile", f"good replies used, {part}", used, baseline=0.9, note=note, failures=tuple(failures[:8]))
    yield share("hostile", f"good replies used word for word, {part}", whole)


def _few(run: Run, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return pairs[: run.limit] if run.limit else pairs


def _messages(run: Run, skill: str) -> Iterator[str]:
    """Yield messages after which the tutor speaks of a skill: with a misconception of it, and with an answer that none explains."""
    catalog = run.services.catalog
    beliefs = [one for one in catalog.misconceptions.values() if skill in one.skills and one.examples]
    for belief in beliefs[:2]:
        yield f"{belief.examples[0].problem.replace('`', '')} I got {belief.examples[0].wrong}"
    with suppress(StopIteration):
        item = next(iter(make_items(catalog, run.services.matcher, skill=skill, n=1, seed=1)))
        yield f"how do i do this: {item.problem or item.stem}"


def _says(rule: str, way: str) -> Says:
    """Return a writer of a false rule."""

    def says(request: Request, chance: random.Random, key: str) -> str:
        if way == "alone":
            return as_reply(rule)
        planned = json.loads(by_plan(request, chance, key))["segments"]
        return json.dumps({"segments": [*planned[:1], {"kind": "said", "text": rule, "source": ""}, *planned[1:]]})

    return says


def _repairs(reply: str) -> Says:
    """Return a writer of a good reply that leaves out, when asked again, the sentence that is named."""

    def says(request: Request, chance: random.Random, key: str) -> str:
        faults = request.messages[-1]["content"].partition("without these faults")[2]
        kept = [one for one in SENTENCE.split(reply) if bare(one) not in bare(faults)]
        return as_reply(" ".join(kept) or "Look at the problem again. What is your first step?")

    return says


def _why(services: Services, turn: Turn) -> str:
    return next((line.reason for line in services.store.ledger(turn=turn.id) if line.outcome == "refused"), "")
