from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from tutor.diagnosis import Matcher
from tutor.diagnosis.labels import Given, Label, Labeller
from tutor.errors import TutorError

LABELS = [
    Label("across", "Adds the tops and adds the bottoms of fractions", "fractions"),
    Label("tops", "Keeps the tops when the bottoms are changed", "fractions"),
    Label("borrow", "Takes the smaller digit from the larger one", "wholes"),
]
ONE_EACH = [
    Given("1/2 + 1/3", "2/5", label="across"),
    Given("2/5 + 1/2", "3/10", label="tops"),
    Given("52 - 37", "25", label="borrow"),
]
RIGHT = [
    (Given("3/4 + 2/5", "5/9"), "across"),
    (Given("1/3 + 3/4", "4/12"), "tops"),
    (Given("71 - 48", "37"), "borrow"),
]


def steps(first: int, count: int) -> list[Given]:
    """Equation steps of two kinds: the term is added again, or the coefficient is multiplied again."""
    found = []
    for a in range(first, first + count):
        found.append(Given(f"x + {a} = 40", f"x + {a} + {a} = 40 + {a}", {"action": "add"}, "not undone"))
        found.append(Given(f"{a}x = 90", f"{a}x * {a} = 90 * {a}", {"action": "multiply"}, "not divided"))
    return found


def test_one_example_a_label_is_enough_for_what_the_catalog_knows(matcher: Matcher) -> None:
    found = Labeller(LABELS, ONE_EACH, matcher).rank([query for query, _ in RIGHT])
    assert [ranked[0][0] for ranked in found] == [label for _, label in RIGHT]


def test_a_label_is_told_by_the_terms_of_its_text_where_no_example_helps(matcher: Matcher) -> None:
    labels = [Label("a", "confuses an axis"), Label("b", "confuses a denominator"), Label("c", "confuses a year")]
    found = Labeller(labels, [Given("Say when", "then", label="c")], matcher).rank([Given("Read the graph", "4")])
    assert dict(found[0])["a"] > 2 * dict(found[0])["b"]


def test_shares_sum_to_one_and_fall(matcher: Matcher) -> None:
    for ranked in Labeller(LABELS, ONE_EACH, matcher).rank([query for query, _ in RIGHT]):
        assert sum(p for _, p in ranked) == pytest.approx(1)
        assert [p for _, p in ranked] == sorted((p for _, p in ranked), reverse=True)
        assert {label for label, _ in ranked} == {"across", "tops", "borrow"}


def test_a_group_ranks_its_own_labels_only(matcher: Matcher) -> None:
    labeller = Labeller(LABELS, ONE_EACH, matcher)
    assert {label for label, _ in labeller.rank([RIGHT[2][0]], group="fractions")[0]} == {"across", "tops"}
    assert labeller.rank([RIGHT[0][0]], group="wholes") == [[("borrow", pytest.approx(1))]]


def test_a_group_without_an_example_is_ranked_by_its_texts(matcher: Matcher) -> None:
    labels = [Label("a", "reads graphs wrongly", "words"), Label("b", "adds fractions wrongly", "words"), *LABELS]
    found = Labeller(labels, ONE_EACH, matcher).rank([Given("Read the graph", "4")], group="words")[0]
    assert [label for label, _ in found] == ["a", "b"]
    assert sum(share for _, share in found) == pytest.approx(1)


def test_many_examples_are_learned_and_the_same_each_time(matcher: Matcher) -> None:
    labels = [Label("not undone", ""), Label("not divided", "")]
    queries = [Given(query.problem, query.response, query.said) for query in steps(20, 4)]
    first, second = (Labeller(labels, steps(2, 8), matcher).rank(queries) for _ in range(2))
    assert first == second
    assert [ranked[0][0] for ranked in first] == ["not undone", "not divided"] * 4
    assert min(ranked[0][1] for ranked in first) > 0.7


