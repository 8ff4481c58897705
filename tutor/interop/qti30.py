"""Items as a QTI package of version 3.0: the parts of 2.1 under the names of 3.0.

Source: 1EdTech Question and Test Interoperability, Assessment, Section and Item Information Model, version 3.0 (2022).
"""

import re
from xml.etree import ElementTree

from tutor.interop.packages import MATHML
from tutor.interop.qti21 import Version, write_version
from tutor.interop.sheet import Sheet

SPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
HTML = ("p", "div", "img")
_UPPER = re.compile(r"(?<!^)([A-Z])")
ElementTree.register_namespace("m", MATHML)


def write(sheet: Sheet) -> bytes:
    """Return the package: a manifest, a test, and a file an item."""
    return write_version(sheet, V30)


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
