"""What a sentence asks: patterns over a sentence whose mathematics is marked (see `pieces`), each with the task it makes."""

import re
from collections.abc import Callable

from tutor.domain import Task
from tutor.maths.pieces import MARK, Cut, Piece

Builder = Callable[["re.Match[str]", Cut], "Task | None"]

_BIG = r"(?:bigger|larger|greater|higher|biggest|largest|greatest|highest|more|most|maximum)"
_SMALL = r"(?:smaller|less|lower|lesser|smallest|least|lowest|littlest|minimum|fewer)"
_LISTED = r"§n\d+(?:\s*,?\s*(?:and|or|vs|versus|than|to|with|,)?\s*§n\d+)+"
_PLACE = (
    r"(?:nearest |closest )?(?P<place>§n\d+(?: decimal places?| d\.?p\.?| significant (?:figures?|digits?)| sig figs?| s\.?f\.?)?"
    r"|(?:one|two|three) (?:decimal places?|significant (?:figures?|digits?))"
    r"|(?:ten |hundred )?(?:ones?|units?|tens?|hundreds?|thousands?|millions?|tenths?|hundredths?|thousandths?|whole(?: numbers?)?|integer|dollar|cent|penny))"
    r"(?: place)?"
)
_FORM = (
    r"(?:an? |the |its )?(?:equivalent |common |simple |simplified )?(?P<form>decimals?|percent(?:age)?s?|fractions?|mixed (?:number|fraction|numeral)s?|improper(?: fraction)?s?)"
    r"(?: numbers?| form| notation)?(?: in (?:its )?(?:simplest form|lowest terms))?"
)
_UNIT = r"(?P<unit>(?:square |cubic |sq )?[a-z]{1,12}(?:\^[23]|[²³])?)"
_SIMPLEST = r"(?:(?:to |in |into )?(?:its |the )?(?:simplest|lowest|most reduced|reduced) (?:form|terms?)|fully|completely|as much as possible|if possible)"
_PERCENT = r"(?:percent(?:age)?|what percent(?:age)?)"
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


def _evaluate(match: re.Match[str], cut: Cut) -> Task | None:
    return Task(kind="evaluate", expression=cut.at(match["e"]).text)


def _quotient(match: re.Match[str], cut: Cut) -> Task | None:
    top, slash, bottom = cut.at(match["e"]).text.partition("/")
    whole = slash and top.strip().isdigit() and bottom.strip().isdigit() and int(bottom) and int(top) >= int(bottom)
    return Task(kind="evaluate", expression=cut.at(match["e"]).text) if whole else None


def _simplify(match: re.Match[str], cut: Cut) -> Task | None:
    piece = cut.at(match["e"])
    if piece.kind == "t":
        return Task(kind="ratio", expression=piece.text, want="simplest", form="simplest")
    kind = "evaluate" if piece.kind == "e" else "simplify"
    if piece.kind == "n" and "/" not in piece.text:
        return None
    return Task(kind=kind, expression=piece.text, form="simplest")


def _asked_algebra(match: re.Match[str], cut: Cut) -> Task | None:
    piece = cut.at(match["e"])
    if not piece.asked:
        return None
    return (
        Task(kind="expand", expression=piece.text, form="expanded")
        if "(" in piece.text
        else Task(kind="simplify", expression=piece.text, form="simplest")
    )


def _gap(match: re.Match[str], cut: Cut) -> Task | None:
    text = cut.at(match["g"]).text
    if ":" in text:
        return Task(kind="ratio", expression=text, want="missing")
    sides = re.fullmatch(r"([^_=<>≤≥]+?)\s*_\s*([^_=<>≤≥]+)", text)
    if sides and not re.search(r"[-+*/×÷·^]\s*$", sides[1]) and not re.match(r"\s*[+*/×÷·^]", sides[2]):
        return Task(kind="compare", expression=f"{sides[1]} _ {sides[2]}", given=(sides[1], sides[2]))
    return Task(kind="solve", expression=text, want="_") if text.count("=") == 1 and text.count("_") == 1 else None


