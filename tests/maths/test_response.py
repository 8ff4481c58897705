"""What a pupil really writes: the last result, the working, the words."""

import time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.domain import Task
from tutor.maths.answers.response import _plain, _read_response, read_response
from tutor.maths.answers.results import unit_of
from tutor.maths.answers.text import in_digits, in_rows
from tutor.maths.show import show

ADD = Task(kind="evaluate", expression="3/4 + 1/2")
SOLVE = Task(kind="solve", expression="x + 1/4 = 9", want="x")
COMPARE = Task(kind="compare", expression="0.06 _ 0.8")


@pytest.mark.parametrize(
    ("text", "final"),
    [
        ("4/6", "4/6"),
        ("x = 4", "4"),
        ("4 = x", "4"),
        ("x is 4", "4"),
        ("its 12", "12"),
        ("i got 4/6 cuz i added the tops", "4/6"),
        ("i got 4/6 cuz 3+1 is 4 and 4+2 is 6", "4/6"),
        ("the answer is 7, not 8", "7"),
        ("9 1/4-3/4=8 1/4", "8 1/4"),
        ("9 4/5-4 3/10=(9-4)+(4-3)/(10-5)=5 1/5", "5 1/5"),
        ("x+1/4=9\nx=9-1/4=8/4=2", "2"),
        ("342\n- 168\n----------\n 226", "226"),
        ("i did\n342\n- 168\n----------\n 226", "226"),
        (".7\n+ .6\n-------\n     .13", ".13"),
        ("4.6\nx 3\n-------\n1.38", "1.38"),
        ("2/3 = 2/6\n+      +\n1/6 = 1/6\n ----     ----\n          3/6", "3/6"),
        ("12\nx 13\n----\n36\n12\n----\n156", "156"),
        ("5/9=1/3", "1/3"),
        ("5 R 2", "5 R 2"),
        ("5 with 2 left over", "5 R 2"),
        ("12 cm", "12 cm"),
        ("$4.50", "$4.50"),
        ("1/2.", "1/2"),
        ("(4/6)", "4/6"),
        ("\\boxed{\\frac{3}{4}}", "3/4"),
        ("so the answer is $\\frac{3}{4}$", "3/4"),
        ("４/６", "4/6"),
        ("three quarters", "3/4"),
        ("twelve", "12"),
        ("two and a half", "2 1/2"),
        ("7, no wait, 8", "8"),
        ("8 is wrong its 7", "7"),
        ("not sure, maybe 5", "5"),
        ("first i did 3+4=7 then i took away 2 and got 5", "5"),
        ("i got 3 for the top and 4 for the bottom so its 3/4", "3/4"),
        ("x=3\n33+3=36", "3"),
        ("n=12\nChecking:\n5-1/3·12=9", "12"),
        ("52-16=36, 36/3=12, x=6 [they wrote no equation]", "6"),
        ("1) 4/6", "4/6"),
        ("Q3: 7", "7"),
        ("1 000", "1,000"),
        ("7 x 2 is 14 eggs", "14"),
    ],
)
def test_the_last_result_is_found(text: str, final: str) -> None:
    written = read_response(text)
    assert written.kind == "answer"
    assert written.final is not None
    assert show(written.final) == final


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("<", "? < ?"),
        ("0.06 > 0.8", "0.06 > 0.8"),
        ("0.8 is bigger", "0.8 > ?"),
        ("0.8 is bigger than 0.06", "0.8 > 0.06"),
        ("the bigger one is 0.8", "0.8 > ?"),
        ("they are the same", "? = ?"),
        ("the second is bigger", "? < ?"),
    ],
)
def test_a_comparison_is_a_relation(text: str, relation: str) -> None:
    written = read_response(text, COMPARE)
    assert written.statement is not None
    assert show(written.statement) == relation


@pytest.mark.parametrize("text", ["idk", "i dont know", "?", "not 5", "its not 5", "i dont think its 5", "...", "help"])
def test_no_answer_is_known_as_such(text: str) -> None:
    assert read_response(text).kind == "no_answer"


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("3/4 + 1/2", ADD),
        ("3/4+1/2 =", ADD),
        ("what is 3/4 + 1/2?", ADD),
        ("x+1/4=9", SOLVE),
        ("0.06 __ 0.8", COMPARE),
        ("3x + 2x", Task(kind="simplify", expression="3x+2x")),
    ],
)
def test_the_problem_written_again_is_no_answer(text: str, task: Task) -> None:
    assert read_response(text, task).kind == "copied"


