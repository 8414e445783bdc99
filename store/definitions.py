"""The part of the store for definitions on their way: publications, scenarios, processes nobody may start."""

from collections.abc import Sequence

from engine.administering.publishing import Publication, State
from store import publishing
from store.deployments import Deployment
from store.publishing import Stopped, Written
from store.reads import Reads


class Definitions(Reads):
    """Versions that wait for a second person or their date, and starts that are stopped."""

    async def ask_publication(self, publication: Publication, written: Written) -> None:
        """Keep a version that waits to be published. Raises `Rejected` `too-large`."""
        await self._database.write(lambda db: publishing.ask(db, publication, written))

    async def publication(self, number: str) -> Publication | None:
        """One of them."""
        return await self._database.read(lambda db: publishing.find(db, number))

    async def publications(self, process: str, *, limit: int = 50) -> list[Publication]:
        """Those of a process, the newest first."""
        return await self._database.read(lambda db: publishing.of_process(db, process, limit))

    async def publication_text(self, number: str) -> Written:
        """What is to be published by one that is there."""
        return await self._database.read(lambda db: publishing.written(db, number))

    async def decide_publication(self, before: Publication, state: State, by: str) -> None:
        """Confirm it (`planned`) or take it back (`withdrawn`). Raises `Rejected` `not-waiting`."""
        now = self._clock()
        await self._database.write(lambda db: publishing.decide(db, before, state, by, now))

    async def publish_due(self) -> Sequence[Deployment]:
        """Put in force every confirmed version whose time has come."""
        now = self._clock()
        if not await self._database.read(lambda db: publishing.is_due(db, now)):
            return []
        return await self._database.write(lambda db: publishing.put_in_force(db, now))

    async def keep_scenarios(self, digest: str, text: str) -> None:
        """Keep the scenarios written for a plan."""
        await self._database.write(lambda db: publishing.keep_scenarios(db, digest, text))

    async def scenarios(self, digest: str) -> str:
        """The scenarios written for a plan; empty where there are none."""
        return await self._database.read(lambda db: publishing.scenarios_of(db, digest))

    async def stop_starts(self, process: str, by: str, reason: str) -> None:
        """Let nobody start a process any more; running cases go on, also those that call it."""
        stopped = Stopped(process, by, self._clock(), reason)
        await self._database.write(lambda db: publishing.stop(db, stopped))

    async def let_starts_go_on(self, process: str) -> None:
        """Let a process be started again."""
        await self._database.write(lambda db: publishing.let_go_on(db, process))

    async def stopped_starts(self) -> dict[str, Stopped]:
        """The processes nobody may start now."""
        return await self._database.read(publishing.stopped)
