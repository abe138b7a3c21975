"""Alembic runs this for each migration. The connection, and its lock, come from `migrate`."""

from alembic import context

from backend.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
