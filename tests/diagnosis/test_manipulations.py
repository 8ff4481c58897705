"""Answers that many procedures reach are common, and the shares of all sum to one."""

from fractions import Fraction

import pytest

from tutor.diagnosis.manipulations import common
from tutor.domain import Task

TASKS = [
    Task(kind="evaluate", expression="1/2 + 1/3"),
    Task(kind="evaluate", expression="253 - 179"),
    Task(kind="evaluate", expression="6 2/3 - 3 1/6"),
    Task(kind="evaluate", expression="0.8 + 0.4"),
    Task(kind="evaluate", expression="2 + 3 * 4"),
    Task(kind="simplify", expression="4/8"),
    Task(kind="round", expression="347", want="10", form="rounded:10"),
    Task(kind="compare", expression="0.04 _ 0.5"),
    Task(kind="order", given=("0.5", "0.25", "0.125"), want="ascending"),
]


@pytest.mark.parametrize("task", TASKS, ids=[task.expression or task.kind for task in TASKS])
def test_the_shares_of_common_wrong_answers_sum_to_one(task: Task) -> None:
    assert sum(common(task).values()) == pytest.approx(1)


def test_every_operation_on_the_numbers_is_common_but_the_right_answer_is_not_among_them() -> None:
    table = common(Task(kind="evaluate", expression="12 - 4"))
    assert {Fraction(16), Fraction(48), Fraction(3), Fraction(-8)} <= set(table)
    assert Fraction(8) not in table


def test_a_task_of_letters_alone_has_no_common_numbers() -> None:
    assert sum(common(Task(kind="simplify", expression="x + y")).values()) in (0, pytest.approx(1))
