"""Items as a table for spreadsheets: a row an item, every cell plain text."""

import csv
import io

from tutor.interop.sheet import Sheet, letter_of_key, stem_in_words
from tutor.maths import show_text
from tutor.verify.kinds import LETTERS

COLUMNS = (
    "id", "skill", "standards", "difficulty", "stem", *LETTERS[:7], "key", "key_letter", "solution", "hints", "misconceptions", "seed",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(sheet: Sheet) -> bytes:
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
