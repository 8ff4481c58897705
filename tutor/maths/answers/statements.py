"""Judges what is more than a single value: lists, points, ratios, comparisons, inequalities, equations. `grade` says which it is."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from tutor.domain import Task
from tutor.maths import tree
from tutor.maths.answers.forms import Asked, fault
from tutor.maths.answers.response import Written
from tutor.maths.answers.results import alike, is_point, items_of, problem_of, result_of, unit_of, worth
from tutor.maths.answers.values import formed
from tutor.maths.answers.verdict import Grade, right, unreadable, wrong
from tutor.maths.compare import DENIED, same
from tutor.maths.read import readable
from tutor.maths.tree import FLIPPED, Bin, Blank, Frac, Group, Listing, Name, Node, Ratio, Rel, children, letters_of

Order = Literal["listed", "any"]
ORDERING = ("<", ">", "<=", ">=")


def items_written(written: Written, count: int) -> tuple[Node, ...]:
    """Return the values that a response lists, with commas, on lines, in brackets or as a chain such as 0.3 < 1/2 < 2.

    Where it lists none, its pieces of mathematics are the items if there are `count` of them, else its result is the only one.
    """
    if written.kind == "several":
        return tuple(
            part for other in written.others for part in ((other,) if is_point(other) else items_of(other)) or (other,)
        )
    found = tree.members(written.statement, ORDERING) or items_of(written.statement) or items_of(written.final)
    if not found and len(written.lines) == count and not any("=" in line for line in written.lines):
        lines = [node for line in written.lines if (node := readable(line)) is not None]
        found = tuple(lines) if len(lines) == count else ()
    return found or ((written.final,) if written.final is not None else ())


def judge_list(key: Sequence[Node], written: Written, order: Order) -> Grade:
    """Return the grade of a list; a true chain may be written from the other end, 2 > 1/2 > 0.3 for 0.3 < 1/2 < 2."""
    given = items_written(written, len(key))
    grade = judge_items(key, given, order)
    if grade.reason == "wrong_order" and isinstance(written.statement, Rel):
        numbers = [number for item in tree.members(written.statement, ORDERING) if (number := worth(item)) is not None]
        is_true = numbers == sorted(numbers, reverse=">" in written.statement.op)
        if numbers and is_true and judge_items(key, given[::-1], order).verdict == "right":
            return right("other_form")
    return grade


def judge_items(key: Sequence[Node], given: Sequence[Node], order: Order) -> Grade:
    """Return the grade of listed values: all of them, none more, and in the order of the key where `order` is "listed"."""
    if order == "listed" and len(key) == len(given) and all(map(_alike, key, given)):
        return _with_forms(key, given)
    matched = _matched(key, given)
    if not matched:
        return wrong()
    return wrong("wrong_order") if order == "listed" else _with_forms(key, matched)


def _matched(key: Sequence[Node], given: Sequence[Node]) -> list[Node]:
    """Return the given values in the order of the key; [] where they are not the same ones. One that is repeated counts once."""
    rest = list(given)
    found: list[Node] = []
    for wanted in key:
        at = next((index for index, other in enumerate(rest) if _alike(wanted, other)), None)
        if at is None:
            return []
        found.append(rest.pop(at))
    repeated = all(any(_alike(other, kept) for kept in found) for other in rest)
    return found if repeated and len(rest) < len(key) else []


def _alike(a: Node, b: Node) -> bool:
    a, b = result_of(a), result_of(b)
    if unit_of(a) and not unit_of(b):
        return worth(a) is not None and worth(a) == worth(b)
    left, other = items_of(a), items_of(b)
    if left and other:
        return len(left) == len(other) and all(map(_alike, left, other))
    return alike(a, b)


def _with_forms(key: Sequence[Node], given: Sequence[Node]) -> Grade:
    if any(map(items_of, given)):
        return right()
    if any(unit_of(result_of(a)) and not unit_of(result_of(b)) for a, b in zip(key, given, strict=True)):
        return right("unit_missing")
    reasons = {formed(result_of(a), result_of(b), Asked()).reason for a, b in zip(key, given, strict=True)}
    return right(
        "not_simplified" if "not_simplified" in reasons else "correct" if reasons == {"correct"} else "other_form"
    )


def by_letter(statements: Sequence[Node]) -> dict[str, Node]:
    """Return the worth of each letter in "x = 2, y = 3"; {} where a letter is missing or comes twice."""
    found: dict[str, Node] = {}
    for statement in statements:
        sides = (statement.left, statement.right) if isinstance(statement, Rel) and statement.op == "=" else ()
        letter = next((side.letter for side in sides if isinstance(side, Name)), "")
        if not letter or letter in found:
            return {}
        found[letter] = result_of(statement)
    return found


def judge_letters(key: dict[str, Node], written: Written) -> Grade:
    """Return the grade of several letters' values, in any order, or as a point in the order of the alphabet."""
    given = by_letter(written.others or items_of(written.statement))
    if given:
        agree = set(given) == set(key) and all(_alike(key[letter], given[letter]) for letter in key)
        return right() if agree else wrong()
    if any(isinstance(other, Rel) for other in written.others):
        return wrong()
    grade = judge_items([key[letter] for letter in sorted(key)], items_written(written, 0), "listed")
    return right("other_form") if grade.verdict == "right" else grade


