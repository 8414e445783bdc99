"""What Alembic runs: our tables, on the connection `store.migrations` gives it."""

from alembic import context

from store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, compare_type=False)
context.run_migrations()
