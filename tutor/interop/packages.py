"""XML and zip packages, written so that the same items give the same bytes."""

import io
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree

from tutor.interop.sheet import in_style
from tutor.maths import show_text

Element = ElementTree.Element
MATHML = "http://www.w3.org/1998/Math/MathML"
ElementTree.register_namespace("m", MATHML)


def element(tag: str, /, *parts: "Element | str", **attributes: str) -> Element:
    """Return an element with its attributes and its parts in order, text among them."""
    made = Element(tag, attributes)
    for part in parts:
        if isinstance(part, Element):
            made.append(part)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + part
        else:
            made.text = (made.text or "") + part
    return made


def prose(tag: str, text: str) -> Element:
    """Return an element that holds prose, its mathematics as MathML."""
    return ElementTree.fromstring(f"<{tag}>{show_text(text, 'html')}</{tag}>")


def maths(tag: str, text: str) -> Element:
    """Return an element that holds the text of an option or a key, as MathML where it is mathematics."""
    return ElementTree.fromstring(f"<{tag}>{in_style(text, 'html')}</{tag}>")


def document(root: Element) -> bytes:
    """Return an XML document, indented."""
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def package(files: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of the files in the order given, without dates."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, content)
    return kept.getvalue()
