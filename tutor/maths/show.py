"""Writes trees and prose for people: plain text, LaTeX, MathML and Typst. How each is written is left to `styles`."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from html import escape
from typing import Literal

from tutor.maths.read import readable
from tutor.maths.styles.barred import Latex, MathML, Typst
from tutor.maths.styles.plain import Plain
from tutor.maths.styles.writer import Writer
from tutor.maths.tree import Node

Style = Literal["plain", "latex", "mathml", "typst"]
ProseStyle = Literal["plain", "html", "latex", "typst"]
_MARKED = re.compile(r"`([^`]*)`")
_LATEX = {sign: f"\\{sign}" for sign in "#$%&_{}"}
_LATEX |= {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def show(node: Node, style: Style = "plain") -> str:
    """Return a tree in a style; what is written plain or in LaTeX reads back to the same tree."""
    return _writer(style).whole(node)


@cache
def _writer(style: Style) -> Writer:
    return {"plain": Plain, "latex": Latex, "mathml": MathML, "typst": Typst}[style]()


@lru_cache(maxsize=4096)
def show_text(text: str, style: ProseStyle = "plain") -> str:
    """Return prose, whose mathematics stands between backticks, in a style.

    "plain" is bare text, "html" is escaped prose with math elements, "latex" and "typst" are escaped for those.
    Mathematics that cannot be read stays as it was written, escaped like the prose.
    """
    prose, maths = _PROSE[style]
    found, at = [], 0
    for match in _MARKED.finditer(text):
        node = readable(match[1], ratio=True) if maths else None
        found += [prose(text[at : match.start()]), maths(node) if maths and node else prose(match[1])]
        at = match.end()
    return "".join(found) + prose(text[at:].replace("`", ""))


_PROSE: dict[str, tuple[Callable[[str], str], Callable[[Node], str] | None]] = {
    "plain": (str, None),
    "html": (escape, lambda node: show(node, "mathml")),
    "latex": (lambda text: "".join(_LATEX.get(sign, sign) for sign in text), lambda node: f"${show(node, 'latex')}$"),
    "typst": (lambda text: re.sub(r"([\\#$*_`<>@\[\]~])", r"\\\1", text), lambda node: f"${show(node, 'typst')}$"),
}
