"""The right answer to a task, computed from the task alone. It knows nothing of item models, so it is a second route to every key."""

import statistics
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import gcd, isqrt, lcm

from tutor.domain import Task
from tutor.errors import CannotCheck
from tutor.maths import tree
from tutor.maths.answers.values import approximate
from tutor.maths.compare import DENIED
from tutor.maths.number import place_of, written
from tutor.maths.read import read
from tutor.maths.reading import units
from tutor.maths.show import show
from tutor.maths.tasks.equations import ALL_NUMBERS, NO_SOLUTION, line, slope, solved, solved_together
from tutor.maths.tasks.figures import worked_out
from tutor.maths.tasks.phrases import clean, operate, with_letter
from tutor.maths.tasks.pieces import cut
from tutor.maths.tasks.rewrite import collected, factored, has_fraction, natural, size
from tutor.maths.tree import (
    Bin,
    Blank,
    Frac,
    Group,
    Listing,
    Mixed,
    Name,
    Neg,
    Node,
    Num,
    Quantity,
    Ratio,
    Rel,
    Relation,
)
from tutor.maths.value import measure, value


@lru_cache(maxsize=4096)
def answer(task: Task) -> Node:
    """Return the right answer as a tree, in the form the task asks for, else in the form its problem is written in.

    compare: the finished comparison, or the value where the largest or smallest is wanted; order: a Listing; solve: x = 20/3, a Listing
    of such, 0 = 1 where nothing and 0 = 0 where everything solves it, the bare number for a gap; intercept and slope: a number; point: a
    Group of a Listing; a mode that is not one value: a Listing. Raises CannotCheck (also for step and explain, which have no one
    answer) and ParseError. Source: ours.
    """
    work = _ROUTES.get(task.kind)
    if work is None:
        raise CannotCheck(f"A task of the kind {task.kind!r} has no single answer.")
    return work(task)


def answer_text(task: Task) -> str:
    """Return the right answer as a pupil should write it: "5/6", "<", "0.35", "x = 4", "no solution", "12, 8". Raises as `answer`."""
    right = answer(task)
    if right == NO_SOLUTION:
        return "no solution"
    if right == ALL_NUMBERS:
        return "all numbers"
    if task.kind == "compare" and isinstance(right, Rel):
        return right.op
    return show(right)


def _in_form(worth: Fraction, form: str, *surface: Node) -> Node:
    if form.startswith("rounded:"):
        return written(worth, f"rounded:{place_of(form.removeprefix('rounded:'), worth)}")
    if form in ("simplest", "mixed", "improper", "decimal", "percent", "whole") or form.startswith("unit:"):
        return written(worth, form)
    return natural(worth, *surface)


