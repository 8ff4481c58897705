"""Personal data out of text, before a language model, a log or the store sees it. Names that no phrase announces are not known here."""

import re

from tutor.maths.tables import Phrasebook

_BOOK = Phrasebook("verify", "privacy")
_KINDS = {kind: _BOOK.pattern(kind) for kind in _BOOK.words("kinds_of_data")}


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
