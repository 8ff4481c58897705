"""Answers to algebra in unusual and right forms, as `grade` judges them."""

import pytest

from tutor.maths import find, grade
from tutor.maths.tasks import answer_text

RIGHT = [
    ("Solve x + 3 > 7", "{x | x > 4}"),
    ("Solve x + 3 > 7", "{x : x > 4}"),
    ("Solve 3x - 5 > 7", "3x = 12\nx = 4\nx > 4"),
    ("If f(x) = 2x + 3, find f(4)", "f(4) = 11"),
    ("If f(x) = 2x + 3, find f(4)", "f(4) = 2(4) + 3 = 11"),
    ("Solve x^2 = 49", "plus or minus 7"),
    ("Simplify x^8 ÷ x^2", "x to the power of 6"),
    ("8 + 4 = __ + 5", "8 + 4 = 7 + 5"),
    ("Write the equation of the line through (1, 3) and (3, 7)", "f(x) = 2x + 1"),
    ("Simplify 3x + 5", "3x + 5"),
    ("Simplify (x + 6)/x", "1 + 6/x"),
]
NOT_RIGHT = [
    ("Solve x^2 - 5x + 6 = 0", "(x - 2)(x - 3) = 0", "unreadable"),
    ("Solve x^2 - 5x + 6 = 0", "x = 2", "wrong"),
    ("8 + 4 = __ + 5", "8 + 4 = 12 + 5", "wrong"),
    ("Solve 3x - 5 > 7", "3x > 12\nx = 4", "wrong"),
    ("Solve 3x - 5 > 7", "3x = 12\nx = 4\nx < 4", "wrong"),
    ("If f(x) = 2x + 3, find f(4)", "f(4) = 9", "wrong"),
    ("Simplify 3x + 5x", "3x + 5x", "unreadable"),
    ("Simplify 2(x + 3) + 1", "2x + 6 + 1", "wrong"),
]


def verdict(problem: str, response: str) -> str:
    task = find(problem).task
    assert task is not None
    return grade(answer_text(task), response, task=task).verdict


@pytest.mark.parametrize(("problem", "response"), RIGHT)
def test_right_answers_in_unusual_forms_are_right(problem: str, response: str) -> None:
    assert verdict(problem, response) == "right"


@pytest.mark.parametrize(("problem", "response", "found"), NOT_RIGHT)
def test_what_is_not_done_or_wrong_does_not_pass_in_them(problem: str, response: str, found: str) -> None:
    assert verdict(problem, response) == found
