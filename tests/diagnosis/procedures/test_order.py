import pytest

from tutor.diagnosis.procedures import PROCEDURES
from tutor.diagnosis.work import work
from tutor.domain import Task
from tutor.maths.read import read
from tutor.maths.show import show


@pytest.mark.parametrize(
    ("name", "expression", "wrong"),
    [
        ("order.left_to_right", "20 - 3 × 4", "68"),
        ("order.left_to_right", "3 × 4 - 2 × 5", "50"),
        ("order.left_to_right", "2 + 3 × (4 + 1)", "25"),
        ("order.left_to_right", "2 + 3 + 4", None),
        ("order.adds_first", "3 × 4 + 2", "18"),
        ("order.addition_before_subtraction", "25 - 3 - 2 + 8", "12"),
        ("order.addition_before_subtraction", "25 - 3 - 2", None),
        ("order.multiplication_before_division", "24 ÷ 4 × 2", "3"),
        ("order.multiplication_before_division", "10 ÷ 5 × 5", "2/5"),
        ("order.ignores_brackets", "2 × (3 + 4)", "10"),
        ("order.ignores_brackets", "(2 + 3)^2", "11"),
        ("order.ignores_brackets", "5 + (-3)", None),
        ("order.ignores_brackets", "2(x + 3)", None),
    ],
)
def test_operations_are_done_in_the_order_of_the_belief(name: str, expression: str, wrong: str | None) -> None:
    result = PROCEDURES[name](read(expression), Task(kind="evaluate", expression=expression))
    assert (None if result is None else show(work(result))) == wrong
