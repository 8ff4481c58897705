"""MathML into the mathematics of Word (OMML), so that fractions stay editable in a document. Source: ECMA-376, part 1, section 22.1."""

from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

HIDDEN = "\u2062\u2063\u2064"
"""Invisible times, comma and plus, which Word shows as boxes."""


def word_maths(mathml: Element) -> BaseOxmlElement:
    """Return an m:oMath element for a math element."""
    return _held("m:oMath", mathml)


def _held(tag: str, *parts: Element) -> BaseOxmlElement:
    made = OxmlElement(tag)
    for part in parts:
        for inner in _written(part):
            made.append(inner)
    return made


def _written(part: Element) -> list[BaseOxmlElement]:
    name = part.tag.rpartition("}")[2]
    if name in _BUILT:
        return [_BUILT[name](list(part))]
    if len(part):
        return [made for inner in part for made in _written(inner)]
    text = "".join(sign for sign in part.text or "" if sign not in HIDDEN)
    return [_run(text, upright=name in ("mtext", "mn"))] if text else []


def _run(text: str, *, upright: bool) -> BaseOxmlElement:
    run = OxmlElement("m:r")
    if upright:
        style = OxmlElement("m:sty")
        style.set(qn("m:val"), "p")
        properties = OxmlElement("m:rPr")
        properties.append(style)
        run.append(properties)
    held = OxmlElement("m:t")
    held.text = text
    run.append(held)
    return run


def _built(tag: str, *names: str) -> Callable[[Sequence[Element]], BaseOxmlElement]:
    def build(parts: Sequence[Element]) -> BaseOxmlElement:
        made = OxmlElement(tag)
        for name, part in zip(names, parts, strict=True):
            made.append(_held(name, part))
        return made

    return build


def _root(parts: Sequence[Element]) -> BaseOxmlElement:
    """Return a root; a square root has its degree hidden."""
    made = OxmlElement("m:rad")
    properties, hide = OxmlElement("m:radPr"), OxmlElement("m:degHide")
    hide.set(qn("m:val"), "1")
    properties.append(hide)
    made.append(properties)
    made.append(OxmlElement("m:deg"))
    made.append(_held("m:e", *parts))
    return made


def _degree(parts: Sequence[Element]) -> BaseOxmlElement:
    made = OxmlElement("m:rad")
    made.append(_held("m:deg", parts[1]))
    made.append(_held("m:e", parts[0]))
    return made


_BUILT: dict[str, Callable[[Sequence[Element]], BaseOxmlElement]] = {
    "mfrac": _built("m:f", "m:num", "m:den"),
    "msup": _built("m:sSup", "m:e", "m:sup"),
    "msub": _built("m:sSub", "m:e", "m:sub"),
    "msqrt": _root,
    "mroot": _degree,
}
