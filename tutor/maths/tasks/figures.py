"""Finds the named figure in a question about area, perimeter, volume or an angle, and works such questions out."""

import re
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from tutor.domain import Task
from tutor.errors import CannotCheck
from tutor.maths.formula import formula
from tutor.maths.number import written
from tutor.maths.read import read
from tutor.maths.reading import units
from tutor.maths.tables import table
from tutor.maths.tasks.patterns import ENGLISH
from tutor.maths.tasks.pieces import MARK, Cut, Piece
from tutor.maths.tree import Bin, Name, Node, Num, Quantity
from tutor.maths.value import value

_ROWS = table("maths.tasks", "figures")


def worked_out(task: Task) -> Node:
    """Return the area, perimeter, volume or angle that the task asks; with a circle an exact multiple of pi, unless pi is given."""
    if task.kind == "angle":
        return _other_angle(task.want, [read(text.partition("=")[2].strip()) for text in task.given])
    unit, numbers = measures(task)
    text = _ROWS["formulas"][task.kind].get(task.want, "")
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
    if want not in _ROWS["angles"]:
        raise CannotCheck(f"The angles of {want!r} are not known.")
    rest = Fraction(_ROWS["angles"][want][0]) - sum((value(size) for size in sizes), Fraction(0))
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


_SHAPES = {name: re.compile(rf"\b(?:{said})\b") for name, said in _ROWS["shapes"].items()}
_ASKED, _GIVEN, _PART_ONLY = map(ENGLISH.pattern, ("asked_measure", "given_measure", "more_than_figure"))
_NAMED, _SIZED, _BY, _PI = map(ENGLISH.pattern, ("named_measure", "sized", "by_one_another", "size_of_pi"))
_OTHER, _NO_ANGLE = re.compile(ENGLISH.any_of("other_angle")), ENGLISH.pattern("length_of_side")
_BESIDE = ("length", "width", "height")


def figure(text: str, cut: Cut) -> Task | None:
    """Return the task about a named figure, where every number in the text is one of its measures; else None."""
    if re.search("angle|plement", text) and (task := _angle(text, cut)):
        return task
    if not _ASKED.search(text):
        return None
    text = re.sub(r"§[a-z]\d+", lambda match: _as_quantity(cut, match[0]), text)
    text = re.sub(r"\bpi §s\d+ (§n\d+)", r"\1 for pi", text)
    text = re.sub(r"\bus(?:e|ing) (§n\d+)(?= [|]|$)", r"; \1 for pi", text) if "circ" in text else text
    asked = {match[1] for match in _ASKED.finditer(text)}
    kind = _ROWS["kinds"].get(asked.pop()) if len(asked) == 1 else None
    shape = next(((name, match[0]) for name, pattern in _SHAPES.items() if (match := pattern.search(text))), None)
    if not kind or not shape or _GIVEN.search(text) or _PART_ONLY.search(text):
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
            names = [_ROWS["measures"].get(name, name) for name in names]
            found |= {mark: (name, cut.at(mark).text) for mark, name in zip(marks, names, strict=False)}
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
    needed = formula(_ROWS["formulas"][kind].get(shape, "0")).names - {"pi"}
    if shape == "rectangle" and len(names) == 2 and set(names) <= {"side", "length", "base", "width", "height"}:
        names = names if set(names) == {"length", "width"} else ["length", "width"]
    if needed == {"side"} and names in (["length"], ["edge"]):
        names = ["side"]
    found = {name.replace("diameter", "radius") for name in _distinct(names)}
    spare = {"pi", "side", "side_2", "height"} if shape in ("triangle", "parallelogram", "trapezoid") else {"pi"}
    return names if len(found) == len(names) and found - spare <= needed <= found else []


def _angle(text: str, cut: Cut) -> Task | None:
    pieces = cut.marked(text)
    values = [piece.text for piece in pieces if piece.kind == "n"]
    unknown = {piece.text.rstrip("°") for piece in pieces if re.fullmatch("[a-z]°?", piece.text)}
    if _NO_ANGLE.search(text) or any(piece.kind not in "nvs" and piece.text[0] not in unknown for piece in pieces):
        return None
    listed = re.search(rf"(?:§[nva]\d+(?: ?,)? ?(?:and )?){{{len(values) + 1}}}", text)
    asked = listed or re.search(r"find (?:the value of )?§v", text)
    if not _OTHER.search(text) and not (asked and len(unknown) == 1):
        return None
    fitting = {want: re.search(said, text) for want, (_, n, said) in _ROWS["angles"].items() if int(n) == len(values)}
    named = any(re.search(said, text) for _, _, said in _ROWS["angles"].values())
    alone = len(values) == 2 and listed and unknown and not named
    want = next((want for want, said in fitting.items() if said or (alone and want == "triangle")), "")
    return Task(kind="angle", given=tuple(f"angle = {each}" for each in values), want=want) if want else None
