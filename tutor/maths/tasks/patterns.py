r"""Turns ways of saying something into regular expressions over a message whose mathematics is marked (see `pieces`).

`[find] (the|a) mean ... <list> / <v>` reads: [a|b c] may be left out, (a|b) is one of them, ]* and )* any number of them; ... is any words
of this sentence, .. a few of them, /... any words across sentences, / may be the end of a sentence, <rest> is what follows. <e:nt> is a
piece of kind n or t called e, <a> one of kind a called a, <:q> one without a name; name=(a|b) is what was said, <list> two values or more,
<unit> a unit; {big} stands for its row in the fragments of words.yaml. A comma may follow every word; a word is a regular expression of
its own: numbers?
"""

import re
from functools import cache

from tutor.maths.tables import Phrasebook

ENGLISH = Phrasebook("maths.tasks")
"""What tasks are asked in: words.yaml, with the fragments."""
_AFTER = r"(?: ?,)?(?: |$)"
_SIGNS = {
    "[": "(?:", "]": ")?", "]*": ")*", "(": "(?:", ")": ")", ")*": ")*", "|": "|", "/": r"(?:\| )?",
    "...": "[^§|]*", "..": "[^§|]{0,30}", "/...": "[^§]*", "<rest>": "[^|]{3,}",
    "<unit>": rf"(?P<unit>(?:square |cubic |sq )?[a-z]{{1,12}}(?:\^[23]|[²³])?){_AFTER}",
    "<list>": rf"(?P<list>(?>§n\d+(?:(?: ?,)?(?: ?(?:and|or|vs|versus|than|to|with))? ?§n\d+)+)){_AFTER}",
}  # fmt: skip
_TOKEN = re.compile(r"->|\w+=\(|\{[\w ]+\}|<\w*(?::\w+)?>|/?\.\.\.|\.\.|[\])]\*|[\[\]()|/]|[^\s\[\]()|<>{}/]+")


def ways(phrases: str) -> list[str]:
    """Return the regular expressions of ways of saying something, one a line; a line set in goes on the one before."""
    return [said(line) for line in re.split(r"\n(?! )", phrases.strip())]


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
        return said(ENGLISH.rows["fragments"][token[1:-1]])
    if token[0] == "<":
        name, _, kinds = token[1:-1].partition(":")
        piece = rf"§[{kinds or name}]\d+"
        return (f"(?P<{name}>{piece})" if name else piece) + _AFTER
    return (r"\b" if token[0].isalnum() else "") + token + _AFTER
