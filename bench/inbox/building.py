"""The installation that is measured: made once in a folder, and found there again."""

import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import text

from activities.passwords import Passwords
from bench.inbox.crowd import Crowd
from bench.inbox.events import Record
from bench.inbox.filling import copy, fill
from bench.inbox.living import Living, living_tasks
from bench.inbox.scale import Scale
from cli.deploying import deploy_all
from cli.folder import Folder
from engine.model.plan import Plan
from proving.postgres_cluster import FORGETFUL, Cluster, programs
from store import Store
from store.accounts import Account
from store.migrations import HEAD
from store.tables import metadata

DEFINITIONS = Path(__file__).parents[2] / "definitions"
PROCESSES = ("leave-request", "contract-review", "database-permission", "finance-refund")
PASSWORD = "right-horse-42"
LOOKED_AT_ONCE = 1_000
CLUSTER = (*FORGETFUL, "shared_buffers=512MB", "maintenance_work_mem=512MB", "max_wal_size=4GB")
"""A server of its own. What a statement may use (`work_mem`) and how it is planned is what Debian ships."""


class Installation:
    """What is measured, in a folder: a SQLite database, and one of PostgreSQL that is a copy of it. `at` is the instant
    it was made for."""

    def __init__(self, folder: Path, scale: Scale) -> None:
        self.scale = scale
        self.crowd = Crowd(scale)
        self._folder = folder
        self._sqlite = folder / "bench.sqlite"
        self._made = folder / "made.json"

    @property
    def at(self) -> datetime:
        """The instant it was made for, which is *now* for whoever asks it."""
        return datetime.fromisoformat(json.loads(self._made.read_text())["at"])

    async def must_be_there(self) -> None:
        """Make it, where the folder holds none of this scale and this form of database."""
        if self._made.exists() and json.loads(self._made.read_text())["of"] == self._of():
            return
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        now = datetime.now(UTC)
        await self._make(now)
        self._made.write_text(json.dumps({"at": now.isoformat(), "of": self._of()}))

    def _of(self) -> dict[str, object]:
        return {"revision": HEAD, "scale": asdict(replace(self.scale, requests=0))}

    async def _make(self, now: datetime) -> None:
        store = await Store.open(f"sqlite:///{self._sqlite}", clock=lambda: now, synchronous="NORMAL")
        try:
            folder = Folder(DEFINITIONS)
            compiled = folder.compiled([file for file in folder.files if file.stem in PROCESSES], ())
            plans: dict[Path, Plan] = {path: one.plan for path, one in compiled.items() if one.plan}
            await deploy_all(store, plans)
            await store.put_company(self.crowd.company(folder.company))
            await self._accounts(store, now)
            by_process = {plan.process: plan for plan in plans.values()}
            record = Record(self.crowd, [by_process[process] for process in PROCESSES], now)
            await store._database.write(lambda db: fill(db, record, self.scale.cases))
            await Living(store, by_process["leave-request"], self.crowd).begin(self.scale.living, now)
            while await store.look(now, limit=LOOKED_AT_ONCE):
                pass
            await store.tend()
        finally:
            await store.dispose()

    async def _accounts(self, store: Store, now: datetime) -> None:
        """Everybody signs in with one password, by a hash that costs nothing: that is not what is measured."""
        kept = await Passwords(Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1)).hashed(PASSWORD)
        operators = set(self.crowd.operators)
        made = [
            Account(one, one, now, kept, roles=("operator",) if one in operators else ()) for one in self.crowd.people
        ]
        await store.add_accounts(made, "bench")

    # -- on a database --

    @asynccontextmanager
    async def on(self, database: str) -> AsyncIterator[str | None]:
        """Its address on `sqlite` or `postgresql`; None where there is no such database here."""
        if database == "sqlite":
            yield f"sqlite:///{self._sqlite}"
            return
        here = programs()
        if here is None:
            yield None
            return
        place = self._folder / "postgresql"
        copied = place / "copied"
        cluster = Cluster(here, place, CLUSTER)
        if not copied.exists():
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            cluster.make()
        cluster.start()
        try:
            if not copied.exists():
                await self._copy(cluster.url)
                copied.touch()
            yield cluster.url
        finally:
            cluster.rest()

    async def _copy(self, url: str) -> None:
        """All rows, and the statistics that PostgreSQL takes by itself a minute later."""
        source, target = await Store.open(f"sqlite:///{self._sqlite}"), await Store.open(url)
        try:
            with source._database.reading() as read:
                await target._database.write(lambda write: copy(read, write, metadata.sorted_tables))
            with target._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM ANALYZE"))
        finally:
            await target.dispose()
            await source.dispose()

    async def living(self, url: str) -> list[tuple[str, str, str]]:
        """The open tasks of the cases that the core has begun: case, task, and who has it."""
        store = await Store.open(url)
        try:
            return await store._database.read(living_tasks)
        finally:
            await store.dispose()
