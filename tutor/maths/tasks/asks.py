"""What a sentence asks: patterns over a sentence whose mathematics is marked (see `pieces`). The tasks are made by `builders`."""

import re

from tutor.domain import Task
from tutor.maths.tasks import builders
from tutor.maths.tasks.builders import BIG, SMALL, Builder, of_one, of_points
from tutor.maths.tasks.pieces import Cut

_LISTED = r"(?>§n\d+(?:(?: ?,)?(?: ?(?:and|or|vs|versus|than|to|with))? ?§n\d+)+)"
_PLACE = (
    r"(?:nearest |closest )?(?P<place>§n\d+(?: decimal places?| d\.?p\.?| significant (?:figures?|digits?)"
    r"| sig figs?| s\.?f\.?)?"
    r"|(?:one|two|three) (?:decimal places?|significant (?:figures?|digits?))"
    r"|(?:ten |hundred )?(?:ones?|units?|tens?|hundreds?|thousands?|millions?|tenths?|hundredths?|thousandths?"
    r"|whole(?: numbers?)?|integer|dollar|cent|penny))"
    r"(?: place)?"
)
_FORM = (
    r"(?:an? |the |its )?(?:equivalent |common |simple |simplified )?(?P<form>decimals?|percent(?:age)?s?"
    r"|fractions?|mixed (?:number|fraction|numeral)s?|improper(?: fraction)?s?)"
    r"(?: numbers?| form| notation)?(?: in (?:its )?(?:simplest form|lowest terms))?"
)
_UNIT = r"(?P<unit>(?:square |cubic |sq )?[a-z]{1,12}(?:\^[23]|[²³])?)"
_SIMPLEST = (
    r"(?:(?:to |in |into )?(?:its |the )?(?:simplest|lowest|most reduced|reduced) (?:form|terms?)"
    r"|fully|completely|as much as possible|if possible)"
)
_PERCENT = r"(?:percent(?:age)?|what percent(?:age)?)"


def _compiled(*rows: tuple[str, Builder]) -> tuple[tuple[re.Pattern[str], Builder], ...]:
    return tuple((re.compile(pattern), build) for pattern, build in rows)


