"""What an eval is given (`Run`) and what it gives back (`Result`), and the few sums that all of them need."""

import json
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tutor.errors import TutorError
from tutor.services import Services


@dataclass(frozen=True, slots=True)
class Result:
    """One figure: its value, standard error and n, the constant baseline beside it and the best published figure (`anchor`).

    `value` is None where nothing could be measured; `note` then says why, else what baseline and anchor are. `cases` holds the outcome
    of each case in order, so that two runs can be compared case by case; `series` holds (line, x, y) to plot; `failures` some cases
    to read.
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
    series: tuple[tuple[str, float, float], ...] = ()
    failures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Run:
    """What all evals of one run share: the product, the folder of public data, the most cases an eval takes (0: all), the seed.

    `llm` is a litellm name that takes part where an eval can use one; `progress` is told what is being done.
    """

    services: Services
    data: Path | None = None
    limit: int = 0
    seed: int = 1
    llm: str = ""
    progress: Callable[[str], None] = lambda line: None

    def file(self, name: str) -> Path:
        """Return a file of the folder of data. Raises TutorError that says what is missing and how to name it."""
        path = self.data / name if self.data else None
        if path is None or not path.is_file():
            where = (
                f"{self.data}: {name} is missing" if self.data else f"{name} is needed, but no folder of data is named"
            )
            raise TutorError(f"{where}. Name the folder with --data or TUTOR_DATA.")
        return path

    def rows(self, name: str) -> list[dict[str, Any]]:
        """Return the JSON objects of a file of the folder of data. Raises TutorError that names the line at fault."""
        found = []
        for number, line in enumerate(self.file(name).read_text(encoding="utf-8").splitlines(), start=1):
            try:
                found += [json.loads(line)] if line.strip() else []
            except ValueError as error:
                raise TutorError(f"{self.data}/{name}, line {number}: not JSON ({error}). Get the file anew.") from None
        return found


def share(task: str, metric: str, hits: Sequence[bool], **more: Any) -> Result:
    """Return the share of hits with its binomial standard error; a value of None where nothing was tried."""
    n = len(hits)
    value = sum(hits) / n if n else None
    stderr = math.sqrt(value * (1 - value) / n) if value is not None else None
    return Result(task, metric, value, stderr, n, cases=tuple(float(hit) for hit in hits), **more)


def mean(task: str, metric: str, values: Sequence[float], **more: Any) -> Result:
    """Return the mean of the values with its standard error; a value of None where there are none."""
    n = len(values)
    value = sum(values) / n if n else None
    spread = math.sqrt(sum((one - value) ** 2 for one in values) / (n - 1)) if n > 1 and value is not None else None
    stderr = spread / math.sqrt(n) if spread is not None else None
    return Result(task, metric, value, stderr, n, cases=tuple(round(float(one), 6) for one in values), **more)


def calibration_error(chances: Sequence[float], truths: Sequence[bool], bins: int = 10) -> float:
    """Return the expected calibration error in [0, 1]: the mean gap between chance given and share true, over equal bins of chance.

    Source: Naeini, Cooper and Hauskrecht 2015.
    """
    sorted_in: dict[int, list[tuple[float, bool]]] = {}
    for chance, truth in zip(chances, truths, strict=True):
        sorted_in.setdefault(min(int(chance * bins), bins - 1), []).append((chance, truth))
    gaps = (abs(sum(chance - truth for chance, truth in held)) for held in sorted_in.values())
    return sum(gaps) / len(chances) if chances else 0.0


Evaluate = Callable[[Run], Iterator[Result]]