def test_a_text_that_only_examples_have_is_left_out(matcher: Matcher) -> None:
    labels = [Label("not undone", ""), Label("not divided", "")]
    said = [Given(one.problem, one.response, {**one.said, "secret": one.label}, one.label) for one in steps(2, 2)]
    plain = Labeller(labels, steps(2, 2), matcher)
    query = Given("3x = 12", "3x * 3 = 12 * 3", {"action": "multiply", "other": "not undone"})
    assert Labeller(labels, said, matcher).rank([query]) == plain.rank([query])
    assert plain.rank([query, RIGHT[0][0]])[0] == plain.rank([query])[0]


def test_only_what_has_words_is_embedded(matcher: Matcher) -> None:
    embedded: list[str] = []

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        embedded.extend(texts)
        return np.array([[1.0, 0.0] if "graph" in text else [0.0, 1.0] for text in texts], dtype=np.float32)

    labels = [Label("graph", "reads graphs"), Label("sum", "adds")]
    shown = [Given("Read the graph.", "4", label="graph"), Given("Add 12 to it.", "12", label="sum")]
    labeller = Labeller(labels, [*shown, Given("2 + 2", "5", label="sum")], matcher, embed=embed)
    assert labeller.rank([Given("Which graph is it?", "9"), Given("3 + 3", "7")])[0][0][0] == "graph"
    assert embedded == ["reads graphs", "adds", "Read the graph.\n0", "Add 00 to it.\n00", "Which graph is it?\n0"]


@pytest.mark.parametrize("count", [1, 12])
def test_labels_without_examples_and_lone_labels_do_no_harm(matcher: Matcher, count: int) -> None:
    lone = [Given(f"{n} + 2", f"{n}2", label="across") for n in range(count)]
    assert Labeller(LABELS[:1], lone, matcher).rank([Given("", "")])[0] == [("across", pytest.approx(1))]
    assert Labeller(LABELS, lone, matcher).rank([Given("5 + 2", "52")])[0][0][0] == "across"


def test_what_cannot_be_learned_is_said(matcher: Matcher) -> None:
    with pytest.raises(TutorError, match="No example has one of the labels"):
        Labeller(LABELS, [Given("1", "2", label="else")], matcher)
    with pytest.raises(TutorError, match="listed twice"):
        Labeller([*LABELS, LABELS[0]], ONE_EACH, matcher)
    with pytest.raises(TutorError, match='no label has the group "x"'):
        Labeller(LABELS, ONE_EACH, matcher).rank([RIGHT[0][0]], group="x")


def test_an_example_given_twice_changes_no_order_and_one_given_to_two_labels_is_shared(matcher: Matcher) -> None:
    queries = [query for query, _ in RIGHT]
    twice = Labeller(LABELS, [*ONE_EACH, ONE_EACH[0]], matcher).rank(queries)
    assert [ranked[0][0] for ranked in twice] == [label for _, label in RIGHT]
    bare = [Label("across", ""), Label("tops", "")]
    both = [Given("1/2 + 1/3", "2/5", label=label.id) for label in bare]
    assert dict(Labeller(bare, both, matcher).rank(queries[:1])[0]) == pytest.approx({"across": 0.5, "tops": 0.5})


def test_a_label_without_text_is_told_by_its_examples_and_never_embedded(matcher: Matcher) -> None:
    embedded: list[str] = []

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        embedded.extend(texts)
        return np.ones((len(texts), 2), dtype=np.float32)

    labels = [Label("graph", ""), Label("sum", " "), Label("none", "adds")]
    shown = [Given("Read the graph.", "4", label="graph"), Given("Add both.", "12", label="sum")]
    assert Labeller(labels, shown, matcher, embed=embed).rank([Given("Read that graph.", "9")])[0][0][0] == "graph"
    assert "adds" in embedded
    assert not {"", " "} & set(embedded)


def test_a_thousand_labels_are_ranked_from_one_example_each(matcher: Matcher) -> None:
    labels = [Label(str(n), "") for n in range(1000)]
    shown = [Given(f"Say {'abcdefghij'[n % 10] * (1 + n // 10)}", "x", label=str(n)) for n in range(1000)]
    ranked = Labeller(labels, shown, matcher).rank([Given(shown[7].problem, "x")])[0]
    assert len(ranked) == 1000
    assert sum(share for _, share in ranked) == pytest.approx(1)
    assert ranked[0][0][-1:] == "7"
