"""Steps of equations with the misconceptions that are shipped: the closest way to a wrong line explains it."""

import pytest

from tutor.catalog import load
from tutor.diagnosis import Matcher
from tutor.diagnosis.diagnose import diagnose_row
from tutor.diagnosis.steps import judge_step

CLOSEST = [
    ("2x + 2 = 10", "2x = 12", "maths.equations.constant-moved"),
    ("2x = 8", "x = 6", "maths.equations.subtracts-coefficient"),
    ("-2(x - 3) = 8", "-2x - 6 = 8", "maths.expressions.minus-first-only"),
    ("2x + 3 = 11", "x + 3 = 5.5", "maths.equations.divides-one-term"),
    ("-2x < 8", "x < -4", "maths.equations.keeps-inequality-sign"),
    ("2x + 3x = 10", "5 = 10", "maths.expressions.letter-left-out"),
    ("72/-8 = -8x/-8", "-9 = -x", "maths.integers.two-negatives-stay-negative"),
]


@pytest.fixture(scope="module")
def shipped() -> Matcher:
    return Matcher(load())


@pytest.mark.parametrize(("before", "after", "id"), CLOSEST)
def test_of_several_ways_to_a_wrong_line_the_one_that_writes_just_that_line_explains_it(
    shipped: Matcher, before: str, after: str, id: str
) -> None:
    assert judge_step(before, after, shipped).explained == (id,)


def test_where_two_ideas_give_one_answer_the_line_tells_them_apart(shipped: Matcher) -> None:
    problem, moved, took = "Solve 5x + 2 = 3x + 10", "2x + 2 = 10\n2x = 12\nx = 6", "2x = 8\nx = 6"
    found = [diagnose_row({"problem": problem, "response": text}, shipped)["decision"] for text in (moved, took)]
    assert found == ["maths.equations.constant-moved", "maths.equations.subtracts-coefficient"]


def test_two_wrong_roots_are_understood_in_any_order(shipped: Matcher) -> None:
    row = {"problem": "Solve (x - 2)(x + 3) = 6", "response": "8 and 3"}
    assert diagnose_row(row, shipped)["decision"] == "maths.equations.product-gives-each-bracket"


INEQUALITIES = [
    ("-2x + 4 < 10", "-2x < 6\nx < -3", 1, "maths.equations.keeps-inequality-sign"),
    ("3x - 5 > 7", "3x > 2\nx > 2/3", 0, "maths.equations.constant-moved"),
    ("2(x + 1) < 8", "2x + 1 < 8\n2x < 7\nx < 3.5", 0, "maths.expressions.first-term-only"),
]


@pytest.mark.parametrize(("problem", "response", "line", "id"), INEQUALITIES)
def test_the_first_wrong_line_of_an_inequality_is_found(
    shipped: Matcher, problem: str, response: str, line: int, id: str
) -> None:
    evidence = diagnose_row({"problem": f"Solve {problem}", "response": response}, shipped)["evidence"]
    assert [(each["line"], each["hypothesis"]) for each in evidence if each["kind"] == "working"] == [(line, id)]


ROOTS = [
    ("(x - 2)(x + 3) = 0", "x = 2 or x = -3", "keeps", ()),
    ("(x - 2)(x + 3) = 0", "x = -2 or x = 3", "loses", ("maths.equations.solutions-with-signs-of-brackets",)),
    ("(x - 2)(x + 3) = 6", "x - 2 = 6 or x + 3 = 6", "loses", ("maths.equations.product-gives-each-bracket",)),
    ("x^2 = 49", "x = ±7", "keeps", ()),
]


@pytest.mark.parametrize(("before", "after", "effect", "ids"), ROOTS)
def test_a_step_to_several_equations_is_judged_by_all_their_solutions(
    shipped: Matcher, before: str, after: str, effect: str, ids: tuple[str, ...]
) -> None:
    step = judge_step(before, after, shipped)
    assert (step.effect, step.explained) == (effect, ids)
