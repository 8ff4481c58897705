"""The signs, words and LaTeX commands of written mathematics, and the patterns that cut a text into them."""

import re

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
    "caret": r"\^|\*\*|ˆ",
    "open": r"\\?\{|[(\[]",
    "close": r"\\?\}|[)\]]",
    "sign": r"\\[%$£€]|[+\-−–—‐‑⁻＋×✕✖⨯*∗·⋅∙•÷:∶/⁄∕,;%$£€¢|√∛∜π°]",
}
NEXT = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in PATTERNS.items()))
BARE = re.compile(PATTERNS["num"])
INTS = re.compile(INT)
SMALL_FRACTION = re.compile(SMALL)

SIGNS: dict[str, tuple[str, Payload]] = (
    dict.fromkeys("+＋", ("PLUS", None))
    | dict.fromkeys("-−–—‐‑⁻", ("MINUS", None))
    | dict.fromkeys("×✕✖⨯*∗", ("TIMES", "×"))
    | dict.fromkeys("·⋅∙•", ("TIMES", "·"))
    | dict.fromkeys("/⁄∕", ("OVER", "/"))
    | dict.fromkeys(":∶", ("OVER", ":"))
    | dict.fromkeys(",;", ("COMMA", None))
    | {"÷": ("OVER", "÷"), "%": ("PERCENT", None), "√": ("ROOT", 2), "∛": ("ROOT", 3), "∜": ("ROOT", 4)}
    | {"$": ("CURRENCY", "$"), "£": ("CURRENCY", "£"), "€": ("CURRENCY", "€"), "π": ("NAME", Name("pi"))}
)
WORDS: dict[str, tuple[str, Payload]] = {
    "pi": ("NAME", Name("pi")), "sqrt": ("ROOT", 2), "cbrt": ("ROOT", 3), "abs": ("ABS", None), "plus": ("PLUS", None),
    "minus": ("MINUS", None), "negative": ("MINUS", None), "times": ("TIMES", "×"), "multiplied by": ("TIMES", "×"),
    "divided by": ("OVER", "÷"), "over": ("OVER", "/"), "equals": ("RELATION", "="), "squared": ("POWER", Num("2")),
    "cubed": ("POWER", Num("3")), "percent": ("PERCENT", None), "and": ("COMMA", None), "or": ("COMMA", None),
    "of": ("TIMES", "×"),
}  # fmt: skip
COMMANDS: dict[str, tuple[str, Payload]] = {
    "times": ("TIMES", "×"), "cdot": ("TIMES", "·"), "ast": ("TIMES", "×"), "div": ("OVER", "÷"), "colon": ("OVER", ":"),
    "pi": ("NAME", Name("pi")), "sqrt": ("ROOT", 2),
    "frac": ("FRAC", None), "dfrac": ("FRAC", None), "tfrac": ("FRAC", None), "cfrac": ("FRAC", None),
    "le": ("RELATION", "<="), "leq": ("RELATION", "<="), "leqslant": ("RELATION", "<="), "lt": ("RELATION", "<"),
    "ge": ("RELATION", ">="), "geq": ("RELATION", ">="), "geqslant": ("RELATION", ">="), "gt": ("RELATION", ">"),
    "ne": ("RELATION", "!="), "neq": ("RELATION", "!="), "approx": ("RELATION", "≈"), "square": ("BLANK", Blank()),
    "Box": ("BLANK", Blank()), "bigcirc": ("BLANK", Blank()), "pounds": ("CURRENCY", "£"), "euro": ("CURRENCY", "€"),
    "percent": ("PERCENT", None), "plus": ("PLUS", None), "minus": ("MINUS", None),
}  # fmt: skip
RELATIONS = (
    dict.fromkeys(("=<", "≤", "≦", "⩽"), "<=")
    | dict.fromkeys(("=>", "≥", "≧", "⩾"), ">=")
    | {"==": "=", "≠": "!=", "<>": "!="}
)
CLOSING = {"(": ")", "[": "]", "{": "}"}
ENDS = frozenset({"NUMBER", "NAME", "BLANK", "UNIT", "PERCENT", "POWER", "RIGHT", "RIGHT_BAR", "RIGHT_BRACE"})
LETTERS = re.compile(r"[A-Za-z]{1,2}|[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ]{3}|[abcdxyzABCDXYZ]{3}")
NOT_LETTERS = frozenset({
    "am", "an", "as", "at", "be", "by", "do", "dr", "go", "he", "hi", "if", "in", "is", "it", "me", "mr", "my", "nd", "no", "of", "oh",
    "ok", "on", "or", "rd", "so", "st", "th", "to", "tv", "uh", "um", "up", "us", "we", "ya", "yo", "add", "bad", "bay", "btw", "cab",
    "cad", "dab", "dad", "day", "hmm", "mrs", "pls", "plz", "say", "tbh", "thx",
})  # fmt: skip
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
