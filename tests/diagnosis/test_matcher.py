"""A task tries only the malrules that may apply to it, and every fault of the content is told at once."""

import pytest

from tutor.catalog.schema import Catalog, Malrule
from tutor.diagnosis import Matcher, predict
from tutor.diagnosis import matcher as matcher_room
from tutor.domain import Task
from tutor.errors import ContentError
from tutor.maths.show import show

TASKS = [
    "1/2 + 1/3",
    "2 * (1/2 + 1/4)",
    "342 - 168",
    "2 + 3 * 4",
    "-9 + 4",
    "3 + (-8)",
    "(1 + 1)/3 + 1/4",
    "12 / 4",
    "3",
]


@pytest.mark.parametrize("text", TASKS)
def test_the_index_finds_what_trying_every_malrule_finds(catalog: Catalog, matcher: Matcher, text: str) -> None:
    task = Task(kind="evaluate", expression=text)
    tried = {id: [made.key for made in predict(held, task)] for id, held in catalog.misconceptions.items()}
    found = {id: [made.key for made in many] for id, many in matcher.predictions(task).items()}
    assert found == {id: keys for id, keys in tried.items() if keys}


def test_predictions_are_remembered_for_a_task(matcher: Matcher) -> None:
    task = Task(kind="evaluate", expression="1/7 + 2/9")
    assert matcher.predictions(task) is matcher.predictions(task)


def test_correct_methods_of_the_catalog_are_known(matcher: Matcher) -> None:
    found = matcher.workings(Task(kind="evaluate", expression="1/2 + 1/3"))
    assert [show(made.node) for made in found["maths.fractions.common-denominator"]] == ["5/6"]


def test_a_task_that_cannot_be_read_has_no_predictions(matcher: Matcher) -> None:
    assert matcher.predictions(Task(kind="evaluate", expression="1 + + (")) == {}


def test_all_malrules_written_wrongly_are_told_at_once(catalog: Catalog) -> None:
    broken = {
        id: held.model_copy(
            update={"malrules": (Malrule.model_validate({"task": "evaluate", "when": "a +", "then": "a"}),)}
        )
        for id, held in list(catalog.misconceptions.items())[:2]
    }
    with pytest.raises(ContentError) as caught:
        Matcher(catalog.model_copy(update={"misconceptions": broken}))
    assert len(caught.value.faults) == 2


def test_a_misconception_that_is_not_published_is_left_out(catalog: Catalog) -> None:
    drafts = {id: held.model_copy(update={"status": "draft"}) for id, held in catalog.misconceptions.items()}
    drafted = Matcher(catalog.model_copy(update={"misconceptions": drafts}))
    assert drafted.predictions(Task(kind="evaluate", expression="1/2 + 1/3")) == {}


@pytest.mark.parametrize(
    ("where", "text", "tries"),
    [
        ("numeral(a) and places(a) > 0", "0.5 + 2", True),
        ("numeral(a) and places(a) > 0", "3 + 2", False),
        ("numeral(a) and numeral(b)", "1/2 + 1/3", False),
        ("numeral(a) and numeral(b)", "(1/2 + 1/2) + 2", True),
        ("a < 0 and b > 0", "-3 + 2", True),
        ("a < 0 and b > 0", "3 + 2", False),
        ("a < 0 or b < 0", "3 + 2", True),
    ],
)
def test_a_malrule_is_not_tried_on_numbers_that_its_guard_rules_out(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch, where: str, text: str, tries: bool
) -> None:
    rule = Malrule.model_validate({"task": "evaluate", "when": "a + b", "then": "a", "where": where})
    held = catalog.misconceptions["maths.fractions.add-across"].model_copy(update={"malrules": (rule,)})
    tried: list[int] = []
    monkeypatch.setattr(matcher_room, "predicted", lambda rules, setting: tried.append(len(rules)) or [])
    made = Matcher(catalog.model_copy(update={"misconceptions": {held.id: held}}))
    made.predictions(Task(kind="evaluate", expression=text))
    assert bool(tried) is tries


def test_only_malrules_of_a_fitting_shape_are_tried(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []
    monkeypatch.setattr(matcher_room, "predicted", lambda rules, setting: tried.append(len(rules)) or [])
    Matcher(catalog).predictions(Task(kind="evaluate", expression="2 + 3 * 4"))
    assert sum(tried) == 1 < len(catalog.misconceptions)
