"""What comes in at the door: cleaned, stripped of personal data, and told apart by what it needs. The answer is left to `agent`.

Names that no phrase announces are not known here. Worries that no phrase says are heard by how near a message is in meaning to lines
of children; embedding is left to the caller.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from tutor.domain import Value
from tutor.maths import find
from tutor.maths.tables import Phrasebook, table
from tutor.verify.words import Phrases, Words

Kind = Literal["ok", "empty", "too_long", "binary", "rude", "worry", "unsafe", "injection"]
LONGEST = 2000
_READ_AT_MOST = 20_000
_NUMBER = re.compile(r"(?<![^\W\d_])\d+(?![^\W\d_])")
_SUM = re.compile(r"\d\s*[-+−–*×·÷/^=<>]\s*[\d(]")
_WORRIES = {
    "self_harm": ("self_harm", "high"),
    "abuse": ("abuse", "high"),
    "threat": ("other", "high"),
    "other": ("other", "medium"),
}
TOPICS = frozenset(topic for topic, _ in _WORRIES.values())
"""What a worry may be about; each has its answer in content/lines.yaml."""


class Screening(Value):
    """A screened message: what it needs, its cleaned text, for worries the topic and severity, and the personal data removed."""

    kind: Kind
    text: str
    topic: str = ""
    severity: str = ""
    removed: tuple[str, ...] = ()


def screen(message: str, phrases: Phrases) -> Screening:
    """Return what a message needs; never raises. Worries come before all else, then what is unsafe.

    A rude message, or one that gives the tutor orders, is still "ok" where it holds mathematics to work on. The text is NFC,
    free of control characters and lone surrogates, at most 2000 characters. Source: ours; figures in tests/verify/test_intake.py.
    """
    cleaned, strange = _clean(message[:_READ_AT_MOST])
    text, removed = redact(cleaned)
    kind, topic, severity = _kind(text, strange, len(message), phrases)
    return Screening(kind=kind, text=text[:LONGEST].strip(), topic=topic, severity=severity, removed=removed)


def _kind(text: str, strange: int, length: int, phrases: Phrases) -> tuple[Kind, str, str]:
    """Return (kind, topic, severity), the gravest first."""
    if not text or strange > len(text) / 4:
        return "binary" if strange else "empty", "", ""
    words = Words(text)
    if worry := _worry(words, phrases):
        return "worry", *worry
    kind: Kind = "ok"
    if _asks_unsafe(words, phrases):
        kind = "unsafe"
    elif max(len(text), length - _READ_AT_MOST) > LONGEST:
        kind = "too_long"
    elif words.first(phrases, "injection") and not _has_task(text):
        kind = "injection"
    elif words.first(phrases, "rude") and not (_NUMBER.search(text) or _has_task(text)):
        kind = "rude"
    return kind, "", ""


def _clean(message: str) -> tuple[str, int]:
    """Return the text without control characters, invisible ones and lone surrogates, and how many strange ones there were."""
    sound = message.encode("utf-8", "ignore").decode("utf-8")
    text = unicodedata.normalize("NFC", sound.replace("\r", ""))
    kinds = [unicodedata.category(one) if one not in "\n\t" else "" for one in text]
    kept = "".join(one for one, kind in zip(text, kinds, strict=True) if kind not in ("Cc", "Cf", "Co", "Cn"))
    return kept.strip(), len(message) - len(sound) + sum(kind in ("Cc", "Co", "Cn") for kind in kinds)


def _worry(words: Words, phrases: Phrases) -> tuple[str, str] | None:
    """Return (topic, severity) of the first worry that is meant as it stands: no figure of speech, not denied, not made up."""
    meant = words.without(phrases, "figurative")
    if not words.first(phrases, "still_meant"):
        meant = meant.without(phrases, "denied")
    for name, told in _WORRIES.items():
        if meant.first(phrases, f"worry_{name}") and not (name == "threat" and words.first(phrases, "made_up")):
            return told
    return None


def _asks_unsafe(words: Words, phrases: Phrases) -> bool:
    meant = words.without(phrases, "figurative")
    if meant.first(phrases, "unsafe_always"):
        return True
    return meant.first(phrases, "unsafe_request") is not None and words.first(phrases, "made_up") is None


def _has_task(text: str) -> bool:
    return _SUM.search(text) is not None or find(text).task is not None


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


Array = NDArray[np.float64]
Embed = Callable[[Sequence[str]], Array]
EASE, SURE = 3.0, 0.3
"""How smooth the fit is, and the score (harmless -1, a worry 1) from which a worry is heard. Set by hand; figures: `evals.safety`."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST = 3


class Ear:
    """Hears worries. `embed`: texts to vectors of length 1, one row each; without it nothing is heard that the phrases do not say."""

    def __init__(self, embed: Embed | None) -> None:
        self._embed, self._lines = embed, table("verify", "worries")

    def hear(self, screening: Screening) -> Screening:
        """Return the screening, as a worry where the message sounds like one, with the topic and severity of the lines it is nearest to."""
        text = screening.text
        is_plain = screening.kind in ("ok", "rude", "injection") and len(_WORD.findall(text)) >= _FEWEST
        if self._embed is None or not is_plain:
            return screening
        worry, *topics = np.append(self._embed([text])[0], 1.0) @ self._weights
        if worry < SURE:
            return screening
        name, severity = list(self._lines["severity"].items())[int(np.argmax(topics))]
        topic = name if name in TOPICS else "other"
        return screening.model_copy(update={"kind": "worry", "topic": topic, "severity": severity})

    @cached_property
    def _weights(self) -> Array:
        """Return one column for any worry and one for each topic: least squares over all lines, both sides counting as much."""
        lists = [(name, self._lines[name]) for name in (*self._lines["severity"], "fine")]
        kinds = [name for name, lines in lists for _ in lines]
        vectors = self._embed([line for _, lines in lists for line in lines]) if self._embed else np.empty((0, 0))
        rows = np.c_[vectors, np.ones(len(vectors))]
        is_fine = np.array([kind == "fine" for kind in kinds])
        weights = np.where(is_fine, 0.5 / is_fine.mean(), 0.5 / (1 - is_fine.mean()))[:, None]
        wanted = np.c_[~is_fine, *([kind == name for kind in kinds] for name in self._lines["severity"])] * 2.0 - 1.0
        found: Array = np.linalg.solve(
            (rows * weights).T @ rows + EASE * np.eye(rows.shape[1]), (rows * weights).T @ wanted
        )
        return found
