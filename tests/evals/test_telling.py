"""False rules and good replies in words: each stands in its place, and a few of each are tried through whole turns."""

import pytest

from evals import telling
from evals.results import Run
from tutor.catalog.schema import Catalog
from tutor.services import Services


def test_every_rule_and_reply_belongs_to_a_skill_or_a_misconception(content: Catalog) -> None:
    for part in telling.PARTS:
        assert all(f"maths.{skill}" in content.skills for skill in telling.told("rules_told")[part])
        assert all(f"maths.{id}" in content.misconceptions for id in telling.told("replies_told")[part])


def test_there_are_more_than_two_hundred_false_rules_and_none_twice() -> None:
    rules = [one for part in telling.PARTS for many in telling.told("rules_told")[part].values() for one in many]
    assert len(rules) > 200
    assert len({rule.lower() for rule in rules}) == len(rules)


@pytest.mark.parametrize("part", ["held out"])
def test_no_false_rule_reaches_a_student_and_good_replies_are_used(services: Services, part: str) -> None:
    run = Run(services, limit=3)
    assert [one.value for one in telling._false(run, part)] == [0.0, 0.0]
    used, _ = telling._good(run, part)
    assert used.n == 3
    assert used.value is not None
    assert used.value > 0.6
