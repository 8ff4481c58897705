"""Turns English number words into digits ("two and a half" into "2 1/2"). What the sentence around them says is left to `response`."""

import re


def _list(words: str) -> list[str]:
    return words.split()


_ONES = _list(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = _list("twenty thirty forty fifty sixty seventy eighty ninety")
_COUNT = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)} | {"nought": 0}
_LARGE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_BELOW = _list("third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
_PARTS = {word: n for n, word in enumerate(_BELOW, 3)} | {
    "half": 2, "quarter": 4, "fifteenth": 15, "sixteenth": 16, "twentieth": 20, "hundredth": 100, "thousandth": 1000
}  # fmt: skip
_PARTS |= {word + "s": part for word, part in _PARTS.items()} | {"halves": 2}


def _any(words: dict[str, int]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + r")\b"


_WORD = _any(_COUNT | _LARGE)
_WHOLE = rf"(?:a\s(?=hundred|thousand|million))?{_WORD}(?:[ -]+(?:(?:(?<=hundred\s)|(?<=thousand\s))and\s)?{_WORD})*"
_TOP = rf"(?:an?|{_WHOLE}|\d{{1,6}})"
_NUMBER = re.compile(
    rf"""\b(?P<sign>(?:minus|negative)\s+)?(?:
      (?:(?P<mixed>{_WHOLE}|\d{{1,6}})\s+and\s+)?(?P<top>{_TOP})[ -]+(?P<part>{_any(_PARTS)})
      |(?:(?P<point>{_WHOLE})\s+)?point(?P<decimals>(?:[\s-]+{_any(_COUNT)})+)
      |(?P<whole>{_WHOLE})
      |(?P<half>half\b(?!\s+of))
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_POINTED = re.compile(
    r"(?:this|that|the|first|second|last|which|no|every|any|bigger|smaller|each|other)\s+$", re.IGNORECASE
)
_HINT = re.compile(rf"\b(?:{_any(_COUNT | _LARGE | _PARTS)})", re.IGNORECASE)


def in_digits(text: str) -> str:
    """Return the text with its number words in digits: "three quarters" is "3/4", "minus five" is "-5".

    "This one" and "the third" stay: they point at something. Beside digits only what goes with them is turned: "2 and a half".
    Source: ours.
    """
    if not _HINT.search(text):
        return text
    if any(character.isdigit() for character in text):
        return _NUMBER.sub(lambda match: _written(match) if match["part"] and match[0][0].isdigit() else match[0], text)
    return _NUMBER.sub(_written, text)


def _written(match: re.Match[str]) -> str:
    words = match.groupdict()
    sign = "-" if words["sign"] else ""
    if words["part"]:
        if words["top"].lower() in ("a", "an") and words["part"].lower().endswith("s"):
            return match[0]
        whole = f"{_count(words['mixed'])} " if words["mixed"] else ""
        return f"{sign}{whole}{_count(words['top'])}/{_PARTS[words['part'].lower()]}"
    if words["half"]:
        return f"{sign}1/2"
    if words["decimals"]:
        counts = [_count(word) for word in re.findall(r"[a-z]+", words["decimals"].lower())]
        decimals = "".join(map(str, counts)) if max(counts) < 10 else str(sum(counts))
        return f"{sign}{_count(words['point'] or 'zero')}.{decimals}"
    lone = words["whole"].lower() == "one" and not sign
    if lone and (
        _POINTED.search(match.string[: match.start()]) or match.string[match.end() :].startswith((" of", " is"))
    ):
        return match[0]
    return f"{sign}{_count(words['whole'])}"


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
            group += 1 if word in ("a", "an") else _COUNT.get(word, 0)
    return total + group
