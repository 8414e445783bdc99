"""Bringing a database to the form this version needs: Alembic, run from code when a store is opened.

There is no way down: who must go back restores the backup taken before.
"""

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from store.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0036"
"""The revision this version needs; kept equal to the newest file in `versions` by a test."""

LOCK = 0x62616E6A6965
"""Key of the advisory lock that lets one process at a time migrate a PostgreSQL database."""


ONE_AT_A_TIME = threading.Lock()
"""Alembic keeps what it works on in globals: two databases cannot be migrated at once in one process."""


class NewerDatabase(RuntimeError):
    """The database was migrated by a newer version of Banjie."""


def migrate(database: Database) -> None:
    """Bring the database up to `HEAD`. Several processes may do so at once: the first migrates, the others wait."""
    with database.reading() as connection:
        if _revision(connection) == HEAD:
            return
    with database.writing() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        _upgrade(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _upgrade(connection: Connection) -> None:
    # Imported here: Alembic takes a tenth of a second, and a database is nearly always up to date.
    from alembic import command
    from alembic.script import ScriptDirectory

    settings = config()
    here = _revision(connection)
    known = {script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()}
    if here is not None and here not in known:
        raise NewerDatabase(
            f"Expected a database of revision {HEAD} or older, but it has {here}: a newer version has migrated it"
        )
    settings.attributes["connection"] = connection
    with ONE_AT_A_TIME:
        command.upgrade(settings, "head")


def config() -> "Config":
    """Alembic's settings for this folder; `attributes["connection"]` must be set before use."""
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent))
    return settings
