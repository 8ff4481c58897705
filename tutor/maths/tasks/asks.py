"""What a sentence asks: each way of asking (see `patterns`) above the builder of its task. The first one that fits counts.

A builder returns None where it is not sure after all; what is only a template over the parts of a way is made by `made`.
"""

import re
from collections.abc import Callable

from tutor.domain import Task, TaskKind
from tutor.maths.reading import units
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
_SOLVED = re.compile(r"[A-Za-z] ?(?:=|[<>≤≥]=?) ?-? ?(?:\d[\d,./ ]*|\.\d+)")


_ASKS: list[tuple[re.Pattern[str], Builder]] = []


def ask(sentence: str, cut: Cut) -> Task | None:
    """Return the task that a sentence asks, or None where it fits no way of asking as a whole."""
    tasks = (build(match, cut) for pattern, build in _ASKS if (match := pattern.fullmatch(sentence)))
    return next((task for task in tasks if task), None)


def asked(phrases: str) -> Callable[[Builder], Builder]:
    """Return a decorator that names the ways of asking, one a line, for the tasks of a builder."""

    def register(build: Builder) -> Builder:
        _ASKS.extend((re.compile(way), build) for way in ways(phrases))
        return build

    return register


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


def _converted(quantity: str, unit: str) -> Task | None:
    there = units.pattern().fullmatch(unit)
    if not there or not re.search(r"[A-Za-z°$£€¢]", quantity):
        return None
    return Task(kind="convert", expression=quantity, want=units.symbol(there), form=f"unit:{units.symbol(there)}")


@asked("[divide] <e:n>")
def _quotient(match: re.Match[str], cut: Cut) -> Task | None:
    """Return a division written as a fraction, such as 12/4; 3/4 alone asks nothing."""
    text = cut.at(match["e"]).text
    top, _, bottom = (part.strip() for part in text.partition("/"))
    whole = top.isdigit() and bottom.isdigit() and int(top) >= int(bottom) > 0
    return Task(kind="evaluate", expression=text) if whole else None


@asked("<a>")
def _asked_algebra(match: re.Match[str], cut: Cut) -> Task | None:
    """Return algebra that ends in "=": to expand where it has brackets, else to simplify."""
    piece = cut.at(match["a"])
    if not piece.asked:
        return None
    if "(" in piece.text:
        return Task(kind="expand", expression=piece.text, form="expanded")
    return Task(kind="simplify", expression=piece.text, form="simplest")


@asked("""
    (simplify|reduce|cancel [down]|(write in|put in) (simplest form|lowest terms)) [fully] [the] [ratio] <e:neat> [{simplest}]*
    [write|express|put|give|rewrite|simplest form of|lowest terms of|reduce] <e:nt> {simplest}
    [write|find] [the] (simplest|lowest|reduced) (form|terms) (of|for) <e:nt>
    <e:nt> (simplify|reduce) [it|this|that] [{simplest}]
    (collect|combine) [the] like terms [in|of] <e:a>
    """)
def _simplify(match: re.Match[str], cut: Cut) -> Task | None:
    """Return a fraction, a ratio or algebra to simplify; a calculation is worked out."""
    kind, text, *_ = cut.at(match["e"])
    if kind == "t":
        return Task(kind="ratio", expression=text, want="simplest", form="simplest")
    if kind == "n" and "/" not in text:
        return None
    return Task(kind="evaluate" if kind == "e" else "simplify", expression=text, form="simplest")


@asked("/... <g> [(by|with|using|to make) /...|signs]")
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


@asked("""
    [if] <a:n> .. (costs?|weighs?) <b:n> .. / [at (this|that|the same) (price|rate)] how (many|much) .. (do|does|will|would) \
        <c:n> .. (cost|weigh)
    """)
def _proportion(match: re.Match[str], cut: Cut) -> Task | None:
    """Return what so many cost or weigh, where what others do is told."""
    sizes = [re.search(r"[\d.,]+", cut.at(match[name]).text) for name in "abc"]
    first, whole, second = (size[0] if size else "" for size in sizes)
    return Task(kind="ratio", expression=f"{first} : {whole} = {second} : _", want="missing")


