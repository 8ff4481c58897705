"""The log of events, and beside it the folded states, the turns, the worries, the issued items and the ledger."""

from typing import Any

from alembic import op
from sqlalchemy import Column, Float, ForeignKey, Integer, Text, UniqueConstraint
from sqlalchemy.sql.schema import SchemaItem
from sqlalchemy.types import TypeEngine

revision = "0001"
down_revision = None


def _table(name: str, *columns: SchemaItem) -> None:
    op.create_table(name, Column("id", Text, primary_key=True), *columns)


def _kept(*names: str, kind: type[TypeEngine[Any]] = Text, index: bool | None = None) -> list[Column[Any]]:
    return [Column(name, kind, nullable=False, index=index) for name in names]


def _learner(index: bool | None = None) -> Column[str]:
    return Column("learner", Text, ForeignKey("learners.id"), nullable=False, index=index)


def upgrade() -> None:
    """Create the first tables."""
    numbers = _kept("rules", "events", kind=Integer)
    _table("learners", *_kept("state"), *numbers, Column("deleted_at", Text))
    happened = [*_kept("seq", kind=Integer), *_kept("at", "kind", "data")]
    _table("events", _learner(), *happened, UniqueConstraint("learner", "seq", name="events_in_order"))
    said = [*_kept("at"), *_kept("status", index=True), *_kept("message")]
    _table("turns", _learner(index=True), *said, Column("turn", Text))
    _table("flags", _learner(index=True), *_kept("at", "severity", "kind", "turn"), Column("seen_at", Text))
    _table("items", *_kept("item"))
    used = [*_kept("tokens_in", "tokens_out", kind=Integer), *_kept("cost_usd", "seconds", kind=Float)]
    asked = _kept("prompt", "prompt_hash", "llm")
    _table("ledger", *_kept("at", "turn", index=True), *asked, *used, *_kept("outcome", "reason"))
