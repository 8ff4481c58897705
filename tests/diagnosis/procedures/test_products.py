import pytest

from tutor.diagnosis.procedures import PROCEDURES
from tutor.domain import Task
from tutor.maths.read import read
from tutor.maths.show import show


@pytest.mark.parametrize(
    ("name", "expression", "wrong"),
    [
        ("whole.zero_times_n_is_n", "304 × 2", "628"),
        ("whole.zero_times_n_is_n", "6 × 407", "2502"),
        ("whole.zero_times_n_is_n", "34 × 2", None),
        ("whole.products_by_place", "23 × 14", "212"),
        ("whole.products_by_place", "230 × 14", None),
        ("whole.zeros_of_one_factor", "40 × 300", "1200"),
        ("whole.zeros_of_one_factor", "4 × 300", None),
        ("whole.product_zero_lost", "50 × 40", "200"),
        ("whole.product_zero_lost", "30 × 20", None),
        ("whole.product_zero_lost", "0 × 20", None),
        ("whole.divides_each_digit", "92 ÷ 4", "20"),
        ("whole.divides_each_digit", "84 ÷ 4", None),
        ("whole.divides_each_digit", "14 ÷ 7", None),
    ],
)
def test_products_and_quotients_are_worked_as_the_belief_has_it(name: str, expression: str, wrong: str | None) -> None:
    result = PROCEDURES[name](read(expression), Task(kind="evaluate", expression=expression))
    assert (None if result is None else show(result)) == wrong
