"""What depends on how an item is answered: the checks of its key and options, and the marks for a response, exact, with a reason, and
part of the mark for what is partly right. It knows nothing of how the item was made.
"""

import re
from collections.abc import Callable
from itertools import pairwise

from tutor.catalog.truth import PIECE, is_true
from tutor.diagnosis import Matcher
from tutor.diagnosis.solutions import check_solution
from tutor.domain import Item, Value, Verdict
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
_APART = re.compile(r"\s*(?:;|\n|,(?!\d{3}\b)|\band\b)\s*")
_PAIR = re.compile(r"\s*(?:→|->|=>|[-:=])\s*")


class Mark(Value):
    """What a response is worth: `points` in [0, 1], the verdict on the whole, and a reason code."""

    points: float
    verdict: Verdict
    reason: str


def mark(item: Item, response: str, matcher: Matcher | None = None) -> Mark:
    """Return the mark of a response; options may be named by their letters (A is the first) or by their texts. Never raises.

    Several choices: right ones less wrong ones, over the right ones. An order: the neighbours that stand in the right order. Matches: the
    prompts matched rightly ("1-C, 2-A", or prompt → answer). A typed answer is right or wrong, as `maths.grade` says; with a matcher,
    working that goes wrong on a later line is worth its lines before that, out of all lines and the answer.
    """
    named = [_option(item, part) for part in _APART.split(response.strip()) if part]
    if item.kind == "multiple":
        return _several(item, named)
    if item.kind == "order":
        return _ordered(item, named)
    if item.kind == "match":
        return _matched(item, response)
    chosen = _option(item, response.strip().rstrip(".)")) if item.options else ""
    if item.kind == "true_false":
        return _whole(chosen == item.key, bool(chosen))
    graded = grade(item.key, chosen or response, task=item.task, form=item.form)
    points = float(graded.verdict == "right")
    if matcher is not None and graded.verdict == "wrong" and not item.options:
        points = _for_working(item, response, matcher)
    reason = "partly_right" if 0 < points < 1 else graded.reason
    return Mark(points=points, verdict=graded.verdict, reason=reason)


def _for_working(item: Item, response: str, matcher: Matcher) -> float:
    """Return the part of the mark for working on several lines whose answer is wrong; the problem copied down is no working."""
    asked = item.problem.replace(" ", "")
    lines = [line for line in response.splitlines() if line.replace(" ", "") not in ("", asked)]
    if len(lines) < 2:
        return 0.0
    found = check_solution(item.problem, lines, matcher, task=item.task, key=item.key)
    return round((found.line or 0) / (len(lines) + 1), 3)


def _option(item: Item, said: str) -> str:
    """Return the text of the option that is named by its letter, by its text or by its worth; "" where none is."""
    place = LETTERS.find(said.upper()) if len(said) == 1 else -1
    if 0 <= place < len(item.options):
        return item.options[place].text
    texts = [option.text for option in item.options]
    plain = said.replace("`", "").rstrip(".)")
    same = [text for text in texts if text.replace("`", "").rstrip(".)").casefold() == plain.casefold()]
    return (same or [""])[0]


def _several(item: Item, named: list[str]) -> Mark:
    if not named or "" in named:
        return _whole(False, False)
    right = {option.text for option in item.options if option.right}
    chosen = set(named)
    points = max(0.0, (len(chosen & right) - len(chosen - right)) / len(right))
    return _partly(points)


def _ordered(item: Item, named: list[str]) -> Mark:
    wanted = item.key.split(", ")
    if sorted(named) != sorted(wanted):
        return _whole(False, False)
    places = {text: place for place, text in enumerate(wanted)}
    return _partly(sum(places[one] < places[two] for one, two in pairwise(named)) / (len(wanted) - 1))


def _matched(item: Item, response: str) -> Mark:
    wanted = matches(item)
    said = {}
    for part in _APART.split(response.strip()):
        ends = _PAIR.split(part) if ARROW.strip() not in part else [end.strip() for end in part.split(ARROW.strip())]
        if len(ends) == 2:
            is_place = ends[0].isdigit() and 0 < int(ends[0]) <= len(item.given)
            prompt = item.given[int(ends[0]) - 1] if is_place else ends[0]
            said[prompt] = _option(item, ends[1])
    if not said or not set(said) <= set(wanted) or "" in said.values():
        return _whole(False, False)
    return _partly(sum(said.get(prompt) == answer for prompt, answer in wanted.items()) / len(wanted))


def _whole(right: bool, readable: bool) -> Mark:
    verdict: Verdict = "unreadable" if not readable else "right" if right else "wrong"
    reason = {"right": "correct", "wrong": "wrong_value", "unreadable": "unchecked"}[verdict]
    return Mark(points=float(verdict == "right"), verdict=verdict, reason=reason)


def _partly(points: float) -> Mark:
    if points in (0.0, 1.0):
        return _whole(points == 1.0, True)
    return Mark(points=round(points, 3), verdict="wrong", reason="partly_right")
