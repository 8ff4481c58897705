"""Items as a QTI package of version 2.1, see templates/qti; version 3.0 has the same parts under other names, see `qti30`.

Source: IMS Question and Test Interoperability, Assessment Test, Section and Item Information Model, version 2.1 (2012).
"""

from collections.abc import Callable
from dataclasses import dataclass

from tutor.domain import Item
from tutor.interop.figures import svg
from tutor.interop.packages import filled, package
from tutor.interop.sheet import Sheet, letter_of_key
from tutor.verify.kinds import LETTERS

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


def write(sheet: Sheet) -> bytes:
    """Return the package: a manifest, a test, and a file an item."""
    return write_version(sheet, V21)


def write_version(sheet: Sheet, version: Version) -> bytes:
    """Return the package in a version."""
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
