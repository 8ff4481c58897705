"""The thresholds that a run must meet (thresholds.yaml), so that a change for the worse does not go in unseen."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter, field_validator

from tutor.catalog.load import read_as
from tutor.domain import Value

LEFT_OUT = ("all", "what needs data")
"""Metrics of the result without a value that stands for an eval, or a part of one, that could not run."""
FILE = Path(__file__).parent / "thresholds.yaml"


class Threshold(Value):
    """A bound on a figure: `at_least` or `at_most`; it counts as missed where the figure is beyond it by two standard errors.

    At most 0 and at least 1 mean never and always: a single case beyond them is a miss. Of fewer than `from_n` cases the figure is another
    one (less to learn from, say), and nothing is held to the bound.
    """

    task: str
    metric: str
    bound: Literal["at_least", "at_most"]
    value: float
    from_n: int = 0

    @field_validator("value", "from_n", mode="before")
    @classmethod
    def _as_number(cls, value: object) -> object:
        return float(value) if isinstance(value, str) else value

    def applies_to(self, row: Mapping[str, Any] | None) -> bool:
        """Tell whether a figure was measured on enough cases to be held to the bound."""
        return row is not None and row["value"] is not None and row["n"] >= self.from_n


def load_thresholds(path: Path = FILE) -> list[Threshold]:
    """Return the thresholds. Raises ContentError with every fault of the file."""
    return read_as(TypeAdapter(list[Threshold]), path, path.name)


def bound_of(threshold: Threshold) -> str:
    """Return the bound as a sign and a number."""
    return f"{'≥' if threshold.bound == 'at_least' else '≤'} {threshold.value:g}"


def applying(record: dict[str, Any], thresholds: list[Threshold]) -> int:
    """Return to how many measured figures of a run a threshold applies."""
    wanted = {(one.task, one.metric): one for one in thresholds}
    bounds = ((wanted.get((row["task"], row["metric"])), row) for row in record["results"])
    return sum(bound is not None and bound.applies_to(row) for bound, row in bounds)


def missed(record: dict[str, Any], thresholds: list[Threshold]) -> list[str]:
    """Return a sentence for each threshold that the run misses, and for each of an eval that was run but has no such figure."""
    found = {(row["task"], row["metric"]): row for row in record["results"]}
    whole = set(record["took_s"]) - {row["task"] for row in record["results"] if row["metric"] in LEFT_OUT}
    faults = [
        f"{row['task']}: {row['note']}. Mend it."
        for row in record["results"]
        if str(row.get("note")).startswith("broke: ")
    ]
    for one in thresholds:
        row = found.get((one.task, one.metric))
        if row is None and one.task in record["run"]["evals"] and one.task in whole:
            faults.append(
                f"thresholds.yaml: {one.task} has no figure {one.metric!r} any more. Correct the name or take it out."
            )
        if row is None or not one.applies_to(row):
            continue
        is_strict = (one.bound, one.value) in (("at_most", 0.0), ("at_least", 1.0))
        slack = 0.0 if is_strict else 2 * (row["stderr"] or 0.0)
        beyond = one.value - row["value"] if one.bound == "at_least" else row["value"] - one.value
        if beyond > slack:
            wanted = one.bound.replace("_", " ")
            faults.append(
                f"{one.task}, {one.metric}: {row['value']:.3f}, wanted {wanted} {one.value} (n = {row['n']})."
            )
    return faults
