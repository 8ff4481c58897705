"""The topic sheets themselves, and faults planted in one of them."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tutor.catalog import content_folder
from tutor.catalog.topics import PATTERN, TOPIC, Topic, check_topic, load_topics
from tutor.errors import ContentError

SHEETS = sorted(content_folder().glob(PATTERN))
TOPICS = load_topics()


@pytest.fixture
def sheet() -> dict[str, Any]:
    """Return the data of one sound sheet, to break in one place."""
    data: dict[str, Any] = yaml.load(SHEETS[0].read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return data


def first_ask(sheet: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return the first fact of the sheet that has a question of this kind."""
    facts = [fact for paragraph in sheet["paragraphs"] for fact in paragraph["facts"]]
    return next(fact for fact in facts if "ask" in fact and fact["ask"].get("kind", "literal") == kind)


def blank_answer(sheet: dict[str, Any]) -> None:
    first_ask(sheet, "literal")["ask"]["answer"] = "a word that stands nowhere"


def no_reason(sheet: dict[str, Any]) -> None:
    first_ask(sheet, "inference")["ask"]["because"] = ""


def twin_options(sheet: dict[str, Any]) -> None:
    options = first_ask(sheet, "literal")["ask"]["wrong"]
    options[0]["text"] = options[1]["text"].upper()


def stray_number(sheet: dict[str, Any]) -> None:
    sheet["paragraphs"][0]["facts"][1]["joined"]["plain"] += " There are 7,531 of them."


FAULTS: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "two facts of one id": (
        lambda sheet: sheet["paragraphs"][1].update(id=sheet["paragraphs"][0]["facts"][0]["id"]),
        "stands twice",
    ),
    "too few facts": (lambda sheet: sheet["paragraphs"].pop() and sheet["paragraphs"].pop(), "facts"),
    "a standard that is none": (lambda sheet: sheet["standards"].append("RI-4"), "RI-4 is no code"),
    "a fact without its joined form": (
        lambda sheet: sheet["paragraphs"][0]["facts"][2].pop("joined"),
        "no joined form",
    ),
    "an unknown source": (
        lambda sheet: sheet["paragraphs"][0]["facts"][0].update(source="hearsay"),
        "no source hearsay",
    ),
    "a term outside the glossary": (
        lambda sheet: sheet["paragraphs"][0]["facts"][0].update(terms=["zzyzx"]),
        "zzyzx is not in the glossary",
    ),
    "a term in no fact": (lambda sheet: sheet["glossary"].update(zzyzx="nothing at all"), "no fact has the term zzyzx"),
    "a number that rich does not have": (stray_number, "7,531 is not in the rich rendering"),
    "an answer that does not stand there": (blank_answer, "does not stand in"),
    "an inference without its reason": (no_reason, "without `because`"),
    "two equal options": (twin_options, "two options are the same"),
}


@pytest.mark.parametrize("topic", TOPICS.values(), ids=TOPICS.keys())
def test_every_sheet_has_no_fault(topic: Topic) -> None:
    assert [f"{fault.where}: {fault.what}" for fault in check_topic(topic)] == []


@pytest.mark.parametrize("topic", TOPICS.values(), ids=TOPICS.keys())
def test_every_sheet_has_questions_myths_and_child_level_definitions(topic: Topic) -> None:
    asks = [fact.ask for fact in topic.facts if fact.ask]
    assert sum(ask.kind == "literal" for ask in asks) >= 8
    assert sum(ask.kind == "inference" for ask in asks) >= 4
    assert sum(fact.myth is not None for fact in topic.facts) >= 3
    assert {term: meaning for term, meaning in topic.glossary.items() if len(meaning.split()) > 15} == {}


@pytest.mark.parametrize("topic", TOPICS.values(), ids=TOPICS.keys())
def test_no_answer_of_a_question_is_longer_than_four_words_when_it_is_read_off_the_text(topic: Topic) -> None:
    asks = [fact.ask for fact in topic.facts if fact.ask and fact.ask.kind == "literal"]
    assert [ask.answer for ask in asks if len(ask.answer.split()) > 4] == []


@pytest.mark.parametrize("topic", TOPICS.values(), ids=TOPICS.keys())
def test_every_text_of_a_sheet_ends_like_a_sentence_and_says_nothing_of_today(topic: Topic) -> None:
    whole = [topic.opening, topic.close, *topic.hooks.values()]
    texts = [*(text for part in whole for text in part.texts), *(text for fact in topic.facts for text in fact.every)]
    assert [text for text in texts if text[-1] not in ".!?" or text[0].islower()] == []
    assert [text for text in texts if re.search(r"\b(currently|nowadays|this year|last year)\b", text)] == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_every_sheet_names_its_schema_and_is_called_like_its_file(path: Path) -> None:
    first, text = path.read_text(encoding="utf-8").split("\n", 1)
    assert first == "# yaml-language-server: $schema=../../schema/topics.json"
    assert f".{path.stem}\n" in text.split("title:")[0]


@pytest.mark.parametrize(("plant", "what"), FAULTS.values(), ids=FAULTS.keys())
def test_a_planted_fault_is_found(sheet: dict[str, Any], plant: Callable[[dict[str, Any]], object], what: str) -> None:
    plant(sheet)
    assert [fault.what for fault in check_topic(TOPIC.validate_python(sheet)) if what in fault.what]


def test_a_topic_that_stands_twice_is_refused_and_named(content: Path) -> None:
    folder = content / "reading" / "topics"
    folder.mkdir(parents=True)
    for name in ("one.yaml", "two.yaml"):
        (folder / name).write_text(SHEETS[0].read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(ContentError, match="is already in"):
        load_topics(content)
