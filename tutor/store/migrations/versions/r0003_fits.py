"""Parameters that were fitted to the school's answers, by number."""

from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the table of fits."""
    op.create_table("fits", Column("number", Integer, primary_key=True), Column("fit", Text, nullable=False))
