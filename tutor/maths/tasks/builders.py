"""Makes the task of a sentence that fits a way of asking (see `asks`); a builder returns None where it is not sure after all."""

import re
from collections.abc import Callable

from tutor.domain import Task, TaskKind
from tutor.maths.reading import units
from tutor.maths.tasks.patterns import said
from tutor.maths.tasks.phrases import with_letter
from tutor.maths.tasks.pieces import Cut

Builder = Callable[[re.Match[str], Cut], Task | None]
_ONES = dict.fromkeys(("one", "unit", "whole", "whole number", "integer", "dollar"), "1")
_TENS = {
    "ten": "10",
    "hundred": "100",
    "thousand": "1000",
    "ten thousand": "10000",
    "hundred thousand": "100000",
    "million": "1000000",
}
_PARTS = {
    "tenth": "0.1",
    "hundredth": "0.01",
    "thousandth": "0.001",
    "ten thousandth": "0.0001",
    "cent": "0.01",
    "penny": "0.01",
}
_PLACES = _ONES | _TENS | _PARTS
_COUNTS = {"one": "1", "two": "2", "three": "3"}
_FORMS = {
    "simplest": re.compile(r"simpl|lowest|reduced|smallest|irreducible"),
    "mixed": re.compile(r"mixed"),
    "improper": re.compile(r"improper"),
    "decimal": re.compile(r"decimal(?! place)"),
    "percent": re.compile(r"percent"),
    "whole": re.compile(r"whole number"),
}
_PERCENTS = {"percent": "{part} ÷ {whole}", "part": "{percent} × {whole}", "whole": "{part} ÷ {percent}"}
_BIG, _SMALL = re.compile(said("{big}")), re.compile(said("{small}"))
_DOWN = re.compile(said("descend|descending|decrease|decreasing|biggest|{big} [..] (first|to)|from [the] {big}"))
_UP = re.compile(said("ascending|increasing|ascend|increase|{small} [..] (first|to)|from [the] {small}"))
_TOGETHER = re.compile(r"^§q|\b(?:equations|system|simultaneous|satisf|values of|solve|both|pair)")
_SETTING = re.compile(r"[A-Za-z] ?= ?-? ?[\d./ ]+")
_SOLVED = re.compile(r"[A-Za-z] ?(?:=|[<>≤≥]=?) ?-? ?(?:\d[\d,./ ]*|\.\d+)")


def place(words: str, cut: Cut) -> str:
    """Return the place that is rounded to ("10", "0.01", "2 significant"), or "" where the words name none."""
    words = cut.maths(words).strip(" ,").removesuffix(" place")
    if words.rstrip("s") in _PLACES:
        return _PLACES[words.rstrip("s")]
    first, _, rest = words.partition(" ")
    count = _COUNTS.get(first, first)
    if rest and re.fullmatch(r"[1-9]", count):
        return (
            f"{count} significant" if rest.startswith("s") else "0." + "1".zfill(int(count)) if rest[0] == "d" else ""
        )
    return words if re.fullmatch(r"10*|0?\.0*1", words) else ""


def form(words: str) -> str:
    """Return the form of answer that words such as "as a mixed number" ask for, or "" where none or a choice is given."""
    if " or " in words and re.search(r"decimal|whichever", words):
        return ""
    return next((name for name, pattern in _FORMS.items() if pattern.search(words)), "")


def made(kind: TaskKind, expression: str, *given: str, want: str = "", form: str = "") -> Builder:
    """Return a builder of tasks from templates over the named parts of a way of asking; what is given twice makes none."""

    def build(match: re.Match[str], cut: Cut) -> Task | None:
        parts = _parts(match, cut)
        pieces = tuple(each.format_map(parts) for each in given)
        task = Task(
            kind=kind, expression=expression.format_map(parts), given=pieces, want=want.format_map(parts), form=form
        )
        return task if len(set(pieces)) == len(pieces) else None

    return build


