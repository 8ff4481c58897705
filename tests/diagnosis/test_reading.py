"""What of a problem and a response the belief sees."""

import pytest

from tutor.diagnosis import Case, Matcher, diagnose
from tutor.diagnosis.reading import found_in, read_attempt
from tutor.domain import Attempt
from tutor.maths.tree import Listing


@pytest.mark.parametrize(
    ("problem", "kind"), [("4x + 3x", "simplify"), ("4(x + 2)", "expand"), ("x + 3", ""), ("6x + 9", "")]
)
def test_algebra_alone_asks_to_be_worked_out_where_that_changes_it(problem: str, kind: str) -> None:
    task = found_in(problem).task
    assert (task.kind if task else "") == kind


@pytest.mark.parametrize("response", ["16", "-16", "i think 16", "-16 because of the rule"])
@pytest.mark.parametrize("ago", [0, 1])
def test_nobody_is_told_wrong_for_either_meaning_of_minus_four_squared(
    matcher: Matcher, response: str, ago: int
) -> None:
    attempt = Attempt(problem="What is -4 squared?", response=response)
    assert read_attempt(attempt, matcher, ago=ago).verdict == "right"


@pytest.mark.parametrize(
    ("problem", "response", "verdict"),
    [
        ("What is -4 squared?", "-8", "wrong"),
        ("What is (-4) squared?", "-16", "wrong"),
        ("What is -4^2?", "16", "wrong"),
        ("What is 4 squared?", "-16", "wrong"),
    ],
)
def test_where_one_meaning_is_meant_the_other_is_wrong(
    matcher: Matcher, problem: str, response: str, verdict: str
) -> None:
    assert read_attempt(Attempt(problem=problem, response=response), matcher).verdict == verdict


@pytest.mark.parametrize(
    ("problem", "response", "same_as"),
    [
        ("Share 60 in the ratio 2:3", "30 and 20", "30, 20"),
        ("Solve x^2 = 49", "x = 7, x = -8", "x = -8 or x = 7"),
        ("Is 0.8 greater than 0.75?", "no", "0.8 < 0.75"),
        ("Is 0.8 greater than 0.75?", "no because 75 is bigger", "<"),
    ],
)
def test_a_wrong_answer_that_is_a_list_or_a_no_is_an_answer_like_others(
    matcher: Matcher, problem: str, response: str, same_as: str
) -> None:
    one, two = (read_attempt(Attempt(problem=problem, response=said), matcher) for said in (response, same_as))
    assert one.seen is not None
    assert two.seen is not None
    assert one.seen.answer == two.seen.answer is not None


def test_values_side_by_side_are_one_answer_only_where_several_are_wanted(matcher: Matcher) -> None:
    lone = read_attempt(Attempt(problem="7 + 5", response="12 or 13"), matcher).seen
    shares = read_attempt(Attempt(problem="Share 60 in the ratio 2:3", response="30 and 20"), matcher).seen
    assert lone is not None
    assert lone.answer is None
    assert shares is not None
    assert isinstance(shares.written, Listing)


@pytest.mark.parametrize(
    ("problem", "response"), [("Solve x^2 = 49", "7"), ("Solve x^2 = 49", "x = -7"), ("mode of 5, 5, 6, 6, 7", "6")]
)
def test_one_of_several_right_answers_is_wrong_and_accuses_of_nothing(
    matcher: Matcher, problem: str, response: str
) -> None:
    found = read_attempt(Attempt(problem=problem, response=response), matcher)
    assert found.verdict == "wrong"
    assert not found.answered


@pytest.mark.parametrize("response", ["0.71", "0.714", "0.7", "0.7142", "0.7143", "5/7 = 0.71"])
def test_an_endless_decimal_may_be_rounded_or_cut_off(matcher: Matcher, response: str) -> None:
    found = diagnose(Case("Work out 2/3 + 3/4.", response), matcher)
    assert found.decision == "maths.fractions.add-across"


@pytest.mark.parametrize("response", ["0.72", "0.8", "0.715", "-0.71", "1"])
def test_another_number_is_not_taken_for_a_rounded_one(matcher: Matcher, response: str) -> None:
    found = diagnose(Case("Work out 2/3 + 3/4.", response), matcher)
    assert found.decision != "maths.fractions.add-across"
