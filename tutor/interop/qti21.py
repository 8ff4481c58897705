"""Items as a QTI package of version 2.1; version 3.0 has the same parts under other names, see `qti30`.

Source: IMS Question and Test Interoperability, Assessment Test, Section and Item Information Model, version 2.1 (2012).
"""

from collections.abc import Callable
from dataclasses import dataclass

from tutor.domain import Item
from tutor.interop.figures import svg
from tutor.interop.packages import Element, document, element, maths, package, prose
from tutor.interop.sheet import Sheet, accepted, letter_of_key
from tutor.verify.kinds import LETTERS

TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
MANIFEST = "http://www.imsglobal.org/xsd/imscp_v1p1"


@dataclass(frozen=True, slots=True)
class Version:
    """What sets one version apart: its namespace, the kinds of its resources, where its templates lie, and how parts are named."""

    number: str
    space: str
    resource: str
    template: Callable[[str], str]
    named: Callable[[Element], Element]


V21 = Version(
    "2.1",
    "http://www.imsglobal.org/xsd/imsqti_v2p1",
    "imsqti_{}_xmlv2p1",
    lambda name: TEMPLATES + name,
    lambda root: root,
)


def write(sheet: Sheet) -> bytes:
    """Return the package: a manifest, a test, and a file an item."""
    return write_version(sheet, V21)


def write_version(sheet: Sheet, version: Version) -> bytes:
    """Return the package in a version."""
    names = [f"items/item-{number:03}.xml" for number, _ in enumerate(sheet.items, 1)]
    files = {
        "imsmanifest.xml": document(_manifest(sheet, names, version)),
        "test.xml": document(_test(sheet, names, version)),
    }
    for number, (name, item) in enumerate(zip(names, sheet.items, strict=True), 1):
        files[name] = document(version.named(_item(sheet, item, f"item-{number:03}", version)))
    files |= {
        f"items/item-{number:03}.svg": svg(item.figure).encode()
        for number, item in enumerate(sheet.items, 1)
        if item.figure
    }
    return package(files)


def _item(sheet: Sheet, item: Item, name: str, version: Version) -> Element:
    interaction = _INTERACTIONS.get(item.kind if item.options else "", _typed)
    asked, cardinality, base, right = interaction(item)
    why = [prose("p", f"{letter}: {belief}") for letter, _, belief in sheet.why(item)]
    solution = [prose("p", step) for step in item.solution]
    note = element("rubricBlock", element("div", *solution, *why), view="scorer")
    correct = element("correctResponse", *(element("value", one) for one in right))
    mapping = [] if item.options else [_mapping(item)]
    return element(
        "assessmentItem",
        element("responseDeclaration", correct, *mapping, identifier="RESPONSE", cardinality=cardinality, baseType=base),
        element("outcomeDeclaration", element("defaultValue", element("value", "0")), identifier="SCORE", cardinality="single",
                baseType="float"),
        element("itemBody", *_figure(item, name), prose("p", item.stem), asked, note),
        element("responseProcessing", template=version.template("match_correct" if item.options else "map_response")),
        xmlns=version.space, identifier=name, title=item.id, adaptive="false", timeDependent="false",
    )  # fmt: skip


def _figure(item: Item, name: str) -> list[Element]:
    return [element("p", element("img", src=f"{name}.svg", alt=item.figure.alt))] if item.figure else []


Interaction = tuple[Element, str, str, list[str]]
"""How an item is answered: the interaction, the cardinality and base type of the response, and the right response."""


def _typed(item: Item) -> Interaction:
    return element("p", element("textEntryInteraction", responseIdentifier="RESPONSE")), "single", "string", [item.key]


def _mapping(item: Item) -> Element:
    """Return all writings of a typed answer that count, each worth the whole mark."""
    entries = (element("mapEntry", mapKey=way, mappedValue="1", caseSensitive="false") for way in accepted(item))
    return element("mapping", *entries, defaultValue="0")


def _chosen(item: Item) -> Interaction:
    right = letter_of_key(item).split(", ")
    many = item.kind == "multiple"
    asked = element("choiceInteraction", *_choices(item, "simpleChoice"), responseIdentifier="RESPONSE", shuffle="false",
                    maxChoices="0" if many else "1")  # fmt: skip
    return asked, "multiple" if many else "single", "identifier", right


def _ordered(item: Item) -> Interaction:
    asked = element("orderInteraction", *_choices(item, "simpleChoice"), responseIdentifier="RESPONSE", shuffle="false")
    return asked, "ordered", "identifier", letter_of_key(item).split(", ")


def _matched(item: Item) -> Interaction:
    prompts = [maths("simpleAssociableChoice", prompt) for prompt in item.given]
    for place, prompt in enumerate(prompts, 1):
        prompt.attrib |= {"identifier": f"P{place}", "matchMax": "1"}
    answers = _choices(item, "simpleAssociableChoice")
    for answer in answers:
        answer.set("matchMax", "1")
    sets = (element("simpleMatchSet", *prompts), element("simpleMatchSet", *answers))
    asked = element(
        "matchInteraction", *sets, responseIdentifier="RESPONSE", shuffle="false", maxAssociations=str(len(prompts))
    )
    return asked, "multiple", "directedPair", [f"P{pair}" for pair in letter_of_key(item).split(", ")]


_INTERACTIONS: dict[str, Callable[[Item], Interaction]] = {
    "number": _chosen, "choice": _chosen, "multiple": _chosen, "true_false": _chosen, "error": _chosen, "order": _ordered,
    "match": _matched,
}  # fmt: skip


def _choices(item: Item, tag: str) -> list[Element]:
    made = []
    for letter, option in zip(LETTERS, item.options, strict=False):
        choice = maths(tag, option.text)
        choice.set("identifier", letter)
        made.append(choice)
    return made


def _test(sheet: Sheet, names: list[str], version: Version) -> Element:
    refs = (
        element("assessmentItemRef", identifier=f"item-{number:03}", href=name) for number, name in enumerate(names, 1)
    )
    section = element("assessmentSection", *refs, identifier="section-1", title=sheet.title, visible="true")
    part = element("testPart", section, identifier="part-1", navigationMode="nonlinear", submissionMode="simultaneous")
    root = element("assessmentTest", part, xmlns=version.space, identifier="test", title=sheet.title)
    return version.named(root)


def _manifest(sheet: Sheet, names: list[str], version: Version) -> Element:
    listed = [(f"r-{number:03}", name) for number, name in enumerate(names, 1)]
    needed = [element("dependency", identifierref=id) for id, _ in listed]
    made = [_resource(id, name, version.resource.format("item")) for id, name in listed]
    for part, item in zip(made, sheet.items, strict=True):
        if item.figure:
            part.append(element("file", href=f"{part.get('href', '').removesuffix('.xml')}.svg"))
    test = _resource("r-test", "test.xml", version.resource.format("test"), *needed)
    about = element("metadata", element("schema", "QTI Package"), element("schemaversion", version.number))
    parts = (about, element("organizations"), element("resources", test, *made))
    return element("manifest", *parts, xmlns=MANIFEST, identifier="manifest")


def _resource(id: str, file: str, kind: str, *needed: Element) -> Element:
    return element("resource", element("file", href=file), *needed, identifier=id, type=kind, href=file)
