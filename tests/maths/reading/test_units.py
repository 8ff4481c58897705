from fractions import Fraction as F

import pytest

from tutor.errors import CannotCheck
from tutor.maths.reading import units
from tutor.maths.tree import Num


@pytest.mark.parametrize(
    ("written", "size", "dimensions"),
    [
        ("cm", F(1, 100), (("length", 1),)),
        ("cm²", F(1, 10_000), (("length", 2),)),
        ("L", F(1, 1000), (("length", 3),)),
        ("in", F(254, 10_000), (("length", 1),)),
        ("km/h", F(5, 18), (("length", 1), ("time", -1))),
        ("¢", F(1, 100), (("$", 1),)),
    ],
)
def test_a_unit_has_an_exact_size_and_dimensions(written: str, size: F, dimensions: units.Dimensions) -> None:
    assert units.unit(written) == (size, dimensions)


def test_customary_units_fit_each_other() -> None:
    assert units.unit("ft").size == 12 * units.unit("in").size
    assert units.unit("mi").size == 1760 * units.unit("yd").size
    assert units.unit("lb").size == 16 * units.unit("oz").size
    assert (
        units.unit("gal").size == 4 * units.unit("qt").size == 8 * units.unit("pt").size == 16 * units.unit("cup").size
    )


def test_an_unknown_unit_cannot_be_checked() -> None:
    with pytest.raises(CannotCheck, match="furlong"):
        units.unit("furlong")


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("centimetres", "cm"),
        ("sq ft", "ft²"),
        ("cubic meters", "m³"),
        ("m/s^2", "m/s²"),
        ("mph", "mi/h"),
        ("days", "day"),
        ("mL", "ml"),
        ("m\t^{2}", "m²"),
        ("degrees Celsius", "°C"),
    ],
)
def test_names_and_symbols_are_found(text: str, symbol: str) -> None:
    match = units.pattern().match(text)
    assert match
    assert units.symbol(match) == symbol


def test_a_unit_agrees_with_its_number() -> None:
    assert [units.after_number("day", Num(n)) for n in ("1", "2")] == [" day", " days"]
