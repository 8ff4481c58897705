"""Finds the answer that a message claims, and the words with which it does so. English."""

import re
from typing import NamedTuple

from tutor.maths.tasks.pieces import Cut

ANSWER = r"(?>§[neaqrpts]\d+(?:(?: ?,)?(?: and)? ?§n\d+)*)"
_MORE = r"(?:bigger|larger|greater|higher|more|smaller|less|lower|equal|the same)"
_WHO = r"(?:i|we|she|he|they|you|(?:my|the|a|one|our|some|his|her) [a-z]+)"
_DID = (
    r"(?:got|gets|getting|thinks|thought|said|says|wrote|answered|chose|picked|guess|guessed|found|calculated|came up with"
    r"|ended up with|came out with)"
)
_DO = r"(?:get|think|say|put|choose|pick|believe|made|reckon|am getting|keep getting|kept getting|would say)"
_IS = (
    r"(?:(?:that )?(?:it|its|it's|it is|it was|that's|thats|they are|(?:the |my |an )?answer(?:'s| is| was"
    r"| of)?|x is|for (?:the|my) answer"
    r"|to be|be|is|as|about|out)\s+)*"
)
_LEADS = (
    rf"{_WHO}(?: just| also| only| always| have| had| think i)? (?:{_DID}|{_DO}) {_IS}",
    rf"(?:[a-z]+ )?{_DID} {_IS}",
    r"(?:my|the|your|his|her|their|our) (?:final )?(?:answer|ans|solution|result|guess)(?: is| was| came out"
    r"(?: as| to)?| §s\d+)?",
    r"(?:final )?(?:answer|ans)(?: is| was)?(?: §s\d+)?",
    r"(?:is|was|would|isn't) (?:it|the answer|my answer|that)(?: be| equal to)?",
    r"(?:maybe|perhaps|probably|i'd say|so it's|it's|its|it is|so its|that's|thats)",
)
_CLAIMS = tuple(
    re.compile(
        rf"(?:^|(?<=[ |,]))(?:(?:and|but|so|then|well|now|when) ){{0,3}}{lead} ?(?P<claim>{ANSWER})(?P<rest>.*)",
        re.DOTALL,
    )
    for lead in _LEADS
)
_AFTER = re.compile(
    rf" ?(?!(?:is|are)? ?{_MORE}\b(?: than| to| as)? §)(?:$|[|,-]|(?:because|becuase|cuz|cause|coz|bc|since"
    rf"|for|on|to|when|in|from|but|and|is|so|as|by"
    r"|right|correct|wrong|instead|not|if|which|am|was|after|then|did|do|does|what|where|why|how|can|please"
    r"|help|the answer|though|tho|lol|idk|i"
    r"|now|maybe|or|too|yes|no|bigger|larger|smaller|greater)\b)"
)
_BECAUSE = re.compile(r"\b(?:because|becuase|cuz|cause|coz|bc|since)\b")
_ONLY = re.compile(
    rf"(?:(?:ok|okay|so|um|uh|hmm|oh|then|and|or|well|yes|yeah|no|now|maybe|it's|its|is it|it is|is|(?:the "
    rf"|my )?answer|ans|§s\d+)[ ,]{{1,2}}){{0,6}}(?P<claim>{ANSWER}"
    r"(?:(?: ?,)?(?: and| or)? ?§[nq]\d+)*)[ ,=]*"
)


_SO = re.compile(
    rf"^(?P<between>.*)\b(?:so|therefore) (?:(?:it's|its|it is|i got|we get|the answer is|my answer is) )?(?P<claim>{ANSWER})[ |]*$"
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
    head, reason = (message.text[: because.start()], message.text[because.start() :]) if because else (message.text, "")
    found = _first(head)
    if found and (last := _SO.search(found["rest"])):
        return Split(
            head[: found.start()], last["claim"], head[found.start() : found.end("claim")] + last["between"], reason
        )
    if found:
        return Split(head[: found.start()], found["claim"], found["rest"], reason)
    found = _first(reason)
    return Split(head, found["claim"] if found else "", "", reason)


def _first(text: str) -> re.Match[str] | None:
    matches = [match for pattern in _CLAIMS if (match := pattern.search(text)) and _AFTER.match(match["rest"])]
    return min(matches, key=lambda match: match.start("claim"), default=None)


def bare(sentence: str) -> str:
    """Return the answer, marked, of a sentence that holds nothing else ("so 4/6", "x = 4"); "" where there is more or none."""
    match = _ONLY.fullmatch(sentence)
    return match["claim"] if match else ""
