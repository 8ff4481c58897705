import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.diagnosis.procedures import PROCEDURES
from tutor.domain import Task
from tutor.maths.read import read
from tutor.maths.show import show


def run(name: str, expression: str, want: str = "") -> str | None:
    task = Task(kind="round" if want else "evaluate", expression=expression, want=want)
    result = PROCEDURES[name](read(expression), task)
    return None if result is None else show(result)


@pytest.mark.parametrize(
    ("name", "expression", "wrong"),
    [
        ("whole.parts_in_full", "4000 + 60 + 2", "4000602"),
        ("whole.parts_in_full", "47 + 2", None),
        ("whole.parts_in_full", "2 + 40", None),
        ("whole.empty_places_left_out", "4000 + 60 + 2", "462"),
        ("whole.lines_up_left", "345 + 6", "945"),
        ("whole.lines_up_left", "345 - 2", "145"),
        ("whole.lines_up_left", "345 - 4", None),
        ("whole.lines_up_left", "34 + 62", None),
        ("whole.stops_at_zero", "304 - 158", "156"),
        ("whole.stops_at_zero", "905 - 8", "907"),
        ("whole.stops_at_zero", "354 - 158", None),
        ("whole.stops_at_zero", "3.5 - 1", None),
    ],
)
def test_columns_and_places_are_worked_as_the_belief_has_it(name: str, expression: str, wrong: str | None) -> None:
    assert run(name, expression) == wrong


@pytest.mark.parametrize(
    ("name", "number", "place", "wrong"),
    [
        ("whole.rounds_down", "347", "10", "340"),
        ("whole.rounds_up", "342", "10", "350"),
        ("whole.rounds_down_by_one", "342", "10", "330"),
        ("whole.rounds_down_by_one", "347", "10", None),
        ("whole.rounds_one_place_higher", "347", "10", "300"),
        ("whole.rounds_one_place_lower", "2671", "100", "2670"),
        ("whole.rounds_one_place_lower", "2671", "10", None),
        ("whole.keeps_digits_after", "367", "100", "467"),
        ("whole.keeps_digits_after", "342", "100", None),
        ("whole.leaves_off_zeros", "2671", "100", "27"),
        ("whole.rounds_in_steps", "2446", "100", "2500"),
        ("whole.rounds_down", "340", "10", None),
        ("whole.rounds_down", "34.7", "10", None),
        ("whole.rounds_down", "347", "0.1", None),
    ],
)
def test_rounding_goes_astray_as_the_belief_has_it(name: str, number: str, place: str, wrong: str | None) -> None:
    assert run(name, number, place) == wrong


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from("+-×÷"))
def test_no_procedure_stumbles_over_whole_numbers(left: int, right: int, sign: str) -> None:
    site = read(f"{left} {sign} {right}")
    for name, act in PROCEDURES.items():
        if name.startswith(("whole.", "order.")):
            act(site, Task(kind="evaluate", expression=f"{left} {sign} {right}"))
