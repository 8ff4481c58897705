"""Brings a pupil's text into one spelling of signs, blanks, LaTeX and set phrases. What it says is left to `response`."""

import re

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SAME = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "`": " ",
        "−": "-",
        "‐": "-",
        "‑": "-",
        "\r": "\n",
        "\t": " ",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
    }
)
_GONE = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\x00", ""))
_LATEX_BOUNDS = re.compile(r"\\[()\[\]]|\$\$")
_LATEX_DOLLARS = re.compile(r"\$(?=[^$\d])([^$]*)\$(?!\d)|\$([^$]*[\\^{][^$]*)\$")
_ITEM_NUMBER = re.compile(
    r"(?m)^[ ]*(?:\(?[a-h]\)|\d{1,2}\)|(?:q|question|problem|exercise|ex|number|no|nr)\.?[ ]?#?\d{1,2}[a-h]?[ ]?[:.)]|#\d{1,2}[:.)]?)"
    r"\s+(?=\S)",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\[[^\[\]]*[A-Za-z]{3,}[ ][^\[\]]*\]")
_BOXED = re.compile(r"\\boxed\s*\{")
_GROUPED = re.compile(r"(?<![\d.,])([1-9]\d{0,2}(?: \d{3})+)(?![\d/.,]| \d)")
_TO = re.compile(r"(?<!from )(?<!\d )\b(\d+(?:\.\d+)?) to (\d+(?:\.\d+)?)(?=\W*$)")
_IS = re.compile(r"\b([b-hj-zB-HJ-Z]) (?:is|equals|was|must be|would be) (?=-?[\d.$(√½¼¾])")
_IS_BEYOND = re.compile(
    r"\b([b-hj-zB-HJ-Z]) (?:is |must be )?(?:(?P<more>greater|more|larger|bigger|higher)|less|smaller|lower|fewer) than "
    r"(?P<or>or equal to )?(?=-?[\d.])"
    r"|\b([b-hj-zB-HJ-Z]) (?:is |must be )?at (?P<at>least|most) (?=-?[\d.])"
)
_LEFT_OVER = re.compile(
    r"\b(\d+)\s*(?:,|with|and)?\s*(?:a\s+)?(?:remainder|rem)\s*(?:of|is|:|=)?\s*(\d+)\b"
    r"|\b(\d+)\s*(?:,|with|and)\s*(\d+)\s*(?:left(?: ?over)?|remaining|extra)\b",
    re.IGNORECASE,
)


_OUT_OF = re.compile(r"\b(\d+) out of (\d+)\b")
_E_NOTATION = re.compile(r"(?<![A-Za-z\d.])(\d+(?:\.\d+)?)[eE]([+-]?\d{1,2})(?![A-Za-z\d])")
_UNIT_POWER = re.compile(r"(?<=\d)( ?)(mm|cm|dm|m|km|in|ft|yd|mi)([23])(?![\d.A-Za-z])")
_AN_HOUR = re.compile(r"\b(miles|mile|km|kilometers|kilometres|meters|metres|feet|m) an? (hour|minute|second)\b")
_LARGER = r"dollars?|hours?|hrs?|h|minutes?|mins?|feet|foot|ft|yards?|met(?:er|re)s?|m|kg|kilograms?|pounds?|lbs?|days?|weeks?"
_SMALLER = r"cents?|minutes?|mins?|seconds?|secs?|inch(?:es)?|in|feet|ft|cm|centimet(?:er|re)s?|g|grams?|ounces?|oz|hours?|days?"
_TWO_UNITS = re.compile(rf"(\d ?(?:{_LARGER})),? and (?=\d+(?:\.\d+)? ?(?:{_SMALLER})\b)")


def clean(text: str) -> str:
    """Return the text in one spelling of signs and blanks, without the marks of LaTeX, item numbers and remarks in square brackets."""
    text = text.translate(_WIDE).translate(_SAME).translate(_GONE)
    text = "".join(_plain_digit(character) for character in text) if not text.isascii() else text
    text = _boxed_last(text) if "\\" in text else text
    text = (
        _LATEX_DOLLARS.sub(lambda match: f" {match[1] or match[2]} ", _LATEX_BOUNDS.sub(" ", text))
        if "$" in text or "\\" in text
        else text
    )
    text = _REMARK.sub(" ", text) if "[" in text else text
    text = _IS.sub(r"\1 = ", _ITEM_NUMBER.sub("", text))
    text = _IS_BEYOND.sub(_as_sign, text) if " than " in text or " at " in text else text
    text = _LEFT_OVER.sub(lambda match: f"{match[1] or match[3]} R {match[2] or match[4]}", _TO.sub(r"\1:\2", text))
    text = _TWO_UNITS.sub(r"\1 ", _AN_HOUR.sub(r"\1 per \2", _UNIT_POWER.sub(r"\1\2^\3", _OUT_OF.sub(r"\1/\2", text))))
    text = _E_NOTATION.sub(r"\1 × 10^{\2}", text)
    return _GROUPED.sub(lambda match: match[1].replace(" ", ","), text).strip()


def _as_sign(match: re.Match[str]) -> str:
    """Return "x >= " for "x is at least "."""
    if match["at"]:
        return f"{match[4]} {'>=' if match['at'] == 'least' else '<='} "
    return f"{match[1]} {'>' if match['more'] else '<'}{'=' if match['or'] else ''} "


def _plain_digit(character: str) -> str:
    return str(int(character)) if character.isdecimal() and not character.isascii() else character


def _boxed_last(text: str) -> str:
    """Return the text with what stands in \\boxed{} as its answer at the end."""
    found = _BOXED.search(text)
    if not found:
        return text
    depth, at = 1, found.end()
    while at < len(text) and depth:
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        at += 1
    content = text[found.end() : at - 1 if not depth else at]
    return f"{text[: found.start()]}\nanswer: {content}"
