"""What is kept: events, the state of a learner, worries, and the ledger of language models."""

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from tutor.domain.base import Value
from tutor.domain.pupils import Attempt, Task
from tutor.domain.teaching import Move


class Event(Value):
    """One line of the append-only log; `data` is the JSON of what happened, its shape fixed by `kind`."""

    id: str
    learner: str
    at: datetime
    kind: Literal["message", "attempt", "move", "turn", "flag", "setting", "deleted"]
    data: dict[str, Any]


class Mastery(Value):
    """What is believed of one skill: P(known) in [0, 1], the attempts seen, and when review is due (aware UTC).

    `unaided` counts the right answers without help; `checked_at` is the newest of them that came a night or more after the
    attempt before, None once a wrong answer followed. `stability_days` and `difficulty` (1-10) are those of py-fsrs.
    """

    p_known: float
    attempts: int = 0
    right: int = 0
    unaided: int = 0
    last_at: datetime | None = None
    checked_at: datetime | None = None
    due_at: datetime | None = None
    stability_days: float = 0.0
    difficulty: float = 0.0


class Learner(Value):
    """The state of a learner: a fold over the learner's events, never edited by hand.

    `attempts` holds the newest 30, oldest first; `beliefs` is P(misconception) after the newest diagnosis that weighed it. On the table
    are `current_problem` with its task and skill, `current_item` (its key stays in the store), `rung` (hints given, 0-3), `tries` and
    whether it is `solved`. `taught`: what moves addressed since the newest attempt; the next attempt takes it over. `strength`: how
    much better than foreseen the learner's unaided answers were, in log-odds.
    """

    id: str
    grade: int | None = None
    locale: str = "en"
    interests: tuple[str, ...] = ()
    mastery: dict[str, Mastery] = Field(default_factory=dict)
    strength: float = 0.0
    attempts: tuple[Attempt, ...] = ()
    beliefs: dict[str, float] = Field(default_factory=dict)
    current_problem: str = ""
    current_task: Task | None = None
    current_skill: str = ""
    current_item: str = ""
    rung: int = 0
    tries: int = 0
    solved: bool = False
    taught: str = ""
    last_move: Move | None = None
    last_at: datetime | None = None
    turns: int = 0
    events: int = 0


class Flag(Value):
    """A worry that an adult must see: how severe, of what kind, in which turn, and when an adult saw it (None: not yet)."""

    id: str
    learner: str
    at: datetime
    severity: str
    kind: str
    turn: str = ""
    seen_at: datetime | None = None


class LedgerLine(Value):
    """One call of a language model: what was asked (by hash), of whom, what it used, and how it ended, with the reason."""

    id: str
    at: datetime
    turn: str = ""
    prompt: str = ""
    prompt_hash: str = ""
    llm: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    cost_usd: float = 0.0
    seconds: float = 0.0
    outcome: str
    reason: str = ""
