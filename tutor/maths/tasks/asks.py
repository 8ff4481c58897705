"""What a sentence asks: ways of asking (see `patterns`) and the tasks that `builders` make of them. The first one that fits counts."""

import re

from tutor.domain import Task
from tutor.maths.tasks import builders
from tutor.maths.tasks.builders import Builder, made
from tutor.maths.tasks.patterns import ways
from tutor.maths.tasks.pieces import Cut

_WAYS: tuple[tuple[Builder, str], ...] = (
    (
        made("evaluate", "{e}"),
        "[add|subtract|multiply|divide|[the] (sum|product|difference|quotient) [of]] <e> [together]",
    ),
    (builders.quotient, "[divide] <e:n>"),
    (builders.asked_algebra, "<a>"),
    (
        builders.simplify,
        """
        (simplify|reduce|cancel [down]|(write in|put in) (simplest form|lowest terms)) [fully] [the] [ratio] <e:neat> [{simplest}]*
        [write|express|put|give|rewrite|simplest form of|lowest terms of|reduce] <e:nt> {simplest}
        [write|find] [the] (simplest|lowest|reduced) (form|terms) (of|for) <e:nt>
        <e:nt> (simplify|reduce) [it|this|that] [{simplest}]
        (collect|combine) [the] like terms [in|of] <e:a>
        """,
    ),
    (builders.gap, "/... <g> [(by|with|using|to make) /...|signs]"),
    (builders.unit_gap, "<g> <unit>"),
    (
        builders.order,
        """
        ... (order|arrange|sort|put|place|rank|ascending|descending|(least|smallest|largest|greatest) to) ... <list> ...
        <list> ... (in order|ascending|descending|increasing|decreasing|({small}|{big}) (first|to)) ...
        (write|list) ... <list> ... order ...
        """,
    ),
    (
        builders.compare,
        """
        [which|what|who|whats|tell|say] ... ({big}|{small}) [... (of|between|from|out of|is)] <list>
        [(which|what) [one|number] (of|out of|from|between)|between|of|from|is|are] <list> [which|what|who|is|are] ... ({big}|{small}) \
            [number|one|fraction|decimal|value]
        (compare|comparing) ... <list> [(using|with) ...]
        """,
    ),
    (made("compare", "{l} _ {r}", "{l}", "{r}"), "is [it true that] <l:n> ({big}|{small}) than <r:n>"),
    (
        builders.rounded,
        """
        [please] (round|rounded|rounding|estimate) [off] <e:ne> [off] [correct] to [the] {place}
        (to|round to|correct to) [the] {place} [round] <e:ne>
        <e:ne> [[when] (rounded|round|correct) [off]] to [the] {place}
        """,
    ),
    (
        builders.convert_form,
        """
        (convert|change|turn|write|express|rewrite|put|make|rename) <e:n> (to|into|as|in) {form}
        <e:n> (to|into|as|in|equal as) {form}
        {form} (for|of|equal to|that is equal to|equivalent to|equivalent of) <e:n>
        """,
    ),
    (
        builders.convert_unit,
        """
        [convert|change|turn|write|express] <e:n> (to|into|in) <unit>
        (convert|change|turn|write|express) <e:n> as <unit>
        how many <unit> [are] [there] (in|is|make|equal) <e:n>
        """,
    ),
    (
        builders.equivalent,
        """
        [write|find|give] [an|another] (equivalent|equal) fraction (for|to|of|as) <e:n>
        [write|find|give] [a] fraction [that is] (equivalent|equal) to <e:n>
        """,
    ),
    (
        builders.solve,
        """
        <q>
        [for] <v> [in|if|when|from|where|given|given that|such that|of|that (solves|satisfies|makes)|by solving] <q>
        [if|when|given|given that] <q> / [then] [for|find|solve|solve for|what is|what's|whats|work out|determine] [the] [value of] \
            <v> [equal]
        """,
    ),
    (builders.system, "/... [<:v> /...]* <:q> /... <:q> /... [<:v> /...]*"),
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
        builders.substitute,
        """
        <a> (when|if|for|where|given|given that|with|using|at|and) {set}
        (if|when|given|given that|let|for|suppose) {set} / [then] [find|what is|what's|evaluate|work out|calculate] [the] [value of] <a>
        (substitute|put|plug [in]) {set} (in|into|in to) <a>
        """,
    ),
    (builders.on_line, "<v> (when|if|for|where) <set:q> [in|and|on|for|given|given that] <line:q>"),
    (
        builders.percent,
        """
        <percent:n> of <whole:n>
        <part:n> is what {percent} of <whole:n>
        {percent} of <whole:n> (is|equals) <part:n>
        {percent} is <part:n> of <whole:n>
        [write|express] <part:n> (out of|as an? {percent} of) <whole:n> [as an? {percent}]
        <part:n> (is|equals) <percent:n> of (what [number|amount]|which number|<:w>)
        <percent:n> of (what [number|amount]|which number|<:w>) (is|equals) <part:n>
        """,
    ),
    (
        builders.statistic,
        """
        [the] {average} [value] [of|for|in] ... <list>
        [for|the numbers are|here are ...|the data [set] is|data|numbers] .. <list> / [find|what is|what's|work out|calculate] \
            [the] [their] {average}
        """,
    ),
    (made("slope", "", "{p}", "{s}"), "[the] (slope|gradient|rate of change) ... <p> [and|to|with] <s:p>"),
    (made("slope", "{q}"), "[the] (slope|gradient|steepness|rate of change) {line}"),
    (made("intercept", "{q}", want="{axis[0]}"), "[the] axis=(x-?intercept|y-?intercept) {line}"),
    (made("point", "", "{p}", "{s}", want="midpoint"), "[the] midpoint ... <p> [and|to|with] <s:p>"),
    (
        made("point", "", "{q}", "{r}", want="intersection"),
        "(where|[the] point where|[the] [point of] intersection of) ... <q> (and|meets?|crosses|intersects?) <r:q> [meet|intersect|cross]",
    ),
    (
        made("ratio", "{t}", "{e}", want="share"),
        "(share|divide|split) <e:n> (in|into|using) [the] [ratio] [of] <t>",
    ),
    (
        made("ratio", "{a} : {b}", want="simplest"),
        "[write|simplify] [the] ratio [of] <a:n> (to|and) <b:n> [in [its] simplest form]",
    ),
    (
        builders.translate,
        """
        (write|translate|give|express|as|into|to|for|an?|the|algebraic|algebra|expression|equation|that|represents?|shows?|means?|phrase\
            |words?|describes?|in|statement|using|variable|letter|:)* <w> [as|in|into|using|with|use] [an?|the] \
            [algebraic|algebra|mathematical] [expression|equation|terms|notation|form|letter|variable] \
            [[using|use|with] [the] [letter|variable] <v>]
        (write|translate|as|into|for|an?|the|algebraic|equation|that|represents?|shows?)* <w> (is|equals|is equal to|gives|makes) <e:n>
        """,
    ),
    (
        made("step", "{q}"),
        "[is it (ok|right|correct) to go] [from] <q> / (->|to|then|becomes?|turns? into|next step|so|therefore) / <:q>",
    ),
    (
        builders.explain,
        """
        (explain|justify|prove|describe) <rest>
        (why|how come) (is|are|does|do|can|can't|cant|isn't|doesn't|don't|do we|must|would) <rest>
        """,
    ),
)
_ASKS = tuple((re.compile(way), build) for build, phrases in _WAYS for way in ways(phrases))


def ask(sentence: str, cut: Cut) -> Task | None:
    """Return the task that a sentence asks, or None where it fits no way of asking as a whole."""
    tasks = (build(match, cut) for pattern, build in _ASKS if (match := pattern.fullmatch(sentence)))
    return next((task for task in tasks if task), None)
