"""Right triangles, distances, missing sides, missing values of a mean and absolute values, as pupils ask for them."""

import pytest

from tutor.domain import Task
from tutor.errors import CannotCheck
from tutor.maths import find, grade
from tutor.maths.tasks import answer_text

ASKED = {
    "a right triangle has legs 3 and 4. what is the hypotenuse?": "5",
    "find the hypotenuse of a right triangle with legs 6 cm and 8 cm": "10",
    "Use the pythagorean theorem to find the hypotenuse of a right triangle with legs 7 and 24": "25",
    "right triangle legs 2 and 3. find the hypotenuse to the nearest tenth": "3.6",
    "a right triangle has legs 4 and 7. Find the hypotenuse. Round to the nearest tenth.": "8.1",
    "The hypotenuse of a right triangle is 10 and one leg is 6. Find the other leg.": "8",
    "a right triangle has a hypotenuse of 13 and one leg of 5. find the other leg": "12",
    "find the length of the missing leg if the hypotenuse is 17 and the other leg is 8": "15",
    "a ladder 10 m long leans against a wall, its foot 6 m from the wall. how high does it reach?": "8",
    "what is the distance between (2, 3) and (2, 8)?": "5",
    "distance from (-3, 4) to (5, 4)": "8",
    "how far apart are (1,2) and (4,6)?": "5",
    "what is the distance between -3 and 5 on a number line?": "8",
    "a shirt costs $60. it is reduced by 20%. what is the new price?": "$48",
    "A price of 80 rises by 10%. What is the new price?": "88",
    "on a map 1 cm stands for 5 km. how far is 4 cm?": "20",
    "write the equation of the line with slope 2 and y-intercept -3": "y = 2x - 3",
    "A line has slope 3 and y-intercept 4. Write its equation.": "y = 3x + 4",
    "how steep is y = 4x - 1": "4",
    "A square has an area of 49 cm2. What is the length of its side?": "7",
    "if a square's area is 36 whats the side": "6",
    "A square has a perimeter of 36 cm. How long is each side?": "9 cm",
    "A rectangle has an area of 24 cm² and a width of 4 cm. What is its length?": "6 cm",
    "A rectangle has a perimeter of 40 m and a length of 12 m. What is its width?": "8 m",
    "y = 2x+1, find y when x = -3": "-5",
    "if x = 3 what is y in y = 2x + 1": "7",
    "y = 2x+1, find x when y = 9": "x = 4",
    "The mean of 4, 6 and x is 7. Find x.": "x = 11",
    "mean of 2, 4, _ is 5": "9",
    "The average of four numbers is 8. Three of them are 5, 7 and 9. What is the fourth?": "11",
    "The mean of 4 numbers is 8. Three of them are 5, 7 and 9. What is the fourth number?": "11",
    "the mean of 5 numbers is 10. what is their sum?": "50",
}


@pytest.mark.parametrize(("message", "expected"), ASKED.items(), ids=ASKED)
def test_lengths_lines_and_changes_are_read_and_worked_out(message, expected):
    assert answer_text(find(message).task) == expected


SOLVED = {
    "|x| = 5": "x = -5, x = 5", "|x - 2| = 3": "x = -1, x = 5", "2|x| + 1 = 11": "x = -5, x = 5", "|2x + 1| = 4": "x = -5/2, x = 3/2",
    "3 - |x| = 1": "x = -2, x = 2", "|x| = 0": "x = 0", "|x| = -3": "no solution", "|x| < 4": "-4 < x < 4", "|x| > -2": "all numbers",
}  # fmt: skip


@pytest.mark.parametrize(("equation", "expected"), SOLVED.items(), ids=SOLVED)
def test_an_absolute_value_is_solved_for_both_signs(equation, expected):
    assert answer_text(find(f"solve {equation}").task) == expected


@pytest.mark.parametrize("equation", ["|x| = x", "|x| + |x - 1| = 3"])
def test_an_equation_beyond_one_pair_of_bars_is_not_solved(equation):
    with pytest.raises(CannotCheck):
        answer_text(Task(kind="solve", expression=equation, want="x"))


@pytest.mark.parametrize(
    ("response", "verdict"),
    [("5 or -5", "right"), ("x = ±5", "right"), ("-5, 5", "right"), ("5", "wrong"), ("x = 5", "wrong")],
)
def test_both_solutions_are_needed(response, verdict):
    task = find("solve |x| = 5").task
    assert grade(answer_text(task), response, task=task).verdict == verdict


def test_sides_of_a_triangle_are_not_taken_for_its_angles():
    assert find("A triangle has sides of 50 and 60. Find the third side.").task is None
    assert answer_text(find("Two angles of a triangle are 50 and 60. Find the third.").task) == "70"
