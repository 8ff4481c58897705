"""Misconceptions of mixed numbers: what such a pupil writes, and where the belief does not show."""

import pytest

from tutor.catalog import load
from tutor.diagnosis import Matcher
from tutor.domain import Task
from tutor.maths import show


@pytest.fixture(scope="module")
def content() -> Matcher:
    return Matcher(load())


def yielded(matcher: Matcher, name: str, problem: str) -> list[str]:
    task = Task(kind="evaluate", expression=problem)
    return [show(one.node) for one in matcher.predictions(task).get(f"maths.fractions.{name}", ())]


@pytest.mark.parametrize(
    ("name", "problem", "written"),
    [
        ("mixed-by-parts", "9 3/4 - 4 2/7", "5 1/3"),
        ("mixed-by-parts", "2 3/4 - 2 1/7", "2/3"),
        ("mixed-by-parts", "5 1/4 - 2 1/3", "3"),
        ("mixed-by-parts", "2 1/3 + 1 1/4", "3 2/7"),
        ("smaller-from-larger", "5 1/4 - 2 3/4", "3 2/4"),
        ("smaller-from-larger", "7 - 2 1/3", "5 1/3"),
        ("smaller-from-larger", "7 - 1/3", "7 1/3"),
        ("smaller-from-larger", "5 1/2 - 2 2/3", "3 1/6"),
        ("smaller-from-larger", "5 1/4 - 3/4", "5 2/4"),
        ("borrow-ten", "5 1/4 - 2 3/4", "2 8/4"),
        ("borrow-ten", "3 1/4 - 2 3/4", "8/4"),
        ("borrow-ten", "5 1/4 - 3/4", "4 8/4"),
        ("borrow-ten", "4 1/12 - 2 11/12", "1"),
        ("mixed-multiply-parts", "2 1/2 × 3 1/3", "6 1/6"),
        ("mixed-multiply-parts", "3 × 2 1/4", "6 1/4"),
        ("mixed-multiply-parts", "2 1/4 × 3", "6 1/4"),
    ],
)
def test_the_belief_yields_what_the_pupil_writes(content: Matcher, name: str, problem: str, written: str) -> None:
    assert written in yielded(content, name, problem)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("mixed-by-parts", "1/2 + 1/3"),
        ("mixed-by-parts", "5 3/4 - 2 1/4"),
        ("smaller-from-larger", "5 3/4 - 2 1/4"),
        ("smaller-from-larger", "2 1/4 - 2 3/4"),
        ("borrow-ten", "5 1/10 - 2 3/10"),
        ("borrow-ten", "7 - 2 1/3"),
        ("mixed-multiply-parts", "1/2 × 2 1/3"),
        ("mixed-multiply-parts", "3 × 4"),
        ("smaller-from-larger", f"{'2' * 70} - 1 1/2"),
    ],
)
def test_the_belief_does_not_show_elsewhere(content: Matcher, name: str, problem: str) -> None:
    assert yielded(content, name, problem) == []
