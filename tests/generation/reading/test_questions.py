"""Questions: every key is shown by the passage, and every wrong option is wrong for a reason."""

import pytest

from tutor.domain import Passage
from tutor.generation.reading import Shelf, Wish, make_passage
from tutor.verify.passage import check_question


@pytest.fixture(scope="module")
def made(shelf: Shelf) -> list[Passage]:
    return [make_passage(shelf, Wish(topic, grade, 300)) for topic in shelf.topics for grade in (3, 8)]


def test_every_key_is_supported_and_shown(made: list[Passage], shelf: Shelf) -> None:
    for passage in made:
        assert len(passage.questions) >= 4
        for question in passage.questions:
            assert check_question(question, passage.text, shelf.topics[passage.topic]) == ""
            assert question.where in passage.text
            assert [one.text for one in question.options if one.why == "key"] == [question.key]
            assert len({one.text for one in question.options}) == len(question.options) >= 2


def test_a_literal_key_stands_in_its_place_and_no_wrong_option_does(made: list[Passage]) -> None:
    literal = [one for passage in made for one in passage.questions if one.kind == "literal"]
    assert literal
    for question in literal:
        assert question.key.lower() in question.where.lower()


def test_all_kinds_are_asked(made: list[Passage]) -> None:
    kinds = {question.kind for passage in made for question in passage.questions}
    assert kinds == {"literal", "inference", "vocabulary", "main_idea", "structure"}


def test_a_key_that_the_text_does_not_show_is_not_released(made: list[Passage], shelf: Shelf) -> None:
    passage = made[0]
    question = next(one for one in passage.questions if one.kind == "literal")
    topic = shelf.topics[passage.topic]
    other = question.model_copy(update={"where": "Something that is not there."})
    wrong = question.model_copy(update={"key": next(one.text for one in question.options if one.why != "key")})
    assert check_question(other, passage.text, topic)
    assert check_question(wrong, passage.text, topic)


def test_a_main_idea_stands_among_ideas_of_its_own_topic(shelf: Shelf) -> None:
    passage = make_passage(shelf, Wish("science.honeybees", 5, 120))
    question = next(one for one in passage.questions if one.kind == "main_idea")
    ideas = {part.about for part in shelf.topics[passage.topic].paragraphs}
    told = {
        part.about for part in shelf.topics[passage.topic].paragraphs if {f.id for f in part.facts} & set(passage.facts)
    }
    absent = [one.text for one in question.options if one.why == "not_in_text"]
    assert absent
    assert set(absent) <= ideas - told
