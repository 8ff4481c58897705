"""Labels of which no example is shown: told by their words, and not shut out by the likeness of others' examples."""

import numpy as np
import pytest

from tutor.diagnosis.labels import voters


def test_a_label_without_an_example_is_taken_for_one_of_the_likelier_ones() -> None:
    """Labels 0 to 3 have an example each, 4 has two, 5 has none."""
    pooled = voters._pool(np.array([0, 1, 2, 3, 4, 4]), 6)
    (found,) = pooled(np.array([[0.1, 0.2, 0.3, 0.9, 0.4, 0.2]]))
    assert found[:5] == pytest.approx([0.1, 0.2, 0.3, 0.9, 5 / 6 * 0.4 + 1 / 6 * 0.3])
    assert found[5] == pytest.approx(np.quantile(found[:5], voters.UNKNOWN))
    assert found[3] > found[5] > found[4]


def test_where_all_have_examples_nothing_changes() -> None:
    pooled = voters._pool(np.array([0, 1]), 2)
    assert pooled(np.array([[0.1, 0.2]])) == pytest.approx(np.array([[0.1, 0.2]]))


def test_with_more_examples_what_they_say_together_counts_and_twins_count_once() -> None:
    """Label 0 is shown by three twins, label 1 by two of different kinds: like one twin is no more 0 than it is like any of them."""
    among = np.array([[1.0, 1, 1, 0, 0], [1, 1, 1, 0, 0], [1, 1, 1, 0, 0], [0, 0, 0, 1, 0], [0, 0, 0, 0, 1]])
    pooled = voters._pool(np.array([0, 0, 0, 1, 1]), 2, among)
    (found,) = pooled(np.array([[0.5, 0.5, 0.5, 0.5, 0.5]]))
    assert found == pytest.approx(
        [0.4 * 0.5 + 0.6 * 0.25 * 3 / (3 + voters.RIDGE), 0.4 * 0.5 + 0.6 * 0.25 * 2 / (1 + voters.RIDGE)]
    )
    assert found[1] > found[0]