def test_the_problem_with_an_answer_is_an_answer() -> None:
    written = read_response("what's 3/4 + 1/2? i got 4/6", ADD)
    assert written.kind == "answer"
    assert written.text == "4/6"


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b"])
def test_nothing_is_empty(text: str) -> None:
    assert read_response(text).kind == "empty"


@pytest.mark.parametrize("text", ["yes", "isosceles", "never true", "banana"])
def test_words_alone_are_words(text: str) -> None:
    written = read_response(text)
    assert written.kind == "words"
    assert written.words == text


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("7 or 8", ["7", "8"]),
        ("1, 2, 4", ["1", "2", "4"]),
        ("x=2 or x=-2", ["x = 2", "x = -2"]),
        ("R=41, S=57", ["R = 41", "S = 57"]),
        ("the answer is 7. the answer is 8", ["7", "8"]),
        ("4\n5", ["4", "5"]),
    ],
)
def test_different_answers_stay_several(text: str, others: list[str]) -> None:
    written = read_response(text)
    assert written.kind == "several"
    assert [show(other) for other in written.others] == others


def test_equal_answers_are_one() -> None:
    written = read_response("0.5 or 1/2")
    assert written.kind == "answer"
    assert len(written.others) == 2


def test_words_and_working_are_kept_apart() -> None:
    written = read_response("i did 3+4=7 so its 7 cm")
    assert written.words == "i did so its"
    assert written.lines == ("3+4=7", "7 cm")
    assert unit_of(written.final) == "cm"


def test_an_endless_decimal_keeps_its_worth() -> None:
    assert read_response("0.1666...").recurring == Fraction(1, 6)
    assert read_response("0.6...").recurring is None


@pytest.mark.parametrize("text", ["about 0.33", "≈ 0.33", "x ≈ 0.33"])
def test_a_rounded_answer_is_marked(text: str) -> None:
    assert read_response(text).about


def test_a_letter_of_the_task_is_no_unit() -> None:
    written = read_response("5m", Task(kind="simplify", expression="2m + 3m"))
    assert unit_of(written.final) == ""
    assert show(written.final) == "5m"  # type: ignore[arg-type]


def test_mathematics_that_cannot_be_read_is_not_passed_over() -> None:
    assert read_response("2+3=5\n3^^2").kind == "unreadable"


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("two thousand three hundred and forty-five", "2345"),
        ("minus five", "-5"),
        ("zero point five", "0.5"),
        ("two and three quarters", "2 3/4"),
        ("seven eighths", "7/8"),
        ("this one is bigger", "this one is bigger"),
        ("the tens", "the tens"),
        ("2 and a half", "2 1/2"),
        ("i have 3 of one", "i have 3 of one"),
    ],
)
def test_number_words_become_digits(text: str, digits: str) -> None:
    assert in_digits(text) == digits


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("342\n- 168\n-----\n226", "342 - 168 = 226"),
        ("12\n7\n-5\n--\n8", "12\n7\n-5\n--\n8"),
        ("12\n+ 7\n+ 5\n---\n2 4", "12 + 7 + 5 = 24"),
        ("12\nx 13\n----\n36\n12\n----\n= 156", "12 × 13 = 156"),
        ("1/3 = 2/6\n+   +\n1/6 = 1/6\n--- ---\n3/6", "1/3 = 2/6\n2/6 + 1/6 = 3/6"),
        ("i did\n9\n+ -4\n___\n5\nok", "i did\n9 + -4 = 5\nok"),
        ("34\n+16\n50", "34 + 16 = 50"),
    ],
)
def test_a_column_layout_is_written_in_a_row(text: str, row: str) -> None:
    assert in_rows(text) == row


def test_text_without_columns_is_left_alone() -> None:
    assert in_rows("x=4\n---\ny=3") == "x=4\n---\ny=3"
    assert in_rows("5\n-3\n2") == "5\n-3\n2"


PIECES = st.sampled_from(
    ["4/6", "x", "=", "not", "or", "and", "7", "idk", "\n", "---", "(", ")", "\\frac", "{", "}", "$", "-", ",", ".", "?", "i got",
     "cuz", "so", "bigger", "than", "0.333...", "½", "５", "two", "thirds", "R", "%", "cm", "no wait", "_", "^", "²", "∞", "|", "<", "\0"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=25).map("".join)
    )
)
def test_any_text_is_taken_apart_without_an_error(text: str) -> None:
    for task in (None, SOLVE, COMPARE):
        assert read_response(text, task).kind


