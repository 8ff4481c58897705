"""Malrules for the order of operations: what is done first, and what brackets are taken to mean.

An expression is laid out as it is read, numbers and signs from left to right, and put together again in the pupil's order.
"""

from tutor.diagnosis.procedures.registry import procedure
from tutor.domain import Task
from tutor.maths.tree import Bin, Frac, Group, Neg, Node, Num

Tokens = list[Node | str]
"""Operands and operations in turn, as read from left to right."""
Rank = dict[str, int]
RANK: Rank = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}


def laid_out(node: Node, signs: str, *, through_brackets: bool = False) -> Tokens:
    """Return the operands of the node and the signs between them; other operations, and brackets, stay whole."""
    if through_brackets and isinstance(node, Group) and isinstance(node.of, Bin):
        node = node.of
    if not isinstance(node, Bin) or node.op not in signs:
        return [node]
    left, right = (laid_out(side, signs, through_brackets=through_brackets) for side in (node.left, node.right))
    return [*left, node.op, *right]


def put_together(tokens: Tokens, rank: Rank) -> Node:
    """Return the tree in which signs of higher rank bind first, and equal ones from left to right."""
    operands: list[Node] = []
    waiting: list[str] = []

    def join() -> None:
        right, left, op = operands.pop(), operands.pop(), waiting.pop()
        operands.append(Bin(op, left, right, "÷" if op == "/" else ""))  # type: ignore[arg-type]

    for token in tokens:
        if not isinstance(token, str):
            operands.append(token)
            continue
        while waiting and rank[waiting[-1]] >= rank[token]:
            join()
        waiting.append(token)
    while waiting:
        join()
    return operands[0]


def _is_plain(token: Node | str) -> bool:
    """Tell whether the operand is one that these pupils meet here: a number, a power, brackets, another operation on numbers."""
    if isinstance(token, Bin):
        return _is_plain(token.left) and _is_plain(token.right)
    return _is_plain(token.of) if isinstance(token, Group | Neg) else isinstance(token, str | Num | Frac)


def _reordered(name: str, rank: Rank, one: str, other: str) -> None:
    """Register the order in which signs bind by `rank`, where a sign of `one` and a sign of `other` meet."""

    @procedure(name, "several")
    def reordered(site: Node, task: Task) -> Node | None:
        tokens = laid_out(site, "".join(rank))
        meet = all(any(sign in tokens for sign in signs) for signs in (one, other))
        return put_together(tokens, rank) if meet and all(map(_is_plain, tokens)) else None


_reordered("order.left_to_right", {"+": 1, "-": 1, "*": 1, "/": 1}, "+-", "*/")
_reordered("order.adds_first", {"+": 2, "-": 2, "*": 1, "/": 1}, "+-", "*/")
_reordered("order.addition_before_subtraction", {"+": 2, "-": 1}, "+", "-")
_reordered("order.multiplication_before_division", {"*": 2, "/": 1}, "*", "/")


@procedure("order.ignores_brackets", "several")
def ignores_brackets(site: Node, task: Task) -> Node | None:
    """Return the expression as if its brackets were not there (2 × (3 + 4): 6 + 4). Source: Kieran 1979."""
    tokens = laid_out(site, "+-*/^", through_brackets=True) if isinstance(site, Bin) else []
    if len(tokens) <= len(laid_out(site, "+-*/^")) or not all(map(_is_plain, tokens)):
        return None
    return put_together(tokens, RANK)
