"""Judges items that are asked in other ways: several options, statements, shown mistakes, missing steps, orders, matches.

By plain fractions on what the finished item shows. It shares no code with generation, maths or verify.
"""

import re
from collections.abc import Callable
from fractions import Fraction

from evals.judge import worth
from tutor.domain import Item

_TICKED = re.compile(r"`([^`]*)`")


def is_right_kind(item: Item) -> bool:
    """Return whether the key, and it alone, is right. Raises ValueError where the item is no plain arithmetic."""
    return _JUDGES[item.kind](item)


def _several(item: Item) -> bool:
    expected = worth(item.problem)
    right = [option.text for option in item.options if worth(option.text) == expected]
    return len(right) > 1 and item.key == "; ".join(right)


def _statement(text: str) -> bool:
    members = [worth(member) for member in text.split(" = ")]
    if len(members) < 2:
        raise ValueError(text)
    return len(set(members)) == 1


def _judged(item: Item) -> bool:
    (claimed,) = _TICKED.findall(item.stem)
    holds = _statement(claimed)
    right = [option.text for option in item.options if _agrees(option.text, holds)]
    return right == [item.key]


def _agrees(option: str, holds: bool) -> bool:
    """Return whether an option is right: it calls the claim what it is, and its own reason is true."""
    says_true = "false" not in option.lower().split("“")[0]
    if says_true != holds or "“" in option:
        return False
    return all(_statement(piece) for piece in _TICKED.findall(option))


def _mended(item: Item) -> bool:
    shown = _TICKED.findall(item.stem)[-1].split(" = ")
    return worth(item.key) == worth(item.problem) != worth(shown[-1])


def _step(item: Item) -> bool:
    left, _, right = item.task.expression.partition(" = ")
    return worth(left) == worth(right.replace("_", item.key))


def _order(item: Item) -> bool:
    found = [worth(text) for text in item.key.split(", ")]
    down = "largest first" in item.stem
    return (
        sorted(item.given) == sorted(item.key.split(", "))
        and found == sorted(found, reverse=down)
        and len(set(found)) == len(found)
    )


def _match(item: Item) -> bool:
    pairs = [pair.split(" → ") for pair in item.key.split("; ")]
    worths: list[Fraction] = [worth(option.text) for option in item.options]
    return all(worth(prompt) == worth(answer) and worths.count(worth(prompt)) == 1 for prompt, answer in pairs)


_JUDGES: dict[str, Callable[[Item], bool]] = {
    "multiple": _several, "true_false": _judged, "error": _mended, "step": _step, "order": _order, "match": _match,
}  # fmt: skip
