"""The next question tells the rivals apart, and lets no live misconception pass for knowing."""

import pytest

from tutor.diagnosis import Case, Matcher, foresee
from tutor.diagnosis.belief import Belief
from tutor.diagnosis.likelihood import Seen
from tutor.diagnosis.probe import information, probe, settles
from tutor.domain import KNOWS, OTHER, Attempt, Hypothesis, Task

ADD, KEEP = "maths.fractions.add-across", "maths.fractions.keep-tops"
RIVALS = (
    Hypothesis(id=ADD, p=0.4),
    Hypothesis(id=KEEP, p=0.4),
    Hypothesis(id="correct", p=0.1),
    Hypothesis(id="other", p=0.1),
)


def task(problem: str, kind: str = "evaluate") -> Task:
    return Task(kind=kind, expression=problem)  # type: ignore[arg-type]


def test_the_item_on_which_the_rivals_differ_is_chosen(matcher: Matcher) -> None:
    like = task("1/5 + 2/5")
    unlike = task("1/2 + 1/3")
    chosen = probe(RIVALS, [like, unlike], matcher)
    assert chosen is unlike


def test_an_item_that_a_live_misconception_gets_right_is_never_chosen(matcher: Matcher) -> None:
    longer = (Hypothesis(id="maths.decimals.longer-is-larger", p=0.5), Hypothesis(id="correct", p=0.5))
    right = task("0.5 _ 0.625", "compare")
    wrong = task("0.5 _ 0.125", "compare")
    assert probe(longer, [right], matcher) is None
    assert probe(longer, [right, wrong], matcher) is wrong


def test_an_item_to_which_no_live_misconception_applies_tells_nothing(matcher: Matcher) -> None:
    assert probe(RIVALS, [task("342 - 168")], matcher) is None


def test_information_is_bounded_by_what_is_not_yet_known(matcher: Matcher) -> None:
    asked = task("1/2 + 1/3")
    sure = (Hypothesis(id=ADD, p=0.999), Hypothesis(id="correct", p=0.001))
    assert information(sure, asked, matcher) < 0.02
    assert 0.5 < information(RIVALS, asked, matcher) < 2


@pytest.mark.parametrize("live", [(), (Hypothesis(id="correct", p=1.0),)])
def test_without_a_suspicion_there_is_nothing_to_ask(matcher: Matcher, live: tuple[Hypothesis, ...]) -> None:
    assert probe(live, [task("1/2 + 1/3")], matcher) is None


def test_once_nothing_is_live_what_had_no_chance_to_show_is_asked_about(matcher: Matcher) -> None:
    nearly_sure = (Hypothesis(id="correct", p=0.97), Hypothesis(id=ADD, p=0.01), Hypothesis(id="other", p=0.02))
    assert information(nearly_sure, task("342 - 168"), matcher) == 0
    unlike, like = task("1/2 + 1/3"), task("1/5 + 2/5")
    assert information(nearly_sure, unlike, matcher) > information(nearly_sure, like, matcher) > 0


def test_an_item_that_hardly_tells_anything_is_not_asked(matcher: Matcher) -> None:
    sure = (Hypothesis(id=ADD, p=0.99), Hypothesis(id="correct", p=0.01))
    unlike = task("1/2 + 1/3")
    assert 0 < information(sure, unlike, matcher) < 0.1
    assert probe(sure, [unlike], matcher) is None


def test_of_two_items_that_tell_much_the_one_that_settles_it_is_asked(matcher: Matcher) -> None:
    unlike, like = task("1/2 + 1/3"), task("1/5 + 2/7")

    def settled_by_like(seen: Seen) -> Belief:
        return Belief((KNOWS, OTHER, ADD), (0.0, 0.05, 0.95) if seen.task == like else (0.1, 0.2, 0.7), (), ())

    assert settles(RIVALS, like, matcher, settled_by_like) == 0.5
    assert settles(RIVALS, unlike, matcher, settled_by_like) == 0
    assert probe(RIVALS, [unlike, like], matcher, settled_by_like) is like


def test_what_would_be_believed_after_one_more_attempt_counts_the_earlier_ones(matcher: Matcher) -> None:
    asked = task("1/2 + 1/3")
    made = matcher.predictions(asked)[ADD][0]
    seen = Seen(asked, made.key, made.node, False, matcher.predictions(asked))
    fresh, again = (
        foresee(Case("", "", history=history), matcher)(seen).chance(ADD)
        for history in ((), (Attempt(problem="1/4 + 2/3", response="3/7"),))
    )
    assert again > fresh > 0.5
