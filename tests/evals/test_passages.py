"""The eval of passages: its scores, its planted errors, and its own judge of keys."""

from itertools import islice
from random import Random

import numpy as np
import pytest

from evals.passages import found_by_words, given, is_supported, pairs, three_classes
from evals.planted import planted
from tutor.catalog.reading import load_reading_words
from tutor.catalog.topics import load_topics
from tutor.domain import Choice, Passage, Question
from tutor.generation.reading import Shelf, Wish, make_passage

ARTICLES = [f"a{number // 3}" for number in range(60)]
TRUTH = np.array([number % 3 for number in range(60)])


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf(load_topics(), load_reading_words())


@pytest.fixture(scope="module")
def made(shelf: Shelf) -> Passage:
    return make_passage(shelf, Wish("science.honeybees", 5, 300))


def test_values_that_tell_the_levels_apart_score_full_and_equal_values_a_third() -> None:
    noise = np.random.default_rng(0).random(60) / 10
    assert all(three_classes(TRUTH + noise, TRUTH, ARTICLES))
    assert all(pairs(TRUTH + noise, TRUTH, ARTICLES))
    assert sum(three_classes(np.zeros(60), TRUTH, ARTICLES)) == 20
    assert not any(pairs(np.zeros(60), TRUTH, ARTICLES))


def test_the_judge_agrees_with_released_keys_and_refuses_others(made: Passage, shelf: Shelf) -> None:
    topic = shelf.topics[made.topic]
    assert made.questions
    for question in made.questions:
        wrong = question.model_copy(update={"key": next(one.text for one in question.options if one.why != "key")})
        assert is_supported(topic, made, question)
        assert not is_supported(topic, made, wrong)


def test_a_reader_of_the_text_alone_finds_what_is_asked_near_the_words_of_the_question() -> None:
    options = tuple(Choice(text=one, why="other_detail") for one in ("wax", "honey", "nectar", "glue"))
    ask = Question(
        kind="literal", question="What do bees build their cells of?", options=options, key="wax", where="", why=""
    )
    text = "Bees drink nectar. They turn it into honey. Their cells are all built of wax."
    assert found_by_words(text, ask) == "wax"
    assert found_by_words("Bees build their cells of honey. They sell wax.", ask) == "honey"


def test_a_planted_error_is_none_of_the_sheets_own_sentences(shelf: Shelf) -> None:
    topic = shelf.topics["science.honeybees"]
    own = " ".join(text for fact in topic.facts for text in fact.every)
    found = list(islice(planted(topic, shelf.words, Random(1)), 40))
    assert len({kind for kind, _ in found}) >= 10
    assert not any(sentence in own for _, sentence in found)


def test_given_texts_come_down_and_keep_their_names_numbers_and_quotations(shelf: Shelf) -> None:
    came, changed, kept = given(shelf)
    assert (came.n, kept.value) == (6, 1.0)
    assert came.value > 2
    assert changed.value > 0.5
