"""The choice of renderings: near the target, and blind to what is held out."""

import numpy as np
import pytest

from tutor.catalog.topics import Rendering
from tutor.generation.reading import Shelf
from tutor.generation.reading.fit import Target, _sums, grade_of
from tutor.generation.reading.fit import fit as choose
from tutor.verify.level import COUNTED, estimate, measures


def units(shelf: Shelf) -> list[Rendering]:
    return list(shelf.topics["science.honeybees"].facts[:8])


@pytest.mark.parametrize(("grade", "ways"), [(2, {0, 1}), (6, {0, 1, 2}), (10, {1, 2})])
def test_no_rendering_is_far_from_the_wanted_grade(shelf: Shelf, grade: int, ways: set[int]) -> None:
    assert set(choose(units(shelf), Target(grade, 0)).choice) <= ways


def test_the_plainest_choice_is_taken_for_a_grade_below_all(shelf: Shelf) -> None:
    assert set(choose(units(shelf), Target(0, 0)).choice) == {0}
    assert grade_of(units(shelf), 0) < grade_of(units(shelf), 1) < grade_of(units(shelf), 2)


def test_two_changes_at_a_time_are_never_worse_than_one(shelf: Shelf) -> None:
    for grade in (3, 5, 7, 9):
        target = Target(grade, 160)
        assert choose(units(shelf), target).cost <= choose(units(shelf), target, is_quick=True).cost


def test_letters_which_the_held_out_measures_count_change_nothing(shelf: Shelf) -> None:
    sums = np.sum([_sums(one.middle) for one in units(shelf)], axis=0)
    other = sums.copy()
    other[COUNTED.index("letters")] += 500
    assert estimate(other) == estimate(sums)
    assert measures(other)["flesch_kincaid"] == measures(sums)["flesch_kincaid"]