@asked("<g> <unit>")
def _unit_gap(match: re.Match[str], cut: Cut) -> Task | None:
    left, _, right = cut.at(match["g"]).text.partition("=")
    return _converted(left.strip(), match["unit"]) if right.strip() == "_" else None


@asked("""
    ... (order|arrange|sort|put|place|rank|ascending|descending|(least|smallest|largest|greatest) to) ... <list> ...
    <list> ... (in order|ascending|descending|increasing|decreasing|({small}|{big}) (first|to)) ...
    (write|list) ... <list> ... order ...
    """)
def _order(match: re.Match[str], cut: Cut) -> Task | None:
    """Return values to put in order; the direction said first counts."""
    down, up = _DOWN.search(match[0]), _UP.search(match[0])
    if not (up or down or re.search(r"\border\b", match[0])):
        return None
    is_up = not down or (up and up.start() <= down.start())
    return Task(kind="order", given=_listed(match, cut), want="ascending" if is_up else "descending")


@asked("""
    [which|what|who|whats|tell|say] ... ({big}|{small}) [... (of|between|from|out of|is)] <list>
    [(which|what) [one|number] (of|out of|from|between)|between|of|from|is|are] <list> [which|what|who|is|are] ... \
        ({big}|{small}) [number|one|fraction|decimal|value]
    (compare|comparing) ... <list> [(using|with) ...]
    """)
def _compare(match: re.Match[str], cut: Cut) -> Task | None:
    values = _listed(match, cut)
    want = "smallest" if _SMALL.search(match[0]) else "largest" if _BIG.search(match[0]) else ""
    if len(set(values)) < 2 or (len(values) > 2 and not want) or re.search(r"common (?:multiple|factor|div)", match[0]):
        return None
    return Task(kind="compare", expression=" _ ".join(values) if len(values) == 2 else "", given=values, want=want)


@asked("""
    [please] (round|rounded|rounding|estimate) [off] <e:ne> [off] [correct] to [the] {place}
    (to|round to|correct to) [the] {place} [round] <e:ne>
    <e:ne> [[when] (rounded|round|correct) [off]] to [the] {place}
    """)
def _rounded(match: re.Match[str], cut: Cut) -> Task | None:
    to, piece = place(match["place"], cut), cut.at(match["e"])
    if not to:
        return None
    if piece.kind == "e":
        return Task(kind="evaluate", expression=piece.text, form=f"rounded:{to}")
    return Task(kind="round", expression=piece.text, want=to, form=f"rounded:{to}")


@asked("""
    (convert|change|turn|write|express|rewrite|put|make|rename) <e:n> (to|into|as|in) {form}
    <e:n> (to|into|as|in|equal as) {form}
    {form} (for|of|equal to|that is equal to|equivalent to|equivalent of) <e:n>
    """)
def _convert_form(match: re.Match[str], cut: Cut) -> Task | None:
    names = ("decimal", "percent", "fraction", "mixed", "improper")
    want = next(name for name in names if match["form"].startswith(name))
    asked = "simplest" if re.search(r"simpl|lowest", match[0]) else "" if want == "fraction" else want
    return Task(kind="convert", expression=cut.at(match["e"]).text, want=want, form=asked)


@asked("""
    [convert|change|turn|write|express] <e:n> (to|into|in) <unit>
    (convert|change|turn|write|express) <e:n> as <unit>
    [convert|change|turn|write|express] <e:n> (to|into|in) <letter:va>
    how many <unit> [are] [there] (in|is|make|equal) <e:n>
    """)
def _convert_unit(match: re.Match[str], cut: Cut) -> Task | None:
    parts = match.groupdict()
    return _converted(cut.at(match["e"]).text, parts.get("unit") or cut.at(parts["letter"]).text)


@asked("""
    [write|find|give] [an|another] (equivalent|equal) fraction (for|to|of|as) <e:n>
    [write|find|give] [a] fraction [that is] (equivalent|equal) to <e:n>
    """)
def _equivalent(match: re.Match[str], cut: Cut) -> Task | None:
    text = cut.at(match["e"]).text
    return Task(kind="convert", expression=text, want="equivalent") if "/" in text else None


