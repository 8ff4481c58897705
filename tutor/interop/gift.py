"""Items in GIFT, the text format that Moodle and others import. Source: Moodle documentation, GIFT format."""

import re
from fractions import Fraction

from tutor.domain import Item
from tutor.interop.sheet import Sheet, accepted, in_order, stem_in_words
from tutor.maths import show_text
from tutor.verify.kinds import matches

_SPECIAL = re.compile(r"([\\~=#{}:])")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def write(sheet: Sheet) -> bytes:
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
