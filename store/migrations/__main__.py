"""For developers: `python -m store.migrations "what changes"` writes the next migration from the tables.

It compares the tables in the code with a database that has all migrations so far. Read what it wrote before it is
committed, and set `HEAD` to its revision.
"""

import sys
import tempfile
from pathlib import Path

from alembic import command

from store.database import Database
from store.migrations import HEAD, config, migrate


def write_next(message: str) -> None:
    """Write the migration that is missing."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database.connect(f"sqlite:///{Path(folder)}/empty.db")
        migrate(database)
        with database.writing() as connection:
            settings = config()
            settings.attributes["connection"] = connection
            command.revision(settings, message, autogenerate=True, rev_id=f"{int(HEAD) + 1:04}")
        database.engine.dispose()


if __name__ == "__main__":
    write_next(" ".join(sys.argv[1:]) or sys.exit('Expected what changes: python -m store.migrations "what changes"'))
