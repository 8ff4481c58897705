"""Personal data out of text, before a language model, a log or the store sees it. Names that no phrase announces are not known here."""

import re
from collections.abc import Mapping

_KINDS: Mapping[str, re.Pattern[str]] = {
    "email": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "phone": re.compile(r"(?<![\w.])(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,4}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\w.])"),
    "address": re.compile(
        r"(?<!\w)\d{1,5} (?:[A-Z][a-z]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd)\b\.?"
    ),
    "school": re.compile(
        r"(?:[A-Z][\w'’]+ ){1,4}(?:Elementary|Primary|Middle|High|Secondary|Junior High|Grammar)(?: School)?\b"
    ),
    "name": re.compile(r"(?i:(?<=my name is )|(?<=my names )|(?<=i am called ))[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?"),
}


def redact(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text with personal data replaced by "[email]", "[phone]", ..., and the kinds that were found, in that order."""
    removed = []
    for kind, pattern in _KINDS.items():
        text, found = pattern.subn(f"[{kind}]", text)
        if found:
            removed.append(kind)
    return text, tuple(removed)
