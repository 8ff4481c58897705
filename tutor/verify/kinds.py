"""The checks of an item's key and options that depend on how it is answered. It knows nothing of how the item was made."""

from collections.abc import Callable

from tutor.catalog.truth import PIECE, is_true
from tutor.domain import Item
from tutor.errors import CannotCheck
from tutor.maths import answer_text, grade, read, same
from tutor.maths.tree import Node

APART, ARROW = "; ", " → "
LETTERS = "ABCDEFGHIJ"


def matches(item: Item) -> dict[str, str]:
    """Return prompt -> option of the key of an item of the kind "match"."""
    return dict(pair.split(ARROW) for pair in item.key.split(APART))


def options_of(item: Item) -> str:
    """Return what is wrong with the key and the options of a kind that is neither typed nor one of several, "" where all is well.

    Raises CannotCheck where that cannot be decided, ParseError for mathematics that cannot be read.
    """
    return _CHECKS[item.kind](item)


def _multiple(item: Item) -> str:
    """What is right is worth the problem, what is wrong is not and names a misconception, and the key is what is right."""
    right = [option.text for option in item.options if option.right]
    if len(right) < 2 or len(right) == len(item.options):
        return f"{len(right)} of {len(item.options)} options are right"
    if item.key != APART.join(right):
        return f"the key is {item.key}, right are {right}"
    expected = answer_text(item.task)
    for option in item.options:
        graded = grade(expected, option.text, task=item.task.model_copy(update={"kind": "evaluate", "form": ""}))
        if (graded.verdict == "right") != option.right or graded.verdict == "unreadable":
            return f"the option {option.text} is {graded.verdict}"
        if not option.right and not option.misconception:
            return f"the option {option.text} names no misconception"
    return ""


def _true_false(item: Item) -> str:
    """Exactly one option is right; every statement in an option is true if the option is right and false if not.

    An option that calls the statement of the stem true is right just where that statement holds.
    """
    right = [option.text for option in item.options if option.right]
    if right != [item.key] or len(item.options) < 2:
        return f"right are {right}, the key is {item.key}"
    (claimed,) = PIECE.findall(item.stem)
    holds = is_true(read(claimed))
    for option in item.options:
        stated = [is_true(read(piece)) for piece in PIECE.findall(option.text)] or [holds]
        if all(stated) != option.right:
            return f"the option {option.text!r} is {'true' if all(stated) else 'false'}"
    return ""


def _order(item: Item) -> str:
    listed = sorted(option.text for option in item.options)
    if listed != sorted(item.given) or answer_text(item.task) != item.key:
        return f"the order is {answer_text(item.task)}, the key is {item.key}"
    return ""


def _match(item: Item) -> str:
    """Every prompt has one option of its worth, the key says which, and what is left over is worth none of them."""
    pairs = matches(item)
    if tuple(pairs) != item.given or not set(pairs.values()) <= {option.text for option in item.options}:
        return "the key does not match every prompt with an option"
    for prompt in item.given:
        fitting = [option.text for option in item.options if _alike(read(prompt), option.text)]
        if fitting != [pairs[prompt]]:
            return f"{prompt} goes with {fitting}, the key says {pairs[prompt]}"
    return ""


def _alike(node: Node, text: str) -> bool:
    alike = same(node, read(text))
    if alike is None:
        raise CannotCheck(f"whether this is worth {text}")
    return alike


_CHECKS: dict[str, Callable[[Item], str]] = {
    "multiple": _multiple, "true_false": _true_false, "order": _order, "match": _match,
}  # fmt: skip
