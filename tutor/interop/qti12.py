"""Items as a QTI package of version 1.2, which older learning platforms import. Source: IMS QTI ASI XML Binding, version 1.2 (2002)."""

from collections.abc import Sequence

from tutor.domain import Item
from tutor.interop.figures import svg
from tutor.interop.packages import Element, document, element, package
from tutor.interop.sheet import Sheet, accepted, in_order, in_style, letter_of_key
from tutor.maths import show_text
from tutor.verify.kinds import LETTERS, matches

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
    fields = element(
        "qtimetadata",
        _field("question_type", _KINDS.get(item.kind, "") or _plain_kind(item)),
        _field("points_possible", "1"),
    )
    score = element("decvar", varname="SCORE", vartype="Decimal", minvalue="0", maxvalue="100")
    asked, conditions = _asked(item)
    why = [f"{letter}: {belief}" for letter, _, belief in sheet.why(item)]
    note = "".join(_prose(line) for line in (*item.solution, *why))
    return element(
        "item",
        element("itemmetadata", fields),
        element("presentation", _material(_figure(item) + _prose(item.stem)), *asked),
        element("resprocessing", element("outcomes", score), *conditions),
        element("itemfeedback", element("flow_mat", _material(note)), ident="general_fb"),
        ident=item.id, title=item.id,
    )  # fmt: skip


_KINDS = {"multiple": "multiple_answers_question", "match": "matching_question", "order": "matching_question"}


def _plain_kind(item: Item) -> str:
    return "multiple_choice_question" if item.options else "short_answer_question"


def _asked(item: Item) -> tuple[list[Element], list[Element]]:
    """Return what is answered, and what is worth marks."""
    if not item.options:
        blank = element("response_str", element("render_fib"), ident="response1", rcardinality="Single")
        return [blank], [_condition([("response1", way)]) for way in accepted(item)]
    if item.kind in ("match", "order"):
        pairs = (
            matches(item)
            if item.kind == "match"
            else {text: str(place) for place, text in enumerate(in_order(item), 1)}
        )
        offered = [option.text for option in item.options] if item.kind == "match" else sorted(pairs.values())
        labels = {text: f"a{place}" for place, text in enumerate(offered, 1)}
        asked = [
            element("response_lid", _material(in_style(prompt, "html")), _choice(labels), ident=f"response{place}")
            for place, prompt in enumerate(pairs, 1)
        ]
        worth = f"{100 / len(pairs):.2f}"
        return asked, [
            _condition([(f"response{place}", labels[text])], worth) for place, text in enumerate(pairs.values(), 1)
        ]
    many, right = item.kind == "multiple", letter_of_key(item).split(", ")
    labels = {option.text: letter for letter, option in zip(LETTERS, item.options, strict=False)}
    asked_one = element(
        "response_lid", _choice(labels), ident="response1", rcardinality="Multiple" if many else "Single"
    )
    wrong = [letter for letter in labels.values() if letter not in right] if many else []
    return [asked_one], [_condition([("response1", letter) for letter in right], wrong=wrong)]


def _choice(labels: dict[str, str]) -> Element:
    made = (element("response_label", _material(in_style(text, "html")), ident=ident) for text, ident in labels.items())
    return element("render_choice", *made)


def _condition(right: Sequence[tuple[str, str]], points: str = "100", wrong: Sequence[str] = ()) -> Element:
    """Return that a response is worth points where it has all that is right and nothing that is wrong."""
    equal = [element("varequal", ident, respident=response) for response, ident in right]
    equal += [element("not", element("varequal", ident, respident="response1")) for ident in wrong]
    held = element("conditionvar", element("and", *equal)) if len(equal) > 1 else element("conditionvar", *equal)
    action, goes_on = ("Set", "No") if points == "100" else ("Add", "Yes")
    worth = element("setvar", points, action=action, varname="SCORE")
    return element("respcondition", held, worth, **{"continue": goes_on})


def _field(name: str, entry: str) -> Element:
    return element("qtimetadatafield", element("fieldlabel", name), element("fieldentry", entry))


def _material(html: str) -> Element:
    return element("material", element("mattext", html, texttype="text/html"))


def _figure(item: Item) -> str:
    return f"<p>{svg(item.figure)}</p>" if item.figure else ""


def _prose(text: str) -> str:
    return f"<p>{show_text(text, 'html')}</p>"


def _manifest() -> Element:
    about = element("metadata", element("schema", "IMS Content"), element("schemaversion", "1.1.3"))
    file = element("resource", element("file", href=NAME), identifier="r-1", type="imsqti_xmlv1p2", href=NAME)
    return element(
        "manifest", about, element("organizations"), element("resources", file), xmlns=MANIFEST, identifier="manifest"
    )
