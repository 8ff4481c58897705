"""Examples and contrasts of the content run as checks, and look-alikes are told."""

from tutor.catalog.schema import Catalog, Contrast, Example
from tutor.diagnosis import Matcher
from tutor.diagnosis.examples import check_examples, overlaps
from tutor.domain import Item, Receipt, Task

ADD = "maths.fractions.add-across"


def changed(catalog: Catalog, **fields: object) -> Catalog:
    held = catalog.misconceptions[ADD].model_copy(update=fields)
    return catalog.model_copy(update={"misconceptions": {**catalog.misconceptions, ADD: held}})


def faults(catalog: Catalog) -> list[str]:
    return [finding.what for finding in check_examples(catalog, Matcher(catalog))]


def test_sound_content_has_no_faults(catalog: Catalog) -> None:
    assert faults(catalog) == []


def test_a_wrong_answer_that_the_malrule_does_not_yield_is_told(catalog: Catalog) -> None:
    example = Example(problem="1/2 + 1/3", right="5/6", wrong="3/5")
    assert faults(changed(catalog, examples=(example,))) == ["'1/2 + 1/3' gives 2/5, not '3/5'"]


def test_a_right_answer_that_is_not_right_is_told(catalog: Catalog) -> None:
    example = Example(problem="1/2 + 1/3", right="4/6", wrong="2/5")
    assert faults(changed(catalog, examples=(example,))) == ["the right answer of '1/2 + 1/3' is another, not '4/6'"]


def test_a_problem_without_a_task_is_told(catalog: Catalog) -> None:
    example = Example(problem="Tell me about Rome", right="1", wrong="2")
    assert faults(changed(catalog, examples=(example,))) == ["no task is found in 'Tell me about Rome'"]


def test_a_contrast_that_comes_out_right_or_does_not_apply_is_told(catalog: Catalog) -> None:
    away = Contrast(problem="7 - 5", because="It cannot be.")
    assert faults(changed(catalog, contrast=away)) == ["no malrule applies to '7 - 5'"]


def item(problem: str) -> Item:
    task = Task(kind="evaluate", expression=problem)
    return Item(id=problem, skill="s", stem=problem, task=task, problem=problem, key="", receipt=Receipt(source="test"))


def test_misconceptions_that_agree_on_most_items_are_told_unless_they_are_known_to_be_confusable(
    catalog: Catalog,
) -> None:
    twin = catalog.misconceptions[ADD].model_copy(update={"id": "maths.fractions.twin"})
    items = [item(f"1/{bottom} + 1/3") for bottom in (2, 4, 5)]
    both = catalog.model_copy(update={"misconceptions": {**catalog.misconceptions, twin.id: twin}})
    assert [finding.where for finding in overlaps(both, Matcher(both), items)] == [f"{ADD} and {twin.id}"]
    known = changed(both, confusable=(twin.id,))
    assert list(overlaps(known, Matcher(known), items)) == []
