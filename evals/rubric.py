"""A language model as judge of tutoring, by the eight dimensions of rubric.yaml; only where one is configured (TUTOR_LLM_JUDGE).

Each question is put twice, its labels in both orders. A verdict that cannot be read, or that changes with the order, is *unscored*. The
last `GRADE:` counts. What it is worth is told by its agreement with people's labels (`agreement`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from evals.results import Result, share
from tutor.errors import LlmError
from tutor.llm import Gateway

FILE = Path(__file__).parent / "rubric.yaml"
PROMPT = "evals/judge"
GRADE = re.compile(r"GRADE:\s*(.+)")


@dataclass(frozen=True)
class Dimension:
    """One question of the rubric, its labels, and the label that is wished for."""

    question: str
    labels: tuple[str, ...]
    good: str


@lru_cache(maxsize=1)
def dimensions() -> Mapping[str, Dimension]:
    """Return the dimensions by name."""
    held: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {name: Dimension(one["question"], tuple(one["labels"]), one["good"]) for name, one in held.items()}


def read_verdict(text: str, labels: Sequence[str]) -> str | None:
    """Return the label that the last `GRADE:` names, None where it names none of them."""
    found = GRADE.findall(text)
    named = found[-1].strip().strip("*.`\"' ").lower() if found else ""
    return next((label for label in labels if label.lower() == named), None)


@dataclass(frozen=True)
class Verdict:
    """What the judge says with the labels in order and the other way round; None where it cannot be read or did not answer."""

    one: str | None
    other: str | None

    @property
    def label(self) -> str | None:
        """Return the verdict, None (unscored) where the two differ."""
        return self.one if self.one == self.other else None


def judge(gateway: Gateway, conversation: str, reply: str, dimension: Dimension) -> Verdict:
    """Return the verdict on one dimension. Marks of a verdict inside the judged texts are made harmless."""
    said: list[str | None] = []
    for labels in (dimension.labels, dimension.labels[::-1]):
        inputs = {"conversation": quiet(conversation), "reply": quiet(reply), "labels": list(labels)}
        try:
            text = gateway.ask(PROMPT, inputs | {"question": dimension.question})
        except LlmError:
            said.append(None)
            continue
        said.append(read_verdict(str(text), labels))
    return Verdict(*said)


def quiet(text: str) -> str:
    """Return a text whose marks of a verdict are made harmless."""
    return re.sub(r"GRADE\s*:", "grade -", text, flags=re.IGNORECASE)


def rated(
    gateway: Gateway, told: Sequence[tuple[str, str]], doubts: Mapping[str, str], whose: str = ""
) -> Iterator[Result]:
    """Yield for (conversation, reply) how often each dimension has the label that is wished for; unscored ones do not count.

    doubts: for a dimension, why the judge is not to be trusted on it; what it says is then told in the note and is no figure.
    """
    for name, dimension in dimensions().items():
        verdicts = [judge(gateway, conversation, reply, dimension) for conversation, reply in told]
        scored = [one.label == dimension.good for one in verdicts if one.label]
        note = f"{dimension.good} is wished for; {len(verdicts) - len(scored)} of {len(verdicts)} unscored"
        found = share("tutoring", f"judge: {name}{whose}", scored, note=note)
        if doubt := doubts.get(name):
            note = f"not to be trusted: {doubt}. For what it is worth: {sum(scored)} of {len(scored)} as wished for; {note}"
            found = replace(found, value=None, stderr=None, cases=(), note=note)
        yield found
