"""Hints, worked solutions and difficulty."""

from tests.generation.test_mould import skill, table
from tests.generation.test_options import filling
from tutor.catalog.schema import Catalog
from tutor.generation.guide import difficulty, hints, solution
from tutor.generation.key import solve_key
from tutor.generation.mould import mould


def working(catalog: Catalog, skill: str, item: str, **values: int) -> str:
    cast = filling(catalog, skill, item, **values)
    return solution(cast, solve_key(cast), catalog)[-1]


def test_several_operations_are_worked_one_by_one(catalog: Catalog) -> None:
    line = working(catalog, "maths.order-of-operations.brackets", "brackets-4", a=3, b=3, c=11, d=4)
    assert line == "`3 + 3 × (11 - 4) = 3 + 3 × 7 = 3 + 21 = 24`"


def test_fractions_are_worked_by_a_rule_of_the_skill(catalog: Catalog) -> None:
    line = working(catalog, "maths.fractions.add-unlike", "add-unlike-2", n=1, d=2, m=1, e=3)
    assert line == "`1/2 + 1/3 = (3 + 2)/6 = 5/6`"


def test_one_operation_on_whole_numbers_is_left_to_the_columns(catalog: Catalog) -> None:
    assert working(catalog, "maths.whole-numbers.add", "whole-add-1", a=27, b=15) == "`27 + 15 = 42`"


def test_a_double_sign_is_not_written(catalog: Catalog) -> None:
    line = working(catalog, "maths.integers.subtract", "integers-subtract-4", a=-15, b=-6)
    assert line == "`-15 - (-6) = -15 + 6 = -9`"


def test_a_gap_is_filled(catalog: Catalog) -> None:
    assert working(catalog, "maths.fractions.equivalent", "equivalent-1", n=1, d=2, k=3) == "`1/2 = 3/6`"


def test_the_solution_begins_with_the_method_of_the_lesson(catalog: Catalog) -> None:
    cast = filling(catalog, "maths.fractions.add-unlike", "add-unlike-2", n=1, d=2)
    lines = solution(cast, solve_key(cast), catalog)
    assert lines[0] == catalog.lessons["maths.fractions.add-unlike"].key_idea


def test_hints_speak_of_the_problem_and_drop_a_rung_that_holds_the_key(catalog: Catalog) -> None:
    cast = filling(catalog, "maths.fractions.add-unlike", "add-unlike-2", n=1, d=2, m=1, e=3)
    lesson, key = catalog.lessons["maths.fractions.add-unlike"], solve_key(cast)
    told = hints(lesson, cast.task, key)
    assert len(told) == 3
    assert "`1/2 + 1/3`" in told[0]
    leaky = lesson.model_copy(update={"hints": ("Look at {problem}.", "It comes to `10/12`.", "Count up.")})
    assert len(hints(leaky, cast.task, key)) == 2
    assert hints(None, cast.task, key) == ()


def test_longer_numbers_are_harder_within_a_band() -> None:
    made = {
        size: mould(skill(), table(where=(), parameters={"a": size, "b": size})).cast(0)
        for size in ("7", "700", "700000")
    }
    rated = [difficulty(cast, solve_key(cast)) for cast in made.values() if cast]
    assert rated == sorted(rated)
    assert 0.13 <= rated[0] < rated[-1] <= 0.37


def test_the_working_of_algebra_is_shown_or_the_solution_put_in(catalog: Catalog) -> None:
    expanded = working(catalog, "maths.expressions.distribute", "distribute-1", a=3, b=4)
    assert expanded == "`3(x + 4) = 3x + 3 × 4 = 3x + 12`"
    valued = working(catalog, "maths.expressions.substitute", "substitute-3", a=4, b=12, v=7)
    assert valued == "`4 × 7 + 12 = 28 + 12 = 40`"
    solved = working(catalog, "maths.equations.one-step-multiply", "one-step-multiply-4", a=8, v=-10)
    assert solved == "`-8(-10) = 80`"


def test_a_negative_number_behind_a_sign_stands_in_brackets(catalog: Catalog) -> None:
    line = working(catalog, "maths.functions.value", "function-value-4", a=2, b=5, v=-3)
    assert line == "`5 - 2(-3) = 5 - (-6) = 11`"
