"""Factors, multiples, primes and estimates as pupils mix them up."""

import pytest

from tutor.diagnosis.procedures import PROCEDURES
from tutor.maths.show import show
from tutor.maths.tasks import answer, find


@pytest.mark.parametrize(
    ("name", "problem", "wrong"),
    [
        ("factors.without_ends", "List all the factors of 12", "2, 3, 4, 6"),
        ("factors.without_ends", "List all the factors of 7", None),
        ("factors.small_ones", "List all the factors of 12", "1, 2, 3"),
        ("factors.multiples_3", "List all the factors of 12", "12, 24, 36"),
        ("factors.of_the_step", "Write the first five multiples of 4", "1, 2, 4"),
        ("factors.odd_is_prime", "Is 9 a prime number?", "yes"),
        ("factors.odd_is_prime", "Is 1 a prime number?", None),
        ("factors.one_is_prime", "Is 1 a prime number?", "yes"),
        ("factors.the_other_way", "Is 24 a factor of 8?", "yes"),
        ("factors.the_other_way", "Is 5 a factor of 8?", None),
        ("whole.exact", "Estimate 48 x 21 by rounding to the nearest ten", "1008"),
        ("whole.exact_then_rounded", "Estimate 48 x 21 by rounding to the nearest ten", "1010"),
        ("factors.from_the_second", "Write the first three multiples of 6", "12, 18, 24"),
    ],
)
def test_a_list_is_made_as_the_belief_has_it(name: str, problem: str, wrong: str | None) -> None:
    task = find(problem).task
    assert task is not None
    made = PROCEDURES[name](answer(task), task)
    assert (None if made is None else show(made)) == wrong
