r"""Turns ways of saying something into regular expressions over a message whose mathematics is marked (see `pieces`).

`[find] (the|a) mean ... <list> / <v>` reads: [a|b c] may be left out, (a|b) is one of them, ]* and )* any number of them; ... is any words
of this sentence, .. a few of them, /... any words across sentences, / may be the end of a sentence, <rest> is what follows. <e:nt> is a
piece of kind n or t called e, <a> one of kind a called a, <:q> one without a name; name=(a|b) is what was said, <list> two values or more,
<unit> a unit; {big} stands for its row in FRAGMENTS. A comma may follow every word; a word is a regular expression of its own: numbers?
"""

import re
from functools import cache

FRAGMENTS = {
    "big": "(bigger|larger|greater|higher|biggest|largest|greatest|highest|more|most|maximum)",
    "small": "(smaller|less|lower|lesser|smallest|least|lowest|littlest|minimum|fewer)",
    "simplest": "([to|in|into] [its|the] (simplest|lowest|most reduced|reduced) (form|terms?)|fully|completely|as much as possible"
    "|if possible)",
    "place": "[nearest|closest] place=(<:n> [decimal places?|d\\.?p\\.?|significant (figures?|digits?)|sig figs?|s\\.?f\\.?]"
    "|(one|two|three) (decimal places?|significant (figures?|digits?))"
    "|[ten|hundred] (ones?|units?|tens?|hundreds?|thousands?|millions?|tenths?|hundredths?|thousandths?)"
    "|whole [numbers?]|integer|dollar|cent|penny) [place]",
    "form": "[an?|the|its] [equivalent|common|simple|simplified] form=(decimals?|percents?|percentages?|fractions?"
    "|mixed (numbers?|fractions?|numerals?)|improper [fractions?]) [numbers?|form|notation]"
    " [in [its] (simplest form|lowest terms)]",
    "set": "set=(<:q> [[and] <:q>]*)",
    "percent": "[what] (percent|percentage)",
    "average": "name=(mean|average|median|modes?|range)",
    "who": "(i|we|she|he|they|you|(my|the|a|one|our|some|his|her) \\w+)",
    "got": "(got|gets|getting|thinks|thought|said|says|wrote|answered|chose|picked|guess|guessed|found|calculated"
    "|(came up|ended up|came out) with)",
    "get": "(get|think|say|put|choose|pick|believe|made|reckon|(am|keep|kept) getting|would say)",
    "it is": "([that] (it|its|it's|it is|it was|that's|thats|they are|[the|my|an] (answer|answer's) [is|was|of]|x is|for (the|my) answer"
    "|to be|be|is|as|about|out))*",
    "line": "[of] [the] [line|graph|function|equation] [of|with|given by|whose] [the] [equation] [is] <q>",
}
_AFTER = r"(?: ?,)?(?: |$)"
_SIGNS = {
    "[": "(?:", "]": ")?", "]*": ")*", "(": "(?:", ")": ")", ")*": ")*", "|": "|", "/": r"(?:\| )?",
    "...": "[^§|]*", "..": "[^§|]{0,30}", "/...": "[^§]*", "<rest>": "[^|]{3,}",
    "<unit>": rf"(?P<unit>(?:square |cubic |sq )?[a-z]{{1,12}}(?:\^[23]|[²³])?){_AFTER}",
    "<list>": rf"(?P<list>(?>§n\d+(?:(?: ?,)?(?: ?(?:and|or|vs|versus|than|to|with))? ?§n\d+)+)){_AFTER}",
}  # fmt: skip
_TOKEN = re.compile(r"->|\w+=\(|\{[\w ]+\}|<\w*(?::\w+)?>|/?\.\.\.|\.\.|[\])]\*|[\[\]()|/]|[^\s\[\]()|<>{}/]+")


def ways(phrases: str) -> list[str]:
    """Return the regular expressions of ways of saying something, one a line."""
    return [said(line) for line in phrases.splitlines() if line.strip()]


@cache
def said(phrase: str) -> str:
    """Return the regular expression of one way of saying something."""
    return "".join(map(_part, _TOKEN.findall(phrase)))


def _part(token: str) -> str:
    if token in _SIGNS:
        return _SIGNS[token]
    if token.endswith("=("):
        return f"(?P<{token[:-2]}>"
    if token[0] == "{":
        return said(FRAGMENTS[token[1:-1]])
    if token[0] == "<":
        name, _, kinds = token[1:-1].partition(":")
        piece = rf"§[{kinds or name}]\d+"
        return (f"(?P<{name}>{piece})" if name else piece) + _AFTER
    return (r"\b" if token[0].isalnum() else "") + token + _AFTER
