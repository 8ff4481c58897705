from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tutor.domain import Mastery
from tutor.learner.mastery import (
    DEFAULT,
    SHIPPED,
    Fit,
    Parameters,
    begin,
    is_learnt,
    is_mastered,
    predict,
    strengthened,
    update,
)

NIGHT_AFTER = datetime(2026, 1, 6, 9, 0, tzinfo=UTC)
PLAIN = Parameters(prior=0.4, learn=0.15, slip=0.1, guess=0.2)

probabilities = st.floats(0.0, 1.0)
parameters = st.builds(
    Parameters,
    prior=st.floats(0.01, 0.99),
    learn=st.floats(0.0, 0.9),
    slip=st.floats(0.01, 0.49),
    guess=st.floats(0.01, 0.49),
)


def test_a_right_answer_is_worked_by_hand() -> None:
    # 0.4 * 0.9 / (0.4 * 0.9 + 0.6 * 0.2) = 0.75; 0.75 + 0.25 * 0.15 = 0.7875
    assert update(0.4, True, PLAIN) == pytest.approx(0.7875)


def test_a_wrong_answer_is_worked_by_hand() -> None:
    # 0.4 * 0.1 / (0.4 * 0.1 + 0.6 * 0.8) = 1/13; 1/13 + 12/13 * 0.15 = 2.8/13
    assert update(0.4, False, PLAIN) == pytest.approx(2.8 / 13)


def test_a_right_answer_with_help_tells_less() -> None:
    # 0.4 * 0.9 / (0.4 * 0.9 + 0.6 * 0.5) = 6/11; 6/11 + 5/11 * 0.15 = 6.75/11
    assert update(0.4, True, PLAIN, aided=True) == pytest.approx(6.75 / 11)


def test_three_right_answers_are_enough_to_go_on_and_one_wrong_one_takes_it_back() -> None:
    p = DEFAULT.prior
    trace = []
    for right in (True, True, True, False, True):
        p = update(p, right)
        trace.append(round(p, 4))
    # 0.48 * 0.87 / (0.48 * 0.87 + 0.52 * 0.27) = 0.7484; 0.7484 + 0.2516 * 0.12 = 0.7786
    assert trace == [0.7786, 0.9286, 0.9795, 0.9075, 0.973]


def test_the_next_answer_is_predicted_from_knowing_and_from_guessing() -> None:
    assert predict(0.0) == pytest.approx(0.27)
    assert predict(0.5) == pytest.approx(0.57)
    assert predict(1.0) == pytest.approx(0.87)


def test_a_strong_learner_is_expected_to_know_more_and_to_answer_better() -> None:
    # the odds of 0.48 times e, and those of 0.57 times the root of e
    assert begin(1.0) == pytest.approx(0.7151, abs=1e-4)
    assert predict(0.5, strength=1.0) == pytest.approx(0.6861, abs=1e-4)
    assert begin(0.0) == pytest.approx(DEFAULT.prior)


def test_strength_moves_by_what_was_not_foreseen() -> None:
    assert strengthened(0.3, True, 0.75) == pytest.approx(0.35)
    assert strengthened(0.3, False, 0.75) == pytest.approx(0.15)


@given(probabilities, st.booleans(), parameters, st.booleans())
def test_a_belief_stays_a_probability(p: float, right: bool, parameters: Parameters, aided: bool) -> None:
    assert 0.0 <= update(p, right, parameters, aided=aided) <= 1.0


@given(probabilities, parameters)
def test_right_answers_never_speak_against_knowing(p: float, parameters: Parameters) -> None:
    assert update(p, False, parameters) <= update(p, True, parameters) + 1e-12
    assert update(p, True, parameters) >= p - 1e-12


@pytest.mark.parametrize("field", ["prior", "learn", "slip", "guess"])
def test_parameters_outside_their_range_are_refused(field: str) -> None:
    numbers = PLAIN.model_dump() | {field: 1.0}
    with pytest.raises(ValidationError, match=field):
        Parameters(**numbers)


@pytest.mark.parametrize(
    ("mastery", "learnt", "mastered"),
    [
        (None, False, False),
        (Mastery(p_known=0.94, checked_at=NIGHT_AFTER), False, False),
        (Mastery(p_known=0.95), True, False),
        (Mastery(p_known=0.95, checked_at=NIGHT_AFTER), True, True),
    ],
    ids=["never tried", "checked but doubtful", "sure but not checked", "both"],
)
def test_mastery_needs_certainty_and_a_delayed_check(mastery: Mastery | None, learnt: bool, mastered: bool) -> None:
    assert (is_learnt(mastery), is_mastered(mastery)) == (learnt, mastered)


def test_what_was_known_fades_by_the_fit_and_what_ships_forgets_nothing() -> None:
    # (1 + 42 / 14) ** -0.5 = 1/2
    assert Fit(forgets=0.5).remembered(0.8, 42) == pytest.approx(0.4)
    assert Fit(forgets=0.5).remembered(0.8, -1) == 0.8
    assert SHIPPED.remembered(0.8, 1000) == 0.8


def test_a_fit_has_parameters_of_its_skills_and_one_set_for_the_rest() -> None:
    fit = Fit(rest=DEFAULT, skills={"add": PLAIN})
    assert (fit.of("add"), fit.of("subtract")) == (PLAIN, DEFAULT)
