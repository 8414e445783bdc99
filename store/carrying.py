"""The part of the store that carries cases, and all that is beside them, from one installation to another."""

from collections.abc import Collection
from typing import Any

from engine.model.plan import Plan
from store import installation, transfer
from store.reads import Reads

Wire = dict[str, Any]


class Carrying(Reads):
    """Out as JSON, and in again. Contents of files go beside it."""

    async def export_case(self, case_id: str, state: bytes | None) -> Wire | None:
        """A case: plan, packed state, turns, and every row that is of this case; None for an unknown one."""
        return await self._database.read(lambda db: transfer.export_case(db, case_id, state))

    async def import_case(self, exported: Wire) -> tuple[Plan, bytes | None]:
        """Take a case in, and give what the shell needs to run it. Raises `Rejected` when it is here already."""
        return await self._database.write(lambda db: transfer.import_case(db, exported))

    async def export_counters(self) -> Wire:
        """Where all counters of numbers and registers stand."""
        return await self._database.read(installation.export_counters)

    async def import_counters(self, exported: Wire) -> None:
        """Let counters go on from there; one that stands further on stays."""
        await self._database.write(lambda db: installation.import_counters(db, exported))

    async def export_installation(self) -> Wire:
        """What there is besides cases and files: definitions, organisation, registers, what is of no case."""
        return await self._database.read(installation.export_installation)

    async def import_installation(self, exported: Wire) -> dict[str, int]:
        """Take it in; gives, by table, how many rows were left because there is a different one in their place."""
        return await self._database.write(lambda db: installation.import_installation(db, exported))

    async def export_files(self, case_ids: Collection[str] | None = None) -> list[Wire]:
        """What is known of the files these cases refer to, or of all there are."""
        return await self._database.read(lambda db: installation.export_files(db, case_ids))

    async def import_file(self, exported: Wire) -> None:
        """Note a file whose content is in the document store here."""
        await self._database.write(lambda db: installation.import_file(db, exported))
