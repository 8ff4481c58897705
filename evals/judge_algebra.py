"""Judges keys of algebra by values at points on the finished stem. It shares no code with generation or maths.

What the stem asks is read from the kind of its task; arithmetic without letters is left to `judge`.
"""

import operator
import re
from collections.abc import Callable
from fractions import Fraction
from math import isqrt

from tutor.domain import Item

Right = Callable[[str], bool]
POINTS = tuple(Fraction(numerator, 7) for numerator in (-23, -9, 4, 11, 40))
LINE = tuple(Fraction(numerator, 2) for numerator in range(-160, 161))
SIGNS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": operator.lt, ">": operator.gt, "≤": operator.le, "≥": operator.ge, "=": operator.eq
}  # fmt: skip
PHRASES = (
    (r"(\d+) more than a number", "n + {0}"),
    (r"a number (?:decreased|reduced) by (\d+)", "n - {0}"),
    (r"a number times (\d+)", "{0} * n"),
    (r"(\d+) less than a number", "n - {0}"),
    (r"subtract (\d+) from a number", "n - {0}"),
    (r"(\d+) less than twice a number", "2 * n - {0}"),
    (r"(\d+) times the sum of a number and (\d+)", "{0} * (n + {1})"),
)
_READABLE = re.compile(r"[-\d.+*/() FRa-z]+")


def at(text: str, **names: Fraction) -> Fraction:
    """Return what algebra is worth where its letters have these values; raises ValueError for anything else."""
    text = text.strip().rstrip(".").replace("×", "*").replace("÷", "/").replace("^", "**")
    text = re.sub(r"√(?:(\d+)|(?=\())", lambda root: f"R({root[1]})" if root[1] else "R", text)
    text = re.sub(r"(?<=[\da-z)]) ?(?=[a-z(])", "*", text)
    text = re.sub(r"\d+(?:\.\d+)?", r"F('\g<0>')", text)
    if not _READABLE.fullmatch(text.replace("'", "")):
        raise ValueError(text)
    return Fraction(eval(text, {"__builtins__": {}}, {"F": Fraction, "R": _root, **names}))


def _root(square: Fraction) -> Fraction:
    root = Fraction(isqrt(square.numerator), isqrt(square.denominator))
    if root * root != square:
        raise ValueError(f"{square} is no square")
    return root


def right(item: Item) -> Right | None:
    """Return what tells whether an answer to the item is right, None where its stem is plain arithmetic."""
    ticked = [piece.replace(">=", "≥").replace("<=", "≤") for piece in re.findall(r"`([^`]*)`", item.stem)]
    judge = _JUDGES.get(item.task.kind)
    if judge and "_" not in item.stem:
        return judge(ticked, item)
    return _value(at(ticked[0])) if ticked and re.search(r"[√^]", ticked[0]) else None


def _value(worth: Fraction) -> Right:
    return lambda text: _worth(text) == worth


def _worth(text: str) -> Fraction | None:
    try:
        return at(text.rpartition("=")[2])
    except (ValueError, NameError, ZeroDivisionError):
        return None


def _same(expression: str) -> Right:
    letters = sorted(set(re.findall(r"[a-z]", expression)))

    def is_right(text: str) -> bool:
        places = [dict.fromkeys(letters, point) | {letters[-1]: 2 - point} for point in POINTS]
        return not re.search(r"[<>≤≥=]", text) and all(at(text, **each) == at(expression, **each) for each in places)

    return is_right


def _holds(statement: str, **names: Fraction) -> bool:
    sign = next(sign for sign in SIGNS if sign in statement)
    left, right = (at(side, **names) for side in statement.split(sign))
    return SIGNS[sign](left, right)


def _solves(ticked: list[str], item: Item) -> Right:
    statement, letter = ticked[0], item.task.want

    def is_right(text: str) -> bool:
        if re.search(r"\^2|\)\(", statement):
            return {_worth(part) for part in text.split(", ")} == {x for x in LINE if _holds(statement, **{letter: x})}
        if "=" in statement:
            solution = _worth(text)
            return "=" in text and solution is not None and _holds(statement, **{letter: solution})
        signed = bool(re.search(r"[<>≤≥]", text))
        return signed and all(_holds(text, **{letter: x}) == _holds(statement, **{letter: x}) for x in LINE)

    return is_right


def _substitutes(ticked: list[str], item: Item) -> Right:
    setting = next(piece for piece in ticked if re.fullmatch(r"[a-z] = -?[\d/.]+", piece))
    expression = next(piece for piece in ticked if piece != setting and len(piece) > 1)
    letter, value = setting.split(" = ")
    return _value(at(expression.rpartition("=")[2], **{letter: at(value)}))


def _points(ticked: list[str]) -> list[tuple[Fraction, Fraction]]:
    pairs = (re.fullmatch(r"\((.+), (.+)\)", piece) for piece in ticked)
    return [(at(pair[1]), at(pair[2])) for pair in pairs if pair]


def _line(ticked: list[str], item: Item) -> Right:
    """Judge the slope through two points, or the slope or an intercept of an equation in x and y."""
    points = _points(ticked)
    if points:
        (x1, y1), (x2, y2) = points
        return _value((y2 - y1) / (x2 - x1))
    left, right = next(piece for piece in ticked if "=" in piece).split("=")
    here, up, along = (at(left, x=x, y=y) - at(right, x=x, y=y) for x, y in ((0, 0), (0, 1), (1, 0)))  # type: ignore[arg-type]
    if item.task.kind == "slope":
        return _value(-(along - here) / (up - here))
    return _value(-here / ((up if item.task.want == "y" else along) - here))


def _point(ticked: list[str], item: Item) -> Right:
    points = _points(ticked)
    if item.task.want in ("x", "y"):
        return _value(points[0]["xy".index(item.task.want)])
    middle = tuple(sum(each, Fraction(0)) / 2 for each in zip(*points, strict=True))
    return lambda text: _points([text]) == [middle]


def _translated(ticked: list[str], item: Item) -> Right:
    words = item.stem.rpartition(": ")[2].rstrip(".")
    match, algebra = next((match, form) for way, form in PHRASES if (match := re.fullmatch(way, words)))
    return _same(algebra.format(*match.groups()))


_JUDGES: dict[str, Callable[[list[str], Item], Right]] = {
    "simplify": lambda ticked, item: _same(ticked[0]),
    "expand": lambda ticked, item: _same(ticked[0]),
    "factor": lambda ticked, item: _same(ticked[0]),
    "substitute": _substitutes,
    "solve": _solves,
    "slope": _line,
    "intercept": _line,
    "point": _point,
    "translate": _translated,
}
