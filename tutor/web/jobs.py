"""Large orders, worked on beside the requests: taskiq runs them, their rows in the store say how far they are.

Each is made in parts that lie in home/jobs until they are joined, so memory stays flat and a killed process goes on where it was.
The only door to taskiq. Its broker lives in this process: one job at a time, and none is lost, since rows outlive it.
"""

import json
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from threading import Event
from typing import NamedTuple
from zipfile import ZipFile

from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse
from filelock import FileLock, Timeout
from pydantic import Field, model_validator
from taskiq import InMemoryBroker

from tutor.domain import Value
from tutor.errors import NotFound, TutorError
from tutor.generation.wishes import MOST_AT_ONCE, ItemWishes, PassageWishes
from tutor.interop import FORMATS
from tutor.interop.passages import MEDIA_TYPES, write_passages
from tutor.services import Services
from tutor.store import Job
from tutor.web.shapes import Json, fault_of

MOST_WAITING = 20
_TYPES = {format.ending: format.media_type for format in FORMATS.values()}
_TYPES |= {f".{name}": kind for name, kind in MEDIA_TYPES.items()}
_WHOLE = {
    "json": (b"[", b",\n", b"]\n"),
    "csv": (b"", b"", b""),
    "gift": (b"", b"\n", b""),
    "md": (b"", b"\n\n---\n\n", b""),
}
"""Formats whose parts make one file: what stands before, between and after them; of the others a zip holds the parts."""


class Begun(NamedTuple):
    """How far a job is: the parts that lie there, the things in them, the last item or topic, and the hash of what it is made from."""

    parts: int = 0
    done: int = 0
    last: str = ""
    content: str = ""


class PassageOrder(PassageWishes):
    """Passages or level sets on many topics with the same wishes; no topics: all."""

    topic: str = ""
    topics: list[str] = Field(default_factory=list, max_length=500)


class Order(Value):
    """What a job makes: `items` or `passages`."""

    items: ItemWishes | None = None
    passages: PassageOrder | None = None

    @model_validator(mode="after")
    def _one(self) -> "Order":
        if (self.items is None) == (self.passages is None):
            raise ValueError("order either items or passages")
        return self

    def as_given(self) -> Json:
        """Return the order as JSON, what is not wished left out."""
        return self.model_dump(by_alias=True, exclude_defaults=True)

    @property
    def format(self) -> str:
        """Return the name of the wished format."""
        return (self.items or self.passages).format  # type: ignore[union-attr]

    @property
    def ending(self) -> str:
        """Return how the files of the format end."""
        return FORMATS[self.format].ending if self.items else f".{self.format}"

    def check(self, services: Services) -> int:
        """Return how many items or topics the order is for. Raises what is wrong with it."""
        if self.items:
            self.items.check(services.catalog, services.matcher)
            if self.items.n > 1000 and (self.items.letter != "A" or self.items.picks):
                raise TutorError("Other forms and picks are for up to 1000 items. Ask for fewer, or for form A.")
            return self.items.n
        write_passages([], self.format if self.format != "json" else "md", services.shelf.words.labels)
        return len(self.topics(services))

    def topics(self, services: Services) -> list[str]:
        """Return the ids of the topics of the order. Raises NotFound with the nearest."""
        assert self.passages
        named = [*self.passages.topics, *filter(None, [self.passages.topic])]
        return [services.shelf.topic(name).id for name in named] or list(services.shelf.topics)

    def parts(self, services: Services, begun: Begun) -> Iterator[tuple[Begun, bytes]]:
        """Yield part by part how far it then is and the file of the part, the same each time, from where it was begun."""
        parts, done, last, _ = begun
        content = services.catalog.hash
        if self.items:
            row = self.items.row(services.catalog, services.matcher, done, last)
            while some := list(islice(row, MOST_AT_ONCE)):
                parts, done = parts + 1, done + len(some)
                yield Begun(parts, done, some[-1].id, content), self.items.file(services.catalog, some)
        elif self.passages:
            for place, topic in enumerate(self.topics(services)[done:], done + 1):
                wish = self.passages.model_copy(update={"topic": topic})
                made = wish.file(services.shelf, wish.passages(services.shelf, services.gateway))
                yield Begun(place, place, topic, content), made


