import sys
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.errors import CannotCheck
from tutor.maths.read import read
from tutor.maths.tree import Group, Name, Node, Num
from tutor.maths.value import measure, power, root, value


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("3/4 + 1/2", F(5, 4)),
        ("6 2/3", F(20, 3)),
        ("-2 1/4", F(-9, 4)),
        ("0.40", F(2, 5)),
        ("1,000", F(1000)),
        ("25% of 80", F(20)),
        ("-2^2", F(-4)),
        ("(-2)^2", F(4)),
        ("2^-3", F(1, 8)),
        ("2^3^2", F(512)),
        ("8 ÷ 2(2 + 2)", F(16)),
        ("8 ÷ 3/4", F(32, 3)),
        ("√9/3", F(1)),
        (r"\sqrt[3]{-8/27}", F(-2, 3)),
        ("4^(1/2)", F(2)),
        ("|3 - 5|", F(2)),
        ("(1 + 2) : 4", F(3, 4)),
        ("50¢", F(50)),
        ("1 m + 50 cm", F(3, 2)),
        ("3 cm × 4 cm", F(12)),
        ("3 h 20 min", F(10, 3)),
        ("60 km/h × 2 h", F(120)),
        ("$3.50 × 2", F(7)),
    ],
)
def test_an_expression_is_worth_its_exact_fraction(text: str, worth: F) -> None:
    assert value(read(text)) == worth


def test_variables_take_the_values_that_are_given() -> None:
    assert value(read("2(x + 3) - y"), {"x": F(1, 2), "y": F(1)}) == 6


def test_a_ratio_of_two_is_worth_its_quotient() -> None:
    assert value(read("3:4", ratio=True)) == F(3, 4)


@pytest.mark.parametrize(
    "text",
    [
        "√2",
        "x",
        "π",
        "1/0",
        "0^0",
        "0^-1",
        "√-4",
        "9^9^9",
        "2^99999",
        "2^0.5",
        "x = 3",
        "3, 4",
        "?",
        "5 R 2",
        "5 cm + 3 g",
        "5 cm + 3",
        "(5 cm)^9",
    ],
)
def test_what_is_no_finite_fraction_cannot_be_checked(text: str) -> None:
    with pytest.raises(CannotCheck):
        value(read(text))


def test_powers_of_one_and_minus_one_need_no_limit() -> None:
    assert power(F(-1), F(10**30 + 1)) == -1
    assert power(F(1), F(10**30)) == 1


def test_a_tree_too_deep_for_the_interpreter_cannot_be_checked() -> None:
    node: Node = Num("1")
    for _ in range(2 * sys.getrecursionlimit()):
        node = Group(node)
    with pytest.raises(CannotCheck):
        value(node)


def test_a_measure_knows_its_dimensions_and_its_unit() -> None:
    found = measure(read("2 m × 50 cm"))
    assert found.amount == 1
    assert found.dimensions == (("length", 2),)
    assert found.count == 100


@given(st.integers(0, 10**12), st.integers(1, 9))
def test_the_root_of_a_power_is_its_base(base: int, degree: int) -> None:
    assert root(F(base) ** degree, degree) == base


@given(st.fractions(max_denominator=999), st.fractions(max_denominator=999))
def test_what_is_added_can_be_taken_away(a: F, b: F) -> None:
    assert value(read("a + b - b"), {"a": a, "b": b}) == a


def test_names_are_looked_up_and_nothing_else() -> None:
    with pytest.raises(CannotCheck, match="x has no known value"):
        value(Name("x"))
