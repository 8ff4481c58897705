"""Items as a Word document: a sheet for students, then the key and what each wrong option shows, on pages of their own."""

import io
from functools import cache
from pathlib import Path
from typing import Any

from docx import Document
from docx.shared import Inches, Pt
from lxml import etree

from tutor.domain import Figure
from tutor.interop.figures import svg
from tutor.interop.packages import MATHML
from tutor.interop.sheet import Sheet, in_style, key_text, letter_of_key
from tutor.maths import show_text
from tutor.verify.kinds import LETTERS

WORD = Path(__file__).parent / "templates" / "word.xsl"
"""MathML into the mathematics of Word, so that fractions stay editable in a document."""


def write(sheet: Sheet) -> bytes:
    """Return the document; its mathematics is Word's own."""
    document = Document()
    document.styles["Normal"].font.size = Pt(18 if sheet.large else 11)
    document.core_properties.author = ""
    document.core_properties.title = sheet.title
    document.add_heading(sheet.title, 1)
    document.add_paragraph(f"{sheet.labels['name']}: {'_' * 30}    {sheet.labels['date']}: {'_' * 14}")
    for number, item in enumerate(sheet.items, 1):
        _add(document.add_paragraph(f"{number}.  "), show_text(item.stem, "html"))
        if item.figure:
            _draw(document, item.figure)
        for letter, option in zip(LETTERS, item.options, strict=False):
            _add(document.add_paragraph(f"      {letter}   "), in_style(option.text, "html"))
        if not item.options:
            document.add_paragraph(f"      {sheet.labels['answer']}: {'_' * 24}")
    _key(document, sheet)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _key(document: Any, sheet: Sheet) -> None:
    document.add_page_break()
    document.add_heading(sheet.labels["key"], 1)
    for number, (item, steps) in enumerate(zip(sheet.items, sheet.solutions(), strict=True), 1):
        _add(document.add_paragraph(f"{number}.  {letter_of_key(item)}  "), key_text(item, "html"))
        for step in steps:
            _add(document.add_paragraph("      "), show_text(step, "html"))
        for letter, text, belief in sheet.why(item):
            paragraph = document.add_paragraph(f"      {letter}  ")
            _add(paragraph, in_style(text, "html"))
            _add(paragraph, f": {show_text(belief, 'html')}")


def _draw(document: Any, figure: Figure) -> None:
    """Add a figure as a picture with its words, for Word shows no SVG everywhere."""
    import typst

    page = '#set page(width: auto, height: auto, margin: 2pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
    picture = typst.compile(page.encode(), format="png", ppi=220, sys_inputs={"svg": svg(figure)})
    shape = document.add_picture(io.BytesIO(picture), width=Inches(3.4 if figure.kind != "graph" else 2.8))
    shape._inline.docPr.set("descr", figure.alt)


def _add(paragraph: Any, html: str) -> None:
    """Add prose with math elements to a paragraph, as runs and as Word's mathematics."""
    root = etree.fromstring(f"<p>{html}</p>")
    paragraph.add_run(root.text or "")
    for part in root:
        if part.tag == f"{{{MATHML}}}math":
            paragraph._p.append(_word_maths()(part).getroot())
        paragraph.add_run(part.tail or "")


@cache
def _word_maths() -> etree.XSLT:
    return etree.XSLT(etree.parse(WORD))
