"""Runs kept on disk: one JSON file each in `runs` of the home folder. `tutor eval` writes them, the evaluator's pages read them.

What a run says is checked when it is read, so that a file that was put there by hand cannot break a page.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.results import Result, band
from tutor.errors import NotFound, TutorError
from tutor.settings import Settings

Row = dict[str, Any]


class Made(BaseModel):
    """How a run was made."""

    model_config = ConfigDict(extra="allow")

    at: str
    evals: list[str] = []
    seed: int = 1
    limit: int = 0
    llm: str = ""
    python: str = ""
    versions: dict[str, str] = {}
    code: str = ""
    content: str = ""
    prompts: dict[str, str] = {}
    data: dict[str, str] = {}


class Record(BaseModel):
    """A run: how it was made, how long each eval took, and its figures."""

    run: Made
    took_s: dict[str, float] = {}
    cpu_s: dict[str, float] = {}
    results: list[Result]


@dataclass(frozen=True)
class Kept:
    """A run on disk: its id, and its record or what is wrong with the file."""

    id: str
    record: Row
    fault: str = ""


def folder_of(settings: Settings) -> Path:
    """Return the folder of runs."""
    return settings.home / "runs"


def place(settings: Settings, at: str, *, resume: bool = False) -> Path:
    """Return the file for a run that begins now (`at`: an ISO time), in a folder that is there; to resume, the newest that was cut off."""
    folder = folder_of(settings)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TutorError(f"{folder}: cannot be made ({error.strerror}). Set TUTOR_HOME to a folder that can.") from None
    if resume and (cut := [one for one in kept(settings) if not one.fault and not is_whole(one.record)]):
        return folder / f"{cut[0].id}.json"
    return folder / f"{re.sub(r'[^0-9T]', '-', at[:19])}.json"


def keep(settings: Settings, record: Row) -> None:
    """Keep a copy of a record that was written elsewhere."""
    place(settings, record["run"]["at"]).write_text(written(record), encoding="utf-8")


def is_whole(record: Row) -> bool:
    """Return whether every eval of a run was measured."""
    return all(name in record["took_s"] for name in record["run"]["evals"])


def read(path: Path) -> Row:
    """Return the record in a file. Raises TutorError that says what is wrong with it."""
    try:
        held = path.stat()
    except OSError as error:
        raise TutorError(
            f"{path}: cannot be read ({error.strerror}). Make one with tutor eval --json {path}."
        ) from None
    return _read(path, held.st_mtime_ns, held.st_size)


@lru_cache(maxsize=256)
def _read(path: Path, changed_ns: int, size: int) -> Row:
    try:
        record = Record.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        first = error.errors()[0] if isinstance(error, ValidationError) else {"loc": (), "msg": str(error)}
        where = ".".join(map(str, first["loc"])) or "file"
        raise TutorError(
            f"{path}: is no record of a run ({where}: {first['msg']}). Make one with tutor eval --json {path}."
        ) from None
    return record.model_dump(mode="python")


def kept(settings: Settings) -> list[Kept]:
    """Return the runs on disk, newest first; those that cannot be read last, with what is wrong with them."""
    good, bad = [], []
    for path in sorted(folder_of(settings).glob("*.json"), reverse=True):
        try:
            good.append(Kept(path.stem, read(path)))
        except TutorError as error:
            bad.append(Kept(path.stem, {}, str(error)))
    return [*sorted(good, key=lambda one: one.record["run"]["at"], reverse=True), *bad]


def run_named(settings: Settings, id: str) -> Row:
    """Return the record of a run by its id. Raises NotFound where there is none, TutorError where it cannot be read."""
    names = [path.stem for path in folder_of(settings).glob("*.json")]
    if id not in names:
        raise NotFound(f"There is no run {id}.", sorted(names, reverse=True)[:3])
    return read(folder_of(settings) / f"{id}.json")


def over_time(runs: Iterable[Kept], task: str, metric: str) -> Iterator[Row]:
    """Yield one figure in every run that measured it, oldest first: run, time, value, low and high end, n, and how it was limited."""
    for one in sorted((one for one in runs if not one.fault), key=lambda one: one.record["run"]["at"]):
        row = _figure(one.record, task, metric)
        if row and row["value"] is not None:
            low, high = band(row) or (row["value"], row["value"])
            made = one.record["run"]
            yield {"id": one.id, "at": made["at"], "value": row["value"], "low": low, "high": high, "n": row["n"],
                   "limit": made["limit"], "seed": made["seed"], "llm": made["llm"], "content": made["content"]}  # fmt: skip


def _figure(record: Mapping[str, Any], task: str, metric: str) -> Row | None:
    return next((row for row in record["results"] if (row["task"], row["metric"]) == (task, metric)), None)


def written(record: Row) -> str:
    """Return a record as JSON."""
    return json.dumps(record, ensure_ascii=False)
