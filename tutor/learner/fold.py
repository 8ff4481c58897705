"""The state of a learner as a fold over what happened, so that it can be replayed, explained and deleted.

Pure: the only times are those of the events, the only parameters those of the fit. Keeping the log is left to `store`.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import reduce
from typing import Any

from tutor.domain import Attempt, Event, Learner, Mastery
from tutor.learner import events
from tutor.learner.mastery import A_NIGHT, SHIPPED, Fit, Parameters, begin, predict, reviewed, strengthened, update

RULES = 4
"""Raised whenever the same events would fold to another state; stored states of older rules are then folded anew."""
RECENT_ATTEMPTS = 30
TEACHING = ("hint", "contrast", "worked_example", "explain", "reflect")


def fold(log: Iterable[Event], learner: str = "", fit: Fit = SHIPPED) -> Learner:
    """Return the state after the events of a log, under the parameters of `fit`; `learner` is needed where there may be none.

    Raises ValueError on an event of another learner, with broken data, or where nobody is named.
    """
    happened = list(log)
    who = learner or (happened[0].learner if happened else "")
    if not who:
        raise ValueError("no events and no learner: say whose state this is")
    return reduce(lambda state, event: apply(state, event, fit), happened, Learner(id=who))


def apply(learner: Learner, event: Event, fit: Fit = SHIPPED) -> Learner:
    """Return the state after one more event. Raises ValueError on an event of another learner or with broken data."""
    if event.learner != learner.id:
        raise ValueError(f"event {event.id} belongs to {event.learner}, not to {learner.id}")
    at, data = events.as_utc(event.at), events.from_event(event)
    before = Learner(id=learner.id) if isinstance(data, events.DeletedData) else learner
    return before.model_copy(update=_changes(learner, data, at, fit) | {"events": learner.events + 1, "last_at": at})


def _changes(learner: Learner, data: events.Data, at: datetime, fit: Fit) -> dict[str, Any]:
    """Return the fields that an event changes."""
    match data:
        case events.MessageData(problem=problem):
            is_new = problem not in ("", learner.current_problem)
            return _on_the_table(problem, data.task, data.skill) if is_new else {}
        case events.AttemptData():
            return _answered(learner, data, at, fit)
        case events.MoveData():
            return _moved(learner, data)
        case events.TurnData():
            return {"turns": learner.turns + 1}
        case events.SettingData():
            return data.model_dump(exclude_none=True)
        case events.FlagData() | events.DeletedData():
            return {}


def _answered(learner: Learner, data: events.AttemptData, at: datetime, fit: Fit) -> dict[str, Any]:
    attempt, begun = data.attempt, dict[str, Any]()
    if attempt.problem != learner.current_problem:
        begun = _on_the_table(attempt.problem, attempt.task, attempt.skill)
        learner = learner.model_copy(update=begun)
    taught = attempt.taught or learner.taught
    aided = data.aided or bool(taught) or learner.rung > 0 or learner.tries > 0
    kept = attempt.model_copy(update={"at": attempt.at or at, "taught": taught, "aided": aided})
    return begun | {
        "attempts": (*learner.attempts, kept)[-RECENT_ATTEMPTS:],
        "beliefs": learner.beliefs | data.beliefs(),
        **_after_answer(learner, kept, at, fit),
        "tries": learner.tries + 1,
        "solved": learner.solved or attempt.verdict == "right",
        "taught": "",
    }


def _after_answer(learner: Learner, attempt: Attempt, at: datetime, fit: Fit) -> dict[str, Any]:
    """An unreadable answer says nothing about what is known; nor does one to a problem of no known skill."""
    if not attempt.skill or attempt.verdict not in ("right", "wrong"):
        return {}
    fitted = fit.of(attempt.skill)
    before = learner.mastery.get(attempt.skill, Mastery(p_known=begin(learner.strength, fitted)))
    if before.last_at:
        now_known = fit.remembered(before.p_known, (at - before.last_at) / timedelta(days=1))
        before = before.model_copy(update={"p_known": now_known})
    right = attempt.verdict == "right"
    after = {attempt.skill: practised(before, right=right, aided=attempt.aided, at=at, fitted=fitted)}
    foreseen = predict(before.p_known, fitted, strength=learner.strength)
    strength = learner.strength if attempt.aided else strengthened(learner.strength, right, foreseen)
    return {"mastery": learner.mastery | after, "strength": round(strength, 6)}


def practised(mastery: Mastery, *, right: bool, aided: bool, at: datetime, fitted: Parameters) -> Mastery:
    """Return what is believed of a skill after one more answer at `at`: P(known), the counts, the check and the review."""
    unaided = right and not aided
    delayed = mastery.last_at is not None and at - mastery.last_at >= A_NIGHT
    checked = at if unaided and delayed else mastery.checked_at if right else None
    return reviewed(mastery, right=right, aided=aided, at=at).model_copy(
        update={
            "p_known": update(mastery.p_known, right, fitted, aided=aided),
            "attempts": mastery.attempts + 1,
            "right": mastery.right + right,
            "unaided": mastery.unaided + unaided,
            "last_at": at,
            "checked_at": checked,
        }
    )


def _moved(learner: Learner, data: events.MoveData) -> dict[str, Any]:
    move = data.move
    changes: dict[str, Any] = {"last_move": move}
    if data.task is not None:
        changes |= _on_the_table(move.problem, data.task, move.skill) | {"current_item": data.item}
    if move.name == "hint":
        changes["rung"] = max(learner.rung, move.rung)
    if move.name in TEACHING and move.misconception:
        changes["taught"] = move.misconception
    return changes


def _on_the_table(problem: str, task: object, skill: str) -> dict[str, Any]:
    """Return the fields of a problem that was just begun."""
    begun = {"current_problem": problem, "current_task": task, "current_skill": skill, "current_item": ""}
    return begun | {"rung": 0, "tries": 0, "solved": False}
