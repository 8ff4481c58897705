"""Questions about chances are read where their cases or chances stand in them; which chance is asked for counts."""

import pytest

from tutor.maths import find
from tutor.maths.tasks import answer_text

BAG = "A bag holds 3 red and 5 blue marbles. A marble is taken without looking. What is the probability that it is"


@pytest.mark.parametrize(
    ("problem", "key"),
    [
        (f"{BAG} red?", "3/8"),
        (f"{BAG} blue?", "5/8"),
        ("A box has 2 red, 5 blue and 3 green pens. A pen is taken. What is the probability that it is red?", "1/5"),
        ("A spinner has 8 equal parts. 3 of them are green. What is the chance that it stops on green?", "3/8"),
        ("The probability of rain is 0.3. What is the probability that it does not rain?", "0.7"),
        ("The probability of a six is 1/6. The probability of heads is 1/2. What is the probability of both?", "1/12"),
    ],
)
def test_a_chance_is_read(problem: str, key: str) -> None:
    task = find(problem).task
    assert task is not None
    assert (task.want, answer_text(task)) == ("chance", key)


def test_two_chances_are_compared() -> None:
    bags = "Mia has a bag with 1 red and 2 blue marbles. Omar has a bag with 6 red and 4 blue marbles."
    task = find(f"{bags} Compare Mia's chance of red with Omar's.").task
    assert task is not None
    assert task.expression == "1 ÷ (1 + 2) _ 6 ÷ (6 + 4)"


@pytest.mark.parametrize("problem", ["A bag holds 3 red and 5 blue marbles.", f"{BAG} green or 2 others?"])
def test_what_asks_for_no_chance_that_is_told_is_none(problem: str) -> None:
    assert find(problem).task is None
