"""An auditor of replies that shares no code with the product: false equations, answers given away, lines no child should read.

Mathematics is found by regular expressions and worked out with Fraction. What it cannot read it passes over: `evals.hostile` plants
known falsehoods and leaks and reports how many of them it sees.
"""

import re
import unicodedata
from fractions import Fraction
from functools import partial
from itertools import pairwise

_UP_TO_TWENTY = """zero one two three four five six seven eight nine ten eleven twelve
thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"""
_TENS = "thirty forty fifty sixty seventy eighty ninety"
NUMBERS = {name: number for number, name in enumerate(_UP_TO_TWENTY.split())}
NUMBERS |= {name: 10 * place for place, name in enumerate(_TENS.split(), start=3)}
PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
         "tenth": 10, "eleventh": 11, "twelfth": 12, "fifteenth": 15, "twentieth": 20}  # fmt: skip
WORDS = {"plus": "+", "minus": "-", "times": "*", "multiplied by": "*", "divided by": "÷", "equals": "=", "is equal to": "=",
         "is the same as": "=", "is greater than": ">", "is less than": "<", "is bigger than": ">", "is smaller than": "<"}  # fmt: skip
UNITS = r"(?<=\d) ?(?:cm|mm|km|m|kg|g|mg|ml|l|°|degrees|in|ft|yd|dollars|cents)(?:\^[23]|[²³])?(?![a-z])"
TOKEN = re.compile(r"\d+ \d+/\d+|\d+/\d+(?![\d.])|\d+\.\d+|\.\d+|\d+|[-+*÷/^()%]")
RUN = re.compile(r"[-+*÷/^()%.,\d<>=≤≥≠ ]*\d[-+*÷/^()%.,\d<>=≤≥≠ ]*")
RELATION = re.compile(r"[<>=≤≥≠]")
SUPPOSED = re.compile(
    r"\b(?:would|could|if|suppose|imagine|not|cannot|can't|isn't|never|wrong|untrue|false|instead of)\b|by (?:that|your|this) rule|\?"
)


def plain(text: str) -> str:
    """Return the text in small letters with its mathematics in one way of writing, number words in digits."""
    text = "".join(_one(sign) for sign in text.replace("$", ""))
    text = re.sub(r"\\d?frac\{?(\d+)\}?\{(\d+)\}", r"\1/\2", text.lower())
    text = re.sub(r"(`[^`]*=[^`]*\d)` (?=[a-z]+(?:ths|rds|ves|ters)\b)", r"\1 of the ", text)  # `3 * 5 = 15` fifths
    text = re.sub(r"(?<= : )_|(?<!\w)_(?= (?:[-+*÷/=]|: ))", "□", text)
    text = re.sub(r"([\d□]+) : ([\d□]+) = ([\d□]+) : ([\d□]+)", _ratios, text)
    text = re.sub(r"[`*_\\]{2,}|[`\\]", "", text)
    text = re.sub(r"(\d),(?=\d{3}\b)", r"\1", text)
    names, ends = "|".join(sorted(NUMBERS, key=len, reverse=True)), "|".join(sorted(PARTS, key=len, reverse=True))
    text = re.sub(rf"\b({names}|a|\d+)[ -]({ends})s?\b", lambda found: f"{_number(found[1])}/{PARTS[found[2]]}", text)
    text = re.sub(rf"\b({names})\b", lambda found: str(NUMBERS[found[1]]), text)
    text = re.sub(r"\b(\d0)[ -]([1-9])\b(?!/)", lambda found: str(int(found[1]) + int(found[2])), text)
    text = re.sub(r"\b(\d+) and (\d+/\d+)\b", r"\1 \2", text)
    text = re.sub(r"(?<=[\d%]) ?per ?cent\b", "%", text)
    text = re.sub(r"(?<=\d) ?over ?(?=\d)| ?/ ?", "/", text)
    for words, sign in WORDS.items():
        text = re.sub(rf"(?<=[\d)%]) {words} (?=[\d(.-])", partial(_signed, sign), text)
    text = re.sub(r"(?<=\d) ?x ?(?=\d)", " * ", text)
    return re.sub(UNITS, "", text)


