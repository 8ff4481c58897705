"""Words sound like a misconception, unless they deny it."""

from collections.abc import Sequence
from typing import Any, NoReturn

import numpy as np
import pytest
from numpy.typing import NDArray

from tutor.catalog.schema import Catalog
from tutor.diagnosis.words import MOST, Embed, Phrasebook, alone, own, tokens
from tutor.errors import SearchIndexError

ADD = "maths.fractions.add-across"


def ratio(catalog: Catalog, text: str) -> float:
    return Phrasebook(catalog.misconceptions).ratios(text).get(ADD, 1.0)


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


def near(*alike: str) -> Embed:
    """An embedder to which the texts that hold one of the words are all the same, and all others something else."""
    return lambda texts: np.array([[1.0, 0.0] if any(word in text for word in alike) else [0.0, 1.0] for text in texts])


def test_an_embedder_hears_what_is_meant_in_other_words(catalog: Catalog) -> None:
    text, embed = (
        "all the upstairs ones together and then downstairs",
        near("upstairs", "i added the tops and the bottoms"),
    )
    assert Phrasebook(catalog.misconceptions, embed).ratios(text)[ADD] > 1.5
    assert ratio(catalog, text) == 1


def test_without_its_weights_an_embedder_is_not_missed(catalog: Catalog) -> None:
    def missing(texts: Sequence[str]) -> NoReturn:
        raise SearchIndexError("The weights are not there. Install them.")

    text = "cuz i just added the tops and then the bottoms"
    assert Phrasebook(catalog.misconceptions, missing).ratios(text) == Phrasebook(catalog.misconceptions).ratios(text)


def test_nothing_is_embedded_before_words_are_heard(catalog: Catalog) -> None:
    asked: list[int] = []

    def embed(texts: Sequence[str]) -> NDArray[Any]:
        asked.append(len(texts))
        return np.zeros((len(texts), 2))

    book = Phrasebook(catalog.misconceptions, embed)
    book.ratios("2/5")
    assert asked == []
    book.ratios("i added the tops")
    book.ratios("i added the bottoms")
    assert asked == [len(book.texts), 1, 1]


def test_texts_that_are_expected_are_embedded_together_and_only_once(catalog: Catalog) -> None:
    asked: list[list[str]] = []

    def embed(texts: Sequence[str]) -> NDArray[Any]:
        asked.append([*texts])
        return np.ones((len(texts), 2)) / np.sqrt(2)

    book = Phrasebook(catalog.misconceptions, embed)
    said = ["i added the tops", "i added the bottoms", "2/5 cm", "i added the tops"]
    book.expect(said, embed)
    alone = Phrasebook(catalog.misconceptions, embed).ratios(said[0])
    assert book.ratios(said[0]) == alone
    assert asked == [[*book.texts], ["i added the tops", "i added the bottoms"], [*book.texts], ["i added the tops"]]


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


def test_words_without_a_number_count_for_more_where_they_are_not_clear_and_stay_in_order() -> None:
    told = alone({"faint": 0.5, "some": 3.0, "more": 12.0, "clear": 60.0})
    assert told["clear"] == pytest.approx(60.0)
    assert 0.5 < told["faint"] < told["some"] < told["more"] < 60.0
    assert told["some"] > 3.0
    assert told["more"] > 12.0


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("my friend says you add the bottoms but you cant", "you cant"),
        ("some kids just take the small from the big one, thats a mistake", ""),
        ("mum said its 2/5 so 2/5", "2/5"),
        ("i thought it was 2/5 but its 5/6", "its 5/6"),
        ("tom didnt flip the sign and thats why his is wrong", ""),
        ("she just took the middle one without sorting so she was wrong", ""),
        ("it says more so you add", "it says more so you add"),
        ("multiplying makes it bigger so 4 is wrong", "multiplying makes it bigger so 4 is wrong"),
        ("i thought it was a plus", "i thought it was a plus"),
        ("its wrong to add the bottoms", "its wrong to add the bottoms"),
    ],
)
def test_what_others_say_and_what_is_called_wrong_is_not_claimed(text: str, claimed: str) -> None:
    assert own(text).strip() == claimed


@pytest.mark.parametrize("text", ["so do we add the tops and the bottoms", "i add the tops and the bottoms?"])
def test_a_question_has_many_beginnings(catalog: Catalog, text: str) -> None:
    assert ratio(catalog, text) < ratio(catalog, "i add the tops and the bottoms")


def test_what_the_problem_is_about_comes_to_mind_before_what_it_is_not_about(catalog: Catalog) -> None:
    made = catalog.misconceptions[ADD]
    lines = {made.belief, *made.says, "how are tops added together"}

    def embed(texts: Sequence[str]) -> NDArray[Any]:
        return np.array([[1.0, 0.0] if text in lines else [0.0, 1.0] for text in texts])

    book = Phrasebook(catalog.misconceptions, embed)
    place = book.ids.index(ADD)
    assert book.far("how are tops added together")[place] == 0
    assert book.far("tell me how angles are measured")[place] > 1
    assert set(book.far("why")) == {0.0}
