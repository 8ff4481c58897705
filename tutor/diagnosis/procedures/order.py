"""Malrules for the order of operations: what is done first, and what brackets are taken to mean.

An expression is laid out as it is read, numbers and signs from left to right, and put together again in the pupil's order.
"""

from collections.abc import Callable

from tutor.diagnosis.procedures.registry import procedure
from tutor.domain import Task
from tutor.maths.tree import Bin, Frac, Group, Neg, Node, Num

Tokens = list[Node | str]
"""Operands and operations in turn, as read from left to right."""
RANK = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}


def laid_out(node: Node, signs: str, *, through_brackets: bool = False) -> Tokens:
    """Return the operands of the node and the signs between them; other operations, and brackets, stay whole."""
    if through_brackets and isinstance(node, Group) and isinstance(node.of, Bin):
        return laid_out(node.of, signs, through_brackets=True)
    if not isinstance(node, Bin) or node.op not in signs:
        return [node]
    left = laid_out(node.left, signs, through_brackets=through_brackets)
    right = laid_out(node.right, signs, through_brackets=through_brackets)
    return [*left, node.op, *right]


def put_together(tokens: Tokens, rank: dict[str, int]) -> Node:
    """Return the tree in which signs of higher rank bind first, and equal ones from left to right."""
    operands: list[Node] = []
    waiting: list[str] = []

    def join() -> None:
        right, left = operands.pop(), operands.pop()
        op = waiting.pop()
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


def _reordered(name: str, signs: str, rank: dict[str, int], applies: Callable[[Tokens], bool]) -> None:
    def reordered(site: Node, task: Task) -> Node | None:
        tokens = laid_out(site, signs)
        if len(tokens) < 5 or not applies(tokens) or not all(_is_plain(token) for token in tokens):
            return None
        return put_together(tokens, rank)

    procedure(name)(reordered)


def _is_plain(token: Node | str) -> bool:
    """Tell whether the operand is one that these pupils meet here: a number, a power, brackets, another operation on numbers."""
    if isinstance(token, Bin):
        return _is_plain(token.left) and _is_plain(token.right)
    if isinstance(token, Group | Neg):
        return _is_plain(token.of)
    return isinstance(token, str | Num | Frac)


def _both_ranks(tokens: Tokens) -> bool:
    return any(sign in tokens for sign in ("+", "-")) and any(sign in tokens for sign in ("*", "/"))


_reordered("order.left_to_right", "+-*/", dict.fromkeys("+-*/", 1), _both_ranks)
_reordered("order.adds_first", "+-*/", {"+": 2, "-": 2, "*": 1, "/": 1}, _both_ranks)
_reordered("order.addition_before_subtraction", "+-", {"+": 2, "-": 1}, lambda tokens: "+" in tokens and "-" in tokens)
_reordered(
    "order.multiplication_before_division", "*/", {"*": 2, "/": 1}, lambda tokens: "*" in tokens and "/" in tokens
)


@procedure("order.ignores_brackets")
def ignores_brackets(site: Node, task: Task) -> Node | None:
    """Return the expression as if its brackets were not there (2 × (3 + 4): 6 + 4). Source: Kieran 1979."""
    if isinstance(site, Group):
        return None
    tokens = laid_out(site, "+-*/^", through_brackets=True)
    if len(tokens) <= len(laid_out(site, "+-*/^")) or not all(_is_plain(token) for token in tokens):
        return None
    return put_together(tokens, RANK)
