"""The rows of jobs: what was ordered and how far it is, nothing about who ordered it. The work itself is left to `web.jobs`."""

from datetime import datetime
from typing import Literal

from sqlalchemy import delete, select, update

from tutor.domain import Value
from tutor.store.connect import Database
from tutor.store.schema import JOBS

UNFINISHED = ("waiting", "running")
MOST_SHOWN = 100


class Job(Value):
    """A large order: `order` is its JSON, `done` of `total` items or topics are made, `error` says why it failed."""

    id: str
    at: datetime
    order: str
    status: Literal["waiting", "running", "done", "failed"] = "waiting"
    done: int = 0
    total: int
    error: str = ""


class JobRows:
    """The jobs of a store. Every method is one transaction and may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, job: Job) -> None:
        """Keep a new job."""
        with self._database.writing("jobs") as connection:
            connection.execute(JOBS.insert(), job.model_dump())

    def find(self, id: str) -> Job | None:
        """Return a job, or None."""
        with self._database.reading() as connection:
            row = connection.execute(select(JOBS).where(JOBS.c.id == id)).mappings().one_or_none()
        return Job.model_validate(dict(row)) if row else None

    def newest(self, *, is_unfinished: bool = False) -> list[Job]:
        """Return the newest jobs, newest first; or only those that are not finished."""
        query = select(JOBS).order_by(JOBS.c.at.desc(), JOBS.c.id).limit(MOST_SHOWN)
        if is_unfinished:
            query = query.where(JOBS.c.status.in_(UNFINISHED))
        with self._database.reading() as connection:
            return [Job.model_validate(dict(row)) for row in connection.execute(query).mappings()]

    def change(self, id: str, **values: str | int) -> bool:
        """Set values of a job, and return whether it is still there."""
        with self._database.writing("jobs") as connection:
            return connection.execute(update(JOBS).where(JOBS.c.id == id).values(values)).rowcount > 0

    def remove(self, id: str) -> None:
        """Delete a job."""
        with self._database.writing("jobs") as connection:
            connection.execute(delete(JOBS).where(JOBS.c.id == id))
