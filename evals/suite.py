"""The evaluation suite behind `tutor eval`: runs the evals that are asked for, and says at the start what cannot run.

Each eval is a module of this package with `NEEDS` (files of the folder of data) and `evaluate(run)`.
"""

import hashlib
import json
import platform
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from difflib import get_close_matches
from importlib import import_module, metadata
from pathlib import Path
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
    "tutoring",
    "hostile",
    "learner",
    "speed",
)
"""The evals there are, in the order they run."""
VERSIONED = ("tutor", "numpy", "scikit-learn", "sympy", "chromadb", "litellm")


def run_evals(run: Run, names: Sequence[str] = (), kept: Path | None = None, *, resume: bool = False) -> dict[str, Any]:
    """Return the record of a run of the named evals (default: all): how it was made, what each eval took, and the results.

    kept: a file that holds the record after every eval; with `resume`, evals that it holds of the same content, data, seed and limit are
    not run again. What cannot run for want of data is told to `run.progress` before anything starts and stands in the results with a
    value of None. Raises NotFound for a name that is no eval, TutorError where nothing at all can run or the record is of another run.
    """
    chosen = _chosen(names)
    missing = {name: want for name in chosen if (want := _want(name, run))}
    for want in missing.values():
        run.progress(want)
    if len(missing) == len(chosen):
        raise TutorError("\n".join(dict.fromkeys(missing.values())))
    made = _made(run, chosen)
    record: dict[str, Any] = _resumed(kept, made) if resume and kept else _fresh(made)
    for name in chosen:
        if name in record["took_s"]:
            run.progress(f"{name}: already measured")
            continue
        run.progress(missing.get(name) or f"{name} ...")
        began = time.perf_counter()
        found = [Result(name, "all", None, None, 0, note=missing[name])] if name in missing else _results(name, run)
        record["results"] += [asdict(result) for result in found]
        record["took_s"][name] = round(time.perf_counter() - began, 1)
        if kept:
            kept.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    return record


def _fresh(made: dict[str, Any]) -> dict[str, Any]:
    return {"run": made, "took_s": {}, "results": []}


def _resumed(kept: Path, made: dict[str, Any]) -> dict[str, Any]:
    """Return the record that a killed run left, or a fresh one where there is none. Raises TutorError where it is of another run."""
    if not kept.is_file():
        return _fresh(made)
    try:
        found: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
        before = found["run"]
    except (ValueError, KeyError):
        raise TutorError(f"{kept}: is no record of a run. Name another file, or leave --resume out.") from None
    changed = [name for name in ("seed", "limit", "llm", "content", "data") if before.get(name) != made[name]]
    if changed:
        raise TutorError(
            f"{kept}: is of a run with another {', '.join(changed)}. Name another file, or leave --resume out."
        )
    return found | {"run": made}


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
    except Exception as error:  # one broken eval must never take the others down
        run.progress(f"{name}: broke ({type(error).__name__}: {error})")
        yield Result(name, "all", None, None, 0, note=f"broke: {type(error).__name__}: {error}")


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
        "prompts": _prompts(run),
        "data": data,
    }


def _prompts(run: Run) -> dict[str, str]:
    """Return the hash of every prompt by name."""
    from tutor.llm import load_prompts

    return {name: prompt.sha256 for name, prompt in load_prompts(run.services.settings.prompts).items()}
