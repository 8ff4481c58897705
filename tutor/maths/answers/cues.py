"""What the words around a number say of it: an answer, a reason, a denial, a correction, a comparison. English."""

import re
from typing import Literal

from tutor.maths.answers.text import ENGLISH, any_of, words

Cue = Literal["final", "then", "answer", "is", "", "reason"]
_CUES: tuple[tuple[Cue, re.Pattern[str]], ...] = (
    ("final", re.compile(rf"\b{any_of('final')}\b")),
    ("then", re.compile(rf"\b{any_of('then')}\b")),
    ("answer", re.compile(rf"\b{any_of('got')}\b")),
    ("is", re.compile(rf"(?:\b{any_of('is')}|=)\s*(?:the |a |an |about |only |just |like )*$")),
)
_REASON = ENGLISH.pattern("said_as_reason")
_RESUMES = re.compile(rf"\b{any_of('resumes')}\b")


def cue(before: str, reason: bool) -> Cue:
    """Return what the words before a piece of mathematics announce; `reason`: whether a reason was being given until now.

    From strongest: "final" (the answer is), "then" (so), "answer" (i got), "is", "" (nothing), "reason" (because i added).
    """
    told = [match.end() for match in _REASON.finditer(before)]
    back = [match.start() for match in _RESUMES.finditer(before)]
    if (told and (not back or back[-1] < told[-1])) or (reason and not back):
        return "reason"
    said = before[told[-1] :] if told else before
    return next((name for name, pattern in _CUES if pattern.search(said)), "")


def starts_with_reason(text: str) -> bool:
    """Return True where nothing is said before the reasons begin: "because 4", "first i added 3 and 1"."""
    found = _REASON.search(text)
    return found is not None and set(re.findall(r"[a-z']+", text[: found.start()])) <= set(words("opening"))


_DENIED_BEFORE, _DENIED_AFTER = ENGLISH.pattern("denied_before"), ENGLISH.pattern("denied_after")
CORRECTION, ASKING = (re.compile(rf"\b{any_of(name)}\b") for name in ("correction", "asking"))
"""Words that take back what came before ("no wait", "actually"), and that ask for something ("what is", "can you solve")."""
_NO_ANSWER, _ABOUT = ENGLISH.pattern("no_answer"), ENGLISH.pattern("about")


def is_denied(before: str, after: str) -> bool:
    """Return True where the words say that this is not it: "not 5", "it isn't 5", "5 is wrong"."""
    return bool(_DENIED_BEFORE.search(before) or _DENIED_AFTER.match(after))


def is_no_answer(text: str) -> bool:
    """Return True for words that say that there is no answer: "idk", "i don't get it", "help"."""
    return _NO_ANSWER.fullmatch(text.lower().replace("’", "'").strip(" .!?,")) is not None


def is_about(before: str) -> bool:
    """Return True where the words say that a number is not exact: "about 5"."""
    return _ABOUT.search(before) is not None


_COMPARED, _AFTER, _BEFORE = map(ENGLISH.pattern, ("compared", "compared_after", "compared_before"))
_BOUND_BEFORE = {sign: re.compile(ENGLISH.filled(rf"\b~{name}~$")) for sign, name in ENGLISH.rows["bounds"].items()}
_BOUND_AFTER = {">=": re.compile(any_of("at_least_after")), "<=": re.compile(any_of("at_most_after"))}


def comparison(text: str) -> str:
    """Return the relation (">", "<", "=", "!=") that a phrase of comparison states alone; "" for a phrase that says more.

    "the second is bigger" is "<": it is said from the first one's side. A denied "bigger" states nothing.
    """
    found = _COMPARED.search(text)
    if not found or not set(re.findall(r"[a-z']+", _COMPARED.sub(" ", text))) <= set(words("beside_comparison")):
        return ""
    relation = _relation(found, text)
    return {"<": ">", ">": "<"}.get(relation, relation) if re.search(rf"\b{any_of('second')}\b", text) else relation


def comparison_beside(before: str, after: str) -> str:
    """Return the relation that the words around a value state of it: ">" for "is bigger than" and "the bigger one is"."""
    follows, leads = _AFTER.match(after), _BEFORE.search(before)
    relation = _relation(follows, follows[0]) if follows else ""
    return relation or (_relation(leads, before) if leads and not leads["same"] else "")


def _relation(found: re.Match[str], text: str) -> str:
    denied = re.search(any_of("denial"), text) is not None
    if found["same"]:
        return "!=" if denied or found["same"] == "unequal" else "="
    return "" if denied else ">" if found["more"] else "<"


def bound(before: str, after: str) -> str:
    """Return the relation that makes a number a bound and no result: ">" for "more than 12", ">=" for "2 or more"; "" else."""
    leads = (sign for sign, pattern in _BOUND_BEFORE.items() if pattern.search(before))
    return next(leads, "") or next((sign for sign, pattern in _BOUND_AFTER.items() if pattern.match(after)), "")
