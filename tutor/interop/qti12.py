"""Items as a QTI package of version 1.2, which older learning platforms import. Source: IMS QTI ASI XML Binding, version 1.2 (2002).

What it looks like is in templates/qti.
"""

from typing import Any

from tutor.domain import Item
from tutor.interop.figures import svg
from tutor.interop.packages import filled, package
from tutor.interop.sheet import Sheet, accepted, in_order, letter_of_key
from tutor.verify.kinds import LETTERS, matches

TYPES = {"multiple": "multiple_answers_question", "match": "matching_question", "order": "matching_question"}


def write(sheet: Sheet) -> bytes:
    """Return the package: a manifest and one assessment."""
    items = [(item, _asked(item)) for item in sheet.items]
    assessment = filled("qti/assessment12.xml", sheet=sheet, items=items, svg=svg)
    return package({"imsmanifest.xml": filled("qti/manifest12.xml").encode(), "assessment.xml": assessment.encode()})


def _asked(item: Item) -> dict[str, Any]:
    """Return how an item is answered: `labels` by text, `pairs` to be matched, else the labels that are `right`, each way to be right."""
    if item.kind in ("match", "order"):
        places = {text: str(place) for place, text in enumerate(in_order(item), 1)}
        pairs = matches(item) if item.kind == "match" else places
        offered = [option.text for option in item.options] if item.kind == "match" else sorted(places.values())
        labels = {text: f"a{place}" for place, text in enumerate(offered, 1)}
        return {"type": TYPES[item.kind], "pairs": pairs, "labels": labels}
    if not item.options:
        ways = [[way] for way in accepted(item)]
        return {"type": "short_answer_question", "pairs": {}, "right": ways, "wrong": []}
    labels = {option.text: letter for letter, option in zip(LETTERS, item.options, strict=False)}
    right = letter_of_key(item).split(", ")
    return {
        "type": TYPES.get(item.kind, "multiple_choice_question"),
        "pairs": {},
        "labels": labels,
        "right": [right],
        "wrong": [letter for letter in labels.values() if letter not in right] if item.kind == "multiple" else [],
    }
