"""Every way to ask holds its checks, and a planted fault in any of them is caught."""

import re

import pytest

from tutor.catalog.schema import Catalog
from tutor.diagnosis import Matcher
from tutor.domain import Item, ItemKind, Option
from tutor.errors import NotEnough, TutorError
from tutor.generation import make_items
from tutor.maths import grade
from tutor.verify import check_item
from tutor.verify.kinds import APART, ARROW

SKILLS = ("maths.fractions.add-unlike", "maths.decimals.multiply", "maths.integers.subtract")
KINDS: tuple[ItemKind, ...] = ("choice", "multiple", "true_false", "error", "step", "order", "match")


def made(catalog: Catalog, matcher: Matcher, kind: ItemKind, skill: str = SKILLS[0], n: int = 6) -> list[Item]:
    return make_items(catalog, matcher, skill=skill, n=n, seed=3, kind=kind)


def failed(item: Item) -> set[str]:
    return {finding.check for finding in check_item(item) if finding.outcome == "fail"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_released_with_all_checks_passed_and_an_id_of_its_own(
    catalog: Catalog, matcher: Matcher, kind: ItemKind
) -> None:
    items = made(catalog, matcher, kind)
    assert {item.kind for item in items} == {kind}
    assert len({item.id for item in items}) == len(items)
    assert all(finding.outcome == "pass" for item in items for finding in item.receipt.checks)


def test_a_shown_mistake_is_what_its_misconception_yields_and_the_key_puts_it_right(
    catalog: Catalog, matcher: Matcher
) -> None:
    for item in made(catalog, matcher, "error"):
        about = item.receipt.parameters["misconception"]
        shown = re.findall(r"`([^`]*)`", item.stem)[-1].rpartition(" = ")[2]
        assert about in catalog.misconceptions
        assert grade(item.key, shown, task=item.task).verdict == "wrong"
        assert catalog.misconceptions[about].belief in item.solution[-1]


def test_a_missing_step_is_the_one_number_that_makes_the_line_true(catalog: Catalog, matcher: Matcher) -> None:
    for item in made(catalog, matcher, "step"):
        left, right = item.task.expression.replace("_", item.key).split(" = ")
        assert grade(left, right).verdict == "right"


def test_a_mixed_set_has_many_kinds(catalog: Catalog, matcher: Matcher) -> None:
    items = make_items(catalog, matcher, skill=SKILLS[0], n=22, seed=3, kind="mixed")
    assert len({item.kind for item in items}) >= 7


def test_a_mixed_set_of_equations_passes_over_what_letters_leave_open(catalog: Catalog, matcher: Matcher) -> None:
    items = make_items(catalog, matcher, skill="maths.equations.two-step", n=11, seed=1, kind="mixed")
    assert "true_false" not in {item.kind for item in items}


def test_a_kind_that_a_skill_cannot_have_is_said(catalog: Catalog, matcher: Matcher) -> None:
    with pytest.raises(TutorError, match="kind multiple"):
        make_items(catalog, matcher, skill="maths.whole-numbers.round", n=5, kind="multiple")


def swap(item: Item, **changes: object) -> Item:
    return item.model_copy(update=changes)


def test_planted_faults_are_caught_in_every_kind(catalog: Catalog, matcher: Matcher) -> None:
    many = made(catalog, matcher, "multiple")[0]
    turned = tuple(option.model_copy(update={"right": not option.right}) for option in many.options)
    assert "options" in failed(swap(many, options=turned))
    assert "key" in failed(swap(many, key=many.key.partition(APART)[0]))
    judged = made(catalog, matcher, "true_false")[0]
    other = next(option for option in judged.options if not option.right)
    moved = tuple(Option(text=one.text, right=one.text == other.text) for one in judged.options)
    assert "key" in failed(swap(judged, options=moved, key=other.text))
    ordered = made(catalog, matcher, "order")[0]
    assert "key" in failed(swap(ordered, key=", ".join(reversed(ordered.key.split(", ")))))
    matched = made(catalog, matcher, "match")[0]
    pairs = [pair.split(ARROW) for pair in matched.key.split(APART)]
    pairs[0][1], pairs[1][1] = pairs[1][1], pairs[0][1]
    assert "key" in failed(swap(matched, key=APART.join(ARROW.join(pair) for pair in pairs)))
    step = made(catalog, matcher, "step")[0]
    assert "key" in failed(swap(step, key=str(int(step.key) + 1)))


def test_a_whole_number_has_no_other_writing_as_a_percent(catalog: Catalog, matcher: Matcher) -> None:
    with pytest.raises(NotEnough):
        made(catalog, matcher, "multiple", "maths.whole-numbers.subtract", n=2)


@pytest.mark.parametrize("kind", ["order", "match"])
def test_changes_of_unit_are_neither_matched_nor_put_in_order(
    catalog: Catalog, matcher: Matcher, kind: ItemKind
) -> None:
    with pytest.raises(NotEnough):
        made(catalog, matcher, kind, "maths.measurement.convert-area", n=2)
