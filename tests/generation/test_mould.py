"""Item models made ready: fillings, ids, and all faults at once."""

from fractions import Fraction

import pytest

from tutor.catalog.schema import ItemModel, Skill
from tutor.domain import Task
from tutor.errors import ContentError
from tutor.generation.mould import as_written, mould


def table(**changes: object) -> ItemModel:
    parts: dict[str, object] = {
        "id": "sum-1",
        "band": 1,
        "stem": "Work out `{a} + {b}`.",
        "task": Task(kind="evaluate", expression="{a} + {b}"),
        "parameters": {"a": "2, 3", "k": "0.5..1 step 0.5", "b": "= a * k"},
        "where": ("b > 1",),
        "answer": "a + b",
    }
    return ItemModel.model_validate(parts | changes)


def skill(*tables: ItemModel) -> Skill:
    return Skill(id="maths.sums", title="Sums", grades="3-4", standards=("3.OA.A.1",), items=tables or (table(),))


def test_a_filling_holds_drawn_and_computed_values() -> None:
    made = mould(skill(), table())
    cast = made.cast(3)
    assert made.size == 4
    assert cast is not None
    assert cast.values == {"a": 3, "k": 1, "b": 3}
    assert (cast.stem, cast.task.expression, cast.answer()) == ("Work out `3 + 3`.", "3 + 3", 6)


def test_a_filling_that_breaks_a_constraint_is_none() -> None:
    made = mould(skill(), table())
    assert [number for number in range(4) if made.cast(number) is None] == [0]


def test_ids_name_skill_and_item_model_and_change_with_the_numbers_only() -> None:
    first, again, other = (mould(skill(), table()).cast(number) for number in (3, 3, 2))
    assert first is not None
    assert again is not None
    assert other is not None
    assert first.id.startswith("maths.sums/sum-1/")
    assert first.id == again.id
    assert first.id != other.id


def test_a_constraint_that_has_no_value_is_not_met() -> None:
    made = mould(skill(), table(where=("gcd(b, 2) == 1",)))
    cast = made.cast(1)
    assert cast is None
    assert made.cast(3) is not None


def test_values_are_exact() -> None:
    cast = mould(skill(), table(parameters={"a": "0.1..0.3 step 0.1", "b": "= a / 3"}, where=())).cast(0)
    assert cast is not None
    assert cast.values["b"] == Fraction(1, 30)
    assert cast.stem == "Work out `0.1 + 1/30`."


def test_all_faults_of_an_item_model_come_at_once() -> None:
    faulty = table(
        stem="Work out `{a} + {c}` {.", parameters={"a": "9..2", "b": "= z + 1"}, where=("b >",), answer="import os"
    )
    with pytest.raises(ContentError) as caught:
        mould(skill(), faulty)
    assert len(caught.value.faults) >= 6
    assert all("skill maths.sums, item sum-1" in fault for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction(7), "7"), (Fraction(-1, 4), "-0.25"), (Fraction(3, 10), "0.3"), (Fraction(2, 3), "2/3")],
)
def test_values_are_written_as_in_a_stem(value: Fraction, text: str) -> None:
    assert as_written(value) == text
