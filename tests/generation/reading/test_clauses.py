"""Sentences in two or two in one: by rules over the kinds of words, and only where that is sure."""

import pytest

from tutor.catalog.reading import Simpler
from tutor.generation.reading.clauses import TOKEN, join, letters, split


def two(sentence: str, simpler: Simpler) -> str:
    return " ".join(split(sentence, simpler))


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (
            "The city was built by the Romans, and it stayed rich for long.",
            "The city was built by the Romans. It stayed rich for long.",
        ),
        (
            "The winters were severe, but ships often came from far away.",
            "The winters were severe. But ships often came from far away.",
        ),
        ("The ice melts early, so the bears lose weight.", "The ice melts early. So the bears lose weight."),
        ("The wall fell down; the people were safe inside.", "The wall fell down. The people were safe inside."),
        (
            "Although the desert is dry, many animals have lived there.",
            "The desert is dry. But many animals have lived there.",
        ),
        ("Although they are small, ants can lift heavy loads.", "Ants are small. But they can lift heavy loads."),
        (
            "Because the river is deep, large ships can reach the town.",
            "The river is deep. So large ships can reach the town.",
        ),
        ("The town grew because a railroad reached it.", "The town grew. This was because a railroad reached it."),
        ("The Moon, which has no air, is a quiet place.", "The Moon has no air. The Moon is a quiet place."),
        (
            "They opened small doors called valves, which close at once.",
            "They opened small doors called valves. These valves close at once.",
        ),
        ("He moved to Boston, where he opened a shop.", "He moved to Boston. There, he opened a shop."),
        ("The heart, a strong muscle, is never at rest.", "The heart is a strong muscle. The heart is never at rest."),
        (
            "Located near the coast, the town grew quickly.",
            "The town was located near the coast. The town grew quickly.",
        ),
        (
            "The volcano erupted at night, killing many people.",
            "The volcano erupted at night. This killed many people.",
        ),
        (
            "The storm damaged the roof and broke two windows.",
            "The storm damaged the roof. The storm broke two windows.",
        ),
        (
            "The bridge was built in 1900 and destroyed in 1945.",
            "The bridge was built in 1900. The bridge was destroyed in 1945.",
        ),
    ],
)
def test_a_sentence_is_said_in_two(simpler: Simpler, one: str, said: str) -> None:
    assert two(one, simpler) == said


@pytest.mark.parametrize(
    "sentence",
    [
        "They raise sheep, goats, and cows are kept there.",
        "If it rains, the river rises, and the town is flooded.",
        "She said that the bridge was old, and the road was closed.",
        "He lost the game, which was a shame.",
        "The roots of the tree, which were damaged, died.".replace("roots", "root").replace("were", "had been"),
        "Although it was cold, the lake did not freeze.",
        "The plan was good in theory and bad in practice.",
        "Not only the king fell, but the city burned.",
        "Few plants live there and bear fruit.",
        "He did not leave because he was afraid.",
        "A switch opens and closes a circuit.",
        "She bought apples, pears, and plums at the market.",
        "They packed food so that they could stay longer.",
        "The left | right sign fell down, and it was lost.",
    ],
)
def test_a_sentence_is_left_where_two_could_say_something_else(simpler: Simpler, sentence: str) -> None:
    assert two(sentence, simpler) == ""


@pytest.mark.parametrize(
    ("both", "said"),
    [
        ("The sun is hot. It gives us light.", "The sun is hot, and it gives us light."),
        ("The work was hard. But they liked it.", "The work was hard, but they liked it."),
        ("The ice was thin. So nobody crossed it.", "The ice was thin, so nobody crossed it."),
        ("Bees live in a group. The group has one queen.", "Bees live in a group, which has one queen."),
        ("It was not one road. It was many paths.", ""),
        ("Who was he? He was a king.", ""),
    ],
)
def test_short_sentences_are_joined_where_that_is_sure(simpler: Simpler, both: str, said: str) -> None:
    assert join(both, simpler) == said


def test_every_word_gets_one_letter(simpler: Simpler) -> None:
    words = [token[0] for token in TOKEN.finditer('He said, "We must go," and the US team didn’t stay.')]
    kinds = letters(words, simpler)
    assert len(kinds) == len(words)
    assert (kinds[0], kinds[3], kinds[6], kinds[8]) == ("P", "q", "E", "V")


def test_three_verbs_of_one_subject_are_three_sentences(simpler: Simpler) -> None:
    said = split("They scrape soil from the ground, carry it for miles, and deposit it in ridges.", simpler)
    assert said == ["They scrape soil from the ground.", "They carry it for miles.", "They deposit it in ridges."]
    assert split("They can run for miles, jump over walls, and swim in the sea.", simpler) == []
