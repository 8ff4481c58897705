"""The utterances that words are measured on name what exists, and what is measured was never learned from."""

from evals.fit_words import beside, fit, guess, heard, lines, paraphrases
from tutor.catalog import load
from tutor.diagnosis.words import Phrasebook, Score


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


def test_what_is_fitted_tells_the_lines_it_was_fitted_on_from_denials() -> None:
    said = {id: made for id, made in load().misconceptions.items() if id.startswith("maths.statistics.chance")}
    book = Phrasebook(said)
    texts = [heard(book, one._replace(place=-1)) for one in lines(book)]
    weights, base = fit(texts, [name for name in Score._fields if name != "near"])
    told = [guess(weights, base, one)[0] == one.ids[one.right] for one in texts if one.betrays]
    assert weights.covered > 0 > weights.known
    assert sum(told) > 0.9 * len(told)


def test_what_is_said_beside_a_problem_names_what_exists_and_is_in_one_half_only() -> None:
    known, halves = load().misconceptions, [beside(half) for half in ("development", "held_out")]
    assert all(len(half) > 200 for half in halves)
    assert {id for half in halves for one in half for id in one.ids} <= set(known)
    assert not {(one.problem, one.text) for one in halves[0]} & {(one.problem, one.text) for one in halves[1]}
    assert all(bool(one.ids) == (one.kind == "holds") for half in halves for one in half)
