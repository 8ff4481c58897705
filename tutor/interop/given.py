"""Turns and items as they leave the house: JSON with the mathematics in plain text, the same from the command and the API."""

import json
from typing import Any

from tutor.diagnosis import as_row
from tutor.domain import Item, Source, Turn
from tutor.interop.packages import svg
from tutor.interop.sheet import Sheet
from tutor.maths import show_text
from tutor.verify.level import Level


def turn_as_given(turn: Turn) -> dict[str, Any]:
    """Return a turn as JSON: reply, diagnosis (as from `tutor diagnose`), move, sources, checks, timings."""
    given = turn.model_dump(mode="json", include={"id", "learner", "message", "move", "checks", "timings", "composer"})
    return given | {
        "sources": [source_as_given(source) for source in turn.sources],
        "reply": show_text(turn.reply, "plain"),
        "diagnosis": as_row(turn.diagnosis) if turn.diagnosis else None,
    }


def item_as_given(item: Item) -> dict[str, Any]:
    """Return an item as JSON, no marks in its texts."""
    given: dict[str, Any] = item.model_dump(mode="json")
    if item.figure:
        given["figure"] = {"kind": item.figure.kind, "alt": item.figure.alt, "svg": svg(item.figure)}
    for option in given["options"]:
        option["text"] = show_text(option["text"], "plain")
    for name in ("stem", "problem", "key"):
        given[name] = show_text(given[name], "plain")
    for name in ("given", "hints", "solution"):
        given[name] = [show_text(text, "plain") for text in given[name]]
    return given


def level_as_given(level: Level) -> dict[str, Any]:
    """Return a measured level as JSON: the grade, its standard error, the measures, and what makes the text hard."""
    hard = {"words": level.hard_words, "sentences": level.hard_sentences}
    return {"grade": level.grade, "error": level.error, "measures": level.measures, "hard": hard}


def source_as_given(source: Source) -> dict[str, Any]:
    """Return a found chunk as JSON, with `source` (its id) and `codes` (its standards) under the names that others rely on."""
    given = source.model_dump(mode="json", exclude={"id", "standards"})
    return {"source": source.id, "codes": list(source.standards), **given, "text": show_text(source.text, "plain")}


def write(sheet: Sheet) -> bytes:
    """Return the items of a sheet as a JSON list."""
    return (json.dumps([item_as_given(item) for item in sheet.items], ensure_ascii=False) + "\n").encode()
