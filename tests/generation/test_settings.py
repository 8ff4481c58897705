"""A setting in a language model's words is used where it passes its checks, and changes no number; else it is refused, with the reason."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from evals.scripted import Scripted
from tutor.catalog.schema import Catalog
from tutor.diagnosis import Matcher
from tutor.domain import LedgerLine
from tutor.errors import LlmUnreadable
from tutor.generation import make_items
from tutor.generation.stories import with_setting
from tutor.llm import Gateway, open_gateway
from tutor.settings import Settings

GOOD: dict[str, Any] = {
    "id": "x", "title": "Dinosaurs", "interests": ["dinosaurs"],
    "things": [
        {"one": "fossil", "many": "fossils", "most": 300, "price": 9},
        {"one": "dinosaur model", "many": "dinosaur models", "most": 120, "price": 12},
    ],
    "holders": {"one": "case", "many": "cases"}, "kinds": ["large", "small"], "gets": ["digs up"], "loses": ["gives away"],
}  # fmt: skip


def gateway_that_says(reply: dict[str, Any], notes: list[LedgerLine]) -> Gateway:
    return open_gateway(
        Settings(llm_writer="openai/fake", _env_file=None),  # type: ignore[call-arg]
        note=notes.append,
        spent_usd=lambda since: 0.0,
        clock=lambda: datetime(2026, 3, 1, tzinfo=UTC),
        transport=Scripted([json.dumps(reply)] * 2),
    )


def test_a_good_setting_tells_stories_whose_numbers_are_unchanged(catalog: Catalog, matcher: Matcher) -> None:
    widened = with_setting(catalog, gateway_that_says(GOOD, []), "dinosaurs")
    skill = "maths.whole-numbers.add"
    plain = {item.id: item for item in make_items(catalog, matcher, skill=skill, n=24, seed=2)}
    told = make_items(widened, matcher, skill=skill, n=24, seed=2, interest="dinosaurs")
    stories = [item for item in told if "fossils" in item.stem or "dinosaur models" in item.stem]
    assert len(stories) >= 3
    assert all(
        (plain[item.id].key, plain[item.id].problem) == (item.key, item.problem) for item in told if item.id in plain
    )


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"kinds": ["large", "7 times"]}, "no plain word"),
        ({"gets": ["gives away"]}, "two senses"),
        ({"holders": {"one": "ball", "many": "balls"}}, "two senses"),
        ({"things": [{"one": "gun", "many": "guns", "most": 5, "price": 1}] * 2}, "plausible"),
        ({"loses": ["wins"]}, "two senses"),
    ],
    ids=["digits", "two senses", "holder", "amounts", "verbs"],
)
def test_a_bad_setting_is_refused_with_the_reason_in_the_ledger(
    catalog: Catalog, change: dict[str, Any], why: str
) -> None:
    notes: list[LedgerLine] = []
    with pytest.raises(LlmUnreadable, match=why):
        with_setting(catalog, gateway_that_says(GOOD | change, notes), "dinosaurs")
    assert notes[-1].outcome == "refused"
    assert why in notes[-1].reason
