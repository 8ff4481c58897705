"""Figures are drawn in black and white, say themselves in words, and show what their values say."""

from xml.etree import ElementTree

import pytest

from tutor.domain import Figure
from tutor.interop.packages import svg

SVG = "{http://www.w3.org/2000/svg}"
FIGURES = {
    "number_line": {"from": "0", "to": "1", "parts": "5", "mark": "3"},
    "bar": {"parts": "8", "shaded": "3"},
    "part_whole": {"whole": "240", "part": "75"},
    "grid": {"rows": "3", "columns": "7"},
    "graph": {"x1": "-2", "y1": "1", "x2": "2", "y2": "9"},
    "table": {"heads": "Ann|Ben & Co", "cells": "3|4"},
}


def drawn(kind: str) -> ElementTree.Element:
    figure = Figure.model_validate(
        {"kind": kind, "values": tuple(FIGURES[kind].items()), "alt": f"A {kind} <in words>"}
    )
    return ElementTree.fromstring(svg(figure))


@pytest.mark.parametrize("kind", FIGURES)
def test_a_figure_is_an_image_with_its_words_and_without_colour(kind: str) -> None:
    root = drawn(kind)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == f"A {kind} <in words>"
    paints = {part.get(name) for part in root.iter() for name in ("fill", "stroke")} - {None}
    assert paints <= {"black", "white", "none", "#b5b5b5", "#dddddd"}


def test_a_bar_has_its_parts_and_as_many_shaded() -> None:
    boxes = [part.get("fill") for part in drawn("bar").iter(f"{SVG}rect")]
    assert boxes == ["#b5b5b5"] * 3 + ["white"] * 5


def test_a_grid_has_rows_times_columns_squares() -> None:
    assert len(list(drawn("grid").iter(f"{SVG}rect"))) == 21


def test_the_arrow_stands_at_its_mark() -> None:
    root = drawn("number_line")
    ticks = [float(line.get("x1", "")) for line in root.iter(f"{SVG}line")][1:7]
    arrow = next(root.iter(f"{SVG}path"))
    assert (arrow.get("d") or "").startswith(f"M{ticks[3]:g} ")


def test_the_line_of_a_graph_goes_through_its_points_and_stays_on_the_grid() -> None:
    root = drawn("graph")
    (line,) = [part for part in root.iter(f"{SVG}line") if part.get("stroke-width") == "1.8"]
    x1, y1, x2, y2 = (float(line.get(name, "")) for name in ("x1", "y1", "x2", "y2"))
    assert all(-0.01 <= number - 20 <= 300.01 for number in (x1, y1, x2, y2))
    for circle in root.iter(f"{SVG}circle"):
        x, y = float(circle.get("cx", "")), float(circle.get("cy", ""))
        assert abs((x - x1) * (y2 - y1) - (y - y1) * (x2 - x1)) < 0.5
