"""Malrules over the pieces that a task gives: measures, lists, units, part and whole; and ratios."""

import pytest

from tutor.catalog.schema import Malrule
from tutor.diagnosis import predict
from tutor.diagnosis.given import spelled
from tutor.diagnosis.literal import key
from tutor.maths.read import read
from tutor.maths.show import show
from tutor.maths.tasks import find


def yielded(problem: str, **malrule: str) -> list[str]:
    task = find(problem).task
    assert task is not None
    return [show(made.node) for made in predict(Malrule.model_validate({"task": task.kind, **malrule}), task)]


@pytest.mark.parametrize(
    ("problem", "then", "written"),
    [
        ("Find the area of a rectangle with length 8 cm and width 5 cm.", "2 * (length + width)", "26 cm²"),
        ("Find the perimeter of a rectangle with length 2 m and width 50 cm.", "length * width", "1 m"),
        ("Find the area of a circle with radius 5 cm.", "2 * pi * radius", "(10π) cm²"),
        ("Find the area of a circle with diameter 6 cm.", "pi * diameter ** 2", "(36π) cm²"),
        ("Two angles of a triangle are 50° and 60°. Find the third angle.", "360 - sum", "250°"),
        ("Find the mean of 4 kg, 8 kg and 6 kg.", "sum / (count - 1)", "9 kg"),
        ("Find the mean of 4, 8, 6 and 3.", "sum / 6", "3.5"),
        ("Find the median of 9, 1, 4, 5.", "middle", "2.5"),
        ("Find the mode of 4, 8, 4, 2.", "most", "2"),
        ("What is 20% of 50?", "whole - percent * 100", "30"),
        ("10 is what percent of 50?", "whole / part / 100", "5%"),
        ("Convert 3 hours to minutes.", "amount * 100", "300 min"),
        ("Convert 300 cm to metres.", "amount / factor", "30000 m"),
    ],
)
def test_a_formula_over_what_is_given_yields_an_answer_in_the_unit_asked_for(
    problem: str, then: str, written: str
) -> None:
    assert yielded(problem, then=then) == [written]


def test_a_guard_over_what_is_given_keeps_the_formula_off() -> None:
    assert yielded("Convert 90 minutes to hours.", then="amount / 100", where="factor * 60 == 1") == ["0.9 h"]
    assert yielded("Convert 90 mm to cm.", then="amount / 100", where="factor * 60 == 1") == []


def test_a_name_that_the_task_does_not_give_yields_nothing() -> None:
    assert yielded("Find the area of a circle with radius 5 cm.", then="diameter * 2") == []


def test_a_formula_alone_needs_a_task_whose_pieces_have_names() -> None:
    with pytest.raises(ValueError, match="`then` needs a `when`"):
        yielded("1/2 + 1/3", then="2")


@pytest.mark.parametrize(
    ("problem", "when", "then", "written"),
    [
        ("2 : 3 = 8 : _", "a : b = c : _", "b + (c - a)", "9"),
        ("2 : 3 = _ : 12", "a : b = _ : c", "a + (c - b)", "11"),
        ("Simplify 12 : 18", "n1 : n2", "n2 ÷ gcd(n1, n2) : n1 ÷ gcd(n1, n2)", "3 : 2"),
        ("Share 20 in the ratio 2 : 3", "n1 : n2", "amount ÷ n1, amount ÷ n2", "10, 20/3"),
    ],
)
def test_a_pattern_of_a_ratio_matches_its_parts(problem: str, when: str, then: str, written: str) -> None:
    assert yielded(problem, when=when, then=then) == [written]


def test_the_same_ratio_and_the_same_multiple_of_pi_are_the_same_answer() -> None:
    assert key(read("4 : 6", ratio=True)) == key(read("2 : 3")) != key(read("3 : 2"))
    assert key(read("10π cm²")) == key(read("2 * pi * 5")) != key(read("9π"))


@pytest.mark.parametrize(
    ("problem", "then", "written"),
    [
        ("Find the area of a triangle with base 6 cm and height 4 cm.", "base * height / 2", "6 × 4 ÷ 2"),
        ("Find the mean of 4, 8 and 6.", "sum / count", "(4 + 8 + 6) ÷ 3"),
        ("Find the area of a circle with radius 3 cm.", "pi * radius ** 2", "π × 3^2"),
    ],
)
def test_a_formula_is_spelled_with_the_numbers_of_the_task(problem: str, then: str, written: str) -> None:
    task = find(problem).task
    assert task is not None
    assert show(spelled(then, task)) == written
