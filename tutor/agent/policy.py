"""The choice of one teaching move. A small table over what was said, the belief, and the help already given."""

from collections.abc import Mapping

from tutor.agent.perceive import Perceived
from tutor.domain import KNOWS, OTHER, SLIP, Diagnosis, Learner, Move

_AT_THE_DOOR: Mapping[str, str] = {
    "empty": "empty", "too_long": "too_long", "binary": "binary", "rude": "rude", "unsafe": "unsafe",
    "injection": "injection", "greeting": "greeting", "thanks": "thanks", "bye": "bye", "claim_only": "no_task",
}  # fmt: skip

_FULL_LADDER = 3


def choose(seen: Perceived, diagnosis: Diagnosis | None, learner: Learner) -> Move:
    """Return the one move for this turn; `why` names the situation, which picks the words.

    `learner` is the state after the attempt, so `tries` counts it. Order: safety first; then what was asked; then what the
    attempt showed. Help grows with each try: contrast, hints, a worked example of another problem, an explanation, an adult.
    Source: ours, after VanLehn 2011 (step-based help) and Durkin and Rittle-Johnson 2012 (contrasting cases).
    """
    if seen.intent == "worry":
        return Move(name="hand_over", why=f"worry_{seen.topic}")
    if seen.intent in _AT_THE_DOOR:
        return Move(name="redirect", why=_AT_THE_DOOR[seen.intent])
    if seen.intent == "practise":
        return Move(name="practise", skill=learner.current_skill, why="asked")
    if diagnosis is not None:
        return _after_attempt(diagnosis, learner)
    if seen.task is None:
        return Move(name="redirect", why="no_task")
    return _without_attempt(seen, learner)


def _without_attempt(seen: Perceived, learner: Learner) -> Move:
    about = {"skill": learner.current_skill, "problem": seen.problem}
    if seen.intent == "problem":
        return Move(name="probe", why="ask_try", **about)  # type: ignore[arg-type]
    if learner.solved:
        return Move(name="practise", why="next", **about)  # type: ignore[arg-type]
    if seen.intent == "how_to" and (learner.last_move is None or learner.last_move.name != "worked_example"):
        return Move(name="worked_example", why="asked", **about)  # type: ignore[arg-type]
    if seen.intent in ("stuck", "wants_answer", "how_to"):
        why = "wants_answer" if seen.intent == "wants_answer" else "stuck"
        return _help(_believed(learner), learner, why)
    return Move(name="probe", why="ask_how", **about)  # type: ignore[arg-type]


def _after_attempt(diagnosis: Diagnosis, learner: Learner) -> Move:
    about = {"skill": learner.current_skill, "problem": learner.current_problem}
    if diagnosis.verdict == "unreadable":
        return Move(name="probe", why=f"unreadable_{diagnosis.reason}", **about)  # type: ignore[arg-type]
    if diagnosis.verdict == "right":
        return _after_right(diagnosis, learner)
    named = diagnosis.decision if diagnosis.decision not in (None, KNOWS, SLIP, OTHER) else ""
    if named and learner.rung == 0 and not _was_contrasted(named, learner):
        return Move(name="contrast", misconception=named, why="named", **about)  # type: ignore[arg-type]
    if diagnosis.decision in (SLIP, KNOWS) and learner.tries <= 1:
        return Move(name="hint", rung=0, why="slip", **about)  # type: ignore[arg-type]
    if not named and learner.tries <= 1:
        return Move(name="probe", why="ask_how", **about)  # type: ignore[arg-type]
    return _help(named, learner, "wrong")


def _after_right(diagnosis: Diagnosis, learner: Learner) -> Move:
    mended = learner.taught
    if mended and learner.tries > 1:
        return Move(
            name="reflect",
            skill=learner.current_skill,
            problem=learner.current_problem,
            misconception=mended,
            why="mended",
        )
    return Move(name="confirm", skill=learner.current_skill, problem=learner.current_problem, why=diagnosis.reason)


def _help(named: str, learner: Learner, why: str) -> Move:
    """Return the next rung of help: three hints, then a worked example of another problem, an explanation, an adult."""
    about = {"skill": learner.current_skill, "problem": learner.current_problem, "misconception": named, "why": why}
    if learner.rung < _FULL_LADDER:
        return Move(name="hint", rung=learner.rung + 1, **about)  # type: ignore[arg-type]
    last = learner.last_move.name if learner.last_move is not None else ""
    after: Mapping[str, str] = {"hint": "worked_example", "worked_example": "explain"}
    return Move(name=after.get(last, "hand_over"), **about)  # type: ignore[arg-type]


def _was_contrasted(named: str, learner: Learner) -> bool:
    return learner.taught == named and learner.last_move is not None and learner.last_move.name == "contrast"


def _believed(learner: Learner) -> str:
    """Return the misconception that the newest diagnosis holds, if it is held strongly."""
    named = max(learner.beliefs, key=lambda one: learner.beliefs[one], default="")
    return named if named and learner.beliefs[named] >= 0.7 else ""
