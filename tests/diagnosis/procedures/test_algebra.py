"""What a pattern cannot say of algebra: the order of words, letters as places, the signs of inequalities."""

import pytest

from tutor.catalog.schema import Malrule
from tutor.diagnosis import predict
from tutor.maths import find
from tutor.maths.show import show


def run(problem: str, name: str) -> list[str]:
    task = find(problem).task
    assert task is not None
    return [show(made.node) for made in predict(Malrule(task=(task.kind,), run=f"algebra.{name}"), task)]


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("3 less than a number", ["3 - n"]),
        ("subtract 6 from a number", ["6 - n"]),
        ("5 less than twice a number", ["5 - 2n"]),
        ("a number decreased by 4", []),
        ("7 more than a number", []),
    ],
)
def test_words_are_written_in_their_order_only_where_that_turns_them_around(words: str, written: list[str]) -> None:
    assert run(f"Write as an expression: {words}", "as_said") == written


def test_a_letter_is_taken_for_its_place_in_the_alphabet() -> None:
    assert run("Find the value of n + 3 when n = 4", "by_alphabet") == ["17"]


def test_an_inequality_is_read_as_an_equation() -> None:
    assert run("Solve 3x - 4 > 11", "reads_as_equation") == ["x = 5"]
    assert run("Solve 3x - 4 = 11", "reads_as_equation") == []
