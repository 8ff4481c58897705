"""What a text claims in mathematics: the equations it states and the values it names. Whether they may be said is left to `reply`."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from tutor.domain import Task
from tutor.errors import CannotCheck
from tutor.maths import find, readable, same, value
from tutor.maths.answers.text import in_digits
from tutor.maths.tables import Phrasebook, rewritten
from tutor.maths.tree import Blank, Listing, Name, Node, Rel
from tutor.maths.tree import holds as has
from tutor.maths.value import HOLDS

_BOOK = Phrasebook("verify", "claims")
_TICKED, _LOOSE, _RELATIONS, _CLAUSES, _ODD, _COUNTED, _GAPPED = map(
    _BOOK.pattern, ("ticked", "loose", "relations", "clauses", "odd", "counted", "gapped")
)
_IDIOMS, _SPOKEN = map(_BOOK.rewrites, ("idioms", "spoken"))
_DISGUISES = Phrasebook("verify", "disguise")
_DIGITS, _ROMAN, _FOREIGN = (_DISGUISES.rows[name] for name in ("digit_words", "roman", "foreign"))
_ROMANS, _READ_OUT, _WORD = map(_DISGUISES.pattern, ("roman", "read_out", "word"))
_WORDS, _ENGLISH, _AFTER = map(_DISGUISES.rewrites, ("words", "english", "digits"))


def plainly(text: str) -> str:
    """Return a text with its numbers in digits and its spoken operations and relations as signs: "five sixths is 1" -> "5/6 = 1"."""
    text = _ODD.sub(lambda match: unicodedata.normalize("NFKC", match.group()).replace("⁄", "/"), text.replace("`", ""))
    text = re.sub(r"[^\d]+", lambda stretch: in_digits(stretch[0]), in_digits(rewritten(text, _IDIOMS)))
    return rewritten(text, _SPOKEN)


def undisguised(text: str) -> str:
    """Return the text with every number in digits, and what is told as a sum or a neighbour of numbers in signs. Source: ours.

    Numbers may be written so that they are not seen at once: Roman, digit by digit, in another language. Only the search for an answer
    reads a text so; whether it is true is asked of what is plainly there.
    """
    text = "".join(unicodedata.normalize("NFKC", one) if not one.isascii() and one.isdigit() else one for one in text)
    text = rewritten(_ROMANS.sub(_from_roman, re.sub("[\ufe0f\u20e3]", "", text)), _WORDS)
    text = rewritten(_WORD.sub(lambda match: _FOREIGN.get(match[0].lower(), match[0]), text), _ENGLISH)
    read_out = _READ_OUT.sub(
        lambda match: "".join(_DIGITS[one] for one in re.findall("[a-z]+", match[0].lower())), text
    )
    return rewritten(plainly(read_out), _AFTER)


def _from_roman(match: re.Match[str]) -> str:
    sizes = [*(int(_ROMAN[letter]) for letter in match[0]), 0]
    return str(sum(-one if one < after else one for one, after in pairwise(sizes)))


def pieces(text: str) -> tuple[str, ...]:
    """Return every piece of mathematics in a text: what stands between backticks, then what is written loosely."""
    ticked = tuple(match.strip() for match in _TICKED.findall(text))
    loose = tuple(match.group().strip(" .,") for match in _LOOSE.finditer(_TICKED.sub(" ; ", text)))
    return ticked + tuple(piece for piece in loose if piece)


def equations(text: str) -> Iterator[Rel]:
    """Yield every relation that a text states, in signs or in words, chains taken link by link; gaps are left out."""
    written = pieces(text)
    for piece in dict.fromkeys((*written, *pieces(plainly(_COUNTED.sub(r"\1 of the ", _GAPPED.sub(" ; ", text)))))):
        parts = _RELATIONS.split(piece)
        for left, sign, right in zip(parts[0::2], parts[1::2], parts[2::2], strict=False):
            node = readable(f"{left} {sign} {right}")
            if isinstance(node, Rel) and not has(node, Blank) and (piece in written or not has(node, Name)):
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
        return equal if equal or not has(relation, Name) else None
    return HOLDS[relation.op](left, right)


def values(text: str) -> Iterator[tuple[str, Node]]:
    """Yield every value and expression that a text names, with the piece it stands in; sides of relations one by one."""
    for piece in pieces(text):
        for side in _RELATIONS.split(piece)[0::2]:
            node = readable(side)
            for part in node.items if isinstance(node, Listing) else (node,):
                if part is not None:
                    yield piece, part
