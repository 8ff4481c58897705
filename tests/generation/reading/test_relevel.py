"""A given text made easier: what is sure is changed and told, all else stands."""

import pytest

from tutor.catalog.reading import Simpler, load_simpler
from tutor.errors import CannotCheck
from tutor.generation.reading import Shelf, relevel
from tutor.generation.reading.easier import in_easier_words, in_two
from tutor.verify.level import measure

HARBOR = """The harbor of Riga has been a busy location for commerce for approximately 800 years; merchants constructed numerous warehouses
along the river in order to preserve their possessions. The winters were severe, but vessels frequently arrived from distant cities, and
the inhabitants distributed the merchandise throughout the territory.

"We must utilize every hour of daylight," wrote Captain Berzins in 1721. The Daugava River permits ships to transport timber."""


@pytest.fixture(scope="module")
def simpler() -> Simpler:
    return load_simpler()


@pytest.mark.parametrize(
    ("hard", "easy"),
    [
        ("Scientists utilized numerous instruments.", "Scientists used many instruments."),
        ("An enormous wave approached.", "A huge wave approached."),
        ("The sailors attempted to ascend the mast.", "The sailors tried to climb the mast."),
        ("The bridge was constructed by the Romans.", "The bridge was built by the Romans."),
        ("He made a desperate attempt.", "He made a desperate attempt."),
        ("It will require sustained and located effort.", "It will need sustained and located effort."),
        ('She said, "We must commence now."', 'She said, "We must commence now."'),
        ("They live near the Vast Lake.", "They live near the Vast Lake."),
        ("Consequently, the ice melts in order to cool.", "So, the ice melts to cool."),
    ],
)
def test_words_are_made_easier_in_their_own_form_or_left(simpler: Simpler, hard: str, easy: str) -> None:
    assert in_easier_words(hard, simpler)[0] == easy


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "The city was built by the Romans, and it stayed rich for long.",
            "The city was built by the Romans. It stayed rich for long.",
        ),
        (
            "Although the desert is dry, many animals have lived there.",
            "The desert is dry. But many animals have lived there.",
        ),
        ("The wall fell down; the people were safe inside.", "The wall fell down. The people were safe inside."),
        ("They built a dam, which holds back the river.", ""),
        ("They raise sheep, goats, and cows are kept there.", ""),
        ('He said it was late, but "they will come" was heard.', ""),
        ("She bought apples, pears, and plums at the market.", ""),
    ],
)
def test_a_sentence_is_split_only_where_that_is_sure(simpler: Simpler, one: str, two: str) -> None:
    assert in_two(one, simpler) == two


def test_a_text_comes_down_with_an_account_and_everything_that_counts_is_kept(shelf: Shelf, simpler: Simpler) -> None:
    made = relevel(HARBOR, 5, shelf.words, simpler)
    assert made.measured["grade"] < measure(HARBOR).grade - 1
    assert "approximately -> about" in made.changes
    assert all(
        one in made.text
        for one in ("Riga", "Daugava", "Berzins", "800", "1721", '"We must utilize every hour of daylight,"')
    )
    assert {one.check: one.outcome for one in made.receipt.checks if one.check != "level"} == dict.fromkeys(
        ("names", "numbers", "quotations"), "pass"
    )
    assert "grade" in made.note


def test_a_text_below_the_wished_grade_is_left_and_that_is_said(shelf: Shelf, simpler: Simpler) -> None:
    text = "The sun is hot. It gives us light. Plants need the light to grow. We eat the plants. Cows eat them too. At night it is dark."
    made = relevel(text, 7, shelf.words, simpler)
    assert (made.text, made.changes) == (text, ())
    assert "not made harder" in made.note


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("word " * 6000, "6000 words"),
        ("The bees live in a hive. " * 4 + "They read porn there.", "before children"),
        ("Too short.", "too short"),
    ],
)
def test_what_cannot_be_worked_on_says_why(shelf: Shelf, simpler: Simpler, text: str, why: str) -> None:
    with pytest.raises(CannotCheck, match=why):
        relevel(text, 4, shelf.words, simpler)


def test_a_quotation_of_several_sentences_is_left_as_it_is(shelf: Shelf, simpler: Simpler) -> None:
    said = "“We constructed numerous homes here. The territory was vast. We must utilize it.”"
    made = relevel(
        f"The chief of the village was an old woman. {said} Then she commenced to construct an enormous wall.",
        3,
        shelf.words,
        simpler,
    )
    assert said in made.text
    assert "began to build a huge wall" in made.text
