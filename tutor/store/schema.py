"""The tables. How they came to be is in migrations/, and a test holds the two together.

JSON lies in text columns exactly as pydantic wrote it: the log is read back whole, never queried inside.
"""

from datetime import UTC, datetime

from sqlalchemy import Column, Dialect, Float, ForeignKey, Integer, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.types import TypeDecorator

HEAD = "0001"
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


def _learner() -> Column[str]:
    return Column("learner", Text, ForeignKey("learners.id"), nullable=False, index=True)


LEARNERS = Table(
    "learners",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("rules", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("deleted_at", Moment),
)

EVENTS = Table(
    "events",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("learner", Text, ForeignKey("learners.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("kind", Text, nullable=False),
    Column("data", Text, nullable=False),
    UniqueConstraint("learner", "seq", name="events_in_order"),
)

TURNS = Table(
    "turns",
    METADATA,
    Column("id", Text, primary_key=True),
    _learner(),
    Column("at", Moment, nullable=False),
    Column("status", Text, nullable=False, index=True),
    Column("message", Text, nullable=False),
    Column("turn", Text),
)

FLAGS = Table(
    "flags",
    METADATA,
    Column("id", Text, primary_key=True),
    _learner(),
    Column("at", Moment, nullable=False),
    Column("severity", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("turn", Text, nullable=False),
    Column("seen_at", Moment),
)

ITEMS = Table("items", METADATA, Column("id", Text, primary_key=True), Column("item", Text, nullable=False))

LEDGER = Table(
    "ledger",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("turn", Text, nullable=False, index=True),
    Column("prompt", Text, nullable=False),
    Column("prompt_hash", Text, nullable=False),
    Column("llm", Text, nullable=False),
    Column("tokens_in", Integer, nullable=False),
    Column("tokens_out", Integer, nullable=False),
    Column("cost_usd", Float, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reason", Text, nullable=False),
)