def as_ratio(text: str) -> tuple[Node, ...]:
    """Return the parts of a ratio such as 3:4, 3 : 4 or 3 to 4; () for anything else."""
    node = readable(text, ratio=True)
    inner = node and tree.unbracketed(node)
    return inner.parts if isinstance(inner, Ratio) else ()


def judge_ratio(key: Sequence[Node], written: Written, asked: Asked) -> Grade:
    """Return the grade of a ratio, which a fraction may stand for; turned round it is in the wrong order."""
    parts = as_ratio(written.text.rpartition("=")[2])
    if not parts and len(key) == 2 and written.final is not None:
        return _judge_quotient(key, written.final, asked)
    if len(parts) != len(key):
        return wrong()
    if not alike(Ratio(tuple(key)), Ratio(parts)):
        return wrong("wrong_order" if same(Ratio(tuple(reversed(key))), Ratio(parts)) else "wrong_value")
    if all(map(same, key, parts)):
        return right()
    reason = fault(Ratio(parts), Asked("simplest"), Ratio(tuple(key)))
    return (wrong if asked.name == "simplest" else right)(reason) if reason else right("other_form")


def _judge_quotient(key: Sequence[Node], node: Node, asked: Asked) -> Grade:
    if alike(Bin("/", key[0], key[1]), node):
        reason = fault(node, asked, node)
        return wrong(reason) if reason else right("other_form")
    turned = isinstance(node, Frac) and same(Bin("/", key[1], key[0]), node)
    return wrong("wrong_order" if turned else "wrong_value")


def is_comparison(node: Node | None) -> bool:
    """Return True for a relation between sides without letters (0.04 < 0.5), or a lone sign."""
    return isinstance(node, Rel) and node.op in FLIPPED and not isinstance(node.left, Rel) and not letters_of(node)


def _sides_of(task: Task | None) -> tuple[Node, Node] | None:
    """Return the two sides that a task compares."""
    if task is None or task.kind not in ("compare", "order"):
        return None
    node = problem_of(task)
    if isinstance(node, Rel):
        return node.left, node.right
    sides = [side for text in task.given if (side := readable(text)) is not None]
    return (sides[0], sides[1]) if not task.expression and len(task.given) == len(sides) == 2 else None


def judge_comparison(key: Node | None, written: Written, task: Task | None) -> Grade:
    """Return the grade of a comparison: a sign, a whole statement either way round, words, or the side that is named as the larger."""
    assert isinstance(key, Rel)
    sides = _sides_of(task) if isinstance(key.left, Blank) or isinstance(key.right, Blank) else (key.left, key.right)
    node = written.statement
    if isinstance(node, Rel) and node.op in FLIPPED:
        relation = _seen_from_left(node, sides)
        if sides is None and not relation:
            return unreadable("unchecked")
        denies = task is not None and task.want in DENIED and relation == DENIED[task.want]
        holds = key.op != task.want if task and denies else relation == key.op
        return right() if holds else wrong("wrong_relation" if relation else "wrong_value")
    if written.kind == "several" or written.final is None or sides is None:
        return unreadable("several_answers" if written.kind == "several" else "unchecked")
    named = [same(side, written.final) is True for side in sides]
    if not any(named):
        return wrong()
    smaller = task is not None and task.want == "smallest"
    relation = ">" if named[0] != smaller else "<"
    return right("other_form") if relation == key.op and not all(named) else wrong("wrong_relation")


def _seen_from_left(node: Rel, sides: tuple[Node, Node] | None) -> str:
    """Return the relation as it stands between the two sides in their order; "" where the response compares something else."""
    if isinstance(node.left, Blank) and isinstance(node.right, Blank):
        return node.op
    for (left, other), op in ((sides, node.op), (sides[::-1], FLIPPED[node.op])) if sides else ():
        if same(left, node.left) and (isinstance(node.right, Blank) or same(other, node.right)):
            return op
    return ""


