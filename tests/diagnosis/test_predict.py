"""Malrules yield on a task what a pupil who holds them would write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.catalog.schema import Malrule
from tutor.diagnosis import predict
from tutor.diagnosis.literal import key
from tutor.diagnosis.predict import right_answer
from tutor.domain import Task
from tutor.maths.read import read
from tutor.maths.show import show

ADD_ACROSS = {"when": "n1/d1 + n2/d2", "then": "(n1 + n2)/(d1 + d2)"}


def shown(task: Task, **malrule: object) -> list[str]:
    return [show(made.node) for made in predict(Malrule.model_validate({"task": task.kind, **malrule}), task)]


def evaluate(text: str, **malrule: object) -> list[str]:
    return shown(Task(kind="evaluate", expression=text), **malrule)


def test_the_written_form_of_a_result_is_kept() -> None:
    assert evaluate("1/2 + 1/2", **ADD_ACROSS) == ["2/4"]


def test_a_guard_keeps_the_malrule_off() -> None:
    assert evaluate("1/5 + 2/5", **ADD_ACROSS, where="d1 != d2") == []


def test_in_a_larger_expression_the_malrule_stands_everywhere_or_at_one_site() -> None:
    made = predict(
        Malrule.model_validate({"task": "evaluate", **ADD_ACROSS}), Task(kind="evaluate", expression="1/2 + 1/3 + 1/4")
    )
    assert [show(one.node) for one in made] == ["3/9", "6/10", "13/20"]


def test_the_rest_of_the_expression_is_done_right() -> None:
    assert evaluate("2 * (1/2 + 1/4)", **ADD_ACROSS) == ["2/3"]


def test_what_stood_there_before_working_out_is_kept() -> None:
    made = predict(
        Malrule.model_validate({"task": "evaluate", **ADD_ACROSS}), Task(kind="evaluate", expression="1/2 + 1/3")
    )
    assert show(made[0].steps[0]) == "(1 + 1)/(2 + 3)"


def test_a_comparison_is_ranked_by_what_the_pupil_looks_at() -> None:
    task = Task(kind="compare", expression="0.06 _ 0.8")
    assert shown(task, each="a", rank="places(a)") == ["0.06 > 0.8"]


def test_an_ordering_is_ranked_in_the_direction_that_is_asked() -> None:
    task = Task(kind="order", given=("0.5", "0.25", "0.125"), want="descending")
    assert shown(task, each="a", rank="places(a)") == ["0.125, 0.25, 0.5"]


def test_the_largest_of_equals_is_not_predicted() -> None:
    assert shown(Task(kind="compare", expression="0.4 _ 0.5", want="largest"), each="a", rank="places(a)") == []


def test_a_comparison_may_be_turned_into_another() -> None:
    assert shown(Task(kind="compare", expression="1/3 _ 1/4"), when="n1/d1 _ n2/d2", then="d1 _ d2") == ["1/3 < 1/4"]
    assert shown(Task(kind="compare", expression="1/3 _ 1/4"), when="n1/d1 _ n2/d2", then="sign(d1, d2)") == [
        "1/3 < 1/4"
    ]


def test_an_equation_is_solved_the_wrong_way() -> None:
    assert shown(Task(kind="solve", expression="x + 3 = 7", want="x"), when="x + a = b", then="x = b + a") == ["x = 10"]


def test_an_equation_that_is_changed_wrongly_is_then_solved_right() -> None:
    assert shown(Task(kind="solve", expression="2x + 3 = 7", want="x"), when="a*x + b = c", then="a*x = c + b") == [
        "x = 5"
    ]


def test_an_expansion_keeps_its_letters() -> None:
    assert shown(Task(kind="expand", expression="3(x + 4)"), when="a(x + b)", then="a*x + b") == ["3x + 4"]


def test_letters_that_the_task_gives_are_put_in() -> None:
    assert shown(Task(kind="substitute", expression="3x", given=("x = 4",)), when="a*x", then="a + x") == ["7"]


def test_only_tasks_that_want_this_are_touched() -> None:
    task = Task(kind="convert", expression="2 3/4", want="improper")
    assert shown(task, when="w n/d", then="(w + n)/d", want="improper") == ["5/4"]
    assert shown(task, when="w n/d", then="(w + n)/d", want="decimal") == []


def test_a_lone_fraction_to_evaluate_is_a_division() -> None:
    assert evaluate("12/4", when="n1 ÷ n2", then="n2/n1") == ["4/12"]


def test_what_has_no_value_is_not_predicted() -> None:
    assert evaluate("3/4 - 1/4", when="n1/d1 - n2/d2", then="(n1 - n2)/(d1 - d2)") == []


@pytest.mark.parametrize(
    "fields",
    [
        {"when": "a + b"},
        {"when": "a + b", "then": "a + c"},
        {"run": "digits.no_such"},
        {"when": "a + b", "then": "a", "wrap": "x.y"},
        {"when": "a + b", "then": "a", "where": "d1 > 2"},
    ],
    ids=["no result", "unbound name", "no such procedure", "two ways", "unbound in the guard"],
)
def test_a_malrule_written_wrongly_says_so(fields: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"malrule|bound|procedure"):
        predict(Malrule.model_validate({"task": "evaluate", **fields}), Task(kind="evaluate", expression="1 + 2"))


@given(st.tuples(*[st.integers(1, 60)] * 4))
def test_adding_across_always_yields_the_fraction_of_the_sums(parts: tuple[int, int, int, int]) -> None:
    top, bottom, second, other = parts
    assert evaluate(f"{top}/{bottom} + {second}/{other}", **ADD_ACROSS) == [f"{top + second}/{bottom + other}"]


@given(st.tuples(*[st.integers(1, 30)] * 4))
def test_a_correct_method_in_the_same_form_yields_the_right_answer(parts: tuple[int, int, int, int]) -> None:
    top, bottom, second, other = parts
    task = Task(kind="evaluate", expression=f"{top}/{bottom} + {second}/{other}")
    right = right_answer(task)
    assert right is not None
    assert [
        key(read(text))
        for text in evaluate(task.expression, when="n1/d1 + n2/d2", then="(n1 * d2 + n2 * d1)/(d1 * d2)")
    ] == [key(right)]


def test_letters_of_algebra_are_read_with_their_signs_and_unwritten_ones() -> None:
    def joined(text: str) -> list[str]:
        return shown(Task(kind="simplify", expression=text), when="ax + b", then="(a + b)x")

    assert joined("3x - 4") == ["-x"]
    assert joined("4 + 3x") == ["7x"]
    assert joined("x + 4") == ["5x"]
    assert joined("8 - 2x") == ["6x"]


def test_a_minus_before_brackets_reaches_a_pattern_as_a_negative_factor() -> None:
    malrule = {"when": "c + a(x + b)", "then": "c + ax - a * b", "where": "a < 0"}
    assert shown(Task(kind="expand", expression="8 - 2(x - 3)"), **malrule) == ["-2x + 2"]
    assert shown(Task(kind="simplify", expression="8 - (x + 3)"), **malrule) == ["-x + 11"]


def test_a_guard_may_ask_what_a_letter_stands_for() -> None:
    malrule = {"when": "ax", "then": "10 * a + x", "where": "a > 1 and x < 10"}
    assert shown(Task(kind="substitute", expression="2n + 1", given=("n = 3",)), **malrule) == ["24"]
    assert shown(Task(kind="substitute", expression="2n + 1", given=("n = 13",)), **malrule) == []


def test_two_letters_of_a_pattern_are_two_letters_of_the_problem() -> None:
    assert shown(Task(kind="simplify", expression="3x + 4x"), when="ax + by", then="(a + b)xy") == []


def test_points_are_seen_as_a_list() -> None:
    task = Task(kind="slope", given=("(1, 2)", "(3, 8)"))
    assert shown(task, when="(a1, a2), (b1, b2)", then="(b1 - a1)/(b2 - a2)", written="simplest") == ["1/3"]


def test_a_root_is_matched_with_its_degree() -> None:
    assert shown(Task(kind="evaluate", expression="√16"), when="√a", then="a / 2", written="simplest") == ["8"]
    assert shown(Task(kind="evaluate", expression="∛27"), when="√a", then="a / 2") == []


def test_in_the_equation_of_a_line_x_is_x_and_y_is_y() -> None:
    line = Task(kind="slope", expression="4x + 2y = 10")
    assert shown(line, when="ax + by = c", then="a") == ["4"]
    assert shown(line, when="ax + by = c", then="-(b / a)", written="simplest") == ["-1/2"]


def test_one_point_is_a_site_and_a_point_is_written_in_simplest_numbers() -> None:
    assert shown(Task(kind="point", given=("(3, 5)",), want="x"), when="(a, b)", then="b") == ["5"]
    ends = Task(kind="point", given=("(1, 2)", "(4, 8)"), want="midpoint")
    malrule = {"when": "(a1, a2), (b1, b2)", "then": "((a2 + b2) / 2, (a1 + b1) / 2)", "written": "simplest"}
    assert shown(ends, **malrule) == ["(5, 5/2)"]


def test_a_root_that_is_not_rational_stays_written() -> None:
    assert shown(Task(kind="evaluate", expression="√4 + √9"), when="√a + √b", then="√(a + b)") == ["√13"]


def test_exponents_of_letters_are_worked_out() -> None:
    assert shown(Task(kind="simplify", expression="x^2 × x^3"), when="x^n1 * x^n2", then="x^(n1 * n2)") == ["x^6"]
    assert shown(Task(kind="simplify", expression="2x^3 × 5x"), when="ax^n * bx", then="(a + b)x^(n + 1)") == ["7x^4"]


def test_a_malrule_of_equations_carries_the_sign_of_an_inequality() -> None:
    task = Task(kind="solve", expression="2x + 1 > 7", want="x")
    assert shown(task, when="ax + b = c", then="ax = c + b") == ["x > 4"]
    assert shown(task.model_copy(update={"expression": "9 - 2x > 7"}), when="ax + b = c", then="ax = c + b") == [
        "x < -8"
    ]


def test_a_gap_is_filled_as_it_is_written() -> None:
    task = Task(kind="solve", expression="8 + 4 = _ + 5", want="_")
    assert shown(task, when="_ + a = b", then="b + a") == []
    assert shown(task, when="a + b = _ + c", then="a + b") == ["12"]
