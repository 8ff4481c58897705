import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.diagnosis import Matcher
from tutor.diagnosis.labels.features import FINGERPRINT, features, named


@pytest.mark.parametrize(
    ("problem", "response", "name"),
    [
        ("1/2 + 1/3", "2/5", "response has fraction"),
        ("1/2 + 1/3", "2/5", "task evaluate"),
        ("1/2 + 1/3", "2/5", "graded wrong wrong_value"),
        ("0.8 * 0.4", "3.2", "point moved"),
        ("-8 + 3", "5", "sign turned"),
        ("How many are 12 and 30 together?", "42", "result is a sum"),
        ("Solve 4n = 20 for n", "n = 5\nn is 5 because 4 * 5 = 20", "response: because"),
        ("Write three less than n", "3 - k", "letters: False kept, True new, True given"),
        ("2 + 2 = ?", "2 + 2 = 5", "problem repeated"),
    ],
)
def test_a_response_is_told_by_what_can_be_seen(matcher: Matcher, problem: str, response: str, name: str) -> None:
    assert name in features(problem, response, matcher)


def test_the_misconception_that_yields_the_response_weighs_most(matcher: Matcher) -> None:
    found = features("1/2 + 1/3", "2/5", matcher)
    assert found["explained by maths.fractions.add-across"] == FINGERPRINT == max(found.values())
    assert not any(name.startswith("explained") for name in features("1/2 + 1/3", "5/6", matcher))


def test_a_step_is_crossed_with_what_was_said_of_it(matcher: Matcher) -> None:
    found = features("3x = 6", "3x / 3 = 6 / 3", matcher, {"action": "Divide", "input": "3"})
    assert {"done divide", "field action: divide", "word divide & done divide", "word divide"} <= found.keys()
    assert not any(name.startswith("field input") for name in found)


@given(problem=st.text(max_size=30), response=st.text(max_size=30))
@settings(max_examples=60, deadline=None)
def test_any_texts_have_features(matcher: Matcher, problem: str, response: str) -> None:
    assert features(problem, response, matcher)


def test_terms_are_named_in_words_or_shown_by_signs(matcher: Matcher) -> None:
    terms = matcher.catalog.terms
    assert list(terms) == ["fraction", "graph"]
    found = [named(text, terms).tolist() for text in ("Denominators add", "2 / 5", "Graph 1/2 of it", "25", "")]
    assert found == [[1, 0], [1, 0], [1, 1], [0, 0], [0, 0]]
