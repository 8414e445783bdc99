"""`demo`: a month of office life in seconds, on the server that skips time, printed as a timeline."""

import asyncio
import tempfile
import time
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from cli.deploying import checked, deploy_all
from cli.endings import Refused
from cli.folder import Folder
from cli.options import DEFAULT_DEFINITIONS, SPOKEN, AsJson, Definitions, InLang, Lang
from cli.outside import WRITTEN, outside
from cli.screen import Screen
from cli.words import text
from engine.insight.rungs_told import bare

if TYPE_CHECKING:
    from cli.month import Month, News
    from engine.model.plan import Plan
    from engine.runtime.events import Event
    from engine.scenarios.names import Names

TOLD = {
    "case-started", "case-ended", "stage-reached", "task-decided", "task-returned", "task-transferred", "task-claimed",
    "message-sent", "notice-addressed", "document-issued", "case-called", "batch-decided", "incident-raised",
    "incident-resolved", "overridden", "nobody-found", "question-failed",
}  # fmt: skip
"""What a month of several cases tells; `history` tells more of each."""
ORDERS = "order-lifecycle"
COLOURS = ("cyan", "magenta", "yellow", "green")


def demo(
    everything: Annotated[bool, typer.Option("--all", help="Everything that is said of a case.")] = False,
    definitions: Definitions = DEFAULT_DEFINITIONS,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
) -> None:
    """Play a month of office life in seconds: four orders of a shop, each with a story."""
    from daemon import say_only_errors
    from embedded import ServerFailed, ServerMissing

    screen, folder = Screen(lang, as_json), Folder(definitions)
    plans = checked(folder, folder.files)
    say_only_errors()
    try:
        with tempfile.TemporaryDirectory(prefix="banjie-demo-") as scratch, outside(0) as stand_ins:
            asyncio.run(_play(Path(scratch), folder, plans, stand_ins or WRITTEN, screen, everything))
    except ServerMissing as missing:
        raise Refused("no-server", str(missing), hint="`make setup` installs it.") from missing
    except ServerFailed as failed:
        raise Refused("server-failed", str(failed)) from failed


async def _play(
    scratch: Path, folder: Folder, plans: "dict[Path, Plan]", stand_ins: str, screen: Screen, everything: bool
) -> None:
    from cli.month import Month, clockwork, read_script
    from cli.up import lead_to
    from embedded import time_skipping_server

    began, zone = time.monotonic(), ZoneInfo(screen.clock.zone)
    script = read_script(zone)
    async with (
        time_skipping_server(scratch / "server.log") as address,
        clockwork(address, scratch, script.begins) as (clock, cases),
    ):
        await clock.store.put_company(folder.company)
        await deploy_all(clock.store, plans)
        await lead_to(clock.store, plans.values(), stand_ins)
        month = Month(script, clock, cases, folder.company.calendars)
        timeline = Timeline(screen, folder, everything)
        timeline.introduce(month)
        async for news in month.play():
            for one in news:
                timeline.tell(one, await clock.store.plan(one.detail.case.plan))
        ended = await _ends(month)
    timeline.close(ended, time.monotonic() - began)


async def _ends(month: "Month") -> dict[str, str]:
    """What became of the orders, by order number."""
    found = {}
    for row in (await month.clockwork.store.cases(process=ORDERS, limit=100)).cases:
        found[row.business_key] = row.end or "open"
    return {order.order_no: found.get(order.order_no, "-") for order in month.script.orders}


class Timeline:
    """Prints what happens, under the days on which it does."""

    def __init__(self, screen: Screen, folder: Folder, everything: bool) -> None:
        self.screen = screen
        self.folder = folder
        self.everything = everything
        self.zone = ZoneInfo(screen.clock.zone)
        self.day: date | None = None
        self.colours: dict[str, str] = {}
        self.names: dict[str, Names] = {}
        self.lists: dict[str, str] = {}
        self.ends: dict[str, str] = {}
        self.lines: list[dict[str, Any]] = []

    def introduce(self, month: "Month") -> None:
        """What is going to be told."""
        for number, order in enumerate(month.script.orders):
            self.colours[order.order_no] = COLOURS[number % len(COLOURS)]
            if not self.screen.as_json:
                about = order.about[self.screen.lang.value]
                self.screen.line(f"{order.order_no}  {about}", style=self.colours[order.order_no])

    def tell(self, news: "News", plan: "Plan | None") -> None:
        """A turn that is new."""
        from engine.runtime.events import Event
        from engine.runtime.wire import decode
        from engine.scenarios.sentences import said

        if plan is None:
            return
        names = self._names(news, plan)
        self.lists[news.detail.case.case_id] = text(self.screen.lang, plan.definition.name)[:10]
        for wire in news.turn.events:
            event: Event = decode(Event, wire)
            names.learn(event)
            if event.kind == "case-ended" and plan.process == ORDERS and news.order is not None:
                self.ends[news.order.order_no] = bare(names.step(event.end))
            sentence = said(event, names) if self.everything or wire["kind"] in TOLD else None
            if sentence:
                self._line(news.turn.at, news, sentence, event)

    def _names(self, news: "News", plan: "Plan") -> "Names":
        from cli.telling import names_of

        row = news.detail.case
        if row.case_id not in self.names:
            directory = self.folder.company.directory
            self.names[row.case_id] = names_of(plan, self.screen.lang, self.screen.clock.zone, directory)
        return self.names[row.case_id]

    def _line(self, at: datetime, news: "News", sentence: str, event: "Event") -> None:
        label = news.order.order_no if news.order else self.lists.get(news.detail.case.case_id, "")
        if self.screen.as_json:
            self.lines.append({"at": at, "case": news.detail.case.workflow_id, "order": label, "what": event.kind,
                               "sentence": sentence})  # fmt: skip
            return
        from rich.cells import set_cell_size

        local = at.astimezone(self.zone)
        if local.date() != self.day:
            self.day = local.date()
            self.screen.line(f"\n{self.screen.clock.day(at)}", style="bold")
        inner = "" if news.detail.case.process == ORDERS or news.order is None else "· "
        style = "bold red" if event.kind == "incident-raised" else self.colours.get(label, "")
        self.screen.line(f"  {local:%H:%M}  {set_cell_size(label, 11)}  {inner}{sentence}", style=style)

    def close(self, ended: dict[str, str], seconds: float) -> None:
        """What became of the orders."""
        if self.screen.as_json:
            self.screen.data({"timeline": self.lines, "ended": ended, "seconds": round(seconds, 1)})
            return
        comma = self.screen.pick(", ", "，")
        said = comma.join(f"{order} {self.ends.get(order, end)}" for order, end in ended.items())
        english, chinese = f"\nA month in {seconds:.0f} seconds: {said}.", f"\n{seconds:.0f} 秒过完一个月：{said}。"
        self.screen.line(english, chinese, style="bold green")


__all__ = ["Lang", "Timeline", "demo"]
