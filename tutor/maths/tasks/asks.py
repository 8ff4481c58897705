"""What a sentence asks: the ways of asking are in asks.yaml, with the task of each as a template or the name of its builder here.

A builder returns None where it is not sure after all.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import Any

from tutor.domain import Task, TaskKind
from tutor.maths.reading import units
from tutor.maths.tables import table
from tutor.maths.tasks.patterns import said, ways
from tutor.maths.tasks.phrases import place, with_letter
from tutor.maths.tasks.pieces import Cut

Builder = Callable[[re.Match[str], Cut], Task | None]
_PERCENTS = {"percent": "{part} ÷ {whole}", "part": "{percent} × {whole}", "whole": "{part} ÷ {percent}"}
_BIG, _SMALL = re.compile(said("{big}")), re.compile(said("{small}"))
_DOWN = re.compile(said("descend|descending|decrease|decreasing|biggest|{big} [..] (first|to)|from [the] {big}"))
_UP = re.compile(said("ascending|increasing|ascend|increase|{small} [..] (first|to)|from [the] {small}"))
_TOGETHER = re.compile(r"^§q|\b(?:equations|system|simultaneous|satisf|values of|solve|both|pair)")
_SETTING = re.compile(r"[A-Za-z] ?= ?-? ?[\d./ ]+")
_CLAIMED_PRODUCT = re.compile(r"(?P<x>[a-z])\^\d+ ?[×*·x÷/]? ?(?P=x)\^\d+ ?= ?(?P=x)\^\d+")
"""Powers of one letter and what they are said to come to: nobody asks for the letter."""
_SOLVED = re.compile(r"[A-Za-z] ?(?:=|[<>≤≥]=?) ?-? ?(?:\d[\d,./ ]*|\.\d+)")
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
    """Return the task that a row's templates make of the named parts of a way of asking; what is given twice makes none."""
    parts = _parts(match, cut)
    given = tuple(each.format_map(parts) for each in row.get("given", ()))
    texts = {name: row[name].format_map(parts) for name in ("kind", "expression", "want", "form") if name in row}
    return Task.model_validate({**texts, "given": given}) if len(set(given)) == len(given) else None


def _parts(match: re.Match[str], cut: Cut) -> dict[str, str]:
    return {name: cut.maths(text).strip(" ,") for name, text in match.groupdict().items() if text}


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
    whole = top.isdigit() and bottom.isdigit() and int(top) >= int(bottom) > 0
    return Task(kind="evaluate", expression=text) if whole else None


@builder
def _asked_algebra(match: re.Match[str], cut: Cut) -> Task | None:
    """Return algebra that ends in "=": to expand where it has brackets, else to simplify."""
    piece = cut.at(match["a"])
    if not piece.asked:
        return None
    if "(" in piece.text:
        return Task(kind="expand", expression=piece.text, form="expanded")
    return Task(kind="simplify", expression=piece.text, form="simplest")


@builder
def _simplify(match: re.Match[str], cut: Cut) -> Task | None:
    """Return a fraction, a ratio or algebra to simplify; a calculation is worked out."""
    kind, text, *_ = cut.at(match["e"])
    if kind == "t":
        return Task(kind="ratio", expression=text, want="simplest", form="simplest")
    if kind == "n" and "/" not in text:
        return None
    return Task(kind="evaluate" if kind == "e" else "simplify", expression=text, form="simplest")


@builder
def _gap(match: re.Match[str], cut: Cut) -> Task | None:
    """Return a gap for a sign, in a ratio, or for a number."""
    text = cut.at(match["g"]).text
    if ":" in text:
        return Task(kind="ratio", expression=text, want="missing")
    if in_unit := re.fullmatch(r"([^=_]*[a-z°]) ?= ?_ ?([a-z]+)", text):
        return _converted(in_unit[1], in_unit[2])
    sides = re.fullmatch(r"([^_=<>≤≥]+?)\s*_\s*([^_=<>≤≥]+)", text)
    if sides and not re.search(r"[-+*/×÷·^]\s*$", sides[1]) and not re.match(r"\s*[+*/×÷·^]", sides[2]):
        return Task(kind="compare", expression=f"{sides[1]} _ {sides[2]}", given=(sides[1], sides[2]))
    return Task(kind="solve", expression=text, want="_") if text.count("=") == 1 and text.count("_") == 1 else None


@builder
def _proportion(match: re.Match[str], cut: Cut) -> Task | None:
    """Return what so many cost or weigh, where what others do is told."""
    sizes = [re.search(r"[\d.,]+", cut.at(match[name]).text) for name in "abc"]
    first, whole, second = (size[0] if size else "" for size in sizes)
    return Task(kind="ratio", expression=f"{first} : {whole} = {second} : _", want="missing")


