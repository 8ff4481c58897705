"""The nodes of a turn: adapters that read the state, call one pure function, and return only the keys they change."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from typing import Literal, TypeVar, cast

from langgraph.runtime import Runtime

from tutor.agent import gather
from tutor.agent import record as recording
from tutor.agent.compose import FALL_BACKS
from tutor.agent.compose import compose as compose_offline
from tutor.agent.perceive import perceive as perceive_message
from tutor.agent.policy import choose as choose_move
from tutor.agent.state import Parts, TurnState
from tutor.agent.write import PROMPT, may_write, write
from tutor.diagnosis import diagnose as diagnose_case
from tutor.domain import Finding
from tutor.errors import LlmError
from tutor.learner import apply
from tutor.verify import check_reply

Run = Runtime[Parts]
Node = TypeVar("Node", bound=Callable[..., TurnState])


def _timed(node: Node) -> Node:
    """Return the node with its time in milliseconds added to the turn's timings."""

    @wraps(node)
    def timed(state: TurnState, runtime: Run) -> TurnState:
        began = runtime.context.timer()
        changed = node(state, runtime)
        spent = (runtime.context.timer() - began) * 1000
        return {**changed, "timings": {**state["timings"], node.__name__: round(spent, 3)}}

    return cast(Node, timed)


@_timed
def perceive(state: TurnState, runtime: Run) -> TurnState:
    """Read the message against what the learner is working on; personal data in it goes no further."""
    parts = runtime.context
    learner = parts.store.learner(state["learner_id"])
    catalog = parts.catalog
    seen = perceive_message(state["screening"], learner, catalog.phrases, catalog.glossary)
    return {"perceived": seen, "learner": learner}


@_timed
def diagnose(state: TurnState, runtime: Run) -> TurnState:
    """Grade an attempt and ask what explains it; messages that are no attempt have nothing to diagnose."""
    if state["perceived"].intent != "attempt":
        return {"diagnosis": None}
    parts = runtime.context
    case = gather.case_of(state, parts)
    return {"diagnosis": diagnose_case(case, parts.matcher, threshold=parts.threshold)}


@_timed
def learn(state: TurnState, runtime: Run) -> TurnState:
    """Fold what the message brought into the learner's state."""
    events, learner = recording.happened(state, gather.skill_of(state, runtime.context)), state["learner"]
    left = None if learner.solved else learner.current_task
    fit = runtime.context.store.fit()
    for event in events:
        learner = apply(learner, event, fit)
    return {"learner": learner, "events": events, "left": left}


@_timed
def choose(state: TurnState, runtime: Run) -> TurnState:
    """Pick the one move."""
    move = choose_move(state["perceived"], state["diagnosis"], state["learner"])
    return {"move": gather.placed(move, runtime.context)}


@_timed
def retrieve(state: TurnState, runtime: Run) -> TurnState:
    """Fetch what the move needs: the item it sets, the pages it may quote."""
    parts = runtime.context
    return {"item": gather.item_for(state, parts), "sources": gather.sources_for(state, parts)}


@_timed
def compose(state: TurnState, runtime: Run) -> TurnState:
    """Write the reply: by the language model where there is one and the move is its to write, else from our own lines."""
    parts, scene = runtime.context, gather.scene_of(state, runtime.context)
    if parts.gateway is not None and may_write(state["move"]):
        try:
            draft = gather.trimmed(write(parts.gateway, scene, state), state, scene, parts)
            return {"draft": draft, "composer": parts.gateway.name("writer")}
        except LlmError:
            pass  # the gateway's ledger says why; the offline reply is as good
    return {"draft": compose_offline(scene), "composer": "offline"}


@_timed
def check(state: TurnState, runtime: Run) -> TurnState:
    """Hold the reply to the truth, to its move and to kindness."""
    parts, gateway = runtime.context, runtime.context.gateway
    context = gather.context_of(state, gather.scene_of(state, parts), parts, state["composer"])
    findings = tuple(check_reply(state["draft"], context))
    if gateway is not None and (refused := _refused(state["composer"], findings)):
        gateway.refused(PROMPT, "; ".join(f"{one.check}: {one.what}" for one in refused), turn=state["turn_id"])
    return {"checks": findings, "repairs": state.get("repairs", 0) + 1}


def after_check(state: TurnState) -> Literal["pass", "repair", "replace"]:
    """Return where a checked reply goes: what passed to the record, a language model's first failure to one repair."""
    if not _refused(state["composer"], state["checks"]):
        return "pass"
    return "repair" if state["composer"] != "offline" and state["repairs"] < 2 else "replace"


def _refused(composer: str, findings: Sequence[Finding]) -> list[Finding]:
    """Return what speaks against a reply: failed checks, and for a language model's also what could not be checked."""
    wanted = ("fail",) if composer == "offline" else ("fail", "unchecked")
    return [finding for finding in findings if finding.outcome in wanted]


@_timed
def fall_back(state: TurnState, runtime: Run) -> TurnState:
    """Replace a reply that failed by the first of our own that passes, from the move's own words to the plainest.

    Where none passes, the learner is handed to an adult in fixed words, which hold nothing of the problem.
    """
    scene = gather.scene_of(state, runtime.context)
    context = gather.context_of(state, scene, runtime.context, "offline")
    for plainer in FALL_BACKS:
        shown = plainer(scene)
        draft = compose_offline(shown)
        findings = tuple(check_reply(draft, replace(context, move=shown.move)))
        if not _refused("offline", findings):
            break
    return {"draft": draft, "checks": findings, "composer": "offline", "move": shown.move, "item": shown.item}


@_timed
def record(state: TurnState, runtime: Run) -> TurnState:
    """Keep the turn, its events and the new state in one transaction; a turn that is already kept stays as it is."""
    item, events = state["item"], (*state["events"], *recording.answered(state))
    turn = recording.turn_of(state)
    learner = runtime.context.store.record(turn, events, items=(item,) if item else ())
    return {"turn": turn, "learner": learner}
