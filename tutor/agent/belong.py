"""Which problem a message belongs to: the one in progress, the one before a probe, or a new one of its own."""

import re

from tutor.domain import Attempt, Learner, Task
from tutor.errors import CannotCheck, ParseError
from tutor.maths import Found, answer_text, find, read, read_response, readable, same, verdict_of
from tutor.maths.tables import Phrasebook
from tutor.maths.tree import Frac, Name, Node, Num, Rel

_ASKING, _CLAIMING, _OPENING, _NUMBER, _DIVIDES, _WHETHER, _REASON, _STEPS = map(
    Phrasebook("agent").pattern, ("asking", "claiming", "opening", "number", "divides", "whether", "reason", "steps")
)
_ASKED_IN_WORDS = ("slope", "intercept", "round", "convert", "point", "substitute")
_IN_LETTERS = ("simplify", "expand", "factor", "substitute", "translate")


def repeats(found: Found, learner: Learner) -> bool:
    """Return whether the message states the problem in progress once more, with or without an answer."""
    task, now = found.task, learner.current_task
    may_be = task is None or now is None or task.kind == now.kind
    is_told = may_be and _spelled(found.problem) == _spelled(learner.current_problem)
    return bool(learner.current_problem) and (is_told or (task is not None and task == now))


def as_asked(text: str, found: Found) -> str:
    """Return the problem as it is shown to the learner: what was read, if it was written so; else the learner's own question, since
    what was read ("10 ÷ 40" for a percent increase) may be half of the answer.
    """
    is_prose = re.search(r"[A-Za-z]{3}", _OPENING.sub("", text)) is not None
    says_all = found.task is None or found.task.kind not in _ASKED_IN_WORDS
    if not is_prose or "<" in text or (says_all and _letters(found.problem) in _letters(text)):
        return found.problem
    before = text[: text.rfind(found.claim)] if found.claim and found.claim in text else text
    question = before[: before.rfind("?") + 1] or _CLAIMING.sub("", before)
    return _OPENING.sub("", " ".join(question.split())).rstrip("?. ") or found.problem


def shown_of(stem: str, problem: str) -> str:
    """Return what an item is called: its mathematics where the stem writes it, else the stem, since what to do is half of the answer."""
    return problem if _letters(problem) in _letters(stem) else stem


def answers(text: str, found: Found, learner: Learner) -> bool:
    """Return whether mathematics that could be a task of its own answers the problem in progress.

    It does where nothing is asked and it is a fraction alone ("5/4"; with spaces, "144 / 12", it is a division to do), a calculation
    that is worth the right answer or ends in it ("6/3", "6/3 = 2"), the unknown alone on one side ("x = 7 - 1/3"), an equation with
    the same solution, or a chain of expressions.
    """
    task, new = learner.current_task, found.task
    if task is None or new is None or learner.solved or _ASKING.search(text) or (new == task and not found.claim):
        return False
    if new.kind == "solve":
        return task.kind in _IN_LETTERS or (task.kind in ("solve", "step") and _goes_on(new, task))
    return new.kind == "evaluate" and not _DIVIDES.search(text) and _ends_there(new, found, task)


def is_so(text: str, found: Found, learner: Learner) -> bool | None:
    """Return whether what is asked beside the problem in progress is true ("6/8 = 3/4 ?", "is 0.5 more than 0.45?").

    None: nothing of the kind is asked, it is about the numbers in progress or a way to their answer, or it cannot be told.
    """
    asked, now = _WHETHER.match(text), None if learner.solved else learner.current_task
    whole = find(f"is {text[asked.end() :]}") if asked else Found()
    task = whole.task
    if task is None or task.kind not in ("compare", "evaluate") or not (whole.claim or task.kind == "compare"):
        return None
    own, written = _numbers(learner.current_problem), _numbers(text)
    is_way = now is not None and task.kind == "evaluate" and bool(own & written) and is_right(whole.claim, now)
    is_own = found.task is not None if now is None else written <= own or is_way or repeats(whole, learner)
    return None if is_own else {"right": True, "wrong": False}.get(verdict_of(whole.claim or "yes", task))


def with_answer(text: str, learner: Learner) -> str:
    """Return a reason for the wrong answer before ("because 1+1 is 2 and 2+3 is 5") behind that answer; else the text."""
    task, last = learner.current_task, learner.attempts[-1] if learner.attempts else None
    if task is None or last is None or last.problem != learner.current_problem or last.verdict != "wrong":
        return text
    is_reason = _REASON.match(text) and read_response(text, task).final is None
    return f"{last.response} {text}" if is_reason or (_STEPS.match(text) and not is_right(text, task)) else text


def is_of_another(text: str, found: Found, learner: Learner) -> bool:
    """Return whether a message that holds no readable task asks about other numbers than those of the problem in progress."""
    own, written = _numbers(learner.current_problem), set(_NUMBER.findall(text))
    asks = ("?" in text and len(written) > 2) or (_ASKING.search(text) and ("=" in text or len(written) > 3))
    return found.task is None and bool(asks) and 2 * len(own & written) < len(written)


def for_before(text: str, learner: Learner) -> Attempt | None:
    """Return the attempt before the tutor's probe, where an answer that is wrong for the probe is right for its problem, or is the
    answer that was given to it ("no, it IS 0.30"); else None.
    """
    task = learner.current_task
    before = next((one for one in reversed(learner.attempts) if one.problem != learner.current_problem), None)
    if not learner.current_item or learner.solved or before is None or before.task is None or task is None:
        return None
    now, then = (read_response(one, before.task).final for one in (text, before.response))
    is_meant = is_right(text, before.task) or (now is not None and now == then)
    return before if before.verdict == "wrong" and is_meant and not is_right(text, task) else None


def _goes_on(new: Task, task: Task) -> bool:
    node, before = readable(new.expression), readable(task.expression)
    if node is None or before is None or task.want not in ("", new.want):
        return False
    return _isolates(node) or same(node, before) is True


def _isolates(node: Node) -> bool:
    while isinstance(node, Rel) and isinstance(node.left, Rel):
        node = node.left
    return isinstance(node, Rel) and (isinstance(node.left, Name) or isinstance(node.right, Name))


def _ends_there(new: Task, found: Found, task: Task) -> bool:
    node = readable(new.expression)
    if isinstance(node, Frac) and isinstance(node.top, Num) and isinstance(node.bottom, Num) and not found.claim:
        return True
    return _is_worth(node, task) or (found.claim != "" and is_right(found.claim, task))


def _is_worth(node: Node | None, task: Task) -> bool:
    try:
        return node is not None and same(node, read(answer_text(task))) is True
    except (CannotCheck, ParseError):
        return False


def is_right(response: str, task: Task) -> bool:
    """Return whether the response is right for the task, which a task that has no key never is."""
    return verdict_of(response, task) == "right"


def _numbers(text: str) -> set[str]:
    return {*_NUMBER.findall(text), *re.findall(r"\d+", text)}


def _letters(text: str) -> str:
    """Return letters and digits alone, since signs are written in many ways ("x", "×", "*")."""
    return re.sub(r"[^a-wyz\d.]", "", text.lower())


def _spelled(problem: str) -> str:
    """Return the problem without spaces, and with a nought before every point."""
    return re.sub(r"(?<![\d.])\.(?=\d)", "0.", "".join(problem.split()))
