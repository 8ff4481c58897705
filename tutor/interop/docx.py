"""Word documents: items, and any page of HTML (templates/*.docx.html), its mathematics as Word's own and its figures as pictures."""

import io
from functools import cache
from pathlib import Path
from typing import Any

from docx import Document
from docx.shared import Inches, Pt
from lxml import etree

from tutor.interop.packages import MATHML, filled, svg
from tutor.interop.sheet import Sheet, key_text, letter_of_key
from tutor.verify.kinds import LETTERS

WORD = Path(__file__).parent / "templates" / "word.xsl"
"""MathML into the mathematics of Word, so that fractions stay editable in a document."""


def write(sheet: Sheet) -> bytes:
    """Return the items: a sheet for students, then the key and what each wrong option shows, on pages of their own."""
    how = {"letters": LETTERS, "svg": svg, "key_text": key_text, "letter_of_key": letter_of_key}
    return word_file(filled("items.docx.html", sheet=sheet, **how), sheet.title, 18 if sheet.large else 11)


def word_file(page: str, title: str, points: int) -> bytes:
    """Return the document of a page: h1, h2, p (its class is a style of Word), figure (its title in words); hr begins a new page."""
    document: Any = Document()
    document.styles["Normal"].font.size = Pt(points)
    document.core_properties.author, document.core_properties.title = "", title
    for part in etree.fromstring(f"<page>{page}</page>"):
        if part.tag == "hr":
            document.add_page_break()
        elif part.tag == "figure":
            _draw(document, part)
        elif part.tag == "p":
            paragraph = document.add_paragraph(style=part.get("class"))
            if "keep" in part.attrib:
                paragraph.paragraph_format.keep_with_next = True
            _add(paragraph, part)
        else:
            document.add_heading(part.text, int(part.tag[1]))
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _draw(document: Any, figure: Any) -> None:
    """Add a drawing as a picture with its words, for Word shows no SVG everywhere."""
    import typst

    page = '#set page(width: auto, height: auto, margin: 2pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
    drawing = etree.tostring(figure[0], encoding="unicode", with_tail=False)
    picture = typst.compile(page.encode(), format="png", ppi=220, sys_inputs={"svg": drawing})
    shape = document.add_picture(io.BytesIO(picture), width=Inches(float(figure.get("width"))))
    shape._inline.docPr.set("descr", figure.get("title"))


def _add(paragraph: Any, prose: Any) -> None:
    """Add prose to a paragraph: as runs, bold ones among them, and as Word's mathematics."""
    paragraph.add_run(prose.text or "")
    for part in prose:
        if part.tag == f"{{{MATHML}}}math":
            paragraph._p.append(_word_maths()(part).getroot())
        else:
            paragraph.add_run(part.text).bold = True
        paragraph.add_run(part.tail or "")


@cache
def _word_maths() -> etree.XSLT:
    return etree.XSLT(etree.parse(WORD))
