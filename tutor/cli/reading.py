"""The verbs about reading: level, passage."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from tutor.cli.batch import Lines
from tutor.cli.content import give, list_all
from tutor.cli.rows import Row, opened, run_rows
from tutor.cli.rows import text as text_of
from tutor.errors import TutorError


def level(jsonl: Lines) -> None:
    """Measure how hard each text is to read: a school grade with its standard error, and what makes the text hard."""
    from tutor.interop import level_as_given
    from tutor.verify.level import measure

    def measured(row: Row) -> Mapping[str, Any]:
        return {"id": row.get("id"), **level_as_given(measure(text_of(row, "text")))}

    run_rows(jsonl, measured)


def passage(
    topic: Annotated[str, typer.Option(help="Id or title of a topic; --list names them.")] = "",
    grade: Annotated[float, typer.Option(min=1, max=12, help="The grade it should read at; 2 to 10 is sure.")] = 5,
    words: Annotated[int, typer.Option(min=40, max=2000, help="How long it should be; 80 to 400 is sure.")] = 200,
    text: Annotated[str, typer.Option(help="Your own file (txt, md, html, docx, pdf, - for input) instead.")] = "",
    interest: Annotated[str, typer.Option(help="Begin with this interest of the reader.")] = "",
    focus: Annotated[str, typer.Option(help="The part of the topic (id or heading) to tell in full.")] = "",
    english: Annotated[int, typer.Option(min=0, max=5, help="Supports for a learner of English, 1 to 5; 0: none.")] = 0,
    level_set: Annotated[bool, typer.Option("--level-set", help="The same facts at three to five levels.")] = False,
    seed: Annotated[int, typer.Option(help="The same seed gives the same passage.")] = 1,
    format: Annotated[str, typer.Option(help="json, md, html, docx or pdf.")] = "json",
    out: Annotated[Path | None, typer.Option(help="File to write instead of standard output.")] = None,
    listing: Annotated[bool, typer.Option("--list", help="List the topics instead.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Give the list as JSON.")] = False,
) -> None:
    """Give a passage at a measured level, true to its facts, with glossary, questions, key and receipt."""
    from tutor.catalog.reading import load_simpler
    from tutor.generation.wishes import PassageWishes, TextWishes
    from tutor.services import build

    services = build()
    shelf = services.shelf
    if listing:
        list_all(shelf.topics.values(), as_json)
        return
    if bool(topic) == bool(text):
        raise TutorError("Say what the passage is about with --topic, or give a --text. --list names the topics.")
    shared: dict[str, Any] = {"grade": grade, "english": english, "level_set": level_set, "format": format}
    if text:
        own = TextWishes.read(text=_read(text), **shared)
        give(own.file(shelf, own.passages(shelf, load_simpler(services.settings.content))), format, out)
        return
    asked = PassageWishes.read(topic=topic, words=words, interest=interest, focus=focus, seed=seed, **shared)
    give(asked.file(shelf, asked.passages(shelf, services.gateway)), format, out)


def _read(name: str) -> str:
    from tutor.interop.documents import read_document

    with opened(name) as file:
        return read_document("" if name == "-" else name, file.read())
