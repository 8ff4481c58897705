"""One exchange with a learner, from the message to the kept turn; and the turns that a killed process left unanswered."""

from collections.abc import Callable, Iterator
from datetime import datetime

import structlog
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver

from tutor.agent.graph import TutorGraph
from tutor.agent.state import Parts, TurnState
from tutor.domain import Turn
from tutor.verify import Screening, screen

Stage = Callable[[str], None]
_log = structlog.get_logger(__name__)


def take_turn(
    graph: TutorGraph, parts: Parts, learner: str, message: str, *, turn_id: str, at: datetime, on_stage: Stage | None = None,
) -> Turn:  # fmt: skip
    """Return the answered turn. The message is kept, without personal data, before it is worked on, so that a killed process
    can answer it later. The same `turn_id` gives the same turn, however often it is sent.

    `at` is aware UTC; `on_stage` hears the name of each node that has run. Raises StoreError where nothing can be kept.
    """
    screening = parts.ear.hear(screen(message, parts.catalog.phrases))
    answered = parts.store.begin(turn_id, learner=learner, at=at, message=screening.text)
    return answered or _answer(graph, parts, learner, screening, turn_id, at, on_stage)


def resume(graph: TutorGraph, parts: Parts, learner: str = "") -> Iterator[Turn]:
    """Answer every message that was received and never answered, oldest first; of one learner, or of all.

    A message that cannot be answered is logged and left as it is, so that it does not keep the others waiting.
    """
    for left in parts.store.pending(learner):
        screening = parts.ear.hear(screen(left.message, parts.catalog.phrases))
        try:
            turn = _answer(graph, parts, left.learner, screening, left.id, left.at, None)
        except Exception as error:  # whatever it is, it must not keep the service from starting
            _log.error(
                "a turn that was left over failed again", turn=left.id, error=type(error).__name__, exc_info=error
            )
        else:
            yield turn


def _answer(
    graph: TutorGraph, parts: Parts, learner: str, screening: Screening, turn_id: str, at: datetime, on_stage: Stage | None,
) -> Turn:  # fmt: skip
    config: RunnableConfig = {"configurable": {"thread_id": learner}}
    given = TurnState(turn_id=turn_id, learner_id=learner, at=at, screening=screening, repairs=0, timings={})
    if isinstance(graph.checkpointer, BaseCheckpointSaver):
        # only the newest turn's state is kept, and none of it leaks into the next
        graph.checkpointer.delete_thread(learner)
    turn: Turn | None = None
    for update in graph.stream(given, config, context=parts, stream_mode="updates", durability="exit"):
        for node, changed in update.items():
            turn = changed.get("turn", turn)
            if on_stage is not None:
                on_stage(node)
    if turn is None:
        raise RuntimeError("the graph ended without a turn")
    return turn
