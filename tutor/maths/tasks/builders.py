"""Makes the task of a sentence that matched a pattern of `asks`: one function a kind of question, None where it is not sure after all."""

import re
from collections.abc import Callable

from tutor.domain import Task, TaskKind
from tutor.maths.reading import units
from tutor.maths.tasks.phrases import with_letter
from tutor.maths.tasks.pieces import MARK, Cut

Builder = Callable[[re.Match[str], Cut], Task | None]
BIG = r"(?:bigger|larger|greater|higher|biggest|largest|greatest|highest|more|most|maximum)"
SMALL = r"(?:smaller|less|lower|lesser|smallest|least|lowest|littlest|minimum|fewer)"
_PLACES = {
    "one": "1",
    "unit": "1",
    "ten": "10",
    "hundred": "100",
    "thousand": "1000",
    "million": "1000000",
    "tenth": "0.1",
}
_PLACES |= {
    "hundredth": "0.01",
    "thousandth": "0.001",
    "whole": "1",
    "whole number": "1",
    "integer": "1",
    "dollar": "1",
}
_PLACES |= {
    "cent": "0.01",
    "penny": "0.01",
    "ten thousand": "10000",
    "hundred thousand": "100000",
    "ten thousandth": "0.0001",
}
_WORDS = {"one": 1, "two": 2, "three": 3}


def place(words: str, cut: Cut) -> str:
    """Return the place that is rounded to ("10", "0.01", "2 significant"), or "" where the words name none."""
    words = MARK.sub(lambda match: cut.at(match[0]).text, words).strip().removesuffix(" place")
    if words.rstrip("s") in _PLACES:
        return _PLACES[words.rstrip("s")]
    first, _, rest = words.partition(" ")
    count = _WORDS.get(first) or (int(first) if re.fullmatch(r"\d", first) else 0)
    if rest.startswith(("sig", "s")) and count:
        return f"{count} significant"
    if rest.startswith("d") and count:
        return "0." + "0" * (count - 1) + "1"
    return words if re.fullmatch(r"10*|0?\.0*1", words) else ""


def form(words: str) -> str:
    """Return the form of answer that words such as "as a mixed number" ask for, or "" where none or a choice is given."""
    if " or " in words and re.search(r"decimal|whichever", words):
        return ""
    for pattern, name in (
        (r"simpl|lowest|reduced|smallest|irreducible", "simplest"),
        (r"mixed", "mixed"),
        (r"improper", "improper"),
    ):
        if re.search(pattern, words):
            return name
    named = re.search(r"decimal(?! place)|percent|whole number", words)
    return {"d": "decimal", "p": "percent", "w": "whole"}[named[0][0]] if named else ""


def of_one(kind: TaskKind, group: str, want: str = "", form: str = "") -> Builder:
    """Return a builder of tasks about the one piece in `group`; `want` is fixed, or the text of the group it names after "=" ("=axis")."""

    def build(match: re.Match[str], cut: Cut) -> Task | None:
        wanted = match[want[1:]] if want.startswith("=") else want
        return Task(kind=kind, expression=cut.at(match[group]).text, want=wanted, form=form)

    return build


def of_points(kind: TaskKind, want: str = "") -> Builder:
    """Return a builder of tasks about two different points."""

    def build(match: re.Match[str], cut: Cut) -> Task | None:
        points = tuple(piece.text for piece in cut.marked(match[0]))
        return Task(kind=kind, given=points, want=want) if len(set(points)) == 2 else None

    return build


