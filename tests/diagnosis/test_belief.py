"""The belief weighs innocence, gathers evidence, and lets go after teaching."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.diagnosis import Matcher
from tutor.diagnosis.belief import USUAL, Belief, believe, family, learn, shape_of, start
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
    right = [seen(matcher, f"1/{bottom} + 1/3", str(Fraction(1, bottom) + Fraction(1, 3))) for bottom in (2, 4, 5, 7)]
    assert [p(believe(right[:count]), KNOWS) > least for count, least in ((1, 0.75), (3, 0.9), (4, 0.93))] == [True] * 3


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
    prior = start([1.0] * count, 3, known, USUAL)
    assert prior.sum() == pytest.approx(1)
    assert prior.min() > 0


def test_what_had_no_chance_to_show_counts_less_with_each_answer(matcher: Matcher) -> None:
    shares = [start([1.0, 1.0], answers, None, USUAL)[2].sum() for answers in (1, 2, 10)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 4 * shares[2]


def pupil(matcher: Matcher, *, holds: bool, slips: bool = False) -> list[Seen]:
    across = [("1/2 + 1/3", "2/5"), ("1/4 + 1/3", "2/7"), ("1/5 + 1/2", "2/7")]
    right = [("1/2 + 1/3", "5/6"), ("1/4 + 1/3", "7/12"), ("1/5 + 1/2", "8/10" if slips else "7/10")]
    return [seen(matcher, problem, response) for problem, response in (across if holds else right)]


def test_a_class_in_which_many_hold_something_makes_the_same_answer_more_suspect(matcher: Matcher) -> None:
    known, holding = ([pupil(matcher, holds=holds)] * 30 for holds in (False, True))
    answer = [seen(matcher, "1/2 + 1/5", "2/7")]
    told = [1 - p(believe(answer, prior=learn(pupils)), ADD) for pupils in (known, known + holding, holding)]
    assert told == sorted(told, reverse=True)
    assert told[0] > 5 * told[2]


def test_a_class_that_slips_often_makes_a_slip_likelier(matcher: Matcher) -> None:
    careful, careless = ([pupil(matcher, holds=False, slips=slips)] * 40 for slips in (False, True))
    answers = [*pupil(matcher, holds=False), seen(matcher, "1/2 + 1/5", "9/10")]
    assert p(believe(answers, prior=learn(careless)), KNOWS) > p(believe(answers, prior=learn(careful)), KNOWS)


def test_a_class_of_nobody_tells_nothing(matcher: Matcher) -> None:
    assert learn([]).mix == pytest.approx(USUAL.mix)
    assert learn([[]]).mix == pytest.approx(USUAL.mix)


def test_few_pupils_of_one_answer_each_hardly_move_the_prior(matcher: Matcher) -> None:
    one = [pupil(matcher, holds=True)[:1]] * 30
    three = [pupil(matcher, holds=True)] * 30
    held = [float(learn(pupils).mix[2].sum()) for pupils in ([], one, three)]
    assert held == sorted(held)
    assert held[1] - held[0] < 0.75 * (held[2] - held[0])


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


def test_two_that_take_turns_are_held_at_once(matcher: Matcher) -> None:
    across = [seen(matcher, "1/2 + 1/3", "2/5"), seen(matcher, "1/4 + 3/5", "4/9")]
    keeping = [seen(matcher, "1/5 + 1/2", "2/10"), seen(matcher, "2/7 + 1/3", "3/21")]
    belief = believe([across[0], keeping[0], across[1], keeping[1]])
    assert belief.pairs[KEEP, ADD] > 0.7
    assert p(belief, KEEP) > belief.pairs[KEEP, ADD]
    assert sum(belief.p) == pytest.approx(1)


def test_no_pair_is_thought_of_where_one_explains_all(matcher: Matcher) -> None:
    across = [seen(matcher, "1/2 + 1/3", "2/5"), seen(matcher, "1/4 + 3/5", "4/9"), seen(matcher, "2/3 + 1/4", "7/7")]
    assert not believe(across).pairs


def test_one_answer_of_another_does_not_outvote_five(matcher: Matcher) -> None:
    across = [seen(matcher, f"1/{bottom} + 1/3", f"2/{bottom + 3}") for bottom in (2, 4, 5, 7, 8)]
    assert p(believe([*across, seen(matcher, "1/5 + 1/2", "2/10")]), ADD) > 0.95


def test_teaching_one_of_two_may_make_the_pair_go(matcher: Matcher) -> None:
    turns = [seen(matcher, "1/2 + 1/3", "2/5"), seen(matcher, "1/5 + 1/2", "2/10")] * 2
    after, taught = (seen(matcher, "1/5 + 1/3", "8/15", taught=move) for move in ("", ADD))
    assert p(believe([*turns, taught]), KNOWS) > p(believe([*turns, after]), KNOWS)


def test_sharing_in_a_ratio_is_not_like_finding_a_rate() -> None:
    rate = Task(kind="ratio", expression="3 : 150 = 1 : _", want="missing")
    shares = [Task(kind="ratio", expression="3 : 5", given=("40",), want=want) for want in ("share", "larger share")]
    assert shape_of(shares[0]) == shape_of(shares[1]) != shape_of(rate)


def test_another_unit_is_not_like_another_form() -> None:
    minutes, grams = (
        Task(kind="convert", expression=text, want=unit, form=f"unit:{unit}")
        for text, unit in (("3 h", "min"), ("2 kg", "g"))
    )
    decimal = Task(kind="convert", expression="3", want="decimal", form="decimal")
    assert shape_of(minutes)[0] == shape_of(grams)[0] != shape_of(decimal)[0]
