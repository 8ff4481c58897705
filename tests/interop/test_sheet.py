"""Every format is read back by a reader of another make, and what it calls right is graded again."""

import csv
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
from tutor.interop.csv_rows import _safe
from tutor.interop.sheet import accepted
from tutor.maths import grade, show_text

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
            content, ready["matcher"], skill=skill, n=3, seed=4, format="choice" if number % 2 else ""
        )
    ]
    beliefs = {id: held.belief for id, held in content.misconceptions.items()}
    return Sheet("Sheet & <key>", items, beliefs, content.labels)


def is_right(item: Item, text: str) -> bool:
    return grade(item.key, text, task=item.task, form=item.form).verdict == "right"


def files(content: bytes) -> dict[str, ElementTree.Element]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    return {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}


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
        assert row["stem"] == show_text(item.stem)
        assert is_right(item, row["key"].lstrip("'"))
        if item.options:
            assert row[row["key_letter"]].lstrip("'") == row["key"].lstrip("'")


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    assert _safe("=1+1") == "'=1+1"
    assert _safe("-7") == "-7"
    assert _safe("+x") == "'+x"


def test_gift_marks_one_option_right_or_lists_what_counts(sheet: Sheet) -> None:
    text = FORMATS["gift"].write(sheet).decode()
    blocks = re.findall(r"^::(.*?)::(.*?)(?<!\\)\{(.*?)####", text, re.DOTALL | re.MULTILINE)
    assert len(blocks) == len(sheet.items)
    for (_, _, answers), item in zip(blocks, sheet.items, strict=True):
        plain = [re.sub(r"\\(.)", r"\1", one).strip() for one in re.findall(r"(?<!\\)[=~]((?:\\.|[^\\=~#])*)", answers)]
        right = [re.sub(r"\\(.)", r"\1", one).strip() for one in re.findall(r"(?<!\\)=((?:\\.|[^\\=~#])*)", answers)]
        if item.options:
            assert sorted(plain) == sorted(option.text for option in item.options)
            assert right == [item.key]
        else:
            assert all(is_right(item, one) for one in right or [answers.strip("#\n\t ").partition(":")[0]])


def test_qti_1_2_has_one_right_response_an_item(sheet: Sheet) -> None:
    found = files(FORMATS["qti12"].write(sheet))
    items = list(found["assessment.xml"].iter(f"{V12}item"))
    for part, item in zip(items, sheet.items, strict=True):
        right = [one.text or "" for one in part.iter(f"{V12}varequal")]
        labels = {label.get("ident"): "".join(label.itertext()) for label in part.iter(f"{V12}response_label")}
        if item.options:
            assert len(labels) == len(item.options)
            (letter,) = right
            shown = ElementTree.fromstring(f"<p>{labels[letter].strip()}</p>")
            assert is_right(item, words(shown))
        else:
            assert right
            assert all(is_right(item, one) for one in right)


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
    refs = [ref.get("href") for ref in found.pop("test.xml").iter(f"{space}{named('assessmentItemRef')}")]
    assert refs == list(found)
    for part, item in zip(found.values(), sheet.items, strict=True):
        (correct,) = part.iter(f"{space}{named('correctResponse')}")
        right = "".join(correct.itertext()).strip()
        choices = {one.get("identifier"): one for one in part.iter(f"{space}{named('simpleChoice')}")}
        if item.options:
            assert [is_right(item, words(choice)) for choice in choices.values()].count(True) == 1
            assert is_right(item, words(choices[right]))
        else:
            keys = [one.get("mapKey") or one.get("map-key") for one in part.iter(f"{space}{named('mapEntry')}")]
            assert right in keys
            assert all(is_right(item, str(one)) for one in keys)


def test_word_gets_real_mathematics_and_a_key_on_a_page_of_its_own(sheet: Sheet) -> None:
    document = docx.Document(io.BytesIO(FORMATS["docx"].write(sheet)))
    xml = document.element.xml
    assert xml.count("<m:f>") >= 3
    assert 'w:type="page"' in xml
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
