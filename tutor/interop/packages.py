"""Texts, figures and printed pages from templates, and zip packages, written so that the same items give the same bytes.

Each figure holds its words for those who do not see it.
"""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tutor.domain import Figure
from tutor.interop.sheet import accepted, in_style
from tutor.maths import show_text

TEMPLATES = Path(__file__).parent / "templates"
MATHML = "http://www.w3.org/1998/Math/MathML"


@cache
def templates(folder: Path = TEMPLATES) -> Environment:
    """Return the templates of a folder with what they need to write: prose, an option or a key, the ways to write a key, numbers."""
    made = Environment(
        loader=FileSystemLoader(folder), autoescape=lambda name: not str(name).endswith(".md"),
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    filters: dict[str, Callable[..., Any]] = {
        "prose": lambda text: Markup(show_text(text, "html")),
        "maths": lambda text: Markup(in_style(text, "html")),
        "accepted": accepted,
        "number": lambda text: float(Fraction(text)),
        "g": lambda number: f"{number:g}",
    }
    made.filters |= filters
    return made


def filled(template: str, **values: Any) -> str:
    """Return the text that a template makes of the values, which it escapes, but in Markdown."""
    return templates().get_template(template).render(**values)


def typeset(template: str, data: Any) -> bytes:
    """Return the PDF that a template of Typst makes of data, with nothing loaded from outside."""
    import typst

    made = typst.compile((TEMPLATES / template).read_bytes(), sys_inputs={"data": json.dumps(data)})
    assert isinstance(made, bytes)
    return made


def package(files: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of the files in the order given, without dates."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, content)
    return kept.getvalue()


EDGE = 10
"""Where the axes of a graph end, on each side."""
Point = tuple[float, float]


@lru_cache(maxsize=512)
def svg(figure: Figure) -> str:
    """Return the drawing as an SVG document whose title is the figure's words."""
    told = dict(figure.values)
    ends = _ends(*(float(Fraction(told[name])) for name in ("x1", "y1", "x2", "y2"))) if figure.kind == "graph" else ()
    return filled("figure.svg", kind=figure.kind, told=told, alt=figure.alt, ends=ends).strip()


def _ends(ax: float, ay: float, bx: float, by: float) -> tuple[Point, Point]:
    """Return where the line from a through b enters and leaves the square of the axes."""
    steps = [(start, step) for start, step in ((ax, bx - ax), (ay, by - ay)) if step]

    def end(sign: int) -> Point:
        far = min((((EDGE if step * sign > 0 else -EDGE) - start) / step for start, step in steps), key=abs)
        return ax + far * (bx - ax), ay + far * (by - ay)

    return end(-1), end(1)
