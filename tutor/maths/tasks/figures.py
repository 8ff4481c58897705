"""Finds the named figure in a question about area, perimeter, volume or an angle, and works such questions out."""

import re
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from tutor.domain import Task, TaskKind
from tutor.errors import CannotCheck
from tutor.maths.formula import formula
from tutor.maths.number import written
from tutor.maths.read import read
from tutor.maths.reading import units
from tutor.maths.tasks.pieces import MARK, Cut, Piece
from tutor.maths.tree import Bin, Name, Node, Num, Quantity
from tutor.maths.value import value

_FORMULAS = {
    "area": {
        "rectangle": "length * width",
        "square": "side ** 2",
        "triangle": "base * height / 2",
        "parallelogram": "base * height",
        "trapezoid": "(base + base_2) * height / 2",
        "circle": "pi * radius ** 2",
    },
    "perimeter": {
        "rectangle": "2 * (length + width)",
        "square": "4 * side",
        "rhombus": "4 * side",
        "parallelogram": "2 * (side + side_2)",
        "triangle": "side + side_2 + side_3",
        "equilateral triangle": "3 * side",
        "regular pentagon": "5 * side",
        "regular hexagon": "6 * side",
        "regular heptagon": "7 * side",
        "regular octagon": "8 * side",
        "regular nonagon": "9 * side",
        "regular decagon": "10 * side",
        "circle": "2 * pi * radius",
    },
    "volume": {
        "cube": "side ** 3",
        "cuboid": "length * width * height",
        "cylinder": "pi * radius ** 2 * height",
        "cone": "pi * radius ** 2 * height / 3",
        "sphere": "4 / 3 * pi * radius ** 3",
    },
}
"""What a figure measures, from its parts; a second base is base_2, and a diameter is given as twice the radius."""
_ANGLES = {"triangle": (180, 2), "straight line": (180, 1), "right angle": (90, 1), "quadrilateral": (360, 3)}
"""What the angles come to together, and how many of them are given."""


def worked_out(task: Task) -> Node:
    """Return the area, perimeter, volume or angle that the task asks; with a circle an exact multiple of pi, unless pi is given."""
    if task.kind == "angle":
        return _other_angle(task.want, [read(text.partition("=")[2].strip()) for text in task.given])
    unit, numbers = measures(task)
    text = _FORMULAS[task.kind].get(task.want, "")
    if task.kind == "perimeter" and task.want == "polygon":
        text = " + ".join(numbers)
    if not text:
        raise CannotCheck(f"The {task.kind} of {task.want!r} is not known.")
    symbol = unit and unit + {"perimeter": "", "area": "²", "volume": "³"}[task.kind]
    return of_measures(text, numbers, f"unit:{symbol}" if symbol else "")


def measures(task: Task) -> tuple[str, dict[str, Fraction]]:
    """Return the unit of a figure's measures ("" for none), and every measure counted in it; pi only where it is given."""
    parts = [(name.strip(), read(text.strip())) for name, _, text in (each.partition("=") for each in task.given)]
    names = _distinct([name for name, _ in parts])
    sizes = {name: size for name, (_, size) in zip(names, parts, strict=True)}
    unit, numbers = _in_one_unit(sizes)
    if "diameter" in numbers:
        numbers["radius"] = numbers["diameter"] / 2
    return unit, numbers


def of_measures(text: str, numbers: Mapping[str, Fraction], form: str) -> Node:
    """Return what a formula over measures comes to, in a form ("unit:cm", "" ...): a multiple of pi where that is used and not given."""
    worth = Fraction(formula(text)({"pi": Fraction(1), **numbers}))
    if "pi" not in formula(text).names or "pi" in numbers:
        return written(worth, form)
    times = written(worth, "")
    node: Node = Name("pi") if times == Num("1") else Bin("*", times, Name("pi"))
    return Quantity(node, form.removeprefix("unit:")) if form else node


