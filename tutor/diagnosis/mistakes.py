"""Wrong answers that accuse nobody: those that a moment's carelessness makes, and those that many procedures reach from the numbers.

How much such answers weigh is left to `likelihood`.
"""

import re
from collections.abc import Hashable, Iterator, Sequence
from contextlib import suppress
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, permutations

from tutor.diagnosis.literal import bare, is_whole, key, literals, number
from tutor.diagnosis.malrule import ONE_OF_MANY
from tutor.diagnosis.predict import names_of, right_answer, tree_of, values_to_rank
from tutor.diagnosis.work import rebuilt, work
from tutor.domain import Task
from tutor.errors import CannotCheck
from tutor.maths.number import places
from tutor.maths.show import show
from tutor.maths.tree import Bin, Frac, Listing, Mixed, Node, Num, Operator, Rel, Relation, children

Weighted = list[tuple[Hashable, float]]
Parts = tuple[float, float]
MOST_NUMBERS = 4
MOST_ORDERED = 6
DECIMALS = 9
SAME = 5e-10
"""Up to which difference two numbers are taken for the same, and a weight for none."""
OPERATIONS: tuple[tuple[Operator, str], ...] = (("+", ""), ("-", ""), ("*", ""), ("/", "÷"))
RELATIONS: tuple[tuple[Relation, float], ...] = (("<", 4), (">", 4), ("=", 2))
TENS = (0.001, 0.01, 0.1, 10.0, 100.0, 1000.0)
PLACES = (0.001, 0.01, 0.1, 1.0, 10.0, 100.0, 1000.0, 10000.0)
ONE_OFF, TWO_OFF, PLACE_OFF, SIGN, POINT, TURNED, DIGIT, SLIGHT = 0.14, 0.04, 0.08, 0.35, 0.06, 0.06, 0.2, 0.01
LONGEST = 10**12
TENFOLD = tuple(10**count for count in range(1, 7))


def near(answer: Hashable, meant: Hashable, written: tuple[int, int] | None = None) -> float:
    """Return P(the careless answer | what was meant), in [0, 0.5]; 0 where they are equal or far apart.

    written: top and bottom of the answer where it is written as a fraction. Source: ours.
    """
    if answer == meant:
        return 0.0
    if isinstance(answer, Fraction) and isinstance(meant, Fraction):
        return _near_number(answer, meant, written or (answer.numerator, answer.denominator))
    if isinstance(answer, tuple) and isinstance(meant, tuple) and answer and meant and answer[0] == meant[0]:
        return _near_tuple(answer, meant)
    return 0.0


def near_written(written: Node | None, meant: Node | None) -> float:
    """Return P(careless answer | what was meant), in [0, 0.5], where both are written alike but for one number or one sign; else 0."""
    if written is None or meant is None:
        return 0.0
    one, two = (re.findall(r"[\d.]+|\S", show(node)) for node in (written, meant))
    odd = _odd(one, two) if len(one) == len(two) else []
    if len(odd) != 1:
        return SIGN if one[:1] == ["-"] and one[1:] == two else 0.0
    answer, wanted = one[odd[0]], two[odd[0]]
    if answer.isdigit() and wanted.isdigit():
        return max(_near_whole(int(answer), int(wanted)), SLIGHT) / sum(map(str.isdigit, two))
    return SIGN / 2 if {answer, wanted} <= {"+", "-"} else 0.0


def _near_tuple(answer: tuple[Hashable, ...], meant: tuple[Hashable, ...]) -> float:
    """Return the chance of another sign in a comparison, of two neighbours swapped in a list."""
    if answer[0] == "relation":
        return 0.5
    if len(answer) != len(meant):
        return 0.0
    odd = _odd(answer, meant)
    if answer[0] == "list" and sorted(map(str, answer)) == sorted(map(str, meant)):
        return 0.5 / (len(meant) - 1) if len(odd) == 2 and odd[1] == odd[0] + 1 else 0.02
    return 0.1 if len(odd) == 1 else 0.0


def _odd(one: Sequence[Hashable], two: Sequence[Hashable]) -> list[int]:
    return [place for place, (left, right) in enumerate(zip(one, two, strict=True)) if left != right]