class Jobs:
    """The jobs of a service. `open` goes on with those that a killed process left, `close` stops after the part at hand."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._rows = services.store.jobs
        self._home = services.settings.home / "jobs"
        self._closing = Event()
        self._broker = InMemoryBroker(sync_tasks_pool_size=1, max_stored_results=1)
        self._task = self._broker.register_task(lambda id: self.work(id), task_name="job")

    async def open(self) -> None:
        """Start to work, first on what was left unfinished."""
        await self._broker.startup()
        for job in reversed(self._rows.newest(is_unfinished=True)):
            await self._task.kiq(job.id)

    async def close(self) -> None:
        """Stop; unfinished jobs go on when it is opened again."""
        self._closing.set()
        await self._broker.wait_all()
        await self._broker.shutdown()

    async def start(self, order: Order) -> Job:
        """Return the job of an order, which is then worked on. Raises what is wrong with the order."""
        job = await run_in_threadpool(self._added, order)
        await self._task.kiq(job.id)
        return job

    def _added(self, order: Order) -> Job:
        if len(self._rows.newest(is_unfinished=True)) >= MOST_WAITING:
            raise TutorError(f"{MOST_WAITING} jobs are waiting already. Delete one of them, or come back later.")
        total = order.check(self._services)
        services = self._services
        job = Job(id=services.new_id(), at=services.clock(), order=order.model_dump_json(by_alias=True), total=total)
        self._rows.add(job)
        return job

    def job(self, id: str) -> Job:
        """Return a job. Raises NotFound."""
        job = self._rows.find(id)
        if job is None:
            raise NotFound(f"There is no job {id}. It may have been deleted.")
        return job

    def file(self, id: str) -> FileResponse:
        """Return the file of a job that is done. Raises NotFound where it is not there."""
        job = self.job(id)
        path = next(self._folder(job).glob("made.*"), None) if job.status == "done" else None
        if path is None:
            raise NotFound(f"There is no file of job {id}: {job.status}, {job.done} of {job.total} made.")
        ending = path.name.removeprefix("made")
        kind = _TYPES.get(ending, "application/zip")
        return FileResponse(path, media_type=kind, filename=f"wherefore-{id[:8]}{ending}")

    def remove(self, id: str) -> None:
        """Delete a job with its files; where it is worked on, its worker finds it gone and stops. Raises NotFound."""
        job = self.job(id)
        self._rows.remove(id)
        shutil.rmtree(self._folder(job), ignore_errors=True)

    def _folder(self, job: Job) -> Path:
        return self._home / job.id

    def work(self, id: str) -> None:
        """Make what is missing of a job and note each part in its row; nothing where another process is at it."""
        job = self._rows.find(id)
        if job is None or job.status in ("done", "failed"):
            return
        folder = self._folder(job)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self._home / f"{id}.lock", timeout=0):
                self._make(job, folder)
        except Timeout:
            return
        except Exception as error:  # nobody waits for it here: the row must tell
            self._rows.change(id, status="failed", error=fault_of(error)[1]["error"])
        if self._rows.find(id) is None:
            shutil.rmtree(folder, ignore_errors=True)
        (self._home / f"{id}.lock").unlink(missing_ok=True)

    def _make(self, job: Job, folder: Path) -> None:
        order, mark = Order.model_validate_json(job.order), folder / "begun"
        at = Begun(*json.loads(mark.read_bytes())) if mark.exists() else Begun()
        start = at if at.content == self._services.catalog.hash else Begun()
        self._rows.change(job.id, status="running")
        if not any(folder.glob("made.*")):
            for at, content in order.parts(self._services, start):
                _write(folder / f"{at.parts:04}{order.ending}", content)
                _write(mark, json.dumps(at).encode())
                if self._closing.is_set() or not self._rows.change(job.id, done=at.done):
                    return
            _join([folder / f"{number:04}{order.ending}" for number in range(1, at.parts + 1)], order, folder)
        self._rows.change(job.id, status="done", done=at.done, total=at.done)


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    fresh = path.with_suffix(".new")
    fresh.write_bytes(content)
    fresh.replace(path)


def _join(parts: list[Path], order: Order, folder: Path) -> None:
    """Join the parts to one file and delete them: one text where the format can, else a zip of the parts."""
    fresh, ending = folder / "fresh", order.ending
    if order.format in _WHOLE:
        before, between, after = _WHOLE[order.format]
        held = (_inside(part.read_bytes(), order.format, number) for number, part in enumerate(parts))
        with fresh.open("wb") as out:
            out.write(before)
            out.writelines(between * (number > 0) + content for number, content in enumerate(held))
            out.write(after)
    elif len(parts) == 1:
        fresh = parts[0]
    else:
        ending = ".zip"
        with ZipFile(fresh, "w") as archive:
            for part in parts:
                archive.write(part, part.name)
    fresh.rename(folder / f"made{ending}")
    for part in parts:
        part.unlink(missing_ok=True)


def _inside(content: bytes, format: str, number: int) -> bytes:
    """Return a part as it stands within the whole: a list without its brackets, a table without a second head."""
    if format == "json":
        inner = content.strip()
        return inner[1:-1] if inner.startswith(b"[") else inner
    return content.partition(b"\n")[2] if format == "csv" and number else content
