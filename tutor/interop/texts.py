"""Items as text that others import: GIFT, which Moodle and others read, and a table for spreadsheets.

Source: Moodle documentation, GIFT format.
"""

import csv
import io
import re
from fractions import Fraction

from tutor.domain import Item
from tutor.interop.sheet import Sheet, accepted, in_order, letter_of_key, stem_in_words
from tutor.maths import show_text
from tutor.verify.kinds import LETTERS, matches

_SPECIAL = re.compile(r"([\\~=#{}:])")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def write_gift(sheet: Sheet) -> bytes:
    """Return the items, each with a title and feedback that names the belief behind a wrong option."""
    return ("\n\n".join([f"// {sheet.title}", *(_item(sheet, item) for item in sheet.items)]) + "\n").encode()


def _item(sheet: Sheet, item: Item) -> str:
    if item.kind == "match":
        answers = "".join(f"\n\t={_text(prompt)} -> {_text(text)}" for prompt, text in matches(item).items()) + "\n\t"
    elif item.kind == "order":
        answers = "".join(f"\n\t={_text(text)} -> {place}" for place, text in enumerate(in_order(item), 1)) + "\n\t"
    else:
        answers = _options(sheet, item) if item.options else _typed(item)
    feedback = _text(show_text(" ".join(item.solution)))
    return f"::{_text(item.id)}::{_text(stem_in_words(item))} {{{answers}####{feedback}\n}}"


def _options(sheet: Sheet, item: Item) -> str:
    why = {text: belief for _, text, belief in sheet.why(item)}
    many = sum(option.right for option in item.options)
    lines = []
    for option in item.options:
        said = f"#{_text(why[option.text])}" if option.text in why else ""
        sign = f"~%{100 / many if option.right else -100 / many:.5f}%" if many > 1 else "=" if option.right else "~"
        lines.append(f"\n\t{sign}{_text(show_text(option.text))}{said}")
    return "".join(lines) + "\n\t"


def _typed(item: Item) -> str:
    """Return a numerical answer where the key is a plain number and any writing of it counts, else the texts that count."""
    if _NUMBER.fullmatch(item.key) and not item.form:
        return f"#{Fraction(item.key).numerator if '.' not in item.key else item.key}:0"
    return "".join(f"\n\t={_text(way)}" for way in accepted(item)) + "\n\t"


def _text(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text.replace("\n", " "))


COLUMNS = (
    "id", "skill", "standards", "difficulty", "stem", *LETTERS[:7], "key", "key_letter", "solution", "hints", "misconceptions", "seed",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(sheet: Sheet) -> bytes:
    """Return the table as UTF-8 with a byte order mark, so that spreadsheets read it as such."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for item in sheet.items:
        options = [show_text(option.text) for option in item.options]
        named = zip(LETTERS, (option.misconception for option in item.options), strict=False)
        cells = [
            item.id,
            item.skill,
            " ".join(item.receipt.standards),
            f"{item.difficulty:.2f}",
            stem_in_words(item),
            *(options + [""] * 7)[:7],
            show_text(item.key),
            letter_of_key(item),
            show_text(" / ".join(item.solution)),
            show_text(" / ".join(item.hints)),
            " ".join(f"{letter}:{id}" for letter, id in named if id),
            str(item.receipt.seed),
        ]
        rows.writerow([_safe(cell) for cell in cells])
    return ("\ufeff" + text.getvalue()).encode()


def _safe(cell: str) -> str:
    """Return the cell so that no spreadsheet runs it as a formula; a number with its sign stays as it is."""
    if not cell.startswith(FORMULA) or cell.lstrip("-+").replace(".", "", 1).isdigit():
        return cell
    return f"'{cell}"
