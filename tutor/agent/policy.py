"""The choice of one teaching move. A small table over what was said, the belief, and the help already given."""

from collections.abc import Mapping

from tutor.agent.perceive import Perceived
from tutor.domain import KNOWS, OTHER, SLIP, Diagnosis, Learner, Move, MoveName

_AT_THE_DOOR: Mapping[str, str] = {
    "empty": "empty", "too_long": "too_long", "binary": "binary", "rude": "rude", "unsafe": "unsafe",
    "injection": "injection", "greeting": "greeting", "thanks": "thanks", "bye": "bye", "claim_only": "no_task",
    "unread": "cannot_read_task", "identity": "identity", "off_topic": "off_topic",
}  # fmt: skip
_TO_BE_REWRITTEN = ("not_simplified",)
_FULL_LADDER = 3
_STRONGLY = 0.7


def choose(seen: Perceived, diagnosis: Diagnosis | None, learner: Learner) -> Move:
    """Return the one move for this turn; `why` names the situation, which picks the words.

    `learner` is the state after the attempt, so `tries` counts it. Order: safety first; then what was asked; then what the
    attempt showed. Help grows with each try: contrast, hints, a worked example of another problem, an explanation, an adult.
    Source: ours, after VanLehn 2011 (step-based help) and Durkin and Rittle-Johnson 2012 (contrasting cases).
    """
    if seen.intent == "worry":
        return Move(name="hand_over", why=f"worry_{seen.topic}")
    is_open = learner.current_task is not None and not learner.solved
    if seen.intent in ("identity", "off_topic", "injection") and is_open:
        return _move("redirect", learner, f"{seen.intent}_and_back")
    if seen.intent == "claim_only" and _last(learner) == "reflect":
        return _move("practise", learner, "next")
    if seen.intent in _AT_THE_DOOR:
        return Move(name="redirect", why=_AT_THE_DOOR[seen.intent])
    if seen.intent in ("meaning", "holds", "fails", "doubt", "who_sees"):
        name: MoveName = "explain" if seen.intent == "meaning" else "redirect"
        return _move(name, learner, seen.intent).model_copy(update={} if is_open else {"problem": ""})
    if seen.intent == "practise":
        return _move("practise", learner, "skip" if is_open else "asked")
    if diagnosis is not None:
        return _after_attempt(seen, diagnosis, learner)
    if seen.task is None:
        return Move(name="redirect", why="take_heart" if seen.intent == "discouraged" else "no_task")
    return _without_attempt(seen, learner)


def _without_attempt(seen: Perceived, learner: Learner) -> Move:
    if seen.intent == "problem":
        return _move("probe", learner, "ask_try")
    if learner.solved:
        return _move("practise", learner, "next")
    if seen.intent == "why" and _last(learner) != "explain":
        return _move("explain", learner, "asked", _believed(learner))
    if seen.intent == "how_to" and _last(learner) != "worked_example":
        return _move("worked_example", learner, "asked")
    if seen.intent in ("stuck", "wants_answer", "how_to", "why", "discouraged"):
        why = seen.intent if seen.intent in ("wants_answer", "discouraged") else "stuck"
        return _help(_believed(learner), learner, why)
    return _move("probe", learner, "your_turn" if seen.intent == "nod" else "ask_how")


def _after_attempt(seen: Perceived, diagnosis: Diagnosis, learner: Learner) -> Move:
    if diagnosis.verdict == "right":
        return _after_right(diagnosis, learner)
    named = diagnosis.decision if diagnosis.decision not in (None, KNOWS, SLIP, OTHER) else ""
    # what was done before is no reason for what is said now
    told = named and any(one.attempt == 0 and one.kind in ("words", "working") for one in diagnosis.evidence)
    if diagnosis.verdict == "unreadable" and not told:
        return _move("probe", learner, _unreadable(diagnosis.reason, seen.response))
    if diagnosis.reason in _TO_BE_REWRITTEN and not named:
        return _move("confirm", learner, diagnosis.reason)
    here = [one.taught for one in learner.attempts if one.problem == learner.current_problem]
    if named and named not in here:
        return _move("contrast", learner, "named", named)
    if diagnosis.decision in (SLIP, KNOWS) and learner.tries <= 1:
        return _move("hint", learner, "slip")
    # asking for a first try is no question about a wrong answer
    was_probed = learner.last_move is not None and learner.last_move.why in ("abstain_probe", "ask_how")
    if not named and learner.tries <= 1 and not was_probed:
        return _move("probe", learner, "abstain_probe" if diagnosis.decision is None else "ask_how")
    return _help(named, learner, "wrong")


def _unreadable(reason: str, response: str) -> str:
    """Return why there is nothing to judge: words without a number are no answer, and without a key nothing can be judged."""
    if reason in ("unchecked", "no_task", "no_key"):
        return "cannot_read_task"
    is_words = reason in ("unreadable", "unfinished") and not any(map(str.isdigit, response))
    return "unreadable_no_answer" if is_words else f"unreadable_{reason}"


def _after_right(diagnosis: Diagnosis, learner: Learner) -> Move:
    """What was mended is worth a thought; what can still be written better is said so; else the next one."""
    mended = learner.attempts[-1].taught
    if mended and learner.tries > 1:
        return _move("reflect", learner, "mended", mended)
    if diagnosis.reason in _TO_BE_REWRITTEN:
        return _move("confirm", learner, diagnosis.reason)
    return _move("practise", learner, diagnosis.reason)


def _help(named: str, learner: Learner, why: str) -> Move:
    """Return the next rung of help: three hints, then a worked example of another problem, an explanation, an easier problem."""
    if learner.rung < _FULL_LADDER:
        return _move("hint", learner, why, named, learner.rung + 1)
    after: Mapping[str, MoveName] = {"hint": "worked_example", "worked_example": "explain"}
    if _last(learner) not in after:
        return _move("practise", learner, "leave_it")
    return _move(after[_last(learner)], learner, why, named)


def _move(name: MoveName, learner: Learner, why: str, misconception: str = "", rung: int = 0) -> Move:
    return Move(
        name=name, skill=learner.current_skill, problem=learner.current_problem, misconception=misconception, rung=rung, why=why,
    )  # fmt: skip


def _last(learner: Learner) -> str:
    return learner.last_move.name if learner.last_move is not None else ""


def _believed(learner: Learner) -> str:
    """Return the misconception that the newest diagnosis holds, if it is held strongly."""
    named = max(learner.beliefs, key=lambda one: learner.beliefs[one], default="")
    return named if named and learner.beliefs[named] >= _STRONGLY else ""