@builder
def _unit_gap(match: re.Match[str], cut: Cut) -> Task | None:
    left, _, right = cut.at(match["g"]).text.partition("=")
    return _converted(left.strip(), match["unit"]) if right.strip() == "_" else None


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
    if len(set(values)) < 2 or (len(values) > 2 and not want) or re.search(r"common (?:multiple|factor|div)", match[0]):
        return None
    return Task(kind="compare", expression=" _ ".join(values) if len(values) == 2 else "", given=values, want=want)


@builder
def _rounded(match: re.Match[str], cut: Cut) -> Task | None:
    to, piece = place(match["place"], cut), cut.at(match["e"])
    if not to:
        return None
    if piece.kind == "e":
        return Task(kind="evaluate", expression=piece.text, form=f"rounded:{to}")
    return Task(kind="round", expression=piece.text, want=to, form=f"rounded:{to}")


@builder
def _convert_form(match: re.Match[str], cut: Cut) -> Task | None:
    names = ("decimal", "percent", "fraction", "mixed", "improper")
    want = next(name for name in names if match["form"].startswith(name))
    asked = "simplest" if re.search(r"simpl|lowest", match[0]) else "" if want == "fraction" else want
    return Task(kind="convert", expression=cut.at(match["e"]).text, want=want, form=asked)


@builder
def _convert_unit(match: re.Match[str], cut: Cut) -> Task | None:
    parts = match.groupdict()
    return _converted(cut.at(match["e"]).text, parts.get("unit") or cut.at(parts["letter"]).text)


@builder
def _equivalent(match: re.Match[str], cut: Cut) -> Task | None:
    text = cut.at(match["e"]).text
    return Task(kind="convert", expression=text, want="equivalent") if "/" in text else None


@builder
def _solve(match: re.Match[str], cut: Cut) -> Task | None:
    """Return an equation or inequality; x = 4 is solved already, and one of several letters must be named."""
    parts = _parts(match, cut)
    equation, want = parts["q"], parts.get("v", "")
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
def _substitute(match: re.Match[str], cut: Cut) -> Task | None:
    settings = tuple(piece.text for piece in cut.marked(match["set"]))
    fits = all(_SETTING.fullmatch(text) for text in settings)
    return Task(kind="substitute", expression=cut.at(match["a"]).text, given=settings) if fits else None


@builder
def _of_function(match: re.Match[str], cut: Cut) -> Task | None:
    """Return the value of a function such as f(3), from f(x) = ...."""
    asked = re.fullmatch(r"([a-z])\((-?[\d./]+)\)", cut.at(match["a"]).text)
    told = re.fullmatch(r"([a-z])\(([a-z])\) ?= ?([^=<>]+)", cut.at(match["q"]).text)
    if not asked or not told or asked[1] != told[1]:
        return None
    return Task(kind="substitute", expression=told[3], given=(f"{told[2]} = {asked[2]}",))


@builder
def _on_line(match: re.Match[str], cut: Cut) -> Task | None:
    """Return the value of y for an x, from y = ...."""
    name, _, right = cut.at(match["line"]).text.partition("=")
    if name.strip() != cut.at(match["v"]).text:
        return None
    return Task(kind="substitute", expression=right.strip(), given=(cut.at(match["set"]).text,))


@builder
def _percent(match: re.Match[str], cut: Cut) -> Task | None:
    """Return the part, the whole or the percent, from the other two."""
    said = _parts(match, cut)
    parts = {name: said[name] for name in _PERCENTS if name in said}
    (want,) = _PERCENTS.keys() - parts.keys()
    if not parts.get("percent", "%").endswith("%") or (want == "percent" and "%" in parts["part"] + parts["whole"]):
        return None
    given = tuple(f"{name} = {text}" for name, text in parts.items())
    form = "percent" if want == "percent" else ""
    return Task(kind="percent", expression=_PERCENTS[want].format_map(parts), given=given, want=want, form=form)


@builder
def _changed(match: re.Match[str], cut: Cut) -> Task | None:
    """Return a number made larger or smaller by some percent of itself."""
    whole, percent = cut.at(match["whole"]).text, cut.at(match["percent"]).text
    text = f"{whole} {'+' if match['how'][0] == 'i' else '-'} {percent} × {whole}"
    return Task(kind="evaluate", expression=text) if percent.endswith("%") else None


@builder
def _statistic(match: re.Match[str], cut: Cut) -> Task | None:
    kinds: dict[str, TaskKind] = {"mea": "mean", "ave": "mean", "med": "median", "mod": "mode", "ran": "range"}
    return Task(kind=kinds[match["name"][:3]], given=_listed(match, cut))


@builder
def _translate(match: re.Match[str], cut: Cut) -> Task | None:
    """Return a phrase about a number, as algebra, or a sentence about one, as an equation."""
    piece, parts = cut.at(match["w"]), _parts(match, cut)
    letter, result = parts.get("v", ""), parts.get("e", "")
    if piece.text == "n":
        return None
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
