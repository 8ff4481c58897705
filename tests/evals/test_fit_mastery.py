import random
from datetime import UTC, datetime, timedelta

import pytest

from evals.fit_mastery import FEWEST_ANSWERS, Answer, answered, fit, fit_school, fit_skills, foreseen
from evals.foresee import by_learner
from evals.logs import simulated as simulated_log
from tutor.domain import Attempt, Move
from tutor.learner import fold
from tutor.learner.events import AttemptData, MoveData, to_event
from tutor.learner.mastery import DEFAULT, SHIPPED, Fit, Parameters, predict

MONDAY = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
EASY, HARD = (Parameters(prior=p, learn=0.1, slip=0.05, guess=0.2) for p in (0.9, 0.1))


def said(*answers: bool, skill: str = "s") -> list[Answer]:
    return [Answer(skill, right) for right in answers]


def simulated(truth: Parameters, learners: int, length: int, seed: int, skill: str = "s") -> list[list[Answer]]:
    chance = random.Random(seed)
    sequences = []
    for _ in range(learners):
        knows = chance.random() < truth.prior
        answers = []
        for _ in range(length):
            answers.append(Answer(skill, chance.random() < (1 - truth.slip if knows else truth.guess)))
            knows = knows or chance.random() < truth.learn
        sequences.append(answers)
    return sequences


def school(learners: int, seed: int, length: int = 6) -> dict[str, list[Answer]]:
    easy, hard = (simulated(truth, learners, length, seed, name) for truth, name in ((EASY, "easy"), (HARD, "hard")))
    return {f"pupil {place}": [*one, *other] for place, (one, other) in enumerate(zip(easy, hard, strict=True))}


@pytest.mark.parametrize(
    "truth",
    [
        Parameters(prior=0.3, learn=0.2, slip=0.1, guess=0.2),
        Parameters(prior=0.6, learn=0.08, slip=0.05, guess=0.3),
        Parameters(prior=0.1, learn=0.35, slip=0.2, guess=0.1),
    ],
    ids=["ordinary", "easy", "hard"],
)
def test_the_parameters_that_made_the_answers_are_found_again(truth: Parameters) -> None:
    found = fit(simulated(truth, learners=2000, length=8, seed=1))
    assert found.model_dump() == pytest.approx(truth.model_dump(), abs=0.03)


def test_sequences_of_different_lengths_and_empty_ones_are_taken() -> None:
    found = fit([said(True), [], said(False, True, True), said(False, False, True, True, True)])
    assert 0 < found.prior < 1


def test_answers_that_are_all_right_do_not_break_the_bounds() -> None:
    found = fit([said(*[True] * 5)] * 20)
    assert found.prior > 0.9
    assert found.slip == pytest.approx(0.001)
    assert found.guess <= 0.45


def test_single_answers_say_nothing_of_learning_and_none_say_nothing() -> None:
    assert fit([said(True), said(False)]).learn == DEFAULT.learn
    assert fit([[], []]) == DEFAULT


def test_right_answers_with_help_do_not_make_a_skill_look_easy_to_guess() -> None:
    alone, helped = (fit([[Answer("s", True, aided), Answer("s", False)]] * 20) for aided in (False, True))
    assert alone.guess > DEFAULT.guess > helped.guess


def test_few_answers_are_drawn_to_what_holds_of_all_skills_and_many_are_not() -> None:
    prior = [fit_skills(school(learners, seed=2)).skills["easy"].prior for learners in (12, 600)]
    assert fit_skills(school(12, seed=2)).rest.prior < prior[0] < prior[1]
    assert prior[1] == pytest.approx(EASY.prior, abs=0.05)


