"""Word problems: the setting changes no number, the sentences are read again, and every planted fault is caught."""

import re

import pytest

from tutor.catalog.schema import Catalog
from tutor.diagnosis import Matcher
from tutor.domain import Item
from tutor.errors import CannotCheck, NotFound
from tutor.generation import iterate_items
from tutor.generation.stories import packs_for
from tutor.verify.story import Tongue, tongue


@pytest.fixture(scope="module")
def understood(catalog: Catalog) -> Tongue:
    return tongue(catalog.clauses, catalog.packs)


def stories(catalog: Catalog, matcher: Matcher, interest: str = "", each: int = 24) -> list[Item]:
    told = [skill for skill in catalog.skills.values() if any(table.story for table in skill.items)]
    return [
        item
        for skill in told
        for item in iterate_items(catalog, matcher, skill=skill.id, n=each, seed=8, interest=interest)
        if "-story" in item.receipt.source
    ]


@pytest.fixture(scope="module")
def told(catalog: Catalog, matcher: Matcher) -> list[Item]:
    return stories(catalog, matcher)


def test_there_are_25_settings_and_every_one_is_used_by_somebody(catalog: Catalog) -> None:
    assert len(catalog.packs) >= 25
    interests = {interest for pack in catalog.packs for interest in pack.interests}
    assert {"sports", "animals", "cooking", "music", "space", "games", "nature", "travel"} <= interests
    assert all(packs_for(catalog, interest) for interest in interests)


def test_every_story_has_a_third_route_that_reads_its_sentences(told: list[Item], understood: Tongue) -> None:
    assert len(told) > 40
    for item in told:
        assert len(item.receipt.routes) == 3
        assert str(understood.solve(item.stem)) == item.key


def test_an_interest_changes_the_setting_and_leaves_problem_and_key_alone(catalog: Catalog, matcher: Matcher) -> None:
    plain, music = (stories(catalog, matcher, interest) for interest in ("", "music"))
    before = {item.id: item for item in plain}
    both = [(before[item.id], item) for item in music if item.id in before]
    assert len(both) > 0.8 * len(plain)
    assert all((one.problem, one.key, one.task) == (two.problem, two.key, two.task) for one, two in both)
    words = {thing.many for pack in packs_for(catalog, "music") for thing in pack.things}
    counted = [item for item in music if " km" not in item.stem]
    assert sum(any(word in item.stem for word in words) for item in counted) > 0.85 * len(counted)
    assert sum(one.stem != two.stem for one, two in both) > 0.8 * len(both)


def test_an_unknown_interest_names_those_there_are(catalog: Catalog, matcher: Matcher) -> None:
    with pytest.raises(NotFound, match="music"):
        iterate_items(catalog, matcher, skill="maths.whole-numbers.add", n=2, interest="knitting dragons")


def test_amounts_are_plausible(told: list[Item], catalog: Catalog, understood: Tongue) -> None:
    most = max(thing.most for pack in catalog.packs for thing in pack.things)
    for item in told:
        amounts = understood.amounts(item.stem)
        assert all(0 <= worth <= most for worth in amounts.values())
        assert not re.search(r"\b1 [a-z]+s\b", item.stem)


def planted(stem: str) -> list[str]:
    """Return the stem with one thing said wrongly, in every way that can be."""
    swaps = [("more", "fewer"), ("fewer", "more"), ("times as many", "more")]
    found = [stem.replace(one, two, 1) for one, two in swaps if one in stem and "How many more" not in stem]
    for number in re.findall(r"\d+", stem):
        found.append(re.sub(rf"\b{number}\b", str(int(number) + 1), stem, count=1))
    sentences = re.split(r"(?<=[.]) ", stem)
    return found + [
        " ".join(sentences[:place] + sentences[place + 1 :])
        for place in range(len(sentences) - 1)
        if " some " not in sentences[place]
    ]


def test_every_planted_fault_comes_to_something_else_or_to_nothing(told: list[Item], understood: Tongue) -> None:
    tried = 0
    for item in told:
        for fault in planted(item.stem):
            tried += 1
            try:
                assert str(understood.solve(fault)) != item.key, fault
            except CannotCheck:
                continue
    assert tried > 200


def test_a_sentence_that_no_clause_says_is_not_understood(understood: Tongue) -> None:
    with pytest.raises(CannotCheck, match="not understood"):
        understood.solve("Mei has 3 balls. A dragon comes. How many balls does Mei have?")


def test_sentences_that_contradict_each_other_are_noticed(understood: Tongue) -> None:
    with pytest.raises(CannotCheck, match="by another"):
        understood.solve("Mei has 3 balls. Mei has 4 balls. How many balls does Mei have?")
