"""Cuts a message into tokens, each with a code, so that patterns over codes say which tokens are a stretch of mathematics together."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tutor.maths.reading import units
from tutor.maths.tables import Phrasebook


class Token(NamedTuple):
    """A token: its kind, its text, where it starts, and the character that stands for it, after a space where a blank was written."""

    kind: str
    text: str
    start: int
    code: str

    @property
    def end(self) -> int:
        """Return where it ends."""
        return self.start + len(self.text)


IsUnit = Callable[[re.Match[str], Sequence[Token]], bool]
_NO_UNIT = frozenset(["", *" .,;:?!+-=<>/*()0123456789×÷^_|\n"])
"""What no unit begins with."""


class Cutter:
    """Cuts by a table: the `kinds` of tokens, their `codes` and `codes_of_texts`, and `unit_after` which kinds a unit may stand."""

    def __init__(self, book: Phrasebook) -> None:
        self.codes, self.codes_of_texts = book.rows["codes"], book.rows["codes_of_texts"]
        self.kinds, self.after_inches = re.compile(book.kinds(), re.I | re.S), book.pattern("after_inches")
        self.before_unit = frozenset(book.words("unit_after"))

    def tokens(self, text: str, is_unit: IsUnit) -> list[Token]:
        """Return the tokens in order, blanks left out; `is_unit` says whether what may be a unit behind the tokens so far is one."""
        found: list[Token] = []
        at, spaced = 0, True
        while match := self.kinds.match(text, at):
            kind, at = str(match.lastgroup), match.end()
            if kind != "space":
                found.append(self._token(kind, match, spaced))
            spaced = kind in ("space", "line")
            if kind in self.before_unit and (unit := self._unit(text, at, found, is_unit)):
                found.append(self._token("unit", unit, unit.start() > at))
                at, spaced = unit.end(), False
        return found

    def _token(self, kind: str, match: re.Match[str], spaced: bool) -> Token:
        text = match[0]
        code = "9" if kind == "number" and text.isdigit() else None if kind == "word" else self.codes_of_texts.get(text)
        code = code or self.codes.get(kind, ".")
        return Token(kind, text, match.start(), f" {code}" if spaced else code)

    def _unit(self, text: str, at: int, found: Sequence[Token], is_unit: IsUnit) -> re.Match[str] | None:
        start = at + (text[at : at + 1] == " ")
        match = units.pattern().match(text, start) if text[start : start + 1] not in _NO_UNIT else None
        if not match or (match[0] == "in" and not self.after_inches.match(text, match.end())):
            return None
        return match if is_unit(match, found) else None