def _parts(match: re.Match[str], cut: Cut) -> dict[str, str]:
    return {name: cut.maths(text).strip(" ,") for name, text in match.groupdict().items() if text}


def _listed(match: re.Match[str], cut: Cut) -> tuple[str, ...]:
    return tuple(piece.text for piece in cut.marked(match["list"]))


def quotient(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: a division written as a fraction, such as 12/4; 3/4 alone asks nothing."""
    text = cut.at(match["e"]).text
    top, _, bottom = (part.strip() for part in text.partition("/"))
    whole = top.isdigit() and bottom.isdigit() and int(top) >= int(bottom) > 0
    return Task(kind="evaluate", expression=text) if whole else None


def simplify(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: a fraction, a ratio or algebra to simplify; a calculation is worked out."""
    kind, text, *_ = cut.at(match["e"])
    if kind == "t":
        return Task(kind="ratio", expression=text, want="simplest", form="simplest")
    if kind == "n" and "/" not in text:
        return None
    return Task(kind="evaluate" if kind == "e" else "simplify", expression=text, form="simplest")


def asked_algebra(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: algebra that ends in "=": to expand where it has brackets, else to simplify."""
    piece = cut.at(match["a"])
    if not piece.asked:
        return None
    if "(" in piece.text:
        return Task(kind="expand", expression=piece.text, form="expanded")
    return Task(kind="simplify", expression=piece.text, form="simplest")


def gap(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: a gap for a sign, in a ratio, or for a number."""
    text = cut.at(match["g"]).text
    if ":" in text:
        return Task(kind="ratio", expression=text, want="missing")
    if in_unit := re.fullmatch(r"([^=_]*[a-z°]) ?= ?_ ?([a-z]+)", text):
        return _converted(in_unit[1], in_unit[2])
    sides = re.fullmatch(r"([^_=<>≤≥]+?)\s*_\s*([^_=<>≤≥]+)", text)
    if sides and not re.search(r"[-+*/×÷·^]\s*$", sides[1]) and not re.match(r"\s*[+*/×÷·^]", sides[2]):
        return Task(kind="compare", expression=f"{sides[1]} _ {sides[2]}", given=(sides[1], sides[2]))
    return Task(kind="solve", expression=text, want="_") if text.count("=") == 1 and text.count("_") == 1 else None


def unit_gap(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: a quantity in another unit, as in 3 m = __ cm."""
    left, _, right = cut.at(match["g"]).text.partition("=")
    return _converted(left.strip(), match["unit"]) if right.strip() == "_" else None


def convert_unit(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: a quantity to write in another unit."""
    return _converted(cut.at(match["e"]).text, match["unit"])


def _converted(quantity: str, unit: str) -> Task | None:
    there = units.pattern().fullmatch(unit)
    if not there or not re.search(r"[A-Za-z°$£€¢]", quantity):
        return None
    return Task(kind="convert", expression=quantity, want=units.symbol(there), form=f"unit:{units.symbol(there)}")


def compare(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: values to compare, or the largest or smallest of them."""
    values = _listed(match, cut)
    want = "smallest" if _SMALL.search(match[0]) else "largest" if _BIG.search(match[0]) else ""
    if len(set(values)) < 2 or (len(values) > 2 and not want):
        return None
    return Task(kind="compare", expression=" _ ".join(values) if len(values) == 2 else "", given=values, want=want)


def order(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: values to put in order; the direction said first counts."""
    down, up = _DOWN.search(match[0]), _UP.search(match[0])
    if not (up or down or re.search(r"\border\b", match[0])):
        return None
    is_up = not down or (up and up.start() <= down.start())
    return Task(kind="order", given=_listed(match, cut), want="ascending" if is_up else "descending")


def rounded(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: a number to round, or a calculation with a rounded answer."""
    to, piece = place(match["place"], cut), cut.at(match["e"])
    if not to:
        return None
    if piece.kind == "e":
        return Task(kind="evaluate", expression=piece.text, form=f"rounded:{to}")
    return Task(kind="round", expression=piece.text, want=to, form=f"rounded:{to}")


def convert_form(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: a number to write in another form."""
    names = ("decimal", "percent", "fraction", "mixed", "improper")
    want = next(name for name in names if match["form"].startswith(name))
    asked = "simplest" if re.search(r"simpl|lowest", match[0]) else "" if want == "fraction" else want
    return Task(kind="convert", expression=cut.at(match["e"]).text, want=want, form=asked)


def equivalent(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: a fraction to write with other numbers."""
    text = cut.at(match["e"]).text
    return Task(kind="convert", expression=text, want="equivalent") if "/" in text else None


def solve(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: an equation or inequality; x = 4 is solved already, and one of several letters must be named."""
    parts = _parts(match, cut)
    equation, want = parts["q"], parts.get("v", "")
    letters = sorted(set(re.findall(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])", equation)))
    if _SOLVED.fullmatch(equation) or (not want and len(letters) > 1):
        return None
    want = want or "".join(letters)
    return Task(kind="solve", expression=equation, want=want) if want in equation else None


def system(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: as many equations as they have letters, said to hold together or written one after the other."""
    equations = tuple(piece.text for piece in cut.marked(match[0]) if piece.kind == "q")
    letters = sorted({letter for text in equations for letter in re.findall(r"[A-Za-z]", text)})
    if len(letters) != len(equations) or any(text.count("=") != 1 for text in equations):
        return None
    return Task(kind="solve", given=equations, want=", ".join(letters)) if _TOGETHER.search(match[0]) else None


def substitute(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: algebra with values for its letters."""
    settings = tuple(piece.text for piece in cut.marked(match["set"]))
    fits = all(_SETTING.fullmatch(text) for text in settings)
    return Task(kind="substitute", expression=cut.at(match["a"]).text, given=settings) if fits else None


def on_line(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: the value of y for an x, from y = ...."""
    name, _, right = cut.at(match["line"]).text.partition("=")
    if name.strip() != cut.at(match["v"]).text:
        return None
    return Task(kind="substitute", expression=right.strip(), given=(cut.at(match["set"]).text,))


def percent(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: the part, the whole or the percent, from the other two."""
    said = _parts(match, cut)
    parts = {name: said[name] for name in _PERCENTS if name in said}
    (want,) = _PERCENTS.keys() - parts.keys()
    if not parts.get("percent", "%").endswith("%") or (want == "percent" and "%" in parts["part"] + parts["whole"]):
        return None
    given = tuple(f"{name} = {text}" for name, text in parts.items())
    form = "percent" if want == "percent" else ""
    return Task(kind="percent", expression=_PERCENTS[want].format_map(parts), given=given, want=want, form=form)


def statistic(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: a mean, median, mode or range."""
    kinds: dict[str, TaskKind] = {"mea": "mean", "ave": "mean", "med": "median", "mod": "mode", "ran": "range"}
    return Task(kind=kinds[match["name"][:3]], given=_listed(match, cut))


def translate(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: a phrase about a number, as algebra, or a sentence about one, as an equation."""
    piece, parts = cut.at(match["w"]), _parts(match, cut)
    letter, result = parts.get("v", ""), parts.get("e", "")
    if piece.text == "n":
        return None
    algebra, phrase = with_letter(piece.text, letter), piece.words
    if result:
        algebra, phrase = f"{algebra} = {result}", f"{phrase} is {cut.plain(match['e'])}"
    return Task(kind="translate", expression=algebra, given=(phrase,), want=letter)


def explain(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: a question why, about some mathematics."""
    texts = [piece.text for piece in cut.marked(match[0]) if piece.kind in "neaqr"]
    want = cut.plain(match[0]).strip(" ,")
    return Task(kind="explain", expression=texts[0] if len(texts) == 1 else "", want=want) if texts else None
