"""The log of events, and beside it the folded states, the turns, the worries, the issued items and the ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the first tables."""
    op.create_table(
        "learners",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("rules", sa.Integer, nullable=False),
        sa.Column("events", sa.Integer, nullable=False),
        sa.Column("deleted_at", sa.Text),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("learner", sa.Text, sa.ForeignKey("learners.id"), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.UniqueConstraint("learner", "seq", name="events_in_order"),
    )
    op.create_table(
        "turns",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("learner", sa.Text, sa.ForeignKey("learners.id"), nullable=False, index=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False, index=True),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("turn", sa.Text),
    )
    op.create_table(
        "flags",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("learner", sa.Text, sa.ForeignKey("learners.id"), nullable=False, index=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("turn", sa.Text, nullable=False),
        sa.Column("seen_at", sa.Text),
    )
    op.create_table("items", sa.Column("id", sa.Text, primary_key=True), sa.Column("item", sa.Text, nullable=False))
    op.create_table(
        "ledger",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("at", sa.Text, nullable=False, index=True),
        sa.Column("turn", sa.Text, nullable=False, index=True),
        sa.Column("prompt", sa.Text, nullable=False),
        sa.Column("prompt_hash", sa.Text, nullable=False),
        sa.Column("llm", sa.Text, nullable=False),
        sa.Column("tokens_in", sa.Integer, nullable=False),
        sa.Column("tokens_out", sa.Integer, nullable=False),
        sa.Column("cost_usd", sa.Float, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
