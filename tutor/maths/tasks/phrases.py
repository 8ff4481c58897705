"""Words that stand for mathematics, turned into signs: "three fourths plus a half", "subtract 3 from a number". English."""

import re
from collections.abc import Callable

from tutor.maths.answers.text import in_digits
from tutor.maths.tasks.pieces import MARK, Cut, Kind, Piece

_SAME = (
    str.maketrans("’‘“”−–‒∙\t\r`§|", "''\"\"---· \n   ")
    | dict.fromkeys(map(ord, "\xa0\u2002\u2003\u2009\u200a\u202f\u3000"), " ")
    | dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u2060"), "")
)
_LATEX_SIGNS = {
    "times": "×", "div": "÷", "cdot": "·", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "lt": "<", "gt": ">",
    "pi": "π", "degree": "°", "left": "", "right": "", "displaystyle": "", "quad": " ", "qquad": " ",
}  # fmt: skip
_LATEX = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"\\[()\[\]]|\$\$|\\[,;!: ]", " "),
        (r"\$([^$\n]*[^$\s])\$(?!\d)", r" \1 "),
        (r"\\(?:text|mathrm|mbox)\s*\{([^{}]*)\}", r" \1 "),
        (r"\\underline\s*\{[^{}]*\}|\\(?:square|Box|boxed\{\s*\})", "__"),
        (r"\\[dt]frac", r"\\frac"),
        (r"\\%", "%"),
        (r"\^\s*\{?\\circ\}?", "°"),
        (r"(\d)\s*\\frac\s*\{(\d+)\}\s*\{(\d+)\}", r"\1 \2/\3"),
        (r"\\frac\s*\{(-?\d+)\}\s*\{(\d+)\}|\\frac\s*(\d)\s*(\d)", r"\1\3/\2\4"),
        (r"\\sqrt\s*\{([^{}]*)\}", r"√(\1)"),
        (r"\\frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"((\1)/(\2))"),
        (r"\^\s*\{(\d+|[a-z])\}", r"^\1"),
    )
)
_COLUMN = re.compile(
    r"(?m)^ *([\d.,/][\d.,/ ]{0,20}) *\n *([-+x×*÷]) *([\d.,/][\d.,/ ]{0,20}) *\n *[-_=]{2,} *(?:\n *(\.?\d[\d.,/ ]{0,20}))?$"
)
_SIGNS = re.compile(r"[(\[]?\s*[<>=]\s*,\s*[<>=]\s*,?\s*(?:\s(?:or|and)\s)?\s*[<>=]\s*[)\]]?|\b[<>]\s+or\s+[<>]")
_ENUMERATOR = re.compile(r"(?m)^\s*(?:\(?\d{1,2}\)|\d{1,2}\.(?=\s)|\(?[a-h]\)|q\d+\s*[.:)])\s+", re.IGNORECASE)


_ABSOLUTE = re.compile(r"\|(?=[^|]*[\dxyn])([-−+–*/×·÷^(). \dxyn]{1,60})\|")
"""The bars of an absolute value; any other bar is taken out."""


def clean(text: str) -> str:
    """Return the text in one spelling of spaces, quotes and signs: LaTeX and column layouts written out, item numbers gone."""
    text = _ABSOLUTE.sub(r"⟦\1⟧", text).translate(_SAME).replace("—", " , ").replace("...", " | ").replace("…", " | ")
    if "\\" in text or text.count("$") > 1:
        text = re.sub(rf"\\({'|'.join(_LATEX_SIGNS)})\b", lambda match: _LATEX_SIGNS[match[1]], text)
        for pattern, new in _LATEX:
            text = pattern.sub(new, text)
    text = re.sub(r"(?<!\w)(['\"])([^'\"\n]{1,3})\1(?!\w)", r" \2 ", text)
    text = re.sub(r"[ \n]+", lambda match: "\n" if "\n" in match[0] else " ", text)
    text = _COLUMN.sub(
        lambda match: f"{match[1].strip()} {match[2]} {match[3].strip()} = {(match[4] or '').strip()}", text
    )
    text = re.sub(r"\n=", " = ", _ENUMERATOR.sub(" ", _SIGNS.sub(" signs ", text)))
    text = re.sub(r":[ \n]+", ": ", text)
    return _said_signs(_said_numbers(text))


