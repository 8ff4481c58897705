import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.maths import show
from tutor.verify.claims import equations, holds, pieces, plainly, spoken_claims, values


def stated(text: str) -> list[tuple[str, bool | None]]:
    return list(dict.fromkeys((show(relation), holds(relation)) for relation in equations(text)))


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("3 plus 4 is 8", "3 + 4 = 8"),
        ("three plus four equals eight", "3 + 4 = 8"),
        ("`2/3 + 1/6` is `1/2`", "2/3 + 1/6 = 1/2"),
        ("2/3 + 1/6 gives 1/2", "2/3 + 1/6 = 1/2"),
        ("`1/2` equals `2/3`", "1/2 = 2/3"),
        ("because 7 x 8 is 54, we get it", "7 × 8 = 54"),
        ("3 and 4 make 8", "3 + 4 = 8"),
        ("one half plus one third is two fifths", "1/2 + 1/3 = 2/5"),
        ("take 3 away from 10 and you have 6", "10 - 3 = 6"),
        ("Multiply 7 by 8 to get 54", "7 × 8 = 54"),
        ("12 goes into 30 3 times", "30 ÷ 12 = 3"),
        ("`2/3` is bigger than `3/4`.", "2/3 > 3/4"),
        (r"`\frac{1}{2} = \frac{2}{3}`", "1/2 = 2/3"),
        ("`3/4` is the same as `6/9`", "3/4 = 6/9"),
        ("We see 1 + 1 = 3 = 2 + 1", "1 + 1 = 3"),
        ("⁵⁄₆ is 1", "5/6 = 1"),
    ],
)
def test_what_is_false_is_found_however_it_is_said(text: str, relation: str) -> None:
    assert (relation, False) in stated(text)


@pytest.mark.parametrize(
    ("text", "expression", "claim"),
    [
        ("half of 10 is 4", "1/2 × 10", "4"),
        ("the sum of 3 and 4 is 8", "3 + 4", "8"),
        ("So, when you add 3 and 4 you get 8", "3 + 4", "8"),
        ("the difference between 10 and 4 is 5", "10 - 4", "5"),
        ("double 7 is 15", "2 × 7", "15"),
    ],
)
def test_results_told_in_sentences_are_found(text: str, expression: str, claim: str) -> None:
    assert (expression, claim) in [(task.expression, said) for _, task, said in spoken_claims(text)]


@pytest.mark.parametrize(
    "text",
    [
        "the numerator of `3/4` is 3",
        "`1/2` is 3 times `1/6`",
        "double 7 is 14",
        "Ten times 4 is 40, and ten times 6 tenths is 6 wholes.",
        "That is `3 * 2 = 6` sevenths.",
        "The 3 in 35 is 3 tens",
        "Two fifths is less than one half.",
        "`1/2 = 3/6 = 50%`",
        "There are 4 groups of 3, and 4 × 3 = 12.",
        "`2 × 3 + 4` is not `14`.",
        "3.5 is bigger than 3.45",
        "`5^2` is 25",
    ],
)
def test_what_is_true_or_no_claim_raises_no_alarm(text: str) -> None:
    assert [relation for relation, true in stated(text) if true is False] == []


def test_a_condition_in_a_variable_could_not_be_checked() -> None:
    assert stated("`x + 3 = 7`") == [("x + 3 = 7", None)]
    assert stated("`x + x = 2x`") == [("x + x = 2x", True)]


def test_gaps_are_no_claims() -> None:
    assert stated("`3/4 = __/8`") == []


def test_mathematics_is_found_between_backticks_and_loose() -> None:
    assert pieces("Take `1/2 + x` and then 3/4, or 5.") == ("1/2 + x", "3/4", "5")
    assert [show(node) for _, node in values("`1/2 + 1/4`, 6")] == ["1/2 + 1/4", "6"]


def test_words_of_numbers_become_digits() -> None:
    assert plainly("five sixths") == "5/6"
    assert plainly("five out of six, forty-two percent") == "5/6, 42%"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120))
def test_no_text_makes_it_fail(text: str) -> None:
    for relation in equations(text):
        holds(relation)
    list(values(text))
    list(spoken_claims(text))
