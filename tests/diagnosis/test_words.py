"""Words sound like a misconception, unless they deny it."""

import pytest

from tutor.catalog.schema import Catalog
from tutor.diagnosis.words import MOST, Phrasebook, tokens

ADD = "maths.fractions.add-across"


def ratio(catalog: Catalog, text: str, **more: object) -> float:
    return Phrasebook(catalog.misconceptions).ratios(text, **more).get(ADD, 1.0)  # type: ignore[arg-type]


def test_what_sounds_like_the_misconception_speaks_for_it(catalog: Catalog) -> None:
    assert 1.5 < ratio(catalog, "cuz i just added the tops and then the bottoms") <= MOST


def test_what_denies_it_does_not(catalog: Catalog) -> None:
    assert ratio(catalog, "i did not add the tops and the bottoms, i made the bottoms the same first") <= 1


@pytest.mark.parametrize("text", ["", "idk", "my dog ate it", "1 2 3"])
def test_what_says_nothing_tells_nothing(catalog: Catalog, text: str) -> None:
    assert ratio(catalog, text) == 1


def test_the_same_word_under_a_negation_is_another_word() -> None:
    assert tokens("i added") == {("add", False)}
    assert tokens("i didn't add") == {("add", True)}


def test_an_embedder_may_be_a_second_opinion(catalog: Catalog) -> None:
    text = "put the numerators together, put the denominators together"
    assert ratio(catalog, text, likeness={ADD: (0.9, 0.1)}) > ratio(catalog, text)


def test_who_asks_whether_it_is_so_does_not_say_that_it_is(catalog: Catalog) -> None:
    said, asked = "i added the tops and the bottoms", "is it that i added the tops and the bottoms"
    assert ratio(catalog, said) > ratio(catalog, asked)


@pytest.mark.parametrize(
    "text", ["i added the numerater and the denomenator", "i plused the numerators and the denominators"]
)
def test_spelling_and_other_words_for_the_same_are_understood(catalog: Catalog, text: str) -> None:
    assert ratio(catalog, text) > 2


def test_a_negation_ends_with_its_clause() -> None:
    assert ("add", False) in tokens("i did not guess, i added")
    assert ("add", False) in tokens("not because i added")
