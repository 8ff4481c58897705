"""What a sentence asks: the ways of asking are in asks.yaml, with the task of each as a template or the name of its builder here.

A builder returns None where it is not sure after all.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction
from functools import cache, lru_cache, partial
from itertools import pairwise
from typing import Any

from tutor.domain import Task
from tutor.maths.answers.results import worth
from tutor.maths.number import written
from tutor.maths.read import readable
from tutor.maths.reading import units
from tutor.maths.show import show
from tutor.maths.tables import table
from tutor.maths.tasks.patterns import ENGLISH, said, ways
from tutor.maths.tasks.phrases import place, with_letter
from tutor.maths.tasks.pieces import Cut

Builder = Callable[[re.Match[str], Cut], Task | None]
_BIG, _SMALL = re.compile(said("{big}")), re.compile(said("{small}"))
_DOWN = re.compile(said("descend|descending|decrease|decreasing|biggest|{big} [..] (first|to)|from [the] {big}"))
_UP = re.compile(said("ascending|increasing|ascend|increase|{small} [..] (first|to)|from [the] {small}"))
_TOGETHER = re.compile(r"^§q|\b(?:equations|system|simultaneous|satisf|values of|solve|both|pair)")
_CLAIMED_PRODUCT = re.compile(r"(?P<x>[a-z])\^\d+ ?[×*·x÷/]? ?(?P=x)\^\d+ ?= ?(?P=x)\^\d+")
"""Powers of one letter and what they are said to come to: nobody asks for the letter."""
_SOLVED = re.compile(r"[A-Za-z] ?(?:=|[<>≤≥]=?) ?-? ?(?:\d[\d,./ ]*|\.\d+)")
_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)")
_only = cache(lambda text: re.compile(ENGLISH.filled(text)))
_BUILDERS: dict[str, Builder] = {}


def builder(build: Builder) -> Builder:
    """Register a builder under its name, with which asks.yaml calls for it."""
    _BUILDERS[build.__name__.removeprefix("_")] = build
    return build


def ask(sentence: str, cut: Cut) -> Task | None:
    """Return the task that a sentence asks, or None where it fits no way of asking as a whole."""
    return next((task for match, build in _fitting(sentence) if (task := build(match, cut))), None)


@lru_cache(maxsize=8192)
def _fitting(sentence: str) -> tuple[tuple[re.Match[str], Builder], ...]:
    """Return the ways that fit a sentence, remembered: its numbers are marks, so that many problems are asked in the same words."""
    return tuple((match, build) for pattern, build in _asks() if (match := pattern.fullmatch(sentence)))


@cache
def _asks() -> list[tuple[re.Pattern[str], Builder]]:
    """Return every way of asking with the builder of its task, in the order of asks.yaml."""
    found: list[tuple[re.Pattern[str], Builder]] = []
    for row in table("maths.tasks", "asks")["asks"]:
        build = _BUILDERS[row["by"]] if "by" in row else partial(_filled_in, row)
        found += [(re.compile(way), build) for way in ways(row["ways"])]
    return found


def _filled_in(row: dict[str, Any], match: re.Match[str], cut: Cut) -> Task | None:
    """Return the task that a row's templates make of the named parts of a way of asking, or the first that those under `any` make.

    What is given twice makes none, but in a list or a comparison. Where the row says what the parts must be like (`only`, over the text
    of `of`), the groups of that pattern are parts, too.
    """
    if "any" in row:
        return next((task for each in row["any"] if (task := _filled_in(each, match, cut))), None)
    parts = _parts(match, cut)
    if "only" in row:
        if not (fits := _only(row["only"]).fullmatch(row["of"].format_map(parts))):
            return None
        parts |= fits.groupdict()
    if "unit" in row:
        return _converted(row["expression"].format_map(parts).strip(), row["unit"].format_map(parts))
    listed = row.get("given") == "list"
    given = (
        _listed(match, cut)
        if listed
        else tuple(filter(None, (each.format_map(parts) for each in row.get("given", ()))))
    )
    texts = {name: row[name].format_map(parts) for name in ("kind", "expression", "want", "form") if name in row}
    if "nearest" in parts:
        texts["form"] = f"rounded:{parts['nearest']}"
    may_repeat = listed or texts["kind"] == "compare"
    return Task.model_validate({**texts, "given": given}) if may_repeat or len(set(given)) == len(given) else None


def _parts(match: re.Match[str], cut: Cut) -> defaultdict[str, str]:
    """Return the named parts as mathematics, the kinds of their pieces ("a_kind", "=" where one was asked), and the whole."""
    found = defaultdict(str, whole_text=match[0])
    for name, text in match.groupdict().items():
        if text:
            found[name] = cut.maths(text).strip(" ,")
            pieces = cut.marked(text)
            found[f"{name}_kind"] = "".join(piece.kind + "=" * piece.asked for piece in pieces)
    if "place" in found:
        found["nearest"] = place(match["place"], cut)
    return found


def _listed(match: re.Match[str], cut: Cut) -> tuple[str, ...]:
    return tuple(piece.text for piece in cut.marked(match["list"]))


def _converted(quantity: str, unit: str) -> Task | None:
    there = units.pattern().fullmatch(unit)
    if not there or not re.search(r"[A-Za-z°$£€¢]", quantity):
        return None
    return Task(kind="convert", expression=quantity, want=units.symbol(there), form=f"unit:{units.symbol(there)}")


@builder
def _quotient(match: re.Match[str], cut: Cut) -> Task | None:
    """Return a division written as a fraction, such as 12/4; 3/4 alone asks nothing."""
    text = cut.at(match["e"]).text
    top, _, bottom = (part.strip() for part in text.partition("/"))
    size = top.removeprefix("-")
    whole = size.isdigit() and bottom.isdigit() and int(size) >= int(bottom) > 0
    return Task(kind="evaluate", expression=text) if whole else None


@builder
def _order(match: re.Match[str], cut: Cut) -> Task | None:
    """Return values to put in order; the direction said first counts."""
    down, up = _DOWN.search(match[0]), _UP.search(match[0])
    if not (up or down or re.search(r"\border\b", match[0])):
        return None
    is_up = not down or (up and up.start() <= down.start())
    return Task(kind="order", given=_listed(match, cut), want="ascending" if is_up else "descending")


@builder
def _compare(match: re.Match[str], cut: Cut) -> Task | None:
    values = _listed(match, cut)
    want = "smallest" if _SMALL.search(match[0]) else "largest" if _BIG.search(match[0]) else ""
    if len(set(values)) < 2 or (len(values) > 2 and not want) or re.search(r"common [mfd]|by how m", match[0]):
        return None
    return Task(kind="compare", expression=" _ ".join(values) if len(values) == 2 else "", given=values, want=want)


@builder
def _solve(match: re.Match[str], cut: Cut) -> Task | None:
    """Return an equation or inequality; x = 4 is solved already, and one of several letters must be named."""
    parts = _parts(match, cut)
    equation, want = parts["q"], parts["v"]
    letters = sorted(set(re.findall(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])", equation)))
    if _SOLVED.fullmatch(equation) or (not want and (len(letters) > 1 or _CLAIMED_PRODUCT.fullmatch(equation))):
        return None
    want = want or "".join(letters)
    return Task(kind="solve", expression=equation, want=want) if want in equation else None


@builder
def _system(match: re.Match[str], cut: Cut) -> Task | None:
    """Return as many equations as they have letters, said to hold together or written one after the other."""
    equations = tuple(piece.text for piece in cut.marked(match[0]) if piece.kind == "q")
    letters = sorted({letter for text in equations for letter in re.findall(r"[A-Za-z]", text)})
    if len(letters) != len(equations) or any(text.count("=") != 1 for text in equations):
        return None
    return Task(kind="solve", given=equations, want=", ".join(letters)) if _TOGETHER.search(match[0]) else None


@builder
def _percent_change(match: re.Match[str], cut: Cut) -> Task | None:
    """Return how many percent of the first number lie between the two; None where it is not said which way they go."""
    first, second = cut.at(match["a"]).text, cut.at(match["b"]).text
    a, b = (worth(readable(text)) for text in (first, second))
    if not a or b is None or (b > a) != (match["how"][0] in "icg"):  # people differ on the sign of a change downwards
        return None
    part = show(written(abs(b - a), "simplest" if "/" in first + second else "decimal"))
    given = (f"part = {part}", f"whole = {first}", f"new = {second}")
    return Task(kind="percent", expression=f"{part} ÷ {first}", given=given, want="change", form="percent")


@builder
def _digit(match: re.Match[str], cut: Cut) -> Task | None:
    """Return what a digit of a number is worth, as tenths ... or as tens ... of it."""
    digit, text = cut.at(match["d"]).text, cut.at(match["e"]).text.replace(",", "")
    if len(digit) > 1 or text.count(digit) != 1 or not re.fullmatch(r"\d+(?:\.\d+)?", text):
        return None
    place = Fraction(re.sub(r"\d", lambda other: str(int(other[0] == digit)), text))
    return Task(kind="evaluate", expression=f"{digit} × {show(written(place, 'decimal'))}", want="value")


@builder
def _holds(match: re.Match[str], cut: Cut) -> Task | None:
    """Return whether numbers make an equation or inequality true, as a comparison of its two sides with them in place of the letters."""
    parts = _parts(match, cut)
    found = re.fullmatch(r"([^=<>≤≥]+)([=<>])([^=<>≤≥]+)", parts["q"])
    numbers = re.findall(r"-?[\d./]+", parts["p"] or parts["n"] or parts["s"].partition("=")[2])
    letters = sorted(set(re.findall(r"[a-z]", parts["q"])))
    if not found or len(letters) != len(numbers) or (parts["p"] and letters != ["x", "y"]):
        return None
    values = dict(zip(letters, numbers, strict=True))
    left, right = (re.sub("[a-z]", lambda letter: f"({values[letter[0]]})", found[side].strip()) for side in (1, 3))
    return Task(kind="compare", expression=f"{left} _ {right}", given=(left, right), want=found[2])


@builder
def _table(match: re.Match[str], cut: Cut) -> Task | None:
    """Return the line through all points of a table, whose first row is of x; None where there is none."""
    numbers = [piece.text for piece in cut.marked(match["rows"]) if piece.kind == "n"]
    across, up = numbers[: len(numbers) // 2], numbers[len(numbers) // 2 :]
    points = [(worth(readable(x)), worth(readable(y))) for x, y in zip(across, up, strict=False)]
    if len(across) != len(up) or len(points) < 2 or any(None in point for point in points):
        return None
    (a, b), (c, d), *others = points
    if a == c or any((d - b) * (x - a) != (y - b) * (c - a) for x, y in others):  # type: ignore[operator]
        return None
    line = f"y = ({up[1]} - ({up[0]}))/({across[1]} - ({across[0]})) × (x - ({across[0]})) + ({up[0]})"
    given = (f"({across[0]}, {up[0]})", f"({across[1]}, {up[1]})")
    return Task(kind="translate", expression=line, given=given, want="line")


@builder
def _at_place(match: re.Match[str], cut: Cut) -> Task | None:
    """Return what stands at a place of numbers that go on by one step, said as "10th", or at every place, the "nth"."""
    listed, place = _listed(match, cut), match["at"].strip(" ,")
    numbers = [worth(readable(text)) for text in listed]
    steps = {None if a is None or b is None else b - a for a, b in pairwise(numbers)}
    if len(numbers) < 3 or len(steps) > 1 or None in steps:
        return None
    if re.fullmatch(r"\d+(?:st|nd|rd|th)", place):
        return Task(kind="sequence", expression=place[:-2], given=listed, want="term")
    first, second = listed[:2]
    rule = f"({second} - ({first})) × (n - 1) + ({first})"
    return Task(kind="translate", expression=rule, given=(", ".join(listed),), want="line") if place == "nth" else None


@builder
def _estimate(match: re.Match[str], cut: Cut) -> Task | None:
    """Return a calculation with each of its numbers rounded to the place that is said; what it was before is given."""
    to, exact = place(match["place"], cut), cut.at(match["e"]).text
    numbers = {text: readable(text) for text in re.findall(r"[\d.,]*\d", exact)}
    rounded = {text: show(written(worth(node) or Fraction(0), f"rounded:{to}")) for text, node in numbers.items()}
    easy = re.sub(r"[\d.,]*\d", lambda number: rounded[number[0]], exact)
    return Task(kind="evaluate", expression=easy, given=(exact, to), want="estimate") if to.isdigit() else None


@builder
def _elapsed(match: re.Match[str], cut: Cut) -> Task | None:
    """Return one time of a clock less an earlier one, in a day of 24 hours where a half of the day is said or the end comes before."""
    times = [_CLOCK.fullmatch(cut.at(match[name]).text) for name in ("start", "end")]
    start, end = ([int(part) for part in time.groups()] if time else [99, 0] for time in times)
    halves = [str(match.groupdict().get(name) or "")[:1] for name in ("first", "second")]
    if halves == ["a", "p"] or (end < start and len(set(halves)) == 1):
        end[0] += 12
    if not start < end or start[0] > 24 or end[0] - start[0] > 12:
        return None
    difference = f"{end[0]} h {end[1]} min - {start[0]} h {start[1]} min"
    return Task(
        kind="convert", expression=difference, want="min", form="unit:min" if "how many minutes" in match[0] else ""
    )


@builder
def _translate(match: re.Match[str], cut: Cut) -> Task | None:
    """Return a phrase about a number, as algebra, or a sentence about one, as an equation."""
    piece, parts = cut.at(match["w"]), _parts(match, cut)
    letter, result = parts["v"], parts["e"]
    if piece.text == "n" or not piece.words:
        return None
    if piece.kind == "a":
        named = set(re.findall(r"[a-z]", piece.text))
        letter = named.pop() if len(named) == 1 else ""
    algebra, phrase = with_letter(piece.text, letter), piece.words
    if result:
        algebra, phrase = f"{algebra} = {result}", f"{phrase} is {cut.plain(match['e'])}"
    return Task(kind="translate", expression=algebra, given=(phrase,), want=letter)


@builder
def _explain(match: re.Match[str], cut: Cut) -> Task | None:
    """Return a question why, about some mathematics."""
    texts = [piece.text for piece in cut.marked(match[0]) if piece.kind in "neaqr"]
    want = cut.plain(match[0]).strip(" ,")
    return Task(kind="explain", expression=texts[0] if len(texts) == 1 else "", want=want) if texts else None
