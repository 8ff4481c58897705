"""Numbers written so that they are not seen at once: Roman, digit by digit, in another language, as a sum in words.

Only the search for an answer reads a text so; whether it is true is asked of what is plainly there.
"""

import re
import unicodedata
from itertools import pairwise

from tutor.maths.tables import Phrasebook, rewritten
from tutor.verify.claims import plainly

_BOOK = Phrasebook("verify", "disguise")
_DIGITS, _ROMAN, _FOREIGN = (_BOOK.rows[name] for name in ("digit_words", "roman", "foreign"))
_ROMANS, _READ_OUT, _WORD = map(_BOOK.pattern, ("roman", "read_out", "word"))
_WORDS, _ENGLISH, _AFTER = map(_BOOK.rewrites, ("words", "english", "digits"))


def undisguised(text: str) -> str:
    """Return the text with every number in digits, and what is told as a sum or a neighbour of numbers in signs. Source: ours."""
    text = "".join(unicodedata.normalize("NFKC", one) if not one.isascii() and one.isdigit() else one for one in text)
    text = rewritten(_ROMANS.sub(_from_roman, re.sub("[\ufe0f\u20e3]", "", text)), _WORDS)
    text = rewritten(_WORD.sub(lambda match: _FOREIGN.get(match[0].lower(), match[0]), text), _ENGLISH)
    read_out = _READ_OUT.sub(
        lambda match: "".join(_DIGITS[one] for one in re.findall("[a-z]+", match[0].lower())), text
    )
    return rewritten(plainly(read_out), _AFTER)


def _from_roman(match: re.Match[str]) -> str:
    sizes = [*(int(_ROMAN[letter]) for letter in match[0]), 0]
    return str(sum(-one if one < after else one for one, after in pairwise(sizes)))
