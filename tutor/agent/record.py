"""What a turn leaves behind: its events, with ids made of the turn's id so that recording twice changes nothing."""

from collections.abc import Sequence

from tutor.agent.belong import shown_of
from tutor.agent.compose import as_text
from tutor.agent.state import TurnState
from tutor.domain import Attempt, Event, Turn
from tutor.learner.events import AttemptData, Data, FlagData, MessageData, MoveData, TurnData, to_event


def happened(state: TurnState, skill: str) -> tuple[Event, ...]:
    """Return the events of the message itself: that it came, what was attempted, what gave cause for worry."""
    seen, diagnosis, turn = state["perceived"], state["diagnosis"], state["turn_id"]
    begins = seen.is_new and seen.task is not None
    begun = {"problem": seen.problem, "task": seen.task, "skill": skill} if begins else {}
    data: list[Data] = [MessageData(turn=turn, **begun)]
    if diagnosis is not None:
        attempt = Attempt(id=turn, problem=seen.problem, response=seen.response, task=seen.task, skill=skill)
        data.append(AttemptData.of(attempt, diagnosis))
    if seen.intent == "worry":
        data.append(FlagData(severity=seen.severity, kind=seen.topic, turn=turn))
    return _events(state, data)


def answered(state: TurnState) -> tuple[Event, ...]:
    """Return the events of the tutor's side: the move it made, and that the turn was answered."""
    move, item = state["move"], state.get("item")
    made = MoveData(move=move)
    if item is not None:
        placed = move.model_copy(update={"problem": shown_of(item.stem, item.problem), "skill": item.skill})
        made = MoveData(move=placed, task=item.task, item=item.id)
    return _events(state, [made, TurnData(turn=state["turn_id"])])


def turn_of(state: TurnState) -> Turn:
    """Return the turn as it is stored and shown."""
    return Turn(
        id=state["turn_id"], learner=state["learner_id"], at=state["at"], message=state["perceived"].message,
        reply=as_text(state["draft"], state["sources"]), diagnosis=state["diagnosis"], move=state["move"], sources=state["sources"],
        checks=state["checks"], timings=state["timings"], composer=state["composer"],
    )  # fmt: skip


def _events(state: TurnState, data: Sequence[Data]) -> tuple[Event, ...]:
    return tuple(
        to_event(one, id=f"{state['turn_id']}:{type(one).__name__}", learner=state["learner_id"], at=state["at"])
        for one in data
    )
