"""What may happen to a learner: one shape for each kind of event, the only place where `Event.data` is described.

The log outlives the code: a field may be added with a default, never renamed or removed. What events do is left to `fold`.
"""

from datetime import UTC, datetime

from pydantic import Field, ValidationError

from tutor.domain import KNOWS, OTHER, SLIP, Attempt, Diagnosis, Event, Hypothesis, Move, Task, Value


class MessageData(Value):
    """A message came in, in turn `turn`. `problem`, `task` and `skill` are set where it brings a new problem to work on."""

    turn: str
    problem: str = ""
    task: Task | None = None
    skill: str = ""


class AttemptData(Value):
    """A response was graded: `attempt` with its skill and verdict, and the belief after it (all hypotheses of the diagnosis).

    `aided` marks help that the fold cannot see, in logs from elsewhere. Hints, an earlier try, and `taught` count by themselves.
    """

    attempt: Attempt
    aided: bool = False
    hypotheses: tuple[Hypothesis, ...] = ()

    @classmethod
    def of(cls, attempt: Attempt, diagnosis: Diagnosis) -> "AttemptData":
        """Return the data of an attempt with what its diagnosis found; what the attempt itself says goes first."""
        found = {
            "skill": attempt.skill or diagnosis.skill,
            "verdict": attempt.verdict or diagnosis.verdict,
            "task": attempt.task or diagnosis.task,
        }
        return cls(attempt=attempt.model_copy(update=found), hypotheses=diagnosis.hypotheses)

    def beliefs(self) -> dict[str, float]:
        """Return P(misconception) for the misconceptions that were weighed; innocence and OTHER are left out."""
        return {h.id: h.p for h in self.hypotheses if h.id not in (KNOWS, SLIP, OTHER)}


class MoveData(Value):
    """The tutor made `move`. Where it sets a new problem to work on, `task` types it and `item` is the issued item's id."""

    move: Move
    task: Task | None = None
    item: str = ""


class TurnData(Value):
    """The turn `turn` was answered; its words lie in the store's turns, not in the log."""

    turn: str


class FlagData(Value):
    """A message gave cause for worry; an adult must see it."""

    severity: str
    kind: str
    turn: str = ""


class SettingData(Value):
    """The learner or an adult changed a setting; None leaves it as it is."""

    grade: int | None = Field(None, ge=0, le=13)
    locale: str | None = None
    interests: tuple[str, ...] | None = None


class DeletedData(Value):
    """Everything about the learner was deleted; this tombstone says when, and nothing else."""


Data = MessageData | AttemptData | MoveData | TurnData | FlagData | SettingData | DeletedData

_SHAPES: dict[str, type[Data]] = {
    "message": MessageData, "attempt": AttemptData, "move": MoveData, "turn": TurnData, "flag": FlagData, "setting": SettingData,
    "deleted": DeletedData,
}  # fmt: skip
_KINDS = {shape: kind for kind, shape in _SHAPES.items()}


def to_event(data: Data, *, id: str, learner: str, at: datetime) -> Event:
    """Return the event that says `data` happened to the learner at the aware time `at`; fields left at default are left out."""
    json = data.model_dump(mode="json", exclude_defaults=True)
    return Event(id=id, learner=learner, at=as_utc(at), kind=_KINDS[type(data)], data=json)


def from_event(event: Event) -> Data:
    """Return the event's data in the shape of its kind. Raises ValueError naming the event and every field at fault."""
    try:
        return _SHAPES[event.kind].model_validate(event.data)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, f['loc']))}: {f['msg']}" for f in error.errors(include_url=False))
        raise ValueError(f"event {event.id} ({event.kind}) of learner {event.learner}: {faults}") from error


def as_utc(at: datetime) -> datetime:
    """Return the same moment in UTC. Raises ValueError for a time without a zone, which could mean any of 38 moments."""
    if at.tzinfo is None:
        raise ValueError(f"the time {at.isoformat()} has no zone; give aware UTC")
    return at.astimezone(UTC)
