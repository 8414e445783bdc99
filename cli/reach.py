"""Reaching an installation: where it listens is written in its folder while it runs, else it stands in the settings."""

import asyncio
import json
import os
import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cli.endings import NothingReachable, Refused

if TYPE_CHECKING:
    from cli.desk import Desk
    from settings import Settings

T = TypeVar("T")
FILE = "installation.json"


@dataclass(frozen=True)
class Installation:
    """A running installation: where its server, its database and its pages are, and since when."""

    temporal: str
    namespace: str
    store: str
    pid: int = 0
    temporal_ui: str = ""
    pages: str = ""
    started_at: str = ""

    def note_down(self, var: Path) -> None:
        """Tell the other commands."""
        written = var / (FILE + ".new")
        written.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")
        written.replace(var / FILE)

    @property
    def answers(self) -> bool:
        """Whether something listens where its server should."""
        host, _, port = self.temporal.rpartition(":")
        try:
            socket.create_connection((host, int(port)), timeout=2).close()
        except (OSError, ValueError):
            return False
        return True

    def settings(self, var: Path) -> "Settings":
        """The settings of this installation."""
        from settings import Settings

        return Settings(
            var=var, temporal_address=self.temporal, temporal_namespace=self.namespace, store_url=self.store
        )


def forget(var: Path) -> None:
    """Nothing runs here any more."""
    (var / FILE).unlink(missing_ok=True)


def noted(var: Path) -> Installation | None:
    """What `up` noted down in this folder, whether or not it still runs."""
    try:
        return Installation(**json.loads((var / FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def running(var: Path) -> Installation:
    """The installation to talk to; ends with code 3 and one sentence when there is none."""
    found = noted(var) or _of_the_environment()
    if found is None:
        raise NothingReachable(
            "nothing-runs", f"Expected a running installation in {var}, but none has been started there.",
            hint="Start one with `make up` (or `python starter.py up`) in another window.",
        )  # fmt: skip
    if not found.answers:
        raise NothingReachable(
            "no-answer", f"Expected a server at {found.temporal}, but nobody answers there.",
            hint="Start it with `make up`; every case is where it was.",
        )  # fmt: skip
    return found


def _of_the_environment() -> Installation | None:
    """A server named by the environment, as in production."""
    if "BANJIE_TEMPORAL_ADDRESS" not in os.environ:
        return None
    from settings import Settings

    settings = Settings()
    return Installation(settings.temporal_address, settings.temporal_namespace, settings.database)


def at_the_desk(var: Path, work: "Callable[[Desk], Awaitable[T]]") -> T:
    """Open the installation of that folder, do the work and close it again. Refusals come out as endings."""
    return asyncio.run(_at_the_desk(running(var), var, work))


async def _at_the_desk(installation: Installation, var: Path, work: "Callable[[Desk], Awaitable[T]]") -> T:
    from cli.desk import Desk
    from engine.runtime import Rejected
    from store import Store

    _say_only_what_is_broken()
    settings = installation.settings(var)
    with _database_answers(settings.database):
        store = await Store.open(settings.database, pool=1)
        try:
            return await work(Desk(installation, settings, store))
        except Rejected as refusal:
            raise Refused(refusal.code, refusal.message, fields=refusal.fields, errors=refusal.errors) from refusal
        finally:
            await store.dispose()


@contextmanager
def _database_answers(database: str) -> Iterator[None]:
    """A database that is away, locked or of a newer version ends a command with code 3 and a sentence."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import InterfaceError, OperationalError

    from store.migrations import NewerDatabase

    try:
        yield
    except NewerDatabase as newer:
        raise NothingReachable("newer-database", f"{newer}.", hint="Use the version that migrated it.") from newer
    except (OperationalError, InterfaceError) as away:
        where = make_url(database).render_as_string(hide_password=True)
        why = str(away.orig).strip().splitlines()[0] if away.orig else type(away).__name__
        raise NothingReachable("no-database", f"Expected the database {where}, but it does not answer: {why}.",
                               hint="Nothing is lost; try again when it is there.") from away  # fmt: skip


def _say_only_what_is_broken() -> None:
    """What a worker logs, a person reads as the answer: no log beside it, and none on the standard output."""
    import logging
    import sys

    import structlog

    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )
