"""The part of the store for registers (台账) and the index of documents."""

from typing import Any

from store import registers
from store.reads import Reads
from store.registers import IndexedDocument, RegisterChange, RegisterEntry

Wire = dict[str, Any]


class Registers(Reads):
    """Lines of registers, each with a number, and the documents of cases."""

    async def add_to_register(
        self, register: str, key: str, entry: Wire, *, once: str, by: str | None = None, case_id: str | None = None
    ) -> RegisterEntry:
        """A new line with the next number; the same `once` gives the same line. A key that is there: `key-taken`."""
        change = RegisterChange(register, key, entry, once, self._clock(), by, case_id)
        return await self._database.write(lambda db: registers.add(db, change))

    async def update_register(
        self, register: str, key: str, entry: Wire, *, once: str, by: str | None = None, case_id: str | None = None
    ) -> RegisterEntry:
        """Lay values over the line of that key; made when it is missing. The same `once` is done once."""
        change = RegisterChange(register, key, entry, once, self._clock(), by, case_id)
        return await self._database.write(lambda db: registers.lay_over(db, change))

    async def registers(self) -> dict[str, int]:
        """All registers with how many lines they have."""
        return await self._database.read(lambda db: registers.names(db))

    async def register(self, register: str, *, after: int = 0, limit: int = 100) -> list[RegisterEntry]:
        """Lines in order of their numbers, after number `after`."""
        return await self._database.read(lambda db: registers.lines(db, register, after, limit))

    async def register_entry(self, register: str, key: str) -> RegisterEntry | None:
        """One line by its key."""
        return await self._database.read(lambda db: registers.find(db, register, key))

    async def index_document(self, document: IndexedDocument) -> IndexedDocument:
        """Remember a document of a case; the same id again changes nothing, and gives what is there."""
        return await self._database.write(lambda db: registers.index_document(db, document))

    async def documents(self, case_id: str) -> list[IndexedDocument]:
        """The documents of a case, in the order they came."""
        return await self._database.read(lambda db: registers.documents_of(db, case_id))
