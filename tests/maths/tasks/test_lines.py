"""Lines, patterns, places and equations about things, as pupils ask for them."""

import pytest

from tutor.maths import find
from tutor.maths.tasks import answer_text

ASKED = {
    "Write the equation of the line through (1, 3) and (3, 7)": "y = 2x + 1",
    "A line passes through (-1, 3) and (3, -5). What is its equation?": "y = -2x + 1",
    "Write the equation of the line with slope 3 through (2, 5)": "y = 3x - 1",
    "A line has gradient 1/2 and goes through (4, 1). Find its equation.": "y = 1/2x - 1",
    "Find the nth term of 5, 8, 11, 14": "3n + 2",
    "The pattern goes 3, 5, 7, 9. What is the rule for the nth term?": "2n + 1",
    "What is the 10th term of 4, 7, 10, 13?": "31",
    "Find the 20th term of the sequence 10, 7, 4, 1": "-47",
    "There are six times as many students as professors. Write an equation with S and P.": "S = 6P",
    "Write an equation: there are 4 times as many dogs (d) as cats (c).": "d = 4c",
    "A taxi costs 3 dollars plus 2 dollars per mile. Write an equation for the cost C of m miles.": "C = 2m + 3",
    "A taxi charges $3 plus $2 per mile. What does 5 miles cost?": "13",
    "What are the coordinates of the point 3 right and 2 up from the origin?": "(3, 2)",
    "A point is 4 left and 1 up. Coordinates?": "(-4, 1)",
    "The temperature was -4 degrees and it rose 7 degrees. What is the temperature now?": "3",
    "The temperature was 3°C. It fell by 8 degrees. What is it now?": "-5",
    "What is the difference between -3 and 5?": "8",
    "Which is larger, 3 × 10^5 or 9 × 10^4?": "3 × 10^5",
    "-8 __ -3 (< or >)": "<",
    "What is ∛64?": "4",
    "x: 1, 2, 3; y: 5, 8, 11. What is the rule?": "y = 3x + 2",
    "Write the equation for the table. x: 0, 1, 2, 3 y: 4, 6, 8, 10": "y = 2x + 4",
    "Is 5 a solution of x > 5?": "=",
    "Is 3 a solution of 2x + 1 = 9?": "<",
    "Does the point (2, 7) lie on the line y = 2x + 3?": "=",
    "Tickets cost $5 each plus a $2 booking fee. Write an expression for the cost of n tickets.": "5n + 2",
    "y = 2x + 3. What is the slope?": "2",
    "A line has the equation y = 4 - 3x. What is its gradient?": "-3",
    "Given y = 2x + 3, find the y-intercept of the line.": "3",
    "Where does y = 2x + 6 cross the x-axis?": "-3",
    "The graph of y = 2x + 6. At what point does the line cross the y-axis?": "6",
    "Start at (2, 3). Move 3 units right and 2 units up. Where are you?": "(5, 5)",
    "A submarine is at -120 m. It rises 45 m. Where is it now?": "-75",
}
NOT_SURE = [
    "Find the nth term of 1, 4, 9, 16",
    "What is the 10th term of 1, 2, 4, 8?",
    "Find the 5th term of 3, 7",
    "x: 1, 2, 3; y: 1, 4, 9. What is the rule?",
    "Find the equation of the line parallel to the line through (1, 3) and (3, 7)",
    "What is the equation of a line perpendicular to a line with slope 3 through (2, 5)?",
    "Points (1, 2) and (3, 4) are on a circle. What is the equation of the circle?",
    "The temperature was 20 degrees and fell 2 degrees every hour. How many hours until it froze?",
    "The temperature was 5 degrees and rose 3 degrees. How much did it change?",
    "y = 2x + 3. What is the slope and the y-intercept?",
    "y = 2x + 3. What is the slope of a line perpendicular to it?",
    "Pens cost $2 each and pencils $1 each. Write an expression for n pens.",
]


@pytest.mark.parametrize(("asked", "right"), ASKED.items())
def test_lines_patterns_and_equations_about_things_are_read(asked: str, right: str) -> None:
    task = find(asked).task or find(f"{asked} =").task
    assert task is not None
    assert answer_text(task) == right


@pytest.mark.parametrize("asked", NOT_SURE)
def test_what_asks_something_else_is_left_unread(asked: str) -> None:
    assert find(asked).task is None
