"""A language model tells the facts: kept where all of it is supported and near the wish, else ours."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from evals.scripted import Scripted
from tutor.domain import Passage
from tutor.errors import LlmUnavailable
from tutor.generation.reading import Shelf, Wish, make_passage
from tutor.llm import Gateway, open_gateway
from tutor.services import Services

WISH = Wish("science.honeybees", 5, 150, seed=3)


@pytest.fixture
def scripted(make_services: Callable[..., Services]) -> Callable[[Sequence[Any]], tuple[Gateway, Scripted]]:
    def make(replies: Sequence[Any]) -> tuple[Gateway, Scripted]:
        services, script = make_services(llm_writer="openai/fake"), Scripted(replies)
        store = services.store
        gateway = open_gateway(
            services.settings, note=store.note, spent_usd=store.spent_usd, clock=services.clock, transport=script
        )
        return gateway, script

    return make


def reply(passage: Passage, *added: str) -> str:
    """Another passage of the sheet as what a language model wrote, with sentences added to its first part."""
    sections = [{"heading": one.heading, "text": one.text} for one in passage.sections]
    sections[1]["text"] = " ".join([sections[1]["text"], *added])
    return json.dumps({"title": "My own title", "sections": sections})


@pytest.fixture
def other(shelf: Shelf) -> Passage:
    return make_passage(shelf, Wish("science.honeybees", 5, 160, seed=8))


def test_a_supported_draft_is_kept_with_its_llm_and_prompt_in_the_receipt(
    shelf: Shelf, scripted: Any, other: Passage
) -> None:
    gateway, script = scripted([reply(other)])
    made = make_passage(shelf, WISH, gateway)
    assert made.text == other.text
    assert (made.receipt.llm, len(made.receipt.prompt_hash), made.title) == (
        "openai/fake",
        64,
        shelf.topics[WISH.topic].title,
    )
    assert set(made.facts) == set(other.facts)
    assert "Say only what one fact says" in script.requests[0].messages[0]["content"]


def test_sentences_that_no_fact_supports_are_left_out(shelf: Shelf, scripted: Any, other: Passage) -> None:
    false = ["Honeybees can count to 12.", "The queen was born in France."]
    gateway, _ = scripted([reply(other, *false)])
    made = make_passage(shelf, WISH, gateway)
    assert made.receipt.llm == "openai/fake"
    assert not any(one in made.text for one in false)


def test_a_draft_of_inventions_is_mended_once_and_then_ours_is_kept(shelf: Shelf, scripted: Any) -> None:
    nonsense = json.dumps(
        {"title": "Bees", "sections": [{"heading": "", "text": "Bees rule the moon. They eat 500 stars a day."}]}
    )
    gateway, script = scripted([nonsense, nonsense])
    made = make_passage(shelf, WISH, gateway)
    assert made == make_passage(shelf, WISH)
    assert len(script.requests) == 2
    assert "no fact says" in script.requests[1].messages[1]["content"]


def test_without_an_answer_ours_is_kept(shelf: Shelf, scripted: Any) -> None:
    gateway, _ = scripted([LlmUnavailable("down")])
    assert make_passage(shelf, WISH, gateway) == make_passage(shelf, WISH)
