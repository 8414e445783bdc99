"""Phrases for comments: what was set is kept with who set it, and the last of a process and kind is in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from engine.administering.phrases import COMPANY, PhraseKind
from engine.calendars import Text
from engine.calendars.texts import read_text
from store.reads import Reads
from store.tables.publishing import phrases


@dataclass(frozen=True)
class SetPhrases:
    """What somebody has set of one kind."""

    said: tuple[Text, ...]
    at: datetime
    by: str | None


PhrasesSet = Mapping[tuple[str, PhraseKind], SetPhrases]


class Phrases(Reads):
    """The part of the store for phrases."""

    async def phrases_set(self, process: str = COMPANY) -> PhrasesSet:
        """What the company and a process have set, by process and kind."""
        newest = (
            select(func.max(phrases.c.position))
            .where(phrases.c.process.in_({COMPANY, process}))
            .group_by(phrases.c.process, phrases.c.kind)
        )
        wanted = select(phrases).where(phrases.c.position.in_(newest.scalar_subquery()), phrases.c.said.is_not(None))
        rows = await self._database.read(lambda db: db.execute(wanted).all())
        return {
            (row.process, row.kind): SetPhrases(tuple(read_text(one) for one in row.said), row.at, row.by)
            for row in rows
        }

    async def put_phrases(
        self, process: str, kind: PhraseKind, said: Sequence[Text] | None, *, by: str, reason: str = ""
    ) -> None:
        """Set those of a kind from now on. None: as if none had been set."""
        wire = None if said is None else [one.to_wire() for one in said]
        row = {"process": process, "kind": kind, "said": wire, "at": self._clock(), "by": by, "reason": reason}
        await self._database.write(lambda db: db.execute(phrases.insert(), row))
