import random

import pytest

from evals.fit_mastery import fit
from tutor.learner.mastery import DEFAULT, Parameters


def simulated(truth: Parameters, learners: int, length: int, seed: int) -> list[list[bool]]:
    chance = random.Random(seed)
    sequences = []
    for _ in range(learners):
        knows = chance.random() < truth.prior
        answers = []
        for _ in range(length):
            answers.append(chance.random() < (1 - truth.slip if knows else truth.guess))
            knows = knows or chance.random() < truth.learn
        sequences.append(answers)
    return sequences


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
    found = fit([[True], [], [False, True, True], [False, False, True, True, True]])
    assert 0 < found.prior < 1


def test_answers_that_are_all_right_do_not_break_the_bounds() -> None:
    found = fit([[True] * 5] * 20)
    assert found.prior > 0.9
    assert found.slip == pytest.approx(0.001)
    assert found.guess <= 0.45


def test_single_answers_say_nothing_of_learning() -> None:
    assert fit([[True], [False]]).learn == DEFAULT.learn


def test_no_answers_are_said_so() -> None:
    with pytest.raises(ValueError, match="no answers to fit to"):
        fit([[], []])