@asked("""
    <q>
    [for] <v> [in|if|when|from|where|given|given that|such that|of|that (solves|satisfies|makes)|by solving] <q>
    [if|when|given|given that] <q> / [then] [for|find|solve|solve for|what is|what's|whats|work out|determine] [the] [value of] \
        <v> [equal]
    """)
def _solve(match: re.Match[str], cut: Cut) -> Task | None:
    """Return an equation or inequality; x = 4 is solved already, and one of several letters must be named."""
    parts = _parts(match, cut)
    equation, want = parts["q"], parts.get("v", "")
    letters = sorted(set(re.findall(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])", equation)))
    if _SOLVED.fullmatch(equation) or (not want and len(letters) > 1):
        return None
    want = want or "".join(letters)
    return Task(kind="solve", expression=equation, want=want) if want in equation else None


@asked("/... [<:v> /...]* <:q> /... <:q> /... [<:v> /...]*")
def _system(match: re.Match[str], cut: Cut) -> Task | None:
    """Return as many equations as they have letters, said to hold together or written one after the other."""
    equations = tuple(piece.text for piece in cut.marked(match[0]) if piece.kind == "q")
    letters = sorted({letter for text in equations for letter in re.findall(r"[A-Za-z]", text)})
    if len(letters) != len(equations) or any(text.count("=") != 1 for text in equations):
        return None
    return Task(kind="solve", given=equations, want=", ".join(letters)) if _TOGETHER.search(match[0]) else None


@asked("""
    <a> (when|if|for|where|given|given that|with|using|at|and) {set}
    (if|when|given|given that|let|for|suppose) {set} / [then] [find|what is|what's|evaluate|work out|calculate] [the] [value of] \
        <a>
    (substitute|put|plug [in]) {set} (in|into|in to) <a>
    """)
def _substitute(match: re.Match[str], cut: Cut) -> Task | None:
    settings = tuple(piece.text for piece in cut.marked(match["set"]))
    fits = all(_SETTING.fullmatch(text) for text in settings)
    return Task(kind="substitute", expression=cut.at(match["a"]).text, given=settings) if fits else None


@asked("<v> (when|if|for|where) <set:q> [in|and|on|for|given|given that] <line:q>")
def _on_line(match: re.Match[str], cut: Cut) -> Task | None:
    """Return the value of y for an x, from y = ...."""
    name, _, right = cut.at(match["line"]).text.partition("=")
    if name.strip() != cut.at(match["v"]).text:
        return None
    return Task(kind="substitute", expression=right.strip(), given=(cut.at(match["set"]).text,))


@asked("""
    <percent:n> of <whole:n>
    <part:n> is what {percent} of <whole:n>
    {percent} of <whole:n> (is|equals) <part:n>
    {percent} is <part:n> of <whole:n>
    [write|express] <part:n> (out of|as an? {percent} of) <whole:n> [as an? {percent}]
    <part:n> (is|equals) <percent:n> of (what [number|amount]|which number|<:w>)
    <percent:n> of (what [number|amount]|which number|<:w>) (is|equals) <part:n>
    """)
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


@asked("""
    how=(increase|decrease) <whole:n> by <percent:n>
    <whole:n> how=(increased|decreased) by <percent:n>
    """)
def _changed(match: re.Match[str], cut: Cut) -> Task | None:
    """Return a number made larger or smaller by some percent of itself."""
    whole, percent = cut.at(match["whole"]).text, cut.at(match["percent"]).text
    text = f"{whole} {'+' if match['how'][0] == 'i' else '-'} {percent} × {whole}"
    return Task(kind="evaluate", expression=text) if percent.endswith("%") else None


@asked("""
    [the] {average} [value] [of|for|in] ... <list>
    [for|the numbers are|here are ...|the data [set] is|data|numbers] .. <list> / [find|what is|what's|work out|calculate] [the] \
        [their] {average}
    """)
def _statistic(match: re.Match[str], cut: Cut) -> Task | None:
    kinds: dict[str, TaskKind] = {"mea": "mean", "ave": "mean", "med": "median", "mod": "mode", "ran": "range"}
    return Task(kind=kinds[match["name"][:3]], given=_listed(match, cut))


@asked("""
    (write|translate|give|express|as|into|to|for|an?|the|algebraic|algebra|expression|equation|that|represents?|shows?|means?|phrase \
        |words?|describes?|in|statement|using|variable|letter|:)* <w> [as|in|into|using|with|use] [an?|the] \
        [algebraic|algebra|mathematical] [expression|equation|terms|notation|form|letter|variable] [[using|use|with] [the] \
        [letter|variable] <v>]
    (write|translate|as|into|for|an?|the|algebraic|equation|that|represents?|shows?)* <w> (is|equals|is equal to|gives|makes) \
        <e:n>
    """)
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


@asked("""
    (explain|justify|prove|describe) <rest>
    (why|how come) (is|are|does|do|can|can't|cant|isn't|doesn't|don't|do we|must|would) <rest>
    """)
def _explain(match: re.Match[str], cut: Cut) -> Task | None:
    """Return a question why, about some mathematics."""
    texts = [piece.text for piece in cut.marked(match[0]) if piece.kind in "neaqr"]
    want = cut.plain(match[0]).strip(" ,")
    return Task(kind="explain", expression=texts[0] if len(texts) == 1 else "", want=want) if texts else None


_TEMPLATES: tuple[tuple[Builder, str], ...] = (
    (
        made("evaluate", "{e}"),
        "[add|subtract|multiply|divide|[the] (sum|product|difference|quotient) [of]] <e> [together]",
    ),
    (made("compare", "{l} _ {r}", "{l}", "{r}"), "is [it true that] <l:n> ({big}|{small}) than <r:n>"),
    (
        made("expand", "{a}", form="expanded"),
        """
    (expand|multiply out|distribute|(remove|open|get rid of|clear) [the] (brackets|parentheses) [in|from|of]) [and simplify] <a> \
        [and simplify]
    use [the] distributive (property|law) ... <a>
    """,
    ),
    (
        made("factor", "{a}", form="factored"),
        "(factor|factorise|factorize) [out|fully|completely] <a> [fully|completely]",
    ),
    (
        made("slope", "", "{p}", "{s}"),
        """
    [the] (slope|gradient|rate of change) ... <p> [and|to|with] <s:p>
    ... line ... <p> [and|to|with] <s:p> / ... (slope|gradient) ...
    """,
    ),
    (made("point", "", "{p}", want="{axis[0]}"), "[the] axis=(x-?coordinate|y-?coordinate) ... <p>"),
    (made("slope", "{q}"), "[the] (slope|gradient|steepness|rate of change) {line}"),
    (made("intercept", "{q}", want="{axis[0]}"), "[the] axis=(x-?intercept|y-?intercept) {line}"),
    (made("point", "", "{p}", "{s}", want="midpoint"), "[the] midpoint ... <p> [and|to|with] <s:p>"),
    (
        made("point", "", "{q}", "{r}", want="intersection"),
        """
    (where|[the] point where|[the] [point of] intersection of) ... <q> (and|meets?|crosses|intersects?) <r:q> \
        [meet|intersect|cross]
    """,
    ),
    (made("ratio", "{t}", "{e}", want="share"), "(share|divide|split) <e:n> (in|into|using) [the] [ratio] [of] <t>"),
    (
        made("ratio", "{t}", "{e}", want="{which} share"),
        "(share|divide|split) <e:n> [\\w+] (in|into|using) [the] [ratio] [of] <t> / how (many|much) [\\w+] (is|are) [in] [the] "
        "which=(larger|smaller) share",
    ),
    (
        made("ratio", "{a} : {b}", want="simplest"),
        "[write|simplify] [the] ratio [of] <a:n> (to|and) <b:n> [in [its] simplest form]",
    ),
    (
        made("step", "{q}"),
        "[is it (ok|right|correct) to go] [from] <q> / (->|to|then|becomes?|turns? into|next step|so|therefore) / <:q>",
    ),
)
for _build, _phrases in _TEMPLATES:
    asked(_phrases)(_build)
