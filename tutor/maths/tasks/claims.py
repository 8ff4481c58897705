"""Finds the answer that a message claims, and the words with which it does so. English."""

import re
from typing import NamedTuple

from tutor.maths.tasks.patterns import ways
from tutor.maths.tasks.pieces import Cut

ANSWER = r"(?>§[neaqrpts]\d+(?:(?: ?,)?(?: and)? ?§n\d+)*)"
_CLAIMS = tuple(
    re.compile(
        rf"(?:^|(?<=[ |,]))(?:(?:and|but|so|then|well|now|when) ){{0,3}}{way}(?P<claim>{ANSWER})(?P<rest>.*)", re.DOTALL
    )
    for way in ways("""
        {who} [just|also|only|always|have|had|think i] ({got}|{get}) {it is}
        [\\w+] {got} {it is}
        (my|the|your|his|her|their|our) [final] (answer|ans|solution|result|guess) [is|was|came out [as|to]|<:s>]
        [final] (answer|ans) [is|was] [<:s>]
        (is|was|would|isn't) (it|the answer|my answer|that) [be|equal to]
        (maybe|perhaps|probably|i'd say|so it's|it's|its|it is|so its|that's|thats)
    """)
)
_REASON = "because|becuase|cuz|cause|coz|bc|since"
_AFTER = re.compile(
    r" ?(?!(?:is|are)? ?(?:bigger|larger|greater|higher|more|smaller|less|lower|equal|the same)\b(?: than| to| as)? §)"
    rf"(?:$|[|,-]|(?:{_REASON}|for|on|to|when|in|from|but|and|is|so|as|by|right|correct|wrong|instead|not|if|which|am|was|after|then|did|do"
    r"|does|what|where|why|how|can|please|help|the answer|though|tho|lol|idk|i|now|maybe|or|too|yes|no|bigger|larger|smaller|greater)\b)"
)
"""What may stand after an answer; what compares it with another number makes it none."""
_BECAUSE = re.compile(rf"\b(?:{_REASON})\b")
_ONLY = re.compile(
    r"(?:(?:ok|okay|so|um|uh|hmm|oh|then|and|or|well|yes|yeah|no|now|maybe|it's|its|is it|it is|is|(?:the |my )?answer|ans|§s\d+)[ ,]{1,2})"
    rf"{{0,6}}(?P<claim>{ANSWER}(?:(?: ?,)?(?: and| or)? ?§[nq]\d+)*)[ ,=]*"
)
_SO = re.compile(
    rf"(?P<between>.*)\b(?:so|therefore) (?:(?:it's|its|it is|i got|we get|the answer is|my answer is) )?(?P<claim>{ANSWER})[ |]*"
)


class Split(NamedTuple):
    """A message around its first claim: the text before it, the claim with its pieces marked, the text after it, and the reason."""

    before: str
    claim: str
    after: str
    reason: str


def split(message: Cut) -> Split:
    """Return the message split around its first claim ("" where there is none); a reason begins at "because"."""
    because = _BECAUSE.search(message.text)
    at = because.start() if because else len(message.text)
    head, reason = message.text[:at], message.text[at:]
    found = _first(head)
    if not found:
        within = _first(reason)
        return Split(head, within["claim"] if within else "", "", reason)
    before = head[: found.start()]
    if last := _SO.fullmatch(found["rest"]):
        return Split(before, last["claim"], head[found.start() : found.end("claim")] + last["between"], reason)
    return Split(before, found["claim"], found["rest"], reason)


def _first(text: str) -> re.Match[str] | None:
    matches = [match for pattern in _CLAIMS if (match := pattern.search(text)) and _AFTER.match(match["rest"])]
    return min(matches, key=lambda match: match.start("claim"), default=None)


def bare(sentence: str) -> str:
    """Return the answer, marked, of a sentence that holds nothing else ("so 4/6", "x = 4"); "" where there is more or none."""
    match = _ONLY.fullmatch(sentence)
    return match["claim"] if match else ""
