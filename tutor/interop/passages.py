"""Passages on their way out of the house: JSON, Markdown, an HTML page, Word and PDF. On paper the key has a page of its own."""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

from tutor.domain import Passage, Question
from tutor.errors import NotFound
from tutor.interop.sheet import FORMATS
from tutor.verify.kinds import LETTERS

TEMPLATES = Path(__file__).parent / "templates"
Labels = Mapping[str, str]


MEDIA_TYPES = {
    "json": FORMATS["json"].media_type,
    "md": "text/markdown",
    "html": "text/html",
    "docx": FORMATS["docx"].media_type,
    "pdf": FORMATS["pdf"].media_type,
}


def write_passages(passages: Sequence[Passage], format: str, labels: Labels, *, is_set: bool = False) -> bytes:
    """Return the file of passages in a format. A level set is a list in JSON, also where it holds one passage.

    Raises NotFound for an unknown format, with the nearest.
    """
    if format not in _WRITERS:
        nearest = get_close_matches(format, _WRITERS, cutoff=0.4) or list(_WRITERS)
        raise NotFound(f"There is no format {format} for passages. There are: {', '.join(nearest)}.", nearest)
    if format == "json":
        rows = [passage.model_dump(mode="json") for passage in passages]
        return (json.dumps(rows if is_set else rows[0], ensure_ascii=False) + "\n").encode()
    return _WRITERS[format]([_leaf(passage, labels) for passage in passages], labels)


def _leaf(passage: Passage, labels: Labels) -> dict[str, Any]:
    """Return what stands on paper, all of it plain text."""
    return {
        "title": passage.title,
        "level": f"{labels['level']}: {labels['grade']} {passage.measured['grade']:.1f} ± {passage.measured['error']:.1f}",
        "note": passage.note,
        "sections": [{"heading": one.heading, "text": one.text} for one in passage.sections],
        "glossary": [{"term": one.term, "meaning": one.meaning} for one in passage.glossary],
        "questions": [_asked(one) for one in passage.questions],
        "starters": list(passage.starters),
        "changes": list(passage.changes),
        "sources": list(passage.sources),
        "licence": passage.receipt.licence,
    }


def _asked(one: Question) -> dict[str, Any]:
    options = [{"letter": letter, "text": option.text} for letter, option in zip(LETTERS, one.options, strict=False)]
    letter = next(option["letter"] for option in options if option["text"] == one.key)
    told = {"question": one.question, "key": one.key, "where": one.where, "why": one.why}
    return told | {"options": options, "letter": letter}


def _page(name: str, leaves: Sequence[dict[str, Any]], labels: Labels) -> bytes:
    """Return the pages by a template; what is no Markdown is escaped."""
    from jinja2 import Environment, StrictUndefined

    room = Environment(
        autoescape=name.endswith("html"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = room.from_string((TEMPLATES / name).read_text(encoding="utf-8"))
    return template.render(leaves=leaves, labels=labels).encode() + b"\n"


def _pdf(leaves: Sequence[dict[str, Any]], labels: Labels) -> bytes:
    import typst

    data = json.dumps({"leaves": leaves, "labels": dict(labels)})
    made = typst.compile((TEMPLATES / "passage.typ").read_bytes(), sys_inputs={"data": data})
    assert isinstance(made, bytes)
    return made


def _docx(leaves: Sequence[dict[str, Any]], labels: Labels) -> bytes:
    from docx import Document
    from docx.shared import Pt

    document: Any = Document()
    document.styles["Normal"].font.size = Pt(12)
    document.core_properties.author, document.core_properties.title = "", leaves[0]["title"]
    for number, leaf in enumerate(leaves):
        if number:
            document.add_page_break()
        _docx_leaf(document, leaf, labels)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _docx_leaf(document: Any, leaf: Mapping[str, Any], labels: Labels) -> None:
    document.add_heading(leaf["title"], 1)
    document.add_paragraph(f"{labels['name']}: {'_' * 30}    {labels['date']}: {'_' * 14}")
    if leaf["note"]:
        document.add_paragraph(leaf["note"], "Intense Quote")
    for section in leaf["sections"]:
        if section["heading"]:
            document.add_heading(section["heading"], 2)
        document.add_paragraph(section["text"])
    for place, one in enumerate(leaf["glossary"]):
        if not place:
            document.add_heading(labels["words"], 2)
        document.add_paragraph(style="List Bullet").add_run(one["term"]).bold = True
        document.paragraphs[-1].add_run(f": {one['meaning']}")
    for number, one in enumerate(leaf["questions"], 1):
        if number == 1:
            document.add_heading(labels["questions"], 2)
        document.add_paragraph(f"{number}.  {one['question']}").paragraph_format.keep_with_next = True
        for option in one["options"]:
            document.add_paragraph(f"      {option['letter']}   {option['text']}")
    _docx_key(document, leaf, labels)


def _docx_key(document: Any, leaf: Mapping[str, Any], labels: Labels) -> None:
    document.add_page_break()
    document.add_heading(f"{labels['key']}: {leaf['title']}", 1)
    for number, one in enumerate(leaf["questions"], 1):
        document.add_paragraph(f"{number}.  {one['letter']}   {one['key'].rstrip('.')}. {one['why']}")
        if one["where"]:
            document.add_paragraph(f"“{one['where']}”", "Quote")
    for name in filter(leaf.get, ("starters", "changes", "sources")):
        document.add_heading(labels[name], 2)
        for line in leaf[name]:
            document.add_paragraph(line, "List Bullet")
    document.add_paragraph(f"{leaf['level']} · {leaf['licence']}")


_WRITERS: dict[str, Callable[[Sequence[dict[str, Any]], Labels], bytes]] = {
    "json": lambda leaves, labels: b"",
    "md": partial(_page, "passage.md"), "html": partial(_page, "passage.html"), "docx": _docx, "pdf": _pdf,
}  # fmt: skip
