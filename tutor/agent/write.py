"""The reply in a language model's words, from the same plan as our own. Whether it may be shown is left to `verify`."""

from tutor.agent.compose import Scene, as_text, compose
from tutor.agent.state import TurnState
from tutor.domain import Move, Segment, TutorReply
from tutor.errors import LlmUnreadable
from tutor.llm import Gateway

PROMPT = "agent/reply"
_WRITTEN = ("probe", "hint", "contrast", "worked_example", "explain", "practise", "confirm", "reflect")


def may_write(move: Move) -> bool:
    """Return whether a language model may word the move; what is said at the door and to a worried learner is fixed."""
    return move.name in _WRITTEN and move.why != "meaning"


def write(gateway: Gateway, scene: Scene, state: TurnState) -> TutorReply:
    """Return the reply in a language model's words; the item that the move sets is added by us, word for word.

    After a first draft, the faults in `state["checks"]` are given to it to mend. Raises LlmError.
    """
    stem = scene.item.stem if scene.item is not None else ""
    ours = tuple(segment for segment in compose(scene).segments if segment.text != stem)
    plan = as_text(TutorReply(segments=ours), scene.sources)
    before = state["checks"] if state.get("repairs") else ()
    faults = [f"{one.what}. {one.cure}" for one in before if one.outcome != "pass"]
    seen, learner = state["perceived"], state["learner"]
    inputs = {
        "move": scene.move.name.replace("_", " "), "problem": scene.move.problem, "response": seen.response or seen.message,
        "plan": plan, "supposed": [segment.text for segment in ours if segment.kind == "supposed"],
        "sources": [one for one in scene.sources if any(segment.source == one.id for segment in ours)], "grade": learner.grade or 5,
        "has_item": bool(stem), "faults": faults,
    }  # fmt: skip
    reply = gateway.ask(PROMPT, inputs, turn=state["turn_id"])
    if not isinstance(reply, TutorReply) or not reply.text.strip():
        raise LlmUnreadable("the reply is empty")
    added = (Segment(kind="said", text=stem),) if stem else ()
    return TutorReply(segments=(*(one for one in reply.segments if one.text.strip()), *added))
