"""The desk a command works at: the store, and the way to the cases. Imported only where an installation is needed."""

import asyncio
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from cli.clock import Clock
from cli.endings import NothingReachable, Refused
from cli.near import near
from cli.reach import Installation
from cli.screen import Screen
from cli.words import text
from engine.model.plan import Plan
from engine.runtime import Rejected
from engine.runtime.commands import Command
from settings import Settings
from store import Store
from store.reading import Reader
from store.views import CaseDetail

if TYPE_CHECKING:
    from temporalio.client import Client

    from activities.client import Answered, CaseClient, Pending
    from engine.scenarios.names import Names
    from store.company import Company
    from store.directory import Author
    from store.rows import CaseRow


class Desk:
    """An installation, opened."""

    def __init__(self, installation: Installation, settings: Settings, store: Store) -> None:
        self.installation = installation
        self.settings = settings
        self.store = store
        self._client: Client | None = None

    async def client(self) -> "Client":
        """The server; ends with code 3 when it does not answer."""
        from daemon import connect

        if self._client is None:
            try:
                self._client = await connect(self.settings)
            except (RuntimeError, OSError) as error:
                raise NothingReachable(
                    "no-answer", f"Expected the server at {self.settings.temporal_address}, but it does not answer.",
                    hint="`starter.py doctor` looks for the reason.",
                ) from error  # fmt: skip
        return self._client

    async def cases(self) -> "CaseClient":
        """The way to the cases, over the server."""
        from worker import case_client

        return case_client(self.settings, await self.client(), self.store)

    async def seen_outside(self) -> dict[str, str]:
        """What only the server can tell: cases nobody works for, and cases whose workflow task fails; by case id."""
        from activities.server import failing_cases, has_worker

        client = await self.client()
        found = dict.fromkeys(await failing_cases(client, self.store), "workflow-failing")
        if not await has_worker(client, self.settings.task_queue):
            rows = (await self.store.cases(status="open", limit=1000)).cases
            found |= {row.case_id: "no-worker" for row in rows}
        return found

    async def person(self, name: str) -> str:
        """A person of the organisation; ends with near names when nobody is called so."""
        company: Company | None = await self.store.company()
        if company is None or name in company.directory.people:
            return name
        people = company.directory.people
        raise Refused(
            "unknown-person", f"Expected somebody of the organisation, but nobody is called {name}.",
            hint=near(name, people) or f"There are {len(people)} people in definitions/organisation.yaml.",
        )  # fmt: skip

    async def plan_of(self, detail: CaseDetail) -> Plan:
        """The plan of a case."""
        plan = await self.store.plan(detail.case.plan)
        if plan is None:
            raise Refused("no-plan", f"Expected the definition of {detail.case.business_key}, but it is lost.")
        return plan

    async def names_of(self, rows: "Iterable[CaseRow]", screen: Screen) -> "dict[str, Names]":
        """What things are called in each of these cases, by case id; nothing of one whose definition is lost."""
        from cli.telling import names_of

        company = await self.store.company()
        plans: dict[str, Plan | None] = {}
        found = {}
        for row in rows:
            if row.plan not in plans:
                plans[row.plan] = await self.store.plan(row.plan)
            plan = plans[row.plan]
            if plan is not None:
                directory = company.directory if company else None
                found[row.case_id] = names_of(plan, screen.lang, screen.clock.zone, directory)
        return found

    async def names_in(self, case_ids: Iterable[str], screen: Screen) -> "dict[str, Names]":
        """What things are called in each of these cases, where only their ids are known."""
        details = [await self.store.case(case_id) for case_id in dict.fromkeys(case_ids)]
        return await self.names_of([one.case for one in details if one], screen)

    async def author(self, name: str, reason: str) -> "Author":
        """Who changes the directory, by the rules of this installation."""
        from uuid_utils.compat import uuid7

        from store.directory import Author

        setters = tuple(self.settings.stand_in_setters)
        return Author(await self.person(name), reason, str(uuid7()), None, setters)

    async def seen(self, case_id: str) -> None:
        """Wait a moment until the first turn of a case that was just started is written, so that `show` finds it."""
        for _ in range(100):
            if await self.store.case(case_id) is not None:
                return
            await asyncio.sleep(0.05)

    async def has_heard(self, case_id: str, message: str) -> None:
        """Wait a moment until a case has worked through a message, so that `show` tells what came of it."""
        turn = 0
        for _ in range(100):
            for one in await self.store.history(case_id, after=turn, limit=1000):
                turn = one.turn
                if one.stimulus.get("id") == message:
                    return
            await asyncio.sleep(0.05)

    async def obey(self, detail: CaseDetail, command: Command, by: str) -> "Done":
        """Send a person's command to its case, and look what has become of it."""
        try:
            answer = await (await self.cases()).command(detail.case.case_id, command, by=by, via="command line")
        except Rejected as refusal:
            raise Refused(
                refusal.code, refusal.message, fields=refusal.fields, errors=refusal.errors,
                hint=await self._what_became(detail, command),
            ) from refusal  # fmt: skip
        return await self.done(detail.case.case_id, answer, by)

    async def _what_became(self, detail: CaseDetail, command: Command) -> str:
        """Of a task that is over: what happened to it, when, by whom."""
        task = await self.store.task(detail.case.case_id, getattr(command, "task", ""))
        if task is None or task.done_at is None:
            return ""
        by = f" by {task.by}" if task.by else ""
        what = f" ({task.outcome})" if task.outcome else ""
        return f"{task.step} was {task.status}{by} on {Clock().moment(task.done_at)}{what}."

    async def done(self, case_id: str, answer: "Answered | Pending", by: str) -> "Done":
        """What a command came to, with the case as it stands now for who gave it."""
        detail = await self.store.case(case_id, reader=Reader(by))
        plan = await self.store.plan(detail.case.plan) if detail else None
        return Done(answer, detail, plan)


