"""Sets with a purpose: equivalent forms share no numbers, a diagnostic quiz tells apart what it can, a blueprint is met or named."""

import pytest

from tutor.catalog.schema import Catalog
from tutor.diagnosis import Matcher
from tutor.domain import KNOWS
from tutor.errors import TutorError
from tutor.generation import make_items
from tutor.generation.quizzes import Row, _told_apart, blueprint_row, by_blueprint, diagnostic, exit_ticket, form


@pytest.mark.parametrize("kind", ["", "mixed"])
def test_forms_have_the_same_item_models_in_the_same_order_and_no_number_twice(
    catalog: Catalog, matcher: Matcher, kind: str
) -> None:
    one = make_items(catalog, matcher, skill="maths.fractions.add-unlike", n=7, seed=3, kind=kind)  # type: ignore[arg-type]
    two, three = (form(catalog, matcher, letter, one, 3) for letter in "BC")
    for other in (two, three):
        assert [(item.receipt.source, item.kind) for item in one] == [
            (item.receipt.source, item.kind) for item in other
        ]
    assert len({item.id for item in (*one, *two, *three)}) == 21
    assert form(catalog, matcher, "A", one, 3) == one


def test_a_form_that_does_not_exist_is_said(catalog: Catalog, matcher: Matcher) -> None:
    with pytest.raises(TutorError, match="no form 'Z'"):
        form(catalog, matcher, "Z", [], 1)


def test_an_exit_ticket_has_one_item_of_each_band(catalog: Catalog, matcher: Matcher) -> None:
    items = exit_ticket(catalog, matcher, skill="maths.decimals.multiply")
    assert [item.receipt.measures["band"] for item in items] == [1, 2, 3]
    assert items[2].kind == "error"


def test_a_diagnostic_quiz_tells_every_misconception_from_knowing_with_few_items(
    catalog: Catalog, matcher: Matcher
) -> None:
    skill = "maths.fractions.add-unlike"
    items = diagnostic(catalog, matcher, skill=skill)
    held = {id for id, made in catalog.misconceptions.items() if made.malrules and skill in made.skills}
    told = set().union(*(_told_apart(item, held, matcher) for item in items))
    assert len(items) <= 6
    seen = {id for pair in told for id in pair if KNOWS in pair} - {KNOWS}
    assert len(seen) >= 0.8 * len(held)


def test_a_blueprint_is_met_row_by_row(catalog: Catalog, matcher: Matcher) -> None:
    rows = [
        Row(skill="maths.decimals.add", n=3, band=1),
        Row(standard="4.NF.A.1", n=2),
        Row(skill="maths.integers.add", kind="error"),
    ]
    items = by_blueprint(catalog, matcher, rows)
    assert len(items) == 6
    assert {item.receipt.measures["band"] for item in items[:3]} == {1}
    assert items[-1].kind == "error"


def test_a_blueprint_that_cannot_be_met_names_every_row_at_fault(catalog: Catalog, matcher: Matcher) -> None:
    rows = [
        Row(skill="maths.fractions.nothing"),
        Row(skill="maths.decimals.add", n=2),
        Row(skill="maths.integers.add", n=2, band=9),
    ]
    with pytest.raises(TutorError, match=r"row 1 .*row 3 "):
        by_blueprint(catalog, matcher, rows)


@pytest.mark.parametrize("n", [0, -2, 100_000], ids=["none", "less than none", "too many"])
def test_a_row_of_a_blueprint_is_for_a_number_of_items_that_can_be(n: int) -> None:
    with pytest.raises(TutorError, match="n: input should be"):
        blueprint_row({"skill": "maths.decimals.add", "n": n})


def test_too_many_forms_of_too_many_items_name_the_item_model(catalog: Catalog, matcher: Matcher) -> None:
    items = make_items(catalog, matcher, skill="maths.fractions.add-unlike", n=60)
    with pytest.raises(TutorError, match="add-unlike-1 has not enough numbers for another form"):
        form(catalog, matcher, "H", items, seed=1)


def test_two_rows_of_a_blueprint_for_the_same_give_as_many_items_as_both_ask_for(
    catalog: Catalog, matcher: Matcher
) -> None:
    rows = [Row(skill="maths.decimals.percent", n=n, band=1) for n in (5, 4)]
    made = by_blueprint(catalog, matcher, rows)
    assert len({item.id for item in made}) == len(made) == 9
