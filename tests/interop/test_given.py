"""The JSON that others rely on holds plain mathematics and no marks."""

import json

from tutor.catalog.schema import Catalog
from tutor.diagnosis import Matcher
from tutor.generation import make_items
from tutor.interop import item_as_given, turn_as_given
from tutor.services import Services


def test_a_turn_has_the_fields_that_are_promised_and_plain_mathematics(services: Services) -> None:
    given = turn_as_given(services.take_turn("ada", "1/2 + 1/3 = 2/5"))
    assert {"reply", "diagnosis", "move", "sources", "checks", "timings"} <= given.keys()
    assert {"verdict", "reason", "decision", "hypotheses", "evidence"} <= given["diagnosis"].keys()
    assert "1/2 + 1/2" in given["reply"]
    assert "`" not in given["reply"]
    assert json.loads(json.dumps(given))["diagnosis"]["key"] == "5/6"


def test_a_turn_that_is_no_attempt_has_no_diagnosis(services: Services) -> None:
    assert turn_as_given(services.take_turn("ada", "hello"))["diagnosis"] is None


def test_items_of_every_skill_are_plain_and_never_keyed_by_a_letter(content: Catalog) -> None:
    matcher = Matcher(content)
    for skill in content.skills:
        for item in make_items(content, matcher, skill=skill, n=2, seed=3):
            given = item_as_given(item)
            assert "`" not in json.dumps(
                [given[name] for name in ("stem", "problem", "given", "hints", "solution", "key")]
            )
            assert given["key"] not in ("A", "B", "C", "D")
            assert not given["options"] or {"text": item.key, "misconception": "", "right": True} in given["options"]
