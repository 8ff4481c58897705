"""What the formulas of malrules call the pieces that a task gives: the measures of a figure, part and whole, what a list comes to."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm, prod

from tutor.diagnosis.literal import bare, literals, number, numeral
from tutor.domain import Task
from tutor.maths.formula import Formula
from tutor.maths.read import read
from tutor.maths.reading import units
from tutor.maths.show import show
from tutor.maths.tasks.figures import measures, of_measures
from tutor.maths.tree import Bin, Frac, Node, Percent, Quantity
from tutor.maths.value import measure, value

Sizes = Mapping[str, Fraction]


def pieces(task: Task) -> list[Node]:
    """Return the values that a task gives, without their names."""
    return [read(text.rpartition(" = ")[2] if task.kind in OF_TASK else text) for text in task.given]


def _units(task: Task) -> Sizes:
    """Return how many there are of the unit written, how many of the unit wanted make one of it; of two times the numbers."""
    node, there = read(task.expression), units.unit(task.want)
    times = [number(part) or Fraction(0) for part in literals(node)] if isinstance(node, Bin) and node.op == "-" else []
    named = dict(zip(("end_h", "end_min", "start_h", "start_min"), times, strict=False))
    size = value(node)
    return named or {"amount": size, "factor": measure(node).amount / size / there.size if size else size}


def _list(task: Task) -> Sizes:
    """Return what may be made of a list; `middle` is that of the values as written, `most` how often the commonest comes."""
    values = [value(node) for node in pieces(task)]
    counts, order, count = Counter(values), sorted(values), len(values)
    low, high = (count - 1) // 2, count // 2
    return {
        "sum": sum(values, Fraction(0)), "count": Fraction(count), "first": values[0], "last": values[-1], "before_last": values[-2:][0],
        "at": Fraction(task.expression if task.expression.isdigit() else 0),
        "smallest": order[0], "largest": order[-1], "low_middle": order[low], "high_middle": order[high],
        "middle": (values[low] + values[high]) / 2, "most": Fraction(max(counts.values())),
        "different": Fraction(len(counts)), "sum_of_different": sum(counts, Fraction(0)), "zeros": Fraction(counts[Fraction(0)]),
        "product": prod(values, start=Fraction(1)), "gcf": Fraction(gcd(*map(int, values))), "lcm": Fraction(lcm(*map(int, values))),
    }  # fmt: skip


OF_TASK: dict[str, Callable[[Task], Sizes]] = {
    **dict.fromkeys(("mean", "median", "mode", "range", "angle", "divisibility", "sequence"), _list),
    "percent": lambda task: dict(zip((text.partition(" = ")[0] for text in task.given), map(value, pieces(task)), strict=True)),
    "convert": _units,
    **dict.fromkeys(("area", "perimeter", "volume"), lambda task: measures(task)[1]),
}  # fmt: skip
"""How the given pieces of a kind of task are named."""


@lru_cache(maxsize=512)
def _sizes(task: Task) -> Sizes:
    return OF_TASK[task.kind](task)


def spelled(then: str, task: Task) -> Node:
    """Return a formula over the given pieces with their numbers put in: "length * width" as 8 × 5. Raises ParseError, CannotCheck."""
    sizes = _sizes(task)
    texts = {name: show(numeral(size, decimal=True)) for name, size in sizes.items()}
    summed = " + ".join(show(bare(piece)) for piece in pieces(task))
    texts["sum"] = f"({summed})" if "+" in summed else summed
    text = re.sub(r"[a-z]\w*", lambda name: texts.get(name[0], name[0]), then)
    return read(text.replace("**", "^").replace("/", "÷"))


def overall(then: Formula, where: Formula | None, task: Task, right: Node) -> Node | None:
    """Return what a formula over the given pieces comes to, in the unit of the right answer; None where the guard does not hold.

    Raises CannotCheck where a name is not given or a piece has no value.
    """
    sizes = _sizes(task)
    if where and not where(sizes):
        return None
    form = f"unit:{right.unit}" if isinstance(right, Quantity) else "percent" if isinstance(right, Percent) else ""
    made = of_measures(then.text, sizes, form)
    return numeral(number(made) or Fraction(0), decimal=True) if isinstance(made, Frac) else made
