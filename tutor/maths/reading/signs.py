"""The patterns that cut a text into numbers, words and signs, and what each sign, word and LaTeX command says (`signs.yaml`)."""

import re
from collections.abc import Callable
from functools import cache

from tutor.maths.tables import Phrasebook
from tutor.maths.tree import Blank, Name, Node, Num

Payload = Node | str | int | None

_BOOK = Phrasebook("maths.reading", "signs")
VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒"
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
NEXT = re.compile(_BOOK.kinds())
BARE = re.compile(_BOOK.filled(_BOOK.rows["kinds"]["num"]))
INTS, SMALL_FRACTION = _BOOK.pattern("int"), _BOOK.pattern("small")
LETTERS, LONE, SURE_UNIT = map(_BOOK.pattern, ("letters", "lone_letter", "sure_unit"))
WRAPPING, CIRCLE = _BOOK.pattern("wrapping"), _BOOK.pattern("circle")
SPACING, SPACING_KEEP_MONEY = _BOOK.pattern("spacing"), _BOOK.pattern("spacing_keep_money")

CLOSING = {"(": ")", "[": "]", "{": "}"}
ENDS = frozenset({"NUMBER", "NAME", "BLANK", "UNIT", "PERCENT", "POWER", "RIGHT", "RIGHT_BAR", "RIGHT_BRACE"})
DEGREE = re.compile(r"\s*\[\s*([0-9]{1,2})\s*\]")
LOOSE_SLASH = re.compile(r"\s[/⁄∕]|[/⁄∕]\s")
FIRST_WORD = re.compile(r"\\?[A-Za-z]+")
AFTER_TIMES = frozenset(["pi", "sqrt", "cbrt", "abs", "negative", "frac", "dfrac", "tfrac", "lvert"])
_WORDS = frozenset(_BOOK.rows["words"])
_STANDS_FOR: dict[str, Callable[[str], Payload]] = {"NAME": Name, "POWER": Num, "ROOT": int, "BLANK": lambda _: Blank()}


@cache
def spellings() -> dict[str, tuple[str, Payload]]:
    """Return the kind of token and what it stands for, by sign ("×"), word ("times") and command ("\\times")."""
    found: dict[str, tuple[str, Payload]] = {}
    for told, signs in _BOOK.rows["spellings"].items():
        kind, _, of = told.partition(" ")
        payload = _STANDS_FOR[kind](of) if kind in _STANDS_FOR else of or None
        found |= dict.fromkeys(signs, (kind, payload))
    return found


def is_product_of_letters(run: str) -> bool:
    """Return True where letters written together are taken as a product (xy, lwh, mx), not as a word (idk, by, apples)."""
    return bool(LETTERS.fullmatch(run)) and run.lower() not in _WORDS
