"""What a text claims in mathematics: the equations it states and the values it names. Whether they may be said is left to `reply`."""

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction

from tutor.domain import Task
from tutor.errors import CannotCheck
from tutor.maths import find, readable, same, value
from tutor.maths.answers.text import in_digits
from tutor.maths.tree import Blank, Listing, Name, Node, Rel, children

_TICKED = re.compile(r"`([^`]*)`")
_SIGN = r"[-+−–*×·÷/^=<>≤≥≠%√().,]"
_ONE = r"(?:\d[\d,]*(?:\.\d+)?|\.\d+|[½¼¾⅐-⅞])"
_LOOSE = re.compile(
    rf"(?<![\w`])(?:[-−]?[a-z](?![a-z])\s*[-+−–*×·÷/^=<>≤≥≠]\s*)?[-−(√]*{_ONE}(?:(?:\s*{_SIGN})*\s*(?:{_ONE}|[xyn](?![a-z])))*[)%]*"
)
_RELATIONS = re.compile(r"(<=|>=|!=|[=<>≤≥≠])")
_CLAUSES = re.compile(r"(?<=[.!?;:])\s+|\n+|,\s+|\b(?:because|since|so|and so|but|then)\b")
_ODD = re.compile(r"[⁰¹²³⁴-⁹]+⁄[₀-₉]+|[⁄／０-９＝＋]+")
_N = r"(-?(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:[ /]\d+(?:/\d+)?)?%?)"
_IS = r"(?:is|are|equals?|is equal to|are equal to|makes?|gives?|comes to|becomes|is the same as|is worth|is exactly|will be|would be)"
_END = r"(?=\s*(?:[.,;!?)]|$|because|so\b|and\b|not\b))"
_GET = r"(?:,? (?!\d)[a-z]+){0,4} (?:get|gives?|makes?|have|left with|leaves) "
_NOT_AFTER = r"(?<!of )(?<!in )(?<!for )(?<!and )(?<!to )(?<!than )(?<!double )(?<!twice )(?<!triple )(?<!half )(?<!by )(?<!from )"
_NOT_AFTER += r"(?<!times )"
_COUNTED = re.compile(r"(?<=\d)(`?) (?=(?:halves|thirds|quarters|[a-z]+(?:fths|ghths|nths|xths|rths))\b)")
_SPOKEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sign)
    for pattern, sign in (
        (r"\\d?frac\s*\{(\d+)\}\s*\{(\d+)\}", r"\1/\2"),
        (rf"(?<=\d) (?:plus|added to|add) (?={_N})", " + "),
        (rf"(?<=\d) (?:minus|take away|subtract) (?={_N})", " - "),
        (rf"(?<=\d) (?:times|multiplied by) (?={_N})", " × "),
        (rf"(?<=\d) divided by (?={_N})", " ÷ "),
        (r"(?<=\d) (?:over|out of) (?=\d)", "/"),
        (r"(?<=\d) ?per ?cent\b", "%"),
        (rf"{_N} and {_N} (?:makes?|gives?) {_N}{_END}", r"\1 + \2 = \3"),
        (rf"\b[Mm]ultiply {_N} by {_N}{_GET}{_N}", r"\1 × \2 = \3"),
        (rf"\b[Dd]ivide {_N} by {_N}{_GET}{_N}", r"\1 ÷ \2 = \3"),
        (rf"\b[Tt]ake {_N}(?: away)? from {_N}{_GET}{_N}", r"\2 - \1 = \3"),
        (rf"{_N} goes into {_N} {_N} times", r"\2 ÷ \1 = \3"),
        (rf"{_N},? (?:is|are) (?:bigger|greater|larger|more) than {_N}{_END}", r"\1 > \2"),
        (rf"{_N},? (?:is|are) (?:smaller|less|fewer) than {_N}{_END}", r"\1 < \2"),
        (rf"(?<=[-+×÷*/] ){_N},? {_IS} {_N}{_END}", r"\1 = \2"),
        (rf"{_NOT_AFTER}(?<![\d/.,]){_N} {_IS} {_N}{_END}", r"\1 = \2"),
    )
)


def plainly(text: str) -> str:
    """Return a text with its numbers in digits and its spoken operations and relations as signs: "five sixths is 1" -> "5/6 = 1"."""
    text = _ODD.sub(lambda match: unicodedata.normalize("NFKC", match.group()).replace("⁄", "/"), text.replace("`", ""))
    text = in_digits(text)
    for pattern, sign in _SPOKEN:
        text = pattern.sub(sign, text)
    return text


def pieces(text: str) -> tuple[str, ...]:
    """Return every piece of mathematics in a text: what stands between backticks, then what is written loosely."""
    ticked = tuple(match.strip() for match in _TICKED.findall(text))
    loose = tuple(match.group().strip(" .,") for match in _LOOSE.finditer(_TICKED.sub(" ; ", text)))
    return ticked + tuple(piece for piece in loose if piece)


def equations(text: str) -> Iterator[Rel]:
    """Yield every relation that a text states, in signs or in words, chains taken link by link; gaps are left out."""
    written = pieces(text)
    for piece in dict.fromkeys((*written, *pieces(plainly(_COUNTED.sub(r"\1 of the ", text))))):
        parts = _RELATIONS.split(piece)
        for left, sign, right in zip(parts[0::2], parts[1::2], parts[2::2], strict=False):
            node = readable(f"{left} {sign} {right}")
            if isinstance(node, Rel) and not _has(node, Blank) and (piece in written or not _has(node, Name)):
                yield node


def spoken_claims(text: str) -> Iterator[tuple[str, Task, str]]:
    """Yield (clause, task, claimed answer) for clauses that state a result in words: "half of 10 is 4"."""
    for sentence in filter(re.compile(r"\d").search, _CLAUSES.split(in_digits(text.replace("`", "")))):
        found = find(sentence.strip(" .?!"))
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
            node = readable(side)
            for part in node.items if isinstance(node, Listing) else (node,):
                if part is not None:
                    yield piece, part


def _compare(op: str, left: Fraction, right: Fraction) -> bool:
    outcomes = {
        "=": left == right, "<": left < right, ">": left > right,
        "<=": left <= right, ">=": left >= right, "!=": left != right,
    }  # fmt: skip
    return outcomes[op]


def _has(node: Node, kind: type) -> bool:
    return isinstance(node, kind) or any(_has(child, kind) for child in children(node))