def test_a_skill_below_the_floor_has_the_parameters_of_all_together() -> None:
    few = {f"other {n}": said(True, False, skill="rare") for n in range(FEWEST_ANSWERS // 2 - 1)}
    alone = {"one": said(*[True] * 100, skill="mine")}
    found = fit_skills(school(20, seed=3) | few | alone)
    assert sorted(found.skills) == ["easy", "hard"]
    assert found.of("rare") == found.of("mine") == found.rest


def test_a_school_with_easy_and_hard_skills_is_foreseen_better_by_its_fit() -> None:
    found = fit_school(school(60, seed=4))
    assert (found.learners, found.answers, found.is_better) == (60, 720, True)
    assert found.loss < found.loss_shipped - 0.03
    assert found.fit.of("easy").prior > 0.7 > 0.4 > found.fit.of("hard").prior


@pytest.mark.parametrize("seed", range(3))
def test_where_there_is_nothing_to_gain_the_fit_is_seldom_called_better(seed: int) -> None:
    one = fit_school({str(n): held for n, held in enumerate(simulated(DEFAULT, 20, 4, seed))})
    assert one.loss_shipped - one.loss < 0.02
    assert not one.is_better


def test_too_few_learners_have_nothing_better_since_each_could_be_read_from_it() -> None:
    few, enough = ({name: said(*[True] * 8) for name in "abcdefghijkl"[:learners]} for learners in (9, 10))
    found = fit_school(few | {"nobody": []})
    assert (found.learners, found.loss < found.loss_shipped - found.error, found.is_better) == (9, True, False)
    assert fit_school(enough).is_better


def test_a_school_without_answers_has_nothing_better() -> None:
    assert not fit_school({}).is_better
    assert fit_school({"ada": []}).fit.of("s") == DEFAULT


def test_what_is_foreseen_from_the_log_is_what_the_state_of_the_learner_says() -> None:
    fitted = Fit(skills={"s": HARD}, forgets=0.3)
    tries = [
        ("0", "s", "right"),
        ("1", "t", "wrong"),
        ("2", "s", "unreadable"),
        ("2", "s", "right"),
        ("3", "s", "right"),
    ]
    happened: list[AttemptData | MoveData] = [
        AttemptData(attempt=Attempt(problem=f"{n} + 1", response="2", skill=skill, verdict=verdict))  # type: ignore[arg-type]
        for n, skill, verdict in tries
    ]
    happened.insert(3, MoveData(move=Move(name="hint", rung=1)))
    events = [to_event(data, id=f"e{n}", learner="ada", at=MONDAY + n * WEEK) for n, data in enumerate(happened)]
    answers = answered(events)
    assert [(one.skill, one.right, one.aided) for one in answers] == [
        ("s", True, False),
        ("t", False, False),
        ("s", True, True),
        ("s", True, False),
    ]
    assert [round(one.day - answers[0].day, 3) for one in answers] == [0, 7, 28, 35]
    state = fold(events, fit=fitted)
    expected = predict(state.mastery["s"].p_known, HARD, strength=state.strength)
    assert foreseen([*answers, answers[-1]], fitted)[-1] == pytest.approx(expected, abs=1e-5)
    assert foreseen(answers, SHIPPED) != foreseen(answers, fitted)


def test_the_fit_of_a_simulated_school_foresees_other_schools_of_the_same_pupils_better() -> None:
    held = by_learner(simulated_log(60, 5))
    found = fit_school(held)
    assert found.is_better
    assert len(found.fit.skills) == 6


@pytest.mark.parametrize(
    ("lost", "forgets"), [(0.5, True), (0.0, False)], ids=["half is lost in a month", "nothing is"]
)
def test_forgetting_is_taken_from_the_log_only_where_it_is_there(lost: float, forgets: bool) -> None:
    chance, held = random.Random(7), {}
    for name, answers in school(80, seed=6, length=4).items():
        gone = [one._replace(right=one.right and chance.random() > lost, day=30.0) for one in answers[3::4]]
        held[name] = [*answers[:3], gone[0], *answers[4:7], gone[1]]
    assert (fit_skills(held).forgets > 0) is forgets
