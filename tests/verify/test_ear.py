"""Worries that no phrase says: heard by likeness to lines of children, with the topic and severity of the nearest."""

import random
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from tutor.catalog import load
from tutor.maths.tables import table
from tutor.verify import Ear, Screening, screen
from tutor.verify.intake import TOPICS

PHRASES = load().phrases
LINES = table("verify", "worries")


def by_list(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return texts as vectors of length 1: mostly the direction of the list that they stand in, a little of their own."""
    names, rows = [*LINES["severity"], "fine"], np.zeros((len(texts), 64))
    for row, text in zip(rows, texts, strict=True):
        own = random.Random(text)
        row[8:] = [own.gauss(0, 0.05) for _ in row[8:]]
        row[next((place for place, name in enumerate(names) if text in LINES[name]), 6)] = 1.0
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def ear() -> Ear:
    return Ear(by_list)


def said(text: str) -> Screening:
    return Screening(kind="ok", text=text)


@pytest.mark.parametrize("topic", LINES["severity"])
def test_a_line_of_a_topic_is_heard_with_its_severity(ear: Ear, topic: str) -> None:
    long = [line for line in LINES[topic] if len(line.split()) > 4]
    heard = {(one.kind, one.topic, one.severity) for one in (ear.hear(said(line)) for line in long)}
    assert heard == {("worry", topic if topic in TOPICS else "other", LINES["severity"][topic])}


def test_harmless_lines_are_not_heard(ear: Ear) -> None:
    assert [line for line in LINES["fine"] if ear.hear(said(line)).kind == "worry"] == []


def test_without_likeness_and_in_few_words_nothing_is_heard(ear: Ear) -> None:
    line = said(LINES["self_harm"][0])
    assert ear.hear(line).kind == "worry"
    assert Ear(None).hear(line) == line
    assert ear.hear(said("die 1/2 + 1/3")).kind == "ok"


@pytest.mark.parametrize("kind", ["worry", "unsafe", "empty", "too_long", "binary"])
def test_what_was_stopped_for_a_graver_reason_stays_so(ear: Ear, kind: str) -> None:
    stopped = Screening.model_validate(
        {"kind": kind, "text": LINES["self_harm"][0], "topic": "abuse", "severity": "high"}
    )
    assert ear.hear(stopped) == stopped


def test_a_rude_word_or_an_order_hides_no_worry(ear: Ear) -> None:
    for kind in ("rude", "injection"):
        assert ear.hear(Screening.model_validate({"kind": kind, "text": LINES["abuse"][0]})).kind == "worry"


def test_every_severity_is_one_that_phrases_know() -> None:
    assert set(LINES["severity"].values()) == {
        screen(one, PHRASES).severity for one in ("i want to die", "nobody likes me")
    }
