import random
from collections.abc import Sequence

from evals.labels import by_group, drawn, nearest, of_group, scored
from tutor.diagnosis.labels import Given, Label

LABELS = [Label("a", "", "one"), Label("b", "", "one"), Label("c", "", "two")]
SHOWN, ASKED = ([Given(f"{text} {label.id}", "", label=label.id) for label in LABELS] for text in ("first", "second"))


def test_a_drawn_split_shows_one_example_of_each_label_and_asks_the_other() -> None:
    splits = drawn([(SHOWN, ASKED)], seed=3)
    for shown, asked in splits:
        assert [one.label for one in shown] == [one.label for one in asked] == ["a", "b", "c"]
        assert all(one != other for one, other in zip(shown, asked, strict=True))
    assert len({tuple(one.problem for one in shown) for shown, _ in splits}) > 1
    assert splits == drawn([(SHOWN, ASKED)], seed=3)


def test_a_group_is_asked_alone_and_a_group_without_queries_left_out() -> None:
    parts = list(by_group(LABELS, [(SHOWN, ASKED[:2])]))
    assert [(group, len(shown), [one.label for one in asked]) for (shown, asked), group in parts] == [
        ("one", 3, ["a", "b"])
    ]
    assert [one.label for one in of_group(LABELS, SHOWN, "two")] == ["c"]
    assert of_group(LABELS, SHOWN, "") == SHOWN


def test_no_way_sees_the_label_it_is_asked_for() -> None:
    def way(
        labels: Sequence[Label], shown: Sequence[Given], asked: Sequence[Given], group: str
    ) -> list[tuple[str, float]]:
        assert not any(one.label for one in asked)
        return [("a", 0.5)] * len(asked)

    right, shares = scored(LABELS, [((SHOWN, ASKED), "")], way)
    assert (right, shares) == ([True, False, False], [0.5] * 3)


def test_the_nearest_example_gives_its_label() -> None:
    draw = random.Random(1)
    likeness = [[draw.random() / 2 for _ in SHOWN] for _ in range(2)]
    likeness[0][2] = likeness[1][1] = 1.0
    assert [label for label, _ in nearest(likeness, SHOWN)] == ["c", "b"]
