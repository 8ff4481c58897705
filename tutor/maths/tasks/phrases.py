"""Words that stand for mathematics, turned into signs: "three fourths plus a half", "subtract 3 from a number". English."""

import re
from collections.abc import Callable
from functools import lru_cache

from tutor.maths.answers.text import in_digits
from tutor.maths.tasks.patterns import ENGLISH
from tutor.maths.tasks.pieces import MARK, Cut, Kind, Piece

_SAME = (
    str.maketrans("’‘“”−–‒∙\t\r`§|", "''\"\"---· \n   ")
    | dict.fromkeys(map(ord, "\xa0\u2002\u2003\u2009\u200a\u202f\u3000"), " ")
    | dict.fromkeys(map(ord, "¿¡\u200b\u200c\u200d\ufeff\u2060"), "")
)
_ROWS = ENGLISH.rows
_LATEX_SIGN = re.compile(rf"\\({'|'.join(_ROWS['latex_signs'])})\b")
_LATEX = ENGLISH.rewrites("latex")
_SPOKEN = ENGLISH.rewrites("spoken", re.IGNORECASE)
_ABSOLUTE = ENGLISH.pattern("absolute_value")
"""The bars of an absolute value; any other bar is taken out."""
_COLUMN, _SIGNS, _ENUMERATOR = map(ENGLISH.pattern, ("column", "choice_of_signs", "enumerator"))


def clean(text: str) -> str:
    """Return the text in one spelling of spaces, quotes and signs: LaTeX and column layouts written out, item numbers gone."""
    text = _ABSOLUTE.sub(r"⟦\1⟧", text) if "|" in text else text
    text = text.translate(_SAME).replace("—", " , ").replace("...", " | ").replace("…", " | ")
    if "\\" in text or text.count("$") > 1:
        text = _LATEX_SIGN.sub(lambda match: _ROWS["latex_signs"][match[1]], text)
        for pattern, new in _LATEX:
            text = pattern.sub(new, text)
    text = re.sub(r"(?<!\w)(['\"])([^'\"\n]{1,3})\1(?!\w)", r" \2 ", text)
    text = re.sub(r"[ \n]+", lambda match: "\n" if "\n" in match[0] else " ", text)
    if "\n" in text:
        text = _COLUMN.sub(
            lambda match: f"{match[1].strip()} {match[2]} {match[3].strip()} = {(match[4] or '').strip()}", text
        )
    text = re.sub(r"\n=", " = ", _ENUMERATOR.sub(" ", _SIGNS.sub(" signs ", text)))
    text = re.sub(r":[ \n]+", ": ", text)
    for pattern, new in _SPOKEN:
        text = pattern.sub(new, text)
    return _said_signs(_said_numbers(text))


_OPERATION = ENGLISH.pattern("operation")
_SAID_NUMBERS = ENGLISH.each("numbers", re.IGNORECASE)
_NUMBER_WORD = re.compile(ENGLISH.filled(r"\b(?:~counts~|~part~)"), re.IGNORECASE)


def _said_numbers(text: str) -> str:
    if not _NUMBER_WORD.search(text):
        return text
    for pattern in _SAID_NUMBERS if _OPERATION.search(text) else _SAID_NUMBERS[:1]:
        text = pattern.sub(lambda match: match[0].removesuffix(match["said"]) + in_digits(match["said"]), text)
    return text


_BETWEEN = r"(?:~left_of_sign~|~letter_left_of_sign~)\s+%s\b\s*~right_of_sign~"
_SAID_SIGNS = [
    (re.compile(ENGLISH.filled(place % said), re.IGNORECASE), sign)
    for place, signs in ((_BETWEEN, "between"), (r"~left_of_sign~\s+%s\b", "behind"))
    for said, sign in _ROWS[signs].items()
]
_SIGN_SAID = "|".join([*_ROWS["between"], *_ROWS["behind"]])
_SIGN_WORD = re.compile(ENGLISH.filled(rf"(?:~left_of_sign~|~letter_left_of_sign~)\s+(?:{_SIGN_SAID})"), re.IGNORECASE)


def _said_signs(text: str) -> str:
    for pattern, sign in _SAID_SIGNS if _SIGN_WORD.search(text) else ():
        if sign != " = " or not _UNKNOWN.search(
            text.lower()
        ):  # "a number times 3 equals 12" is to be written as an equation
            text = pattern.sub(sign, text)
    return text


_FILLERS, _UNKNOWN, _OF = map(ENGLISH.pattern, ("fillers", "unknown_number", "part_of"))
_OPERATIONS = ENGLISH.rewrites("operations")


def operate(cut: Cut) -> None:
    """Rewrite operations said in words over pieces ("the sum of §n0 and §n1") as single pieces, innermost first."""
    cut.text = _UNKNOWN.sub(lambda match: cut.mark(Piece("w", "n", words=match[0])), cut.text)
    for _ in range(5):
        before = cut.text = _unfilled(cut.text)
        if not _holds_operation(before):
            return
        for pattern, form in _OPERATIONS:
            cut.text = pattern.sub(_operation(cut, form), cut.text)
        cut.text = _OF.sub(lambda match: _part_of(cut, match), cut.text)
        if cut.text == before:
            return


@lru_cache(maxsize=8192)
def _unfilled(text: str) -> str:
    return _FILLERS.sub("", text)


@lru_cache(maxsize=8192)
def _holds_operation(text: str) -> bool:
    return any(pattern.search(text) for pattern, _ in _OPERATIONS) or _OF.search(text) is not None


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
        text = (
            sign.join(texts)
            if sign
            else _difference(texts, "between" in match[0])
            if form == "difference"
            else form.format(*texts)
        )
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


def _difference(texts: list[str], between: bool) -> str:
    """Return the larger less the smaller where both are plain numbers, as the word is used in schools; else as it was said."""
    plain, (first, second) = re.compile(r"\(?(-?\d+(?:\.\d+)?)\)?" if between else r"(\d+(?:\.\d+)?)"), texts
    sizes = [float(found[1]) for text in texts if (found := plain.fullmatch(text))]
    if len(sizes) == 2 and sizes[0] < sizes[1]:
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


_FEW = {"one": "1", "two": "2", "three": "3"}


def place(words: str, cut: Cut) -> str:
    """Return the place that is rounded to ("10", "0.01", "2 significant"), or "" where the words name none."""
    words = cut.maths(words).strip(" ,").removesuffix(" place")
    if words.rstrip("s") in _ROWS["places"]:
        return str(_ROWS["places"][words.rstrip("s")])
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
    return next((name for name, said in _ROWS["forms"].items() if re.search(said, words)), "")
