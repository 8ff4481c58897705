"""Items as a QTI package of version 1.2, which older learning platforms import, of 2.1 or of 3.0; what each looks like is in templates/qti.

Sources: IMS QTI ASI XML Binding, version 1.2 (2002); IMS Question and Test Interoperability, Assessment Test, Section and Item
Information Model, version 2.1 (2012); 1EdTech, the same, version 3.0 (2022).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from xml.etree import ElementTree

from tutor.domain import Item
from tutor.interop.packages import MATHML, filled, package, svg
from tutor.interop.sheet import Sheet, accepted, in_order, letter_of_key
from tutor.verify.kinds import LETTERS, matches

TYPES = {"multiple": "multiple_answers_question", "match": "matching_question", "order": "matching_question"}


def write_12(sheet: Sheet) -> bytes:
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


ANSWERED = {
    "multiple": ("multiple", "identifier"),
    "order": ("ordered", "identifier"),
    "match": ("multiple", "directedPair"),
}
"""The cardinality and the base type of a response; of other kinds it is one identifier."""


@dataclass(frozen=True, slots=True)
class Version:
    """What sets one version apart: its namespace, the kinds of its resources, where its templates lie, and how parts are named."""

    number: str
    space: str
    resource: str
    template: str
    named: Callable[[str], bytes] = str.encode


V21 = Version(
    "2.1",
    "http://www.imsglobal.org/xsd/imsqti_v2p1",
    "imsqti_{}_xmlv2p1",
    "http://www.imsglobal.org/question/qti_v2p1/rptemplates/{}",
)


def write_version(sheet: Sheet, version: Version) -> bytes:
    """Return the package in a version: a manifest, a test, and a file an item."""
    named = [(f"item-{number:03}", item) for number, item in enumerate(sheet.items, 1)]
    return package(
        {
            "imsmanifest.xml": filled("qti/manifest.xml", named=named, version=version).encode(),
            "test.xml": version.named(filled("qti/test.xml", sheet=sheet, named=named, version=version)),
            **{f"items/{name}.xml": version.named(_item(sheet, item, name, version)) for name, item in named},
            **{f"items/{name}.svg": svg(item.figure).encode() for name, item in named if item.figure},
        }
    )


def _item(sheet: Sheet, item: Item, name: str, version: Version) -> str:
    cardinality, base = ANSWERED.get(item.kind, ("single", "identifier")) if item.options else ("single", "string")
    right = letter_of_key(item).split(", ") if item.options else [item.key]
    if item.kind == "match":
        right = [f"P{pair}" for pair in right]
    return filled(
        "qti/item.xml", sheet=sheet, item=item, name=name, version=version, cardinality=cardinality, base=base, right=right, letters=LETTERS
    )  # fmt: skip


SPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
HTML = ("p", "div", "img")
_UPPER = re.compile(r"(?<!^)([A-Z])")
ElementTree.register_namespace("m", MATHML)


def _renamed(document: str) -> bytes:
    """Return the same document with `responseDeclaration` as `qti-response-declaration`; HTML and MathML keep their names."""
    root = ElementTree.fromstring(document)
    for part in root.iter():
        if part.tag.startswith("{" + MATHML):
            continue
        name = part.tag.removeprefix(f"{{{SPACE}}}")
        part.tag = name if name in HTML else f"qti-{_kebab(name)}"
        part.attrib = {_kebab(name): text for name, text in part.attrib.items()}
    for rubric in root.iter("qti-rubric-block"):
        rubric.set("use", "scoring")
        rubric[0].tag = "qti-content-body"
    root.set("xmlns", SPACE)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _kebab(name: str) -> str:
    return _UPPER.sub(r"-\1", name).lower()


V30 = Version(
    "3.0.0", SPACE, "imsqti_{}_xmlv3p0", "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/{}.xml", _renamed
)
"""It has the parts of 2.1 under other names."""
write_21, write_30 = (partial(write_version, version=version) for version in (V21, V30))
