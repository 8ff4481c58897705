import pytest

from tutor.maths.algebra.statements import relations
from tutor.maths.algebra.symbolic import same_solutions
from tutor.maths.read import read


def both(a: str, b: str) -> bool | None:
    return same_solutions(relations(read(a)), relations(read(b)))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("x² - 9 = 0", "x = 3 or x = -3"),
        ("x^3 = x", "x = 0, x = 1, x = -1"),
        ("x² - 6x + 9 = 0", "x = 3"),
        ("(x² - 1)/(x² + x - 2) = 0", "x = -1"),
        ("x² + 1 = 0", "x² + 4 = 0"),
        ("x² = 2", "x = ±√2"),
        ("x + y = 5, x - y = 1", "2x = 6, 2y = 4, x + y = 5"),
        ("x² ≤ 4", "-2 ≤ x ≤ 2"),
    ],
)
def test_the_same_real_values_are_found_on_both_sides(a: str, b: str) -> None:
    assert both(a, b) is True


@pytest.mark.parametrize(("a", "b"), [("x² = 9", "x² = 4"), ("x + y = 5, x - y = 1", "x = 2, y = 3")])
def test_other_values_are_told_apart(a: str, b: str) -> None:
    assert both(a, b) is False
