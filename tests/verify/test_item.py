"""Faults planted in a sound item are all caught, each by its own check."""

from typing import Any

import pytest

from tutor.domain import Item, Option, Receipt, Task
from tutor.verify import check_item
from tutor.verify.item import leaks

RECEIPT = Receipt(
    source="item model maths.fractions.add-unlike/add-unlike-2",
    seed=1,
    parameters={"n": "1", "d": "2"},
    routes=("answer rule: n / d + m / e = 5/6", "finished stem alone, read and solved: 5/6"),
    measures={"band": 2},
    standards=("5.NF.A.1",),
    content_hash="0f",
    licence="CC BY 4.0",
)
SOUND = Item(
    id="maths.fractions.add-unlike/add-unlike-2/7f3a91c04d",
    skill="maths.fractions.add-unlike",
    stem="Work out `1/2 + 1/3`.",
    task=Task(kind="evaluate", expression="1/2 + 1/3"),
    problem="1/2 + 1/3",
    key="5/6",
    options=(
        Option(text="2/5", misconception="maths.fractions.add-across"),
        Option(text="5/6"),
        Option(text="1/6", misconception="maths.fractions.multiply-for-add"),
    ),
    hints=("Are the parts of the same size?", "Write both with the bottom 6.", "Then add the tops of `1/2 + 1/3`."),
    solution=("Cut both into one size.", "`1/2 + 1/3 = 3/6 + 2/6 = 5/6`"),
    receipt=RECEIPT,
)


def failed(**changes: Any) -> dict[str, str]:
    """Return what is found in the sound item with some parts changed: check -> outcome, those that pass left out."""
    found = check_item(SOUND.model_copy(update=changes), school_grade=5)
    return {finding.check: finding.outcome for finding in found if finding.outcome != "pass"}


def test_a_sound_item_passes_every_check() -> None:
    findings = check_item(SOUND, school_grade=5)
    assert [finding.check for finding in findings] == [
        "key", "key_form", "options", "stem", "stem_numbers", "stem_key", "hints", "solution", "level", "receipt",
    ]  # fmt: skip
    assert failed() == {}
    assert all(finding.where == SOUND.id and not finding.cure for finding in findings)


def test_a_wrong_key_is_caught() -> None:
    assert failed(key="2/5", options=())["key"] == "fail"
    assert failed(key="7/6", options=())["key"] == "fail"


def test_a_task_that_does_not_fit_the_stem_is_caught() -> None:
    assert failed(stem="Work out `1/2 - 1/3`.")["key"] == "fail"
    assert failed(task=Task(kind="evaluate", expression="1/2 + 1/4"))["key"] == "fail"


def test_a_key_that_is_no_mathematics_is_caught() -> None:
    assert failed(key="C", options=())["key"] == "fail"


def test_a_key_in_another_form_than_is_asked_for_is_caught() -> None:
    assert failed(key="10/12", form="simplest", options=())["key_form"] == "fail"
    assert failed(form="mixed") == {}
    assert failed(form="decimal")["key_form"] == "fail"


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(("5/6", "10/12"), id="a second right option"),
        pytest.param(("2/5", "1/6"), id="no key"),
        pytest.param(("5/6", "5/6", "1/6"), id="the key twice"),
        pytest.param(("5/6",), id="nothing to choose from"),
        pytest.param(("5/6", "2/5", "4/10"), id="two of the same worth"),
        pytest.param(("5/6", "all of the above"), id="words"),
    ],
)
def test_options_that_do_not_single_out_the_key_are_caught(options: tuple[str, ...]) -> None:
    made = tuple(Option(text=text, misconception="" if text == "5/6" else "maths.x") for text in options)
    assert failed(options=made) == {"options": "fail"}


def test_an_option_without_a_misconception_is_caught() -> None:
    assert failed(options=(Option(text="5/6"), Option(text="2/5"))) == {"options": "fail"}


