"""The command `draft`: what somebody has filled in and not sent, saved, shown, dropped, handed over (草稿)."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.endings import Refused, WrongUse
from cli.filling import Filling, Tables, filled, filling
from cli.lookup import TaskFound, task_of
from cli.options import DEFAULT_VAR, SPOKEN, AsJson, AsPerson, Comment, Data, InLang, Var, With
from cli.people import acting
from cli.reach import at_the_desk
from cli.screen import Screen

if TYPE_CHECKING:
    from cli.desk import Desk
    from engine.runtime.commands import Complete
    from store import Draft
    from store.views import CaseDetail


def draft(
    about: Annotated[
        str, typer.Argument(metavar="[TASK|PROCESS]", help="A task as `KEY/step`; a process with `--start`.")
    ] = "",
    start: Annotated[str | None, typer.Option("--start", metavar="START", help="Of a start of that process.")] = None,
    values: With = None,
    data: Data = None,
    tables: Tables = None,
    outcome: Annotated[str | None, typer.Option("--outcome", "-o", metavar="OUTCOME")] = None,
    comment: Comment = "",
    show: Annotated[bool, typer.Option("--show", help="Only show it.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="Throw it away.")] = False,
    to: Annotated[str | None, typer.Option("--hand-to", metavar="PERSON", help="Give it to somebody else.")] = None,
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Save what one has filled in, to go on later; `complete --draft` sends it. Without a task: list one's drafts."""
    who, given, screen = acting(person), filling(values, data, tables), Screen(lang, as_json)

    async def work(desk: "Desk") -> "list[Draft]":
        actor = await desk.person(who)
        if not about:
            return await desk.store.drafts_of(actor)
        one = _OfStart(desk, about, start, actor) if start else await _of_task(desk, about, actor)
        if drop or to or show:
            kept = await kept_draft(one.find)
            if drop:
                await desk.store.drop_draft(kept)
            elif to:
                await desk.store.hand_draft_over(kept, await desk.person(to))
            return [kept]
        return [await one.save(given, outcome, comment)]

    found = at_the_desk(var, work)
    if as_json:
        screen.data({"drafts": [asdict(one) for one in found]})
        return
    for one in found:
        _tell(one, screen)
    if drop:
        screen.line("Thrown away.", "已删除草稿。", style="green")
    elif to:
        screen.line(f"Handed to {to}.", f"草稿已交给 {to}。", style="green")
    elif about and not show:
        screen.line("Saved as a draft.", "已存为草稿。", style="green")
    elif not found:
        screen.line("No draft.", "没有草稿。")


async def kept_draft(find: Any) -> "Draft":
    """The draft that is there; ends with `no-draft` when there is none."""
    found: Draft | None = await find()
    if found is None:
        raise Refused("no-draft", "Expected a draft, but there is none.")
    return found


async def with_draft(desk: "Desk", found: TaskFound, actor: str, command: "Complete") -> "Complete":
    """A decision with what one's draft of the task has."""
    from activities.drafts import from_draft

    return from_draft(await kept_draft(_OfTask(desk, found.detail, found.task, actor).find), command)


async def started_from_draft(desk: "Desk", process: str, start: str, actor: str) -> "Draft":
    """One's draft of a start."""
    return await kept_draft(_OfStart(desk, process, start, actor).find)


class _OfTask:
    def __init__(self, desk: "Desk", detail: "CaseDetail", task: str, actor: str) -> None:
        from activities.drafts import DraftDesk

        self._desk, self._detail, self._task, self._actor = desk, detail, task, actor
        self._drafts = DraftDesk(desk.store)

    async def find(self) -> "Draft | None":
        return await self._drafts.of_task(self._detail, self._task, self._actor)

    async def save(self, given: Filling, outcome: str | None, comment: str) -> "Draft":
        definition = (await self._desk.plan_of(self._detail)).definition
        fields = await filled(self._desk, given, definition, self._actor)
        return await self._drafts.save(self._detail, self._task, self._actor, fields, outcome, comment or None)


async def _of_task(desk: "Desk", about: str, actor: str) -> _OfTask:
    found = await task_of(desk.store, about, actor)
    return _OfTask(desk, found.detail, found.task, actor)


class _OfStart:
    def __init__(self, desk: "Desk", process: str, start: str, actor: str) -> None:
        from activities.drafts import DraftDesk

        self._desk, self._process, self._start, self._actor = desk, process, start, actor
        self._drafts = DraftDesk(desk.store)

    async def find(self) -> "Draft | None":
        return await self._drafts.of_start(self._process, self._start, self._actor)

    async def save(self, given: Filling, outcome: str | None, comment: str) -> "Draft":
        if outcome or comment:
            raise WrongUse("wrong-use", "Expected neither outcome nor comment, which a start does not have.")
        deployed = await self._desk.store.newest(self._process)
        plan = deployed.plan if deployed else None
        fields = await filled(self._desk, given, plan.definition, self._actor) if plan else given.typed
        return await self._drafts.save_start(self._process, self._start, self._actor, fields)


def _tell(draft: "Draft", screen: Screen) -> None:
    about = f"{draft.case_id}/{draft.task}" if draft.task else f"{draft.process} --start {draft.start}"
    saved = screen.clock.minute(draft.at)
    screen.line(f"{about}, saved {saved}", f"{about}，存于 {saved}", style="bold")
    if draft.start and draft.case_id:
        screen.line(f"  copied from {draft.case_id}", f"  复制自 {draft.case_id}")
    for path, value in draft.data.items():
        screen.line(f"  {path} = {value}", f"  {path} = {value}")
    if draft.outcome:
        screen.line(f"  outcome: {draft.outcome}", f"  结果：{draft.outcome}")
    if draft.comment:
        screen.line(f"  comment: {draft.comment}", f"  意见：{draft.comment}")