def _unit_gap(match: re.Match[str], cut: Cut) -> Task | None:
    left, equals, right = cut.at(match["g"]).text.partition("=")
    return _converted(left.strip(), match["unit"]) if equals and right.strip() == "_" else None


def _compare(match: re.Match[str], cut: Cut) -> Task | None:
    values = tuple(piece.text for piece in cut.marked(match["list"]))
    words = match[0]
    if len(set(values)) < 2:
        return None
    want = "smallest" if re.search(rf"\b{_SMALL}\b", words) else "largest" if re.search(rf"\b{_BIG}\b", words) else ""
    if len(values) > 2 and not want:
        return None
    return Task(
        kind="compare", expression=f"{values[0]} _ {values[1]}" if len(values) == 2 else "", given=values, want=want
    )


def _than(match: re.Match[str], cut: Cut) -> Task | None:
    values = tuple(piece.text for piece in cut.marked(match[0]))
    return Task(kind="compare", expression=f"{values[0]} _ {values[1]}", given=values)


def _order(match: re.Match[str], cut: Cut) -> Task | None:
    words = match[0]
    down = re.search(rf"descend|decreas|{_BIG}(?: \w+)? (?:first|to)|biggest|from (?:the )?{_BIG}", words)
    up = re.search(rf"ascend|increas|{_SMALL}(?: \w+)? (?:first|to)|from (?:the )?{_SMALL}", words)
    if down and up:
        down = down if down.start() < up.start() else None
    if not (up or down) and not re.search(r"\b(?:in order|order)\b", words):
        return None
    values = tuple(piece.text for piece in cut.marked(match["list"]))
    return Task(kind="order", given=values, want="descending" if down else "ascending")


def _round(match: re.Match[str], cut: Cut) -> Task | None:
    to, piece = place(match["place"], cut), cut.at(match["e"])
    if not to:
        return None
    if piece.kind == "e":
        return Task(kind="evaluate", expression=piece.text, form=f"rounded:{to}")
    return Task(kind="round", expression=piece.text, want=to, form=f"rounded:{to}")


def _convert_form(match: re.Match[str], cut: Cut) -> Task | None:
    piece, name = cut.at(match["e"]), match["form"]
    want = next(full for full in ("decimal", "percent", "fraction", "mixed", "improper") if name.startswith(full))
    if piece.kind == "e":
        return Task(kind="evaluate", expression=piece.text, form="" if want == "fraction" else want)
    asked = "simplest" if re.search(r"simpl|lowest", match[0]) else "" if want == "fraction" else want
    return Task(kind="convert", expression=piece.text, want=want, form=asked)


def _convert_unit(match: re.Match[str], cut: Cut) -> Task | None:
    return _converted(cut.at(match["e"]).text, match["unit"])


def _converted(quantity: str, unit: str) -> Task | None:
    from tutor.maths import units

    there = units.pattern().fullmatch(unit)
    if not there or not re.search(r"[A-Za-z°$£€¢]", quantity):
        return None
    return Task(kind="convert", expression=quantity, want=units.symbol(there), form=f"unit:{units.symbol(there)}")


def _equivalent(match: re.Match[str], cut: Cut) -> Task | None:
    text = cut.at(match["e"]).text
    return Task(kind="convert", expression=text, want="equivalent") if "/" in text else None


