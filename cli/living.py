"""Living cases for a first look: a fresh installation gets some cases in different states, as if people had worked for
days. Every act is a real command on a real case, only dated back; what should have happened by itself has happened.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import yaml

from activities.services import server_clock
from engine.calendars import Calendars, parse_duration
from engine.runtime.commands import Command
from engine.runtime.wire import decode

if TYPE_CHECKING:
    from activities.client import CaseClient
    from activities.files import FileDesk
    from store import Store
    from store.rows import TaskRow
    from store.views import CaseDetail

SCRIPT = Path(__file__).with_name("living.yaml")
DOCUMENTS = Path(__file__).with_name("demonstration")
CALENDAR = "service"
PATIENCE = 20.0
LOOK_AGAIN = 0.02


class Past:
    """The clock of services while the days of the script are lived: it stands at the last act."""

    def __init__(self) -> None:
        self.at: datetime | None = None

    def begin(self) -> Callable[[], datetime]:
        """A clock for one call: the script's, the server's when the script is over."""
        at = self.at
        return server_clock() if at is None else lambda: at


async def furnish(store: "Store", cases: "CaseClient", files: "FileDesk", zone: str, past: Past) -> int:
    """Begin the cases of the script and work on them up to now; gives how many. Nothing where there are cases."""
    company = await store.company()
    if company is None or (await store.cases(limit=1)).cases:
        return 0
    script = yaml.safe_load(SCRIPT.read_text(encoding="utf-8"))
    office = Office(store, cases, company.calendars, ZoneInfo(zone), await _taken_in(files), past)
    for written in script["cases"]:
        await office.live(written)
    past.at = None
    return len(script["cases"])


async def _taken_in(files: "FileDesk") -> dict[str, Any]:
    """The documents of the cases, as references by name."""
    taken = {}
    for path in sorted(DOCUMENTS.iterdir()):
        with path.open("rb") as content:
            taken[path.name] = await files.take(path.name, content, None)
    return taken


class Office:
    """People who have worked on the cases until now."""

    def __init__(
        self,
        store: "Store",
        cases: "CaseClient",
        calendars: Calendars,
        zone: ZoneInfo,
        documents: Mapping[str, Any],
        past: Past,
    ) -> None:
        self._store = store
        self._cases = cases
        self._calendars = calendars
        self._documents = documents
        self._past = past
        self._now = datetime.now(zone)

    async def live(self, written: Mapping[str, Any]) -> None:
        """Begin a case and do what was done about it."""
        at = self._days_ago(int(written["days_ago"]), str(written["at"]))
        self._past.at = at
        data = self._filled(written["with"], at)
        opened = await self._cases.start(written["process"], written["start"], data, by=written["by"], at=at)
        for act in written.get("acts", ()):
            at = self._open(at + _length(act["after"]))
            if at > self._now:
                return
            self._past.at = at
            await self._act(opened.case_id, act, at)

    async def _act(self, case_id: str, written: Mapping[str, Any], at: datetime) -> None:
        values = self._filled(written.get("with", {}), at)
        if "message" in written:
            detail = await self._hears(case_id, written["message"])
            await self._cases.send_message(written["message"], str(detail.heard[written["message"]]), values, at=at)
            return
        task = await self._task(case_id, written["step"])
        verb, more = written.get("do", "complete"), dict(written.get("say", {}))
        said = {"verb": verb, "task": task.task, **more, **({"data": values} if values else {})}
        command: Command = decode(Command, said)
        await self._cases.command(case_id, command, by=written.get("by") or task.holder or task.offered[0], at=at)

    async def _task(self, case_id: str, step: str) -> "TaskRow":
        """The open task of a step, as soon as it is offered."""
        async with asyncio.timeout(PATIENCE):
            while True:
                detail = await self._store.case(case_id)
                for here in detail.open_steps if detail else ():
                    for task in here.tasks:
                        if here.row.step == step and task.status == "open":
                            return task
                await asyncio.sleep(LOOK_AGAIN)

    async def _hears(self, case_id: str, message: str) -> "CaseDetail":
        """The case, as soon as it hears a message."""
        async with asyncio.timeout(PATIENCE):
            while True:
                detail = await self._store.case(case_id)
                if detail is not None and detail.heard.get(message):
                    return detail
                await asyncio.sleep(LOOK_AGAIN)

    def _days_ago(self, days: int, clock: str) -> datetime:
        """A time of day, so many working days ago; never ahead of now."""
        day = self._now.date()
        for _ in range(days):
            day = self._working_day_before(day)
        hour, minute = clock.split(":")
        at = datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=self._now.tzinfo)
        return min(at, self._now - timedelta(minutes=1))

    def _working_day_before(self, day: date) -> date:
        while True:
            day -= timedelta(days=1)
            if self._open(datetime(day.year, day.month, day.day, tzinfo=self._now.tzinfo)).date() == day:
                return day

    def _open(self, at: datetime) -> datetime:
        return self._calendars.next_open(at, CALENDAR).astimezone(self._now.tzinfo)

    def _filled(self, value: Any, at: datetime) -> Any:
        """Values of the script: `file:NAME`, `now`, and `day:+3` (days from when it is said)."""
        if isinstance(value, Mapping):
            return {key: self._filled(one, at) for key, one in value.items()}
        if isinstance(value, list):
            return [self._filled(one, at) for one in value]
        if not isinstance(value, str):
            return value
        kind, _, rest = value.partition(":")
        if kind == "file":
            return self._documents[rest]
        if kind == "day":
            return (at.date() + timedelta(days=int(rest))).isoformat()
        return at.astimezone(UTC).isoformat() if value == "now" else value


def _length(written: str) -> timedelta:
    length = parse_duration(written)
    return timedelta(days=length.days, seconds=length.seconds)
