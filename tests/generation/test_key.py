"""Two routes to a key, and what happens where they part."""

import pytest

from tests.generation.test_mould import skill, table
from tutor.errors import TutorError
from tutor.generation.key import Key, solve_key
from tutor.generation.mould import mould


def key(**changes: object) -> Key:
    cast = mould(skill(), table(where=(), **changes)).cast(0)
    assert cast is not None
    return solve_key(cast)


def test_a_plain_stem_is_read_and_solved_without_its_rule() -> None:
    found = key(parameters={"a": "3", "b": "4"})
    assert (found.text, found.routes) == ("7", ("answer rule: a + b = 7", "finished stem alone, read and solved: 7"))


def test_a_story_is_solved_from_its_task() -> None:
    found = key(
        parameters={"a": "3", "b": "4"},
        stem="A wall has {a} cats on it, and soon {b} others jump up. How many sit there in the end?",
    )
    assert found.routes[1] == "finished task, solved: 7"


def test_a_key_with_a_unit_agrees_only_in_that_unit() -> None:
    asked = {
        "parameters": {"a": "3", "b": "4"},
        "stem": "Find the area of a rectangle with length {a} cm and width {b} cm.",
        "task": {"kind": "area", "given": ("length = {a} cm", "width = {b} cm"), "want": "rectangle"},
        "answer": "a * b",
    }
    assert key(**asked, form="unit:cm²").text == "12 cm²"
    with pytest.raises(TutorError, match="its answer rule gives 12"):
        key(**asked, form="unit:m²")


def test_a_ratio_stays_a_ratio() -> None:
    task = {"kind": "ratio", "expression": "{a} : {b}", "want": "simplest", "form": "simplest"}
    found = key(parameters={"a": "4", "b": "6"}, stem="Simplify {a} : {b}.", task=task, answer="a / b")
    assert found.text == "2 : 3"


def test_a_key_is_written_in_the_form_of_the_item_model() -> None:
    fractions = {"parameters": {"a": "7", "b": "2"}, "stem": "Work out `{a} ÷ {b}`.", "answer": "a / b"}
    task = {"kind": "evaluate", "expression": "{a} ÷ {b}"}
    texts = {
        form: key(**fractions, task=task, form=form).text for form in ("", "mixed", "improper", "decimal", "percent")
    }
    assert texts == {"": "7/2", "mixed": "3 1/2", "improper": "7/2", "decimal": "3.5", "percent": "350%"}


def test_the_key_of_a_comparison_is_its_sign() -> None:
    compare = {"kind": "compare", "expression": "{a} _ {b}", "given": ["{a}", "{b}"]}
    found = key(
        parameters={"a": "0.4", "b": "0.35"},
        stem="Put <, > or = in the gap: `{a} _ {b}`.",
        task=compare,
        answer="sign(a, b)",
    )
    assert found.text == ">"


@pytest.mark.parametrize("answer", ["a * b", "a + b + 1", "a == b", '"x"'])
def test_routes_that_part_are_refused(answer: str) -> None:
    with pytest.raises(TutorError, match="answer rule"):
        key(parameters={"a": "3", "b": "4"}, answer=answer)


def test_a_stem_that_asks_another_sum_than_the_rule_is_refused() -> None:
    with pytest.raises(TutorError, match="gives 7, but the finished stem alone, read and solved gives -1"):
        key(parameters={"a": "3", "b": "4"}, stem="Work out `{a} - {b}`.")
