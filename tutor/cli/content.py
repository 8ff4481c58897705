"""The verbs that give content: search, items, level, passage."""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from tutor.cli.batch import Lines
from tutor.cli.rows import Row, opened, read_rows, run_rows
from tutor.cli.rows import text as text_of
from tutor.errors import TutorError


def search(
    query: Annotated[str, typer.Argument(help="What to look for, in words.")],
    standard: Annotated[str, typer.Option(help="Only this standard, or what lies under it.")] = "",
    grade: Annotated[int | None, typer.Option(min=0, max=12, help="Only this grade.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, help="How many pages to give.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Give JSON.")] = False,
) -> None:
    """Find the pages of lessons that fit a question."""
    from tutor.interop import source_as_given
    from tutor.maths import show_text
    from tutor.services import build

    found = build().index.search(query, k=k, standard=standard, grade=grade)
    if as_json:
        print(json.dumps([source_as_given(source) for source in found], ensure_ascii=False))
        return
    if not found:
        print("Not in your sources.")
    for source in found:
        told = show_text(source.text, "plain")
        print(f"{source.score:.2f}  {source.title}  [{', '.join(source.standards)}]\n      {told}\n")


def items(
    skill: Annotated[str, typer.Option(help="Id of a skill.")] = "",
    standard: Annotated[str, typer.Option(help="Code of a standard.")] = "",
    misconception: Annotated[str, typer.Option(help="Id of a misconception.")] = "",
    n: Annotated[int, typer.Option("-n", min=1, max=100_000, help="How many items.")] = 10,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same items.")] = 1,
    listing: Annotated[bool, typer.Option("--list", help="List the skills instead.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Give the list as JSON.")] = False,
    format: Annotated[str, typer.Option(help="json, csv, gift, qti12, qti21, qti30, docx or pdf.")] = "json",
    out: Annotated[Path | None, typer.Option(help="File to write instead of standard output.")] = None,
    kind: Annotated[str, typer.Option(help="How items are answered, as choice or mixed; default: by the skill.")] = "",
    purpose: Annotated[str, typer.Option("--set", help="practice, exit (ticket) or diagnostic.")] = "practice",
    blueprint: Annotated[str, typer.Option(help='File of rows {"skill" or "standard", "n", "band"?, "kind"?}.')] = "",
    form: Annotated[str, typer.Option(help="A, B, C ...: equivalent sets with other numbers.")] = "A",
    band: Annotated[int, typer.Option(min=0, max=3, help="Only this difficulty, 1 to 3; 0: all.")] = 0,
    interest: Annotated[str, typer.Option(help="Setting of word problems, such as music or sports.")] = "",
    large: Annotated[bool, typer.Option("--large-print", help="Large print, for pdf and docx.")] = False,
) -> None:
    """Give practice items with keys, distractors and receipts."""
    from tutor.generation.quizzes import blueprint_row, by_blueprint
    from tutor.generation.quizzes import form as equivalent_form
    from tutor.generation.wishes import ItemWishes
    from tutor.services import build

    services = build()
    if listing:
        list_all(services.catalog.skills.values(), as_json)
        return
    if sum(map(bool, (skill, standard, misconception, blueprint))) != 1:
        raise TutorError("Name one of --skill, --standard, --misconception, --blueprint. --list names the skills.")
    wishes = ItemWishes.read(
        skill=skill, standard=standard, misconception=misconception, n=n, seed=seed, format=format, kind=kind, set=purpose,
        form=form, band=band, interest=interest, large_print=large,
    )  # fmt: skip
    catalog = services.catalog_for(interest)
    if blueprint:
        asked = by_blueprint(catalog, services.matcher, read_rows(blueprint, blueprint_row, all_or_none=True), seed)
        made = equivalent_form(catalog, services.matcher, form, asked, seed)
    else:
        made = wishes.items(catalog, services.matcher)
    give(wishes.file(catalog, made), format, out)


def give(content: bytes, format: str, out: Path | None) -> None:
    """Write a file to where it is wanted; what is no text is not written into a terminal."""
    if out:
        try:
            out.write_bytes(content)
        except OSError as error:
            raise TutorError(f"{out}: cannot be written ({error.strerror}). Name another file with --out.") from None
    elif sys.stdout.isatty() and format not in ("json", "csv", "gift", "md", "html"):
        raise TutorError(f"{format} is no text for a terminal. Name a file with --out, or pass it on with > or |.")
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()


def list_all(found: Iterable[Any], as_json: bool) -> None:
    """Print skills or topics, one a line, or all of them as JSON."""
    rows = [{"id": one.id, "title": one.title, "grades": one.grades, "standards": list(one.standards)} for one in found]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print(f"{row['id']:42} {row['title']}  (grades {row['grades']}; {', '.join(row['standards'])})")


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
