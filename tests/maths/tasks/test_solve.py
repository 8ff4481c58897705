import sys
from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tutor.domain import Task
from tutor.errors import CannotCheck, ParseError
from tutor.maths.compare import same
from tutor.maths.read import read
from tutor.maths.show import show
from tutor.maths.tasks import answer, answer_text, find
from tutor.maths.tasks.equations import solved
from tutor.maths.value import value

ANSWERS = {
    "5/8 + 1/4": "7/8",
    "2/3 × 9": "6",
    "7 1/4 - 3/4": "6 1/2",
    "0.7 + 0.45": "1.15",
    "4.2 ÷ 0.7": "6",
    "3.1 ÷ 3": "31/30",
    "-8 + 3": "-5",
    "2 + 3 × 4": "14",
    "17 ÷ 5": "17/5",
    "$3.50 + $2.75": "$6.25",
    "3 m + 40 cm": "3.4 m",
    "what is 1/2 + 1/3? Answer to 2 decimal places.": "0.83",
    "simplify 10/15": "2/3",
    "simplify 4x + 3x - 2": "7x - 2",
    "simplify (x^2 + x)/x": "x + 1",
    "simplify 4 6/8": "4 3/4",
    "0.7 __ 0.65": ">",
    "3/6 __ 0.5": "=",
    "which is bigger, 0.8 or 0.75?": "0.8",
    "which of 0.3, 0.31 and 0.301 is the smallest": "0.3",
    "which is longer": None,
    "Order 2/3, 1/2 and 5/6 from least to greatest": "1/2, 2/3, 5/6",
    "put these in descending order: -3, 2, -7": "2, -3, -7",
    "round 2,749 to the nearest hundred": "2700",
    "round 8.046 to 1 decimal place": "8.0",
    "round 30561 to 2 significant figures": "31000",
    "round 0.004567 to 2 significant figures": "0.0046",
    "convert 7/8 to a decimal": "0.875",
    "write 17/5 as a mixed number": "3 2/5",
    "write 3 2/5 as an improper fraction": "17/5",
    "what is 0.45 as a fraction": "9/20",
    "write 3/8 as a percent": "37.5%",
    "change 4 m into cm": "400 cm",
    "how many minutes are in 3 hours": "180 min",
    "Solve for y: 4y - 3 = 13": "y = 4",
    "Solve x + 1/4 = 5": "x = 19/4",
    "6/x = 3": "x = 2",
    "5m + 3 = 18": "m = 3",
    "x^2 = 49": "x = -7, x = 7",
    "x^2 - 5x + 6 = 0": "x = 2, x = 3",
    "x^2 = 8": "x = -2√2, x = 2√2",
    "x + 1 = x + 2": "no solution",
    "2(x + 1) = 2x + 2": "all numbers",
    "x^2 = -4": "no solution",
    "solve 2x + y = 7 for y": "y = -2x + 7",
    "3x + 1 < 10": "x < 3",
    "-2x > 6": "x < -3",
    "9 + __ = 15": "6",
    "__ × 4 = 28": "7",
    "Fill in the missing number: _ - 8 = 5": "13",
    "What is the x-coordinate of (3, -2)?": "3",
    "Find the y-coordinate of the point (3, -2).": "-2",
    "A line goes through (1, 2) and (3, 8). What is its slope?": "3",
    "3/4 = __/12": "9",
    "Solve the system of equations: x + y = 9 and x - y = 1": "x = 5, y = 4",
    "expand 4(x - 3)": "4x - 12",
    "expand (x + 2)(x + 3)": "x^2 + 5x + 6",
    "factorise 8x + 12": "4(2x + 3)",
    "factor x^2 - 9": "(x - 3)(x + 3)",
    "Evaluate 5n - 2 when n = 6": "28",
    "find the area of a rectangle 6 cm by 9 cm": "54 cm²",
    "A square has sides of length 8 m. What is its perimeter?": "32 m",
    "area of a triangle with base 6 and height 5": "15",
    "volume of a cube with side 3 cm": "27 cm³",
    "perimeter of a regular hexagon with side 4 m": "24 m",
    "two angles of a triangle are 40° and 75°. find the third angle": "65°",
    "find the mean of 6, 7 and 12": "25/3",
    "what is the median of 5, 1, 8, 4?": "9/2",
    "mode of 2, 3, 3, 5": "3",
    "range of 2.5, 7, 4": "4.5",
    "slope of the line through (1, 3) and (4, 9)": "2",
    "slope of 2x + 3y = 6": "-2/3",
    "What is the y-intercept of y = 5x - 4?": "-4",
    "x-intercept of 2x + 3y = 6": "3",
    "midpoint of (2, 4) and (6, 9)": "(4, 13/2)",
    "simplify the ratio 15:20": "3:4",
    "2:5 = 8:?": "20",
    "share $30 in the ratio 1:2": "$10, $20",
    "Share $30 in the ratio 2 : 1. How much is the smaller share?": "$10",
    "Share 20 beads in the ratio 2 : 3. How many beads are in the larger share?": "12",
    "what is 30% of 70": "21",
    "9 is what percent of 45?": "20%",
    "14 is 20% of what number": "70",
    "subtract 8 from a number": "n - 8",
    "the sum of a number and 5, using the letter x": "x + 5",
    "4 more than twice a number is 10": "2n + 4 = 10",
}


