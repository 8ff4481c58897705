"""What a problem asks, what a pupil wrote, and what is believed of it."""

from datetime import datetime
from typing import Literal

from tutor.domain.base import Outcome, TaskKind, Value, Verdict


class Task(Value):
    """What a problem asks, typed.

    `expression` is the mathematics alone, as `maths.read` reads it: the expression to evaluate or simplify, the comparison with its
    gap ("0.04 _ 0.5"), the equation to solve (a missing number is "_"), the equation before a step, the calculation that gives a
    percent, the algebra of a phrase to translate (a number is n). `given` holds further pieces in the order written: the values to
    compare, order or average, the equations of a system, two points, "x = 3" to substitute, "length = 4 cm" of a figure,
    "percent = 20%" and "whole = 50", the phrase to translate. `want` says what of: the place to round to ("10", "0.1",
    "2 significant"), the form ("decimal", "mixed", "equivalent" ...) or unit to convert to, the unknown ("x", "_"), the figure,
    "ascending" | "descending", "largest" | "smallest" ("" asks for the sign), "part" | "whole" | "percent", "simplest" | "missing" |
    "share" | "larger share" | "smaller share" of a ratio, the axis of an intercept, "gcf" | "lcm" | "factors" of whole numbers, "next" of
    a sequence, the "line" of an equation. `form` is set only where the words ask for a form of answer (see maths.answers).
    """

    kind: TaskKind
    expression: str = ""
    given: tuple[str, ...] = ()
    want: str = ""
    form: str = ""


class Attempt(Value):
    """One response to one task. `taught` names the misconception that a tutor's move addressed since the attempt before.

    `aided`: it came after help of any kind, so it says less of what is known; set by the fold.
    """

    id: str = ""
    at: datetime | None = None
    problem: str
    response: str
    task: Task | None = None
    skill: str = ""
    verdict: Verdict | None = None
    taught: str = ""
    aided: bool = False


class Hypothesis(Value):
    """A state the pupil may be in: a misconception id, "correct" (knows it), "slip" or "other"; `p` in [0, 1]."""

    id: str
    p: float


class Evidence(Value):
    """One reason for the belief: which attempt (0 is the newest), which hypothesis it favours, and why in plain words.

    `kind`: the malrule yields the response, the words betray it, or the attempt speaks for innocence; "working" names the first wrong
    line of the working, counted from 0 in `line`. `weight` is the log10 likelihood ratio against OTHER.
    """

    kind: Literal["malrule", "words", "right", "unexplained", "working"]
    hypothesis: str
    attempt: int
    problem: str
    response: str
    because: str
    weight: float = 0.0
    line: int | None = None


class Diagnosis(Value):
    """The verdict on the newest response, and the belief about the pupil in this task's family after all attempts.

    `decision` is a misconception id, "correct", "slip" (knows it, this one is wrong), "other", or None where it abstains.
    `hypotheses` is sorted, most likely first, and sums to 1. `also` is a second misconception where the pupil seems to hold two at once;
    the decision is then the one that explains more of the answers.
    """

    verdict: Verdict
    reason: str
    decision: str | None
    also: str = ""
    hypotheses: tuple[Hypothesis, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    task: Task | None = None
    key: str = ""
    skill: str = ""


class Finding(Value):
    """What one check found: `pass`, `fail`, or `unchecked` (could not be decided); where, what, and the cure."""

    check: str
    outcome: Outcome
    where: str = ""
    what: str = ""
    cure: str = ""