@pytest.mark.parametrize(
    "text",
    ["(" * 1999, "1+" * 999, "- " * 900, "not " * 499, "1/2 or " * 280, "a" * 1999, "\\frac{" * 330, "two hundred and " * 120,
     "3 and " * 300, "x is " * 390],
)  # fmt: skip
def test_long_texts_are_read_quickly(text: str) -> None:
    started = time.perf_counter()
    assert read_response(text).kind
    assert time.perf_counter() - started < 0.5


def test_where_no_letter_is_named_the_pupils_own_one_stands_for_the_number() -> None:
    task = Task(kind="translate", expression="n - 3", given=("3 less than a number",))
    assert show(read_response("3 - x", task).final) == "3 - n"  # type: ignore[arg-type]
    named = task.model_copy(update={"want": "x", "expression": "x - 3"})
    assert show(read_response("3 - k", named).final) == "3 - k"  # type: ignore[arg-type]


def test_words_written_as_algebra_are_not_taken_for_the_problem_copied() -> None:
    task = Task(kind="translate", expression="4 × (n + 3)", given=("4 times the sum of a number and 3",))
    assert read_response("4(n + 3)", task).kind != "copied"
    assert read_response("4 × (n + 3)", task).kind != "copied"


@pytest.mark.parametrize(
    ("want", "text", "final"),
    [("y", "(0, 2)", "2"), ("x", "(3, 0)", "3"), ("x", "it is at (-3/2, 0)", "-3/2"), ("x", "(0, 3)", "(0, 3)")],
)
def test_an_intercept_may_be_said_as_a_point_on_its_axis(want: str, text: str, final: str) -> None:
    task = Task(kind="intercept", expression="y = 2x - 6", want=want)
    assert show(read_response(text, task).final) == final  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["4", "-4", "0.40", ".5", "7/9", "-2/8", "6 2/3", "x = 4", "y=-1/2", "0.5 > 0.35", "2/3 < 3/4"]
)
@pytest.mark.parametrize(
    "task", [None, ADD, SOLVE, COMPARE, Task(kind="order", given=("1/2", "0.3"), want="ascending")]
)
def test_a_plain_answer_is_read_the_short_way_as_the_long_way_reads_it(text: str, task: Task | None) -> None:
    assert _plain(text) == _read_response(text, task, frozenset("x"))


@pytest.mark.parametrize("text", ["", "4 or 5", "4 cm", "3 4", "7 + 5", "1,000", "4/", "idk", "2x = 4"])
def test_what_is_not_a_plain_answer_is_not_read_the_short_way(text: str) -> None:
    assert _plain(text) is None


@pytest.mark.parametrize(
    ("want", "text", "final"),
    [
        ("part", "40% of 300 is 120", "120"),
        ("part", "10% is 30 so 40% is 120", "120"),
        ("", "25% = 20 so $60", "$60"),
        ("part", "half of 240 is 120", "120"),
        ("part", "1/4 of 480 = 120", "120"),
        ("part", "double 60 is 120", "120"),
        ("part", "I think 40%", "40%"),
        ("percent", "it is 40%", "40%"),
        ("whole", "40% of 300 is 120 so 300", "300"),
    ],
)
def test_what_a_percent_comes_to_is_the_answer_and_not_the_percent(want: str, text: str, final: str) -> None:
    task = Task(kind="percent", expression="40% × 300", given=("percent = 40%", "whole = 300"), want=want)
    assert show(read_response(text, task).final) == final  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["the amount is 15", "discount 15", "so the coefficient is 15", "the gradient is 15", "15 percent"]
)
def test_a_word_that_ends_in_nt_denies_nothing(text: str) -> None:
    assert show(read_response(text).final) in ("15", "15%")  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["it isnt 15", "it isn't 15", "it ain't 15", "it wasnt 15"])
def test_what_is_denied_is_no_answer(text: str) -> None:
    assert read_response(text).final is None


@pytest.mark.parametrize(
    ("text", "final"),
    [
        ("neg 7", "-7"),
        ("x: 5", "5"),
        ("x has to be 5", "5"),
        ("x is equal to 5", "5"),
        ("A = 36 m²", "36 m²"),
        ("add them to get 32 then divide by 4 = 8", "8"),
        ("32 divided by 4 = 8", "8"),
    ],
)
def test_how_pupils_name_their_result_is_read(text: str, final: str) -> None:
    assert show(read_response(text, letters=frozenset("x")).final) == final  # type: ignore[arg-type]
