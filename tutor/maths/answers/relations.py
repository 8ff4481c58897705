"""Judges statements: comparisons with their sign, equations, inequalities and intervals. Single values are left to `quantities`."""

import re
from fractions import Fraction

from tutor.domain import Task
from tutor.errors import CannotCheck, ParseError
from tutor.maths.answers.response import Written
from tutor.maths.answers.results import letters_of, result_of
from tutor.maths.answers.verdict import Grade, right, unreadable, wrong
from tutor.maths.compare import same
from tutor.maths.read import read
from tutor.maths.tree import Blank, Group, Listing, Name, Node, Rel, children
from tutor.maths.value import value

TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
_INTERVAL = re.compile(r"\s*([\[(\]])\s*([^,;\[\]()]+?)\s*[,;]\s*([^,;\[\]()]+?)\s*([\])\[])\s*")
_INFINITE = re.compile(r"[+]?(?:∞|inf(?:inity)?|oo|\\infty)")


def is_comparison(node: Node | None) -> bool:
    """Return True for a relation between sides without letters (0.04 < 0.5), or a lone sign."""
    return isinstance(node, Rel) and node.op in TURNED and not isinstance(node.left, Rel) and not letters_of(node)


def is_inequality(node: Node | None) -> bool:
    """Return True for a statement with letters and < > ≤ ≥ or ≠ in it."""
    if isinstance(node, Group):
        return is_inequality(node.of)
    if isinstance(node, Rel):
        return bool(letters_of(node)) and (node.op in ("<", ">", "<=", ">=", "!=") or is_inequality(node.left))
    return False


def sides_of(task: Task | None) -> tuple[Node, Node] | None:
    """Return the two sides that a task compares."""
    if task is None or task.kind not in ("compare", "order"):
        return None
    try:
        node = read(task.expression) if task.expression else None
        if node is None and len(task.given) == 2:
            return read(task.given[0]), read(task.given[1])
    except ParseError:
        return None
    return (node.left, node.right) if isinstance(node, Rel) else None


def judge_comparison(key: Rel, written: Written, task: Task | None) -> Grade:
    """Return the grade of a comparison: a sign, a whole statement either way round, words, or the side that is named as the larger."""
    sides = sides_of(task) if isinstance(key.left, Blank) or isinstance(key.right, Blank) else (key.left, key.right)
    node = written.statement
    if not isinstance(node, Rel) or node.op not in TURNED:
        return _judge_named(key, written, sides, task)
    relation = _seen_from_left(node, sides)
    if relation == "?":
        return unreadable("unchecked") if sides is None else wrong("wrong_value")
    return right() if relation == key.op else wrong("wrong_relation")


def _seen_from_left(node: Rel, sides: tuple[Node, Node] | None) -> str:
    """Return the relation as it stands between the two sides in their order; "?" where the response compares something else."""
    if isinstance(node.left, Blank) and isinstance(node.right, Blank):
        return node.op
    if sides is None:
        return "?"
    named = [same(side, node.left) is True for side in sides]
    other = [isinstance(node.right, Blank) or same(side, node.right) is True for side in reversed(sides)]
    if named[0] and other[0]:
        return node.op
    return TURNED[node.op] if named[1] and other[1] else "?"


def _judge_named(key: Rel, written: Written, sides: tuple[Node, Node] | None, task: Task | None) -> Grade:
    if written.kind == "several":
        return unreadable("several_answers")
    if written.final is None or sides is None:
        return unreadable("unreadable") if written.final is None else unreadable("unchecked")
    named = [same(side, written.final) is True for side in sides]
    if not any(named):
        return wrong("wrong_value")
    smaller = task is not None and task.want == "smallest"
    relation = (">" if named[0] else "<") if not smaller else ("<" if named[0] else ">")
    return right("other_form") if relation == key.op and not all(named) else wrong("wrong_relation")


def named_side(node: Node | None, task: Task | None) -> Node | None:
    """Return the value that a comparison names: the larger side, or the smaller where the task wants it; None where it names none."""
    if not isinstance(node, Rel) or node.op not in ("<", ">") or letters_of(node):
        return None
    smaller = task is not None and task.want == "smallest"
    left, other = node.left, node.right
    sides = sides_of(task)
    if sides and isinstance(left, Blank):
        left, other = sides
    elif sides and isinstance(other, Blank):
        other = sides[1] if same(sides[0], left) else sides[0]
    chosen = left if (node.op == ">") != smaller else other
    return None if isinstance(chosen, Blank) or _is_false(node.op, left, other) else chosen


