import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.retrieval.cues import load_cues

CUES = load_cues()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Add 1/2 + 1/3", {"fractions": 2, "unlike": 1, "wholes": 0, "plus": 1, "common_bottom": 6}),
        ("Compare (6 / 8) _ (8 / 7)", {"fractions": 2, "gaps": 1, "over_one": 1, "largest_bottom": 8}),
        ("What is ½ of 8?", {"fractions": 1, "wholes": 1, "largest": 8}),
        (r"\frac{3}{4} \times 2", {"fractions": 1, "times": 1, "wholes": 1}),
        ("6 2/3 - 3 1/3", {"mixed": 2, "like": 1, "wholes": 0}),
        ("0.45 + 1.5", {"decimals": 2, "places": 2, "wholes": 0}),
        ("There are 1,250 seats in twelve rows", {"largest": 1250, "second": 12, "digits": 4}),
        ("Solve 16 = ((75 * k) - 80)", {"letters": 1, "equations": 1, "algebra": 1}),
        ("42 * o - 15 * g = 28 and 47 * o + 29 * g = 141", {"letters": 2, "equations": 2}),
        ("-7 + -4", {"negatives": 2, "plus": 1}),
        ("9 - 4", {"negatives": 0, "minus": 1}),
        ("She paid $3.50", {"dollars": 1, "decimals": 1}),
        ("30% of 60", {"percents": 1}),
        ("3² + 1", {"exponents": 1}),
        ("(3 + 4) * 5", {"brackets": 1}),
        ("", {"numbers": 0, "words": 0, "largest": 0}),
    ],
)
def test_what_stands_in_a_problem_is_counted(text: str, expected: dict[str, int]) -> None:
    found = CUES.features(text)
    assert {name: int(found[name]) for name in expected} == expected


@given(st.text(max_size=300))
def test_no_text_breaks_the_counting(text: str) -> None:
    assert all(value >= 0 for value in CUES.features(text).values())