def _near_number(answer: Fraction, meant: Fraction, written: tuple[int, int]) -> float:
    """Return the chance of another sign or place of the point, of a decimal off in its last place, of one part of a fraction off.

    It is reckoned in whole numbers, over both denominators: this is asked for each misconception, and fractions take ten times as long.
    """
    (top, bottom), (over, under) = answer.as_integer_ratio(), meant.as_integer_ratio()
    chance = SIGN if top == -over and bottom == under else 0.0
    if bottom == 1 == under:
        return max(chance, _near_whole(top, over))
    one, two = top * under, over * bottom
    if (one == 10 * two or 10 * one == two) and None not in (places(answer), places(meant)):
        return max(chance, POINT)
    ten = next((ten for ten in TENFOLD if not ten % bottom and not ten % under), 0)
    if ten:
        chance = max(chance, _near_whole(top * ten // bottom, over * ten // under))
    return max(chance, ONE_OFF / 2 if abs(one - two) == bottom * under else _near_parts(answer, meant, written))


def _near_whole(answer: int, meant: int) -> float:
    if max(abs(answer), abs(meant)) > LONGEST:
        return 0.0
    off = abs(answer - meant)
    if off <= 2:
        return ONE_OFF if off == 1 else TWO_OFF
    if off in (10, 100, 1000) and abs(meant) >= off // 2:
        return PLACE_OFF
    if meant and answer and max(abs(answer), abs(meant)) == 10 * min(abs(answer), abs(meant)):
        return POINT
    return _near_digits(str(abs(answer)), str(abs(meant)))


def _near_digits(answer: str, meant: str) -> float:
    """Return the chance of one wrong digit, or of two neighbours turned round."""
    odd = _odd(answer, meant) if len(answer) == len(meant) > 1 else []
    if len(odd) == 1:
        return DIGIT / (8 * len(meant))
    turned = len(odd) == 2 and odd[1] == odd[0] + 1 and answer[odd[0] : odd[1] + 1] == meant[odd[0] : odd[1] + 1][::-1]
    return TURNED / (len(meant) - 1) if turned else 0.0


def _near_parts(answer: Fraction, meant: Fraction, written: tuple[int, int]) -> float:
    """Return the chance of one part of a fraction being off by one or two."""
    top, bottom = abs(written[0]), written[1]
    (size, under), (over, below) = abs(meant).as_integer_ratio(), abs(answer).as_integer_ratio()
    chances = [_off(size * bottom, under, top), _off(over * under, below, size)]
    if size and top:
        chances += [_off(top * under, size, bottom) / 2, _off(size * below, over, under) / 2]
    return max(chances)


def _off(over: int, under: int, two: int) -> float:
    """Return the chance of writing one whole number for a quotient that is another."""
    return 0.0 if over % under else {1: ONE_OFF, 2: TWO_OFF}.get(abs(over // under - two), 0.0)


# What many procedures reach


def share(answer: Hashable, task: Task) -> float | None:
    """Return how large a share of all common wrong answers this one is, in [0, 1]; None where the task has no common ones."""
    reached, total = common(task)
    return _weight(answer, reached) / total if total > SAME else None


@lru_cache(maxsize=8192)
def common(task: Task) -> tuple[Weighted, float]:
    """Return common answers, each with a weight (one may come several times), and what the wrong ones of them weigh together.

    They come from each operation on the task's numbers, whole or part by part, swapped, with signs dropped, the point moved, or
    copied; for comparisons and orderings from all other signs and orders. Numbers are no fractions, which would take ten times as long.
    Source: ours.
    """
    tree, right = tree_of(task), right_answer(task)
    reached = _reached(task, tree, right) if tree is not None else []
    weight = sum(weight for _, weight in reached)
    return reached, weight if right is None else weight - _weight(key(right), reached)


def _weight(answer: Hashable, reached: Weighted) -> float:
    """Return what an answer weighs among those that are reached."""
    answer = _inexact(answer)
    if not isinstance(answer, float):
        return sum(weight for other, weight in reached if other == answer)
    low, high = answer - SAME, answer + SAME
    return sum(weight for other, weight in reached if type(other) is float and low < other < high)


def _inexact(answer: Hashable) -> Hashable:
    with suppress(OverflowError):
        return float(answer) if isinstance(answer, Fraction) else answer
    return answer


def _reached(task: Task, tree: Node, right: Node | None) -> Weighted:
    values = values_to_rank(tree)
    if task.kind in ("compare", "order") and values:
        return _other_orders(task, values, right)
    numbers = [(node, float(worth)) for node in literals(tree) if (worth := number(node)) is not None]
    reached = _one_by_one(numbers)
    for (first, one), (second, two) in combinations(numbers[:MOST_NUMBERS], 2):
        made = _paired(one, two) + _part_by_part(first, second)
        reached += made if len(numbers) == 2 else [(answer, 0.4 * weight) for answer, weight in made]
    if len(numbers) > 2:
        reached += _other_operations(tree, task)
    if right is not None and (worth := number(right)) is not None:
        size = float(worth)
        reached += [(-size, 1.0), *([(1 / size, 0.5)] if size else ()), *[(size * ten, 0.5) for ten in TENS]]
    return reached


def _other_orders(task: Task, values: list[Node], right: Node | None) -> Weighted:
    if task.kind == "compare" and len(values) == 2 and not isinstance(bare(right or Num("0")), Frac | Num | Mixed):
        return [(key(Rel(sign, values[0], values[1])), weight) for sign, weight in RELATIONS]
    if task.want in ONE_OF_MANY or task.kind == "compare":
        return [(_inexact(key(value)), 1.0) for value in values]
    backwards = tuple(reversed(right.items)) if isinstance(right, Listing) else ()
    return [(key(Listing(order)), 6.0 if order == backwards else 1.0) for order in permutations(values[:MOST_ORDERED])]


def _one_by_one(numbers: list[tuple[Node, float]]) -> Weighted:
    reached: Weighted = [pair for _, worth in numbers for pair in ((worth, 1.0), (-worth, 0.3))]
    if len(numbers) == 1:
        reached += _single(*numbers[0])
    elif numbers and len(numbers) <= MOST_NUMBERS and all(is_whole(node) for node, _ in numbers):
        joined = "".join(f"{worth:.0f}" for _, worth in numbers)
        reached += [(float(joined), 0.5), (float(sum(map(int, joined))), 0.3)]
    return reached


def _single(node: Node, worth: float) -> Weighted:
    """Return what is made of one number alone: cut off or rounded at each place, one part of a fraction divided or reduced."""
    downs = [(round(worth / place, DECIMALS) // 1 * place, place) for place in PLACES]
    reached: Weighted = [(made, 0.6) for down, place in downs for made in (down, down + place)]
    parts = _parts(node)
    if parts is None:
        return reached
    top, bottom = parts
    for by in (2, 3, 4, 5, 6):
        reached += [(made, 0.4) for made in (worth / by, worth * by, (top + by) / (bottom + by)) if made]
        if bottom != by and top > by:
            reached.append(((top - by) / (bottom - by), 0.4))
    if top:
        reached.append((bottom / top, 0.6))
    return [*reached, (top + bottom, 0.3), (top * bottom, 0.3), (bottom - top, 0.3)]


def _paired(one: float, two: float) -> Weighted:
    results = [one + two, one - two, two - one, one * two, *([one / two] if two else ()), *([two / one] if one else ())]
    whole = one.is_integer() and two.is_integer()
    near = [made for worth in results for made in ((worth + 1, worth - 1) if whole else [worth * ten for ten in TENS])]
    signed = [(worth, 2.5) if worth > 0 else (worth, 2.0) for worth in results]
    turned = [(-worth, 0.5) if worth > 0 else (-worth, 1.0) for worth in results]
    return [*signed, *turned, *[(made, 0.15) for made in near]]


def _parts(node: Node) -> Parts | None:
    """Return top and bottom of a fraction as written, of a mixed number as an improper one, of a whole number over 1."""
    node = bare(node)
    worth = number(node)
    if worth is None or (isinstance(node, Num) and not is_whole(node)):
        return None
    if isinstance(node, Num):
        return float(worth), 1.0
    bottom = number(node.bottom) if isinstance(node, Frac | Mixed) else None
    return (float(worth * bottom), float(bottom)) if bottom else None


def _part_by_part(first: Node, second: Node) -> Weighted:
    """Return what comes of treating tops and bottoms as numbers of their own, and wholes and fractions of mixed numbers."""
    one, two = _parts(first), _parts(second)
    if one is None or two is None or one[1] == 1 == two[1]:
        return []
    tops, bottoms = _part_results(one[0], two[0]), _part_results(one[1], two[1])
    reached: Weighted = [(top / bottom, 0.25) for top in tops for bottom in bottoms if bottom]
    across = one[0] * two[1], one[1] * two[0]
    bottoms = [bottom for bottom in (one[1] * two[1], one[1] + two[1], across[1]) if bottom]
    reached += [(top / bottom, 0.2) for top in _part_results(*across) for bottom in bottoms]
    if isinstance(bare(first), Mixed) or isinstance(bare(second), Mixed):
        (whole, rest), (other, remainder) = (divmod(top / bottom, 1) for top, bottom in (one, two))
        rests = _part_results(rest, remainder)
        reached += [(made + part, 0.25) for made in _part_results(whole, other) for part in rests]
    return reached


def _part_results(one: float, two: float) -> list[float]:
    return [one, two, one + two, abs(one - two), one * two]


def _other_operations(tree: Node, task: Task) -> Weighted:
    """Return what the expression comes to with one operation taken for another, or with one part left out."""
    names, reached = names_of(task), Weighted()
    for changed in _changed(tree):
        with suppress(CannotCheck):
            done = work(changed, names)
            reached += [(_inexact(key(done)), 1.0)] if number(done) is not None else []
    return reached


def _changed(node: Node) -> Iterator[Node]:
    if isinstance(node, Bin):
        yield from (Bin(op, node.left, node.right, sign) for op, sign in OPERATIONS if op != node.op)
        yield from (node.left, node.right, Bin(node.op, node.right, node.left, node.sign))
        left, right = node.left, node.right
        if isinstance(left, Bin):
            yield Bin(left.op, left.left, Bin(node.op, left.right, right, node.sign), left.sign)
        if isinstance(right, Bin):
            yield Bin(right.op, Bin(node.op, left, right.left, node.sign), right.right, right.sign)
    for place, part in enumerate(children(node)):
        for changed in _changed(bare(part)):
            yield _with_part(node, place, changed)


def _with_part(node: Node, place: int, changed: Node) -> Node:
    count = iter(range(place + 1))
    return rebuilt(node, lambda part: changed if next(count, None) == place else part)
