"""Cuts written mathematics into tokens, and decides what depends on what stands around a character.

Mixed numbers, fractions of whole numbers, units, the times-x, implied products and the two sides of | | are settled here, so that the
grammar stays simple. The conventions are listed in `read`.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from tutor.errors import ParseError
from tutor.maths.reading import signs, units
from tutor.maths.reading.signs import Payload
from tutor.maths.tree import Blank, Frac, Mixed, Name, Neg, Node, Num, Remainder


class Token(NamedTuple):
    """What the parser is fed: the kind, what it stands for, and where it starts. The last four are asked for by lark."""

    type: str
    value: Payload
    start_pos: int
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
    end_pos: int = 0


LONGEST_NUMBER = 60


def tokens(text: str, ratio: bool) -> list[Token]:
    """Return the tokens of a text; ParseError where a character, a word or a bracket cannot be understood."""
    return _Cutter(text, ratio).run()


def _blanked(text: str) -> str:
    """Return the text with the LaTeX that says nothing turned into spaces, every other character in its place."""
    if "\\" not in text and "$" not in text:
        return text
    text = signs.WRAPPING.sub(lambda m: " " * (m.start(1) - m.start()) + m[1] + " ", text)
    text = signs.CIRCLE.sub(lambda m: "°".ljust(len(m[0])), text)
    bare = text.strip()
    delimited = len(bare) > 1 and bare[0] == "$" and bare[-1] == "$" and bare[-2] != "\\"
    return (signs.SPACING if delimited else signs.SPACING_KEEP_MONEY).sub(lambda m: " " * len(m[0]), text)


def _whole_numbers(text: str) -> list[Num]:
    """Return the whole numbers of a fraction or a mixed number as it was cut out."""
    text = signs.SMALL_FRACTION.sub(lambda m: " " + unicodedata.normalize("NFKC", m[0]), text)
    head, stacked, tail = text.partition("frac")
    if stacked and "{" not in tail[:1] + tail.lstrip()[:1]:
        tail = f"{tail.lstrip()[0]} {tail.lstrip()[1:]}"
    return [Num(part.replace("{,}", ",")) for part in signs.INTS.findall(f"{head} {tail}")]


class _Open(NamedTuple):
    """A bracket that waits for its partner: what closes it, what the parser is told then, where it opened."""

    closing: str
    kind: str
    at: int
    first_of_fraction: bool = False


class _Cutter:
    """Goes through one text from left to right."""

    def __init__(self, text: str, ratio: bool) -> None:
        self.source = text
        self.text = _blanked(text)
        self.ratio = ratio
        self.found: list[Token] = []
        self.last = ""
        self.waiting: list[_Open] = []
        self.second_of_fraction = False

    def run(self) -> list[Token]:
        at = 0
        while at < len(self.text):
            at = self._unit(at) or self._next(at)
        if self.waiting:
            raise self._fault("This bracket is opened and never closed", self.waiting[-1].at)
        if self.last == "RELATION" and self.found[-1].value == "?":
            self.found.pop()
        elif self.last == "RELATION" and len(self.found) > 1:
            self._put("BLANK", Blank(), len(self.text))
        return self.found

    def _next(self, at: int) -> int:
        match = (signs.BARE.match(self.text, at) if self._is_bare(at) else None) or signs.NEXT.match(self.text, at)
        if match and self.last == "OVER" and self.found[-1].value == "/" and signs.LOOSE_SLASH.search(match[0]):
            match = signs.BARE.match(self.text, at)
        if not match:
            raise self._fault(f"I cannot read “{self.text[at]}”", at)
        act = _ACTIONS.get(match.lastgroup or "num")
        return (act and act(self, match)) or match.end()

    def _is_bare(self, at: int) -> bool:
        """Return True where a number stands alone: in an exponent, under a root sign, after a tight slash."""
        if self.last == "MINUS":
            before = next((token.type for token in reversed(self.found) if token.type != "MINUS"), "")
            return before in ("CARET", "ROOT")
        return self.last in ("CARET", "ROOT") or (self.last == "OVER" and self._is_tight_slash(at))

    def _is_tight_slash(self, at: int) -> bool:
        slash = self.found[-1]
        spaced = slash.start_pos + 1 < at and self.text[slash.start_pos - 1].isspace()
        return slash.value == "/" and not spaced

    def _fault(self, what: str, at: int) -> ParseError:
        return ParseError(f"{what} (character {at + 1}).", self.source, at)

    def _put(self, kind: str, value: Payload, at: int) -> None:
        if self.last in signs.ENDS:
            if kind == "BLANK":
                kind, value = "RELATION", "?"
            elif kind == "NUMBER" and self.last in ("RIGHT", "RIGHT_BAR", "RIGHT_BRACE"):
                self.found.append(Token("TIMES", "×", at))
            elif joint := self._joint(kind):
                self.found.append(Token(joint, None, at))
        self.found.append(Token(kind, value, at))
        self.last = kind

    def _joint(self, kind: str) -> str:
        """Return the unwritten operation between an operand that ended and one that starts, "" where there is none."""
        if kind in ("NAME", "ROOT"):
            return "ATTACHED" if self.last != "UNIT" else ""
        if kind in ("LEFT", "LEFT_BAR", "ABS", "FRAC"):
            return "NEXT_TO"
        return "AND_A_PART" if kind == "NUMBER" and self.last == "UNIT" else ""

    def _unit(self, at: int) -> int:
        """Return the end of the unit that stands here, 0 where none does."""
        if self.last not in signs.ENDS or not (self.text[at].isalpha() or self.text[at] in "°¢$£€"):
            return 0
        match = units.pattern().match(self.text, at)
        if not match or not self._is_unit(match, at):
            return 0
        self._put("UNIT", units.symbol(match), at)
        return match.end()

    def _is_unit(self, match: re.Match[str], at: int) -> bool:
        spaced = self.text[at - 1].isspace()
        if not units.is_lone_letter(match):
            return self.last != "NAME" or spaced
        return self.last == "NUMBER" and not self._has_variables and (spaced or self._has_sure_unit)

    @cached_property
    def _has_variables(self) -> bool:
        return bool(set(signs.LONE.findall(self.text)) - set("mghslLxX"))

    @cached_property
    def _has_sure_unit(self) -> bool:
        return bool(signs.SURE_UNIT.search(self.text))

    def _number(self, match: re.Match[str]) -> None:
        self._check_length(match[0], match.start())
        self._put("NUMBER", _NUMBERS[match.lastgroup or "num"](match[0]), match.start())

    def _check_length(self, digits: str, at: int) -> None:
        if len(digits) > LONGEST_NUMBER:
            raise self._fault("This number has more digits than I can read", at)

    def _fraction(self, match: re.Match[str]) -> None:
        if self.last in signs.ENDS and self.last != "UNIT" and match[0].startswith("\\"):
            self._put("TIMES", "·", match.start())
        self._number(match)

    def _power(self, match: re.Match[str]) -> int | None:
        at, end = match.span()
        digits = match[0].translate(signs.RAISED)
        starts = self.last not in signs.ENDS or self.text[at - 1].isspace()
        if starts and self.text[end : end + 1] == "√" and digits.isdigit():
            self._put("ROOT", int(digits), at)
            return end + 1
        self._check_length(digits, at)
        self._put("POWER", Neg(Num(digits[1:])) if digits[0] == "-" else Num(digits), at)
        return None

    def _word(self, match: re.Match[str]) -> None:
        word, at = " ".join(match[0].lower().split()), match.start()
        if word in signs.spellings():
            self._put(*signs.spellings()[word], at)
        elif word == "to" and self.ratio:
            self._put("COLON", None, at)
        elif word == "x" and self.last in signs.ENDS and self._is_times(at, match.end()):
            self._put("TIMES", "×", at)
        elif signs.is_product_of_letters(match[0]):
            for offset, letter in enumerate(match[0]):
                self._put("NAME", Name(letter), at + offset)
        else:
            raise self._fault(f"I do not know “{match[0]}” as maths", at)

    def _is_times(self, at: int, end: int) -> bool:
        """Return True where this x stands for times: before a number, or on its own between two operands."""
        rest = self.text[end:].lstrip()
        before, after = self.text[at - 1].isspace(), end < len(self.text) and self.text[end].isspace()
        if rest[:1] in "?_□" and rest:
            return before == after
        if rest[:1].isdigit() or rest[:1] in (*"$£€.", *signs.VULGAR):
            return rest[:1] not in "⁰¹²³⁴⁵⁶⁷⁸⁹"
        if not (before and after):
            return False
        word = signs.FIRST_WORD.match(rest)
        if word:
            name = word[0].removeprefix("\\")
            return name in signs.AFTER_TIMES or (word[0] == name and name.lower() not in signs.spellings())
        return rest[:1] in (*"([{√",) or (rest[:1] in (*"-−",) and not rest[1:2].isspace())

    def _command(self, match: re.Match[str]) -> int | None:
        name, at = match[0][1:], match.start()
        degree = signs.DEGREE.match(self.text, match.end()) if name == "sqrt" else None
        if degree:
            self._put("ROOT", int(degree[1]), at)
            return degree.end()
        if name in ("lvert", "rvert", "vert", "mid"):
            self._bar(at, opens={"l": True, "r": False}.get(name[0]))
            return None
        if match[0] not in signs.spellings():
            raise self._fault(f"I do not know “{match[0]}”", at)
        self._put(*signs.spellings()[match[0]], at)
        return None

    def _open(self, match: re.Match[str]) -> None:
        mark, at = match[0][-1], match.start()
        braces = mark == "{" and (self.last in ("FRAC", "ROOT", "CARET") or self.second_of_fraction)
        first = braces and self.last == "FRAC"
        self.second_of_fraction = False
        if braces:
            self.found.append(Token("LEFT_BRACE", None, at))
            self.last = "LEFT_BRACE"
        else:
            self._put("LEFT", None, at)
        self.waiting.append(_Open(signs.CLOSING[mark], "RIGHT_BRACE" if braces else "RIGHT", at, first))

    def _close(self, match: re.Match[str]) -> None:
        at = match.start()
        if not self.waiting or self.waiting[-1].closing != match[0][-1]:
            raise self._fault(f"“{match[0]}” closes a bracket that was not opened", at)
        opened = self.waiting.pop()
        self._put(opened.kind, None, at)
        self.second_of_fraction = opened.first_of_fraction

    def _sign(self, match: re.Match[str]) -> None:
        sign, at = match[0].removeprefix("\\"), match.start()
        if sign == "|":
            self._bar(at)
        elif sign == ":" and self.ratio:
            self._put("COLON", None, at)
        elif sign in signs.spellings():
            self._put(*signs.spellings()[sign], at)
        else:
            raise self._fault(f"“{sign}” needs a number before it", at)

    def _bar(self, at: int, opens: bool | None = None) -> None:
        can_close = self.last in signs.ENDS and bool(self.waiting) and self.waiting[-1].closing == "|"
        if opens is False and not can_close:
            raise self._fault("This bar closes nothing", at)
        if can_close and not opens:
            self._put(self.waiting.pop().kind, None, at)
        else:
            self._put("LEFT_BAR", None, at)
            self.waiting.append(_Open("|", "RIGHT_BAR", at))


_NUMBERS: dict[str, Callable[[str], Node]] = {
    "mixed": lambda text: Mixed(*_whole_numbers(text)),
    "frac": lambda text: Frac(*_whole_numbers(text)),
    "remainder": lambda text: Remainder(*_whole_numbers(text)),
    "num": lambda text: Num(text.replace("{,}", ",")),
}
_ACTIONS: dict[str, Callable[[_Cutter, re.Match[str]], int | None]] = {
    "mixed": _Cutter._number, "frac": _Cutter._fraction, "remainder": _Cutter._number,
    "num": _Cutter._number, "command": _Cutter._command, "word": _Cutter._word, "power": _Cutter._power,
    "relation": _Cutter._sign, "open": _Cutter._open, "close": _Cutter._close, "sign": _Cutter._sign,
    "blank": lambda cutter, match: cutter._put("BLANK", Blank(), match.start()),
}  # fmt: skip
