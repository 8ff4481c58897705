"""Draws fillings of item models: in turn over bands and models, seeded, no two alike, and never the same numbers in the same operation."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b, sha256
from heapq import heappop, heappush
from random import Random

from tutor.domain import Task
from tutor.errors import ParseError, TutorError
from tutor.generation.mould import Cast, Mould
from tutor.maths import read, show
from tutor.maths.tree import Bin, Node, Rel, children

MOST_MISSES = 100_000
"""Fillings in a row that do not meet the constraints, after which an item model counts as used up."""

MOST_MISFITS = 300, 3_000
"""Fillings in a row that are not wanted, after which an item model counts as used up: before the first wanted one, and later."""

CHOSEN_FROM = 6
"""Fillings of an item model among which the one of most worth comes next; the others wait."""

_ROUNDS, _MASK = 4, (1 << 64) - 1
Fits = Callable[[Cast], bool]
Worth = Callable[[Cast], float]


def draw(moulds: Sequence[Mould], seed: int, fits: Fits | None = None, worth: Worth | None = None) -> Iterator[Cast]:
    """Yield fillings (those that `fits` wants) until there are no more, the bands in turn and the item models of a band in turn.

    Of each item model those of more `worth` come first, among the few that are next.
    Raises TutorError that names an item model whose constraints have no solution.
    """
    lots = [(each.table.band, _of(each, seed, fits, worth)) for each in moulds]
    Random(seed_for(seed, "order")).shuffle(lots)
    bands: dict[int, list[Iterator[Cast]]] = {}
    for band, lot in lots:
        bands.setdefault(band, []).append(lot)
    seen: set[int] = set()
    for cast in _in_turn(_in_turn(band) for band in bands.values()):
        mark = fingerprint(cast.task)
        if mark not in seen:
            seen.add(mark)
            yield cast


def seed_for(seed: int, name: str) -> int:
    """Return a seed of 64 bits for one use, the same on every machine."""
    return int.from_bytes(sha256(f"{seed}/{name}".encode()).digest()[:8])


def _in_turn(lots: Iterable[Iterator[Cast]]) -> Iterator[Cast]:
    """Yield the next of each lot in turn, until all are at their end."""
    turns = deque(lots)
    while turns:
        lot = turns.popleft()
        for cast in lot:
            yield cast
            turns.append(lot)
            break


def _of(mould: Mould, seed: int, fits: Fits | None, worth: Worth | None) -> Iterator[Cast]:
    waiting: list[tuple[float, int, Cast]] = []
    for place, cast in enumerate(_fitting(mould, seed, fits)):
        if worth is None:
            yield cast
            continue
        heappush(waiting, (-worth(cast), place, cast))
        if len(waiting) == CHOSEN_FROM:
            yield heappop(waiting)[-1]
    while waiting:
        yield heappop(waiting)[-1]


def _fitting(mould: Mould, seed: int, fits: Fits | None) -> Iterator[Cast]:
    misfits, wanted = 0, 0
    for cast in _allowed(mould, seed):
        if fits is None or fits(cast):
            misfits, wanted = 0, 1
            yield cast
        elif (misfits := misfits + 1) >= MOST_MISFITS[wanted]:
            break


def _allowed(mould: Mould, seed: int) -> Iterator[Cast]:
    misses, solvable = 0, False
    for number in shuffled(mould.size, seed_for(seed, mould.place)):
        cast = mould.cast(number)
        if cast is not None:
            misses, solvable = 0, True
            yield cast
        elif (misses := misses + 1) >= MOST_MISSES:
            break
    if not solvable:
        what = "no values of its parameters meet its constraints. Widen a range or drop a constraint."
        raise TutorError(f"Skill {mould.skill.id}, item {mould.table.id}: {what}")


def shuffled(size: int, seed: int) -> Iterator[int]:
    """Yield each of the numbers below `size` once, in an order that only the seed decides, without keeping any of them.

    Source: a Feistel network walked until it falls below `size`; Black and Rogaway 2002.
    """
    half = max(1, (max(size - 1, 1).bit_length() + 1) // 2)
    mask = (1 << half) - 1
    for place in range(1 << (2 * half)):
        left, right = place >> half, place & mask
        for turn in range(_ROUNDS):
            left, right = right, left ^ (_mixed(right, seed + turn) & mask)
        if (drawn := left << half | right) < size:
            yield drawn


def _mixed(number: int, seed: int) -> int:
    """Return 64 bits that depend on every bit of both numbers. Source: Steele, Lea and Flood 2014 (SplitMix64)."""
    word = (number + 1) * 0x9E3779B97F4A7C15 + seed & _MASK
    word = (word ^ word >> 30) * 0xBF58476D1CE4E5B9 & _MASK
    word = (word ^ word >> 27) * 0x94D049BB133111EB & _MASK
    return word ^ word >> 31


def fingerprint(task: Task) -> int:
    """Return a number that tasks share which ask the same of the same numbers, the order of sums, products and sides left aside."""
    given = sorted(_text(text) for text in task.given) if not task.expression else []
    said = "|".join((task.kind, task.want, _text(task.expression), *given))
    return int.from_bytes(blake2b(said.encode(), digest_size=8).digest())


def _text(expression: str) -> str:
    try:
        return _sorted(read(expression)) if expression else ""
    except ParseError:
        return expression


def _sorted(node: Node) -> str:
    if isinstance(node, Bin) and node.op in ("+", "*"):
        return f"({node.op.join(sorted(_sorted(part) for part in _run(node, node.op)))})"
    parts = [_sorted(part) for part in children(node)]
    if isinstance(node, Rel):
        return f"({node.op.join(sorted(parts))})"
    if not parts:
        return show(node)
    return f"{type(node).__name__}{getattr(node, 'op', '')}({','.join(parts)})"


def _run(node: Node, op: str) -> Iterator[Node]:
    if isinstance(node, Bin) and node.op == op:
        yield from _run(node.left, op)
        yield from _run(node.right, op)
    else:
        yield node
