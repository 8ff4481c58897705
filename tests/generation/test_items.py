"""Items as they are released: true keys, meaningful options, complete receipts, and clear refusals."""

from collections import Counter
from itertools import islice

import pytest

from evals.judge import is_right
from tests.generation.test_mould import skill, table
from tutor.catalog.schema import Catalog
from tutor.diagnosis import Matcher, predict
from tutor.domain import Item
from tutor.errors import NotFound, TutorError
from tutor.generation import iterate_items, make_items
from tutor.generation.items import Kind
from tutor.maths import grade, read, same, show
from tutor.maths.tasks.solve import WHETHER
from tutor.verify import check_item

NO_ITEM_ASKS = {
    *WHETHER,
    "scaled area",
    "scaled volume",
    "inverse",
    "groups needed",
    "full groups",
    "left over",
    "two steps",
}
"""What is read in stories and yes-or-no questions, and diagnosed there."""


@pytest.fixture(scope="module")
def items(catalog: Catalog, matcher: Matcher) -> list[Item]:
    """Eight items of every skill."""
    return [item for id in catalog.skills for item in make_items(catalog, matcher, skill=id, n=8, seed=11)]


def test_every_key_is_what_an_independent_judge_finds_in_the_stem(items: list[Item]) -> None:
    wrong = {item.id: (item.stem, item.key) for item in items if not is_right(item)}
    assert wrong == {}


def test_every_item_model_of_the_catalog_gives_items(catalog: Catalog, matcher: Matcher) -> None:
    for id, made in catalog.skills.items():
        seen = {item.receipt.source for item in make_items(catalog, matcher, skill=id, n=3 * len(made.items), seed=5)}
        assert seen == {f"item model {id}/{each.id}" for each in made.items}


def test_every_receipt_is_complete_and_every_check_passed(items: list[Item], catalog: Catalog) -> None:
    for item in items:
        receipt = item.receipt
        assert {finding.outcome for finding in receipt.checks} == {"pass"}
        assert len(receipt.checks) == 10
        assert receipt.standards == catalog.skills[item.skill].standards
        assert (receipt.seed, receipt.licence, receipt.content_hash) == (11, "CC BY 4.0", catalog.hash)
        assert receipt.parameters
        assert receipt.routes[0].startswith("answer rule")
        assert receipt.routes[1].startswith(("finished stem alone", "finished task"))


def test_the_finding_can_be_repeated_by_anybody(items: list[Item]) -> None:
    assert all(check_item(item, school_grade=None) for item in items[:20])


def test_options_hold_the_key_once_and_name_what_yields_the_others(items: list[Item], catalog: Catalog) -> None:
    offered = [item for item in items if item.options]
    assert len(offered) > 30
    for item in offered:
        signs = {"<", ">", "="} if item.key in "<>=" else {item.key}
        assert item.key in [option.text for option in item.options if not option.misconception]
        assert {option.text for option in item.options if not option.misconception} <= signs
        for option in item.options:
            if option.misconception:
                yielded = predict(catalog.misconceptions[option.misconception], item.task)
                assert option.text in [show(each.node) for each in yielded] or option.text in "<>="
                assert grade(item.key, option.text, task=item.task, form=item.form).verdict == "wrong"


def test_a_comparison_offers_every_sign(items: list[Item]) -> None:
    comparisons = [item for item in items if item.options and item.key in "<>="]
    assert len(comparisons) > 10
    assert all(sorted(option.text for option in item.options) == ["<", "=", ">"] for item in comparisons)


def test_the_key_stands_at_every_place(catalog: Catalog, matcher: Matcher) -> None:
    made = make_items(catalog, matcher, skill="maths.whole-numbers.add", n=60, kind="choice")
    places = Counter(
        next(place for place, option in enumerate(item.options) if not option.misconception)
        for item in made
        if len(item.options) == 4
    )
    assert set(places) == {0, 1, 2, 3}


def test_hints_and_stems_never_hold_the_key(items: list[Item]) -> None:
    assert sum(len(item.hints) == 3 for item in items) > 0.9 * len(items)
    told = [(item, hint) for item in items for hint in item.hints if item.key != item.problem]
    assert [item.id for item, hint in told if f"`{item.key}`" in hint] == []


def test_solutions_end_in_the_key(items: list[Item]) -> None:
    for item in items:
        last = item.solution[-1].strip("`")
        if item.task.kind in ("evaluate", "convert"):
            end = read(last.rpartition("=")[2])
            assert same(end, read(item.key))


def test_ids_are_unique_and_skills_are_known(items: list[Item], catalog: Catalog) -> None:
    assert len({item.id for item in items}) == len(items)
    assert all(item.id.startswith(f"{item.skill}/") for item in items)


def test_the_difficulty_follows_the_band(items: list[Item]) -> None:
    for item in items:
        middle = {1: 0.25, 2: 0.5, 3: 0.75}[int(item.receipt.measures["band"])]
        assert abs(item.difficulty - middle) <= 0.121


def test_the_same_seed_gives_the_same_items(catalog: Catalog, matcher: Matcher) -> None:
    one, again, other = (make_items(catalog, matcher, standard="4.NF", n=12, seed=seed) for seed in (8, 8, 9))
    assert one == again
    assert {item.id for item in one} != {item.id for item in other}


def test_a_set_has_no_doubles(catalog: Catalog, matcher: Matcher) -> None:
    made = make_items(catalog, matcher, skill="maths.fractions.add-unlike", n=150, seed=2)
    assert len({item.stem for item in made}) == 150
    assert len({frozenset(item.problem.split(" + ")) for item in made}) == 150


