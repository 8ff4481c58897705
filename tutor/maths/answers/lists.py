"""Judges several values at once: sets, lists in order, points, ratios, solutions by letter. Single values are left to `quantities`."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from tutor.domain import Task
from tutor.errors import CannotCheck, ParseError
from tutor.maths.answers.forms import Asked, fault
from tutor.maths.answers.response import Written
from tutor.maths.answers.results import items_of, result_of
from tutor.maths.answers.values import formed
from tutor.maths.answers.verdict import Grade, right, unreadable, wrong
from tutor.maths.compare import same
from tutor.maths.read import read
from tutor.maths.tree import Bin, Frac, Group, Listing, Name, Node, Ratio, Rel
from tutor.maths.value import value

Order = Literal["listed", "any"]


def is_point(node: Node | None) -> bool:
    """Return True for two or more coordinates in brackets."""
    return isinstance(node, Group) and isinstance(node.of, Listing)


def items_written(written: Written) -> tuple[Node, ...]:
    """Return the values that a response lists, with commas, on lines, in brackets or as a chain such as 0.3 < 1/2 < 2."""
    if written.kind == "several":
        return tuple(
            part
            for other in written.others
            for part in (items_of(other) if not is_point(other) else (other,)) or (other,)
        )
    chain = _chain(written.statement)
    return chain or items_of(written.statement) or items_of(written.final)


def _chain(node: Node | None) -> tuple[Node, ...]:
    """Return the members of a chain of < or > over numbers, smallest or largest first as written."""
    found: list[Node] = []
    while isinstance(node, Rel) and node.op in ("<", ">", "<=", ">="):
        found.insert(0, node.right)
        node = node.left
    return (node, *found) if found and node is not None and not isinstance(node, Rel) else ()


def lines_as_items(written: Written, count: int) -> tuple[Node, ...]:
    """Return the pieces of mathematics in a response as the items of a list, where there are just as many."""
    if len(written.lines) != count or any("=" in line for line in written.lines):
        return ()
    try:
        return tuple(read(line) for line in written.lines)
    except ParseError:
        return ()


def is_true_chain(node: Node | None) -> bool:
    """Return True for a chain of numbers such as 2 > 1/2 > 0.3 that holds."""
    items = _chain(node)
    if not isinstance(node, Rel) or len(items) < 2:
        return False
    try:
        values = [value(item) for item in items]
    except CannotCheck:
        return False
    return values == sorted(values, reverse=node.op in (">", ">="))


def judge_list(key: Sequence[Node], given: Sequence[Node], order: Order) -> Grade:
    """Return the grade of listed values: all of them, none more, and in the order of the key where `order` is "listed"."""
    if not given:
        return wrong("wrong_value")
    if order == "listed" and len(key) == len(given):
        straight = [_alike(a, b) for a, b in zip(key, given, strict=True)]
        if all(straight):
            return _with_forms(key, given)
        if None in straight and False not in straight:
            return unreadable("unchecked")
    matched = _matched(key, given)
    if matched is None:
        return unreadable("unchecked")
    if not matched:
        return wrong("wrong_value")
    return wrong("wrong_order") if order == "listed" else _with_forms(key, matched)


def _matched(key: Sequence[Node], given: Sequence[Node]) -> list[Node] | None:
    """Return the given values in the order of the key; [] where they are not the same ones, None where that is not known."""
    rest = list(given)
    found: list[Node] = []
    unsure = False
    for wanted in key:
        verdicts = [_alike(wanted, other) for other in rest]
        if True in verdicts:
            found.append(rest.pop(verdicts.index(True)))
        elif None in verdicts:
            unsure = True
        else:
            return []
    if unsure:
        return None
    repeated = all(any(_alike(other, kept) for kept in found) for other in rest)
    return found if repeated and len(rest) < len(key) else []


def _alike(a: Node, b: Node) -> bool | None:
    a, b = result_of(a), result_of(b)
    left, right_items = items_of(a), items_of(b)
    if not left or not right_items:
        return same(a, b)
    if len(left) != len(right_items):
        return False
    found = [_alike(*pair) for pair in zip(left, right_items, strict=True)]
    return None if None in found and False not in found else all(found)


def _with_forms(key: Sequence[Node], given: Sequence[Node]) -> Grade:
    if any(items_of(node) for node in given):
        return right()
    reasons = [formed(result_of(a), result_of(b), Asked()).reason for a, b in zip(key, given, strict=True)]
    return right(
        "not_simplified" if "not_simplified" in reasons else "other_form" if set(reasons) - {"correct"} else "correct"
    )


def by_letter(node: Node | None, others: Sequence[Node] = ()) -> dict[str, Node]:
    """Return the worth of each letter in "x = 2, y = 3"; {} where a letter is missing or comes twice."""
    statements = others or items_of(node)
    found: dict[str, Node] = {}
    for statement in statements:
        if not isinstance(statement, Rel) or statement.op != "=":
            return {}
        letter = next((side.letter for side in (statement.left, statement.right) if isinstance(side, Name)), "")
        if not letter or letter in found:
            return {}
        found[letter] = result_of(statement)
    return found


def judge_letters(key: dict[str, Node], written: Written) -> Grade:
    """Return the grade of several letters' values, in any order, or as a point in the order of the alphabet."""
    given = by_letter(written.statement, written.others)
    if given:
        if set(given) != set(key):
            return wrong("wrong_value")
        found = [_alike(key[letter], given[letter]) for letter in key]
        return (
            unreadable("unchecked")
            if None in found and False not in found
            else right()
            if all(found)
            else wrong("wrong_value")
        )
    if any(isinstance(other, Rel) for other in written.others):
        return wrong("wrong_value")
    values = [key[letter] for letter in sorted(key)]
    grade = judge_list(values, items_written(written), "listed")
    return right("other_form") if grade.verdict == "right" else grade


