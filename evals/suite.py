"""The evaluation suite behind `tutor eval`: runs the evals that are asked for, and says at the start what cannot run.

Each eval is a module of this package with `NEEDS` (files of the folder of data) and `evaluate(run)`.
"""

import hashlib
import platform
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from difflib import get_close_matches
from importlib import import_module, metadata
from typing import Any

from evals.results import Result, Run
from tutor.errors import NotFound, TutorError

EVALS = (
    "diagnosis",
    "probes",
    "words",
    "labels",
    "steps",
    "grading",
    "keys",
    "passages",
    "retrieval",
    "safety",
)
"""The evals there are, in the order they run."""
VERSIONED = ("tutor", "numpy", "scikit-learn", "sympy", "chromadb", "litellm")


def run_evals(run: Run, names: Sequence[str] = ()) -> dict[str, Any]:
    """Return the record of a run of the named evals (default: all): how it was made, and the results.

    What cannot run for want of data is told to `run.progress` before anything starts and stands in the results with a value of None.
    Raises NotFound for a name that is no eval, TutorError where nothing at all can run.
    """
    chosen = _chosen(names)
    missing = {name: want for name in chosen if (want := _want(name, run))}
    for want in missing.values():
        run.progress(want)
    if len(missing) == len(chosen):
        raise TutorError("\n".join(dict.fromkeys(missing.values())))
    results: list[Result] = []
    for name in chosen:
        if name in missing:
            results.append(Result(name, "all", None, None, 0, note=missing[name]))
            continue
        run.progress(f"{name} ...")
        results += _results(name, run)
    return {"run": _made(run, chosen), "results": [asdict(result) for result in results]}


def _chosen(names: Sequence[str]) -> list[str]:
    for name in names:
        if name not in EVALS:
            nearest = get_close_matches(name, EVALS) or list(EVALS)
            raise NotFound(f"There is no eval {name}. There are: {', '.join(nearest)}.", nearest)
    return [name for name in EVALS if name in names] or list(EVALS)


def _want(name: str, run: Run) -> str:
    """Return what an eval lacks, or ""."""
    faults = []
    for file in import_module(f"evals.{name}").NEEDS:
        try:
            run.file(file)
        except TutorError as error:
            faults.append(str(error))
    return f"{name} cannot run: {' '.join(faults)}" if faults else ""


def _results(name: str, run: Run) -> Iterator[Result]:
    """Yield the results of one eval; where it breaks on its data, what it gave before and why it broke."""
    try:
        yield from import_module(f"evals.{name}").evaluate(run)
    except TutorError as error:
        run.progress(f"{name}: {error}")
        yield Result(name, "all", None, None, 0, note=str(error))


def _made(run: Run, names: Sequence[str]) -> dict[str, Any]:
    """Return what a later run needs to be the same: seed, limit, versions, and the hashes of content and data."""
    versions = {}
    for package in VERSIONED:
        with suppress(metadata.PackageNotFoundError):
            versions[package] = metadata.version(package)
    data = {}
    for file in sorted({file for name in names for file in import_module(f"evals.{name}").NEEDS}):
        with suppress(TutorError):
            data[file] = hashlib.sha256(run.file(file).read_bytes()).hexdigest()
    return {
        "evals": list(names),
        "seed": run.seed,
        "limit": run.limit,
        "llm": run.llm,
        "at": run.services.clock().isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "versions": versions,
        "content": run.services.catalog.hash,
        "data": data,
    }