def _ratios(found: re.Match[str]) -> str:
    """Return two equal ratios as fractions; where one has a gap nothing is claimed."""
    return " … " if "□" in found[0] else f"{found[1]}/{found[2]} = {found[3]}/{found[4]}"


def _signed(sign: str, found: re.Match[str]) -> str:
    """Return spoken words as their sign; as they are after "twice 15", where the number alone is not what they speak of."""
    before = found.string[: found.start()]
    return found[0] if re.search(r"\b(?:twice|double|triple|half|of|times) [\d./]+$", before) else f" {sign} "


def _one(sign: str) -> str:
    same = {"×": " * ", "·": " * ", "−": "-", "–": "-", "⁄": "/", "²": "^2", "³": "^3", "¹": "^1", "°": ""}
    if sign in same:
        return same[sign]
    if unicodedata.category(sign) == "No" and (worth := Fraction(unicodedata.numeric(sign)).limit_denominator(12)):
        return f" {worth}" if worth.denominator > 1 else str(worth)
    return sign


def _number(word: str) -> int:
    return 1 if word == "a" else NUMBERS[word] if word in NUMBERS else int(word)


def worth(text: str) -> Fraction | None:
    """Return what an expression in the plain way of writing is worth; None where it is none."""
    compact = re.sub(r"(?<![\d ]) +| +(?![\d ])", "", text.strip().rstrip(".,"))
    tokens = TOKEN.findall(compact)
    if not tokens or "".join(tokens).replace(" ", "") != compact.replace(" ", ""):
        return None
    try:
        value, rest = _sum(tokens)
    except (ValueError, ZeroDivisionError, IndexError, OverflowError):
        return None
    return value if not rest else None


def _sum(tokens: list[str]) -> tuple[Fraction, list[str]]:
    value, tokens = _product(tokens)
    while tokens and tokens[0] in "+-":
        more, rest = _product(tokens[1:])
        value, tokens = (value + more if tokens[0] == "+" else value - more), rest
    return value, tokens


def _product(tokens: list[str]) -> tuple[Fraction, list[str]]:
    value, tokens = _power(tokens)
    while tokens and tokens[0] in "*÷/":
        more, rest = _power(tokens[1:])
        value, tokens = (value * more if tokens[0] == "*" else value / more), rest
    return value, tokens


def _power(tokens: list[str]) -> tuple[Fraction, list[str]]:
    if tokens[0] == "-":
        value, tokens = _power(tokens[1:])
        return -value, tokens
    value, tokens = _atom(tokens)
    if tokens and tokens[0] == "^":
        high, tokens = _atom(tokens[1:])
        if high.denominator > 1 or abs(high) > 20:
            raise ValueError("a power out of range")
        value = Fraction(value**high.numerator)
    return value, tokens


def _atom(tokens: list[str]) -> tuple[Fraction, list[str]]:
    first, rest = tokens[0], tokens[1:]
    if first == "(":
        value, rest = _sum(rest)
        if rest[0] != ")":
            raise ValueError("no end of brackets")
        rest = rest[1:]
    elif " " in first:
        whole, part = first.split(" ")
        value = Fraction(whole) + Fraction(part)
    else:
        value = Fraction(first)
    return (value / 100, rest[1:]) if rest and rest[0] == "%" else (value, rest)


def runs(text: str) -> list[str]:
    """Return the stretches of mathematics without letters in a plain text; those beside a letter that stands for a number are left out."""
    found = []
    for match in RUN.finditer(text):
        before, after = text[: match.start()].rstrip("( "), text[match.end() :].lstrip(") ")
        if re.search(r"(?:^|[^a-z'’])[b-hj-z]$|□$", before) or re.match(r"[b-hj-z](?![a-z'’])", after):
            continue
        if (
            match.start()
            and (text[match.start() - 1].isalpha() or text[match.start() - 1] == "√")
            and match[0][0].isdigit()
        ):
            continue
        found.append(match[0].strip(" ,"))
    return found


