"""What anybody may come up with from the numbers of a task: the answers that many procedures reach and that accuse nobody.

How much such answers weigh is left to `likelihood`.
"""

from collections.abc import Hashable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, permutations

from tutor.diagnosis.literal import bare, is_whole, key, literals, number
from tutor.diagnosis.malrule import ONE_OF_MANY
from tutor.diagnosis.predict import names_of, right_answer, tree_of, values_to_rank
from tutor.diagnosis.work import rebuilt, work
from tutor.domain import Task
from tutor.errors import CannotCheck
from tutor.maths.tree import Bin, Frac, Listing, Mixed, Node, Num, Operator, Rel, Relation, children

Weighted = Iterator[tuple[Hashable, float]]
MOST_NUMBERS = 4
MOST_ORDERED = 6
OPERATIONS: tuple[tuple[Operator, str], ...] = (("+", ""), ("-", ""), ("*", ""), ("/", "÷"))
RELATIONS: tuple[tuple[Relation, float], ...] = (("<", 4), (">", 4), ("=", 2))
TENS = tuple(Fraction(10) ** power for power in (-3, -2, -1, 1, 2, 3))


@lru_cache(maxsize=4096)
def common(task: Task) -> Mapping[Hashable, float]:
    """Return wrong answer -> how large a share of all common wrong answers it is; the shares sum to 1, or there are none.

    They come from each operation on the task's numbers, whole or part by part, swapped, with signs dropped, the point moved, or
    copied; for comparisons and orderings from all other signs and orders. Source: ours.
    """
    tree, right = tree_of(task), right_answer(task)
    right_key = key(right) if right is not None else None
    weights: dict[Hashable, float] = {}
    for answer, weight in _reached(task, tree, right) if tree is not None else ():
        if answer != right_key:
            weights[answer] = weights.get(answer, 0.0) + weight
    total = sum(weights.values())
    return {answer: weight / total for answer, weight in weights.items()}


def _reached(task: Task, tree: Node, right: Node | None) -> Weighted:
    values = values_to_rank(tree)
    if task.kind in ("compare", "order") and values:
        yield from _other_orders(task, values, right)
        return
    numbers = [(node, worth) for node in literals(tree) if (worth := number(node)) is not None]
    yield from _one_by_one(numbers)
    for first, second in combinations(numbers[:MOST_NUMBERS], 2):
        share = 1.0 if len(numbers) == 2 else 0.4
        yield from ((answer, weight * share) for answer, weight in _paired(first[1], second[1]))
        yield from ((answer, weight * share) for answer, weight in _part_by_part(first[0], second[0]))
    if len(numbers) > 2:
        yield from _other_operations(tree, task)
    if right is not None and (worth := number(right)) is not None:
        yield from _near_the_point(worth)


def _other_orders(task: Task, values: list[Node], right: Node | None) -> Weighted:
    if task.kind == "compare" and len(values) == 2 and not isinstance(bare(right or Num("0")), Frac | Num | Mixed):
        yield from ((key(Rel(sign, values[0], values[1])), share) for sign, share in RELATIONS)
    elif task.want in ONE_OF_MANY or task.kind == "compare":
        yield from ((key(value), 1.0) for value in values)
    else:
        for order in permutations(values[:MOST_ORDERED]):
            turned = isinstance(right, Listing) and order == tuple(reversed(right.items))
            yield key(Listing(order)), 6.0 if turned else 1.0


def _one_by_one(numbers: list[tuple[Node, Fraction]]) -> Weighted:
    for node, worth in numbers:
        yield worth, 1.0
        yield -worth, 0.3
        if len(numbers) == 1:
            yield from _single(node, worth)
    if all(is_whole(node) for node, _ in numbers) and 1 < len(numbers) <= MOST_NUMBERS:
        joined = "".join(str(worth) for _, worth in numbers)
        yield Fraction(joined), 0.5
        yield sum((Fraction(digit) for digit in joined), Fraction(0)), 0.3


def _single(node: Node, worth: Fraction) -> Weighted:
    """Yield what is made of one number alone: cut off or rounded at each place, one part of a fraction divided or reduced."""
    for place in (*(Fraction(10) ** power for power in range(-3, 5)),):
        down = worth // place * place
        yield from ((down, 0.6), (down + place, 0.6))
    parts = _parts(node)
    if parts is None:
        return
    top, bottom = parts
    for by in (2, 3, 4, 5, 6):
        yield from ((made, 0.4) for made in (worth / by, worth * by) if made)
        if bottom != by and top > by:
            yield (top - by) / (bottom - by), 0.4
        yield (top + by) / (bottom + by), 0.4
    if top:
        yield bottom / top, 0.6
    yield from ((top + bottom, 0.3), (top * bottom, 0.3), (bottom - top, 0.3))


