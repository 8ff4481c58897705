"""Bugs of whole numbers in columns and places, on single sites."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.diagnosis.procedures import PROCEDURES
from tutor.domain import Task
from tutor.maths.read import read
from tutor.maths.show import show


def run(name: str, expression: str) -> str | None:
    result = PROCEDURES[name](read(expression), Task(kind="evaluate", expression=expression))
    return None if result is None else show(result)


@pytest.mark.parametrize(
    ("name", "expression", "wrong"),
    [
        ("whole.parts_in_full", "4000 + 60 + 2", "4000602"),
        ("whole.parts_in_full", "47 + 2", None),
        ("whole.parts_in_full", "2 + 40", None),
        ("whole.empty_places_left_out", "4000 + 60 + 2", "462"),
        ("whole.adds_lined_up_left", "345 + 6", "945"),
        ("whole.subtracts_lined_up_left", "345 - 2", "145"),
        ("whole.subtracts_lined_up_left", "345 - 4", None),
        ("whole.adds_lined_up_left", "34 + 62", None),
        ("whole.parts_in_full", "3000 + 45", "300045"),
        ("whole.empty_places_left_out", "3000 + 45", "345"),
        ("whole.subtracts_short_columns", "143 - 22", "21"),
        ("whole.subtracts_short_columns", "143 - 122", None),
        ("whole.adds_short_columns", "243 + 35", "78"),
        ("whole.adds_to_every_column", "65 + 8", "153"),
        ("whole.adds_to_every_column", "65 + 18", None),
        ("whole.subtracts_from_every_column", "46 - 3", "13"),
        ("whole.quotient_reversed", "96 ÷ 4", "42"),
        ("whole.quotient_reversed", "80 ÷ 4", None),
        ("digits.minus_zero_is_zero", "64 - 40", "20"),
        ("digits.minus_zero_is_zero", "164 - 40", "120"),
        ("digits.minus_zero_is_zero", "64 - 32", None),
        ("digits.borrow_from_left", "733 - 216", "427"),
        ("digits.borrow_from_left", "73 - 26", None),
        ("whole.stops_at_zero", "304 - 158", "156"),
        ("whole.stops_at_zero", "905 - 8", "907"),
        ("whole.stops_at_zero", "354 - 158", None),
        ("whole.stops_at_zero", "3.5 - 1", None),
    ],
)
def test_columns_and_places_are_worked_as_the_belief_has_it(name: str, expression: str, wrong: str | None) -> None:
    assert run(name, expression) == wrong


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from("+-×÷"))
def test_no_procedure_stumbles_over_whole_numbers(left: int, right: int, sign: str) -> None:
    site = read(f"{left} {sign} {right}")
    for name, act in PROCEDURES.items():
        if name.startswith(("whole.", "order.")):
            act(site, Task(kind="evaluate", expression=f"{left} {sign} {right}"))