def quotient(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: a division written as a fraction, such as 12/4; 3/4 alone asks nothing."""
    top, slash, bottom = cut.at(match["e"]).text.partition("/")
    whole = slash and top.strip().isdigit() and bottom.strip().isdigit() and int(bottom) and int(top) >= int(bottom)
    return Task(kind="evaluate", expression=cut.at(match["e"]).text) if whole else None


def simplify(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: a fraction, a ratio or algebra to simplify; a calculation is worked out."""
    piece = cut.at(match["e"])
    if piece.kind == "t":
        return Task(kind="ratio", expression=piece.text, want="simplest", form="simplest")
    kind = "evaluate" if piece.kind == "e" else "simplify"
    if piece.kind == "n" and "/" not in piece.text:
        return None
    return Task(kind=kind, expression=piece.text, form="simplest")


def asked_algebra(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: algebra that ends in "=": to expand where it has brackets, else to simplify."""
    piece = cut.at(match["e"])
    if not piece.asked:
        return None
    return (
        Task(kind="expand", expression=piece.text, form="expanded")
        if "(" in piece.text
        else Task(kind="simplify", expression=piece.text, form="simplest")
    )


def gap(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: a gap for a sign, in a ratio, or for a number."""
    text = cut.at(match["g"]).text
    if ":" in text:
        return Task(kind="ratio", expression=text, want="missing")
    in_unit = re.fullmatch(r"([^=_]*[a-z°]) ?= ?_ ?([a-z]+)", text)
    if in_unit:
        return _converted(in_unit[1], in_unit[2])
    sides = re.fullmatch(r"([^_=<>≤≥]+?)\s*_\s*([^_=<>≤≥]+)", text)
    if sides and not re.search(r"[-+*/×÷·^]\s*$", sides[1]) and not re.match(r"\s*[+*/×÷·^]", sides[2]):
        return Task(kind="compare", expression=f"{sides[1]} _ {sides[2]}", given=(sides[1], sides[2]))
    return Task(kind="solve", expression=text, want="_") if text.count("=") == 1 and text.count("_") == 1 else None


def unit_gap(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: a quantity in another unit, as in 3 m = __ cm."""
    left, equals, right = cut.at(match["g"]).text.partition("=")
    return _converted(left.strip(), match["unit"]) if equals and right.strip() == "_" else None


def compare(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: values to compare, or the largest or smallest of them."""
    values = tuple(piece.text for piece in cut.marked(match["list"]))
    words = match[0]
    if len(set(values)) < 2:
        return None
    want = "smallest" if re.search(rf"\b{SMALL}\b", words) else "largest" if re.search(rf"\b{BIG}\b", words) else ""
    if len(values) > 2 and not want:
        return None
    return Task(
        kind="compare", expression=f"{values[0]} _ {values[1]}" if len(values) == 2 else "", given=values, want=want
    )


def than(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: two values of which one may be larger."""
    values = tuple(piece.text for piece in cut.marked(match[0]))
    return Task(kind="compare", expression=f"{values[0]} _ {values[1]}", given=values)


def order(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: values to put in order."""
    words = match[0]
    down = re.search(rf"descend|decreas|{BIG}(?: \w+)? (?:first|to)|biggest|from (?:the )?{BIG}", words)
    up = re.search(rf"ascend|increas|{SMALL}(?: \w+)? (?:first|to)|from (?:the )?{SMALL}", words)
    if down and up:
        down = down if down.start() < up.start() else None
    if not (up or down) and not re.search(r"\b(?:in order|order)\b", words):
        return None
    values = tuple(piece.text for piece in cut.marked(match["list"]))
    return Task(kind="order", given=values, want="descending" if down else "ascending")


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
    piece, name = cut.at(match["e"]), match["form"]
    want = next(full for full in ("decimal", "percent", "fraction", "mixed", "improper") if name.startswith(full))
    if piece.kind == "e":
        return Task(kind="evaluate", expression=piece.text, form="" if want == "fraction" else want)
    asked = "simplest" if re.search(r"simpl|lowest", match[0]) else "" if want == "fraction" else want
    return Task(kind="convert", expression=piece.text, want=want, form=asked)


def convert_unit(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: a quantity to write in another unit."""
    return _converted(cut.at(match["e"]).text, match["unit"])


def _converted(quantity: str, unit: str) -> Task | None:
    there = units.pattern().fullmatch(unit)
    if not there or not re.search(r"[A-Za-z°$£€¢]", quantity):
        return None
    return Task(kind="convert", expression=quantity, want=units.symbol(there), form=f"unit:{units.symbol(there)}")


def equivalent(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: a fraction to write with other numbers."""
    text = cut.at(match["e"]).text
    return Task(kind="convert", expression=text, want="equivalent") if "/" in text else None


def solve(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: an equation or inequality; x = 4 is solved already, and one of several letters must be named."""
    equation = cut.at(match["q"]).text
    names = match.groupdict()
    want = cut.at(names["v"]).text if names.get("v") else ""
    letters = sorted(set(re.findall(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])", equation)))
    if re.fullmatch(r"[A-Za-z] ?(?:=|[<>≤≥]=?) ?-? ?(?:\d[\d,./ ]*|\.\d+)", equation):
        return None
    if not want and len(letters) > 1:
        return None
    want = want or ("x" if "x" in letters else letters[0] if letters else "")
    return Task(kind="solve", expression=equation, want=want) if want in equation else None


def system(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: as many equations as they have letters."""
    equations = tuple(piece.text for piece in cut.marked(match[0]) if piece.kind == "q")
    letters = sorted({letter for text in equations for letter in re.findall(r"[A-Za-z]", text)})
    if len(letters) != len(equations) or any(text.count("=") != 1 for text in equations):
        return None
    return Task(kind="solve", given=equations, want=", ".join(letters))


def meeting(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: the point where two lines meet."""
    task = system(match, cut)
    return Task(kind="point", given=task.given, want="intersection") if task else None


def substitute(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: algebra with values for its letters."""
    settings = tuple(piece.text for piece in cut.marked(match["set"]))
    if not all(re.fullmatch(r"[A-Za-z] ?= ?-? ?[\d./ ]+", text) for text in settings):
        return None
    return Task(kind="substitute", expression=cut.at(match["a"]).text, given=settings)


def on_line(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: the value of y for an x, from y = ...."""
    name, _, right = cut.at(match["line"]).text.partition("=")
    if name.strip() != cut.at(match["v"]).text:
        return None
    return Task(kind="substitute", expression=right.strip(), given=(cut.at(match["set"]).text,))


def part(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: the part, from percent and whole."""
    rate, whole = cut.at(match["rate"]).text, cut.at(match["whole"]).text
    if not rate.endswith("%"):
        return None
    return Task(
        kind="percent", expression=f"{rate} × {whole}", given=(f"percent = {rate}", f"whole = {whole}"), want="part"
    )


def whole(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: the whole, from percent and part."""
    rate, part = cut.at(match["rate"]).text, cut.at(match["part"]).text
    if not rate.endswith("%"):
        return None
    return Task(
        kind="percent", expression=f"{part} ÷ {rate}", given=(f"percent = {rate}", f"part = {part}"), want="whole"
    )


def rate(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: the percent, from part and whole."""
    part, whole = cut.at(match["part"]).text, cut.at(match["whole"]).text
    if "%" in part + whole:
        return None
    given = (f"part = {part}", f"whole = {whole}")
    return Task(kind="percent", expression=f"{part} ÷ {whole}", given=given, want="percent", form="percent")


def statistic(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: a mean, median, mode or range."""
    name = "mean" if match["of"].startswith("average") else match["of"].rstrip("s")
    values = tuple(piece.text for piece in cut.marked(match["list"]))
    kinds = {"mean": "mean", "median": "median", "mode": "mode", "range": "range"}
    return Task(kind=kinds[name], given=values) if name in kinds else None


def share(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: an amount to share in a ratio."""
    return Task(kind="ratio", expression=cut.at(match["t"]).text, given=(cut.at(match["e"]).text,), want="share")


def ratio_of(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: two amounts as a ratio."""
    parts = [piece.text for piece in cut.marked(match[0])]
    return Task(kind="ratio", expression=" : ".join(parts), want="simplest")


def translate(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: a phrase about a number, as algebra."""
    piece = cut.at(match["w"])
    if piece.text == "n":
        return None
    letter = cut.at(match["v"]).text if match.groupdict().get("v") else ""
    return Task(kind="translate", expression=with_letter(piece.text, letter), given=(piece.words,), want=letter)


def translate_equation(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: a sentence about a number, as an equation."""
    left, right = cut.at(match["w"]), cut.at(match["e"])
    if left.text == "n":
        return None
    words = cut.plain(f"{match['w']} is {match['e']}")
    return Task(kind="translate", expression=f"{left.text} = {right.text}", given=(words,))


def explain(match: re.Match[str], cut: Cut) -> Task | None:
    """Build: a question why, about some mathematics."""
    pieces = [piece for piece in cut.marked(match[0]) if piece.kind in "neaqr"]
    if not pieces:
        return None
    return Task(
        kind="explain", expression=pieces[0].text if len(pieces) == 1 else "", want=cut.plain(match[0]).strip(" ,")
    )
