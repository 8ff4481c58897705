"""What the words around a number say of it: an answer, a reason, a denial, a correction, a comparison. English."""

import re
from typing import Literal

Cue = Literal["final", "then", "answer", "is", "", "reason"]

_NOT = r"(?:\bnot|n'?t|\b(?:is|are|was|does|did|do|ca|wo)nt|\bcannot|\bnever|\binstead of|\brather than|\bnor)"
_SMALL = (
    r"(?:be|equals?|equal|to|the|a|an|just|get|got|really|actually|say|exactly|answer|is|it|its|it's|that|thats|that's|think|believe"
    r"|mean|would|should|could|must|by|of)"
)
_DENIED_BEFORE = re.compile(rf"{_NOT}\s*(?:{_SMALL}\s+)*{_SMALL}?$")
_DENIED_AFTER = re.compile(
    r"^(?:(?:is|was)\s+not|isn'?t|wasn'?t)\s+(?:right|correct|(?:the |my )?answer|it)\b|^(?:is|was)\s+(?:wrong|incorrect)\b"
)
_CORRECTION = re.compile(
    r"\b(?:no|nope|wait|actually|i mean|i meant|sorry|oops|scratch that|correction|or rather|never ?mind|changed my mind)\b"
)
_FINAL = re.compile(r"\b(?:answer|ans|final|finally|solution|result)\b")
_THEN = re.compile(
    r"\b(?:so|therefore|thus|hence|then|that means|which means|altogether|in total|left with|ended up)\b"
)
_GOT = re.compile(
    r"\b(?:got|gets?|it'?s|it is|it was|it would be|it'd be|that'?s|this is|i (?:think|thought|say|said|guess|put|wrote|chose|pick|have)"
    r"|guess|maybe|probably|must be|should be|comes (?:to|out)|there (?:are|is)|equals|makes?|gives|leaves)\b"
)
_IS = re.compile(r"(?:\b(?:is|are|was|be|equal to|equals)|=)\s*(?:the |a |an |about |only |just |like )*$")
_CUES: tuple[tuple[Cue, re.Pattern[str]], ...] = (("final", _FINAL), ("then", _THEN), ("answer", _GOT), ("is", _IS))
_REASON = re.compile(
    r"\b(?:because|becuz|becuase|becaus|becasue|bcuz|bcz|bcs|cuz|coz|cos|cause|bc|since|as i|if|when|by|from|after)\b"
    r"|\b(?:i|we|you|and|then)(?: (?:just|then|first))? (?:did|do|add(?:ed)?|took|take|multipl(?:y|ied)|times(?:ed)?|subtract(?:ed)?"
    r"|minus(?:ed)?|divided?|used?|moved?|count(?:ed)?|start(?:ed)?|know|see|saw|tried|try|doubled|halved|rounded|ma[dk]e|put|turned|check(?:ed)?"
    r"|changed|simplified|split)\b"
)
_RESUMES = re.compile(
    r"\b(?:so|therefore|thus|hence|got|get|answer|ans|final|i think|it'?s|it is|gives|equals|makes|that means|left with|result|becomes"
    r"|turns into)\b"
)


def cue(before: str, reason: bool) -> Cue:
    """Return what the words before a piece of mathematics announce; `reason`: whether a reason was being given until now.

    From strongest: "final" (the answer is), "then" (so), "answer" (i got), "is", "" (nothing), "reason" (because i added).
    """
    told = [match.end() for match in _REASON.finditer(before)]
    back = [match.start() for match in _RESUMES.finditer(before)]
    if (told and (not back or back[-1] < told[-1])) or (reason and not back):
        return "reason"
    words = before[told[-1] :] if told else before
    return next((name for name, pattern in _CUES if pattern.search(words)), "")


_FIRST_WORDS = frozenset(
    ["i", "we", "first", "well", "ok", "okay", "so", "then", "and", "just", "um", "its", "it's", "it", "is", "the"]
)


def starts_with_reason(text: str) -> bool:
    """Return True where nothing is said before the reasons begin: "because 4", "first i added 3 and 1"."""
    found = _REASON.search(text)
    return found is not None and all(word in _FIRST_WORDS for word in re.findall(r"[a-z']+", text[: found.start()]))


def is_denied(before: str, after: str) -> bool:
    """Return True where the words say that this is not it: "not 5", "it isn't 5", "5 is wrong"."""
    return bool(_DENIED_BEFORE.search(before) or _DENIED_AFTER.search(after))