def named_side(node: Rel, task: Task | None) -> Node | None:
    """Return the value that a comparison names: the larger side, or the smaller where the task wants it; None where it names none."""
    if node.op not in ("<", ">"):
        return None
    left, other, sides = node.left, node.right, _sides_of(task)
    if sides and isinstance(left, Blank):
        left, other = sides
    elif sides and isinstance(other, Blank):
        other = sides[1] if same(sides[0], left) else sides[0]
    smaller = task is not None and task.want == "smallest"
    chosen = left if (node.op == ">") != smaller else other
    first, second = worth(left), worth(other)
    is_false = first is not None and second is not None and (first > second) != (node.op == ">")
    return None if isinstance(chosen, Blank) or is_false else chosen


_INTERVAL = re.compile(r"\s*([\[(\]])\s*([^,;\[\]()]+?)\s*[,;]\s*([^,;\[\]()]+?)\s*([\])\[])\s*")
_INFINITE = re.compile(r"[-−+]?\s*(?:∞|inf(?:inity)?|oo|\\infty)")


def is_inequality(node: Node | None) -> bool:
    """Return True for a statement with letters and < > ≤ ≥ or ≠ in it."""
    node = node.of if isinstance(node, Group) else node
    in_order = isinstance(node, Rel) and (node.op in (*ORDERING, "!=") or is_inequality(node.left))
    return in_order and bool(letters_of(node))


def is_bound(node: Node | None) -> bool:
    """Return True for "more than 12", read as ? > 12."""
    return (
        isinstance(node, Rel) and node.op != "=" and isinstance(node.left, Blank) and not isinstance(node.right, Blank)
    )


def as_inequality(text: str, letter: str) -> Node | None:
    """Return an interval such as [2, 5) or (-∞, 3] as a statement about a letter, None where the text is no interval."""
    found = _INTERVAL.fullmatch(text)
    if not found:
        return None
    opening, low, high, closing = found.groups()
    texts = [] if _INFINITE.fullmatch(low) else [f"{letter} {'>=' if opening == '[' else '>'} {low}"]
    texts += [] if _INFINITE.fullmatch(high) else [f"{letter} {'<=' if closing == ']' else '<'} {high}"]
    nodes = tuple(node for part in texts if (node := readable(part)) is not None)
    if not nodes or len(nodes) < len(texts):
        return None
    return Listing(nodes) if len(nodes) == 2 else nodes[0]


def judge_inequality(key: Node, node: Node | None) -> Grade:
    """Return the grade of an inequality: any way of writing its solutions, solved."""
    letters = letters_of(key)
    if isinstance(node, Rel) and is_bound(node) and letters:
        node = Rel(node.op, Name(min(letters)), node.right)
    if node is None or not (is_inequality(node) or isinstance(node, Listing)):
        return wrong("wrong_relation")
    if letters_of(node) != letters:
        return wrong()
    if alike(key, node):
        return unreadable("unfinished") if _is_solved(key) and not _is_solved(node) else right()
    return wrong("wrong_relation" if _differs_in_sign(key, node) else "wrong_value")


def _is_solved(node: Node) -> bool:
    """Return True for a letter alone on one side: x < 3, 3 > x, -3 <= x <= 3."""
    if isinstance(node, Listing):
        return all(map(_is_solved, node.items))
    if not isinstance(node, Rel):
        return False
    sides = [node.left, node.right]
    if isinstance(node.left, Rel):
        sides = [node.left.right, Listing((node.left.left, node.right))]
    return any(isinstance(side, Name) and not letters_of(other) for side, other in (sides, sides[::-1]))


def _differs_in_sign(key: Node, node: Node) -> bool:
    """Return True where another sign in the response would make it right: x ≤ 3 for x < 3, x > 3 for x < 3."""
    if _is_solved(key) and _is_solved(node):
        return _bounds(key) == _bounds(node)
    if not isinstance(key, Rel) or not isinstance(node, Rel):
        return False
    return any(same(key, Rel(op, node.left, node.right)) for op in ("<", "<=", ">", ">="))


def _bounds(node: Node) -> frozenset[Fraction]:
    """Return the numbers that a solved inequality names."""
    if isinstance(node, Listing | Rel):
        return frozenset().union(*map(_bounds, children(node)))
    number = worth(node)
    return frozenset() if number is None else frozenset({number})


def judge_equation(key: Node | None, written: Written) -> Grade:
    """Return the grade of an equation in letters (y = 2x + 3): any equation with the same solutions."""
    assert isinstance(key, Rel)
    node = written.statement
    if not isinstance(node, Rel):
        has_name = isinstance(key.left, Name) or isinstance(key.right, Name)
        side_only = has_name and written.final is not None and same(result_of(key), written.final)
        return wrong("form" if side_only else "wrong_value")
    if node.op != "=":
        return wrong("wrong_relation")
    if not alike(key, node):
        return wrong()
    straight = same(key.left, node.left) and same(key.right, node.right)
    turned = same(key.left, node.right) and same(key.right, node.left)
    return right() if straight or turned else right("other_form")
