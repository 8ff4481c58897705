"""Draws the figures of items as SVG by templates/figure.svg, each with its words inside for those who do not see it."""

from fractions import Fraction
from functools import lru_cache

from tutor.domain import Figure
from tutor.interop.packages import filled

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
