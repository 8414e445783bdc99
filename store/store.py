"""The store: one door to the database for all the rooms above it. Each method is one transaction of a module below."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, Self

from engine.model.plan import Plan
from engine.runtime.border import CommitTurn
from engine.runtime.world import World
from store import (
    chains,
    commands,
    commits,
    copies,
    deployments,
    newest_words,
    numbers,
    outbox,
    process_settings,
    rebuild,
    reservations,
    revocations,
    transfer,
    world,
)
from store.accounts import Accounts
from store.administering import Administering
from store.carrying import Carrying
from store.case_desks import CaseDesks
from store.case_lists import CaseLists
from store.case_pages import CasePages
from store.changes import ChangesRead
from store.commands import NewCommand, StoredCommand
from store.commits import Committed
from store.company import Company
from store.database import Database, Synchronous
from store.definitions import Definitions
from store.deployments import DeployedPlan, Deployment
from store.files import Files
from store.followed import Followed
from store.migrations import migrate
from store.outbox import UnsealedTurn
from store.outbox_desk import WhatLeaves
from store.people import People
from store.phrases import Phrases
from store.pointing import PointingCases
from store.process_settings import ChangedSetting
from store.reaching import Reaching
from store.reads import Clock
from store.rebuild import Rebuilt, Verified
from store.recalculating import OpenLimits
from store.register_desk import Registers
from store.reservations import Reservation, Wanted
from store.revocations import Revocation

Wire = dict[str, Any]


def utc_now() -> datetime:
    """The time of writing. Never used to decide anything about a case."""
    return datetime.now(UTC)


class Store(
    Reaching,
    Definitions,
    People,
    CaseDesks,
    CasePages,
    CaseLists,
    PointingCases,
    Followed,
    ChangesRead,
    Files,
    Carrying,
    Accounts,
    Administering,
    Phrases,
    OpenLimits,
    Registers,
    WhatLeaves,
):
    """All of it. `open` one, `dispose` of it at the end. Safe to use from many tasks at once."""

    @classmethod
    async def open(cls, url: str, *, clock: Clock = utc_now, synchronous: Synchronous = "FULL", pool: int = 5) -> Self:
        """Connect and migrate. `url` is `sqlite:///file` or `postgresql://…`; several may open at once.

        `synchronous` NORMAL makes SQLite faster, and may lose the last commits when the power fails.
        """
        database = Database.connect(url, synchronous=synchronous, pool=pool)
        await database.apart(lambda: migrate(database))
        return cls(database, clock)

    async def dispose(self) -> None:
        """Close all connections."""
        await self._database.dispose()

    async def tend(self) -> None:
        """What the database wants done now and then; a matter of a second."""
        await self._database.apart(self._database.tend)

    # ---- turns ----

    async def commit_turn(self, commit: CommitTurn) -> Committed:
        """Write a turn in one transaction, resolve its questions, queue its notices and messages."""
        return await self._database.write(lambda db: commits.commit(db, self._company, commit, self._clock()))

    async def seal(self, case_id: str, turn: int, digest: str | None = None) -> bool:
        """The history has this turn (with a digest: the turn of that digest): what it tells the world may leave.
        Gives False when another one is stored."""
        return await self._database.write(lambda db: outbox.seal(db, case_id, turn, digest))

    async def unseal(self, case_id: str, turn: int) -> None:
        """The history has turns up to this one at most, for it was set back. The next turn takes the place of more."""
        await self._database.write(lambda db: chains.unseal(db, case_id, turn))

    async def unsealed_turns(self, before: datetime, limit: int = 100) -> list[UnsealedTurn]:
        """Last turns written before `before` with something to tell and nobody to confirm them, the oldest first."""
        return await self._database.read(lambda db: outbox.unsealed(db, before, limit))

    async def resting_turns(
        self, before: datetime, *, after: tuple[datetime, str] | None = None, limit: int = 100
    ) -> list[UnsealedTurn]:
        """All last turns written before `before` that nobody has confirmed, the oldest first; `after` is the
        `committed_at` and the case of the last one of the page before."""
        return await self._database.read(lambda db: outbox.resting(db, before, after, limit))

    async def mark_read(self, case_id: str, person: str) -> datetime | None:
        """A person has read their copy; gives when for the first time, None for who has none."""
        return await self._database.write(lambda db: copies.mark_read(db, case_id, person, self._clock()))

    async def note_revocation(self, new: Revocation) -> Revocation:
        """Write down that a case is undone; gives the first such note there was."""
        return await self._database.write(lambda db: revocations.note(db, new))

    async def forget_revocation(self, undone_by: str) -> None:
        """Take such a note back, of a case that was never started."""
        await self._database.write(lambda db: revocations.forget(db, undone_by))

    # ---- definitions, company, settings ----

    async def deploy(self, plan: Plan, source: str, file: str, *, by: str | None = None) -> Deployment:
        """Make a plan the newest of its process. The newest one again is the same version."""
        return await self._database.write(lambda db: deployments.deploy(db, plan, source, file, self._clock(), by))

    async def newest(self, process: str) -> DeployedPlan | None:
        """What a new case of the process takes."""
        return await self._database.read(lambda db: deployments.newest(db, process))

    async def plan(self, digest: str) -> Plan | None:
        """A plan by its digest, deployed or brought by an import, to be read: in the words of the newest version."""
        return await self._database.read(lambda db: newest_words.told(db, digest))

    async def keep_plan(self, plan: Plan) -> None:
        """Keep a plan that nobody starts by hand: that of a batch step's list."""
        await self._database.write(lambda db: deployments.keep_plan(db, plan.digest, plan.process, plan.to_bytes()))

    async def processes(self) -> list[Deployment]:
        """The newest deployment of every process, by process."""
        return await self._database.read(lambda db: deployments.newest_of_all(db))

    async def newest_of_each(self) -> list[DeployedPlan]:
        """What new cases of every process take, by process."""
        return await self._database.read(deployments.newest_of_each)

    async def version(self, process: str, number: int) -> DeployedPlan | None:
        """One version of a process."""
        return await self._database.read(lambda db: deployments.version(db, process, number))

    async def deployments(self, process: str) -> list[DeployedPlan]:
        """All versions of a process, the newest first."""
        return await self._database.read(lambda db: deployments.versions(db, process))

    async def put_company(
        self, company: Company, *, by: str | None = None, reason: str = "", over: int | None = None
    ) -> int:
        """Make a directory and calendars the ones in force; gives their version. The same again keeps it.

        `over`: only in the place of this version; raises `Rejected` `changed-meanwhile`.
        """
        return await self._database.write(lambda db: world.put_company(db, company, self._clock(), by, reason, over))

    async def company(self) -> Company | None:
        """The directory and the calendars in force; None before the first."""
        return await self._database.read(lambda db: self._company.read(db))

    async def world(self, at: datetime) -> World:
        """The world of now, for opening cases and for looking up facts. Raises `NoCompany`."""
        return await self._database.read(lambda db: world.world_for(db, self._company, (), at))

    async def put_setting(
        self, process: str, name: str, value: Any, *, by: str | None = None, reason: str = ""
    ) -> None:
        """Change a setting for the cases that start from now on. None: what the definition says again."""
        now = self._clock()
        await self._database.write(lambda db: process_settings.put(db, process, name, value, now, by, reason))

    async def settings(self, process: str) -> Wire:
        """The settings changed for a process, by name, as JSON."""
        return await self._database.read(lambda db: process_settings.of_process(db, process))

    async def settings_changed(self, process: str) -> list[ChangedSetting]:
        """The settings changed for a process, each with who changed it when."""
        return await self._database.read(lambda db: process_settings.changed(db, process))

    # ---- the door: numbers, keys, commands ----

    async def allot_number(self, pattern: str, at: datetime, *, once: str, zone: str = "Asia/Shanghai") -> str:
        """The next number of a pattern; the same `once` has the same number for ever. Raises `BadPattern`."""
        return await self._database.write(lambda db: numbers.allot(db, pattern, at, once, zone))

    async def reserve_case(
        self,
        process: str,
        business_key: str,
        case_id: str,
        *,
        workflow_id: str | None = None,
        same_key: Literal["refuse", "join"] = "refuse",
        again: bool = False,
    ) -> Reservation:
        """Give a key to a case for ever. Repeated with the same case it answers the same.

        Raises `Rejected` `key-taken`, unless `join` finds a running case or `again` allows the key of one that ended.
        """
        name = workflow_id or f"{process}:{business_key}"
        wanted = Wanted(process, business_key, case_id, name, same_key, again)
        return await self._database.write(lambda db: reservations.reserve(db, wanted, self._clock()))

    async def reservation(self, case_id: str) -> Reservation | None:
        """The key a case was given."""
        return await self._database.read(lambda db: reservations.of_case(db, case_id))

    async def release_case(self, case_id: str) -> None:
        """Take a reservation back, of a case that was never started."""
        await self._database.write(lambda db: reservations.release(db, case_id))

    async def remember_command(
        self,
        id: str,
        case_id: str,
        workflow_id: str,
        by: str,
        payload: Wire,
        at: datetime,
        *,
        on_behalf_of: str | None = None,
        via: str = "",
    ) -> StoredCommand:
        """Store a command before it is sent. A repeated one is answered as it stands (see its status).

        Raises `Rejected`: `id-used` for the id of another command, `too-large`, `unknown-file`.
        """
        new = NewCommand(id, case_id, workflow_id, by, payload, at, on_behalf_of, via)
        return await self._database.write(lambda db: commands.remember(db, new))

    async def take_command(self, id: str, *, lease: timedelta = timedelta(seconds=30)) -> bool:
        """Whether this command may be sent now: it is the oldest unsettled one of its case, and none is in flight.
        It stays in flight until it is settled or `lease` has passed."""
        now = self._clock()
        if not await self._database.read(lambda db: commands.may_take(db, id, now)):
            return False
        return await self._database.write(lambda db: commands.take(db, id, now, lease))

    async def settle_command(self, id: str, *, answer: Wire | None = None, refusal: Wire | None = None) -> None:
        """Write what a command came to; exactly one of the two. The first settlement stands."""
        await self._database.write(lambda db: commands.settle(db, id, self._clock(), answer=answer, refusal=refusal))

    async def command(self, id: str) -> StoredCommand | None:
        """A command by its id."""
        return await self._database.read(lambda db: commands.find(db, id))

    async def unsettled_commands(self, *, before: datetime | None = None, limit: int = 100) -> list[StoredCommand]:
        """For the reconciler: the oldest command of each case that has no answer, where it is not in flight."""
        return await self._database.read(lambda db: commands.unsettled(db, self._clock(), before, limit))

    # ---- keeping it whole ----

    async def verify(self, case_id: str) -> Verified:
        """Check the chain of a case's turns, and each turn's content against its digest."""
        return await self._database.read(lambda db: rebuild.verify(db, case_id))

    async def rebuild(self, case_ids: Sequence[str] | None = None, *, compare_only: bool = False) -> Rebuilt:
        """Make projections again from the turns, of these cases or of all, and say which were different."""
        return await self._database.apart(lambda: rebuild.rebuild(self._database, case_ids, compare_only=compare_only))

    async def replace_turns(self, commits_in_order: Sequence[tuple[CommitTurn, Wire]]) -> Rebuilt:
        """Put a history's turns, each with its recorded resolution, in the place of what is stored of their case."""
        return await self._database.write(lambda db: transfer.replace_turns(db, commits_in_order, self._clock()))
