import numpy as np
import pytest

from tutor.diagnosis.labels.voters import Given, Label, by_likeness, by_threes, by_trees, by_weights

LABELS = [Label("a", "large"), Label("b", "small"), Label("c", "never shown")]
SHOWN = [
    Given(f"{n} + 1", str(n), label=label, seen={kind: 1.0})
    for n in range(3, 9)
    for label, kind in (("a", "too large"), ("b", "too small"))
]


@pytest.mark.parametrize("make", [by_likeness, by_weights, by_trees, by_threes])
def test_each_voter_follows_the_features(make: type) -> None:
    table = make(LABELS, SHOWN)(
        [Given("9 + 1", "9", seen={"too large": 1.0}), Given("9 + 1", "9", seen={"too small": 1.0})]
    )
    assert table.shape == (2, 3)
    assert table.argmax(axis=1).tolist() == [0, 1]
    assert np.allclose(table.sum(axis=1), 1)


@pytest.mark.parametrize("make", [by_likeness, by_weights, by_trees, by_threes])
def test_no_voter_minds_responses_without_anything_in_them(make: type) -> None:
    empty = [Given("", "", label=label, seen={"nothing": 1.0}) for label in ("a", "b")]
    assert np.isfinite(make(LABELS, empty)([Given("", "")])).all()


def test_more_alike_counts_more() -> None:
    both = {"seen": {"nothing": 1.0}}
    vote = by_likeness(
        LABELS[:2], [Given("1/2 + 1/3", "2/5", label="a", **both), Given("how tall", "h cm", label="b", **both)]
    )
    near, far = vote([Given("1/4 + 1/3", "2/7"), Given("how tall is it", "h cm")])[:, 0]
    assert near > 0.9 > 0.1 > far
