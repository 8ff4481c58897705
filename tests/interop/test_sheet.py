"""Every format is read back by a reader of another make, and what it calls right is graded again."""

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import docx
import pypdf
import pytest

from tutor.catalog.schema import Catalog
from tutor.domain import Item
from tutor.errors import NotFound
from tutor.generation import make_items
from tutor.interop import FORMATS, Sheet, format_named
from tutor.interop.sheet import accepted, stem_in_words
from tutor.interop.texts import _safe
from tutor.verify.kinds import mark

MATHS = "{http://www.w3.org/1998/Math/MathML}"
V12, V21, V30 = (
    "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}",
    "{http://www.imsglobal.org/xsd/imsqti_v2p1}",
    "{http://www.imsglobal.org/xsd/imsqtiasi_v3p0}",
)


@pytest.fixture(scope="module")
def sheet(content: Catalog, ready: dict[str, Any]) -> Sheet:
    """Items that are typed and items with options: fractions, signs in gaps, decimals, negative numbers."""
    asked = ("maths.fractions.add-unlike", "maths.decimals.compare", "maths.integers.add", "maths.fractions.simplify")
    items = [
        item
        for number, skill in enumerate(asked)
        for item in make_items(
            content, ready["matcher"], skill=skill, n=3, seed=4, kind="choice" if number % 2 else "number"
        )
    ]
    items += make_items(
        content, ready["matcher"], skill="maths.fractions.number-line", n=1, seed=4, model="number-line-arrow-wholes"
    )
    items += make_items(
        content, ready["matcher"], skill="maths.functions.slope-two-points", n=1, seed=4, model="slope-graph"
    )
    beliefs = {id: held.belief for id, held in content.misconceptions.items()}
    return Sheet("Sheet & <key>", items, beliefs, content.labels)


def is_right(item: Item, text: str) -> bool:
    return mark(item, text).verdict == "right"


def files(content: bytes) -> dict[str, ElementTree.Element]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    return {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}


def without_drawings(found: dict[str, ElementTree.Element]) -> dict[str, ElementTree.Element]:
    return {name: part for name, part in found.items() if not name.endswith(".svg")}


def words(part: ElementTree.Element | None) -> str:
    """Return the text of an element with each fraction as top/bottom, white space and invisible signs away."""
    if part is None:
        return ""
    if part.tag == f"{MATHS}mfrac":
        return "/".join(words(inner) for inner in part) + (part.tail or "")
    inner = (part.text or "") + "".join(words(child) for child in part)
    return re.sub(r"[\s\u2062-\u2064]+", "", inner + (part.tail or ""))


def test_json_gives_the_items_as_the_command_does(sheet: Sheet) -> None:
    rows = json.loads(FORMATS["json"].write(sheet))
    assert [row["key"] for row in rows] == [item.key for item in sheet.items]


def test_csv_holds_a_row_an_item_with_its_key_among_the_options(sheet: Sheet) -> None:
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"].write(sheet).decode("utf-8-sig"))))
    for row, item in zip(rows, sheet.items, strict=True):
        assert row["stem"] == stem_in_words(item)
        assert is_right(item, row["key"].lstrip("'"))
        if item.kind in ("choice", "true_false"):
            assert row[row["key_letter"]].lstrip("'") == row["key"].lstrip("'")
        elif item.options:
            assert is_right(item, row["key_letter"].replace(" ", "-") if item.kind == "match" else row["key_letter"])


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    assert _safe("=1+1") == "'=1+1"
    assert _safe("-7") == "-7"
    assert _safe("+x") == "'+x"


def test_gift_marks_one_option_right_or_lists_what_counts(sheet: Sheet) -> None:
    text = FORMATS["gift"].write(sheet).decode()
    blocks = re.findall(r"^::(.*?)::(.*?)(?<!\\)\{(.*?)####", text, re.DOTALL | re.MULTILINE)
    assert len(blocks) == len(sheet.items)
    for (_, _, answers), item in zip(blocks, sheet.items, strict=True):
        lines = [re.sub(r"\\(.)", r"\1", line.strip()) for line in answers.splitlines() if line.strip()]
        told = [line[1:].partition("#")[0] for line in lines]
        if item.kind == "match":
            assert is_right(item, "; ".join(told))
        elif item.kind == "order":
            ranked = sorted(told, key=lambda line: int(line.rpartition(" -> ")[2]))
            assert is_right(item, ", ".join(line.rpartition(" -> ")[0] for line in ranked))
        elif item.kind == "multiple":
            right = [line.split("%", 2)[2] for line in told if not line.startswith("%-")]
            assert is_right(item, "; ".join(right))
        elif item.options:
            (right_one,) = [line for line, whole in zip(told, lines, strict=True) if whole.startswith("=")]
            assert is_right(item, right_one)
        else:
            assert all(is_right(item, one.partition(":")[0]) for one in told)


