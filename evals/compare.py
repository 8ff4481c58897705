"""Two runs beside each other: what got better or worse, case by case where both measured the same cases, with significance."""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

SURE = 0.05
"""p below which a difference is called one."""
DRAWN = ("diagnosis", "probes", "keys", "passages", "tutoring", "hostile", "learner")
"""Evals whose cases are drawn from the content, so that with other content the first case is not the first case of before."""
Row = dict[str, Any]


def compare(before: Row, after: Row) -> list[Row]:
    """Return a row for each figure of either record: both values, difference, p and verdict, the surest changes first.

    verdict: better, worse, same (p of 0.05 or more), untested (no standard error in either), new or gone. `paired` says whether single
    cases were compared: both runs have the same seed and limit, no file of data that differs, for DRAWN the same content too, and measured
    as many cases. `q` is p after Benjamini and Hochberg (1995) over all figures compared: a change with q below 0.05 stands even though so
    many were looked at. Source: McNemar 1947, exact, for shares; the paired t test, by its normal approximation, for means; where cases
    cannot be paired, two independent means, and two shares by their pooled error.
    """
    one, two = before["run"], after["run"]
    met_alike = all(one.get(name) == two.get(name) for name in ("seed", "limit")) and not _others(one, two, "data")
    drawn_alike = met_alike and one.get("content") == two.get("content")
    old, new = _by_name(before), _by_name(after)
    names = dict.fromkeys([*old, *new])
    rows = [_row(name, old.get(name), new.get(name), drawn_alike if name[0] in DRAWN else met_alike) for name in names]
    _adjust(rows)
    return sorted(rows, key=lambda row: (row["p"] if row["p"] is not None else 2, row["task"], row["metric"]))


def _by_name(record: Row) -> dict[tuple[str, str], Row]:
    return {(row["task"], row["metric"]): row for row in record["results"] if row["value"] is not None}


def _row(name: tuple[str, str], old: Row | None, new: Row | None, same_cases: bool) -> Row:
    row = {"task": name[0], "metric": name[1], "before": old and old["value"], "after": new and new["value"]}
    if old is None or new is None:
        return {
            **row,
            "difference": None,
            "p": None,
            "q": None,
            "paired": False,
            "verdict": "new" if old is None else "gone",
        }
    one, two = old.get("cases") or [], new.get("cases") or []
    paired = same_cases and len(one) == len(two) > 1
    difference = new["value"] - old["value"]
    p = _paired(one, two) if paired else _apart(difference, old, new)
    lower = new.get("lower_is_better", False)
    verdict = "same"
    if difference and (p is None or p < SURE):
        verdict = "untested" if p is None else "better" if (difference < 0) == lower else "worse"
    return {**row, "difference": difference, "p": p, "q": None, "paired": paired, "verdict": verdict}


def _adjust(rows: Sequence[Row]) -> None:
    """Set `q` of each row that has a p."""
    tested = sorted((row for row in rows if row["p"] is not None), key=lambda row: row["p"], reverse=True)
    least = 1.0
    for place, row in enumerate(tested):
        least = min(least, row["p"] * len(tested) / (len(tested) - place))
        row["q"] = least


def spoken(rows: Sequence[Row]) -> list[str]:
    """Return in sentences what a comparison comes to."""
    counts = Counter(row["verdict"] for row in rows)
    tested = sum(row["p"] is not None for row in rows)
    sure = sum(row["verdict"] in ("better", "worse") and row["q"] < SURE for row in rows)
    said = [
        f"Figures: {counts['better']} better, {counts['worse']} worse, {counts['same']} the same within their error."
    ]
    if counts["better"] + counts["worse"]:
        said.append(
            f"{tested} figures were tested, and luck alone would call about {SURE * tested:.0f} of them changed; "
            f"allowing for that, {sure} of these changes {'is' if sure == 1 else 'are'} certain enough to act on."
        )
    if counts["untested"]:
        said.append(f"Without an error to judge it by: {counts['untested']}.")
    if counts["new"] + counts["gone"]:
        said.append(f"New: {counts['new']}; gone: {counts['gone']}.")
    return said


def changed(before: Row, after: Row) -> list[str]:
    """Return what differs in how two runs were made, a sentence each."""
    old, new = before["run"], after["run"]
    told = [f"{name}: {old.get(name) or 'none'}, then {new.get(name) or 'none'}" for name in ("seed", "limit", "llm", "python")
            if old.get(name) != new.get(name)]  # fmt: skip
    told += [f"{name}: not the same" for name in ("code", "content") if old.get(name) != new.get(name)]
    for title, names in (("only before", _only(old, new)), ("only after", _only(new, old))):
        told += [f"evals {title}: {', '.join(names)}"] if names else []
    for name in ("prompts", "versions", "data"):
        others = _others(old, new, name)
        told += [f"{name}: {', '.join(others)}"] if others else []
    return told


def _only(old: Row, new: Row) -> list[str]:
    return [name for name in old.get("evals") or () if name not in (new.get("evals") or ())]


def _others(old: Row, new: Row, name: str) -> list[str]:
    """Return the names under which both runs have something else; of data, a file that one eval more needed changes no other."""
    one, two = old.get(name) or {}, new.get(name) or {}
    shared = {*one} & {*two} if name == "data" else {*one, *two}
    return sorted(key for key in shared if one.get(key) != two.get(key))


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


def _apart(difference: float, old: Row, new: Row) -> float | None:
    told = [*(old.get("cases") or ()), *(new.get("cases") or ())]
    if told and set(told) <= {0.0, 1.0}:  # 20 of 20 and 0 of 20 have no error of their own
        pooled = sum(told) / len(told)
        spread = math.sqrt(pooled * (1 - pooled) * (1 / old["n"] + 1 / new["n"]))
    else:
        spread = math.hypot(old["stderr"] or 0.0, new["stderr"] or 0.0)
    return _normal(difference / spread) if spread else None if difference else 1.0 if told else None


def _normal(z: float) -> float:
    return math.erfc(abs(z) / math.sqrt(2))
