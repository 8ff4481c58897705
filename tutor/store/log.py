"""The log of one learner inside a transaction: its state cannot differ from it, since whoever writes the one writes the other.

A stored state is a cache of the fold: one of other rules, of another fit, or of a shape that is no longer read, is folded anew.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import from_json, to_json
from sqlalchemy import Connection, delete, select, update

from tutor.domain import Event, Learner, Value
from tutor.errors import StoreError
from tutor.learner import apply, fold
from tutor.learner.events import DeletedData, FlagData, as_utc, from_event, to_event
from tutor.learner.fold import RULES
from tutor.learner.mastery import SHIPPED, Fit
from tutor.store.schema import EVENTS, FITS, FLAGS, LEARNERS, TURNS

Kept = TypeVar("Kept", bound=Value)

_AT_ONCE = 1000
_UPDATE = "It was written by another version: update Wherefore to the newest."


@dataclass(frozen=True, slots=True)
class Log:
    """Where a learner's log stands: the state after it, the fit it was folded with, and when it was deleted, if ever."""

    state: Learner
    fit: Fit
    deleted_at: datetime | None = None

    def is_deleted(self, at: datetime) -> bool:
        """Return whether what happened at `at` was deleted since."""
        return self.deleted_at is not None and as_utc(at) <= self.deleted_at


def look(connection: Connection, learner: str) -> Log:
    """Return where the learner's log stands, without writing. Raises StoreError where a stored event cannot be read."""
    query = select(LEARNERS.c.state, LEARNERS.c.rules, LEARNERS.c.deleted_at).where(LEARNERS.c.id == learner)
    row, fit = connection.execute(query).one_or_none(), newest_fit(connection)
    if row is None:
        return Log(Learner(id=learner), fit)
    return Log(_cached(row.state, row.rules, fit) or folded(connection, learner, fit), fit, row.deleted_at)


def newest_fit(connection: Connection) -> Fit:
    """Return the parameters in use: the fit that was kept last, else what ships."""
    json = connection.execute(select(FITS.c.fit).order_by(FITS.c.number.desc()).limit(1)).scalar()
    return _read_fit(json) if json else SHIPPED


@lru_cache(maxsize=4)
def _read_fit(json: str) -> Fit:
    return parsed(Fit, json, "the newest fit")


def enter(connection: Connection, learner: str) -> Log:
    """Return where the learner's log stands, and begin it for somebody new."""
    log = look(connection, learner)
    if log.state.events == 0:
        known = connection.execute(select(LEARNERS.c.id).where(LEARNERS.c.id == learner)).scalar()
        if known is None:
            row = {"id": learner, "state": log.state.model_dump_json(), "rules": _rules(log.fit), "events": 0}
            connection.execute(LEARNERS.insert(), row)
    return log


def write(connection: Connection, log: Log, events: Iterable[Event]) -> Learner:
    """Add the events that are new, by id, and were not deleted since, and return the state after them.

    Raises ValueError for an event that is broken, belongs to somebody else, or claims a deletion.
    """
    state, rows, flags = log.state, [], []
    for event in _new(connection, log, events):
        data = from_event(event)
        if isinstance(data, DeletedData):
            raise ValueError(f"event {event.id} says that {event.learner} was deleted: call Store.delete instead")
        state = apply(state, event, log.fit)
        rows.append(_row(event, state.events))
        if isinstance(data, FlagData):
            flags.append({"id": event.id, "learner": event.learner, "at": event.at, **data.model_dump()})
    if rows:
        connection.execute(EVENTS.insert(), rows)
        keep(connection, state, log.fit)
    if flags:
        connection.execute(FLAGS.insert(), flags)
    return state


def read(connection: Connection, learner: str) -> list[Event]:
    """Return the learner's events, oldest first."""
    rows = connection.execute(select(EVENTS).where(EVENTS.c.learner == learner).order_by(EVENTS.c.seq))
    return [Event(id=r.id, learner=r.learner, at=r.at, kind=r.kind, data=from_json(r.data)) for r in rows]


def folded(connection: Connection, learner: str, fit: Fit) -> Learner:
    """Return the state folded from the stored events. Raises StoreError where one cannot be read."""
    try:
        return fold(read(connection, learner), learner, fit)
    except ValueError as error:
        raise StoreError(f"the log of learner {learner} cannot be read: {error}. {_UPDATE}") from error


def parsed(shape: type[Kept], json: str, what: str) -> Kept:
    """Return the value that was kept as JSON. Raises StoreError, naming `what`, where its shape is no longer read."""
    try:
        return shape.model_validate_json(json)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = ".".join(map(str, fault["loc"]))
        raise StoreError(f"{what} cannot be read: {where}: {fault['msg']}. {_UPDATE}") from error


def keep(connection: Connection, state: Learner, fit: Fit) -> None:
    """Keep the state beside its log."""
    values = {"state": state.model_dump_json(), "rules": _rules(fit), "events": state.events}
    connection.execute(update(LEARNERS).where(LEARNERS.c.id == state.id).values(values))


def bury(connection: Connection, learner: str, at: datetime) -> None:
    """Delete the log, the turns and the worries of a learner; one event without content says when."""
    for table in (EVENTS, TURNS, FLAGS):
        connection.execute(delete(table).where(table.c.learner == learner))
    tombstone = to_event(DeletedData(), id=f"{learner}:deleted:{at.isoformat()}", learner=learner, at=at)
    state = apply(Learner(id=learner), tombstone)
    connection.execute(EVENTS.insert(), _row(tombstone, state.events))
    keep(connection, state, SHIPPED)
    connection.execute(update(LEARNERS).where(LEARNERS.c.id == learner).values(deleted_at=at))


def _rules(fit: Fit) -> int:
    """Return one number for the rules and the fit that made a state."""
    return fit.number * _AT_ONCE + RULES


def _cached(json: str, rules: int, fit: Fit) -> Learner | None:
    with suppress(ValidationError):
        return Learner.model_validate_json(json) if rules == _rules(fit) else None
    return None


def _new(connection: Connection, log: Log, events: Iterable[Event]) -> Sequence[Event]:
    """Return the events that were neither stored before nor deleted since, each once."""
    given = {event.id: event for event in events}
    ids, known = list(given), set[str]()
    for start in range(0, len(ids), _AT_ONCE):
        query = select(EVENTS.c.id).where(EVENTS.c.id.in_(ids[start : start + _AT_ONCE]))
        known.update(connection.execute(query).scalars())
    return [event for event in given.values() if event.id not in known and not log.is_deleted(event.at)]


def _row(event: Event, seq: int) -> dict[str, object]:
    json = to_json(event.data).decode()
    return {"id": event.id, "learner": event.learner, "seq": seq, "at": event.at, "kind": event.kind, "data": json}
