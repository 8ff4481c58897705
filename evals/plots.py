"""Plots as SVG without a library: intervals beside figures, curves, reliability, bars of groups, scatter.

Colours come from the style sheet by class, so that they follow light and dark; each plot says in words what it shows.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Any

from evals.results import band

WIDE, HIGH, EDGE, SIDE = 560, 300, 52, 150
"""Size of a plot, its margin, and the room at its right for names of lines."""
COLOURS = 6
Row = dict[str, Any]
Spot = tuple[float, float]


def interval(row: Row, wide: int = 190) -> str:
    """Return a share with its interval on a line from 0 to 1, baseline as ring and published figure as bar; "" for no share."""
    value = row["value"]
    if value is None or not 0 <= value <= 1:
        return ""
    low, high = band(row) or (value, value)

    def at(share: float) -> float:
        return round(8 + (wide - 16) * min(max(share, 0.0), 1.0), 1)

    parts = [f'<line x1="{at(0)}" x2="{at(1)}" y1="12" y2="12" class="axis"/>']
    parts += [f'<line x1="{at(x)}" x2="{at(x)}" y1="9" y2="15" class="axis"/>' for x in (0, 0.5, 1)]
    parts.append(f'<line x1="{at(low)}" x2="{at(high)}" y1="12" y2="12" class="error"/>')
    said = [f"{value:.3f}, 95 % interval {low:.3f} to {high:.3f}"]
    for name, mark in (("baseline", _ring), ("anchor", _bar)):
        other = row.get(name)
        if other is not None and 0 <= other <= 1:
            parts.append(mark(at(other)))
            said.append(f"{'published' if name == 'anchor' else name} {other:.3f}")
    parts.append(f'<circle cx="{at(value)}" cy="12" r="4.5" class="ours"/>')
    return _svg(wide, 24, parts, "; ".join(said), "interval")


def _ring(x: float) -> str:
    return f'<circle cx="{x}" cy="12" r="4.5" class="baseline"/>'


def _bar(x: float) -> str:
    return f'<line x1="{x}" x2="{x}" y1="4" y2="20" class="anchor"/>'


def plot(row: Row) -> str:
    """Return the plot of a figure that has a series, as its `plot` says; "" without one."""
    series = [(*point, 0)[:4] for point in row.get("series") or ()]
    kind = row.get("plot", "curves")
    return (
        {"bars": bars, "reliability": reliability, "scatter": scatter}.get(kind, curves)(row, series) if series else ""
    )


def curves(row: Row, series: Sequence[Any]) -> str:
    """Return a curve for each line, named at its end."""
    frame = Frame(row, series)
    parts, ends = list(frame.drawn()), []
    for place, name in enumerate(frame.lines):
        points = sorted((x, y) for line, x, y, _ in series if line == name)
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(frame.at, points))
        parts.append(f'<polyline points="{drawn}" class="curve c{place % COLOURS}"/>')
        ends.append((name, frame.at(points[-1]), place))
    ends.sort(key=lambda end: end[1][1])
    below = 0.0
    for name, (x, y), place in ends:
        below = max(y + 4, below + 14)
        parts.append(
            f'<text x="{x + 8:.1f}" y="{below:.1f}" class="end t{place % COLOURS}">{escape(_cut(name, 22))}</text>'
        )
    return _svg(WIDE, HIGH, parts, frame.said)


def scatter(row: Row, series: Sequence[Any]) -> str:
    """Return a spot for each point and the line on which x and y are the same."""
    frame = Frame(row, series, is_square=True)
    (x1, y1), (x2, y2) = frame.at((frame.low, frame.low)), frame.at((frame.high, frame.high))
    parts = [*frame.drawn(), f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" class="same"/>']
    for line, x, y, _ in series:
        a, b = frame.at((x, y))
        parts.append(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" class="spot s{frame.lines.index(line) % COLOURS}"/>')
    return _svg(WIDE, HIGH, [*parts, *_legend(frame.lines)], frame.said)


def reliability(row: Row, series: Sequence[Any]) -> str:
    """Return the share true over the chance given, spots as large as the bin; on the line they would be perfectly calibrated."""
    frame = Frame(row, [*series, ("", 0.0, 0.0, 0), ("", 1.0, 1.0, 0)], is_square=True)
    (x1, y1), (x2, y2) = frame.at((0, 0)), frame.at((1, 1))
    parts = [*frame.drawn(), f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" class="same"/>']
    names, most = list(dict.fromkeys(line for line, *_ in series)), max(n for *_, n in series) or 1
    for place, name in enumerate(names):
        points = [(x, y, n) for line, x, y, n in series if line == name]
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in (frame.at((x, y)) for x, y, _ in points))
        parts.append(f'<polyline points="{drawn}" class="curve c{place % COLOURS}"/>')
        for x, y, n in points:
            a, b = frame.at((x, y))
            told = f"<title>given {x:.2f}, true {y:.2f}, n = {n}</title>"
            parts.append(
                f'<circle cx="{a:.1f}" cy="{b:.1f}" r="{2.5 + 7 * (n / most) ** 0.5:.1f}" class="spot s{place % COLOURS}">{told}</circle>'
            )
    return _svg(WIDE, HIGH, [*parts, *(_legend(names) if any(names) else [])], frame.said)


def bars(row: Row, series: Sequence[Any]) -> str:
    """Return a bar with two standard errors for each group, in the order given; many groups are cut to the first forty."""
    shown, left, high = series[:40], 230, 20
    top: float = max(1.0, *(x for _, x, *_ in shown))

    def at(share: float) -> float:
        return round(left + (WIDE - left - 84) * min(max(share / top, 0.0), 1.0), 1)

    parts = [
        f'<line x1="{at(top * x)}" x2="{at(top * x)}" y1="0" y2="{high * len(shown)}" class="grid"/>'
        for x in (0, 0.5, 1)
    ]
    for place, (name, value, error, n) in enumerate(shown):
        y = high * place
        parts.append(f'<text x="{left - 8}" y="{y + 14}" class="name">{escape(_cut(name, 36))}</text>')
        parts.append(f'<rect x="{at(0)}" y="{y + 4}" width="{at(value) - at(0):.1f}" height="12" class="bar"/>')
        low, up = at(value - 2 * error), at(value + 2 * error)
        parts.append(f'<line x1="{low}" x2="{up}" y1="{y + 10}" y2="{y + 10}" class="whisker"/>')
        parts.append(f'<text x="{at(top) + 8}" y="{y + 14}" class="end">{value:.2f} ({n})</text>')
    parts += [
        f'<text x="{at(top * x)}" y="{high * len(shown) + 14}" class="tick">{top * x:g}</text>' for x in (0, 0.5, 1)
    ]
    rest = f", {len(series) - len(shown)} more not drawn" if len(series) > len(shown) else ""
    said = f"{row['metric']}: {len(series)} groups, lowest {shown[0][0]} {shown[0][1]:.2f}{rest}"
    return _svg(WIDE, high * len(shown) + 22, parts, said)


def history(points: Sequence[Row], title: str, *, small: bool = False) -> str:
    """Return a figure over runs in order of time, each with its interval; small: without axes, for a list."""
    wide, high, edge = (220, 64, 8) if small else (760, 260, 52)
    low, top = min(0.0, *(one["low"] for one in points)), max(one["high"] for one in points)
    top = 1.0 if low >= 0 and 0.5 < top <= 1 else top * 1.1 or 1.0
    step = (wide - 2 * edge) / max(len(points) - 1, 1)

    def y(value: float) -> float:
        return round(float(high - edge - (high - 2 * edge) * (value - low) / (top - low)), 1)

    parts = [] if small else _levels(low, top, y, edge, wide)
    spots = [(round(edge + step * place if len(points) > 1 else wide / 2, 1), one) for place, one in enumerate(points)]
    for x, one in spots:
        parts.append(f'<line x1="{x}" x2="{x}" y1="{y(one["low"])}" y2="{y(one["high"])}" class="error"/>')
    drawn = " ".join(f"{x},{y(one['value'])}" for x, one in spots)
    parts.append(f'<polyline points="{drawn}" class="curve c0"/>')
    for x, one in spots:
        said = f"{one['at'][:16]}: {one['value']:.3f} (n = {one['n']})"
        parts.append(
            f'<circle cx="{x}" cy="{y(one["value"])}" r="{3 if small else 4.5}" class="ours"><title>{said}</title></circle>'
        )
    if not small:
        ends = {spots[0][0]: points[0], spots[-1][0]: points[-1]}
        parts += [
            f'<text x="{x}" y="{high - 18}" class="tick">{escape(one["at"][:10])}</text>' for x, one in ends.items()
        ]
    return _svg(
        wide, high, parts, f"{title}: {points[0]['value']:.3f} at first, {points[-1]['value']:.3f} at last", "history"
    )


def _levels(low: float, top: float, y: Callable[[float], float], edge: int, wide: int) -> list[str]:
    return [
        f'<line x1="{edge}" x2="{wide - edge}" y1="{y(value)}" y2="{y(value)}" class="grid"/>'
        f'<text x="{edge - 8}" y="{y(value) + 4}" class="name">{value:g}</text>'
        for value in ticks(low, top)
        if low <= value <= top
    ]


class Frame:
    """The axes of a plot: where a point lies, what is drawn around it, and what it shows in words."""

    def __init__(self, row: Row, series: Sequence[Any], *, is_square: bool = False) -> None:
        xs, ys = [x for _, x, *_ in series], [y for _, _, y, *_ in series]
        self.low, self.high = min(xs), max(max(xs), min(xs) + 1e-9)
        self.bottom, self.top = min(0.0, *ys), max(1.0 if max(ys) <= 1 else max(ys), 1e-9)
        if is_square:
            self.low, self.high = min(self.low, *ys), max(self.high, *ys)
        self.across, self.up = ticks(self.low, self.high), ticks(self.bottom, self.top)
        self.low, self.high = min(self.low, self.across[0]), max(self.high, self.across[-1])
        self.bottom, self.top = min(self.bottom, self.up[0]), max(self.top, self.up[-1])
        if is_square:
            self.bottom, self.top, self.up = self.low, self.high, self.across
        self.lines = list(dict.fromkeys(line for line, *_ in series))
        self.right = WIDE - (SIDE if any(self.lines) else 24)
        self.axes = row.get("axes") or ("", "")
        self.title = row["metric"]
        between = f"{min(ys):.3g} to {max(ys):.3g}"
        self.said = f"{self.title}: {', '.join(filter(None, self.lines)) or 'one line'}, {between}"

    def at(self, point: Spot) -> Spot:
        """Return where a point lies."""
        x = EDGE + (self.right - EDGE) * (point[0] - self.low) / (self.high - self.low)
        y = HIGH - EDGE - (HIGH - EDGE - 16) * (point[1] - self.bottom) / (self.top - self.bottom)
        return round(x, 1), round(y, 1)

    def drawn(self) -> Iterator[str]:
        """Yield grid, ticks and names of the axes."""
        for value in self.up:
            _, y = self.at((self.low, value))
            yield f'<line x1="{EDGE}" x2="{self.right}" y1="{y}" y2="{y}" class="grid"/>'
            yield f'<text x="{EDGE - 8}" y="{y + 4}" class="name">{value:g}</text>'
        for value in self.across:
            x, _ = self.at((value, self.bottom))
            yield f'<text x="{x}" y="{HIGH - EDGE + 18}" class="tick">{value:g}</text>'
        yield f'<text x="{(EDGE + self.right) / 2}" y="{HIGH - 12}" class="tick">{escape(self.axes[0])}</text>'
        yield f'<text transform="translate(12 {HIGH / 2}) rotate(-90)" class="tick">{escape(self.axes[1])}</text>'


def ticks(low: float, high: float) -> list[float]:
    """Return round numbers in even steps, five or so, the first not above `low` and the last not below `high`."""
    rough = max(high - low, 1e-9) / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * one for one in (1, 2, 2.5, 5, 10) if power * one >= rough * 0.999)
    first, last = math.floor(low / step + 1e-6), math.ceil(high / step - 1e-6)
    return [round(step * place, 10) for place in range(first, max(last, first + 1) + 1)]


def _legend(lines: Sequence[str]) -> Iterator[str]:
    for place, name in enumerate(line for line in lines if line):
        y = 26 + 18 * place
        yield f'<circle cx="{WIDE - SIDE + 16}" cy="{y - 4}" r="4" class="spot s{place % COLOURS}"/>'
        yield f'<text x="{WIDE - SIDE + 26}" y="{y}" class="end">{escape(_cut(name, 20))}</text>'


def _svg(width: int, height: float, parts: Sequence[str], said: str, kind: str = "plot") -> str:
    size = f'width="{width}" height="{height:g}" viewBox="0 0 {width} {height:g}"'
    return f'<svg role="img" aria-label="{escape(said)}" class="{kind}" {size}>{"".join(parts)}</svg>'


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