def _solve(match: re.Match[str], cut: Cut) -> Task | None:
    equation = cut.at(match["q"]).text
    names = match.groupdict()
    want = cut.at(names["v"]).text if names.get("v") else ""
    letters = sorted(set(re.findall(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])", equation)))
    if re.fullmatch(r"[A-Za-z] ?(?:=|[<>≤≥]=?) ?-? ?(?:\d[\d,./ ]*|\.\d+)", equation):
        return None
    want = want or ("x" if "x" in letters else letters[0] if letters else "")
    return Task(kind="solve", expression=equation, want=want) if want in equation else None


def _system(match: re.Match[str], cut: Cut) -> Task | None:
    equations = tuple(piece.text for piece in cut.marked(match[0]) if piece.kind == "q")
    letters = sorted({letter for text in equations for letter in re.findall(r"[A-Za-z]", text)})
    if len(letters) != len(equations) or any(text.count("=") != 1 for text in equations):
        return None
    return Task(kind="solve", given=equations, want=", ".join(letters))


def _meeting(match: re.Match[str], cut: Cut) -> Task | None:
    task = _system(match, cut)
    return Task(kind="point", given=task.given, want="intersection") if task else None


def _expand(match: re.Match[str], cut: Cut) -> Task | None:
    return Task(kind="expand", expression=cut.at(match["a"]).text, form="expanded")


def _factor(match: re.Match[str], cut: Cut) -> Task | None:
    return Task(kind="factor", expression=cut.at(match["a"]).text, form="factored")


def _substitute(match: re.Match[str], cut: Cut) -> Task | None:
    settings = tuple(piece.text for piece in cut.marked(match["set"]))
    if not all(re.fullmatch(r"[A-Za-z] ?= ?-? ?[\d./ ]+", text) for text in settings):
        return None
    return Task(kind="substitute", expression=cut.at(match["a"]).text, given=settings)


def _part(match: re.Match[str], cut: Cut) -> Task | None:
    rate, whole = cut.at(match["rate"]).text, cut.at(match["whole"]).text
    if not rate.endswith("%"):
        return None
    return Task(
        kind="percent", expression=f"{rate} × {whole}", given=(f"percent = {rate}", f"whole = {whole}"), want="part"
    )


def _whole(match: re.Match[str], cut: Cut) -> Task | None:
    rate, part = cut.at(match["rate"]).text, cut.at(match["part"]).text
    if not rate.endswith("%"):
        return None
    return Task(
        kind="percent", expression=f"{part} ÷ {rate}", given=(f"percent = {rate}", f"part = {part}"), want="whole"
    )


def _rate(match: re.Match[str], cut: Cut) -> Task | None:
    part, whole = cut.at(match["part"]).text, cut.at(match["whole"]).text
    if "%" in part + whole:
        return None
    given = (f"part = {part}", f"whole = {whole}")
    return Task(kind="percent", expression=f"{part} ÷ {whole}", given=given, want="percent", form="percent")


def _statistic(match: re.Match[str], cut: Cut) -> Task | None:
    name = "mean" if match["of"].startswith("average") else match["of"].rstrip("s")
    values = tuple(piece.text for piece in cut.marked(match["list"]))
    kinds = {"mean": "mean", "median": "median", "mode": "mode", "range": "range"}
    return Task(kind=kinds[name], given=values) if name in kinds else None  # type: ignore[arg-type]


def _slope(match: re.Match[str], cut: Cut) -> Task | None:
    points = tuple(piece.text for piece in cut.marked(match[0]))
    return Task(kind="slope", given=points) if len(set(points)) == 2 else None


def _slope_of(match: re.Match[str], cut: Cut) -> Task | None:
    return Task(kind="slope", expression=cut.at(match["q"]).text)


def _intercept(match: re.Match[str], cut: Cut) -> Task | None:
    return Task(kind="intercept", expression=cut.at(match["q"]).text, want=match["axis"])


def _midpoint(match: re.Match[str], cut: Cut) -> Task | None:
    return Task(kind="point", given=tuple(piece.text for piece in cut.marked(match[0])), want="midpoint")


def _share(match: re.Match[str], cut: Cut) -> Task | None:
    return Task(kind="ratio", expression=cut.at(match["t"]).text, given=(cut.at(match["e"]).text,), want="share")


def _ratio_of(match: re.Match[str], cut: Cut) -> Task | None:
    parts = [piece.text for piece in cut.marked(match[0])]
    return Task(kind="ratio", expression=" : ".join(parts), want="simplest")


def _translate(match: re.Match[str], cut: Cut) -> Task | None:
    piece = cut.at(match["w"])
    if piece.text == "n":
        return None
    letter = cut.at(match["v"]).text if match.groupdict().get("v") else ""
    expression = re.sub(r"\bn\b", letter, piece.text) if letter else piece.text
    return Task(kind="translate", expression=expression, given=(piece.words,), want=letter)


def _translate_equation(match: re.Match[str], cut: Cut) -> Task | None:
    left, right = cut.at(match["w"]), cut.at(match["e"])
    if left.text == "n":
        return None
    words = cut.plain(f"{match['w']} is {match['e']}")
    return Task(kind="translate", expression=f"{left.text} = {right.text}", given=(words,))


def _step(match: re.Match[str], cut: Cut) -> Task | None:
    return Task(kind="step", expression=cut.at(match["q"]).text)


def _explain(match: re.Match[str], cut: Cut) -> Task | None:
    pieces = cut.marked(match[0])
    return Task(
        kind="explain", expression=pieces[0].text if len(pieces) == 1 else "", want=cut.plain(match[0]).strip(" ,")
    )


def _compiled(*rows: tuple[str, Builder]) -> tuple[tuple[re.Pattern[str], Builder], ...]:
    return tuple((re.compile(pattern), builder) for pattern, builder in rows)


_ASKS = _compiled(
    (r"(?:(?:add|subtract|multiply|divide|(?:the )?(?:sum|product|difference|quotient)(?: of)?) )?(?P<e>§e\d+)(?: together)?", _evaluate),
    (r"(?:divide )?(?P<e>§n\d+)(?<!asked)", _quotient),
    (rf"(?:simplify|reduce|cancel(?: down)?|write in simplest form|put in (?:simplest form|lowest terms))(?: fully)? (?P<e>§[neat]\d+)(?: {_SIMPLEST})*", _simplify),
    (rf"(?:write |express |put |give |rewrite |simplest form of |lowest terms of |reduce )?(?P<e>§[nt]\d+) {_SIMPLEST}", _simplify),
    (r"(?:write |find )?(?:the )?(?:simplest|lowest|reduced) (?:form|terms) (?:of|for) (?P<e>§[nt]\d+)", _simplify),
    (r"(?:collect|combine)(?: the)? like terms(?: in| of)? (?P<e>§a\d+)", _simplify),
    (r"[^§]*(?P<g>§g\d+)(?: by[^§]*| with[^§]*| using[^§]*| to make[^§]*| signs)?", _gap),
    (rf"(?P<g>§g\d+) {_UNIT}", _unit_gap),
    (rf"(?:which|what|who|whats|tell|say)?[^§|]*\b(?:{_BIG}|{_SMALL})\b(?:[^§|]* (?:of|between|from|out of|is)|[ ,]*)? ?(?P<list>{_LISTED})", _compare),
    (rf"(?:between |of |from |is |are )?(?P<list>{_LISTED})[ ,]*(?:which|what|who|is|are)?[^§|]*\b(?:{_BIG}|{_SMALL})\b(?: (?:number|one|fraction|decimal|value))?", _compare),
    (rf"(?:compare|comparing)[^§|]* ?(?P<list>{_LISTED})(?: (?:using|with)[^§|]*)?", _compare),
    (rf"is (?:it true that )?§n\d+ (?:{_BIG}|{_SMALL}) than §n\d+", _than),
    (rf"[^§|]*\b(?:order|arrange|sort|put|place|rank|ascending|descending|least to|smallest to|largest to|greatest to)\b[^§|]*(?P<list>{_LISTED})[^§|]*", _order),
    (rf"(?:write|list)[^§|]*(?P<list>{_LISTED})[^§|]*\border\b[^§|]*", _order),
    (rf"(?:please )?(?:round(?:ed|ing)?|estimate)(?: off)? (?P<e>§[ne]\d+)(?: off)?(?: correct)? to (?:the )?{_PLACE}", _round),
    (rf"(?:to|round to|correct to) (?:the )?{_PLACE}[ ,]*(?:round )?(?P<e>§[ne]\d+)", _round),
    (rf"(?P<e>§[ne]\d+)[ ,]*(?:(?:when )?(?:rounded|round|correct)(?: off)?[ ,]*)?to (?:the )?{_PLACE}", _round),
    (rf"(?:convert|change|turn|write|express|rewrite|put|make|rename) (?P<e>§[n]\d+) (?:to|into|as|in) {_FORM}", _convert_form),
    (rf"(?P<e>§[n]\d+) (?:to|into|as|in|equal as) {_FORM}", _convert_form),
    (rf"{_FORM} (?:for|of|equal to|that is equal to|equivalent to|equivalent of) (?P<e>§n\d+)", _convert_form),
    (rf"(?:convert|change|turn|write|express) (?P<e>§n\d+) (?:to|into|in|as) {_UNIT}", _convert_unit),
    (rf"(?P<e>§n\d+) (?:to|into|in) {_UNIT}", _convert_unit),
    (rf"how many {_UNIT} (?:are )?(?:there )?(?:in|is|make|equal) (?P<e>§n\d+)", _convert_unit),
    (r"(?:write |find |give )?(?:an |another )?(?:equivalent|equal) fraction (?:for|to|of|as) (?P<e>§n\d+)", _equivalent),
    (r"(?:write |find |give )?(?:a )?fraction (?:that is )?(?:equivalent|equal) to (?P<e>§n\d+)", _equivalent),
    (r"(?P<q>§q\d+)", _solve),
    (r"(?:for )?(?P<v>§v\d+)[ ,]*(?:in|if|when|from|where|given that|given|such that|of)?[ ,]*(?P<q>§q\d+)", _solve),
    (r"(?:if |when |given that |given )?(?P<q>§q\d+)[ ,|]*(?:then )?(?:for|find|solve for|solve|what is|what's|whats|work out|determine)?(?: the)?(?: value of)? ?(?P<v>§v\d+)(?: equal)?", _solve),
    (r"(?=.*\b(?:equations|system|simultaneous|satisf|values of|solve|both|pair)|§q)[^§]*(?:§v\d+[^§]*)*§q\d+[^§]*§q\d+[^§]*(?:§v\d+[^§]*)*", _system),
    (r"(?:expand|multiply out|distribute|(?:remove|open|get rid of|clear)(?: the)? (?:brackets|parentheses)(?: in| from| of)?)(?: and simplify)? (?P<a>§a\d+)(?: and simplify)?", _expand),
    (r"use(?: the)? distributive (?:property|law)[^§|]* (?P<a>§a\d+)", _expand),
    (r"factor(?:i[sz]e)?(?: out| fully| completely)? (?P<a>§a\d+)(?: fully| completely)?", _factor),
    (r"(?P<a>§a\d+)[ ,]*(?:when|if|for|where|given(?: that)?|with|using|at|and) (?P<set>§q\d+(?:[ ,]*(?:and )?§q\d+)*)", _substitute),
    (r"(?:if|when|given(?: that)?|let|for|suppose) (?P<set>§q\d+(?:[ ,]*(?:and )?§q\d+)*)[ ,|]*(?:then )?(?:find|what is|what's|evaluate|work out|calculate)?(?: the)?(?: value of)? ?(?P<a>§a\d+)", _substitute),
    (r"(?:substitute|put|plug(?: in)?) (?P<set>§q\d+(?:[ ,]*(?:and )?§q\d+)*) (?:in|into|in to) (?P<a>§a\d+)", _substitute),
    (r"(?P<rate>§n\d+) of (?P<whole>§n\d+)", _part),
    (rf"(?P<part>§n\d+) is what {_PERCENT} of (?P<whole>§n\d+)", _rate),
    (rf"(?:what )?{_PERCENT} (?:of (?P<whole>§n\d+) (?:is|equals) (?P<part>§n\d+))", _rate),
    (rf"(?:what )?{_PERCENT} is (?P<part>§n\d+) of (?P<whole>§n\d+)", _rate),
    (rf"(?:write |express )?(?P<part>§n\d+) (?:out of|as an? {_PERCENT} of) (?P<whole>§n\d+)(?: as an? {_PERCENT})?", _rate),
    (r"(?P<part>§n\d+) (?:is|equals) (?P<rate>§n\d+) of (?:what(?: number| amount)?|which number|§w\d+)", _whole),
    (r"(?P<rate>§n\d+) of (?:what(?: number| amount)?|which number|§w\d+) (?:is|equals) (?P<part>§n\d+)", _whole),
    (rf"(?:the )?(?P<of>mean|average|median|modes?|range)(?: value)? (?:of|for|in)?[^§|]*(?P<list>{_LISTED})", _statistic),
    (rf"(?:for |the numbers are |here are [^§|]*|the data (?:set )?is |data |numbers )?(?:[^§|]{{0,30}} )?(?P<list>{_LISTED})[ ,|]*(?:find|what is|what's|work out|calculate)?(?: the)?(?: their)? (?P<of>mean|average|median|modes?|range)", _statistic),
    (r"(?:the )?(?:slope|gradient|rate of change)[^§|]*§p\d+[ ,]*(?:and|to|with)?[ ,]*§p\d+", _slope),
    (r"(?:the )?(?:slope|gradient|steepness|rate of change)(?: of)?(?: the)?(?: line| graph| function| equation)?(?: of| with| given by| whose)?(?: the)?(?: equation)?(?: is)? (?P<q>§q\d+)", _slope_of),
    (r"(?:the )?(?P<axis>[xy])-?\s?intercept(?: of)?(?: the)?(?: line| graph| function| equation)?(?: of| with| given by| whose)?(?: the)?(?: equation)?(?: is)? (?P<q>§q\d+)", _intercept),
    (r"(?:the )?midpoint[^§|]*§p\d+[ ,]*(?:and|to|with)?[ ,]*§p\d+", _midpoint),
    (r"(?:where|the point where|the point of intersection of|the intersection of)[^§|]*§q\d+ (?:and|meets?|crosses|intersects?) §q\d+(?: (?:meet|intersect|cross))?", _meeting),
    (r"(?:share|divide|split) (?P<e>§n\d+) (?:in|into|using)(?: the)?(?: ratio)?(?: of)? ?(?P<t>§t\d+)", _share),
    (r"(?:write |simplify )?(?:the )?ratio (?:of )?§n\d+ (?:to|and) §n\d+(?: in (?:its )?simplest form)?", _ratio_of),
    (r"(?:(?:write|translate|give|express|as|into|to|for|an?|the|algebraic|algebra|expression|equation|that|represents?|shows?|means?|phrase|words?|describes?|in|statement|using|variable|letter|[,:]) ?)*(?P<w>§w\d+)[ ,]*(?:(?:as|in|into|using|with|use)?(?: an?| the)?(?: algebraic| algebra| mathematical)?(?: expression| equation| terms| notation| form| letter| variable)?)?(?: (?:using|use|with)?(?: the)?(?: letter| variable)? ?(?P<v>§v\d+))?", _translate),
    (r"(?:(?:write|translate|as|into|for|an?|the|algebraic|equation|that|represents?|shows?) ?)*(?P<w>§w\d+) (?:is|equals|is equal to|gives|makes) (?P<e>§n\d+)", _translate_equation),
    (r"(?:is it (?:ok|right|correct) to go )?(?:from )?(?P<q>§q\d+)[ ,|]*(?:->|to|then|becomes?|turns? into|next step|so|therefore)[ ,|]*§q\d+", _step),
    (r"(?:explain|justify|prove|describe) [^|]{3,}", _explain),
    (r"(?:why|how come) (?:is|are|does|do|can|can't|cant|isn't|doesn't|don't|do we|must|would)\b[^|]{3,}", _explain),
    (r"what does [^|§]{3,40} mean", _explain),
)  # fmt: skip


def ask(sentence: str, cut: Cut) -> Task | None:
    """Return the task that a sentence asks, or None where it matches no pattern as a whole."""
    for pattern, builder in _ASKS:
        match = pattern.fullmatch(sentence)
        if match:
            task = builder(match, cut)
            if task:
                return task
    return None


def is_claimable(piece: Piece) -> bool:
    """Return True for a piece that can be an answer."""
    return piece.kind in "neaqrpts"