def is_correction(before: str) -> bool:
    """Return True where the words take back what came before: "no wait", "actually", "i mean"."""
    return bool(_CORRECTION.search(before))


_I_CANNOT = (
    r"i (?:really |just |still )?(?:do not|don'?t|dunno|can'?t|cannot|have no|have not|am not|am stuck|give up|forgot|need help)"
    r"|i'?m (?:stuck|lost|not|confused)"
)
_NO_ANSWER = re.compile(
    rf"(?:{_I_CANNOT}|idk|idek|dunno|dk|don'?t know|no (?:idea|clue|answer)|not sure|help|huh|what|pass|skip|none|n ?/ ?a|na|hint"
    r"|nothing|too hard|can you|how do|what do|what is|i need)\b.*",
    re.DOTALL,
)


def is_no_answer(words: str) -> bool:
    """Return True for words that say that there is no answer: "idk", "i don't get it", "help"."""
    return _NO_ANSWER.fullmatch(words.lower().replace("’", "'").strip(" .!?,")) is not None


_MORE = r"(?P<more>bigger|greater|larger|more|higher|greatest|biggest|largest|longer|heavier)"
_LESS = r"(?P<less>smaller|less|lesser|lower|fewer|smallest|least|shorter|lighter)"
_SAME = r"(?P<same>(?:the )?same|equal|equals|equivalent|unequal)"
_COMPARED = re.compile(rf"\b(?:{_MORE}|{_LESS}|{_SAME})\b")
_AFTER = re.compile(
    rf"(?:(?:is|are|was|would be|the|a|an|much|way|just|not|isn'?t|both) )*(?:{_MORE}|{_LESS}|{_SAME})\b"
)
_BEFORE = re.compile(rf"\b(?:{_MORE}|{_LESS}) ?(?:one|number|fraction|decimal|value)? ?(?:is|=|was)? ?(?:the)?$")
_SECOND = re.compile(r"\b(?:second|2nd|other|right|last)\b")
_BESIDE = re.compile(
    r"(?:the|a|an|it|its|it's|is|are|they|they'?re|these|this|that|one|ones|first|second|1st|2nd|last|left|right|number|fraction|decimal"
    r"|value|than|to|as|sign|symbol|both|i|think|because|not|isn't|aren't|other|s|two|all|of|them|and|side|hand|or)"
)


def comparison(words: str) -> str:
    """Return the relation (">", "<", "=", "!=") that a phrase of comparison states alone; "" for a phrase that says more.

    "the second is bigger" is "<": it is said from the first one's side. A denied "bigger" states nothing.
    """
    found = _COMPARED.search(words)
    others = re.findall(r"[a-z']+", _COMPARED.sub(" ", words))
    if not found or not all(map(_BESIDE.fullmatch, others)):
        return ""
    relation = _relation(found, words)
    return {"<": ">", ">": "<"}.get(relation, relation) if _SECOND.search(words) else relation


def comparison_after(words: str) -> str:
    """Return the relation that the words after a value state of it: ">" for "is bigger than"."""
    found = _AFTER.match(words)
    return _relation(found, found[0]) if found else ""


def comparison_before(words: str) -> str:
    """Return the relation that the words before a value state of it: ">" for "the bigger one is"."""
    found = _BEFORE.search(words)
    return _relation(found, words) if found else ""


def _relation(found: re.Match[str], words: str) -> str:
    denied = re.search(_NOT, words) is not None
    said = found.groupdict()
    if said.get("same"):
        return "!=" if denied or said["same"] == "unequal" else "="
    return "" if denied else ">" if said["more"] else "<"


_BOUND_BEFORE = re.compile(
    r"\b(?:(?P<least>at least|no (?:less|fewer) than)|(?P<most>at most|no more than)|(?P<more>(?:more|greater|bigger|larger|higher) than)"
    r"|(?P<less>(?:less|smaller|fewer|lower) than))$"
)
_BOUND_AFTER = re.compile(
    r"(?:(?P<least>or (?:more|greater|bigger|higher|above)|and up)|(?P<most>or (?:less|fewer|lower|below)))\b"
)
_BOUNDS = {"least": ">=", "most": "<=", "more": ">", "less": "<"}


def bound(before: str, after: str) -> str:
    """Return the relation that makes a number a bound and no result: ">" for "more than 12", ">=" for "2 or more"; "" else."""
    found = _BOUND_BEFORE.search(before) or _BOUND_AFTER.match(after)
    return _BOUNDS[str(found.lastgroup)] if found else ""
