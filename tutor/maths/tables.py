"""The tables beside the code of a room, as YAML whose scalars are all text. What a room makes of its tables is left to it."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_REFERENCE = re.compile(r"~(\w+)~")


@cache
def table(room: str, name: str) -> dict[str, Any]:
    """Return the rows of a table of a room ("maths.tasks"), in their order."""
    text = files(f"tutor.{room}").joinpath(f"{name}.yaml").read_text("utf-8")
    rows: dict[str, Any] = yaml.load(text, yaml.CBaseLoader)
    return rows


def rewritten(text: str, rewrites: Iterable[tuple[re.Pattern[str], str]]) -> str:
    """Return a text in which each pattern, one after the other, is replaced by what stands beside it."""
    for pattern, new in rewrites:
        text = pattern.sub(new, text)
    return text


class Phrasebook:
    """The words and patterns that a room listens for, from one of its tables.

    A row is a list of words apart by blanks, or of phrases apart by commas, or tells what each word stands for. A row under `patterns` is
    a regular expression, or a list of them of which any may fit, in which ~name~ stands for any phrase of a list or for another pattern.
    A row under `rewrites` tells what each of its patterns is replaced by, in order.
    """

    def __init__(self, room: str, name: str = "words") -> None:
        self.rows = table(room, name)

    def words(self, name: str) -> list[str]:
        """Return a list of words or phrases in its order."""
        said: str | dict[str, str] = self.rows[name]
        if isinstance(said, dict):
            return list(said)
        return said.split(", ") if "," in said else said.split()

    def any_of(self, *names: str) -> str:
        """Return the regular expression of any phrase in these lists."""
        return f"(?:{'|'.join(phrase for name in names for phrase in self.words(name))})"

    def said(self, name: str) -> str:
        """Return the regular expression of a pattern or a list."""
        row = self.rows["patterns"].get(name)
        if row is None:
            return self.any_of(name)
        return self.filled(row) if isinstance(row, str) else f"(?:{'|'.join(map(self.filled, row))})"

    def filled(self, text: str) -> str:
        """Return a regular expression with its references filled in."""
        return _REFERENCE.sub(lambda match: f"(?:{self.said(match[1])})", text)

    def kinds(self) -> str:
        """Return the regular expression of any of its kinds of tokens, the first that fits, as a group of its name."""
        return "|".join(f"(?P<{kind}>{self.filled(said)})" for kind, said in self.rows["kinds"].items())

    def pattern(self, name: str, flags: int = 0) -> re.Pattern[str]:
        """Return a pattern, compiled."""
        return re.compile(self.said(name), flags)

    def each(self, name: str, flags: int = 0) -> list[re.Pattern[str]]:
        """Return the patterns of a list, compiled one by one."""
        return [re.compile(self.filled(text), flags) for text in self.rows["patterns"][name]]

    def rewrites(self, name: str, flags: int = 0) -> list[tuple[re.Pattern[str], str]]:
        """Return the rewrites of a row, each as a pattern and what replaces it."""
        return [(re.compile(self.filled(text), flags), new) for text, new in self.rows["rewrites"][name].items()]
