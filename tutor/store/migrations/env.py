"""Alembic's entry: runs the steps on the connection that `migrate` holds, inside its transaction."""

from alembic import context

from tutor.store.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
