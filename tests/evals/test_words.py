"""The utterances that words are measured on name what exists, and what is measured was never learned from."""

from evals.fit_words import area, paraphrases
from tutor.catalog import load


def test_every_utterance_names_a_misconception_of_the_catalogue_or_none() -> None:
    known = load().misconceptions
    for half in ("development", "held_out"):
        said = paraphrases(half)
        assert len(said) > 100
        assert {one.id for one in said} - {""} <= set(known)


def test_no_utterance_is_in_both_halves_or_in_the_catalogue() -> None:
    development, held_out = ({one.text for one in paraphrases(half)} for half in ("development", "held_out"))
    lines = {line for made in load().misconceptions.values() for line in (*made.says, *made.says_not)}
    assert not development & held_out
    assert not held_out & lines


def test_the_area_is_what_stands_before_the_name() -> None:
    assert area("maths.fractions.add-across") == "maths.fractions"
