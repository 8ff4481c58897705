"""One attempt read into what the belief sees: the task, the answer's key, the verdict, the working, the words.

Weighing it is left to `belief`.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from tutor.diagnosis.answers import answer_of, is_of_another_problem, steps_of
from tutor.diagnosis.likelihood import Seen, right_key
from tutor.diagnosis.literal import key
from tutor.diagnosis.matcher import Matcher
from tutor.diagnosis.words import Likeness
from tutor.domain import Attempt, Task, Verdict
from tutor.errors import CannotCheck, ParseError
from tutor.maths.answers import Written, grade, read_response
from tutor.maths.show import show
from tutor.maths.tasks import Found, answer_text, find

FORM_MATTERS = ("simplify", "convert", "expand", "factor", "step")
WORDS_BESIDE_RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one attempt: `seen` is None where the problem holds no task; `ago` counts attempts back, 0 is the newest."""

    attempt: Attempt
    verdict: Verdict
    reason: str
    key_text: str = ""
    task: Task | None = None
    seen: Seen | None = None
    ago: int = 0

    @property
    def answer_text(self) -> str:
        """Return the answer as it was written, or "" where none was read."""
        final = self.seen.written if self.seen else None
        return show(final) if final is not None else ""


def read_attempt(attempt: Attempt, matcher: Matcher, *, ago: int = 0, likeness: Likeness | None = None) -> Reading:
    """Return the attempt as the belief sees it, with its verdict; the same attempt is read and weighed once.

    The newest (ago 0) is graded with all rules of form; of an older one the value alone decides where its task does not ask for a form.
    """
    plain = attempt.model_copy(update={"id": "", "at": None, "skill": ""})
    made = _read(plain, matcher, not ago) if likeness is None else _read.__wrapped__(plain, matcher, not ago, likeness)
    return replace(made, attempt=attempt, ago=ago)


@lru_cache(maxsize=8192)
def _read(attempt: Attempt, matcher: Matcher, exactly: bool, likeness: Likeness | None = None) -> Reading:
    found = found_in(attempt.problem)
    task = attempt.task or found.task
    response = attempt.response if attempt.response.strip() else found.claim
    if task is None:
        return Reading(attempt, "unreadable", "no_task")
    written = read_response(response, task)
    verdict, reason = _verdict(attempt, task, response, written, exactly)
    seen = _seen(attempt, task, written, verdict, matcher, likeness)
    return Reading(attempt, verdict, reason, key_text(task) if exactly else "", task, seen)


@lru_cache(maxsize=4096)
def found_in(problem: str) -> Found:
    """Return what a problem's text holds, remembered for the latest texts."""
    return find(problem)


@lru_cache(maxsize=4096)
def key_text(task: Task) -> str:
    """Return the right answer as a pupil should write it, or "" where it cannot be worked out."""
    try:
        return answer_text(task)
    except (CannotCheck, ParseError):
        return ""


def _verdict(attempt: Attempt, task: Task, response: str, written: Written, exactly: bool) -> tuple[Verdict, str]:
    if attempt.verdict and not exactly:
        return attempt.verdict, ""
    expected = key_text(task)
    if not expected:
        return "unreadable", "no_key"
    if exactly or written.final is None or task.form or task.kind in FORM_MATTERS:
        graded = grade(expected, response, task=task, form=task.form)
        return graded.verdict, graded.reason
    node = answer_of(written, task)
    return ("right", "correct") if node is not None and key(node) == right_key(task) else ("wrong", "wrong_value")


def _seen(
    attempt: Attempt, task: Task, written: Written, verdict: Verdict, matcher: Matcher, likeness: Likeness | None
) -> Seen:
    predictions = matcher.predictions(task)
    ratios = matcher.phrases.ratios(written.words, predictions, likeness) if written.words else {}
    meant = right_key(task)
    if verdict == "right":
        ratios = {id: min(ratio, WORDS_BESIDE_RIGHT) for id, ratio in ratios.items()}
        return Seen(task, meant, written.final, True, predictions, words=ratios, taught=attempt.taught)
    node = answer_of(written, task) if verdict == "wrong" else None
    answer = key(node) if node is not None else None
    if answer is None or answer == meant or is_of_another_problem(written, task, answer, predictions):
        return Seen(task, None, node, False, predictions, words=ratios, taught=attempt.taught)
    return Seen(task, answer, node, False, predictions, steps_of(written, task, answer), ratios, attempt.taught)
