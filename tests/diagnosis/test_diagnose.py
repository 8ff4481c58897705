"""From what a pupil wrote to a verdict, a decision and its reasons; every odd response has a defined outcome."""

import pytest

from tutor.diagnosis import Case, Matcher, diagnose
from tutor.domain import Attempt

ADD = "maths.fractions.add-across"
SMALLER = "maths.wholes.smaller-from-larger"
LONGER = "maths.decimals.longer-is-larger"
HELD = (Attempt(problem="1/2 + 1/4", response="2/6"), Attempt(problem="3/4 + 1/3", response="4/7"))


@pytest.mark.parametrize(
    ("problem", "response", "verdict", "decision"),
    [
        ("1/2 + 1/3", "2/5", "wrong", ADD),
        ("What is 1/2 + 1/3?", "i got 2/5 because i added the tops and the bottoms", "wrong", ADD),
        ("3/4+2/5=", "3/4+2/5=5/9", "wrong", ADD),
        ("342-168=", "342\n- 168\n-----\n226", "wrong", SMALLER),
        ("1/2 + 1/3", "5/6", "right", "correct"),
        ("1/2 + 1/3", "10/12", "right", "correct"),
        ("1/2 + 1/3", "3/6 + 2/6 = 5/6", "right", "correct"),
        ("2 + 3 * 4", "20", "wrong", "maths.order.left-to-right"),
        ("-9 + 4", "-13", "wrong", "maths.integers.minus-stays"),
    ],
)
def test_a_response_is_judged_and_explained(
    matcher: Matcher, problem: str, response: str, verdict: str, decision: str
) -> None:
    found = diagnose(Case(problem, response), matcher)
    assert (found.verdict, found.decision) == (verdict, decision)


@pytest.mark.parametrize(
    ("response", "verdict", "decision"),
    [
        ("", "unreadable", None),
        ("   ", "unreadable", None),
        ("idk", "unreadable", None),
        ("i added the tops and the bottoms", "unreadable", ADD),
        ("1/2 + 1/3", "unreadable", None),
        ("2/5 or 5/6", "unreadable", None),
        ("2/7 + 4/9 = 46/63", "wrong", None),
        ("1/2 + 1/3 = 2/5 = 5/6", "right", "correct"),
        ("3/6 + 2/6 = 5/6 = 5/7", "wrong", "slip"),
        ("9" * 3000, "unreadable", None),
    ],
)
def test_every_odd_response_has_its_outcome(
    matcher: Matcher, response: str, verdict: str, decision: str | None
) -> None:
    found = diagnose(Case("1/2 + 1/3", response), matcher)
    assert (found.verdict, found.decision) == (verdict, decision)


def test_a_problem_without_a_task_is_not_guessed_at(matcher: Matcher) -> None:
    found = diagnose(Case("Tell me about Rome.", "2/5"), matcher)
    assert (found.verdict, found.reason, found.decision, found.hypotheses) == ("unreadable", "no_task", None, ())


def test_an_unread_answer_leaves_the_belief_as_it_was(matcher: Matcher) -> None:
    assert diagnose(Case("1/2 + 1/3", "idk", history=HELD), matcher).decision == ADD


def test_one_wrong_comparison_accuses_nobody_and_four_do(matcher: Matcher) -> None:
    pairs = [("0.06 __ 0.8", ">"), ("0.7 __ 0.02", "<"), ("0.3 __ 0.125", "<"), ("0.8 __ 0.75", "0.8 < 0.75")]
    history = tuple(Attempt(problem=problem, response=response) for problem, response in pairs)
    assert diagnose(Case(*pairs[0]), matcher).decision is None
    assert diagnose(Case("0.6 __ 0.482", "0.6 < 0.482", history=history), matcher).decision == LONGER


def test_a_wrong_answer_after_many_right_ones_is_a_slip(matcher: Matcher) -> None:
    right = tuple(
        Attempt(problem=f"1/{bottom} + 1/3", response=f"{bottom + 3}/{3 * bottom}") for bottom in (2, 4, 5, 7, 8)
    )
    assert diagnose(Case("1/2 + 1/5", "8/10", history=right), matcher).decision == "slip"


def test_the_same_after_right_answers_alone_names_nobody(matcher: Matcher) -> None:
    right = tuple(Attempt(problem=f"{tens}0 + 7", response=f"{tens}7") for tens in range(1, 9))
    assert diagnose(Case("90 + 7", "97", history=right), matcher).decision == "correct"


def test_the_evidence_names_the_answers_it_rests_on(matcher: Matcher) -> None:
    found = diagnose(Case("1/2 + 1/3", "2/5", history=HELD), matcher)
    first = found.evidence[0]
    assert (first.kind, first.hypothesis, first.attempt) == ("malrule", ADD, 0)
    assert "`2/5`" in first.because
    assert "`4/7`, `2/6` earlier" in first.because
    assert first.weight > 1


def test_words_betray_a_misconception_but_never_outvote_a_right_answer(matcher: Matcher) -> None:
    words = "because i added the tops and the bottoms"
    assert "words" in {made.kind for made in diagnose(Case("1/2 + 1/3", f"2/5 {words}"), matcher).evidence}
    assert diagnose(Case("1/2 + 1/3", f"5/6 {words}"), matcher).decision == "correct"


def test_the_belief_is_sorted_and_sums_to_one(matcher: Matcher) -> None:
    found = diagnose(Case("1/2 + 1/3", "2/5"), matcher)
    chances = [made.p for made in found.hypotheses]
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) == pytest.approx(1, abs=1e-4)
    assert {"correct", "other"} <= {made.id for made in found.hypotheses}


def test_a_form_that_the_task_asks_for_is_not_an_error_of_thought(matcher: Matcher) -> None:
    found = diagnose(Case("Simplify 4/8", "2/4"), matcher)
    assert (found.verdict, found.reason, found.decision) == ("wrong", "not_simplified", None)


def test_the_skill_is_named_where_the_family_tells_it(matcher: Matcher) -> None:
    assert diagnose(Case("1/2 + 1/3", "5/6"), matcher).skill == "maths.fractions.skill"


def test_where_the_skill_is_known_its_other_tasks_speak_too(matcher: Matcher) -> None:
    history = tuple(Attempt(problem=f"1/{bottom} + 1/3", response=f"2/{bottom + 3}") for bottom in (2, 4, 5))
    plain = {one.id for one in diagnose(Case("3 1/2 - 1 1/4", "2 1/4", history=history), matcher).hypotheses}
    known = Case("3 1/2 - 1 1/4", "2 1/4", history=history, skill="maths.fractions.skill")
    assert ADD not in plain
    assert diagnose(known, matcher).hypotheses[0].id == ADD


def test_what_belongs_to_another_school_year_is_less_likely(matcher: Matcher) -> None:
    p = {
        grade: {one.id: one.p for one in diagnose(Case("1/2 + 1/3", "2/5", grade=grade), matcher).hypotheses}[ADD]
        for grade in (5, 11)
    }
    assert p[5] > p[11]
