import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tutor.retrieval.words import WordIndex, tokens

INDEX = WordIndex(["adding fractions with a common denominator", "adding decimals", "the angle of a triangle"])


def test_words_lose_their_plural_and_fractions_stay_whole() -> None:
    assert tokens("Why do the Fractions 3/4 and 0.5 pass?") == ["fraction", "3/4", "0.5", "pass"]


def test_a_rare_word_weighs_more_than_a_frequent_one() -> None:
    decimals, triangle = INDEX.shares("adding triangles")[1:]
    assert triangle > decimals > 0


def test_unknown_words_lower_the_share() -> None:
    assert INDEX.shares("triangle")[2] > 2 * INDEX.shares("triangle rocket engine")[2] > 0


def test_a_query_of_unknown_or_empty_words_holds_nothing() -> None:
    assert np.array_equal(INDEX.shares("rocket"), np.zeros(3))
    assert np.array_equal(INDEX.shares("the of"), np.zeros(3))
    assert np.array_equal(WordIndex([]).shares("adding"), np.zeros(0))


@given(st.text(max_size=200))
def test_shares_lie_between_0_and_1(query: str) -> None:
    shares = INDEX.shares(query)
    assert ((shares >= 0) & (shares <= 1)).all()
