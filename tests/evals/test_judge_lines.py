"""The judge of lines, rules and powers of ten knows right from wrong by itself."""

import pytest

from evals.judge_lines import right

JUDGED = [
    ("Write the equation of the line through `(1, 3)` and `(3, 7)`.", "y = 2x + 1", "y = 2x + 3"),
    ("A line has slope 3 and goes through `(2, 5)`. Write its equation.", "y = 3x - 1", "y = 3x + 5"),
    ("Find the nth term of 5, 8, 11, 14.", "3n + 2", "n + 3"),
    ("What is the 10th term of the sequence 4, 7, 10, 13?", "31", "34"),
    ("Write 45000 in scientific notation.", "4.5 × 10^4", "45 × 10^3"),
    ("Fill in the blank with <, > or =: `9 × 10^4 _ 3 × 10^5`", "<", ">"),
]


@pytest.mark.parametrize(("stem", "key", "wrong"), JUDGED)
def test_the_key_is_right_and_the_usual_error_is_not(stem: str, key: str, wrong: str) -> None:
    judge = right(stem)
    assert judge is not None
    assert judge(key)
    assert not judge(wrong)


def test_what_it_does_not_know_is_left_to_others() -> None:
    assert right("Find the slope of the line through `(1, 3)` and `(3, 7)`.") is None
