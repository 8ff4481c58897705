"""Writes a tree for people: plain text, LaTeX, MathML, Typst and spoken words. The writing itself is left to `styles`."""

from importlib import import_module
from typing import Literal

from tutor.maths.tree import Node

Style = Literal["plain", "latex", "mathml", "typst", "spoken"]


def show(node: Node, style: Style = "plain") -> str:
    """Return a tree in a style; what is written plain or in LaTeX reads back to the same tree."""
    return str(import_module(f"tutor.maths.styles.{style}").write(node))


def show_text(text: str, style: Literal["plain"] = "plain") -> str:
    """Return prose with its backticks taken out."""
    return text.replace("`", "")
