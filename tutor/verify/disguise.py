"""Numbers written so that they are not seen at once: Roman, digit by digit, letter by letter, in another language, as a sum in words.

Only the search for an answer reads a text so; whether it is true is asked of what is plainly there.
"""

import re
import unicodedata

from tutor.maths.tables import Phrasebook
from tutor.verify.claims import plainly

_BOOK = Phrasebook("verify", "disguise")
_DIGITS, _ROMAN, _FOREIGN = (_BOOK.rows[name] for name in ("digit_words", "roman", "foreign"))
_ROMANS, _SPELLED, _READ_OUT, _WORD = map(_BOOK.pattern, ("roman", "spelled", "read_out", "word"))
_WORDS, _ENGLISH, _AFTER = map(_BOOK.rewrites, ("words", "english", "digits"))


def undisguised(text: str) -> str:
    """Return the text with every number in digits, and what is told as a sum or a neighbour of numbers in signs. Source: ours."""
    text = "".join(unicodedata.normalize("NFKC", one) if not one.isascii() and one.isdigit() else one for one in text)
    text = _SPELLED.sub(_joined, re.sub("[\ufe0f\u20e3]", "", text))
    text = _ROMANS.sub(lambda match: str(_from_roman(match[0])), text)
    text = _WORD.sub(lambda match: _FOREIGN.get(match[0].lower(), match[0]), _rewritten(text, _WORDS))
    text = _READ_OUT.sub(_read_out, _rewritten(text, _ENGLISH))
    return _rewritten(plainly(text), _AFTER)


def _rewritten(text: str, rewrites: list[tuple[re.Pattern[str], str]]) -> str:
    for pattern, new in rewrites:
        text = pattern.sub(new, text)
    return text


def _joined(match: re.Match[str]) -> str:
    """Return letters apart as one word where that is a number word, else as they stand."""
    word = re.sub(r"[^a-z]", "", match[0].lower())
    return word if plainly(f"is {word}") != f"is {word}" else match[0]


def _from_roman(letters: str) -> int:
    sizes = [int(_ROMAN[letter]) for letter in letters]
    return sum(-one if one < after else one for one, after in zip(sizes, (*sizes[1:], 0), strict=True))


def _read_out(match: re.Match[str]) -> str:
    """Return digits that are read out one by one as a number."""
    return "".join("." if word == "point" else _DIGITS[word] for word in re.findall("[a-z]+", match[0].lower()))
