"""Items on their way out of the house: what every format needs to know, and the formats there are. Writing each is left to its file."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from importlib import import_module

from tutor.domain import Item
from tutor.errors import CannotCheck, NotFound, ParseError
from tutor.maths import grade, read, show, show_text, value, written
from tutor.maths.show import ProseStyle
from tutor.verify.kinds import LETTERS, matches

_MATHS = re.compile(r"\d")
_FORMS = ("simplest", "mixed", "improper", "decimal", "percent")


@dataclass(frozen=True)
class Sheet:
    """Items in order under a title. `beliefs`: misconception id -> what such a pupil believes; `labels`: the words around the items.

    `large` asks for large print where a format can.
    """

    title: str
    items: Sequence[Item]
    beliefs: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    large: bool = False

    def solutions(self) -> list[list[str]]:
        """Return the steps of each item's solution that no item before it has shown already, for a key that does not repeat itself."""
        shown: set[str] = set()
        found = []
        for item in self.items:
            found.append([step for step in item.solution if step not in shown])
            shown.update(item.solution)
        return found

    def why(self, item: Item) -> list[tuple[str, str, str]]:
        """Return (letter, option, belief) of each distractor that a misconception yields."""
        return [
            (LETTERS[place], option.text, self.beliefs.get(option.misconception, option.misconception))
            for place, option in enumerate(item.options)
            if option.misconception
        ]


@dataclass(frozen=True, slots=True)
class Format:
    """One way out: its writer and the module of it, how its files end, and what kind of file it is."""

    writer: str
    ending: str
    media_type: str

    def write(self, sheet: Sheet) -> bytes:
        """Return the file. The writer, and what it imports, is loaded only now."""
        module, _, name = self.writer.partition(".")
        writer: Callable[[Sheet], bytes] = getattr(import_module(f"tutor.interop.{module}"), name)
        return writer(sheet)


ZIP = "application/zip"
FORMATS: dict[str, Format] = {
    "json": Format("given.write", ".json", "application/json"),
    "csv": Format("texts.write_csv", ".csv", "text/csv"),
    "gift": Format("texts.write_gift", ".gift.txt", "text/plain"),
    "qti12": Format("qti.write_12", ".qti12.zip", ZIP),
    "qti21": Format("qti.write_21", ".qti21.zip", ZIP),
    "qti30": Format("qti.write_30", ".qti30.zip", ZIP),
    "docx": Format("docx.write", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": Format("pdf.write", ".pdf", "application/pdf"),
}


def format_named(name: str) -> Format:
    """Return a format. Raises NotFound with the nearest names."""
    if name not in FORMATS:
        nearest = get_close_matches(name, FORMATS, cutoff=0.4) or list(FORMATS)
        raise NotFound(f"There is no format {name}. There are: {', '.join(nearest)}.", nearest)
    return FORMATS[name]


def letter_of_key(item: Item) -> str:
    """Return the key by letters, "" where an answer is typed: "B", "A, C", an order "C, A, B", matches "1 C, 2 A"."""
    letter = {option.text: LETTERS[place] for place, option in enumerate(item.options)}
    if item.kind == "multiple":
        return ", ".join(letter[option.text] for option in item.options if option.right)
    if item.kind == "order":
        return ", ".join(letter[text] for text in in_order(item))
    if item.kind == "match":
        return ", ".join(f"{place} {letter[text]}" for place, text in enumerate(matches(item).values(), 1))
    return letter.get(item.key, "")


def stem_in_words(item: Item) -> str:
    """Return the stem as plain text, its figure in words before it."""
    return show_text(f"{item.figure.alt} {item.stem}" if item.figure else item.stem)


def in_order(item: Item) -> list[str]:
    """Return the options of an item of the kind "order" in the right order."""
    return item.key.split(", ")


def key_text(item: Item, style: ProseStyle) -> str:
    """Return the key in a style: nothing where letters say it better, else the answer as mathematics, or as prose where it is that."""
    if item.kind in ("multiple", "order", "match", "true_false"):
        return ""
    return in_style(item.key, style)


def in_style(text: str, style: ProseStyle) -> str:
    """Return the text of an option or a key in a style of `maths.show_text`: as mathematics, unless it marks its own."""
    return show_text(text if "`" in text or (" " in text and not _MATHS.search(text)) else f"`{text}`", style)


def accepted(item: Item) -> tuple[str, ...]:
    """Return the ways to write the key that count as right, the key first: for formats that can only compare texts."""
    ways = [item.key]
    with suppress(ParseError, CannotCheck):
        node = read(item.key)
        worth = value(node)
        for form in _FORMS:
            with suppress(CannotCheck):
                ways.append(show(written(worth, form)))
    if item.key.startswith(("x = ", "y = ", "n = ")):
        ways.append(item.key.partition(" = ")[2])
    right = [way for way in ways if grade(item.key, way, task=item.task, form=item.form).verdict == "right"]
    return tuple(dict.fromkeys([item.key, *right]))
