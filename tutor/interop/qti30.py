"""Items as a QTI package of version 3.0: the parts of 2.1 under the names of 3.0.

Source: 1EdTech Question and Test Interoperability, Assessment, Section and Item Information Model, version 3.0 (2022).
"""

import re

from tutor.interop.packages import MATHML, Element
from tutor.interop.qti21 import Version, write_version
from tutor.interop.sheet import Sheet

TEMPLATES = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/"
HTML = ("p", "div", "img")
_UPPER = re.compile(r"(?<!^)([A-Z])")


def write(sheet: Sheet) -> bytes:
    """Return the package: a manifest, a test, and a file an item."""
    return write_version(sheet, V30)


def _renamed(root: Element) -> Element:
    """Return the same tree with `responseDeclaration` as `qti-response-declaration`; HTML and MathML keep their names."""
    for part in root.iter():
        if part.tag.startswith("{" + MATHML):
            continue
        if part.tag not in HTML:
            part.tag = f"qti-{_kebab(part.tag)}"
        for name in [name for name in part.attrib if name != _kebab(name)]:
            part.set(_kebab(name), part.attrib.pop(name))
    for rubric in root.iter("qti-rubric-block"):
        rubric.set("use", "scoring")
        rubric[0].tag = "qti-content-body"
    return root


def _kebab(name: str) -> str:
    return _UPPER.sub(r"-\1", name).lower()


V30 = Version(
    "3.0.0",
    "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    "imsqti_{}_xmlv3p0",
    lambda name: f"{TEMPLATES}{name}.xml",
    _renamed,
)
