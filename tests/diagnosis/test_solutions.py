"""Worked solutions of several lines: a planted error is found on its line, and what is right is never accused."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.diagnosis import Case, Matcher, diagnose
from tutor.diagnosis.reading import found_in, key_text
from tutor.diagnosis.solutions import Solution, check_solution
from tutor.domain import Attempt
from tutor.maths import show, written


def check(problem: str, text: str, matcher: Matcher) -> Solution:
    task = found_in(problem).task
    return check_solution(problem, text.split("\n"), matcher, task=task, key=key_text(task) if task else "")


EQUATION = "Solve 3x + 4 = 10"
APPLES = "Tom has 125 apples. He gives 37 away and then gets 12."


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (EQUATION, "3x + 4 = 10\n3x = 6\nx = 2"),
        (EQUATION, "3x = 10 - 4 = 6\nx = 6/3 = 2"),
        ("Solve x^2 = 9", "x = 3 or x = -3"),
        ("Solve (x - 2)(x - 3) = 0", "x - 2 = 0\nx = 2\nx - 3 = 0\nx = 3\nx = 2 or x = 3"),
        ("3/4 + 1/2", "3/4 + 1/2 = 6/8 + 4/8 = 10/8"),
        ("3/4 + 1/2", "= 6/8 + 4/8\n= 10/8\n= 5/4"),
        ("34 × 12", "34 x 10\n= 340\n34 x 2\n= 68\n340 + 68 = 408"),
        ("34 × 12", "34 x 2 = 68\n34 x 10 = 340\n68 + 340 = 408"),
        (APPLES, "125 - 37 = 88\nThen he has 88 + 12 = 100 apples.\n100"),
        (APPLES, "He keeps 125 - 37 = 88.\nLet n be all of them: n = 88 + 12 = 100."),
        ("A field is 12 m by 9 m.", "A = 12 x 9 = 108\nand the small one: A = 4 x 9 = 36"),
        ("Fences", "We know x + (x + 6) = 2x + 6.\nThere are 30, so 2x + 6 = 30\n2x = 24\nx = 12"),
    ],
)
def test_a_right_solution_passes(matcher: Matcher, problem: str, text: str) -> None:
    assert check(problem, text, matcher) == Solution("pass")


@pytest.mark.parametrize("text", ["idk", "", "first i thought about it\nthen it was 5", "4"])
def test_where_nothing_can_be_checked_nothing_is_said(matcher: Matcher, text: str) -> None:
    assert check(APPLES, text, matcher) == Solution("unchecked")


@pytest.mark.parametrize(
    ("problem", "text", "line", "fault", "meant"),
    [
        (EQUATION, "3x + 4 = 10\n3x = 14\nx = 14/3", 1, "step", "3x + 4 = 10"),
        (EQUATION, "3x + 4 = 16\n3x = 12\nx = 4", 0, "copied", "3x + 4 = 10"),
        (EQUATION, "3x = 6\nx = 3", 1, "step", "3x = 6"),
        (EQUATION, "3x = 10 - 4 = 7\nx = 7/3", 0, "arithmetic", "6"),
        ("3/4 + 1/2", "3/4 + 1/2 = 6/8 + 4/8\n= 10/16", 1, "step", "6/8 + 4/8"),
        ("34 × 12", "34 x 2 = 68\n34 x 10 = 340\n406", 2, "answer", "408"),
        (APPLES, "125 - 37 = 88\nSo 98 + 12 = 110", 1, "copied", "88"),
        (APPLES, "152 - 37 = 115", 0, "copied", "125"),
        (APPLES, "So he has 125 - 37 = 92 apples.\n92 + 12 = 104", 0, "arithmetic", "88"),
        ("Pencils", "so 2x + 6 = 30\n2x = 36\nx = 18", 1, "step", "2x + 6 = 30"),
    ],
)
def test_the_first_wrong_line_is_named_with_what_it_was_held_against(
    matcher: Matcher, problem: str, text: str, line: int, fault: str, meant: str
) -> None:
    found = check(problem, text, matcher)
    assert (found.outcome, found.line, found.fault, found.meant) == ("fail", line, fault, meant)


def test_a_misconception_explains_the_wrong_line(matcher: Matcher) -> None:
    found = check("Problem 7", "He ate 1/2 of it.\nTogether that is 1/2 + 1/3 = 2/5 of the cake.", matcher)
    assert (found.line, found.explained[0]) == (1, "maths.fractions.add-across")


def test_the_first_wrong_line_tells_more_than_where_it_led_to(matcher: Matcher) -> None:
    problem, lines = "Solve x - 1/3 = 1/2", "x = 1/2 + 1/3\nx = 2/5\n"
    assert diagnose(Case(problem, lines + "x = 4"), matcher).decision == "maths.fractions.add-across"
    assert diagnose(Case(problem, "x = 4"), matcher).decision != "maths.fractions.add-across"


# Planted errors

SIZE = st.integers(2, 12)
PLANTS = ("none", "sign", "dropped", "one side", "slip", "copied")


def lines_of(a: int, b: int, x: int, plant: str) -> tuple[str, list[str], int | None]:
    """Return an equation a(x + b) = c, its solution in four lines with one error planted and carried on, and the line of the error."""
    right, inside, at = a * (x + b), a * b, None
    problem = f"{a}(x + {b}) = {right}"
    if plant == "copied":
        right, at = right + 10, 0
    first = f"{a}(x + {b}) = {right}"
    if plant == "dropped":
        inside, at = b, 1
    second = f"{a}x + {inside} = {right}"
    rest = right - inside
    if plant == "sign":
        rest, at = right + inside, 2
    elif plant == "one side":
        rest, at = right, 2
    elif plant == "slip":
        rest, at = right - inside + 1, 2
    return problem, [first, second, f"{a}x = {rest}", f"x = {show(written(Fraction(rest, a), ''))}"], at


@given(a=SIZE, b=SIZE, x=st.integers(-9, 15), plant=st.sampled_from(PLANTS))
@settings(max_examples=150, deadline=None)
def test_an_error_planted_in_an_equation_is_found_on_its_line(
    matcher: Matcher, a: int, b: int, x: int, plant: str
) -> None:
    problem, lines, at = lines_of(a, b, x, plant)
    assert check(f"Solve {problem}", "\n".join(lines), matcher).line == at


@given(
    start=st.integers(100, 900),
    parts=st.lists(st.tuples(st.sampled_from("+-×"), st.integers(2, 40)), min_size=2, max_size=5),
    planted=st.booleans(),
    place=st.integers(0, 4),
)
@settings(max_examples=150, deadline=None)
def test_a_slip_planted_in_a_story_is_found_on_its_line(
    matcher: Matcher, start: int, parts: list[tuple[str, int]], planted: bool, place: int
) -> None:
    now, lines, at = start, [], place % len(parts) if planted else None
    for index, (sign, by) in enumerate(parts):
        after = now + by if sign == "+" else now - by if sign == "-" else now * by
        after += 2 if index == at else 0
        lines.append(f"On day {index + 1} there are {now} {sign} {by} = {after} birds by the lake.")
        now = after
    problem = f"A lake has {start} birds. " + " ".join(f"Then came {by}." for _, by in parts)
    assert check(problem, "\n".join(lines), matcher).line == at


# Joined to the diagnosis


def working_of(problem: str, response: str, matcher: Matcher) -> tuple[str, list[tuple[str, str]]]:
    found = diagnose(Case(problem, response), matcher)
    return found.verdict, [(one.hypothesis, one.because) for one in found.evidence if one.kind == "working"]


@pytest.mark.parametrize(
    ("problem", "response", "verdict", "working"),
    [
        (EQUATION, "3x = 6\nx = 2", "right", []),
        ("1/2 + 1/3", "2/5", "wrong", []),
        ("342 - 168", "342\n- 168\n-----\n226", "wrong", []),
        (
            "1/2 + 1/3",
            "1/2 + 1/3 = 2/5\n= 5/6",
            "right",
            [("maths.fractions.add-across", "line 1, `1/2 + 1/3 = 2/5`, comes to `5/6`")],
        ),
        (EQUATION, "3x = 6\nx = 3", "wrong", [("other", "line 2, `x = 3`, does not follow from `3x = 6`")]),
        (
            "34 × 12",
            "34 x 2 = 68\n34 x 10 = 340\n409",
            "wrong",
            [("slip", "line 3, `409`, is not the answer")],
        ),
    ],
    ids=["right", "no working", "columns", "right answer, wrong working", "wrong step", "wrong end"],
)
def test_the_evidence_names_the_first_wrong_line_of_the_working(
    matcher: Matcher, problem: str, response: str, verdict: str, working: list[tuple[str, str]]
) -> None:
    assert working_of(problem, response, matcher) == (verdict, working)


@pytest.mark.parametrize(
    ("problem", "verdict", "reason", "decision"),
    [
        ("3x + 4 = 10 -> 3x = 6", "right", "correct", "correct"),
        ("x - 1/3 = 1/2 -> x = 2/5", "wrong", "loses_solutions", "maths.fractions.add-across"),
        ("x = 3 -> x^2 = 9", "wrong", "gains_solutions", None),
        ("3x = 10 -> x = 3.33", "unreadable", "unchecked", None),
    ],
)
def test_a_step_task_is_judged_with_its_reason_and_misconception(
    matcher: Matcher, problem: str, verdict: str, reason: str, decision: str | None
) -> None:
    found = diagnose(Case(problem, ""), matcher)
    assert (found.verdict, found.reason, found.decision) == (verdict, reason, decision)


@pytest.mark.parametrize(
    ("problem", "text", "decision"),
    [
        ("What is 1/2 + 1/3?", "3/6 + 2/6 = 5/12", "maths.fractions.add-across"),
        ("What is 1/2 + 1/3?", "3/6 + 2/6\n= 5/12", "maths.fractions.add-across"),
        ("Work out 5 x 204 - 398", "5 x 204 = 1020 and 1020 - 398 = 629", "slip"),
    ],
)
def test_an_answer_that_nothing_explains_is_understood_by_its_first_wrong_line(
    matcher: Matcher, problem: str, text: str, decision: str | None
) -> None:
    assert diagnose(Case(problem, text), matcher).decision == decision


def test_the_working_of_an_earlier_answer_counts_too(matcher: Matcher) -> None:
    before = Attempt(problem="What is 1/2 + 1/3?", response="3/6 + 2/6 = 5/12")
    alone, told = (diagnose(Case("What is 1/4 + 1/2?", "idk", history=history), matcher) for history in ((), (before,)))
    assert "maths.fractions.add-across" not in [one.hypothesis for one in alone.evidence]
    assert told.hypotheses[0].id == "maths.fractions.add-across"


def test_working_is_judged_where_the_problem_holds_no_task(matcher: Matcher) -> None:
    found = diagnose(Case(APPLES + " How many are there at the end?", "125 - 37 = 92\nso 92 + 12 = 104"), matcher)
    assert [(one.line, one.hypothesis) for one in found.evidence] == [(0, "slip")]


@given(lines=st.lists(st.text("0123456789 x=+-*/()<.%$,:≈ab\n", max_size=24), max_size=4))
@settings(max_examples=200, deadline=None)
def test_no_text_makes_the_check_raise(matcher: Matcher, lines: list[str]) -> None:
    for problem in (EQUATION, "3/4 + 1/2", APPLES):
        assert check(problem, "\n".join(lines), matcher).outcome in ("pass", "fail", "unchecked")


def test_a_very_long_line_is_passed_over_quickly(matcher: Matcher) -> None:
    assert check(APPLES, "4 big dogs " * 20_000 + "\n" + "2 + 2 = 5 " * 20_000, matcher) == Solution("unchecked")
