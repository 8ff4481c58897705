"""A given text made easier: what is sure is changed and told, all else stands."""

import pytest

from tutor.catalog.reading import Simpler
from tutor.errors import CannotCheck
from tutor.generation.reading import Shelf, relevel
from tutor.generation.reading.easier import in_other_words
from tutor.verify.level import measure

HARBOR = """The harbor of Riga has been a busy location for commerce for approximately 800 years; merchants constructed numerous warehouses
along the river in order to preserve their possessions. The winters were severe, but vessels frequently arrived from distant cities, and
the inhabitants distributed the merchandise throughout the territory.

"We must utilize every hour of daylight," wrote Captain Berzins in 1721. The Daugava River permits ships to transport timber."""


@pytest.mark.parametrize(
    ("hard", "easy"),
    [
        ("Scientists utilized numerous instruments.", "Scientists used many instruments."),
        ("An enormous wave approached.", "A huge wave approached."),
        ("The sailors attempted to ascend the mast.", "The sailors tried to climb the mast."),
        ("The bridge was constructed by the Romans.", "The bridge was built by the Romans."),
        ("They provide food for the poor.", "They provide food for the poor."),
        ("He made a desperate attempt.", "He made a desperate attempt."),
        ("It will require sustained and located effort.", "It will need sustained and located effort."),
        ('She said, "We must commence now."', 'She said, "We must commence now."'),
        ("They live near the Vast Lake.", "They live near the Vast Lake."),
        ("Consequently, the ice melts in order to cool.", "So the ice melts to cool."),
        ("It is therefore important to descend from the hill.", "It is therefore important to descend from the hill."),
        ("They determine whether it is the most rapid way.", "They find out whether it is the most rapid way."),
        ("The law requires drivers to stop.", "The law requires drivers to stop."),
        (
            "An additional difficulty was the ancient Greek text.",
            "An additional difficulty was the ancient Greek text.",
        ),
    ],
)
def test_words_are_made_easier_in_their_own_form_or_left(simpler: Simpler, hard: str, easy: str) -> None:
    assert in_other_words(hard, simpler.easier, simpler)[0] == easy


def test_a_text_comes_down_with_an_account_and_everything_that_counts_is_kept(shelf: Shelf, simpler: Simpler) -> None:
    made = relevel(HARBOR, 5, shelf, simpler)
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


def test_a_text_is_brought_up_by_joining_what_is_short_and_that_is_told(shelf: Shelf, simpler: Simpler) -> None:
    text = "The sun is hot. It gives us light. Plants need the light to grow. We eat the plants. Cows eat them too. At night it is dark."
    made = relevel(text, 7, shelf, simpler)
    assert made.text.startswith("The sun is hot, and it gives us light.")
    assert made.measured["flesch_kincaid"] > measure(text).measures["flesch_kincaid"] + 0.5
    assert "The sun is hot. It gives us light. -> The sun is hot, and it gives us light." in made.changes
    assert "not to grade 7" in made.note


def test_a_text_at_its_level_is_left_alone(shelf: Shelf, simpler: Simpler) -> None:
    made = relevel(HARBOR, measure(HARBOR).grade, shelf, simpler)
    assert (made.changes, made.text) == ((), " ".join(HARBOR.split("\n")).replace("  ", "\n\n"))


def test_what_is_left_out_is_told(shelf: Shelf, simpler: Simpler) -> None:
    text = (
        "It should be noted that the enormous territory was, of course, governed by numerous chieftains (see the map on the left). "
        * 4
    )
    made = relevel(text, 3, shelf, simpler)
    assert ("of course" in made.text, "see the map" in made.text) == (False, False)
    assert "(see the map on the left) -> " in made.changes
    assert "left out" in made.note


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("word " * 6000, "6000 words"),
        ("The bees live in a hive. " * 4 + "They read porn there.", "not for children"),
        ("Too short.", "too short"),
    ],
)
def test_what_cannot_be_worked_on_says_why(shelf: Shelf, simpler: Simpler, text: str, why: str) -> None:
    with pytest.raises(CannotCheck, match=why):
        relevel(text, 4, shelf, simpler)


def test_a_quotation_of_several_sentences_is_left_as_it_is(shelf: Shelf, simpler: Simpler) -> None:
    said = "“We constructed numerous homes here. The territory was vast. We must utilize it.”"
    made = relevel(
        f"The chief of the village was an old woman. {said} Then she commenced to construct an enormous wall.",
        3,
        shelf,
        simpler,
    )
    assert said in made.text
    assert "started to build a huge wall" in made.text


def test_the_marks_of_a_list_are_kept(shelf: Shelf, simpler: Simpler) -> None:
    text = """How to construct a simple compass:

1. Obtain a needle and a magnet.
2. Rub the needle approximately 30 times in the same direction.
3. Place it on a cork that floats in a bowl of water.

- Keep numerous pins away from it."""
    made = relevel(text, 1, shelf, simpler)
    assert [section.text[:8] for section in made.sections] == [
        "How to b",
        "1. Get a",
        "2. Rub t",
        "3. Place",
        "- Keep m",
    ]
    assert {one.outcome for one in made.receipt.checks if one.check != "level"} == {"pass"}
