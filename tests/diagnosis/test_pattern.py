"""Patterns of content match what is written, and nothing else."""

from fractions import Fraction

import pytest

from tutor.diagnosis.literal import number
from tutor.diagnosis.pattern import compiled, values_of
from tutor.diagnosis.work import work
from tutor.errors import CannotCheck
from tutor.maths.read import read


def bound(pattern: str, text: str, *, exact: bool = False) -> dict[str, Fraction | None] | None:
    """Return what the first match binds, or None where nothing matches."""
    for found in compiled(pattern, exact=exact).match(read(text), {}):
        return {name: number(node) for name, node in found.items()}
    return None


def test_whole_number_names_take_the_parts_of_fractions() -> None:
    assert bound("n1/d1 + n2/d2", "1/2 + 1/3") == {"n1": 1, "d1": 2, "n2": 1, "d2": 3}


def test_any_number_names_take_fractions_mixed_numbers_and_signs() -> None:
    assert bound("a + b", "6 2/3 + (-1/2)") == {"a": Fraction(20, 3), "b": Fraction(-1, 2)}


def test_whole_number_names_refuse_decimals_and_signs() -> None:
    assert bound("n1 + n2", "1.5 + 2") is None
    assert bound("n1 + n2", "-1 + 2") is None


def test_terms_match_in_any_order_unless_exact() -> None:
    assert bound("a + b * c", "3 * 4 + 2") == {"a": 2, "b": 3, "c": 4}
    assert bound("a + b * c", "3 * 4 + 2", exact=True) is None


def test_a_repeated_name_means_the_same_value() -> None:
    assert bound("n1/d + n2/d", "1/5 + 2/5") == {"n1": 1, "d": 5, "n2": 2}
    assert bound("n1/d + n2/d", "1/5 + 2/6") is None


def test_brackets_count_where_they_change_what_is_done_first() -> None:
    assert bound("a + b * c", "2 + (3 * 4)") is None
    assert bound("a - -b", "5 - (-3)") == {"a": 5, "b": 3}


def test_a_division_sign_asks_for_a_division_and_a_slash_for_a_fraction() -> None:
    assert bound("n1 ÷ n2", "12 ÷ 4") == {"n1": 12, "n2": 4}
    assert bound("n1/d1 ÷ n2/d2", "3/4 ÷ 5/7") == {"n1": 3, "d1": 4, "n2": 5, "d2": 7}
    assert bound("n/d", "12 ÷ 4") is None


def test_a_letter_matches_any_letter_and_is_kept() -> None:
    pattern = compiled("x + a = b")
    found = pattern.match(read("k + 3 = 7"), {})[0]
    assert compiled("x = b + a").fill(found) == read("k = 7 + 3")


def test_functions_in_a_result_are_worked_out_from_what_was_matched() -> None:
    found = compiled("n1/d1 + n2/d2").match(read("1/4 + 1/6"), {})[0]
    assert compiled("(n1 + n2)/lcm(d1, d2)").fill(found) == read("(1 + 1)/12")


@pytest.mark.parametrize(
    ("pattern", "text", "then"),
    [
        ("n1/d1 + n2/d2", "1/4 + 1/6", "(n1 + n2)/lcm(d1, d2)"),
        ("a - b", "12.5 - 3.75", "-(b - a) * 0.1^places(b)"),
        ("w1 n1/d1 + w2 n2/d2", "2 1/3 + 1 1/2", "floor(w1 + w2) floor(n1 + n2)/floor(d1 + d2)"),
    ],
)
def test_a_result_of_numbers_is_worth_what_it_comes_to_when_written_and_worked_out(
    pattern: str, text: str, then: str
) -> None:
    found, made = compiled(pattern).match(read(text), {})[0], compiled(then)
    assert made.worth is not None
    assert made.worth(values_of(found)) == number(work(made.fill(found)))


@pytest.mark.parametrize("then", ["x + a", "a^b", "√a", "a b/3"])
def test_only_what_is_plain_reckoning_has_a_worth_of_its_own(then: str) -> None:
    assert compiled(then).worth is None


def test_a_mixed_result_needs_whole_parts() -> None:
    found = compiled("a + b").match(read("1.5 + 2"), {})[0]
    with pytest.raises(CannotCheck):
        compiled("a b/3").fill(found)


@pytest.mark.parametrize("text", ["n1/d1 +", "lcm(n1, d1", "n1 ++* d"])
def test_a_pattern_that_cannot_be_read_says_so(text: str) -> None:
    with pytest.raises(ValueError, match=r"pattern|closed|formula|function"):
        compiled(text)
