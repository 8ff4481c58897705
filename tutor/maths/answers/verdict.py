"""The verdict on an answer, and every reason code there is. How they are reached is left to `grade`."""

from dataclasses import dataclass
from typing import Literal

from tutor.domain import Verdict

Reason = Literal[
    "correct", "not_simplified", "other_form", "unit_missing", "unit_converted",
    "wrong_value", "wrong_sign", "wrong_relation", "wrong_order", "unit_wrong", "rounding", "form",
    "empty", "no_answer", "unreadable", "several_answers", "problem_copied", "unfinished", "unchecked",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grade:
    """A verdict and its reason code.

    right: `correct`; equal, but `not_simplified`, in an `other_form`, with the `unit_missing` or in another unit (`unit_converted`).
    wrong: `wrong_value`, `wrong_sign` (right but for the sign), `wrong_relation` (< for >, or no relation where one was asked),
    `wrong_order`, `unit_wrong`, `rounding` (rounded unasked, not at all, or wrongly); equal to the right one, but not in the form
    that was asked for: `form`, `not_simplified`, `unit_missing`.
    unreadable, so that one asks again: `empty`, `no_answer` ("idk", "not 5"), `unreadable`, `several_answers` that differ,
    `problem_copied`, `unfinished` (2 + 3 for 5, 2x = 8 for x = 4), `unchecked` (exact means cannot decide it).
    """

    verdict: Verdict
    reason: Reason


def right(reason: Reason = "correct") -> Grade:
    """Return a right grade."""
    return Grade("right", reason)


def wrong(reason: Reason = "wrong_value") -> Grade:
    """Return a wrong grade."""
    return Grade("wrong", reason)


def unreadable(reason: Reason = "unreadable") -> Grade:
    """Return the grade of what could not be judged."""
    return Grade("unreadable", reason)
