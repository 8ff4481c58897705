"""Figures on simulated pupils: nobody is accused for slips, what is held is found, and what is unknown stays unnamed."""

import random
from collections import Counter

import pytest

from evals.students import Pupil, as_response, as_text, fractions, unknown_procedure, wholes
from tutor.diagnosis import Case, Matcher, diagnose
from tutor.diagnosis.literal import key
from tutor.diagnosis.predict import right_answer
from tutor.domain import KNOWS, OTHER, SLIP, Attempt, Task

MAKERS = {"fractions": fractions("+"), "wholes": wholes("-", 200, 999, 35, 899)}
PUPILS = 60


def tells(task: Task, pupil: Pupil, matcher: Matcher) -> bool:
    """Tell whether the task shows what the pupil holds: its answer differs from the right one and, for OTHER, from every malrule's."""
    right = right_answer(task)
    assert right is not None
    predictions = matcher.predictions(task)
    if pupil.holds == OTHER:
        answer = key(unknown_procedure(task, right, pupil.procedure))
        return answer != key(right) and all(made.key != answer for many in predictions.values() for made in many)
    return pupil.holds == KNOWS or any(made.key != key(right) for made in predictions.get(pupil.holds, ()))


def decisions(maker: str, holds: str, answers: int, slip: float, matcher: Matcher) -> Counter[str | None]:
    chance = random.Random(7)
    counted: Counter[str | None] = Counter()
    for number in range(PUPILS):
        pupil = Pupil(holds, slip=slip, consistency=1.0, procedure=number)
        attempts: list[Attempt] = []
        while len(attempts) < answers:
            task = MAKERS[maker](chance)
            if tells(task, pupil, matcher):
                attempts.append(
                    Attempt(problem=as_text(task), response=as_response(pupil.answer(task, matcher, chance)))
                )
        newest = attempts.pop()
        counted[diagnose(Case(newest.problem, newest.response, history=tuple(attempts)), matcher).decision] += 1
    return counted


@pytest.mark.parametrize("maker", MAKERS)
def test_pupils_who_know_are_not_accused_for_slips(matcher: Matcher, maker: str) -> None:
    counted = decisions(maker, KNOWS, 5, 0.2, matcher)
    assert counted[KNOWS] + counted[SLIP] >= 0.85 * PUPILS
    assert sum(count for name, count in counted.items() if name and name.startswith("maths.")) <= 0.03 * PUPILS


@pytest.mark.parametrize(
    ("maker", "holds"), [("fractions", "maths.fractions.add-across"), ("wholes", "maths.wholes.smaller-from-larger")]
)
def test_what_is_held_is_found_after_three_answers_with_slips(matcher: Matcher, maker: str, holds: str) -> None:
    assert decisions(maker, holds, 3, 0.2, matcher)[holds] >= 0.85 * PUPILS


@pytest.mark.parametrize("maker", MAKERS)
def test_an_unknown_wrong_procedure_gets_no_name(matcher: Matcher, maker: str) -> None:
    counted = decisions(maker, OTHER, 3, 0.0, matcher)
    assert counted[OTHER] + counted[None] >= 0.9 * PUPILS
