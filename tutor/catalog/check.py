"""All that is to be said against a body of content, from every check. Running the malrules is left to `diagnosis`.

Are our own words kind, complete and well placed: lines for every situation, hints that give nothing away, nobody shamed?
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import get_args

from tutor.catalog.links import HOLE, check_links, fail
from tutor.catalog.load import SHAPES, first_line, load
from tutor.catalog.schema import Catalog
from tutor.catalog.truth import PIECE, check_truth, texts_of
from tutor.domain import Finding, MoveName
from tutor.errors import ContentError, ParseError
from tutor.maths.read import read
from tutor.maths.tables import Phrasebook
from tutor.maths.tree import Rel

_BOOK = Phrasebook("catalog", "check")
SITUATIONS = (*get_args(MoveName), *_BOOK.words("situations"))
PLACEHOLDERS = {"problem", "supposed", "belief", "response", "responses", "line"}
UNKIND, ADULTS = _BOOK.pattern("unkind"), _BOOK.pattern("adults")
FEWEST_WAYS = 3
MORE = f"Write {FEWEST_WAYS} or more."


def check_wording(catalog: Catalog) -> Iterator[Finding]:
    """Yield missing or thin situations, unknown placeholders, unkind words, hints that state a result, crowded questions."""
    yield from _situations(catalog)
    for name, lines in catalog.lines.items():
        for line in lines:
            yield from _line(name, line)
    for where, text in texts_of(catalog):
        is_hint = ", hint " in where
        yield from _text(where, text, {"problem"} if is_hint else set())
        yield from _gives_away(where, text) if is_hint else ()
    for one in catalog.misconceptions.values():
        if not one.teach.reflect.endswith("?"):
            yield fail("reflect", f"{one.id}, reflect", "asks nothing", "End it with a question mark.")


def _situations(catalog: Catalog) -> Iterator[Finding]:
    for name in SITUATIONS:
        if name not in catalog.lines:
            yield fail("lines", f"lines, {name}", "there are no lines for this situation", MORE)
    for name, lines in catalog.lines.items():
        if len(set(lines)) < FEWEST_WAYS:
            yield fail("lines", f"lines, {name}", f"{len(set(lines))} ways to say it", MORE)


def _line(name: str, line: str) -> Iterator[Finding]:
    where = f"lines, {name}"
    yield from _text(where, line, PLACEHOLDERS)
    if line.count("!") > 1:
        yield fail("tone", where, f"more than one exclamation mark in: {line}", "Keep it calm.")
    if name.startswith("worry_") and not (ADULTS.search(line) and "emergency number" in line):
        yield fail("worry", where, f"names no adult or no emergency number: {line}", "Name both in every such line.")


def _text(where: str, text: str, allowed: set[str]) -> Iterator[Finding]:
    for word in UNKIND.findall(text):
        yield fail("tone", where, f"{word!r} may shame a pupil", "Say it kindly.")
    for hole in (hole for hole in HOLE.findall(text) if hole not in allowed):
        known = ", ".join(f"{{{name}}}" for name in sorted(allowed)) or "none"
        yield fail("placeholders", where, f"{{{hole}}} is not filled in here", f"Use {known}.")
    if PIECE.sub("", text).count("?") > 1:
        yield fail("questions", where, f"more than one question in: {text}", "Ask one thing at a time.")


def _gives_away(where: str, hint: str) -> Iterator[Finding]:
    for piece in PIECE.findall(hint):
        with suppress(ParseError):
            if isinstance(read(piece), Rel):
                cure = "Point the way and leave the working out to the pupil."
                yield fail("hints", where, f"`{piece}` states a result", cure)


def check(content: Catalog | Path) -> list[Finding]:
    """Return what is wrong with the content, each with place and cure; nothing where all is well.

    A folder is loaded first: what cannot be loaded comes back as findings, and so do files that do not name their schema. A finding is
    `fail`, or `unchecked` where the right answer could not be worked out.
    """
    if isinstance(content, Catalog):
        return [*check_links(content), *check_truth(content), *check_wording(content)]
    try:
        catalog = load(content)
    except ContentError as error:
        return [fail("load", "", fault, "") for fault in error.faults]
    return [*_first_lines(content), *check(catalog)]


def _first_lines(folder: Path) -> Iterator[Finding]:
    for name, (pattern, _) in SHAPES.items():
        for path in sorted(folder.glob(pattern)):
            place = path.relative_to(folder)
            wanted = first_line(name, len(place.parts) - 1)
            with path.open(encoding="utf-8") as file:
                found = file.readline().rstrip("\n")
            if found != wanted:
                yield fail("schema", f"{folder.name}/{place.as_posix()}, line 1", f"is {found!r}", f"Write {wanted}")