def _is_false(op: str, left: Node, other: Node) -> bool:
    try:
        return (value(left) > value(other)) != (op == ">")
    except CannotCheck:
        return False


def interval(text: str) -> tuple[str, ...]:
    """Return the inequalities in x that an interval such as [2, 5) or (-∞, 3] stands for; () for anything else."""
    found = _INTERVAL.fullmatch(text)
    if not found:
        return ()
    opening, low, high, closing = found.groups()
    parts = []
    if not _INFINITE.fullmatch(low.lstrip("-−").strip()):
        parts.append(f"x {'>=' if opening == '[' else '>'} {low}")
    if not _INFINITE.fullmatch(high.strip()):
        parts.append(f"x {'<=' if closing == ']' else '<'} {high}")
    return tuple(parts)


def as_inequality(text: str, letter: str) -> Node | None:
    """Return an interval as a statement about a letter, None where the text is no interval."""
    parts = interval(text)
    try:
        nodes = tuple(read(part.replace("x", letter, 1)) for part in parts)
    except ParseError:
        return None
    return None if not nodes else nodes[0] if len(nodes) == 1 else Listing(nodes)


def judge_inequality(key: Node, written: Written, given: Node | None, shown_as_interval: bool) -> Grade:
    """Return the grade of an inequality: any way of writing its solutions, solved; `given` is an interval read as a statement."""
    node = given or written.statement
    if node is None or not (is_inequality(node) or is_bound(node) or isinstance(node, Listing)):
        return wrong("wrong_relation") if written.final is not None else unreadable("unreadable")
    node = _with_letter(node, min(letters_of(key), default=""))
    if letters_of(node) != letters_of(key):
        return wrong("wrong_value")
    alike = same(key, node)
    if alike is None:
        return unreadable("unchecked")
    if alike:
        if is_solved(key) and not is_solved(node):
            return unreadable("unfinished")
        return right("other_form" if shown_as_interval else "correct")
    return wrong("wrong_relation") if _differs_in_sign(key, node) else wrong("wrong_value")


def is_bound(node: Node | None) -> bool:
    """Return True for "more than 12", read as ? > 12."""
    return (
        isinstance(node, Rel) and isinstance(node.left, Blank) and not isinstance(node.right, Blank) and node.op != "="
    )


def _with_letter(node: Node, letter: str) -> Node:
    return Rel(node.op, Name(letter), node.right) if isinstance(node, Rel) and is_bound(node) and letter else node


def is_solved(node: Node) -> bool:
    """Return True for a letter alone on one side: x < 3, 3 > x, -3 <= x <= 3."""
    if isinstance(node, Listing):
        return all(map(is_solved, node.items))
    if not isinstance(node, Rel):
        return False
    if isinstance(node.left, Rel):
        return isinstance(node.left.right, Name) and not letters_of(node.right) and not letters_of(node.left.left)
    left, other = node.left, node.right
    return (isinstance(left, Name) and not letters_of(other)) or (isinstance(other, Name) and not letters_of(left))


def _differs_in_sign(key: Node, node: Node) -> bool:
    """Return True where another sign in the response would make it right: x ≤ 3 for x < 3, x > 3 for x < 3."""
    if is_solved(key) and is_solved(node):
        return _bounds(key) == _bounds(node)
    if not isinstance(key, Rel) or not isinstance(node, Rel):
        return False
    return any(same(key, Rel(op, node.left, node.right)) is True for op in ("<", "<=", ">", ">="))


def _bounds(node: Node) -> frozenset[Fraction]:
    """Return the numbers that a solved inequality names."""
    if isinstance(node, Listing | Rel):
        return frozenset().union(*(_bounds(part) for part in children(node)))
    try:
        return frozenset({value(node)})
    except CannotCheck:
        return frozenset()


def judge_equation(key: Rel, written: Written) -> Grade:
    """Return the grade of an equation in letters (y = 2x + 3): any equation with the same solutions."""
    node = written.statement
    if not isinstance(node, Rel):
        named = isinstance(key.left, Name) or isinstance(key.right, Name)
        bare_side = written.final is not None and named and same(result_of(key), written.final) is True
        return (
            wrong("form")
            if bare_side
            else wrong("wrong_value")
            if written.final is not None
            else unreadable("unreadable")
        )
    if node.op != "=":
        return wrong("wrong_relation")
    alike = same(key, node)
    if alike is None:
        return unreadable("unchecked")
    if not alike:
        return wrong("wrong_value")
    straight = same(key.left, node.left) and same(key.right, node.right)
    turned = same(key.left, node.right) and same(key.right, node.left)
    return right() if straight or turned else right("other_form")
