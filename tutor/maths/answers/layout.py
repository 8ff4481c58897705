"""Writes a column layout (numbers under each other, a rule, the result) as the row it stands for. Reading the row is left to `response`."""

import re
from typing import NamedTuple

_RULE = re.compile(r"\s*(?:[-–—_=‾]\s*){3,}")
_ROW = re.compile(r"\s*([-+−–x×*✕÷])?\s*([-−]?[$£€]?\s*[\d.,][\d.,/ ]*)\s*")
_SIGN_LINE = re.compile(r"[\s+\-−–x×*÷]+")
_SPACED = re.compile(r"\d(?:\s+\d)+")
_SIGNS = {"x": "×", "*": "×", "✕": "×", "−": "-", "–": "-"}


class _Row(NamedTuple):
    sign: str
    left: str
    right: str


def in_rows(text: str) -> str:
    """Return the text with a column layout written in rows; any other text comes back unchanged.

    "253", "- 179", a rule, "126" is the row "253 - 179 = 126". With two columns ("1/2 = 1/4" over "1/4 = 1/4") each row is kept and
    the right column is the one that is reckoned.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    rules = [index for index, line in enumerate(lines) if _RULE.fullmatch(line)]
    if rules:
        return _ruled(lines, rules) or text
    return _bare(lines) or text


def _ruled(lines: list[str], rules: list[int]) -> str:
    first, last = rules[0], rules[-1]
    start = next((start for start in range(first) if _rows(lines[start:first])), first)
    rows = _rows(lines[start:first])
    if not rows or last + 1 >= len(lines):
        return ""
    result = _ROW.fullmatch(lines[last + 1].rpartition("=")[2])
    if not result:
        return ""
    rest = lines[last + 2 :]
    equalities = [f"{row.left} = {row.right}" for row in rows if row.left != row.right]
    return "\n".join([*lines[:start], *equalities, f"{_sum_of(rows)} = {_together(result[0])}", *rest])


def _bare(lines: list[str]) -> str:
    """Return the row of three lines without a rule: a number, an operation with a number, the result."""
    if len(lines) != 3 or any("=" in line for line in lines):
        return ""
    rows = [_ROW.fullmatch(line) for line in lines]
    if not all(rows) or [bool(row and row[1]) for row in rows] != [False, True, False] or len(lines[0].strip()) < 2:
        return ""
    return f"{_sum_of(_rows(lines[:2]))} = {_together(lines[2])}"


def _rows(lines: list[str]) -> list[_Row]:
    """Return the rows that are reckoned, from the one above the first operation; none where there is no operation."""
    found: list[_Row] = []
    pending = ""
    for line in lines:
        if _SIGN_LINE.fullmatch(line):
            pending = line.split()[0][0]
            continue
        left, _, right = line.partition("=")
        first, second = _ROW.fullmatch(left), _ROW.fullmatch(right or left)
        if not first or not second:
            return []
        sign = first[1] or pending
        found.append(_Row(_SIGNS.get(sign, sign), _together(first[2]), _together(second[2])))
        pending = ""
    signed = [index for index, row in enumerate(found) if row.sign]
    return found[signed[0] - 1 :] if signed and signed[0] > 0 else []


def _sum_of(rows: list[_Row]) -> str:
    return rows[0].right + "".join(f" {row.sign or '+'} {row.right}" for row in rows[1:])


def _together(number: str) -> str:
    """Return a number whose digits were spread over columns in one piece."""
    number = number.strip().rstrip(",")
    return re.sub(r"\s+", "", number) if _SPACED.fullmatch(number) else number
