"""The part of the store for reaching people: what they have chosen, where they are known, what is new for them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from engine.administering.reaching import Preferences
from store import choices, news, told
from store.news import Delivery, FailedNews, News, NewTask
from store.reads import Reads
from store.told import About, Told


class Reaching(Reads):
    """Notices on their way to people."""

    async def choose_notices(self, person: str, chosen: Preferences) -> None:
        """Somebody's choice of channels, language and quiet hours."""
        now = self._clock()
        await self._database.write(lambda db: choices.choose(db, person, chosen, now))

    async def notice_choices(self, people: Collection[str]) -> dict[str, Preferences]:
        """What these people have chosen; the usual for who has chosen nothing."""
        return await self._database.read(lambda db: choices.choices(db, people))

    async def note_notices_read(self, person: str, until: datetime) -> None:
        """Somebody has read what they were told up to an instant."""
        await self._database.write(lambda db: choices.note_read(db, person, until))

    async def note_notice_opened(self, person: str, case_id: str, turn: int, position: int) -> None:
        """Somebody has opened one notice of theirs."""
        now = self._clock()
        await self._database.write(lambda db: told.note_opened(db, person, case_id, turn, position, now))

    async def told(self, person: str) -> list[Told]:
        """What somebody was told lately, the newest first, with what they have read."""
        now = self._clock()
        return await self._database.read(lambda db: told.told(db, person, now))

    async def cases_about(self, case_ids: Collection[str]) -> dict[str, About]:
        """The cases these notices are about."""
        return await self._database.read(lambda db: told.cases_about(db, case_ids))

    async def notices_unread(self, person: str) -> int:
        """How many of those they have not read."""
        now = self._clock()
        return await self._database.read(lambda db: told.unread(db, person, now))

    async def put_contact(self, person: str, channel: str, address: str | None, by: str) -> None:
        """Where somebody is known outside; None: nowhere any more."""
        now = self._clock()
        await self._database.write(lambda db: choices.put_contact(db, person, channel, address, by, now))

    async def contacts(self, people: Collection[str]) -> Mapping[str, dict[str, str]]:
        """Where these people are known outside: channel to address, by person."""
        return await self._database.read(lambda db: choices.contacts_of(db, people))

    async def note_notice_sent(self, key: str, person: str, channels: Collection[str]) -> None:
        """A letter has left to somebody by these channels."""
        now = self._clock()
        await self._database.write(lambda db: choices.note_sent(db, key, person, channels, now))

    async def notices_sent(self, key: str) -> dict[str, set[str]]:
        """By which channels a letter has left, by person."""
        return await self._database.read(lambda db: choices.sent(db, key))

    async def take_news(self, lease: timedelta, limit: int) -> tuple[datetime, list[NewTask]] | None:
        """Be the one worker that looks for what has come to people; None when another one is at it. Gives when it was
        looked, and the tasks nobody has been told of."""
        now = self._clock()
        if not await self._database.read(lambda db: news.must_look(db, now)):
            return None
        done_to = await self._database.write(lambda db: news.take_mark(db, now, lease))
        if done_to is None:
            return None
        since = done_to
        return now, await self._database.read(lambda db: news.new_tasks(db, since, limit))

    async def note_news(self, found: Iterable[tuple[NewTask, datetime, str]], done_to: datetime | None) -> None:
        """Tasks with when somebody is told of them and how that stands; cases up to `done_to` have been looked at."""
        now, noted = self._clock(), list(found)

        def write(db: Connection) -> None:
            for new, leaves, status in noted:
                news.note(db, new, leaves, status, now)
            if done_to is not None:
                news.let_go(db, done_to, now)

        await self._database.write(write)

    async def due_news(self, limit: int, lease: timedelta) -> list[News]:
        """What people are to be told now."""
        now = self._clock()
        if not await self._database.read(lambda db: news.is_due(db, now)):
            return []
        return await self._database.write(lambda db: news.due(db, now, limit, lease))

    async def settle_news(
        self, told: Sequence[News], sent: Mapping[str, str], error: str = "", *, again_at: datetime | None = None
    ) -> None:
        """What became of it; with an error it is tried `again_at`, or given up."""
        now = self._clock()
        await self._database.write(lambda db: news.settle(db, told, sent, error, again_at, now))

    async def note_opened(self, case_id: str, task: str, person: str) -> None:
        """Somebody looks at a task of theirs; the first time stands."""
        now = self._clock()
        if person in (await self.openers(case_id)).get(task, ()):
            return
        await self._database.write(lambda db: news.note_opened(db, case_id, task, person, now))

    async def openers(self, case_id: str) -> dict[str, frozenset[str]]:
        """Who has looked at which task of a case on the pages."""
        return await self._database.read(lambda db: news.openers(db, case_id))

    async def deliveries(self, case_id: str, task: str) -> list[Delivery]:
        """Who has been told of a task, and who has looked at it."""
        found = await self._database.read(lambda db: news.deliveries(db, case_id))
        return list(found.get(task, ()))

    async def failing_news(self, limit: int = 100) -> list[FailedNews]:
        """Tellings that have failed, the latest first."""
        return await self._database.read(lambda db: news.failing(db, limit))

    async def tell_again(self, key: str) -> bool:
        """Let such a one be tried now; gives whether there was one of this key."""
        now = self._clock()
        return await self._database.write(lambda db: news.tell_again(db, key, now))
