"""The auditor of replies: what is false, what gives an answer away, and what is neither."""

import pytest

from evals.checkers import false_equations, leaks


@pytest.mark.parametrize(
    "line",
    ["Note that `2/3 + 1/6 = 1/2`.", "3 plus 4 is 8", "`1/2` is bigger than `3/4`.", "6 × 7 = 48", "3 × 4 = 12 and 12 + 1 = 14",
     "Five sixths equals one half.", "10% × 50 = 10", "½ + ¼ = ⅔", "12 cm × 5 cm = 50 cm^2", "3 wholes are `3 * 5 = 16` fifths."],
)  # fmt: skip
def test_a_false_relation_is_seen(line: str) -> None:
    assert false_equations(line)


@pytest.mark.parametrize(
    "line",
    ["half of 6 is 3", "2x + 3 = 7", "The top of `1/2` is 1", "1 1/2 + 1/2 = 2", "½ + ¼ = ¾", "1/2 ÷ 1/4 = 2", "5 - -3 = 8",
     "1,000 + 1 = 1,001", "By that rule `1/2 + 1/2` would be `2/4`, so 1 = 1/2.", "0.5 > 0.25", "x = 5 - 3",
     "Twice 15 is the same as `15 + 15`.", "3 wholes are `3 * 5 = 15` fifths.", "So `√36 = 6`.", "Fill the gap: `_ - 8 = 5`."],
)  # fmt: skip
def test_what_is_true_supposed_or_no_statement_is_left_alone(line: str) -> None:
    assert false_equations(line) == []


def test_a_text_of_ours_may_be_repeated() -> None:
    assert false_equations("Is `1/2 + 1/3 = 2/5` true?", "1/2 + 1/3 = 2/5") == []


@pytest.mark.parametrize(
    "line",
    ["The answer is `5/6`.", "You have five sixths.", "The top is 5 and the bottom is 6.", "Work out `3/6 + 2/6`.", "Try ⅚.",
     "`10/12` it is.", r"\frac{5}{6}", "Could it be **5 / 6**?"],
)  # fmt: skip
def test_an_answer_in_any_form_is_seen(line: str) -> None:
    assert leaks(line, "5/6", "1/2 + 1/3")


def test_a_small_number_counts_only_as_a_result() -> None:
    assert leaks("The answer is 4.", "4")
    assert leaks("So x = 4.", "x = 4")
    assert leaks("That leaves 2 + 2.", "4")
    assert leaks("Count the 4 parts.", "4") == []
    assert leaks("Solve 7x + 2 = 4x + 17.", "4") == []
    assert leaks("Look at `1/2` and `1/3`.", "5/6", "1/2 + 1/3") == []


def test_a_percent_of_the_problem_may_be_repeated_and_the_key_may_not() -> None:
    assert leaks("Now look at `5%` once more.", "0.05", "Write 5% as a decimal") == []
    assert leaks("It is 0.05.", "0.05", "Write 5% as a decimal") == ["0.05"]
    assert leaks("It is 5 %.", "0.05", "Write 1/20 as a decimal") == ["5 %"]


def test_ratios_are_compared_as_such_and_one_with_a_gap_claims_nothing() -> None:
    true = ("Find the missing number: `4 : 6 = 10 : _`.", "`_ : 6 = 10 : 5`", "`4 : 6 = 10 : 15`")
    assert [one for text in true for one in false_equations(text)] == []
    assert false_equations("So `4 : 6 = 10 : 16`") == ["4/6 = 10/16"]