_OF_WHOLES: dict[str, Callable[[Fraction, Fraction], Fraction | int]] = {
    "groups needed": lambda n, d: -(-n // d), "full groups": lambda n, d: n // d, "left over": lambda n, d: n % d
}  # fmt: skip
"""What a story makes of a division that leaves a rest."""


def _evaluate(task: Task) -> Node:
    node = read(task.expression)
    if isinstance(node, Rel) and isinstance(node.right, Blank):
        node = node.left
    if tree.units_of(node):
        return _measured(node)
    about = approximate(node) if task.form.startswith("rounded:") else None
    try:
        worth = value(node)
    except CannotCheck:  # a root has a decimal where it may be rounded, and a simplest form
        if about is None:
            if task.form != "simplest":
                raise
            return collected(node)
        worth = Fraction(about)
    if task.want in _OF_WHOLES and isinstance(node, Bin):
        worth = Fraction(_OF_WHOLES[task.want](value(node.left), value(node.right)))
    return _in_form(worth, task.form, node)


def _measured(node: Node) -> Node:
    """Return the worth in the first written unit, or its square or cube, that measures what the result measures."""
    result = measure(node)
    if not result.dimensions:
        return natural(result.amount, node)
    written_in = [part.unit for part in tree.walk(node) if isinstance(part, Quantity)]
    named = [name for unit in written_in for name in (unit, unit.partition("/")[0])]
    for symbol in (unit + power for unit in named for power in ("", "²", "³")):
        with suppress(CannotCheck):
            unit = units.unit(symbol)
            if unit.dimensions == result.dimensions:
                return written(result.amount / unit.size, f"unit:{symbol}")
    raise CannotCheck("The unit of this result is not known.")


def _simplify(task: Task) -> Node:
    node = read(task.expression)
    try:
        worth = value(node)
    except CannotCheck:
        return collected(node)
    return written(worth, "mixed" if isinstance(node, Mixed) else "simplest")


def _compare(task: Task) -> Node:
    if task.want and task.want not in DENIED:
        nodes = [read(text) for text in task.given]
        ranked = sorted(nodes, key=size)
        return ranked[-1] if task.want == "largest" else ranked[0]
    node = read(task.expression)
    if not isinstance(node, Rel):
        raise CannotCheck("There is nothing to compare here.")
    left, right = size(node.left), size(node.right)
    op: Relation = "<" if left < right else ">" if left > right else "="
    return Rel(op, node.left, node.right)


def _order(task: Task) -> Node:
    nodes = [read(text) for text in task.given]
    return Listing(tuple(sorted(nodes, key=size, reverse=task.want == "descending")))


def _round(task: Task) -> Node:
    node = read(task.expression)
    worth = value(node)
    rounded = written(worth, f"rounded:{place_of(task.want, worth)}")
    if not isinstance(node, Quantity):
        return rounded
    size = rounded.of if isinstance(rounded, Neg) else rounded
    quantity = Quantity(size, node.unit, node.before)
    return quantity if size is rounded else Neg(quantity)


def _convert(task: Task) -> Node:
    node = read(task.expression)
    if task.want == "equivalent":
        if not isinstance(node, Frac):
            raise CannotCheck("Only a fraction has equivalent fractions.")
        return Frac(written(2 * value(node.top), ""), written(2 * value(node.bottom), ""))
    form = {"fraction": "simplest"}.get(task.want, task.want)
    if form in ("simplest", "decimal", "percent", "mixed", "improper", "scientific"):
        return written(value(node), form)
    here, there = measure(node), units.unit(task.want)
    if here.dimensions != there.dimensions:
        raise CannotCheck("These units measure different things.")
    return written(here.amount / there.size, f"unit:{task.want}")


def _solve(task: Task) -> Node:
    if task.given:
        found = solved_together([read(text) for text in task.given])
        return Listing(tuple(Rel("=", Name(name), written(number, "")) for name, number in found.items()))
    statement = read(task.expression)
    return solved(statement, task.want or "x")


def _substitute(task: Task) -> Node:
    node, names, surface = read(task.expression), {}, []
    for text in task.given:
        setting = read(text)
        if not (isinstance(setting, Rel) and isinstance(setting.left, Name)):
            raise CannotCheck("A letter is set by an equation such as x = 3.")
        names[setting.left.letter] = value(setting.right)
        surface.append(setting.right)
    return _in_form(value(node, names), task.form, node, *surface)


def _coordinates(text: str) -> tuple[Fraction, Fraction]:
    node = read(text)
    inside = node.of if isinstance(node, Group) else node
    if not isinstance(inside, Listing) or len(inside.items) != 2:
        raise CannotCheck("A point has two coordinates.")
    return value(inside.items[0]), value(inside.items[1])


def _slope(task: Task) -> Node:
    if task.given:
        return written(slope([_coordinates(text) for text in task.given]), "")
    a, b, _ = line(read(task.expression))
    if not b:
        raise CannotCheck("An upright line has no slope.")
    return written(-a / b, "")


def _intercept(task: Task) -> Node:
    a, b, c = line(read(task.expression))
    factor = b if task.want == "y" else a
    if not factor:
        raise CannotCheck("This line does not meet that axis in one point.")
    return written(-c / factor, "")


def _point(task: Task) -> Node:
    if task.want in ("x", "y"):
        return written(_coordinates(task.given[0])["xy".index(task.want)], "")
    if task.want != "intersection":
        ends = [_coordinates(text) for text in task.given]
        middle = [sum((end[axis] for end in ends), Fraction(0)) / len(ends) for axis in (0, 1)]
    else:
        middle = list(solved_together([read(text) for text in task.given]).values())
    return Group(Listing(tuple(written(number, "") for number in middle)))


def _translate(task: Task) -> Node:
    """Return the algebra of the phrase in `given`, read anew; the expression itself where no phrase is given."""
    if not task.given or task.want == "line":
        node = read(task.expression)
        return replace(node, right=collected(node.right)) if isinstance(node, Rel) else collected(node)
    phrase, _, result = task.given[0].partition(" is ")
    message = cut(clean(phrase))
    operate(message)
    if message.text not in [f"§{piece.kind}{place}" for place, piece in enumerate(message.pieces) if piece.words]:
        raise CannotCheck("This phrase is not one that can be turned into algebra.")
    return read(with_letter(message.pieces[-1].text, task.want) + (f" = {result}" if result else ""))


def _average(task: Task) -> Node:
    """Return the mean, median, mode or range of the given values, in their unit; several modes as a Listing.

    Raises CannotCheck where there are no values, or all come equally often and the mode is asked.
    """
    nodes = [read(text) for text in task.given]
    numbers = [value(node) for node in nodes]
    if not nodes:
        raise CannotCheck("There are no values.")
    if task.kind == "mode":
        modes = sorted(statistics.multimode(numbers))
        if 1 < len(modes) == len(set(numbers)):
            raise CannotCheck("No value comes more often than the others.")
        found = tuple(_in_their_unit(number, nodes) for number in modes)
        return found[0] if len(found) == 1 else Listing(found)
    if task.kind == "range":
        return _in_their_unit(max(numbers) - min(numbers), nodes)
    return _in_their_unit((statistics.mean if task.kind == "mean" else statistics.median)(numbers), nodes)


def _in_their_unit(worth: Fraction, nodes: list[Node]) -> Node:
    found = {node.unit if isinstance(node, Quantity) else "" for node in nodes}
    if len(found) > 1:
        raise CannotCheck("These values are not in one unit.")
    unit = found.pop()
    return written(worth, f"unit:{unit}") if unit else natural(worth, *nodes)


WHETHER: dict[str, Callable[..., bool]] = {
    "prime": lambda n: n > 1 and all(n % each for each in range(2, isqrt(n) + 1)),
    "factor": lambda k, n: n % k == 0, "multiple": lambda n, k: n % k == 0, "divisible": lambda n, k: n % k == 0
}  # fmt: skip
"""What may be asked of whole numbers with yes or no."""


def _divisibility(task: Task) -> Node:
    """Return the greatest common factor or least common multiple of the given numbers, all their factors, or the first multiples."""
    numbers = [value(read(text)) for text in task.given]
    if any(each.denominator > 1 or not 0 < each <= 10_000 for each in numbers):
        raise CannotCheck("Factors and multiples are those of whole numbers above zero.")
    whole = [int(each) for each in numbers]
    if task.want in WHETHER:
        return Name("yes" if WHETHER[task.want](*whole) else "no")
    if task.want == "multiples":  # of the first number, as many as the second says
        return Listing(tuple(Num(str(whole[0] * each)) for each in range(1, whole[1] + 1)))
    if task.want == "factors":
        return Listing(tuple(Num(str(each)) for each in range(1, gcd(*whole) + 1) if gcd(*whole) % each == 0))
    return Num(str(gcd(*whole) if task.want == "gcf" else lcm(*whole)))


def _sequence(task: Task) -> Node:
    """Return the next number of a sequence whose numbers go on by one step, or of four and more by one factor; or that at a place."""
    nodes = [read(text) for text in task.given]
    at = next((place for place, node in enumerate(nodes) if isinstance(node, Blank)), 0)
    if at:  # in a gap stands the middle of its neighbours
        nodes[at] = written((value(nodes[at - 1]) + value(nodes[at + 1])) / 2, "")
    numbers = [value(node) for node in nodes]
    steps = {after - before for before, after in pairwise(numbers)}
    if len(numbers) > 2 and len(steps) == 1:
        ahead = int(task.expression) - len(numbers) if task.want == "term" else 1
        return nodes[at] if at else natural(numbers[-1] + ahead * steps.pop(), *nodes)
    if at or len(numbers) < 4 or not all(numbers) or len({after / before for before, after in pairwise(numbers)}) > 1:
        raise CannotCheck("It is not sure how this sequence goes on.")
    return natural(numbers[-1] ** 2 / numbers[-2], *nodes)


def _ratio(task: Task) -> Node:
    """Return the ratio in its smallest whole numbers, the missing part, or the shares of an amount."""
    node = read(task.expression, ratio=True)
    if task.want == "missing":
        gap = _missing_part(node)
        return _in_their_unit(value(gap), [read(task.given[0])]) if task.given else gap  # given: one of its unit
    if not isinstance(node, Ratio):
        raise CannotCheck("There is no ratio here.")
    sizes = [size(part) for part in node.parts]
    if min(sizes) < 0 or not any(sizes):
        raise CannotCheck("A ratio has parts above zero.")
    if task.want.endswith("share"):
        amount = read(task.given[0])
        shares = [_in_their_unit(value(amount) * part / sum(sizes), [amount]) for part in sorted(sizes)]
        if task.want != "share":
            return shares[-1 if task.want == "larger share" else 0]
        return Listing(tuple(shares[sorted(sizes).index(part)] for part in sizes))
    scale = lcm(*(each.denominator for each in sizes))
    whole = [int(each * scale) for each in sizes]
    return Ratio(tuple(Num(str(each // gcd(*whole))) for each in whole))


def _missing_part(node: Node) -> Node:
    if not (isinstance(node, Rel) and isinstance(node.left, Ratio) and isinstance(node.right, Ratio)):
        raise CannotCheck("Two ratios are needed.")
    pairs = list(zip(node.left.parts, node.right.parts, strict=False))
    gaps = [pair for pair in pairs if any(isinstance(part, Blank) for part in pair)]
    known = [(value(left), value(right)) for left, right in pairs if (left, right) not in gaps]
    if len(node.left.parts) != len(node.right.parts) or len(gaps) != 1 or not all(map(all, known)):
        raise CannotCheck("One part of the ratios must be missing.")
    scale = known[0][1] / known[0][0]
    left, right = gaps[0]
    return natural(value(right) / scale if isinstance(left, Blank) else value(left) * scale, node)


def _percent(task: Task) -> Node:
    """Return the part, the whole or the percent, from the two of them that are given."""
    given = {name.strip(): read(text.strip()) for name, _, text in (each.partition("=") for each in task.given)}
    sizes = {name: value(node) for name, node in given.items()}
    try:
        if task.want == "part":
            return _like(sizes["whole"] * sizes["percent"], given["whole"])
        if task.want == "whole":
            return _like(sizes["part"] / sizes["percent"], given["part"])
        return written(sizes["part"] / sizes["whole"], "percent")
    except (KeyError, ZeroDivisionError):
        raise CannotCheck("Two of part, whole and percent are needed, and none to divide by may be zero.") from None


def _like(worth: Fraction, node: Node) -> Node:
    if isinstance(node, Quantity):
        return written(worth, f"unit:{node.unit}")
    try:
        return written(worth, "simplest" if has_fraction(node) else "decimal")
    except CannotCheck:
        return written(worth, "simplest")


_ROUTES: dict[str, Callable[[Task], Node]] = {
    "evaluate": _evaluate, "simplify": _simplify, "compare": _compare, "order": _order, "round": _round, "convert": _convert,
    "expand": lambda task: collected(read(task.expression)), "factor": lambda task: factored(read(task.expression)),
    "solve": _solve, "substitute": _substitute, "area": worked_out, "perimeter": worked_out, "volume": worked_out, "angle": worked_out,
    "mean": _average, "median": _average, "mode": _average, "range": _average, "slope": _slope, "intercept": _intercept,
    "point": _point, "divisibility": _divisibility, "sequence": _sequence, "ratio": _ratio, "percent": _percent, "translate": _translate,
}  # fmt: skip
