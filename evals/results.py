"""What an eval is given (`Run`) and what it gives back (`Result`), and the few sums that all of them need."""

import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import stdev
from typing import Any, Literal, NamedTuple, TypeVar

from evals import public
from tutor.services import Services

T = TypeVar("T")
Plot = Literal["curves", "reliability", "bars", "scatter"]


class Point(NamedTuple):
    """A point of a plot: the line or group it belongs to, x, y, and of how many cases it tells (0: one).

    Of bars `line` is the group, x its value and y its standard error.
    """

    line: str
    x: float
    y: float
    n: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """One figure: its value, standard error and n, the constant baseline beside it and the best published figure (`anchor`).

    `value` is None where nothing could be measured; `note` then says why, else what baseline and anchor are. `cases` holds the outcome
    of each case in order, so that two runs can be compared case by case; `series` holds points to plot as `plot` says, `axes` what x and
    y are; `failures` some cases to read.
    """

    task: str
    metric: str
    value: float | None
    stderr: float | None
    n: int
    baseline: float | None = None
    anchor: float | None = None
    note: str = ""
    lower_is_better: bool = False
    cases: tuple[float, ...] = ()
    series: tuple[Point, ...] = ()
    failures: tuple[str, ...] = ()
    plot: Plot = "curves"
    axes: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Run:
    """What all evals of one run share: the product, the folder of public data, the most cases an eval takes (0: all), the seed.

    `llm` is a litellm name that takes part where an eval can use one; with `mapping`, `data` is a CSV of one's own (`table`); `progress`
    is told what is being done.
    """

    services: Services
    data: Path | None = None
    limit: int = 0
    seed: int = 1
    llm: str = ""
    mapping: Path | None = None
    progress: Callable[[str], None] = lambda line: None

    def file(self, name: str) -> Path:
        """Return a file of the folder of data. Raises TutorError that says what is missing, where it comes from and how to name it."""
        return public.find(self.data, name)

    def rows(self, name: str) -> list[dict[str, Any]]:
        """Return the rows of a file of the folder of data. Raises TutorError that names the line at fault."""
        return public.rows(self.data, name)

    def some(self, rows: Sequence[T]) -> list[T]:
        """Return the rows, or where the run has a limit so many of them, drawn by its seed, in their order: the first are of one kind."""
        few = 0 < self.limit < len(rows)
        places = sorted(random.Random(self.seed).sample(range(len(rows)), self.limit)) if few else range(len(rows))
        return [rows[place] for place in places]


def share(task: str, metric: str, hits: Sequence[bool], **more: Any) -> Result:
    """Return the share of hits with its binomial standard error; a value of None where nothing was tried."""
    n = len(hits)
    value = sum(hits) / n if n else None
    stderr = math.sqrt(value * (1 - value) / n) if value is not None else None
    return Result(task, metric, value, stderr, n, cases=tuple(float(hit) for hit in hits), **_said(n, more))


def _said(n: int, more: dict[str, Any]) -> dict[str, Any]:
    """Return what else a figure is given, and where nothing was tried, the words for that."""
    return more if n else more | {"note": f"nothing to count in this run; {more.get('note', '')}".rstrip("; ")}


def mean(task: str, metric: str, values: Sequence[float], **more: Any) -> Result:
    """Return the mean of the values with its standard error; a value of None where there are none."""
    n = len(values)
    value = sum(values) / n if n else None
    spread = math.sqrt(sum((one - value) ** 2 for one in values) / (n - 1)) if n > 1 and value is not None else None
    stderr = spread / math.sqrt(n) if spread is not None else None
    return Result(task, metric, value, stderr, n, cases=tuple(round(float(one), 6) for one in values), **_said(n, more))


def band(row: Mapping[str, Any]) -> tuple[float, float] | None:
    """Return the 95 % interval of a figure of a record, None where it has no standard error.

    Of a share by Wilson, so that 0 of 24 is "0 to .14" and not 0 for sure; of anything else two standard errors. Source: Wilson 1927.
    """
    value, stderr, n = row["value"], row["stderr"], row["n"]
    if value is None or stderr is None:
        return None
    if n and 0 <= value <= 1 and math.isclose(stderr, math.sqrt(value * (1 - value) / n), abs_tol=1e-9):
        z = 1.96
        middle = (value + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(value * (1 - value) / n + z * z / (4 * n * n))
        return max(0.0, round(middle - half, 9)), min(1.0, round(middle + half, 9))
    return value - 2 * stderr, value + 2 * stderr


def calibration_error(chances: Sequence[float], truths: Sequence[bool], bins: int = 10) -> float:
    """Return the expected calibration error in [0, 1]: the mean gap between chance given and share true, over equal bins of chance.

    Source: Naeini, Cooper and Hauskrecht 2015.
    """
    sorted_in: dict[int, list[tuple[float, bool]]] = {}
    for chance, truth in zip(chances, truths, strict=True):
        sorted_in.setdefault(min(int(chance * bins), bins - 1), []).append((chance, truth))
    gaps = (abs(sum(chance - truth for chance, truth in held)) for held in sorted_in.values())
    return sum(gaps) / len(chances) if chances else 0.0


def calibration_stderr(chances: Sequence[float], truths: Sequence[bool], times: int = 50) -> float | None:
    """Return the standard error of the calibration error by the bootstrap, None for fewer than two cases. Source: Efron 1979."""
    luck, pairs = random.Random(2), list(zip(chances, truths, strict=True))
    if len(pairs) < 2:
        return None
    drawn = (luck.choices(pairs, k=len(pairs)) for _ in range(times))
    return stdev(calibration_error([given for given, _ in one], [true for _, true in one]) for one in drawn)


def reliability(chances: Sequence[float], truths: Sequence[bool], line: str = "", bins: int = 10) -> tuple[Point, ...]:
    """Return for each equal bin of chance the mean chance given and the share true: the points of a reliability diagram."""
    held: dict[int, list[tuple[float, bool]]] = {}
    for chance, truth in zip(chances, truths, strict=True):
        held.setdefault(min(int(chance * bins), bins - 1), []).append((chance, truth))
    means = (
        (*(sum(column) / len(told) for column in zip(*told, strict=True)), len(told))
        for _, told in sorted(held.items())
    )
    return tuple(Point(line, round(given, 4), round(true, 4), n) for given, true, n in means)


def by_group(groups: Sequence[str], hits: Sequence[bool], least: int = 5) -> tuple[Point, ...]:
    """Return the share of hits of each group with its standard error, the worst first; groups of fewer than `least` cases are one."""
    held: dict[str, list[bool]] = {}
    for group, hit in zip(groups, hits, strict=True):
        held.setdefault(group, []).append(hit)
    few = [hit for told in held.values() if len(told) < least for hit in told]
    kept = {group: told for group, told in held.items() if len(told) >= least} | ({"others": few} if few else {})
    points = []
    for group, told in kept.items():
        value = sum(told) / len(told)
        points.append(Point(group, round(value, 4), round(math.sqrt(value * (1 - value) / len(told)), 4), len(told)))
    return tuple(sorted(points, key=lambda one: (one.x, one.line)))


Evaluate = Callable[[Run], Iterator[Result]]