def test_qti_1_2_has_one_right_response_an_item(sheet: Sheet) -> None:
    found = files(FORMATS["qti12"].write(sheet))
    items = list(found["assessment.xml"].iter(f"{V12}item"))
    for part, item in zip(items, sheet.items, strict=True):
        refused = [one for no in part.iter(f"{V12}not") for one in no]
        right = [one for one in part.iter(f"{V12}varequal") if one not in refused]
        labels = {label.get("ident"): "".join(label.itertext()) for label in part.iter(f"{V12}response_label")}
        if item.kind in ("match", "order"):
            asked = [one.get("ident") for one in part.iter(f"{V12}response_lid")]
            picked = {one.get("respident"): labels[one.text] for one in right}
            shown = [words(ElementTree.fromstring(f"<p>{picked[name].strip()}</p>")) for name in asked]
            if item.kind == "match":
                assert is_right(item, "; ".join(f"{place}: {text}" for place, text in enumerate(shown, 1)))
            else:
                assert sorted(shown) == ["1", "2", "3", "4"]
        elif item.options:
            letters = [one.text for one in right]
            assert is_right(item, ", ".join(map(str, letters)))
            assert len(letters) + len(refused) == (len(labels) if item.kind == "multiple" else 1)
        else:
            assert right
            assert all(is_right(item, one.text or "") for one in right)


@pytest.mark.parametrize(
    ("name", "space", "named"),
    [
        ("qti21", V21, lambda name: name),
        ("qti30", V30, lambda name: "qti-" + re.sub(r"([A-Z])", r"-\1", name).lower()),
    ],
    ids=["2.1", "3.0"],
)
def test_qti_lists_every_item_and_each_has_its_right_response(
    sheet: Sheet, name: str, space: str, named: Callable[[str], str]
) -> None:
    found = files(FORMATS[name].write(sheet))
    manifest = found.pop("imsmanifest.xml")
    listed = [file.get("href") for file in manifest.iter("{http://www.imsglobal.org/xsd/imscp_v1p1}file")]
    assert sorted(listed, key=str) == sorted(found)
    drawn = [name for name in found if name.endswith(".svg")]
    assert len(drawn) == sum(item.figure is not None for item in sheet.items)
    assert all(found[name].find("{http://www.w3.org/2000/svg}title") is not None for name in drawn)
    found = without_drawings(found)
    refs = [ref.get("href") for ref in found.pop("test.xml").iter(f"{space}{named('assessmentItemRef')}")]
    assert refs == list(found)
    for part, item in zip(found.values(), sheet.items, strict=True):
        (correct,) = part.iter(f"{space}{named('correctResponse')}")
        right = [(one.text or "").strip() for one in correct]
        if item.options:
            ends = [pair.removeprefix("P").replace(" ", "-") for pair in right]
            assert is_right(item, ", ".join(ends))
            tag = "simpleAssociableChoice" if item.kind == "match" else "simpleChoice"
            assert len(list(part.iter(f"{space}{named(tag)}"))) == len(item.options) + len(item.given) * (
                item.kind == "match"
            )
        else:
            keys = [one.get("mapKey") or one.get("map-key") for one in part.iter(f"{space}{named('mapEntry')}")]
            assert right[0] in keys
            assert all(is_right(item, str(one)) for one in keys)


def test_word_gets_real_mathematics_and_a_key_on_a_page_of_its_own(sheet: Sheet) -> None:
    document = docx.Document(io.BytesIO(FORMATS["docx"].write(sheet)))
    xml = document.element.xml
    assert xml.count("<m:f>") >= 3
    assert 'w:type="page"' in xml
    drawn = [item.figure.alt for item in sheet.items if item.figure]
    assert len(drawn) == len(document.inline_shapes) == xml.count("<pic:pic") == 2
    assert all(alt in html.unescape(xml) for alt in drawn)
    assert [one.text for one in document.paragraphs if one.style.name == "Heading 1"] == [sheet.title, "Answer key"]


def test_the_pdf_shows_every_item_and_then_every_key(sheet: Sheet) -> None:
    reader = pypdf.PdfReader(io.BytesIO(FORMATS["pdf"].write(sheet)))
    text = "\n".join(page.extract_text() for page in reader.pages)
    before, _, key = text.partition("Answer key")
    assert "Sheet & <key>" in before
    for number in range(1, len(sheet.items) + 1):
        assert f"{number}." in before
        assert f"{number}." in key
    assert "Chose" in key
    assert "Chose" not in before


def test_the_same_items_give_the_same_bytes(sheet: Sheet) -> None:
    for name in ("csv", "gift", "qti12", "qti21", "qti30"):
        assert FORMATS[name].write(sheet) == FORMATS[name].write(sheet)


def test_every_accepted_writing_grades_right(sheet: Sheet) -> None:
    typed = [item for item in sheet.items if not item.options]
    assert typed
    for item in typed:
        assert accepted(item)[0] == item.key
        assert all(is_right(item, way) for way in accepted(item))


def test_an_unknown_format_offers_the_nearest() -> None:
    with pytest.raises(NotFound, match="qti21"):
        format_named("qti2")