def _paired(first: Fraction, second: Fraction) -> Weighted:
    for result in _operated(first, second):
        yield result, 2.0
        yield -result, 0.5
        yield abs(result), 0.5
        if first.denominator == 1 == second.denominator:
            yield from ((result + 1, 0.15), (result - 1, 0.15))
        else:
            yield from ((result * ten, 0.15) for ten in TENS)


def _operated(first: Fraction, second: Fraction) -> Iterator[Fraction]:
    yield from (first + second, first - second, second - first, first * second)
    if second:
        yield first / second
    if first:
        yield second / first


def _parts(node: Node) -> tuple[Fraction, Fraction] | None:
    """Return top and bottom of a fraction as written, of a mixed number as an improper one."""
    node = bare(node)
    if isinstance(node, Mixed):
        worth, bottom = number(node), number(node.bottom)
        return (worth * bottom, bottom) if worth is not None and bottom else None
    if isinstance(node, Frac):
        top, bottom = number(node.top), number(node.bottom)
        return (top, bottom) if top is not None and bottom else None
    if is_whole(node):
        worth = number(node)
        return (worth, Fraction(1)) if worth is not None else None
    return None


def _part_by_part(first: Node, second: Node) -> Weighted:
    """Yield what comes of treating tops and bottoms as numbers of their own, and wholes and fractions of mixed numbers."""
    one, two = _parts(first), _parts(second)
    if one is None or two is None or (one[1] == 1 == two[1]):
        return
    for top in _part_results(one[0], two[0]):
        for bottom in _part_results(one[1], two[1]):
            if bottom:
                yield top / bottom, 0.25
    across = (one[0] * two[1], one[1] * two[0])
    for top in _part_results(*across):
        yield from ((top / bottom, 0.2) for bottom in (one[1] * two[1], one[1] + two[1], across[1]) if bottom)
    if isinstance(bare(first), Mixed) or isinstance(bare(second), Mixed):
        yield from _whole_and_rest(number(first) or Fraction(0), number(second) or Fraction(0))


def _part_results(one: Fraction, two: Fraction) -> list[Fraction]:
    return [one, two, one + two, abs(one - two), one * two]


def _whole_and_rest(first: Fraction, second: Fraction) -> Weighted:
    wholes, rests = (first // 1, second // 1), (first % 1, second % 1)
    for whole in _part_results(Fraction(wholes[0]), Fraction(wholes[1])):
        yield from ((whole + rest, 0.25) for rest in _part_results(*rests))


def _other_operations(tree: Node, task: Task) -> Weighted:
    """Yield what the expression comes to with one operation taken for another, or with one part left out."""
    names = names_of(task)
    for changed in _changed(tree):
        try:
            done = work(changed, names)
        except CannotCheck:
            continue
        if number(done) is not None:
            yield key(done), 1.0


def _changed(node: Node) -> Iterator[Node]:
    if isinstance(node, Bin):
        yield from (Bin(op, node.left, node.right, sign) for op, sign in OPERATIONS if op != node.op)
        yield from (node.left, node.right)
        yield Bin(node.op, node.right, node.left, node.sign)
        if isinstance(node.left, Bin):
            yield Bin(
                node.left.op, node.left.left, Bin(node.op, node.left.right, node.right, node.sign), node.left.sign
            )
        if isinstance(node.right, Bin):
            yield Bin(
                node.right.op, Bin(node.op, node.left, node.right.left, node.sign), node.right.right, node.right.sign
            )
    for place, part in enumerate(children(node)):
        for changed in _changed(bare(part)):
            yield _with_part(node, place, changed)


def _with_part(node: Node, place: int, changed: Node) -> Node:
    count = iter(range(place + 1))
    return rebuilt(node, lambda part: changed if next(count, None) == place else part)


def _near_the_point(worth: Fraction) -> Weighted:
    yield -worth, 1.0
    if worth:
        yield 1 / worth, 0.5
    for ten in TENS:
        yield worth * ten, 0.5
