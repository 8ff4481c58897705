"""What helps a reader."""

import pytest

from tutor.generation.reading import Shelf, Wish, make_passage
from tutor.generation.reading.supports import number_in_words, spoken


@pytest.mark.parametrize(
    ("written", "told"),
    [("40,000", "forty thousand"), ("21", "twenty-one"), ("2.5", "two point five"), ("1,204", "one thousand two hundred four"),
     ("3,000,000", "three million")],
)  # fmt: skip
def test_numbers_are_told_in_words(shelf: Shelf, written: str, told: str) -> None:
    assert number_in_words(written, shelf.words) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He won in 1973.", "He won in nineteen seventy-three."),
        ("In 1905, it rained 5 cm.", "In nineteen oh five, it rained five centimeters."),
        ("About 70% of it is water & salt.", "About seventy percent of it is water and salt."),
        ("It is 30°C, or 86 °F.", "It is thirty degrees Celsius, or eighty-six degrees Fahrenheit."),
        ("The 1200s were cold.", "The twelve hundreds were cold."),
        ("In the 1920s it cost $3.", "In the nineteen twenties it cost three dollars."),
        ("There were 1500 people.", "There were one thousand five hundred people."),
    ],
)
def test_years_units_and_signs_are_spoken(shelf: Shelf, text: str, told: str) -> None:
    assert spoken(text, shelf.words) == told


def test_terms_of_the_text_are_explained_in_its_order(shelf: Shelf) -> None:
    made = make_passage(shelf, Wish("science.honeybees", 4, 200))
    places = [made.text.lower().index(one.term.lower()) for one in made.glossary]
    assert places
    assert places == sorted(places)


def test_key_words_stand_in_the_text_and_starters_name_a_word(shelf: Shelf) -> None:
    made = make_passage(shelf, Wish("science.honeybees", 4, 200))
    assert all(word in made.text.lower() for word in made.key_words)
    assert any(made.glossary[0].term in line for line in made.starters)
    assert not any("{" in line for line in made.starters)
    assert not any(sign.isdigit() for sign in made.spoken)


def test_a_learner_of_english_gets_frames_and_words_by_proficiency_and_the_same_text(shelf: Shelf) -> None:
    topic = next(iter(shelf.topics))
    plain, *learners = (make_passage(shelf, Wish(topic, 4, 120, english=english)) for english in range(6))
    assert {one.text for one in learners} == {plain.text}
    assert len({one.starters for one in (plain, *learners)}) == 6
    assert all("___" in line for line in learners[0].starters if '"' not in line)
    terms = [len(one.glossary) for one in (plain, *learners)]
    assert terms[1] == terms[2] == terms[3] >= terms[0] == terms[4] == terms[5]