def as_ratio(text: str) -> tuple[Node, ...]:
    """Return the parts of a ratio such as 3:4, 3 : 4 or 3 to 4; () for anything else."""
    try:
        node = read(text, ratio=True)
    except ParseError:
        return ()
    while isinstance(node, Group):
        node = node.of
    return node.parts if isinstance(node, Ratio) else ()


def judge_ratio(key: Sequence[Node], written: Written, asked: Asked, task: Task | None) -> Grade:
    """Return the grade of a ratio, which a fraction may stand for; turned round it is in the wrong order."""
    parts = as_ratio(written.text.rpartition("=")[2])
    if not parts and len(key) == 2 and written.final is not None:
        return _judge_fraction(key, written.final, asked)
    if len(parts) != len(key):
        return wrong("wrong_value")
    alike = same(Ratio(tuple(key)), Ratio(parts))
    if alike is None:
        return unreadable("unchecked")
    if not alike:
        return wrong("wrong_order") if same(Ratio(tuple(reversed(key))), Ratio(parts)) else wrong("wrong_value")
    if all(map(_equal_numbers, key, parts)):
        return right()
    reason = fault(Ratio(parts), Asked("simplest"), Ratio(tuple(key)))
    return (wrong if asked.name == "simplest" else right)(reason) if reason else right("other_form")


def _equal_numbers(a: Node, b: Node) -> bool:
    return same(a, b) is True


def _judge_fraction(key: Sequence[Node], node: Node, asked: Asked) -> Grade:
    alike = same(Bin("/", key[0], key[1]), node)
    if alike:
        reason = fault(node, asked, node)
        return wrong(reason) if reason else right("other_form")
    turned = _number(node)
    if turned and same(Bin("/", key[1], key[0]), node) and isinstance(node, Frac):
        return wrong("wrong_order")
    return wrong("wrong_value") if alike is False else unreadable("unchecked")


def _number(node: Node) -> Fraction | None:
    try:
        return value(node)
    except CannotCheck:
        return None
