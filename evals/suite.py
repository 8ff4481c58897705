"""The evaluation suite behind `tutor eval`: runs the evals that are asked for, and says at the start what cannot run.

Each eval is a module of this package with `NEEDS` (files of the folder of data) and `evaluate(run)`; where a part of it needs no data,
`alone(run)` gives that part.
"""

import hashlib
import json
import platform
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from difflib import get_close_matches
from functools import cache
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

import tutor
from evals.gate import LEFT_OUT, load_thresholds
from evals.loaders import SOURCES
from evals.results import Evaluate, Result, Run
from evals.start import WHERE_THERE, Start, ready
from evals.table import NEEDED, can, evaluate
from tutor.errors import NotFound, TutorError

EVALS = (
    "diagnosis",
    "probes",
    "words",
    "labels",
    "distractors",
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
VERSIONED = (
    "tutor",
    "numpy",
    "scikit-learn",
    "sympy",
    "lark",
    "chromadb",
    "litellm",
    "onnxruntime",
    "tokenizers",
    "fsrs",
    "textstat",
    "wordfreq",
)


def run_evals(run: Run, names: Sequence[str] = (), kept: Path | None = None, *, resume: bool = False) -> dict[str, Any]:
    """Return the record of a run of the named evals (default: all): how it was made, what each eval took, and the results.

    kept: a file that holds the record after every eval; with `resume`, evals that it holds of the same content, data, seed and limit are
    not run again. All that cannot run or take part is told to `run.progress` before anything starts, and stands in the results with a
    value of None. Raises NotFound for a name that is no eval, TutorError where nothing at all can run or the record is of another run.
    """
    chosen = _chosen(names, run)
    begun = ready(run, tuple(chosen), load_thresholds(), EVALS)
    if not any(name not in begun.missing or (_alone(name) and not run.mapping) for name in chosen):
        raise TutorError("\n".join(begun.faults))
    for fault in begun.faults:
        run.progress(fault)
    made = _made(run, chosen)
    record: dict[str, Any] = _resumed(kept, made) if resume and kept else _fresh(made)
    if kept:
        _keep(record, kept)  # a file that cannot be written is said now and not after the first eval
    for name in chosen:
        if name in record["took_s"]:
            run.progress(f"{name}: already measured")
            continue
        run.progress(f"{name} ..." if name not in begun.missing or _alone(name) else f"{name}: left out")
        began, worked = time.perf_counter(), time.process_time()
        record["results"] += [asdict(result) for result in _results(name, begun)]
        record["took_s"][name] = round(time.perf_counter() - began, 1)
        record["cpu_s"][name] = round(time.process_time() - worked, 1)
        if kept:
            _keep(record, kept)
    return record


def _keep(record: dict[str, Any], kept: Path) -> None:
    """Write the record so that a kill in the middle leaves the one before."""
    beside = kept.with_suffix(".part")
    try:
        beside.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        beside.replace(kept)
    except OSError as error:
        raise TutorError(f"{kept}: cannot be written ({error.strerror}). Name another file with --json.") from None


def _fresh(made: dict[str, Any]) -> dict[str, Any]:
    return {"run": made, "took_s": {}, "cpu_s": {}, "results": []}


def _resumed(kept: Path, made: dict[str, Any]) -> dict[str, Any]:
    """Return the record that a killed run left, or a fresh one where there is none. Raises TutorError where it is of another run."""
    if not kept.is_file():
        return _fresh(made)
    try:
        found: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
        before = found["run"]
    except (ValueError, KeyError):
        raise TutorError(f"{kept}: is no record of a run. Name another file, or leave --resume out.") from None
    same = ("seed", "limit", "llm", "code", "content", "prompts", "versions", "data")
    if changed := [name for name in same if before.get(name) != made[name]]:
        raise TutorError(
            f"{kept}: is of a run with another {', '.join(changed)}. Give the same again, name another file, or leave --resume out."
        )
    return _fresh(made) | found | {"run": made | {"at": before.get("at", made["at"])}}


def _chosen(names: Sequence[str], run: Run) -> list[str]:
    if run.mapping:
        names = names or can(run)
        others = [name for name in names if name not in NEEDED]
        if others or not names:
            what = (
                f"{', '.join(others)} cannot use a CSV of your own."
                if others
                else f"{run.mapping} names too few columns."
            )
            raise TutorError(
                f"{what} " + "; ".join(f"{name} needs {', '.join(needs)}" for name, needs in NEEDED.items()) + "."
            )
    unknown = [name for name in names if name not in EVALS]
    if unknown:
        nearest = [near for name in unknown for near in get_close_matches(name, EVALS)] or list(EVALS)
        raise NotFound(f"There is no eval {', '.join(unknown)}. There are: {', '.join(nearest)}.", nearest)
    return [name for name in EVALS if name in names] or list(EVALS)


def _results(name: str, begun: Start) -> Iterator[Result]:
    """Yield the results of one eval; where it breaks on its data, what it gave before and why it broke."""
    run, alone = begun.run, _alone(name)
    told = {one.metric: one for one in begun.told if one.task == name}
    if name in begun.missing:
        yield Result(name, LEFT_OUT[bool(alone)], None, None, 0, note=begun.missing[name])
    try:
        if name in begun.missing:
            yield from alone(run) if alone else ()
        else:
            found = evaluate(run, name) if run.mapping else import_module(f"evals.{name}").evaluate(run)
            yield from (one for one in found if one.metric not in told)
    except TutorError as error:
        run.progress(f"{name}: {error}")
        yield Result(name, "all", None, None, 0, note=str(error))
    except Exception as error:  # one broken eval must never take the others down
        run.progress(f"{name}: broke ({type(error).__name__}: {error})")
        yield Result(name, "all", None, None, 0, note=f"broke: {type(error).__name__}: {error}")
    yield from told.values()


def _alone(name: str) -> Evaluate | None:
    """Return what an eval can measure without data, None where that is nothing."""
    found: Evaluate | None = getattr(import_module(f"evals.{name}"), "alone", None)
    return found


def _made(run: Run, names: Sequence[str]) -> dict[str, Any]:
    """Return what a later run needs to be the same: seed, limit, versions, and the hashes of code, content, prompts and data."""
    versions = {}
    for package in VERSIONED:
        with suppress(metadata.PackageNotFoundError):
            versions[package] = metadata.version(package)
    data = {}
    if run.mapping:
        data = {path.name: _hash(path) for path in (run.data, run.mapping) if path and path.is_file()}
    for file in (
        sorted({file for name in names for file in import_module(f"evals.{name}").NEEDS}) if not run.mapping else ()
    ):
        with suppress(TutorError):
            data[file] = _hash(run.file(file))
    taken = {file for name in names for one in WHERE_THERE.get(name, ()) for file in SOURCES[one].files}
    if run.data and not run.mapping:
        data |= {file: _hash(run.data / file) for file in sorted(taken) if (run.data / file).exists()}
    return {
        "evals": list(names),
        "seed": run.seed,
        "limit": run.limit,
        "llm": run.llm,
        "at": run.services.clock().isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "versions": versions,
        "code": code_hash(),
        "content": run.services.catalog.hash,
        "prompts": _prompts(run),
        "data": data,
    }


@cache
def code_hash() -> str:
    """Return the sha256 of all code and data of the product and of the evals."""
    home, told = Path(__file__).parent, hashlib.sha256()
    for folder in (Path(tutor.__file__).parent, home):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".yaml", ".jsonl", ".lark"):
                told.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return told.hexdigest()


def _hash(path: Path) -> str:
    """Return the sha256 of a file, or of all files of a folder with their names."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    told = hashlib.sha256()
    for one in sorted(path.rglob("*")):
        if one.is_file():
            told.update(str(one.relative_to(path)).encode() + one.read_bytes())
    return told.hexdigest()


def _prompts(run: Run) -> dict[str, str]:
    """Return the hash of every prompt by name."""
    from tutor.llm import load_prompts

    return {name: prompt.sha256 for name, prompt in load_prompts(run.services.settings.prompts).items()}