_COUNTS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    "|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand"
)
_PART = r"(?:half|(?:third|fourth|quarter|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|twentieth|hundredth|thousandth)s?|halves)"
_WHOLE = rf"\b(?:{_COUNTS})(?:(?:[ -]|(?<=hundred) and |(?<=thousand) and )(?:{_COUNTS})){{0,5}}\b"
_JOIN = r"(?:plus|minus|times|multiplied by|divided by|take away|added to|subtracted from|more than|less than|equals)"
_OF_TWO = r"\b(?:sum|product|difference|quotient)\s+(?:of|between)\s+"
_OPERATION = re.compile(
    r"\b(?:plus|minus|times|divided|added|subtract|take|sum|product|difference|quotient|more|less|equals)|[+×÷*/=]",
    re.IGNORECASE,
)
_SAID_NUMBERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<said>(?:(?:{_WHOLE}|\b\d+)\s+and\s+)?\b(?:an?|{_WHOLE}|\d+)[ -]{_PART})\b(?!\s+(?:place|number|one|angle|side|term|grade))",
        rf"(?P<said>{_WHOLE})(?=\s+{_JOIN}\b|\s*[-+×÷*/=]\s*\w)",
        rf"(?:\b{_JOIN}\s+|{_OF_TWO}|\d\s*[+×÷*/=]\s*)(?P<said>{_WHOLE})",
        rf"{_OF_TWO}\d+\s+(?:and|by)\s+(?P<said>{_WHOLE})",
    )
)
"""Where number words can only be numbers: in fractions and beside an operation."""


def _said_numbers(text: str) -> str:
    for pattern in _SAID_NUMBERS if _OPERATION.search(text) else _SAID_NUMBERS[:1]:
        text = pattern.sub(lambda match: match[0].removesuffix(match["said"]) + in_digits(match["said"]), text)
    return text


_LEFT, _RIGHT = r"(?<=[\d%)\]½¼¾²³])", r"(?=-?[\d.(\[√$½¼¾]|[a-hj-z]\b)"
_LETTER = r"(?<=\b[a-hj-z])"
_BETWEEN = {
    r"plus": " + ",
    r"minus": " - ",
    r"(?:(?:is |are )?multiplied by|times)": " × ",
    r"(?:is |are )?divided by": " ÷ ",
    r"(?:is )?(?:raised )?to the power(?: of)?": "^",
    r"over": "/",
    r"(?:is equal to|equals)": " = ",
}
_BEHIND = {r"squared": "^2", r"cubed": "^3", r"per ?cents?": "%", r"degrees(?!\s*[CF])": "°"}
_SAID_SIGNS = [
    (re.compile(rf"(?:{_LEFT}|{_LETTER})\s+{words}\b\s*{_RIGHT}", re.IGNORECASE), sign)
    for words, sign in _BETWEEN.items()
] + [(re.compile(rf"{_LEFT}\s+{words}\b", re.IGNORECASE), sign) for words, sign in _BEHIND.items()]


def _said_signs(text: str) -> str:
    for pattern, sign in _SAID_SIGNS:
        text = pattern.sub(sign, text)
    return text


