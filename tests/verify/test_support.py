"""What a topic supports: its own sentences, most true ones in other words, and nothing false."""

from collections.abc import Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random

import pytest
import yaml

from evals.planted import planted
from tutor.catalog.reading import ReadingWords, load_reading_words
from tutor.catalog.topics import Topic, load_topics
from tutor.verify.prose import sentences
from tutor.verify.support import Support, lemma

PARAPHRASES: Mapping[str, list[str]] = yaml.safe_load(Path("evals/paraphrases.yaml").read_text(encoding="utf-8"))


@cache
def sheets() -> tuple[dict[str, Topic], ReadingWords]:
    return load_topics(), load_reading_words()


def support(topic: str) -> Support:
    topics, words = sheets()
    return Support(topics[topic], words)


@pytest.fixture(scope="module")
def bees() -> Support:
    return support("science.honeybees")


def test_every_sentence_of_the_sheet_is_supported(bees: Support) -> None:
    topic = sheets()[0]["science.honeybees"]
    every = [one for fact in topic.facts for text in fact.every for one in sentences(text)]
    assert [one for one in every if bees.of(one)[1]] == []


@pytest.mark.parametrize(
    "claim",
    [
        "Honeybees live in a group called a town.",  # a word that no fact has
        "The colony can hold 50,000 bees in summer.",  # another number
        "A drone has a sting.",  # the opposite
        "Flowers make honey out of bees.",  # roles
        "The queen gathers food for the whole family.",  # another fact's deed
        "Honeybees are the only bees.",
        "Karl von Frisch shared the Nobel Prize in 1974.",
        "A winter bee rests more and can live for many years.",  # another unit
        "The queen may lay fewer than 1,000 eggs in a single day.",  # less for more
        "All kinds of bees live alone.",  # all for most
        "A queen is a drone.",  # one thing is another
    ],
)
def test_what_is_false_is_not_supported(bees: Support, claim: str) -> None:
    assert bees.of(claim)[1]


def test_a_pronoun_must_mean_what_the_sentence_before_is_about(bees: Support) -> None:
    swapped = "The male bees in a colony are called drones. She may lay more than 1,000 eggs in a single day."
    assert any("sentence before" in why for _, why in bees.check(swapped))


def test_at_most_a_quarter_of_true_paraphrases_are_rejected() -> None:
    told = [(topic, line) for topic, lines in PARAPHRASES.items() for line in lines]
    rejected = [line for topic, line in told if support(topic).of(line)[1]]
    assert len(told) >= 200
    assert len(rejected) <= len(told) / 4, rejected


def test_planted_errors_are_caught() -> None:
    topics, words = sheets()
    missed, tried = [], 0
    for topic in ("science.honeybees", "history.silk-road"):
        held = support(topic)
        for kind, claim in islice(planted(topics[topic], words, Random(3)), 100):
            tried += 1
            missed += [] if held.of(claim)[1] else [(kind, claim)]
    assert tried == 200
    assert len(missed) <= 1, missed


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("carried", "carry"),
        ("children", "child"),
        ("used", "use"),
        ("slowly", "slow"),
        ("worker", "worker"),
        ("bees", "bee"),
    ],
)
def test_forms_of_a_word_have_one_base(word: str, base: str) -> None:
    assert lemma(word) == base