def test_only_a_sign_may_complete_the_options_without_a_misconception() -> None:
    compare = Task(kind="compare", expression="0.4 _ 0.35", given=("0.4", "0.35"))
    signs = (Option(text=">"), Option(text="<", misconception="maths.x"), Option(text="="))
    changes = {"stem": "Put <, > or = in the gap: `0.4 _ 0.35`", "task": compare, "hints": (), "solution": ()}
    assert failed(key=">", options=signs, **changes) == {}
    assert failed(key=">", options=(*signs, Option(text="0.4")), **changes) == {"options": "fail"}


@pytest.mark.parametrize(
    "stem",
    [
        pytest.param("Work out `1/2 + 1/3`. Use {method}.", id="a parameter that was not filled"),
        pytest.param("Work out `1/2 + 1/3.", id="an open backtick"),
        pytest.param("Work out  `1/2 + 1/3`.", id="two spaces"),
        pytest.param("You have 1 apples. Work out `1/2 + 1/3`.", id="one apples"),
        pytest.param("Work out `1/2 + + / 1/3`.", id="mathematics that cannot be read"),
        pytest.param("", id="no stem"),
    ],
)
def test_a_stem_that_does_not_read_is_caught(stem: str) -> None:
    assert failed(stem=stem)["stem"] == "fail"


@pytest.mark.parametrize(
    "stem", ["There is 1 class less. `1/2 + 1/3`", "Round to 1. Guess `1/2 + 1/3`", "Add 11 apples: `1/2 + 1/3`"]
)
def test_one_of_a_thing_may_be_said(stem: str) -> None:
    assert "stem" not in failed(stem=stem)


def test_a_number_that_the_stem_does_not_say_is_caught() -> None:
    assert "stem_numbers" in failed(stem="Work out a half and `1/3`.")


def test_a_stem_that_tells_the_answer_is_caught() -> None:
    assert "stem_key" in failed(stem="The answer is near `10/12`. What is `1/2 + 1/3` in all?")


@pytest.mark.parametrize(
    "leak", ["It is 5/6.", "Think of `10/12`.", "You get `3/6 + 2/6`.", "Is `1/2 + 1/3 = 5/6` so?"]
)
def test_a_hint_that_leaks_is_caught(leak: str) -> None:
    assert failed(hints=("Look.", "Look again.", leak)) == {"hints": "fail"}


def test_a_hint_with_a_hole_is_caught() -> None:
    assert failed(hints=("Look at {problem}.",)) == {"hints": "fail"}


def test_a_hint_may_repeat_the_problem_and_its_parts() -> None:
    assert not leaks("What is the bottom of `1/3` in `1/2 + 1/3`?", "5/6", SOUND.task)
    compare = Task(kind="compare", expression="0.4 _ 0.35", given=("0.4", "0.35"))
    assert not leaks("Compare `0.4` and `0.35` place by place with < or >.", ">", compare)
    assert leaks("So `0.4 > 0.35`.", ">", compare)


def test_a_false_line_in_the_solution_is_caught() -> None:
    assert failed(solution=("`1/2 + 1/3 = 2/6 + 2/6 = 5/6`",)) == {"solution": "fail"}


def test_a_stem_far_above_the_grade_is_caught() -> None:
    hard = (
        "Notwithstanding considerable administrative complications, an extraordinarily conscientious "
        "superintendent subsequently accumulated miscellaneous quantities: determine the accumulated total `1/2 + 1/3`."
    )
    assert failed(stem=hard)["level"] == "fail"


@pytest.mark.parametrize("part", ["source", "routes", "standards", "content_hash", "licence", "parameters", "measures"])
def test_a_receipt_with_a_gap_is_caught(part: str) -> None:
    empty: Any = {} if part in ("parameters", "measures") else () if part in ("routes", "standards") else ""
    assert failed(receipt=RECEIPT.model_copy(update={part: empty})) == {"receipt": "fail"}


def test_what_cannot_be_checked_is_not_a_pass() -> None:
    assert failed(task=Task(kind="explain"), stem="Why?", key="because", options=())["key"] == "unchecked"
