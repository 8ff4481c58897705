"""Items as a QTI package of version 1.2, which older learning platforms import. Source: IMS QTI ASI XML Binding, version 1.2 (2002)."""

from tutor.domain import Item
from tutor.interop.packages import Element, document, element, package
from tutor.interop.sheet import LETTERS, Sheet, accepted, in_style, letter_of_key
from tutor.maths import show_text

MANIFEST = "http://www.imsglobal.org/xsd/imscp_v1p1"
SPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
NAME = "assessment.xml"


def write(sheet: Sheet) -> bytes:
    """Return the package: a manifest and one assessment."""
    section = element("section", *(_item(sheet, item) for item in sheet.items), ident="root_section")
    root = element(
        "questestinterop", element("assessment", section, ident="assessment", title=sheet.title), xmlns=SPACE
    )
    return package({"imsmanifest.xml": document(_manifest()), NAME: document(root)})


def _item(sheet: Sheet, item: Item) -> Element:
    kind = "multiple_choice_question" if item.options else "short_answer_question"
    fields = element("qtimetadata", _field("question_type", kind), _field("points_possible", "1"))
    score = element("decvar", varname="SCORE", vartype="Decimal", minvalue="0", maxvalue="100")
    rights = [letter_of_key(item)] if item.options else accepted(item)
    conditions = (_condition(right, "100") for right in rights)
    why = [f"{letter}: {belief}" for letter, _, belief in sheet.why(item)]
    note = "".join(_prose(line) for line in (*item.solution, *why))
    return element(
        "item",
        element("itemmetadata", fields),
        element("presentation", _material(_prose(item.stem)), _asked(item)),
        element("resprocessing", element("outcomes", score), *conditions),
        element("itemfeedback", element("flow_mat", _material(note)), ident="general_fb"),
        ident=item.id, title=item.id,
    )  # fmt: skip


def _asked(item: Item) -> Element:
    if not item.options:
        return element("response_str", element("render_fib"), ident="response1", rcardinality="Single")
    labels = (
        element("response_label", _material(in_style(option.text, "html")), ident=letter)
        for letter, option in zip(LETTERS, item.options, strict=False)
    )
    return element("response_lid", element("render_choice", *labels), ident="response1", rcardinality="Single")


def _condition(right: str, points: str) -> Element:
    equal = element("conditionvar", element("varequal", right, respident="response1"))
    return element(
        "respcondition", equal, element("setvar", points, action="Set", varname="SCORE"), **{"continue": "No"}
    )


def _field(name: str, entry: str) -> Element:
    return element("qtimetadatafield", element("fieldlabel", name), element("fieldentry", entry))


def _material(html: str) -> Element:
    return element("material", element("mattext", html, texttype="text/html"))


def _prose(text: str) -> str:
    return f"<p>{show_text(text, 'html')}</p>"


def _manifest() -> Element:
    about = element("metadata", element("schema", "IMS Content"), element("schemaversion", "1.1.3"))
    file = element("resource", element("file", href=NAME), identifier="r-1", type="imsqti_xmlv1p2", href=NAME)
    return element(
        "manifest", about, element("organizations"), element("resources", file), xmlns=MANIFEST, identifier="manifest"
    )