_ASKS = _compiled(
    (
        r"(?:(?:add|subtract|multiply|divide|(?:the )?(?:sum|product|difference|quotient)(?: of)?) )?(?P<e>§e\d+)"
        r"(?: together)?",
        of_one("evaluate", "e"),
    ),
    (r"(?:divide )?(?P<e>§n\d+)", builders.quotient),
    (r"(?P<e>§a\d+)", builders.asked_algebra),
    (
        rf"(?:simplify|reduce|cancel(?: down)?|write in simplest form|put in (?:simplest form|lowest terms))"
        rf"(?: fully)?(?: the)?(?: ratio)? (?P<e>§[neat]\d+)(?: {_SIMPLEST})*",
        builders.simplify,
    ),
    (
        rf"(?:write |express |put |give |rewrite |simplest form of |lowest terms of |reduce )?(?P<e>§[nt]\d+) {_SIMPLEST}",
        builders.simplify,
    ),
    (
        r"(?:write |find )?(?:the )?(?:simplest|lowest|reduced) (?:form|terms) (?:of|for) (?P<e>§[nt]\d+)",
        builders.simplify,
    ),
    (r"(?:collect|combine)(?: the)? like terms(?: in| of)? (?P<e>§a\d+)", builders.simplify),
    (r"[^§]*(?P<g>§g\d+)(?: by[^§]*| with[^§]*| using[^§]*| to make[^§]*| signs)?", builders.gap),
    (rf"(?P<g>§g\d+) {_UNIT}", builders.unit_gap),
    (
        rf"[^§|]*\b(?:order|arrange|sort|put|place|rank|ascending|descending|least to|smallest to|largest to"
        rf"|greatest to)\b[^§|]*(?P<list>{_LISTED})[^§|]*",
        builders.order,
    ),
    (
        rf"(?P<list>{_LISTED})[^§|]*\b(?:in order|ascending|descending|increasing|decreasing|{SMALL} (?:first"
        rf"|to)|{BIG} (?:first|to))[^§|]*",
        builders.order,
    ),
    (rf"(?:write|list)[^§|]*(?P<list>{_LISTED})[^§|]*\border\b[^§|]*", builders.order),
    (
        rf"(?:which|what|who|whats|tell|say)?[^§|]*\b(?:{BIG}|{SMALL})\b(?:[^§|]* (?:of|between|from|out of"
        rf"|is)|[ ,]*)? ?(?P<list>{_LISTED})",
        builders.compare,
    ),
    (
        r"(?:(?:which|what)(?: one| number)? (?:of|out of|from|between) |between |of |from |is |are )?"
        rf"(?P<list>{_LISTED})[ ,]*(?:which|what|who|is|are)?[^§|]*\b(?:{BIG}"
        rf"|{SMALL})\b(?: (?:number|one|fraction|decimal|value))?",
        builders.compare,
    ),
    (rf"(?:compare|comparing)[^§|]* ?(?P<list>{_LISTED})(?: (?:using|with)[^§|]*)?", builders.compare),
    (rf"is (?:it true that )?§n\d+ (?:{BIG}|{SMALL}) than §n\d+", builders.than),
    (
        rf"(?:please )?(?:round(?:ed|ing)?|estimate)(?: off)? (?P<e>§[ne]\d+)(?: off)?(?: correct)? to (?:the )?{_PLACE}",
        builders.rounded,
    ),
    (rf"(?:to|round to|correct to) (?:the )?{_PLACE}[ ,]*(?:round )?(?P<e>§[ne]\d+)", builders.rounded),
    (
        rf"(?P<e>§[ne]\d+)[ ,]*(?:(?:when )?(?:rounded|round|correct)(?: off)?[ ,]*)?to (?:the )?{_PLACE}",
        builders.rounded,
    ),
    (
        rf"(?:convert|change|turn|write|express|rewrite|put|make|rename) (?P<e>§[n]\d+) (?:to|into|as|in) {_FORM}",
        builders.convert_form,
    ),
    (rf"(?P<e>§[n]\d+) (?:to|into|as|in|equal as) {_FORM}", builders.convert_form),
    (rf"{_FORM} (?:for|of|equal to|that is equal to|equivalent to|equivalent of) (?P<e>§n\d+)", builders.convert_form),
    (rf"(?:convert|change|turn|write|express) (?P<e>§n\d+) (?:to|into|in|as) {_UNIT}", builders.convert_unit),
    (rf"(?P<e>§n\d+) (?:to|into|in) {_UNIT}", builders.convert_unit),
    (rf"how many {_UNIT} (?:are )?(?:there )?(?:in|is|make|equal) (?P<e>§n\d+)", builders.convert_unit),
    (
        r"(?:write |find |give )?(?:an |another )?(?:equivalent|equal) fraction (?:for|to|of|as) (?P<e>§n\d+)",
        builders.equivalent,
    ),
    (r"(?:write |find |give )?(?:a )?fraction (?:that is )?(?:equivalent|equal) to (?P<e>§n\d+)", builders.equivalent),
    (r"(?P<q>§q\d+)", builders.solve),
    (
        r"(?:for )?(?P<v>§v\d+)[ ,]*(?:in|if|when|from|where|given that|given|such that|of|that solves|that satisfies"
        r"|that makes|by solving)?[ ,]*(?P<q>§q\d+)",
        builders.solve,
    ),
    (
        r"(?:if |when |given that |given )?(?P<q>§q\d+)[ ,|]*(?:then )?(?:for|find|solve for|solve|what is|what's"
        r"|whats|work out|determine)?(?: the)?(?: value of)? ?(?P<v>§v\d+)(?: equal)?",
        builders.solve,
    ),
    (
        r"(?=.*\b(?:equations|system|simultaneous|satisf|values of|solve|both|pair)|§q)[^§]*(?:§v\d+[^§]*)*§q\d+[^§]*§q\d+[^§]*"
        r"(?:§v\d+[^§]*)*",
        builders.system,
    ),
    (
        r"(?:expand|multiply out|distribute|(?:remove|open|get rid of|clear)(?: the)? (?:brackets|parentheses)"
        r"(?: in| from| of)?)(?: and simplify)? (?P<a>§a\d+)(?: and simplify)?",
        of_one("expand", "a", form="expanded"),
    ),
    (r"use(?: the)? distributive (?:property|law)[^§|]* (?P<a>§a\d+)", of_one("expand", "a", form="expanded")),
    (
        r"factor(?:i[sz]e)?(?: out| fully| completely)? (?P<a>§a\d+)(?: fully| completely)?",
        of_one("factor", "a", form="factored"),
    ),
    (
        r"(?P<a>§a\d+)[ ,]*(?:when|if|for|where|given(?: that)?|with|using|at|and) (?P<set>§q\d+(?:[ ,]*(?:and )?§q\d+)*)",
        builders.substitute,
    ),
    (
        r"(?:if|when|given(?: that)?|let|for|suppose) (?P<set>§q\d+(?:[ ,]*(?:and )?§q\d+)*)[ ,|]*(?:then )?"
        r"(?:find|what is|what's|evaluate|work out|calculate)?(?: the)?(?: value of)? ?(?P<a>§a\d+)",
        builders.substitute,
    ),
    (
        r"(?:substitute|put|plug(?: in)?) (?P<set>§q\d+(?:[ ,]*(?:and )?§q\d+)*) (?:in|into|in to) (?P<a>§a\d+)",
        builders.substitute,
    ),
    (
        r"(?P<v>§v\d+)[ ,]*(?:when|if|for|where) (?P<set>§q\d+)[ ,]*(?:in|and|on|for|given(?: that)?)? ?"
        r"(?P<line>§q\d+)",
        builders.on_line,
    ),
    (r"(?P<rate>§n\d+) of (?P<whole>§n\d+)", builders.part),
    (rf"(?P<part>§n\d+) is what {_PERCENT} of (?P<whole>§n\d+)", builders.rate),
    (rf"(?:what )?{_PERCENT} (?:of (?P<whole>§n\d+) (?:is|equals) (?P<part>§n\d+))", builders.rate),
    (rf"(?:what )?{_PERCENT} is (?P<part>§n\d+) of (?P<whole>§n\d+)", builders.rate),
    (
        rf"(?:write |express )?(?P<part>§n\d+) (?:out of|as an? {_PERCENT} of) (?P<whole>§n\d+)(?: as an? {_PERCENT})?",
        builders.rate,
    ),
    (
        r"(?P<part>§n\d+) (?:is|equals) (?P<rate>§n\d+) of (?:what(?: number| amount)?|which number|§w\d+)",
        builders.whole,
    ),
    (
        r"(?P<rate>§n\d+) of (?:what(?: number| amount)?|which number|§w\d+) (?:is|equals) (?P<part>§n\d+)",
        builders.whole,
    ),
    (
        rf"(?:the )?(?P<of>mean|average|median|modes?|range)(?: value)? (?:of|for|in)?[^§|]*(?P<list>{_LISTED})",
        builders.statistic,
    ),
    (
        rf"(?:for |the numbers are |here are [^§|]*|the data (?:set )?is |data |numbers )?(?:[^§|]{{0,30}} )?"
        rf"(?P<list>{_LISTED})[ ,|]*(?:find|what is|what's|work out|calculate)?(?: the)?(?: their)? (?P<of>mean"
        rf"|average|median|modes?|range)",
        builders.statistic,
    ),
    (r"(?:the )?(?:slope|gradient|rate of change)[^§|]*§p\d+[ ,]*(?:and|to|with)?[ ,]*§p\d+", of_points("slope")),
    (
        r"(?:the )?(?:slope|gradient|steepness|rate of change)(?: of)?(?: the)?(?: line| graph| function| equation)?"
        r"(?: of| with| given by| whose)?(?: the)?(?: equation)?(?: is)? (?P<q>§q\d+)",
        of_one("slope", "q"),
    ),
    (
        r"(?:the )?(?P<axis>[xy])-?\s?intercept(?: of)?(?: the)?(?: line| graph| function| equation)?(?: of"
        r"| with| given by| whose)?(?: the)?(?: equation)?(?: is)? (?P<q>§q\d+)",
        of_one("intercept", "q", want="=axis"),
    ),
    (r"(?:the )?midpoint[^§|]*§p\d+[ ,]*(?:and|to|with)?[ ,]*§p\d+", of_points("point", "midpoint")),
    (
        r"(?:where|the point where|the point of intersection of|the intersection of)[^§|]*§q\d+ (?:and|meets?"
        r"|crosses|intersects?) §q\d+(?: (?:meet|intersect|cross))?",
        builders.meeting,
    ),
    (
        r"(?:share|divide|split) (?P<e>§n\d+) (?:in|into|using)(?: the)?(?: ratio)?(?: of)? ?(?P<t>§t\d+)",
        builders.share,
    ),
    (
        r"(?:write |simplify )?(?:the )?ratio (?:of )?§n\d+ (?:to|and) §n\d+(?: in (?:its )?simplest form)?",
        builders.ratio_of,
    ),
    (
        r"(?:(?:write|translate|give|express|as|into|to|for|an?|the|algebraic|algebra|expression|equation|that"
        r"|represents?|shows?|means?|phrase|words?|describes?|in|statement|using|variable|letter|[,:]) ?)*"
        r"(?P<w>§w\d+)[ ,]*(?:(?:as|in|into|using|with|use)?(?: an?| the)?(?: algebraic| algebra| mathematical)?"
        r"(?: expression| equation| terms| notation| form| letter| variable)?)?(?: (?:using|use|with)?(?: the)?"
        r"(?: letter| variable)? ?(?P<v>§v\d+))?",
        builders.translate,
    ),
    (
        r"(?:(?:write|translate|as|into|for|an?|the|algebraic|equation|that|represents?|shows?) ?)*(?P<w>§w\d+) "
        r"(?:is|equals|is equal to|gives|makes) (?P<e>§n\d+)",
        builders.translate_equation,
    ),
    (
        r"(?:is it (?:ok|right|correct) to go )?(?:from )?(?P<q>§q\d+)[ ,|]*(?:->|to|then|becomes?|turns? into"
        r"|next step|so|therefore)[ ,|]*§q\d+",
        of_one("step", "q"),
    ),
    (r"(?:explain|justify|prove|describe) [^|]{3,}", builders.explain),
    (
        r"(?:why|how come) (?:is|are|does|do|can|can't|cant|isn't|doesn't|don't|do we|must|would)\b[^|]{3,}",
        builders.explain,
    ),
)


def ask(sentence: str, cut: Cut) -> Task | None:
    """Return the task that a sentence asks, or None where it matches no pattern as a whole."""
    for pattern, builder in _ASKS:
        match = pattern.fullmatch(sentence)
        if match:
            task = builder(match, cut)
            if task:
                return task
    return None