def test_items_for_a_misconception_show_it(catalog: Catalog, matcher: Matcher) -> None:
    id = "maths.fractions.add-across"
    for item in make_items(catalog, matcher, misconception=id, n=20, seed=3):
        wrong = [option.text for option in item.options if option.misconception == id]
        assert wrong
        assert not any(same(read(text), read(item.key)) for text in wrong)


def test_every_misconception_with_malrules_can_be_drawn_out(catalog: Catalog, matcher: Matcher) -> None:
    for id, belief in catalog.misconceptions.items():
        if any(one.want not in NO_ITEM_ASKS for one in belief.malrules):
            assert len(make_items(catalog, matcher, misconception=id, n=2, seed=1)) == 2


def test_choice_can_be_asked_for_and_falls_back_to_typed_entry(catalog: Catalog, matcher: Matcher) -> None:
    made = make_items(catalog, matcher, skill="maths.fractions.add-unlike", n=9, kind="choice")
    assert all(len(item.options) > 1 for item in made)
    assert all(
        not item.options for item in make_items(catalog, matcher, skill="maths.fractions.compare", n=4, kind="number")
    )


def test_absolute_values_are_read_in_the_stem(catalog: Catalog, matcher: Matcher) -> None:
    made = make_items(catalog, matcher, skill="maths.integers.absolute-value", n=8)
    assert all(item.receipt.routes[1].startswith("finished stem alone") for item in made)


def test_too_many_are_refused_early_with_how_many_there_are(catalog: Catalog, matcher: Matcher) -> None:
    powers = catalog.skills["maths.order-of-operations.powers"].model_copy(
        update={"items": catalog.skills["maths.order-of-operations.powers"].items[:1]}
    )
    small = catalog.model_copy(update={"skills": {powers.id: powers}})
    with pytest.raises(
        TutorError, match=r"^10 different items are possible for maths\.order-of-operations\.powers, not 11"
    ):
        iterate_items(small, matcher, skill=powers.id, n=11)
    assert len(make_items(small, matcher, skill=powers.id, n=10)) == 10


@pytest.mark.parametrize("n", [0, -3, 1_000_000])
def test_a_senseless_number_is_refused_at_once(catalog: Catalog, matcher: Matcher, n: int) -> None:
    with pytest.raises(TutorError, match="Ask for 1 to 100000"):
        iterate_items(catalog, matcher, n=n)


def test_an_unknown_skill_is_refused_at_once(catalog: Catalog, matcher: Matcher) -> None:
    with pytest.raises(NotFound):
        iterate_items(catalog, matcher, skill="maths.fractions.ad-unlike")


def test_a_wrong_answer_rule_never_leaves_the_house(catalog: Catalog, matcher: Matcher) -> None:
    bad = skill(table(parameters={"a": "2..9", "b": "20..90"}, where=(), answer="a + b + 1"))
    house = catalog.model_copy(update={"skills": {bad.id: bad}})
    with pytest.raises(TutorError, match=r"item sum-1: none of 50 items .* answer rule gives .* finished stem alone"):
        make_items(house, matcher, skill=bad.id, n=5)


def test_a_task_that_says_something_else_than_the_stem_never_leaves_the_house(
    catalog: Catalog, matcher: Matcher
) -> None:
    bad = skill(table(stem="Work out `{a} - {b}`.", parameters={"a": "2..9", "b": "20..90"}, where=(), answer="a - b"))
    house = catalog.model_copy(update={"skills": {bad.id: bad}})
    with pytest.raises(TutorError, match="the task comes to"):
        make_items(house, matcher, skill=bad.id, n=5)


def test_a_few_bad_fillings_are_passed_over(catalog: Catalog, matcher: Matcher) -> None:
    story = table(
        stem="{a} apples are left of {b} apples. How many are gone?",
        task={"kind": "evaluate", "expression": "{b} - {a}"},
        parameters={"a": "1..5", "b": "20..40"},
        where=(),
        answer="b - a",
    )
    house = catalog.model_copy(update={"skills": {"maths.sums": skill(story)}})
    made = make_items(house, matcher, skill="maths.sums", n=40)
    assert len(made) == 40
    assert not any(item.stem.startswith("1 apples") for item in made)


def test_a_stream_starts_without_making_all(catalog: Catalog, matcher: Matcher) -> None:
    stream = iterate_items(catalog, matcher, standard="5", n=3_000, seed=4)
    assert len(list(islice(stream, 3))) == 3


@pytest.mark.slow
def test_three_thousand_items_have_no_wrong_key(catalog: Catalog, matcher: Matcher) -> None:
    assert [item.id for item in iterate_items(catalog, matcher, n=3_000, seed=6) if not is_right(item)] == []


@pytest.mark.parametrize("kind", ["", "mixed", "error"])
def test_a_row_of_items_goes_on_after_the_last_that_was_made(catalog: Catalog, matcher: Matcher, kind: Kind) -> None:
    skill = "maths.fractions.add-unlike"
    whole = make_items(catalog, matcher, skill=skill, n=9, seed=4, kind=kind)
    rest = make_items(catalog, matcher, skill=skill, n=9, seed=4, kind=kind, done=5, after=whole[4].id)
    assert [item.id for item in rest] == [item.id for item in whole[5:]]
    assert make_items(catalog, matcher, skill=skill, n=9, seed=4, kind=kind, done=9, after=whole[8].id) == []
