"""What one turn carries from node to node, and the parts that its nodes use."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from tutor import domain
from tutor.agent.perceive import Perceived
from tutor.catalog.schema import Catalog
from tutor.diagnosis import Matcher
from tutor.domain import Diagnosis, Event, Finding, Item, Learner, Move, Source, Task, Turn, TutorReply, Value
from tutor.generation import Placing
from tutor.llm import Gateway
from tutor.retrieval import Index
from tutor.store import Store
from tutor.verify import Ear, RuleBook, Screening

_NOUNS = (one for one in vars(domain).values() if isinstance(one, type) and issubclass(one, Value))
CHECKPOINTED: tuple[type, ...] = (Perceived, Screening, *_NOUNS)
"""The shapes that a checkpoint may hold; no others are read back from one."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a tutor. `gateway` is None where no language model is configured; `timer` gives seconds, for timings only."""

    catalog: Catalog
    matcher: Matcher
    placing: Placing
    store: Store
    index: Index
    gateway: Gateway | None
    rules: RuleBook
    timer: Callable[[], float]
    threshold: float
    ear: Ear


class TurnState(TypedDict, total=False):
    """One turn. Given are `turn_id`, `learner_id`, `at` and `screening`; each node returns only the keys it changes.
    `left` is the problem that was open when the message came.
    """

    turn_id: str
    learner_id: str
    at: datetime
    screening: Screening
    perceived: Perceived
    learner: Learner
    left: Task | None
    events: tuple[Event, ...]
    diagnosis: Diagnosis | None
    move: Move
    item: Item | None
    sources: tuple[Source, ...]
    draft: TutorReply
    composer: str
    repairs: int
    checks: tuple[Finding, ...]
    turn: Turn
    timings: dict[str, float]
