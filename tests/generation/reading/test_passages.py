"""Passages: at the level, of the length, true to the facts, whole."""

import pytest

from tutor.domain import Passage
from tutor.errors import NotFound
from tutor.generation.reading import Shelf, Wish, make_level_set, make_passage
from tutor.verify.level import measure
from tutor.verify.prose import sentences

BEES = "science.honeybees"


def outcome(passage: Passage, check: str) -> str:
    return next(one.outcome for one in passage.receipt.checks if one.check == check)


@pytest.mark.parametrize("grade", range(2, 11))
def test_a_passage_reads_at_its_grade_and_has_its_length(shelf: Shelf, grade: int) -> None:
    made = make_passage(shelf, Wish(BEES, grade, 200))
    assert abs(measure(made.text).grade - grade) <= 1
    assert abs(len(made.text.split()) / 200 - 1) <= 0.15
    assert made.note == ""
    assert {one.check for one in made.receipt.checks if one.outcome == "fail"} <= {"level_held_out"}


def test_it_has_a_beginning_an_end_and_whole_paragraphs(shelf: Shelf) -> None:
    made, topic = make_passage(shelf, Wish(BEES, 5, 250)), shelf.topics[BEES]
    assert made.sections[0].text in topic.opening.texts
    assert made.sections[-1].text in topic.close.texts
    inner = made.sections[1:-1]
    assert all(one.heading and len(sentences(one.text)) >= 2 for one in inner)
    assert made.text == "\n\n".join(one.text for one in made.sections)
    assert not any(one.heading and one.heading in made.text.split("\n") for one in inner)


def test_a_joined_form_stands_only_after_its_neighbour(shelf: Shelf) -> None:
    topic = shelf.topics[BEES]
    places = {
        fact.id: (paragraph.id, place) for paragraph in topic.paragraphs for place, fact in enumerate(paragraph.facts)
    }
    for seed in range(12):
        made = make_passage(shelf, Wish(BEES, 4 + seed % 5, 180, seed=seed))
        for before, fact in zip((None, *made.facts), made.facts, strict=False):
            held = next(one for one in topic.facts if one.id == fact)
            is_joined = held.joined is not None and any(
                text in made.text for text in set(held.joined.texts) - set(held.texts)
            )
            follows = before is not None and places[before] == (places[fact][0], places[fact][1] - 1)
            assert follows or not is_joined


def test_the_same_seed_gives_the_same_passage_and_another_one_another(shelf: Shelf) -> None:
    once, again = make_passage(shelf, Wish(BEES, 6, 150)), make_passage(shelf, Wish(BEES, 6, 150))
    others = {make_passage(shelf, Wish(BEES, 6, 150, seed=seed)).text for seed in range(2, 8)}
    assert once == again
    assert len(others) > 1


def test_an_interest_begins_it_and_an_unknown_one_is_said(shelf: Shelf) -> None:
    topic = shelf.topics[BEES]
    interest = next(iter(topic.hooks))
    assert make_passage(shelf, Wish(BEES, 5, 200, interest=interest)).sections[0].text in topic.hooks[interest].texts
    assert interest in make_passage(shelf, Wish(BEES, 5, 200, interest="chess")).note


def test_the_focus_is_told_in_full(shelf: Shelf) -> None:
    part = shelf.topics[BEES].paragraphs[3]
    made = make_passage(shelf, Wish(BEES, 5, 300, focus=part.heading))
    assert {fact.id for fact in part.facts} <= set(made.facts)
    with pytest.raises(NotFound, match="Its parts are"):
        make_passage(shelf, Wish(BEES, 5, 300, focus="wheels"))


def test_what_the_facts_do_not_reach_is_said_plainly(shelf: Shelf) -> None:
    made = make_passage(shelf, Wish(BEES, 3, 2000))
    assert set(made.facts) == {fact.id for fact in shelf.topics[BEES].facts}
    assert outcome(made, "length") == "fail"
    assert "do not reach" in made.note


def test_a_level_that_cannot_be_met_is_labelled(shelf: Shelf) -> None:
    made = make_passage(shelf, Wish(BEES, 12, 60))
    assert outcome(made, "level") == "fail" or outcome(made, "length") == "fail"
    assert made.note


def test_a_level_set_tells_the_same_facts_in_the_same_paragraphs_from_easy_to_hard(shelf: Shelf) -> None:
    made = make_level_set(shelf, Wish(BEES, 6, 220))
    grades = [one.measured["grade"] for one in made]
    held_out = [one.measured["automated_readability"] + one.measured["coleman_liau"] for one in made]
    assert 3 <= len(made) <= 5
    assert grades == sorted(grades)
    assert held_out == sorted(held_out)
    assert len({one.facts for one in made}) == 1
    assert len({tuple(section.heading for section in one.sections) for one in made}) == 1


def test_an_unknown_topic_offers_the_nearest(shelf: Shelf) -> None:
    with pytest.raises(NotFound, match=r"science\.honeybees"):
        make_passage(shelf, Wish("honey bee", 5, 200))


def test_the_receipt_says_how_it_was_made(shelf: Shelf) -> None:
    made = make_passage(shelf, Wish(BEES, 5, 200, seed=7))
    receipt = made.receipt
    assert (receipt.seed, receipt.parameters["grade"], receipt.licence) == (7, "5", "CC BY 4.0")
    assert len(receipt.content_hash) == 64
    assert {"coleman_liau", "automated_readability", "smog", "grade", "error"} <= set(receipt.measures)
    assert set(made.sources) <= {one.cite for one in shelf.topics[BEES].sources.values()}
    assert made.sources
