"""Items as a PDF set by Typst: a sheet for students, then the key with solutions and what each wrong option shows."""

from typing import Any

from tutor.domain import Item
from tutor.interop.packages import svg, typeset
from tutor.interop.sheet import Sheet, in_style, key_text, letter_of_key
from tutor.maths import show_text
from tutor.verify.kinds import LETTERS


def write(sheet: Sheet) -> bytes:
    """Return the document, in black and white and without anything loaded from outside."""
    data = {
        "title": show_text(sheet.title, "typst"),
        "large": sheet.large,
        "labels": {name: show_text(text, "typst") for name, text in sheet.labels.items()},
        "items": [_item(sheet, *each) for each in zip(sheet.items, sheet.solutions(), strict=True)],
    }
    return typeset("items.typ", data)


def _item(sheet: Sheet, item: Item, steps: list[str]) -> dict[str, Any]:
    options = zip(LETTERS, item.options, strict=False)
    return {
        "stem": show_text(item.stem, "typst"),
        "figure": svg(item.figure) if item.figure else "",
        "alt": item.figure.alt if item.figure else "",
        "prompts": [in_style(prompt, "typst") for prompt in item.given] if item.kind == "match" else [],
        "options": [{"letter": letter, "text": in_style(one.text, "typst")} for letter, one in options],
        "letter": letter_of_key(item),
        "key": key_text(item, "typst"),
        "solution": [show_text(step, "typst") for step in steps],
        "why": [{"letter": letter, "belief": show_text(belief, "typst")} for letter, _, belief in sheet.why(item)],
    }