@dataclass(frozen=True)
class Done:
    """A command that was carried out, or is pending, and where its case stands now; `taken`: the next task, claimed."""

    answer: "Answered | Pending"
    detail: CaseDetail | None
    plan: Plan | None
    taken: str | None = None

    @property
    def turn(self) -> int | None:
        """The turn of its case that the command became; None while it is pending."""
        return getattr(self.answer, "turn", None)

    def tell(self, screen: Screen) -> None:
        """Say so, and what is to be done next."""
        if screen.as_json:
            screen.data(self.to_wire())
        elif self.turn is None:
            screen.line(
                f"Accepted, not done yet: nobody works at the moment. It is sent again until it is ({self.answer.id}).",
                f"已受理，尚未办理：暂时没有工作进程，会自动重发直至完成（{self.answer.id}）。", style="yellow",
            )  # fmt: skip
        else:
            screen.line("Done.", "已办理。", style="green")
            self._tell_next(screen)
            if self.taken is not None:
                screen.line(f"Yours now: {self.taken}", f"已认领下一项：{self.taken}")

    def _tell_next(self, screen: Screen) -> None:
        if self.detail is None:
            return
        key = self.detail.case.business_key
        if self.detail.case.status != "open":
            screen.line(f"{key} has ended: {self.detail.case.end}", f"{key} 已办结：{self.detail.case.end}")
        for name, who in self._open(screen):
            screen.line(f"Next: {name}{' — ' + who if who else ''}", f"接下来：{name}{' — ' + who if who else ''}")

    def _open(self, screen: Screen) -> list[tuple[str, str]]:
        """What is open now, by name, with who has it."""
        assert self.detail is not None
        found = []
        for step in self.detail.open_steps:
            model: Any = self.plan.steps.get(step.row.step) if self.plan else None
            name = text(screen.lang, getattr(model, "name", None), step.row.step)
            tasks = [task for task in step.tasks if task.status in ("open", "created")]
            people = [task.holder or "/".join(task.offered) for task in tasks]
            parked = f"INCIDENT {step.incident.code}" if step.incident else ""
            found.append((f"{name} ({step.row.step})", parked or ", ".join(one for one in people if one)))
        return found

    def to_wire(self) -> dict[str, Any]:
        """The same as JSON."""
        return {
            "status": "pending" if self.turn is None else "done",
            "command": self.answer.id,
            "case": self.answer.case_id,
            "turn": self.turn,
            "open": [step.row.step for step in self.detail.open_steps] if self.detail else [],
            "tasks": [asdict(task) for step in self.detail.open_steps for task in step.tasks] if self.detail else [],
            "end": self.detail.case.end if self.detail else None,
            "taken": self.taken,
        }
