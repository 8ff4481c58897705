"""Passages on their way out of the house: JSON, Markdown, an HTML page, Word and PDF. On paper the key has a page of its own."""

import json
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from tutor.domain import Passage, Question
from tutor.errors import NotFound
from tutor.interop.packages import filled, typeset
from tutor.interop.sheet import FORMATS
from tutor.verify.kinds import LETTERS

MEDIA_TYPES = {
    "json": FORMATS["json"].media_type, "md": "text/markdown", "html": "text/html", "docx": FORMATS["docx"].media_type,
    "pdf": FORMATS["pdf"].media_type,
}  # fmt: skip


def write_passages(
    passages: Sequence[Passage], format: str, labels: Mapping[str, str], *, is_set: bool = False
) -> bytes:
    """Return the file of passages in a format. A level set is a list in JSON, also where it holds one passage.

    Raises NotFound for an unknown format, with the nearest.
    """
    if format not in MEDIA_TYPES:
        nearest = get_close_matches(format, MEDIA_TYPES, cutoff=0.4) or list(MEDIA_TYPES)
        raise NotFound(f"There is no format {format} for passages. There are: {', '.join(nearest)}.", nearest)
    if format == "json":
        rows = [passage.model_dump(mode="json") for passage in passages]
        return (json.dumps(rows if is_set else rows[0], ensure_ascii=False) + "\n").encode()
    leaves = [_leaf(passage, labels) for passage in passages]
    if format == "pdf":
        return typeset("passage.typ", {"leaves": leaves, "labels": dict(labels)})
    if format == "docx":
        from tutor.interop.docx import word_file

        title = leaves[0]["title"] if leaves else ""
        return word_file(filled("passage.docx.html", leaves=leaves, labels=labels), title, points=12)
    return filled(f"passage.{format}", leaves=leaves, labels=labels).encode() + b"\n"


def _leaf(passage: Passage, labels: Mapping[str, str]) -> dict[str, Any]:
    """Return what stands on paper, all of it plain text."""
    kept = {"title", "note", "sections", "glossary", "starters", "changes", "sources"}
    return passage.model_dump(mode="json", include=kept) | {
        "level": f"{labels['level']}: {labels['grade']} {passage.measured['grade']:.1f} ± {passage.measured['error']:.1f}",
        "questions": [_asked(one) for one in passage.questions],
        "licence": passage.receipt.licence,
    }


def _asked(one: Question) -> dict[str, Any]:
    options = [{"letter": letter, "text": option.text} for letter, option in zip(LETTERS, one.options, strict=False)]
    letter = next(option["letter"] for option in options if option["text"] == one.key)
    return one.model_dump(include={"question", "key", "where", "why"}) | {"options": options, "letter": letter}
