"""What helps a reader of a given text: every key stands in the sentence shown, every word explained stands in the text."""

import pytest

from tutor.catalog.reading import Simpler
from tutor.domain import Passage
from tutor.generation.reading import Shelf, relevel

TEXT = """In 1838, Frederick Douglass escaped to Massachusetts by train. He had been born in Maryland in 1818, and he had learned to read in
Baltimore. His book was published in 1845, and supporters in Britain
purchased his freedom. A barge carried the glacier ice to a predator in New York.

In Rochester he printed a newspaper for 16 years. He met 1,200 readers there, and 300 of them came from Ohio by ship."""


@pytest.fixture(scope="module")
def made(shelf: Shelf, simpler: Simpler) -> Passage:
    return relevel(TEXT, 4, shelf, simpler)


def test_the_key_of_a_question_stands_where_it_is_shown_and_no_other_choice_does(made: Passage) -> None:
    assert len(made.questions) >= 4
    for one in made.questions:
        texts = [option.text for option in one.options]
        assert (texts.count(one.key), one.where in made.text, len(set(texts)) >= 3) == (1, True, True)
        if one.kind == "literal":
            assert one.key in one.where
            assert not any(text in one.where for text in texts if text != one.key)


def test_years_stand_beside_years_and_names_beside_names(made: Passage) -> None:
    for one in made.questions:
        if one.kind == "literal":
            assert len({option.text[0].isdigit() for option in one.options}) == 1


def test_words_are_explained_that_a_reader_of_the_grade_may_not_know(made: Passage) -> None:
    told = {one.term: one.meaning for one in made.glossary}
    assert {"barge", "glacier", "predator"} <= set(told)
    assert "book" not in told


def test_a_learner_of_english_gets_ways_to_begin_by_proficiency(shelf: Shelf, simpler: Simpler) -> None:
    one, five = (relevel(TEXT, 8, shelf, simpler, english=level) for level in (1, 5))
    assert one.starters != five.starters
    assert 'I see the word "barge".' in one.starters
    assert "{" not in "".join(one.starters + five.starters)


def test_a_learner_of_english_gets_headings_of_words_that_stand_in_the_paragraph(
    shelf: Shelf, simpler: Simpler
) -> None:
    made = relevel(TEXT, 8, shelf, simpler, english=2)
    assert all(one.heading for one in made.sections)
    assert all(
        word.lower() in one.text.lower()
        for one in made.sections
        for word in one.heading.removeprefix("Key words: ").split(", ")
    )
    assert [one.heading for one in relevel(TEXT, 8, shelf, simpler).sections] == ["", ""]
