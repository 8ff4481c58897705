"""The tables. How they came to be is in migrations/, and a test holds the two together.

JSON lies in text columns exactly as pydantic wrote it: the log is read back whole, never queried inside.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Dialect, Float, ForeignKey, Integer, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.sql.schema import SchemaItem
from sqlalchemy.types import TypeDecorator, TypeEngine

HEAD = "0003"
"""The newest migration; a database that says so needs none."""


class Moment(TypeDecorator[datetime]):
    """An aware time as UTC text of fixed width, which sorts in time order and is the same on every database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Return the text of an aware time. Raises ValueError for one without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"the time {value.isoformat()} has no zone; give aware UTC")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Return the aware time again."""
        return None if value is None else datetime.fromisoformat(value)


METADATA = MetaData()


def _table(name: str, *columns: SchemaItem) -> Table:
    return Table(name, METADATA, Column("id", Text, primary_key=True), *columns)


def _kept(*names: str, kind: type[TypeEngine[Any]] = Text, index: bool | None = None) -> list[Column[Any]]:
    """Return columns that always hold something."""
    return [Column(name, kind, nullable=False, index=index) for name in names]


def _learner(index: bool | None = None) -> Column[str]:
    return Column("learner", Text, ForeignKey("learners.id"), nullable=False, index=index)


LEARNERS = _table("learners", *_kept("state"), *_kept("rules", "events", kind=Integer), Column("deleted_at", Moment))
EVENTS = _table(
    "events", _learner(), *_kept("seq", kind=Integer), *_kept("at", kind=Moment), *_kept("kind", "data"),
    UniqueConstraint("learner", "seq", name="events_in_order"),
)  # fmt: skip
TURNS = _table(
    "turns", _learner(index=True), *_kept("at", kind=Moment), *_kept("status", index=True), *_kept("message"), Column("turn", Text),
)  # fmt: skip
FLAGS = _table(
    "flags", _learner(index=True), *_kept("at", kind=Moment), *_kept("severity", "kind", "turn"), Column("seen_at", Moment),
)  # fmt: skip
ITEMS = _table("items", *_kept("item"))
LEDGER = _table(
    "ledger", *_kept("at", kind=Moment, index=True), *_kept("turn", index=True), *_kept("prompt", "prompt_hash", "llm"),
    *_kept("tokens_in", "tokens_out", kind=Integer), *_kept("cost_usd", "seconds", kind=Float), *_kept("outcome", "reason"),
)  # fmt: skip
FITS = Table("fits", METADATA, Column("number", Integer, primary_key=True), *_kept("fit"))
JOBS = _table(
    "jobs", *_kept("at", kind=Moment), *_kept("order"), *_kept("status", index=True), *_kept("done", "total", kind=Integer),
    *_kept("error"),
)  # fmt: skip
