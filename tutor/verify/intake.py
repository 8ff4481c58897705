"""What comes in at the door: cleaned, stripped of personal data, and told apart by what it needs. The answer is left to `agent`."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Literal

from tutor.domain import Value
from tutor.verify.privacy import redact

LONGEST = 2000


class Screening(Value):
    """A screened message: what it needs, its cleaned text, for worries the topic and severity, and the personal data removed."""

    kind: Literal["ok", "empty", "too_long", "binary", "rude", "worry", "unsafe", "injection"]
    text: str
    topic: str = ""
    severity: str = ""
    removed: tuple[str, ...] = ()


def screen(message: str, phrases: Mapping[str, Sequence[str]]) -> Screening:
    """Return what a message needs, worries before everything else; never raises. Source: ours."""
    cleaned, strange = _clean(message)
    text, removed = redact(cleaned)
    if not text:
        return Screening(kind="binary" if strange else "empty", text="")
    if strange > len(text) / 4:
        return Screening(kind="binary", text=text[:LONGEST])
    for topic, severity in (("self_harm", "high"), ("abuse", "high"), ("other", "medium")):
        if _holds(text, phrases.get(f"worry_{topic}", ())):
            return Screening(kind="worry", text=text[:LONGEST], topic=topic, severity=severity, removed=removed)
    if len(text) > LONGEST:
        return Screening(kind="too_long", text=text[:LONGEST], removed=removed)
    return Screening(kind="ok", text=text, removed=removed)


def _clean(message: str) -> tuple[str, int]:
    """Return the text without control characters and lone surrogates, and how many of them there were."""
    text = unicodedata.normalize("NFC", message.encode("utf-8", "ignore").decode("utf-8"))
    kept = "".join(one for one in text if one in "\n\t" or unicodedata.category(one) not in ("Cc", "Cs", "Co", "Cn"))
    return kept.strip(), len(message) - len(kept)


def _holds(text: str, phrases: Sequence[str]) -> bool:
    words = f" {' '.join(re.findall(r'[a-z]+', text.lower().replace(chr(39), '').replace('’', '')))} "
    return any(f" {phrase.replace(chr(39), '')} " in words for phrase in phrases)