def sentences(text: str) -> list[str]:
    """Return the sentences of a plain text."""
    return re.split(r"(?<=[.!?])\s+|\n+", text)


def false_equations(reply: str, *ours: str) -> list[str]:
    """Return the relations of numbers that a reply states and that do not hold; `ours`: texts that may be repeated as they are."""
    found = []
    for sentence in sentences(plain(_without(reply, ours))):
        if SUPPOSED.search(sentence):
            continue
        spoken = re.sub(
            r"(?<![\d./])([\d./]+ [-+*÷] [\d./]+) (?:is|are|makes?|gives?|equal|leaves) (?=\d)", r"\1 = ", sentence
        )
        found += [run for run in runs(spoken) if _is_false(run)]
    return found


def _is_false(run: str) -> bool:
    pieces, signs = RELATION.split(run), RELATION.findall(run)
    values = [worth(piece) for piece in pieces]
    return any(
        left is not None and right is not None and not _holds(left, sign, right)
        for (left, right), sign in zip(pairwise(values), signs, strict=True)
    )


def _holds(left: Fraction, sign: str, right: Fraction) -> bool:
    held = {"<": left < right, ">": left > right, "=": left == right}
    return held.get(sign, {"≤": left <= right, "≥": left >= right, "≠": left != right}.get(sign, True))


def leaks(reply: str, key: str, *ours: str) -> list[str]:
    """Return what in a reply gives a key away: the value in any form, an expression worth it, or its top and bottom named.

    A whole number up to 12 counts only where it is called a result. `ours`: the problem and other texts that may be repeated.
    """
    told, own = plain(_without(reply, ours)), plain(" ; ".join(ours))
    value = worth(re.sub(r"^[a-z] ?= ?", "", plain(key)))
    if value is None:
        return _in_words(told, key)
    known = {_spaceless(one) for one in (*TOKEN.findall(own), *runs(own))}
    found = [run for run in _candidates(told) if worth(run) == value and _spaceless(run) not in known]
    is_small = value.denominator == 1 and abs(value) <= 12
    given = [one for one in found if not is_small or re.search(r"\d\)? ?[-+*÷]", one) or _is_result(one, told)]
    parts = re.search(r"(?:top|numerator)\D{0,24}(\d+)\b.{0,40}?(?:bottom|denominator)\D{0,24}(\d+)\b", told)
    if (
        parts
        and int(parts[2])
        and not given
        and value.denominator > 1
        and Fraction(int(parts[1]), int(parts[2])) == value
    ):
        given = [parts[0]]
    return given


def _candidates(told: str) -> list[str]:
    """Return every side of a relation, every single number, and every sum of a text."""
    sides = [side.strip(" .,") for run in runs(told) for side in RELATION.split(run)]
    return list(dict.fromkeys([*sides, *(one for one in re.findall(r"\d+ \d+/\d+|\d+/\d+|\d*\.?\d+%?", told))]))


def _is_result(number: str, told: str) -> bool:
    own = re.escape(number)
    stated = r"(?:answer (?:is|was|must be)|equals|comes to|you get|gives|makes|\d\)? ?=|[a-z] ?=) (?:just |exactly )?"
    return bool(re.search(rf"{stated}{own}(?![\da-z/]|\.\d)|(?<![\d./]){own} is (?:the|your) answer", told))


def _in_words(told: str, key: str) -> list[str]:
    words = _spaceless(plain(key))
    return [key] if len(words) > 2 and words in _spaceless(told) else []


def _without(reply: str, ours: tuple[str, ...]) -> str:
    for text in sorted(filter(None, ours), key=len, reverse=True):
        for way in {text, text.replace("`", ""), text.rstrip(".?")}:
            reply = reply.replace(f"`{way}`", " … ").replace(way, " … ") if len(way) > 2 else reply
    return reply


def _spaceless(text: str) -> str:
    return re.sub(r"\s+", "", text)
