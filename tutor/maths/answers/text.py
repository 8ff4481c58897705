"""Brings a pupil's text into one spelling: signs, LaTeX, number words, column layouts. What it says is left to `response`. English."""

import re

from tutor.maths.tables import Phrasebook, rewritten

ENGLISH = Phrasebook("maths.answers")
"""The English that is listened for in answers."""
any_of, words = ENGLISH.any_of, ENGLISH.words
_SAME = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | str.maketrans("’‘`−‐‑\r\t\u00a0\u202f\u2009", "'' ---\n    ")
    | dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\x00"))
)
_SPELLINGS = ENGLISH.rewrites("spellings")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_SPACED_THOUSANDS = re.compile(r"(?<![\d.,])([1-9]\d{0,2}(?: \d{3})+)(?![\d/.,]| \d)")


def clean(text: str) -> str:
    """Return the text in one spelling of signs and set phrases, without LaTeX's marks, item numbers and remarks in square brackets."""
    text = _OTHER_DIGIT.sub(lambda match: str(int(match[0])), text.translate(_SAME))
    return _SPACED_THOUSANDS.sub(lambda match: match[1].replace(" ", ","), rewritten(text, _SPELLINGS)).strip()


_COUNTS, _LARGE, _PARTS = (
    {word: int(count) for word, count in ENGLISH.rows[name].items()} for name in ("counts", "large", "parts")
)
_PARTS |= {f"{word}s": part for word, part in _PARTS.items()} | {"halves": 2}
_NUMBER, _HINT = ENGLISH.pattern("number"), ENGLISH.pattern("number_hint")
_POINTED = re.compile(rf"(?i){ENGLISH.any_of('pointing')}\s+$")


def in_digits(text: str) -> str:
    """Return the text with its number words in digits: "three quarters" is "3/4", "minus five" is "-5".

    "This one" and "the third" stay: they point at something. Beside digits only what goes with them is turned: "2 and a half".
    Source: ours.
    """
    if not _HINT.search(text):
        return text
    if any(character.isdigit() for character in text):
        return _NUMBER.sub(lambda match: _numeral(match) if match["part"] and match[0][0].isdigit() else match[0], text)
    return _NUMBER.sub(_numeral, text)


def _numeral(match: re.Match[str]) -> str:
    sign, mixed, top, part, point, decimals, whole, half = match.groups()
    sign = "-" if sign else ""
    if part:
        if top.lower() in ("a", "an") and part.lower().endswith("s"):
            return match[0]
        whole = f"{_count(mixed)} " if mixed else ""
        return f"{sign}{whole}{_count(top)}/{_PARTS[part.lower()]}"
    if half:
        return f"{sign}1/2"
    if decimals:
        counts = [_count(word) for word in re.findall(r"[a-z]+", decimals.lower())]
        return f"{sign}{_count(point or 'zero')}.{''.join(map(str, counts)) if max(counts) < 10 else sum(counts)}"
    before, after = match.string[: match.start()], match.string[match.end() :]
    if whole.lower() == "one" and not sign and (_POINTED.search(before) or after.startswith((" of", " is"))):
        return match[0]
    return f"{sign}{_count(whole)}"


def _count(words: str) -> int:
    """Return what a run of number words, or a numeral, counts."""
    if words.isdigit():
        return int(words)
    total, group = 0, 0
    for word in re.findall(r"[a-z]+", words.lower()):
        size = _LARGE.get(word, 0)
        if size == 100:
            group = max(group, 1) * 100
        elif size:
            total, group = total + max(group, 1) * size, 0
        else:
            group += 1 if word in ("a", "an") else _COUNTS.get(word, 0)
    return total + group


_LAYOUTS, _ROW = ENGLISH.each("layouts"), ENGLISH.pattern("layout_row")
_SIGNS = {"x": "×", "*": "×", "✕": "×", "−": "-", "–": "-"}


def in_rows(text: str) -> str:
    """Return the text with a column layout written in rows; any other text comes back unchanged.

    "342", "- 168", a rule, "226" is the row "342 - 168 = 226". With two columns ("1/3 = 1/6" over "1/6 = 1/6") each row is kept and
    the right column is the one that is reckoned.
    """
    for layout in _LAYOUTS if "\n" in text else ():
        text = layout.sub(_in_a_row, text)
    return text


def _in_a_row(layout: re.Match[str]) -> str:
    rows = [
        (_SIGNS.get(sign, sign), _together(left), _together(right or left))
        for sign, left, right in _ROW.findall(layout["rows"])
    ]
    kept = "".join(f"{left} = {right}\n" for _, left, right in rows if left != right)
    reckoned = " ".join([rows[0][2], *(f"{sign or '+'} {right}" for sign, _, right in rows[1:])])
    return f"{kept}{reckoned} = {_together(layout['result'])}"


def _together(number: str) -> str:
    """Return a number whose digits were spread over columns in one piece."""
    number = number.strip().rstrip(",")
    return number if re.search(r"[^\d\s]", number) else re.sub(r"\s+", "", number)
