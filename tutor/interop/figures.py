"""Draws the figures of items as SVG, in black and white, each with its words inside for those who do not see it. It asks nothing."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache
from html import escape

from tutor.domain import Figure

WIDE, HIGH, EDGE = 420, 90, 24
SIDE = 22
FONT = 'font-family="sans-serif" font-size="13" text-anchor="middle"'
Parts = Iterator[str]


@lru_cache(maxsize=512)
def svg(figure: Figure) -> str:
    """Return the drawing as an SVG document whose title is the figure's words."""
    width, height, parts = _DRAWN[figure.kind](figure.values_by_name)
    inner = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f"<title>{escape(figure.alt)}</title>{inner}</svg>"
    )


def _line(x1: float, y1: float, x2: float, y2: float, width: float = 1.2) -> str:
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="black" stroke-width="{width:g}"/>'


def _text(x: float, y: float, text: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" {FONT}>{escape(text)}</text>'


def _box(x: float, y: float, width: float, height: float, fill: str = "none") -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}" stroke="black" stroke-width="1.2"/>'


def _arrow(x: float, y: float) -> str:
    return f'<path d="M{x:g} {y:g} l-6 -12 h12 z" fill="black"/>' + _line(x, y - 12, x, y - 30, 1.6)


def _number_line(told: dict[str, str]) -> tuple[int, int, Parts]:
    """Return a line from `from` to `to` in `parts` equal parts, an arrow at part `mark`."""

    def parts() -> Parts:
        count, base = int(told["parts"]), 58
        step = (WIDE - 2 * EDGE) / count
        yield _line(EDGE - 14, base, WIDE - EDGE + 14, base, 1.6)
        for place in range(count + 1):
            tall = 9 if place in (0, count) else 6
            yield _line(EDGE + place * step, base - tall, EDGE + place * step, base + tall)
        yield _text(EDGE, base + 26, told["from"]) + _text(WIDE - EDGE, base + 26, told["to"])
        yield _arrow(EDGE + int(told["mark"]) * step, base - 11)

    return WIDE, HIGH, parts()


def _bar(told: dict[str, str]) -> tuple[int, int, Parts]:
    """Return a bar cut into `parts` equal parts of which the first `shaded` are shaded."""

    def parts() -> Parts:
        count, shaded = int(told["parts"]), int(told["shaded"])
        wide = (WIDE - 2 * EDGE) / count
        for place in range(count):
            yield _box(EDGE + place * wide, 20, wide, 44, "#b5b5b5" if place < shaded else "white")

    return WIDE, 84, parts()


def _part_whole(told: dict[str, str]) -> tuple[int, int, Parts]:
    """Return a bar model: the `whole` over its `part` and a rest that is asked for."""

    def parts() -> Parts:
        whole, part = Fraction(told["whole"]), Fraction(told["part"])
        cut = EDGE + (WIDE - 2 * EDGE) * float(max(Fraction(1, 6), min(Fraction(5, 6), part / whole)))
        yield _box(EDGE, 14, WIDE - 2 * EDGE, 30) + _text(WIDE / 2, 34, told["whole"])
        yield _box(EDGE, 48, cut - EDGE, 30, "#dddddd") + _text((EDGE + cut) / 2, 68, told["part"])
        yield _box(cut, 48, WIDE - EDGE - cut, 30) + _text((cut + WIDE - EDGE) / 2, 68, "?")

    return WIDE, HIGH, parts()


def _grid(told: dict[str, str]) -> tuple[int, int, Parts]:
    """Return a rectangle of `rows` by `columns` small squares."""
    rows, columns = int(told["rows"]), int(told["columns"])

    def parts() -> Parts:
        for row in range(rows):
            for column in range(columns):
                yield _box(EDGE + column * SIDE, 12 + row * SIDE, SIDE, SIDE, "#dddddd")

    return 2 * EDGE + columns * SIDE, 24 + rows * SIDE, parts()


def _graph(told: dict[str, str]) -> tuple[int, int, Parts]:
    """Return axes from -10 to 10 with the line through (`x1`, `y1`) and (`x2`, `y2`), both points marked."""
    size, unit = 340, 15
    middle = size / 2

    def at(x: float, y: float) -> tuple[float, float]:
        return middle + x * unit, middle - y * unit

    def parts() -> Parts:
        for place in range(-10, 11):
            for x1, y1, x2, y2 in ((place, -10, place, 10), (-10, place, 10, place)):
                (a, b), (c, d) = at(x1, y1), at(x2, y2)
                yield _line(a, b, c, d, 1.4 if place == 0 else 0.3)
            if place % 5 == 0 and place:
                yield _text(at(place, 0)[0], middle + 15, str(place)) + _text(
                    middle - 13, at(0, place)[1] + 5, str(place)
                )
        ax, ay, bx, by = (float(Fraction(told[name])) for name in ("x1", "y1", "x2", "y2"))
        reach = [_far(ax, ay, bx, by, sign) for sign in (-1, 1)]
        yield _line(*at(*reach[0]), *at(*reach[1]), 1.8)
        for x, y in ((ax, ay), (bx, by)):
            yield f'<circle cx="{at(x, y)[0]:g}" cy="{at(x, y)[1]:g}" r="4.5" fill="black"/>'
        yield _text(size - 8, middle - 6, "x") + _text(middle + 10, 14, "y")

    return size, size, parts()


def _far(ax: float, ay: float, bx: float, by: float, sign: int) -> tuple[float, float]:
    """Return where the line from a through b leaves the square of the axes, forwards or backwards."""
    dx, dy = bx - ax, by - ay
    reach = [(10 * (1 if step * sign > 0 else -1) - start) / step for start, step in ((ax, dx), (ay, dy)) if step]
    far = min(reach, key=abs)
    return ax + far * dx, ay + far * dy


def _table(told: dict[str, str]) -> tuple[int, int, Parts]:
    """Return a table with a row of `heads` over a row of `cells`, both parted by "|"."""
    heads, cells = told["heads"].split("|"), told["cells"].split("|")
    wide = max(52, *(8 * len(text) + 12 for text in (*heads, *cells)))

    def parts() -> Parts:
        for row, texts in enumerate((heads, cells)):
            for column, text in enumerate(texts):
                x, y = EDGE + column * wide, 12 + row * 30
                yield _box(x, y, wide, 30, "white" if row else "#dddddd") + _text(x + wide / 2, y + 20, text.strip())

    return 2 * EDGE + wide * len(cells), HIGH, parts()


_DRAWN: dict[str, Callable[[dict[str, str]], tuple[int, int, Parts]]] = {
    "number_line": _number_line, "bar": _bar, "part_whole": _part_whole, "grid": _grid, "graph": _graph, "table": _table,
}  # fmt: skip