def _distinct(names: list[str]) -> list[str]:
    """Return the names of measures with repeated ones counted: base, base_2."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return found


def _other_angle(want: str, sizes: list[Node]) -> Node:
    if want not in _ANGLES:
        raise CannotCheck(f"The angles of {want!r} are not known.")
    rest = _ANGLES[want][0] - sum((value(size) for size in sizes), Fraction(0))
    if rest <= 0:
        raise CannotCheck("These angles leave nothing over.")
    return written(rest, "unit:°" if any(isinstance(size, Quantity) for size in sizes) else "")


def _in_one_unit(sizes: dict[str, Node]) -> tuple[str, dict[str, Fraction]]:
    """Return the first unit that is written ("" for none), and every size counted in it."""
    unit = next((size.unit for size in sizes.values() if isinstance(size, Quantity)), "")
    numbers = {name: value(size) for name, size in sizes.items()}
    for name, size in sizes.items():
        if isinstance(size, Quantity):
            if units.unit(size.unit).dimensions != (("length", 1),):
                raise CannotCheck("The measures of a figure are lengths.")
            numbers[name] *= units.unit(size.unit).size / units.unit(unit).size
    if min(numbers.values(), default=0) <= 0:
        raise CannotCheck("A figure needs measures above zero.")
    return unit, numbers


_SHAPES = {
    name: re.compile(rf"\b(?:{pattern})\b")
    for name, pattern in {
        "cuboid": r"rectangular (?:prism|tank|solid)|box(?!.*\bcube)|cuboid",
        "rectangle": r"rectang(?:le|ular)",
        "equilateral triangle": r"equilateral triangle",
        "triangle": r"triang(?:le|ular)",
        "parallelogram": r"parallelogram",
        "rhombus": r"rhombus",
        "trapezoid": r"trapez(?:oid|ium)",
        "circle": r"circ(?:le|ular)",
        "cylinder": r"cylind(?:er|rical)",
        "cone": r"cone",
        "sphere": r"sphere",
        "cube": r"cube",
        "regular": r"regular (?:pentagon|hexagon|heptagon|octagon|nonagon|decagon)",
        "polygon": r"pentagon|hexagon|heptagon|octagon|quadrilateral|polygon",
        "square": r"square(?! (?:cm|mm|m|km|in|ft|yd|mi|units?|[a-z]*met|inch|feet|foot|yard|mile))",
    }.items()
}
_KINDS: dict[str, TaskKind] = {
    "area": "area", "perimeter": "perimeter", "circumference": "perimeter", "volume": "volume"
}  # fmt: skip
_OF_SIZE = r"(?:of|is|=|equals|measures) (?:about )?§[nea]"
_ASKED = re.compile(rf"\b(surface area|area|perimeter|circumference|volume)\b(?! {_OF_SIZE})")
_GIVEN = re.compile(rf"\b(?:area|perimeter|circumference|volume) {_OF_SIZE}")
_STORY = re.compile(
    r"\b(?:path|border|frame|fence|fencing|costs?|paint|tiles?|half|twice|doubled?|increased?|decreased?|shaded|missing|unknown"
    r"|remaining|left|cut|another|inside|around it|longer|shorter|wider|times|per|difference|ratio|enlarged|scale|diagonal"
    r"|equal length|identical|both|not)\b(?! side)"
)
"""Words that say that the figure is only a part of the question."""
_MEASURE = {
    "long": "length", "wide": "width", "breadth": "width", "high": "height", "tall": "height", "deep": "height", "depth": "height"
}  # fmt: skip
_NAMED = re.compile(
    r"\b(length|width|height|breadth|base|side|radius|diameter|depth|edge)s?\b"
    r"(?:\s*(?:lengths?|of|is|are|=|:|measures|measuring|that measures|that is|which is|equal to|equals|to be|with)){0,6}"
    r"\s*§n\d+(?:(?: ?,)?(?: and)? ?§n\d+)*"
)
_SIZED = re.compile(r"§n\d+ (?:in )?(length|width|height|breadth|depth|radius|diameter|long|wide|high|tall|deep)\b")
_PI = re.compile(r"§n\d+ (?:for|as) (pi)\b")
_BY = re.compile(r"§n\d+ by §n\d+(?: by §n\d+)?")
_BESIDE = ("length", "width", "height")


def figure(text: str, cut: Cut) -> Task | None:
    """Return the task about a named figure, where every number in the text is one of its measures; else None."""
    if "angle" in text and (task := _angle(text, cut)):
        return task
    text = re.sub(r"§[a-z]\d+", lambda match: _as_quantity(cut, match[0]), text)
    asked = {match[1] for match in _ASKED.finditer(text)}
    kind = _KINDS.get(asked.pop()) if len(asked) == 1 else None
    shape = next(((name, match[0]) for name, pattern in _SHAPES.items() if (match := pattern.search(text))), None)
    if not kind or not shape or _GIVEN.search(text) or _STORY.search(text):
        return None
    name = shape[1] if shape[0] == "regular" else shape[0]
    sizes = _sizes(text, cut)
    measures = _fitting(kind, name, [measure for measure, _ in sizes])
    given = tuple(f"{measure} = {size}" for measure, (_, size) in zip(measures, sizes, strict=False))
    return Task(kind=kind, given=given, want=name) if measures else None


def _as_quantity(cut: Cut, mark: str) -> str:
    """Return a mark for 26m as a quantity: beside a figure the letter is a unit; and π, or what is taken for it, in words."""
    if taken := re.fullmatch(r"π(?: ?[=≈] ?([\d./]+))?", cut.at(mark).text):
        return f"{cut.mark(Piece('n', taken[1]))} for pi" if taken[1] else "pi"
    match = re.fullmatch(r"(\d+(?:\.\d+)?)([mg])", cut.at(mark).text)
    return cut.mark(Piece("n", f"{match[1]} {match[2]}")) if match else mark


def _sizes(text: str, cut: Cut) -> list[tuple[str, str]]:
    """Return the measures and their sizes in the order written, [] where a number is none of them."""
    found: dict[str, tuple[str, str]] = {}
    for pattern in (_NAMED, _SIZED, _BY, _PI):
        for match in pattern.finditer(text):
            marks = [mark for mark in MARK.findall(match[0]) if mark not in found]
            names = _BESIDE if pattern is _BY else [match[1]] * len(marks)
            found |= {m: (_MEASURE.get(name, name), cut.at(m).text) for m, name in zip(marks, names, strict=False)}
    products = re.findall(r"§e\d+", text)
    numbers = {mark for mark in MARK.findall(text) if mark[1] not in "vs"}
    if numbers != found.keys() | set(products):
        return []
    placed = [(text.index(mark), *size) for mark, size in found.items()]
    for mark in products:
        sides = re.split(r"\s*[x×]\s*", cut.at(mark).text)
        placed += [(text.index(mark), name, size) for name, size in zip(_BESIDE, sides, strict=False)]
    return [(name, size) for _, name, size in sorted(placed)]


def _fitting(kind: str, shape: str, names: list[str]) -> list[str]:
    """Return the names of the measures in the order given, in the words of this figure, or [] where they do not fit."""
    if (kind, shape) == ("perimeter", "polygon"):
        return names if len(names) > 2 and set(names) == {"side"} else []
    needed = formula(_FORMULAS[kind].get(shape, "0")).names - {"pi"}
    if shape == "rectangle" and len(names) == 2 and set(names) <= {"side", "length", "base", "width", "height"}:
        names = names if set(names) == {"length", "width"} else ["length", "width"]
    if needed == {"side"} and names in (["length"], ["edge"]):
        names = ["side"]
    found = {name.replace("diameter", "radius") for name in _distinct(names)}
    spare = {"pi", "side", "side_2", "height"} if shape in ("triangle", "parallelogram", "trapezoid") else {"pi"}
    return names if len(found) == len(names) and found - spare <= needed <= found else []


_CORNERS = {
    "triangle": r"triangle",
    "straight line": r"supplement|straight (?:line|angle)|linear pair",
    "right angle": r"complement|makes? a right angle",
    "quadrilateral": r"quadrilateral",
}
_OTHER = re.compile(r"third|missing|other|supplement|complement|last|fourth|unknown|remaining")


def _angle(text: str, cut: Cut) -> Task | None:
    kinds = {mark[1] for mark in MARK.findall(text)}
    values = [piece.text for piece in cut.marked(text) if piece.kind == "n"]
    if kinds - set("nvs") or not _OTHER.search(text):
        return None
    wants = (want for want, words in _CORNERS.items() if re.search(words, text) and _ANGLES[want][1] == len(values))
    want = next(wants, "")
    return Task(kind="angle", given=tuple(f"angle = {each}" for each in values), want=want) if want else None