@pytest.mark.parametrize(("question", "expected"), ANSWERS.items(), ids=ANSWERS)
def test_a_question_has_its_answer(question, expected):
    task = find(question).task
    if expected is None:
        assert task is None
        return
    right = answer_text(task)
    assert right.replace(" ", "") == expected.replace(" ", "")


def test_the_area_of_a_circle_is_exact_or_uses_the_pi_that_is_given():
    given = ("radius = 3 cm",)
    assert same(answer(Task(kind="area", given=given, want="circle")), read("9π cm²"))
    assert answer_text(Task(kind="area", given=(*given, "pi = 3.14"), want="circle")) == "28.26 cm²"


def test_percent_is_worked_out_from_what_is_given_not_from_the_expression():
    given = ("percent = 25%", "part = 6")
    assert answer_text(Task(kind="percent", expression="6 × 25%", given=given, want="whole")) == "24"


def test_translation_reads_the_phrase_anew_and_not_the_expression():
    assert answer_text(Task(kind="translate", expression="3 - n", given=("3 less than a number",))) == "n - 3"
    assert answer_text(Task(kind="translate", expression="3 - n", given=("3 less than a number",), want="x")) == "x - 3"


@pytest.mark.parametrize(
    "task",
    [
        Task(kind="evaluate", expression="3 ÷ 0"),
        Task(kind="solve", expression="x^5 + x + 1 = 0", want="x"),
        Task(kind="solve", expression="3 + 4", want="x"),
        Task(kind="mode", given=("1", "2", "3")),
        Task(kind="area", given=("side = 3",), want="kite"),
        Task(kind="area", given=("side = 3",), want="circle"),
        Task(kind="slope", given=("(1, 2)", "(1, 5)")),
        Task(kind="convert", expression="3 m", want="kg"),
        Task(kind="convert", expression="1/3", want="decimal"),
        Task(kind="explain", want="why"),
        Task(kind="step", expression="2x = 4"),
        Task(kind="mean"),
        Task(kind="ratio", expression="1:2 = 3:4", want="missing"),
        Task(kind="percent", given=("part = 3", "whole = 0"), want="percent"),
    ],
    ids=lambda task: f"{task.kind} {task.expression or task.given}",
)
def test_what_has_no_single_answer_is_said_so(task):
    with pytest.raises(CannotCheck):
        answer(task)


def test_a_task_that_cannot_be_read_says_where():
    with pytest.raises(ParseError):
        answer(Task(kind="evaluate", expression="3 + "))


_FRACTIONS = st.builds(Fraction, st.integers(-30, 30), st.integers(1, 12))


@given(_FRACTIONS.filter(bool), _FRACTIONS, _FRACTIONS)
def test_the_solution_of_a_linear_equation_solves_it(a, b, c):
    solution = answer(Task(kind="solve", expression=f"({a}) x + ({b}) = {c}", want="x"))
    assert a * value(solution.right) + b == c


@given(st.integers(-9, 9), st.integers(-9, 9))
def test_both_roots_of_a_quadratic_are_found(p, q):
    text = answer_text(Task(kind="solve", expression=f"x^2 - ({p + q}) x + ({p * q}) = 0", want="x"))
    assert text == ", ".join(f"x = {root}" for root in sorted({p, q}))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(-6, 6), min_size=2, max_size=4))
def test_factored_and_expanded_forms_are_the_same_expression(coefficients):
    expression = " + ".join(f"({c}) x^{power}" for power, c in enumerate(coefficients, 1))
    for kind in ("expand", "factor"):
        assert same(answer(Task(kind=kind, expression=expression)), read(expression)) is True


@example("0:$1", "expand")
@settings(deadline=None)
@given(
    st.text("0123456789+-*/().,:=<>xyz_ %$cm", max_size=24),
    st.sampled_from(["evaluate", "simplify", "compare", "solve", "expand", "ratio"]),
)
def test_nothing_but_our_own_errors_comes_out(expression, kind):
    with suppress(CannotCheck, ParseError):
        answer_text(Task(kind=kind, expression=expression, want="x" if kind == "solve" else ""))


@pytest.mark.parametrize(
    ("equation", "roots"),
    [
        ("x^2 - 5x + 6 = 0", "x = 2, x = 3"),
        ("|2x - 8| = 14", "x = -3, x = 11"),
        ("4x^2 = 12x - 9", "x = 3/2"),
        ("x^2 + 1 = 0", "0 = 1"),
    ],
)
def test_an_equation_with_fractions_for_roots_needs_no_sympy(
    monkeypatch: pytest.MonkeyPatch, equation: str, roots: str
) -> None:
    monkeypatch.setitem(sys.modules, "sympy", None)  # an import would fail
    assert show(solved(read(equation), "x")) == roots
