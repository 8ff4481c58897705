"""Finds the named figure in a question about area, perimeter, volume or an angle, and works such questions out."""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from tutor.domain import Task, TaskKind
from tutor.errors import CannotCheck
from tutor.maths.number import written
from tutor.maths.read import read
from tutor.maths.reading import units
from tutor.maths.tasks.pieces import MARK, Cut, Piece
from tutor.maths.tree import Bin, Name, Node, Num, Quantity
from tutor.maths.value import value

_SHAPES = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), name)
    for pattern, name in (
        (r"rectangular (?:prism|box|tank|solid)|cuboid", "cuboid"),
        (r"rectang(?:le|ular)", "rectangle"),
        (r"equilateral triangle", "equilateral triangle"),
        (r"triang(?:le|ular)", "triangle"),
        (r"parallelogram", "parallelogram"),
        (r"rhombus", "rhombus"),
        (r"trapez(?:oid|ium)", "trapezoid"),
        (r"circ(?:le|ular)", "circle"),
        (r"cylind(?:er|rical)", "cylinder"),
        (r"cone", "cone"),
        (r"sphere", "sphere"),
        (r"cube", "cube"),
        (r"regular (?:pentagon|hexagon|heptagon|octagon|nonagon|decagon)", "regular"),
        (r"pentagon|hexagon|heptagon|octagon|quadrilateral|polygon", "polygon"),
        (r"square(?! (?:cm|mm|m|km|in|ft|yd|mi|units?|[a-z]*met|inch|feet|foot|yard|mile))", "square"),
    )
)
_KINDS: dict[str, TaskKind] = {
    "area": "area",
    "perimeter": "perimeter",
    "circumference": "perimeter",
    "volume": "volume",
}
_SIDES = {"pentagon": 5, "hexagon": 6, "heptagon": 7, "octagon": 8, "nonagon": 9, "decagon": 10}
_ASKED = re.compile(
    r"\b(surface area|area|perimeter|circumference|volume)\b(?! (?:of|is|=|equals|measures) (?:about )?§[nea])"
)
_GIVEN = re.compile(r"\b(?:area|perimeter|circumference|volume) (?:of|is|=|equals|measures) (?:about )?§[nea]")
_HIDDEN = re.compile(
    r"\b(?:path|border|frame|fence|fencing|cost|costs|paint|tiles?|half|twice|double|doubled|increased?"
    r"|decreased?|shaded|missing|unknown|remaining|"
    r"left|cut|another|inside|around it|longer|shorter|wider|times|per|difference|ratio|enlarged|scale|diagonal"
    r"|equal length|identical|both|not)\b(?! side)"
)
_NAMES = "length|width|height|breadth|base|side|radius|diameter|depth|edge"
_LINK = r"(?:\s*(?:lengths?|of|is|are|=|:|measures|measuring|that measures|that is|which is|equal to|equals|to be|with)){0,6}"
_DIMENSIONS = (
    re.compile(rf"\b({_NAMES})s?\b{_LINK}\s*(§n\d+(?:(?: ?,)?(?: and)? ?§n\d+)*)"),
    re.compile(r"(§n\d+) (?:in )?(length|width|height|breadth|depth|radius|diameter|long|wide|high|tall|deep)\b"),
    re.compile(r"(§n\d+) by (§n\d+)(?: by (§n\d+))?"),
)
_SAID = {
    "long": "length",
    "wide": "width",
    "breadth": "width",
    "high": "height",
    "tall": "height",
    "deep": "depth",
    "depth": "height",
}
_NEEDS: dict[tuple[str, str], tuple[tuple[str, ...], ...]] = {
    ("area", "rectangle"): (("length", "width"),),
    ("perimeter", "rectangle"): (("length", "width"),),
    ("area", "square"): (("side",),),
    ("perimeter", "square"): (("side",),),
    ("area", "triangle"): (("base", "height"),),
    ("perimeter", "triangle"): (("side", "side", "side"),),
    ("perimeter", "equilateral triangle"): (("side",),),
    ("area", "parallelogram"): (("base", "height"),),
    ("perimeter", "rhombus"): (("side",),),
    ("area", "trapezoid"): (("base", "base", "height"),),
    ("area", "circle"): (("radius",), ("diameter",)),
    ("perimeter", "circle"): (("radius",), ("diameter",)),
    ("perimeter", "regular"): (("side",),),
    ("volume", "cube"): (("side",),),
    ("volume", "cuboid"): (("length", "width", "height"),),
    ("volume", "cylinder"): (("radius", "height"), ("diameter", "height")),
    ("volume", "cone"): (("radius", "height"), ("diameter", "height")),
    ("volume", "sphere"): (("radius",), ("diameter",)),
}


