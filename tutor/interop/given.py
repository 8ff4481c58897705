"""Turns and items as they leave the house: JSON with the mathematics in plain text, the same from the command and the API."""

from typing import Any

from tutor.diagnosis import as_row
from tutor.domain import Item, Turn
from tutor.maths import show_text


def turn_as_given(turn: Turn) -> dict[str, Any]:
    """Return a turn as JSON: reply, diagnosis (as from `tutor diagnose`), move, sources, checks, timings."""
    given = turn.model_dump(
        mode="json", include={"id", "learner", "message", "move", "sources", "checks", "timings", "composer"}
    )
    return given | {
        "reply": show_text(turn.reply, "plain"),
        "diagnosis": as_row(turn.diagnosis) if turn.diagnosis else None,
    }


def item_as_given(item: Item) -> dict[str, Any]:
    """Return an item as JSON, no marks in its texts."""
    given: dict[str, Any] = item.model_dump(mode="json")
    for name in ("stem", "problem"):
        given[name] = show_text(given[name], "plain")
    for name in ("given", "hints", "solution"):
        given[name] = [show_text(text, "plain") for text in given[name]]
    return given
