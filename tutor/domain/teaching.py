"""What the tutor says and why: sources, segments, moves, turns, and what a language model votes."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from tutor.domain.base import MoveName, Value
from tutor.domain.pupils import Diagnosis, Finding


class Source(Value):
    """A retrieved chunk that a reply may cite."""

    id: str
    title: str
    text: str
    kind: Literal["lesson", "worked_example", "fact", "document"]
    standards: tuple[str, ...] = ()
    grades: str = ""
    skill: str = ""
    licence: str = ""
    score: float = 0.0


class Segment(Value):
    """A piece of a reply. `said` must be true; `supposed` is what a malrule yields; `quoted` comes from `source`."""

    kind: Literal["said", "supposed", "quoted"]
    text: str
    source: str = ""


class TutorReply(Value):
    """What a composer hands to `verify`: the segments in order, and the practice problem it sets, if any."""

    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """Return the whole reply as one text, mathematics still between backticks."""
        return " ".join(segment.text for segment in self.segments)


class LabelVote(Value):
    """What a language model says of somebody's own labels: the ids of those that fit a response, the likeliest first."""

    labels: tuple[str, ...]


class Move(Value):
    """The one teaching move of a turn: its name, what it is about, and the item or rung it uses."""

    name: MoveName
    skill: str = ""
    misconception: str = ""
    rung: int = 0
    problem: str = ""
    why: str = ""


class Turn(Value):
    """One exchange with a learner, as stored and as shown by `tutor ask --json`."""

    id: str
    learner: str
    at: datetime
    message: str
    reply: str
    diagnosis: Diagnosis | None = None
    move: Move
    sources: tuple[Source, ...] = ()
    checks: tuple[Finding, ...] = ()
    timings: dict[str, float] = Field(default_factory=dict)
    composer: str = "offline"
