"""Drawing fillings: balanced, seeded, no two alike."""

from collections import Counter
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.generation.test_mould import skill, table
from tutor.catalog.schema import Catalog
from tutor.domain import Task
from tutor.errors import TutorError
from tutor.generation.draw import draw, fingerprint, shuffled
from tutor.generation.mould import choose, mould


def task(expression: str) -> Task:
    return Task(kind="evaluate", expression=expression)


@pytest.mark.parametrize(
    ("one", "other"), [("3 + 4", "4 + 3"), ("2 × 3 + 1/2", "1/2 + 3 × 2"), ("1/2 + 1/3 + 1", "1 + 1/3 + 1/2")]
)
def test_the_same_sum_in_another_order_is_the_same(one: str, other: str) -> None:
    assert fingerprint(task(one)) == fingerprint(task(other))


@pytest.mark.parametrize(
    ("one", "other"), [("3 - 4", "4 - 3"), ("1/2 + 1/3", "1/3 + 2/1"), ("2^3", "3^2"), ("3 + 4", "3 × 4")]
)
def test_other_numbers_or_operations_are_not_the_same(one: str, other: str) -> None:
    assert fingerprint(task(one)) != fingerprint(task(other))


def test_a_comparison_turned_round_is_the_same() -> None:
    one, other = (Task(kind="compare", expression=text) for text in ("0.4 _ 0.35", "0.35 _ 0.4"))
    assert fingerprint(one) == fingerprint(other)


def test_bands_and_item_models_take_turns(catalog: Catalog) -> None:
    casts = list(islice(draw(choose(catalog, skill="maths.fractions.compare"), seed=3), 24))
    bands = Counter(cast.mould.table.band for cast in casts)
    assert set(bands.values()) == {8}
    assert {cast.mould.table.band for cast in casts[:3]} == {1, 2, 3}


def test_a_space_is_drawn_to_its_end_without_a_double() -> None:
    sums = table(parameters={"a": "1..4", "b": "1..4"}, where=())
    casts = list(draw([mould(skill(), sums)], seed=1))
    assert len(casts) == 10
    assert {frozenset(cast.values.values()) for cast in casts} == {
        frozenset((one, other)) for one in range(1, 5) for other in range(1, 5)
    }


def test_two_item_models_do_not_set_the_same_task() -> None:
    small = table(parameters={"a": "1..3", "b": "5..6"}, where=())
    wide = table(id="sum-2", band=2, parameters={"a": "1..4", "b": "5..6"}, where=())
    casts = list(draw([mould(skill(), small), mould(skill(), wide)], seed=1))
    assert len(casts) == 8


def test_constraints_without_a_solution_name_the_item_model() -> None:
    hopeless = mould(skill(), table(where=("a > 5",)))
    with pytest.raises(TutorError, match=r"Skill maths\.sums, item sum-1: no values"):
        next(draw([hopeless], seed=1))


def test_a_mould_on_which_nothing_fits_ends_early() -> None:
    many = table(
        task=Task(kind="evaluate", expression="{a} + {b}"), parameters={"a": "1..9999", "b": "1..9999"}, where=()
    )
    asked: list[int] = []
    assert list(draw([mould(skill(), many)], 1, lambda cast: bool(asked.append(1)))) == []
    assert len(asked) == 300


def test_of_the_next_few_the_one_of_most_worth_comes_first_and_the_rest_is_not_lost() -> None:
    sums = table(parameters={"a": "1..4", "b": "1..4"}, where=())
    plain, chosen = (
        [cast.task.expression for cast in draw([mould(skill(), sums)], seed=1, worth=worth)]
        for worth in (None, lambda cast: cast.values["a"] + cast.values["b"])
    )
    total = {text: sum(map(int, text.split(" + "))) for text in plain}
    assert sorted(plain) == sorted(chosen)
    assert total[chosen[0]] == max(total[text] for text in plain[:6]) > total[plain[0]]


@given(st.integers(1, 400), st.integers(0, 2**64 - 1))
def test_every_number_is_drawn_exactly_once(size: int, seed: int) -> None:
    assert sorted(shuffled(size, seed)) == list(range(size))


def test_another_seed_gives_another_order() -> None:
    first, second = list(shuffled(100, 1)), list(shuffled(100, 2))
    assert first != second
    assert first == list(shuffled(100, 1))


def test_neighbours_are_not_drawn_in_a_row() -> None:
    drawn = list(shuffled(1000, 7))
    assert sum(abs(one - other) < 10 for one, other in pairwise(drawn)) < 60
