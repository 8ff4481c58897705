"""The patterns that cut a text into numbers, words and signs, and what each sign, word and LaTeX command says (`signs.yaml`)."""

import re
from collections.abc import Callable
from functools import cache

from tutor.maths.tables import table
from tutor.maths.tree import Blank, Name, Node, Num

Payload = Node | str | int | None

INT = r"(?:[1-9][0-9]{0,2}(?:(?:,|\{,\})[0-9]{3})+(?!,?[0-9])|[0-9]+)"
BLANKS = r"[ \t\u00a0\u2009\u202f]"
VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒"
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
SUP, _SUB = "[⁰¹²³⁴⁵⁶⁷⁸⁹]", "[₀₁₂₃₄₅₆₇₈₉]"
NOT_MORE = rf"(?!\.?[0-9]|(?:,|\{{,\}})[0-9]{{3}}(?![0-9])|{BLANKS}*(?:\^|\*\*)|[⁰¹²³⁴-⁹⁻])"
SLASHED = (
    rf"(?:{INT}[/⁄∕]{INT}{NOT_MORE}|{INT}{BLANKS}*[/⁄∕]{BLANKS}*{INT}{NOT_MORE}(?![A-Za-zπ√]|[/⁄∕]{INT}{NOT_MORE}))"
)
STACKED = rf"\\[dtc]?frac\s*(?:\{{\s*{INT}\s*\}}\s*\{{\s*{INT}\s*\}}|[0-9]\s*[0-9]|[0-9]\s*\{{\s*{INT}\s*\}})"
SMALL = rf"(?:[{VULGAR}]|{SUP}+[⁄/]{_SUB}+)"
PATTERNS = {
    "space": r"[\s~\u200b\u2060\ufeff]+",
    "mixed": rf"{INT}(?:{BLANKS}+(?:and{BLANKS}+)?{SLASHED}|{BLANKS}*{STACKED}|{BLANKS}*{SMALL}){NOT_MORE}",
    "frac": rf"(?:{SLASHED}|{STACKED}|{SMALL})",
    "remainder": rf"{INT}{BLANKS}*(?:[rR]|rem(?:ainder)?)\.?{BLANKS}*{INT}(?![0-9./])",
    "num": rf"(?:{INT}(?:\.[0-9]+)?|\.[0-9]+)",
    "command": r"\\[A-Za-z]+",
    "word": r"(?:divided|multiplied)\s+by(?![A-Za-z])|[A-Za-z]+",
    "power": r"⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+",
    "relation": r"<=|>=|=<|=>|!=|==|<>|[=<>≤≥≠≈≦≧⩽⩾]",
    "blank": r"_+|\?+|[□▢◯○☐⬜◻◽]|\\_(?:\\_)*|\(\s*\)|\[\s*\]",
    "open": r"\\?\{|[(\[]",
    "close": r"\\?\}|[)\]]",
    "sign": r"\*\*|\\[%$£€]|[+\-−–—‐‑⁻＋×✕✖⨯*∗·⋅∙•÷:∶/⁄∕,;%$£€¢|√∛∜π°^ˆ]",
}
NEXT = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in PATTERNS.items()))
BARE = re.compile(PATTERNS["num"])
INTS = re.compile(INT)
SMALL_FRACTION = re.compile(SMALL)

CLOSING = {"(": ")", "[": "]", "{": "}"}
ENDS = frozenset({"NUMBER", "NAME", "BLANK", "UNIT", "PERCENT", "POWER", "RIGHT", "RIGHT_BAR", "RIGHT_BRACE"})
LETTERS = re.compile(r"[A-Za-z]{1,2}|[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ]{3}|[abcdxyzABCDXYZ]{3}")
WRAPPING = re.compile(r"\\(?:text|mathrm|textrm|mbox|operatorname)\s*\{([^{}]*)\}")
CIRCLE = re.compile(r"\^\s*(?:\\circ(?![A-Za-z])|\{\s*\\circ\s*\})")
SPACING = re.compile(r"\\(?:left|right|big|Big|displaystyle|q?quad)(?![A-Za-z])\.?|\\[,;:! ()\[\]]|\$")
SPACING_KEEP_MONEY = re.compile(SPACING.pattern.removesuffix(r"|\$"))
SURE_UNIT = re.compile(r"[0-9]\s?(?:[cmk]m|[mk]g|mL|ml|min|hours?|ft|in)(?![A-Za-z])")
LONE = re.compile(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])")
DEGREE = re.compile(r"\s*\[\s*([0-9]{1,2})\s*\]")
LOOSE_SLASH = re.compile(r"\s[/⁄∕]|[/⁄∕]\s")
FIRST_WORD = re.compile(r"\\?[A-Za-z]+")
AFTER_TIMES = frozenset(["pi", "sqrt", "cbrt", "abs", "negative", "frac", "dfrac", "tfrac", "lvert"])
_STANDS_FOR: dict[str, Callable[[str], Payload]] = {"NAME": Name, "POWER": Num, "ROOT": int, "BLANK": lambda _: Blank()}


@cache
def spellings() -> dict[str, tuple[str, Payload]]:
    """Return the kind of token and what it stands for, by sign ("×"), word ("times") and command ("\\times")."""
    found: dict[str, tuple[str, Payload]] = {}
    for told, signs in table("reading", "signs")["spellings"].items():
        kind, _, of = told.partition(" ")
        payload = _STANDS_FOR[kind](of) if kind in _STANDS_FOR else of or None
        found |= dict.fromkeys(signs, (kind, payload))
    return found


def is_product_of_letters(run: str) -> bool:
    """Return True where letters written together are taken as a product (xy, lwh, mx), not as a word (idk, by, apples)."""
    return bool(LETTERS.fullmatch(run)) and run.lower() not in _words()


@cache
def _words() -> frozenset[str]:
    return frozenset(table("reading", "signs")["words"])