_FILLERS = re.compile(
    r"\b(?:(?:the|a|an|this|these|those|given|following|below|above|two|three|four|linear|simple|mathematical"
    r"|math|maths|numerical|arithmetic"
    r"|algebraic|fractions?|decimals?|numbers?|numerals?|whole|mixed|improper|integers?|expressions?|operations?"
    r"|problems?|calculations?|equations?"
    r"|inequality|inequalities|questions?|values?|quantity|polynomial|variables?|letter|unknown|line|system of"
    r"|pair of|simultaneous)\s+){1,8}(?=§)"
)
_UNKNOWN = re.compile(
    r"\b(?:a|some|an unknown|a certain|an?other|my|the unknown) number\b(?! of\b)(?! line\b)(?! sentence\b)"
)
_X = r"(§[neavw]\d+)"
_AND = r"(?:\s*,)?\s+(?:and|to|with|by|plus)\s+"
_LIST = r"(§[neavw]\d+(?:\s*,\s*(?:and\s+)?§[neavw]\d+|\s+and\s+§[neavw]\d+)+)"
_OPERATIONS = tuple(
    (re.compile(rf"\b{pattern}" if pattern[0] != "(" else pattern), form)
    for pattern, form in (
        (rf"(?:the )?square root of {_X}", "√({0})"),
        (rf"(?:the )?square of {_X}", "{0}^2"),
        (rf"(?:the )?cube of {_X}", "{0}^3"),
        (rf"half (?:of )?{_X}", "1/2 × {0}"),
        (rf"(?:twice|double) {_X}", "2 × {0}"),
        (rf"(?:triple|thrice) {_X}", "3 × {0}"),
        (rf"{_X} (?:is |are )?(?:times|multiplied by) {_X}", "{0} × {1}"),
        (rf"{_X} (?:is |are )?divided by {_X}", "{0} ÷ {1}"),
        (rf"{_X} (?:is )?squared", "{0}^2"),
        (rf"{_X} (?:is )?cubed", "{0}^3"),
        (rf"{_X} (?:is )?(?:raised )?to the power (?:of )?{_X}", "{0}^{1}"),
        (rf"rais(?:e|ing) {_X} to the power (?:of )?{_X}", "{0}^{1}"),
        (rf"(?:the )?(?:product|multiplication) of {_LIST}", " × "),
        (rf"multiply(?:ing)? {_X}{_AND}{_X}", "{0} × {1}"),
        (rf"(?:the )?quotient (?:of|when|between) {_X} (?:and|by|is divided by) {_X}", "{0} ÷ {1}"),
        (rf"(?:the )?division of {_X} by {_X}", "{0} ÷ {1}"),
        (rf"divid(?:e|ing) {_X} by {_X}", "{0} ÷ {1}"),
        (rf"{_X} goes into {_X}", "{1} ÷ {0}"),
        (rf"(?:the )?difference (?:between|of|in) {_X} and {_X}", "difference"),
        (rf"subtract(?:ing)? {_X} from {_X}", "{1} - {0}"),
        (rf"tak(?:e|ing) {_X} (?:away )?from {_X}", "{1} - {0}"),
        (rf"tak(?:e|ing) away {_X} from {_X}", "{1} - {0}"),
        (rf"{_X} (?:is |are )?(?:subtracted|taken(?: away)?|deducted) from {_X}", "{1} - {0}"),
        (rf"(?<!is )(?<!are ){_X} (?:less|fewer) than {_X}", "{1} - {0}"),
        (rf"{_X} (?:minus|take away|decreased by|reduced by|diminished by) {_X}", "{0} - {1}"),
        (rf"(?:the )?(?:sum|total|addition) of {_LIST}", " + "),
        (rf"add(?:ing)? {_LIST}(?: together)?", " + "),
        (rf"add(?:ing)? {_X} (?:to|with|plus|onto) {_X}", "{1} + {0}"),
        (rf"{_X} (?:is |are )?added to {_X}", "{1} + {0}"),
        (rf"{_X} and {_X} (?:are )?added(?: together)?", "{0} + {1}"),
        (rf"(?<!is )(?<!are ){_X} more than {_X}", "{1} + {0}"),
        (rf"{_X} (?:plus|increased by) {_X}", "{0} + {1}"),
    )
)
_OF = re.compile(rf"{_X} of {_X}")


def operate(cut: Cut) -> None:
    """Rewrite operations said in words over pieces ("the sum of §n0 and §n1") as single pieces, innermost first."""
    cut.text = _UNKNOWN.sub(lambda match: cut.mark(Piece("w", "n", words=match[0])), cut.text)
    for _ in range(5):
        before = cut.text = _FILLERS.sub("", cut.text)
        for pattern, form in _OPERATIONS:
            cut.text = pattern.sub(_operation(cut, form), cut.text)
        cut.text = _OF.sub(lambda match: _part_of(cut, match), cut.text)
        if cut.text == before:
            return


def with_letter(algebra: str, letter: str) -> str:
    """Return the algebra of a phrase with a letter of choice for its unknown number, the n of operate()."""
    return re.sub(r"(?<![A-Za-z])n(?![A-Za-z])", letter or "n", algebra)


def _operation(cut: Cut, form: str) -> Callable[[re.Match[str]], str]:
    def rewritten(match: re.Match[str]) -> str:
        parts = [cut.at(mark) for mark in MARK.findall(match[0])]
        if any("%" in part.text and part.kind == "n" for part in parts) and form not in (" + ", " - ", " × "):
            return match[0]
        sign = form if form.strip() in ("+", "×") else ""
        front = 1 if form.startswith("{1}") else 0
        texts = [_operand(part, form, first=index == front) for index, part in enumerate(parts)]
        text = sign.join(texts) if sign else _difference(texts) if form == "difference" else form.format(*texts)
        text = re.sub(r"^(?:(\d+) × ([a-z])|([a-z]) × (\d+))$", lambda m: (m[1] or m[4]) + (m[2] or m[3]), text)
        return cut.mark(Piece(_joined_kind(parts), text, words=cut.plain(match[0])))

    return rewritten