def figure(text: str, cut: Cut) -> Task | None:
    """Return the task about a named figure, where every number in the text is one of its measures; else None."""
    if "angle" in text and (task := _angle(text, cut)):
        return task
    text = _LETTER_UNIT.sub(lambda match: _as_quantity(cut, match[0]), text)
    asked = {match[1] for match in _ASKED.finditer(text)}
    if len(asked) != 1 or _GIVEN.search(text) or _HIDDEN.search(text):
        return None
    kind = _KINDS.get(asked.pop())
    shape = next(((name, match[0]) for pattern, name in _SHAPES if (match := pattern.search(text))), None)
    if not kind or not shape:
        return None
    name, written_name = shape
    given = _dimensions(text, cut)
    fitting = _fits(kind, name, [each for each, _ in given])
    sizes = tuple(f"{each} = {size}" for each, (_, size) in zip(fitting, given, strict=False))
    return Task(kind=kind, given=sizes, want=written_name if name == "regular" else name) if fitting else None


_LETTER_UNIT = re.compile(r"§a\d+")


def _as_quantity(cut: Cut, mark: str) -> str:
    """Return a mark for 26m as a quantity: beside a figure the letter is a unit."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)([mg])", cut.at(mark).text)
    return cut.mark(Piece("n", f"{match[1]} {match[2]}")) if match else mark


def _dimensions(text: str, cut: Cut) -> list[tuple[str, str]]:
    found: list[tuple[int, str, str]] = []
    seen: set[str] = set()
    for row, pattern in enumerate(_DIMENSIONS):
        for match in pattern.finditer(text):
            marks = [mark for mark in MARK.findall(match[0]) if mark not in seen]
            seen.update(marks)
            for index, mark in enumerate(marks):
                name = match[1] if row == 0 else match[2] if row == 1 else ("length", "width", "height")[index]
                found.append((text.index(mark), _SAID.get(name, name), cut.at(mark).text))
    for mark in re.findall(r"§e\d+", text):
        sizes = re.split(r"\s*[x×]\s*", cut.at(mark).text)
        found += [
            (text.index(mark), name, size) for name, size in zip(("length", "width", "height"), sizes, strict=False)
        ]
        seen.add(mark)
    numbers = [mark for mark in MARK.findall(text) if mark[1] not in "vs"]
    return [(name, size) for _, name, size in sorted(found)] if set(numbers) == seen else []


def _fits(kind: str, shape: str, names: list[str]) -> tuple[str, ...]:
    """Return the names of the measures in the order given, in the words of this figure, or () where they do not fit."""
    if kind == "perimeter" and shape == "polygon" and len(names) > 2 and set(names) == {"side"}:
        return tuple(names)
    for needed in _NEEDS.get((kind, shape), ()):
        as_needed = _as_needed(shape, names, needed)
        if sorted(as_needed) == sorted(needed):
            return tuple(as_needed)
    return ()


def _as_needed(shape: str, names: list[str], needed: tuple[str, ...]) -> list[str]:
    if (
        shape == "rectangle"
        and len(names) == 2
        and set(names) != {"length", "width"}
        and set(names) <= {"side", "length", "base", "width", "height"}
    ):
        return ["length", "width"]
    if needed == ("side",) and names in (["length"], ["edge"]):
        return ["side"]
    return names


def _angle(text: str, cut: Cut) -> Task | None:
    values = [cut.at(mark).text for mark in MARK.findall(text) if mark[1] == "n"]
    if len(values) != len([mark for mark in MARK.findall(text) if mark[1] not in "vs"]):
        return None
    for pattern, want, count in (
        (r"triangle", "triangle", 2),
        (r"supplement|straight (?:line|angle)|linear pair", "straight line", 1),
        (r"complement", "right angle", 1),
        (r"quadrilateral", "quadrilateral", 3),
    ):
        if (
            re.search(pattern, text)
            and len(values) == count
            and re.search(r"third|missing|other|supplement|complement|last|fourth|unknown|remaining", text)
        ):
            return Task(kind="angle", given=tuple(f"angle = {each}" for each in values), want=want)
    return None


def worked_out(task: Task) -> Node:
    """Return the area, perimeter, volume or angle that the task asks; with a circle an exact multiple of pi, unless pi is given."""
    sizes = [read(text.partition("=")[2].strip()) for text in task.given]
    names = [text.partition("=")[0].strip() for text in task.given]
    if task.kind == "angle":
        return _third_angle(task.want, sizes)
    unit, numbers = _in_one_unit([size for size, name in zip(sizes, names, strict=True) if name != "pi"])
    by_name: dict[str, list[Fraction]] = {}
    for name, number in zip([name for name in names if name != "pi"], numbers, strict=True):
        by_name.setdefault(name, []).append(number)
    result, round_ = _formula(task.kind, task.want, by_name)
    pi = next((value(size) for size, name in zip(sizes, names, strict=True) if name == "pi"), None)
    if round_ and pi is not None:
        result, round_ = result * pi, False
    return _with_unit(result, round_, unit, {"perimeter": "", "area": "²", "volume": "³"}[task.kind])


def _third_angle(want: str, sizes: list[Node]) -> Node:
    whole = {"triangle": 180, "straight line": 180, "right angle": 90, "quadrilateral": 360}.get(want)
    if whole is None:
        raise CannotCheck(f"The angles of {want!r} are not known.")
    degrees = any(isinstance(size, Quantity) for size in sizes)
    rest = whole - sum((value(size) for size in sizes), Fraction(0))
    if rest <= 0:
        raise CannotCheck("These angles leave nothing over.")
    return written(rest, "unit:°" if degrees else "")


def _in_one_unit(sizes: list[Node]) -> tuple[str, list[Fraction]]:
    """Return the first unit that is written ("" for none), and every size counted in it."""
    unit = next((size.unit for size in sizes if isinstance(size, Quantity)), "")
    numbers = []
    for size in sizes:
        number = value(size)
        if isinstance(size, Quantity) and units.unit(size.unit).dimensions != (("length", 1),):
            raise CannotCheck("The measures of a figure are lengths.")
        if isinstance(size, Quantity) and size.unit != unit:
            number = number * units.unit(size.unit).size / units.unit(unit).size
        numbers.append(number)
    if not numbers or min(numbers) <= 0:
        raise CannotCheck("A figure needs measures above zero.")
    return unit, numbers


Sizes = Mapping[str, list[Fraction]]


def _radius(sizes: Sizes) -> Fraction:
    return sizes["radius"][0] if "radius" in sizes else sizes["diameter"][0] / 2


def _product(sizes: Sizes) -> Fraction:
    total = Fraction(1)
    for numbers in sizes.values():
        for number in numbers:
            total *= number
    return total


_ROUND: dict[tuple[str, str], Callable[[Sizes], Fraction]] = {
    ("area", "circle"): lambda s: _radius(s) ** 2,
    ("perimeter", "circle"): lambda s: 2 * _radius(s),
    ("volume", "cylinder"): lambda s: _radius(s) ** 2 * s["height"][0],
    ("volume", "cone"): lambda s: _radius(s) ** 2 * s["height"][0] / 3,
    ("volume", "sphere"): lambda s: Fraction(4, 3) * _radius(s) ** 3,
}
_STRAIGHT: dict[tuple[str, str], Callable[[Sizes], Fraction]] = {
    ("area", "rectangle"): _product,
    ("area", "parallelogram"): _product,
    ("area", "square"): lambda s: s["side"][0] ** 2,
    ("area", "triangle"): lambda s: _product(s) / 2,
    ("area", "trapezoid"): lambda s: sum(s["base"]) * s["height"][0] / 2,
    ("perimeter", "rectangle"): lambda s: 2 * (s["length"][0] + s["width"][0]),
    ("perimeter", "square"): lambda s: 4 * s["side"][0],
    ("perimeter", "rhombus"): lambda s: 4 * s["side"][0],
    ("perimeter", "equilateral triangle"): lambda s: 3 * s["side"][0],
    ("perimeter", "triangle"): lambda s: Fraction(sum(s["side"])),
    ("perimeter", "polygon"): lambda s: Fraction(sum(s["side"])),
    ("volume", "cube"): lambda s: s["side"][0] ** 3,
    ("volume", "cuboid"): _product,
}


def _formula(kind: str, shape: str, sizes: Sizes) -> tuple[Fraction, bool]:
    """Return the worth of the formula, and whether it is still to be multiplied by pi."""
    key = (kind, shape)
    sides = _SIDES.get(shape.removeprefix("regular ")) if shape.startswith("regular ") else None
    try:
        if sides and kind == "perimeter":
            return sides * sizes["side"][0], False
        return (_ROUND[key](sizes), True) if key in _ROUND else (_STRAIGHT[key](sizes), False)
    except KeyError:
        raise CannotCheck(f"The {kind} of a {shape} needs other measures.") from None


def _with_unit(result: Fraction, with_pi: bool, unit: str, power: str) -> Node:
    if not with_pi:
        return written(result, f"unit:{unit}{power}" if unit else "")
    number = written(result, "")
    node: Node = Name("pi") if number == Num("1") else Bin("*", number, Name("pi"))
    return Quantity(node, unit + power) if unit else node
