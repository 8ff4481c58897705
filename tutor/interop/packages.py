"""Texts from templates, and zip packages, written so that the same items give the same bytes."""

import io
import zipfile
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tutor.interop.sheet import accepted, in_style
from tutor.maths import show_text

MATHML = "http://www.w3.org/1998/Math/MathML"


@cache
def _templates() -> Environment:
    """Return the templates with what they need to write: prose, the text of an option or a key, the ways to write a key, numbers."""
    folder = FileSystemLoader(Path(__file__).parent / "templates")
    made = Environment(loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters |= {
        "prose": lambda text: Markup(show_text(text, "html")),
        "maths": lambda text: Markup(in_style(text, "html")),
        "accepted": accepted,
        "number": _number,
        "g": lambda number: f"{number:g}",
    }
    return made


def _number(text: str) -> float:
    return float(Fraction(text))


def filled(template: str, **values: Any) -> str:
    """Return the text that a template makes of the values, which it escapes."""
    return _templates().get_template(template).render(**values)


def package(files: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of the files in the order given, without dates."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, content)
    return kept.getvalue()
