"""The belief weighs innocence, gathers evidence, and lets go after teaching."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.diagnosis import Matcher
from tutor.diagnosis.belief import Belief, Prior, believe, family, start
from tutor.diagnosis.likelihood import Seen
from tutor.diagnosis.literal import key
from tutor.diagnosis.predict import right_answer
from tutor.domain import KNOWS, OTHER, Task
from tutor.maths.read import read

ADD, KEEP = "maths.fractions.add-across", "maths.fractions.keep-tops"


def seen(matcher: Matcher, problem: str, response: str, *, kind: str = "evaluate", taught: str = "") -> Seen:
    task = Task(kind=kind, expression=problem)  # type: ignore[arg-type]
    node, right = read(response), right_answer(task)
    assert right is not None
    return Seen(task, key(node), node, key(node) == key(right), matcher.predictions(task), taught=taught)


def p(belief: Belief, state: str) -> float:
    return belief.p[belief.states.index(state)]


def test_one_answer_that_only_one_malrule_reaches_is_enough(matcher: Matcher) -> None:
    assert p(believe([seen(matcher, "1/2 + 1/3", "2/5")]), ADD) > 0.9


def test_an_answer_that_many_procedures_reach_accuses_nobody(matcher: Matcher) -> None:
    belief = believe([seen(matcher, "1/3 + 1/6", "1/3")])
    assert max(p(belief, ADD), p(belief, KEEP)) < 0.7


def test_right_answers_speak_for_knowing(matcher: Matcher) -> None:
    right = [seen(matcher, f"1/{bottom} + 1/3", str(Fraction(1, bottom) + Fraction(1, 3))) for bottom in (2, 4, 5)]
    assert [p(believe(right[:count]), KNOWS) > least for count, least in ((1, 0.7), (2, 0.9), (3, 0.93))] == [True] * 3


def test_the_belief_sharpens_with_evidence_and_survives_a_slip(matcher: Matcher) -> None:
    attempts = [
        seen(matcher, "0.06 _ 0.8", "0.06 > 0.8", kind="compare"),
        seen(matcher, "0.7 _ 0.02", "0.7 < 0.02", kind="compare"),
    ]
    attempts += [seen(matcher, "0.3 _ 0.125", "0.3 < 0.125", kind="compare")] * 2
    slip = seen(matcher, "0.7 _ 0.654", "0.7 > 0.654", kind="compare")
    rising = [p(believe(attempts[:count]), "maths.decimals.longer-is-larger") for count in (1, 2, 4)]
    assert rising == sorted(rising)
    assert p(believe([*attempts, slip]), "maths.decimals.longer-is-larger") > 0.6


def test_wrong_answers_that_nothing_explains_are_something_else(matcher: Matcher) -> None:
    wild = [seen(matcher, "1/2 + 1/3", "17/4"), seen(matcher, "1/4 + 3/5", "29/5"), seen(matcher, "3/5 + 1/2", "41/9")]
    assert p(believe(wild), OTHER) > 0.9


def test_one_slip_among_right_answers_accuses_nobody(matcher: Matcher) -> None:
    right = [seen(matcher, f"1/{bottom} + 1/3", str(Fraction(1, bottom) + Fraction(1, 3))) for bottom in (2, 4, 5, 7)]
    assert p(believe([*right, seen(matcher, "1/2 + 1/5", "2/7")]), KNOWS) > 0.5


def test_attempts_of_another_family_say_nothing(matcher: Matcher) -> None:
    other = seen(matcher, "342 - 168", "226")
    alone = seen(matcher, "1/2 + 1/3", "2/5")
    assert believe([other, alone]).p == believe([alone]).p
    assert family([other, alone]) == ((ADD, KEEP), (1,))


def test_a_task_of_the_same_shape_to_which_no_malrule_applies_speaks_of_knowing(matcher: Matcher) -> None:
    plain = seen(matcher, "78 - 35", "43")
    assert family([plain, seen(matcher, "342 - 168", "174")])[1] == (0, 1)


def test_after_teaching_a_misconception_may_be_gone(matcher: Matcher) -> None:
    held = [seen(matcher, "1/2 + 1/3", "2/5"), seen(matcher, "1/4 + 1/3", "2/7")]
    after = seen(matcher, "1/5 + 1/3", "8/15")
    taught = seen(matcher, "1/5 + 1/3", "8/15", taught=ADD)
    assert p(believe([*held, taught]), KNOWS) > p(believe([*held, after]), KNOWS) + 0.2


def test_mastery_is_the_prior_of_knowing(matcher: Matcher) -> None:
    attempt = seen(matcher, "1/2 + 1/3", "2/5")
    assert p(believe([attempt], p_knows=0.95), ADD) < p(believe([attempt], p_knows=0.2), ADD)


@pytest.mark.parametrize("count", [0, 1, 5, 40])
@pytest.mark.parametrize("known", [None, 0.0, 0.3, 1.0])
def test_the_prior_sums_to_one_and_excludes_nothing(count: int, known: float | None) -> None:
    prior = start([1.0] * count, known, Prior())
    assert sum(prior) == pytest.approx(1)
    assert min(prior) > 0


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(1, 9), st.integers(2, 9), st.fractions(0, 9, max_denominator=30)), min_size=1, max_size=6
    )
)
def test_a_belief_always_sums_to_one(matcher: Matcher, attempts: list[tuple[int, int, Fraction]]) -> None:
    belief = believe([seen(matcher, f"{top}/{bottom} + 1/3", str(answer)) for top, bottom, answer in attempts])
    assert sum(belief.p) == pytest.approx(1)
    assert min(belief.p) >= 0
