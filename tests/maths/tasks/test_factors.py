"""Common factors and multiples, factors, and numbers that go on in one step, as pupils ask for them."""

import pytest

from tutor.domain import Task
from tutor.errors import CannotCheck
from tutor.maths import find, grade
from tutor.maths.tasks import answer_text

ASKED = {
    "What is the greatest common factor of 12 and 18?": ("gcf", "6"),
    "find the HCF of 8 and 20": ("gcf", "4"),
    "GCF(12,18)": ("gcf", "6"),
    "greatest common factor (gcf) of 16 and 40": ("gcf", "8"),
    "gcf of 12, 18 and 30": ("gcf", "6"),
    "what is the biggest number that goes into both 12 and 18": ("gcf", "6"),
    "the largest number that divides both 24 and 36 evenly": ("gcf", "12"),
    "Find the least common multiple of 4 and 6.": ("lcm", "12"),
    "lowest common multiple of 3, 4 and 6": ("lcm", "12"),
    "LCM(4, 6)": ("lcm", "12"),
    "smallest number divisible by both 4 and 6": ("lcm", "12"),
    "List all the factors of 12": ("factors", "1, 2, 3, 4, 6, 12"),
    "what are the common factors of 12 and 18": ("factors", "1, 2, 3, 6"),
    "which numbers go into 10 evenly": ("factors", "1, 2, 5, 10"),
    "What is the next number in the pattern 3, 7, 11, 15, __?": ("next", "19"),
    "what is the next number: 3, 6, 9, 12": ("next", "15"),
    "The pattern is 4, 8, 12, 16. What number comes next?": ("next", "20"),
    "what comes next: 2, 4, 8, 16, ...": ("next", "32"),
    "80, 40, 20, 10 what comes next": ("next", "5"),
    "continue the pattern 1.5, 2, 2.5": ("next", "3"),
    "3, 7, 11, __": ("next", "15"),
    "next number 3, 6, 12, 24, ?": ("next", "48"),
    "what is the missing number 5, 10, 15, _": ("next", "20"),
    "100, 90, 80, ___ i got 60": ("next", "70"),
}


@pytest.mark.parametrize(("message", "expected"), ASKED.items(), ids=ASKED)
def test_factors_multiples_and_patterns_are_read_and_worked_out(message, expected):
    task = find(message).task
    assert (task.want, answer_text(task)) == expected


def test_what_a_pupil_got_is_kept_apart_from_the_numbers():
    assert find("lcm of 4 and 10 i got 40").claim == "40"
    assert find("gcf of 12 and 18 is 36").claim == "36"
    assert find("factors of 12: i got 2, 3, 4 and 6").claim == "2 , 3 , 4 and 6"


@pytest.mark.parametrize("given", [("1.5", "2"), ("0", "4"), ("-6", "4"), ("100000", "4")])
def test_only_whole_numbers_above_zero_have_factors_here(given):
    with pytest.raises(CannotCheck):
        answer_text(Task(kind="divisibility", given=given, want="gcf"))


@pytest.mark.parametrize("given", [("1", "2", "4"), ("1", "4", "9", "16"), ("2", "4"), ("0", "0", "1", "3")])
def test_a_sequence_that_may_go_on_in_several_ways_has_no_one_next_number(given):
    with pytest.raises(CannotCheck):
        answer_text(Task(kind="sequence", given=given, want="next"))


def test_factors_may_be_listed_in_any_order_and_all_are_needed():
    task = find("List all the factors of 12").task
    assert [grade("1, 2, 3, 4, 6, 12", text, task=task).verdict for text in ("12, 6, 4, 3, 2 and 1", "1 12 2 6 3 4", "2, 3, 4, 6")] == [
        "right", "right", "wrong",
    ]  # fmt: skip


def test_factors_may_be_given_as_pairs_that_are_multiplied():
    task = find("List all the factors of 12").task
    answers = ("1 × 12, 2 × 6, 3 × 4", "1 and 12, 2 and 6, 3 and 4", "{1, 2, 3, 4, 6, 12}", "1 × 12, 3 × 4", "12")
    verdicts = [grade("1, 2, 3, 4, 6, 12", text, task=task).verdict for text in answers]
    assert verdicts == ["right", "right", "right", "wrong", "wrong"]
