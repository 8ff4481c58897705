"""The judge of factors, patterns, right triangles and absolute values, on hand-made stems."""

import pytest

from evals.judge_wholes import right


@pytest.mark.parametrize(
    ("stem", "key", "wrong"),
    [
        ("What is the greatest common factor of 12 and 18?", "6", "36"),
        ("Find the least common multiple of 4 and 6.", "12", "24"),
        ("List all the factors of 12.", "1, 2, 3, 4, 6, 12", "2, 3, 4, 6"),
        ("List all the common factors of 12 and 18.", "1, 2, 3, 6", "2, 3"),
        ("What is the next number in the pattern 3, 7, 11, 15?", "19", "30"),
        ("What is the next number in the pattern 2, 6, 18, 54?", "162", "90"),
        ("A right triangle has legs of 6 and 8. What is the length of the hypotenuse?", "10", "14"),
        ("The hypotenuse of a right triangle is 13 and one leg is 5. Find the other leg.", "12", "√194"),
        ("Solve `|x - 2| = 3`.", "x = -1, x = 5", "x = 5"),
        ("Write the equation of the line with slope 2 and y-intercept -3.", "y = 2x - 3", "y = -3x + 2"),
    ],
)
def test_the_right_answer_and_no_other_is_accepted(stem: str, key: str, wrong: str) -> None:
    judge = right(stem)
    assert judge is not None
    assert (judge(key), judge(wrong)) == (True, False)


def test_other_questions_are_left_to_others() -> None:
    assert right("Find the mean of 3, 4 and 5.") is None
