"""Marks: the whole of it for what is right, a part for what is partly right, never a mark for what cannot be read."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.domain import Item, Option, Receipt, Task
from tutor.verify.kinds import Mark, mark


def item(kind: str, key: str, *options: Option, given: tuple[str, ...] = (), **task: object) -> Item:
    parts = {"kind": "evaluate", "expression": "1/2 + 1/3"} | task
    return Item.model_validate({
        "id": "i", "kind": kind, "skill": "s", "stem": "...", "task": Task.model_validate(parts), "problem": "1/2 + 1/3", "key": key,
        "options": options, "given": given, "receipt": Receipt(source="test"),
    })  # fmt: skip


WRONG = Option(text="2/5", misconception="maths.fractions.add-across")
MANY = item("multiple", "5/6; 10/12", Option(text="5/6", right=True), WRONG, Option(text="10/12", right=True))
ORDER = item("order", "1/3, 1/2, 3/4", *(Option(text=text) for text in ("3/4", "1/3", "1/2")))
MATCH = item(
    "match",
    "1/2 + 1/2 → 1; 1/2 + 1/4 → 3/4",
    *(Option(text=text, right=text != "2/6") for text in ("3/4", "2/6", "1")),
    given=("1/2 + 1/2", "1/2 + 1/4"),
)
CHOICE = item("choice", "5/6", Option(text="5/6", right=True), WRONG)
TYPED = item("number", "5/6")


@pytest.mark.parametrize(
    ("asked", "response", "points", "reason"),
    [
        (TYPED, "5/6", 1.0, "correct"),
        (TYPED, "10/12", 1.0, "not_simplified"),
        (TYPED, "2/5", 0.0, "wrong_value"),
        (CHOICE, "A", 1.0, "correct"),
        (CHOICE, "b)", 0.0, "wrong_value"),
        (CHOICE, "5/6", 1.0, "correct"),
        (MANY, "A, C", 1.0, "correct"),
        (MANY, "10/12; 5/6", 1.0, "correct"),
        (MANY, "A", 0.5, "partly_right"),
        (MANY, "A, B, C", 0.5, "partly_right"),
        (MANY, "B", 0.0, "wrong_value"),
        (MANY, "Z", 0.0, "unchecked"),
        (ORDER, "B, C, A", 1.0, "correct"),
        (ORDER, "1/3, 3/4, 1/2", 0.5, "partly_right"),
        (ORDER, "3/4, 1/2, 1/3", 0.0, "wrong_value"),
        (ORDER, "1/3, 1/2", 0.0, "unchecked"),
        (MATCH, "1-C, 2-A", 1.0, "correct"),
        (MATCH, "1 → 1; 2 → 2/6", 0.5, "partly_right"),
        (MATCH, "idk", 0.0, "unchecked"),
    ],
)
def test_a_response_gets_its_mark(asked: Item, response: str, points: float, reason: str) -> None:
    found = mark(asked, response)
    assert (found.points, found.reason) == (points, reason)
    assert (found.verdict == "right") == (points == 1.0)
    assert (found.verdict == "unreadable") == (reason == "unchecked")


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([TYPED, CHOICE, MANY, ORDER, MATCH]), st.text(max_size=40))
def test_any_response_gets_a_mark(asked: Item, response: str) -> None:
    found = mark(asked, response)
    assert isinstance(found, Mark)
    assert 0 <= found.points <= 1


def test_working_that_goes_wrong_late_is_worth_its_lines_before_that(ready: dict[str, Any]) -> None:
    task = Task(kind="solve", expression="2(x + 3) = 14", want="x")
    asked = item("number", "4").model_copy(update={"problem": task.expression, "task": task})
    late = mark(asked, "2x + 6 = 14\n2x = 8\nx = 6", ready["matcher"])
    early = mark(asked, "2x + 3 = 14\n2x = 11\nx = 5.5", ready["matcher"])
    assert (late.points, late.verdict, late.reason) == (0.5, "wrong", "partly_right")
    assert (early.points, early.verdict) == (0.0, "wrong")
    assert mark(asked, "2x + 6 = 14\n2x = 8\nx = 4", ready["matcher"]).points == 1.0
