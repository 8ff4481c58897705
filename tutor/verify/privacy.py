"""Personal data out of text, before a language model, a log or the store sees it. Names that no phrase announces are not known here."""

import re
from collections.abc import Mapping

_STREET = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd|Close|Terrace|Way|Place|Crescent)\b\.?"
)
_NOT_A_NAME = (
    r"(?!(?:and|i|im|is|not|the|a|an|what|can|could|from|my|so|but|on|in|at|of|for|if|it|its|how|do|please|pls|hello|hi|you|too|also|"
    r"who|we|to|with|because|cuz|got|get|need|want|have|secret|none|no|yes|an?|number|answer|equal|equals|plus|minus)\b)"
)
_END = r"(?=\s*(?:[.,;!?\n]|and\b|from\b|$))"
_FIRST_NAME = rf"{_NOT_A_NAME}[^\W\d_][\w'’-]{{1,30}}"
_A_NAME = rf"{_FIRST_NAME}(?: (?:[A-Z][\w'’-]{{1,30}}|{_FIRST_NAME}{_END}))?"
_DIGITS = r"\+?\(?\d(?:[ .()-]{0,2}\d){6,14}(?!\d)"

_KINDS: Mapping[str, re.Pattern[str]] = {
    "email": re.compile(r"(?<![\w.+-])[\w.+-]{1,64}(?:@| ?\(at\) ?)[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"),
    "account": re.compile(
        r"(?i:\b(?:insta(?:gram)?|snap(?:chat)?|discord|tiktok|roblox|whatsapp|username|user name|password|pin code)"
        r"(?: name| user| account)? ?(?:is|:) ?)(\S{2,40})|(?<![\w.])@[A-Za-z][\w.]{2,30}"
    ),
    "phone": re.compile(
        r"(?i:\b(?:(?:phone|cell|mobile|tel|whatsapp)(?: number| no\.?)?(?: is|:)?|(?:call|text|ring|reach) (?:me|us|my \w+)(?: \w+){0,3}?"
        rf"|(?:my|her|his|moms|dads) (?:number|digits)(?: is|:)) *)({_DIGITS})"
        r"|(?<![\w.+*/=^(-])(?:\(\d{3}\) ?\d{3}-\d{4}|\d{3}\.\d{3}\.\d{4}"
        r"|\+(?=(?:[ .()-]{0,2}\d){10,15}(?!\d))\d{1,3}[ .-]?(?:\(?\d{1,4}\)?[ .-]?){2,5}\d{2,4}"
        r"|0\d{4} ?\d{3} ?\d{3}|0\d{3} \d{3} \d{4})(?!\w|[ .]*[\d=+*/×÷^(-])"
    ),
    "address": re.compile(
        rf"(?<![\w./])\d{{1,5}}[A-Za-z]? (?:[A-Z][a-z’']{{1,20}} ){{1,3}}{_STREET}"
        rf"|(?i:\b(?:live|lives|living|address is|house is)(?: at| on| in)? )((?i:\d{{1,5}}[a-z]? (?:[a-z’']{{2,20}} ){{1,3}}{_STREET}))"
        r"|(?i:\bi live (?:in|at) )([A-Z][a-z’']+(?:,? [A-Z][a-z’']+){0,3})"
    ),
    "school": re.compile(
        r"\b(?!(?:My|Our|The|This|That|Her|His|In|At|A|An|Elementary|Middle|High|Primary) )(?:[A-Z][\w.'’]{1,30} ){1,4}"
        r"(?:Elementary(?: School)?|(?:(?:Junior )?High|Middle|Primary|Secondary|Grammar|Public|Prep) School|School|Academy|PS \d+)\b"
        r"|(?i:\b(?:go to|goes to|attend|attends|school is|school is called|school called) )"
        r"(?!(?i:the|a|an|my|our|his|her|their|this|that|your|middle|high|elementary|primary|public|after)\b)"
        r"((?:[\w.'’]{2,30} ){1,3}(?i:elementary|middle|high|primary|secondary|academy|school)(?i: school)?)"
    ),
    "name": re.compile(
        rf"(?i:\b(?:my (?:full |first |last |real )?name is|my name['’]?s|i am called|i['’]?m called) )({_A_NAME})"
        rf"|(?i:\b(?:call me|this is|i am|i['’]?m) )([A-Z][a-z'’-]{{1,30}} [A-Z][a-z'’-]{{1,30}}){_END}"
    ),
}


def redact(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text with personal data replaced by "[email]", "[phone]", ..., and the kinds that were found.

    What only announces it ("my name is") stays. Plain numbers and mathematics are never taken. Source: ours.
    """
    removed = []
    for kind, pattern in _KINDS.items():
        text, found = pattern.subn(lambda match, mark=f"[{kind}]": _marked(match, mark), text)  # type: ignore[misc]
        if found:
            removed.append(kind)
    return text, tuple(removed)


def _marked(match: re.Match[str], mark: str) -> str:
    """Return the match with its announced part, if it has one, else the whole of it, replaced by the mark."""
    place = next((group for group in range(1, (match.re.groups or 0) + 1) if len(match[group] or "") > 1), 0)
    start, end = match.start(place) - match.start(), match.end(place) - match.start()
    return match.group()[:start] + mark + match.group()[end:]