def _operand(part: Piece, form: str, first: bool = True) -> str:
    """Return the text of a part, in brackets where the operation of `form` binds tighter than what is in it."""
    if "√" in form or (part.text[:1] == "(" and part.text[-1:] == ")"):
        return part.text
    needed = 3 if "^" in form else 2 if re.search("[×÷]", form) else 1
    inside = _looseness(part)
    if inside > needed or (inside == needed and (first or form == " + ")):
        return part.text
    return f"({part.text})"


def _looseness(part: Piece) -> int:
    """Return 1 for a sum, 2 for a product or a fraction, 3 for a power, 4 for a single number or letter."""
    if part.text.isalnum() or re.fullmatch(r"\d+\.\d+", part.text):
        return 4
    if part.kind == "n":
        return 2 if part.text[0] == "-" else 3
    outside = re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", part.text)).lstrip("-")
    if re.search(r"[-+]|\)\s*\(", outside):
        return 1
    return 2 if re.search(r"[×÷*/x·]|\d[a-z]", outside) else 3


def _difference(texts: list[str]) -> str:
    """Return the larger less the smaller where both are plain numbers, as the word is used in schools; else as it was said."""
    first, second = texts
    if (
        re.fullmatch(r"\d+(?:\.\d+)?", first)
        and re.fullmatch(r"\d+(?:\.\d+)?", second)
        and float(first) < float(second)
    ):
        first, second = second, first
    return f"{first} - {second}"


def _joined_kind(parts: list[Piece]) -> Kind:
    kinds = {part.kind for part in parts}
    return "w" if "w" in kinds else "a" if kinds & {"a", "v"} else "e"


def _part_of(cut: Cut, match: re.Match[str]) -> str:
    first, second = cut.at(match[1]), cut.at(match[2])
    if first.kind != "n" or "%" in first.text or "/" not in first.text or second.kind not in "newv":
        return match[0]
    text = f"{first.text} × {_operand(second, '')}"
    return cut.mark(Piece(_joined_kind([first, second]), text, words=cut.plain(match[0])))


_PLACES = dict.fromkeys(("one", "unit", "whole", "whole number", "integer", "dollar"), "1") | {
    "ten": "10", "hundred": "100", "thousand": "1000", "ten thousand": "10000", "hundred thousand": "100000", "million": "1000000",
    "tenth": "0.1", "hundredth": "0.01", "thousandth": "0.001", "ten thousandth": "0.0001", "cent": "0.01", "penny": "0.01",
}  # fmt: skip
_FEW = {"one": "1", "two": "2", "three": "3"}
_FORMS = {
    "simplest": re.compile(r"simpl|lowest|reduced|smallest|irreducible"),
    "mixed": re.compile(r"mixed"),
    "improper": re.compile(r"improper"),
    "decimal": re.compile(r"decimal(?! place)"),
    "percent": re.compile(r"percent"),
    "whole": re.compile(r"whole number"),
}


def place(words: str, cut: Cut) -> str:
    """Return the place that is rounded to ("10", "0.01", "2 significant"), or "" where the words name none."""
    words = cut.maths(words).strip(" ,").removesuffix(" place")
    if words.rstrip("s") in _PLACES:
        return _PLACES[words.rstrip("s")]
    first, _, rest = words.partition(" ")
    count = _FEW.get(first, first)
    if re.fullmatch(r"[1-9]", count) and rest[:1] == "s":
        return f"{count} significant"
    if re.fullmatch(r"[1-9]", count) and rest[:1] == "d":
        return "0." + "1".zfill(int(count))
    return words if re.fullmatch(r"10*|0?\.0*1", words) else ""


def form(words: str) -> str:
    """Return the form of answer that words such as "as a mixed number" ask for, or "" where none or a choice is given."""
    if " or " in words and re.search(r"decimal|whichever", words):
        return ""
    return next((name for name, pattern in _FORMS.items() if pattern.search(words)), "")
