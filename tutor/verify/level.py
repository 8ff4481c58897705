"""The reading grade of prose. It does not know poems, tables or other languages than English."""

import re
from functools import lru_cache

_MATHS = re.compile(r"`[^`]*`")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+")


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Return the number of syllables of an English word, at least 1, by vowel groups and the usual silent endings."""
    word = word.lower().strip("'’")
    groups = len(_VOWELS.findall(word))
    silent_e = word.endswith("e") and not word.endswith(("le", "ee", "ye", "oe")) and groups > 1
    silent_ed = word.endswith("ed") and not word.endswith(("ted", "ded")) and groups > 1
    silent_es = word.endswith("es") and not word.endswith(("ses", "zes", "ces", "ges", "xes", "shes", "ches", "ies"))
    return max(1, groups - (silent_e or silent_ed or (silent_es and groups > 1)))


def reading_grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of prose; mathematics between backticks counts as one short word.

    Texts without words give 0. Short texts give a rough figure. Source: Kincaid, Fishburne, Rogers and Chissom 1975.
    """
    prose = _MATHS.sub("one", text)
    words = _WORD.findall(prose)
    if not words:
        return 0.0
    sentences = sum(1 for part in _SENTENCE_END.split(prose) if _WORD.search(part))
    per_sentence = len(words) / max(1, sentences)
    per_word = sum(syllables(word) for word in words) / len(words)
    return max(0.0, 0.39 * per_sentence + 11.8 * per_word - 15.59)
