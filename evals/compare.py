"""Two runs beside each other: what got better or worse, case by case where both measured the same cases, with significance."""

import math
from collections.abc import Sequence
from typing import Any

SURE = 0.05
"""p below which a difference is called one."""
Row = dict[str, Any]


def compare(before: Row, after: Row) -> list[Row]:
    """Return a row for each figure of either record: both values, difference, p and verdict, the surest changes first.

    verdict: better, worse, same (p of 0.05 or more), new or gone. `paired` says whether single cases were compared: both runs have the
    same seed, limit and data, and measured as many cases. Source: McNemar 1947, exact, for shares; the paired t test, by its normal
    approximation, for means; two independent means where cases cannot be paired.
    """
    same_cases = all(before["run"].get(name) == after["run"].get(name) for name in ("seed", "limit", "data"))
    old, new = _by_name(before), _by_name(after)
    rows = [_row(name, old.get(name), new.get(name), same_cases) for name in dict.fromkeys([*old, *new])]
    return sorted(rows, key=lambda row: (row["p"] if row["p"] is not None else 2, row["task"], row["metric"]))


def _by_name(record: Row) -> dict[tuple[str, str], Row]:
    return {(row["task"], row["metric"]): row for row in record["results"] if row["value"] is not None}


def _row(name: tuple[str, str], old: Row | None, new: Row | None, same_cases: bool) -> Row:
    row = {"task": name[0], "metric": name[1], "before": old and old["value"], "after": new and new["value"]}
    if old is None or new is None:
        return {**row, "difference": None, "p": None, "paired": False, "verdict": "new" if old is None else "gone"}
    one, two = old.get("cases") or [], new.get("cases") or []
    paired = same_cases and len(one) == len(two) > 1
    difference = new["value"] - old["value"]
    p = _paired(one, two) if paired else _apart(difference, old["stderr"], new["stderr"])
    lower = new.get("lower_is_better", False)
    changed = p is not None and p < SURE and difference != 0
    verdict = ("better" if (difference < 0) == lower else "worse") if changed else "same"
    return {**row, "difference": difference, "p": p, "paired": paired, "verdict": verdict}


def _paired(one: Sequence[float], two: Sequence[float]) -> float:
    """Return the two-sided p that the cases did not change."""
    if {*one, *two} <= {0.0, 1.0}:
        up = sum(b > a for a, b in zip(one, two, strict=True))
        down = sum(b < a for a, b in zip(one, two, strict=True))
        return _binomial(up, up + down)
    steps = [b - a for a, b in zip(one, two, strict=True)]
    mean = sum(steps) / len(steps)
    spread = math.sqrt(sum((step - mean) ** 2 for step in steps) / (len(steps) - 1) / len(steps))
    return _normal(mean / spread) if spread else float(mean == 0)


def _binomial(hits: int, n: int) -> float:
    """Return the two-sided p of `hits` in `n` fair throws, exact up to 1000 and by the normal curve above."""
    if n > 1000:
        return _normal((abs(hits - n / 2) - 0.5) / math.sqrt(n / 4))
    tail = sum(math.comb(n, k) for k in range(min(hits, n - hits) + 1))
    return min(1.0, float(2 * tail / 2**n))


def _apart(difference: float, one: float | None, two: float | None) -> float | None:
    spread = math.hypot(one or 0.0, two or 0.0)
    return _normal(difference / spread) if spread else None


def _normal(z: float) -> float:
    return math.erfc(abs(z) / math.sqrt(2))
