"""Large orders of items and passages: what is wanted, and how far it is."""

from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the table of jobs."""
    texts = [Column(name, Text, nullable=False) for name in ("at", "order", "error")]
    numbers = [Column(name, Integer, nullable=False) for name in ("done", "total")]
    status = Column("status", Text, nullable=False, index=True)
    op.create_table("jobs", Column("id", Text, primary_key=True), *texts, status, *numbers)
