"""Finds the answer that a message claims, and the words with which it does so. English."""

import re
from functools import lru_cache
from typing import NamedTuple

from tutor.maths.tasks.patterns import ENGLISH, ways

_CLAIMS = tuple(
    re.compile(ENGLISH.filled(rf"~claim_begins~{way}(?P<claim>~answer~)(?P<rest>.*)"), re.DOTALL)
    for way in ways(ENGLISH.rows["ways"]["claim"])
)
_AFTER, _BECAUSE = ENGLISH.pattern("after_claim"), ENGLISH.pattern("because")
_ONLY, _SO = ENGLISH.pattern("lone_claim"), ENGLISH.pattern("conclusion")


class Split(NamedTuple):
    """A message around its first claim: the text before it, the claim with its pieces marked, the text after it, and the reason."""

    before: str
    claim: str
    after: str
    reason: str


@lru_cache(maxsize=8192)
def split(text: str) -> Split:
    """Return a cut text split around its first claim ("" where there is none); a reason begins at "because"."""
    because = _BECAUSE.search(text)
    at = because.start() if because else len(text)
    head, reason = text[:at], text[at:]
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


@lru_cache(maxsize=8192)
def bare(sentence: str) -> str:
    """Return the answer, marked, of a sentence that holds nothing else ("so 4/6", "x = 4"); "" where there is more or none."""
    match = _ONLY.fullmatch(sentence)
    return match["claim"] if match else ""
