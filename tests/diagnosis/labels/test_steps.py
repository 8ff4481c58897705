import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.diagnosis.labels.steps import step_features


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("3x + 4 = 10", "3x + 4 - 4 = 10 - 4", "done subtract"),
        ("3x + 4 = 10", "3x + 4 - 4 = 10 - 4", "used x term alike"),
        ("-5x = 20", "-5x / 5 = 20 / 5", "used x coefficient turned"),
        ("x/6 = 3", "x/6 * 6 = 3 * 6", "used x divisor of letters alike"),
        ("3x = 10 - 4", "3x = 6", "same solutions True"),
        ("3x = 10 - 4", "3x = 14", "changed: sum of all different"),
        ("3x = 6", "3x + 6 = 6 + 6", "used False first other term alike"),
        ("x - 3 = 6", "x - 3 + 2 = 6 + 2", "used False first nowhere"),
        ("3x - 2x = 6", "5x = 6", "before: like letters"),
        ("4(x + 3 - 3) = 8", "x = 8", "before: in brackets opposites"),
        ("x/-3 = 8", "x = 8", "before: negative below"),
        ("x = -6/3", "x = 6/3", "written only -+ changed"),
        ("-(x + 1) = 6", "-x + 1 = 6", "written only () changed"),
        ("x = 10/3", "x = -3.333333", "changed: side: nearly False"),
        ("ax + b = c", "ax = c - b", "3 letters"),
        ("3x = 10 - 4", "3x = 3x", "sides made alike"),
        ("3x = 4 - 10", "3x = 6", "changed: side: opposite"),
        ("3x = 4 - 10", "3x = 6", "changed other"),
        ("x = 8/3", "x = 2.67", "changed: quotient in order about equal"),
        ("x = 8/3", "x = 0.375", "changed: quotient back equal"),
        ("2x + 3x = 10", "5 = 10", "changed: side: letter lost"),
        ("x = 6/4", "x/2 = 6/4/2", "before: reducible"),
        ("x = 6/4", "x = ]", "after cannot be read"),
        ("2x = 6", "2x + y^ = 6", "after cannot be read"),
        ("5 = 2 + 1", "5 = 3", "letters on 0 sides"),
    ],
)
def test_a_step_is_told_by_what_it_did(before: str, after: str, name: str) -> None:
    assert name in step_features(before, after)


def test_features_carry_over_to_other_numbers_letters_and_order() -> None:
    first, second = (
        step_features("3x + 4 = 12", "3x + 4 + 4 = 12 + 4"),
        step_features("7y + 9 = 30", "7y + 9 + 9 = 30 + 9"),
    )
    assert first == second
    turned = step_features("30 = 9 + 7y", "30 + 9 = 9 + 7y + 9")
    assert {name for name in first if name.startswith("used")} == {name for name in turned if name.startswith("used")}


def test_terms_of_different_letters_are_not_alike() -> None:
    assert not any("like" in name for name in step_features("ax + bx = cy", "x = cy") if name.startswith("before"))


def test_what_is_not_an_equation_is_no_step() -> None:
    assert step_features("3 + 4", "7") == frozenset()


@given(st.text("0123456789xy+-*/=(). ", max_size=24), st.text("0123456789xy+-*/=(). ", max_size=24))
@settings(max_examples=60, deadline=None)
def test_no_text_is_too_odd(before: str, after: str) -> None:
    assert isinstance(step_features(before, after), frozenset)
