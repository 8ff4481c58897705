"""What a text claims in mathematics: the equations it states and the values it names. Whether they may be said is left to `reply`."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from tutor.domain import Task
from tutor.errors import CannotCheck, ParseError
from tutor.maths import find, read, same, value
from tutor.maths.tree import Blank, Listing, Name, Node, Rel, children

_TICKED = re.compile(r"`([^`]*)`")
_LOOSE = re.compile(
    r"(?<![\w`])[-−(√]*(?:\d[\d,]*(?:\.\d+)?|\.\d+|[½¼¾⅓⅔⅛])"
    r"(?:\s*[-+−–*×·÷/^=<>≤≥≠%√().,]*\s*(?:\d[\d,]*(?:\.\d+)?|\.\d+|[½¼¾⅓⅔⅛]|[xyn](?![a-z])))*[)%]*"
)
_RELATIONS = re.compile(r"(<=|>=|!=|[=<>≤≥≠])")
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")


def pieces(text: str) -> tuple[str, ...]:
    """Return every piece of mathematics in a text: what stands between backticks, then what is written loosely."""
    ticked = tuple(match.strip() for match in _TICKED.findall(text))
    loose = tuple(match.group().strip(" .,") for match in _LOOSE.finditer(_TICKED.sub(" ; ", text)))
    return ticked + tuple(piece for piece in loose if piece)


def equations(text: str) -> Iterator[Rel]:
    """Yield every relation that a text states, chains taken link by link; what cannot be read or holds a gap is left out."""
    for piece in pieces(text):
        parts = _RELATIONS.split(piece)
        for left, sign, right in zip(parts[0::2], parts[1::2], parts[2::2], strict=False):
            node = _read(f"{left} {sign} {right}")
            if isinstance(node, Rel) and not _has(node, Blank):
                yield node


def spoken_claims(text: str) -> Iterator[tuple[str, Task, str]]:
    """Yield (sentence, task, claimed answer) for sentences that state a result in words: "3 plus 4 is 8"."""
    for sentence in _SENTENCES.split(text.replace("`", "")):
        found = find(sentence)
        if found.task is not None and found.claim:
            yield sentence, found.task, found.claim


def holds(relation: Rel) -> bool | None:
    """Return whether a relation is true as it stands: an identity or a true statement of numbers; None = could not check.

    Relations in a variable are identities or conditions: `x + x = 2x` is true, `x + 3 = 7` is neither and gives None.
    """
    try:
        left, right = value(relation.left), value(relation.right)
    except CannotCheck:
        if relation.op != "=":
            return None
        equal = same(relation.left, relation.right)
        return equal if equal or not _has(relation, Name) else None
    return _compare(relation.op, left, right)


def values(text: str) -> Iterator[tuple[str, Node]]:
    """Yield every value and expression that a text names, with the piece it stands in; sides of relations one by one."""
    for piece in pieces(text):
        for side in _RELATIONS.split(piece)[0::2]:
            node = _read(side)
            for part in node.items if isinstance(node, Listing) else (node,):
                if part is not None:
                    yield piece, part


def _compare(op: str, left: Fraction, right: Fraction) -> bool:
    outcomes = {
        "=": left == right, "<": left < right, ">": left > right,
        "<=": left <= right, ">=": left >= right, "!=": left != right,
    }  # fmt: skip
    return outcomes[op]


@lru_cache(maxsize=4096)
def _read(text: str) -> Node | None:
    try:
        return read(text)
    except ParseError:
        return None


def _has(node: Node, kind: type) -> bool:
    return isinstance(node, kind) or any(_has(child, kind) for child in children(node))
