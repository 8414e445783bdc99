"""Commands about tasks: `inbox`, and what a person does with a task."""

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.copies import list_copies
from cli.drafts import with_draft
from cli.filling import Filling, Tables, filled, filling
from cli.going_on import Next, take_next
from cli.lookup import TaskFound, case_of, task_of
from cli.openings import draw_openings, opened_lately
from cli.options import DEFAULT_VAR, SPOKEN, AsJson, AsPerson, Comment, Data, InLang, Reason, Task, Var, With
from cli.people import acting
from cli.reach import at_the_desk
from cli.returns import preview
from cli.screen import Screen
from cli.words import text
from engine.insight.rungs_told import bare

if TYPE_CHECKING:
    from cli.desk import Desk, Done
    from engine.administering.openings import Opening
    from engine.runtime.commands import Command
    from engine.scenarios.names import Names
    from store.views import InboxEntry, InboxPage


Seen = Annotated[int | None, typer.Option("--seen", metavar="TURN", help="The turn of the case that was looked at.")]


def inbox(
    person: AsPerson = None,
    offered: Annotated[bool, typer.Option("--offered", help="Only what may be claimed.")] = False,
    mine: Annotated[bool, typer.Option("--mine", help="Only what is held.")] = False,
    waiting: Annotated[bool, typer.Option("--waiting", help="Only what waits for the world (on hold).")] = False,
    process: Annotated[str | None, typer.Option("--process", "-p", help="Only tasks of this process.")] = None,
    step: Annotated[str | None, typer.Option("--step", help="Only tasks of this step.")] = None,
    newest: Annotated[bool, typer.Option("--newest", help="The newest first.")] = False,
    copied: Annotated[bool, typer.Option("--copies", help="What one reads along (copies).")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 50,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """List what a person has to do or may take, the most urgent first."""
    who = acting(person)
    if copied:
        list_copies(who, limit, Screen(lang, as_json), var)
        return
    asked = [name for name, wanted in (("offered", offered), ("mine", mine), ("waiting", waiting)) if wanted]
    standing: Any = asked[0] if len(asked) == 1 else None
    screen = Screen(lang, as_json)

    async def work(
        desk: "Desk",
    ) -> "tuple[InboxPage, dict[str, Names], list[dict[str, Any]], list[tuple[Opening, str]]]":
        reader = await desk.person(who)
        page = await desk.store.inbox(reader, standing=standing, process=process, step=step, newest=newest, limit=limit)
        names = await desk.names_in([entry.task.case_id for entry in page.entries], screen)
        return page, names, await desk.store.due_while_absent(reader), await opened_lately(desk, reader)

    page, names, absent, opened = at_the_desk(var, work)
    if as_json:
        screen.data({"entries": [asdict(entry) for entry in page.entries], "due_while_absent": absent,
                     "opened": [asdict(one) for one, _ in opened]})  # fmt: skip
        return
    if not page.entries:
        screen.line(f"Nothing to do for {who}.", f"{who} 没有待办。")
    else:
        now = datetime.now(UTC)
        screen.table(_INBOX, [_listed(entry, names.get(entry.task.case_id), now, screen) for entry in page.entries])
    for one in absent:
        listed = ", ".join(f"{task['case']}/{task['step']}" for task in one["tasks"])
        screen.line(f"{one['person']} is away, nobody stands in, and today is due: {listed}",
                    f"{one['person']} 不在岗且无人代理，今天到期：{listed}", style="yellow")  # fmt: skip
    for opening, key in opened:
        screen.line(f"{key}:", f"{key}：", style="yellow")
        draw_openings([opening], screen)


_INBOX = (
    ("task", "任务"), ("what", "事项"), ("title", "标题"), ("standing", "状态"), ("since", "自"), ("due", "截止"),
)  # fmt: skip


def _listed(entry: "InboxEntry", names: "Names | None", now: datetime, screen: Screen) -> tuple[Any, ...]:
    task, clock = entry.task, screen.clock
    step = bare(names.step(task.step)) if names else task.step
    count = len(task.offered)
    mine = screen.pick("mine", "我的")
    if task.holder and entry.standing == "offered" and task.offered_back is None:
        holder = names.person(task.holder) if names else task.holder
        mine = screen.pick(f"for {holder}", f"代 {holder}")
    held = mine if task.holder else screen.pick(f"to claim ({count})", f"待认领（{count} 人）")
    if task.held_until is not None:
        held = screen.pick("on hold until ", "挂起至 ") + clock.moment(task.held_until)
    due = f"{clock.moment(task.due)} ({clock.until(task.due, now)})" if task.due else ""
    title = names.title(entry.title) if names else text(screen.lang, entry.title)
    return f"{entry.business_key}/{task.step}", step, title, held, clock.minute(task.created_at), due


def claim(
    task: Task, person: AsPerson = None, as_json: AsJson = False, lang: InLang = SPOKEN, var: Var = DEFAULT_VAR
) -> None:
    """Take a task from the pool for oneself."""
    from engine.runtime.commands import Claim

    _act(task, person, lambda found: Claim(task=found.task), Screen(lang, as_json), var)


def release(
    task: Task, person: AsPerson = None, as_json: AsJson = False, lang: InLang = SPOKEN, var: Var = DEFAULT_VAR
) -> None:
    """Put a claimed task back."""
    from engine.runtime.commands import Release

    _act(task, person, lambda found: Release(task=found.task), Screen(lang, as_json), var)


def complete(
    task: Task,
    outcome: Annotated[str | None, typer.Argument(metavar="[OUTCOME]", help="Needed when there are several.")] = None,
    outcome_named: Annotated[str | None, typer.Option("--outcome", "-o", metavar="OUTCOME")] = None,
    values: With = None,
    data: Data = None,
    tables: Tables = None,
    comment: Comment = "",
    sign: Annotated[str, typer.Option("--sign", metavar="NAME", help="Sign with one's own name.")] = "",
    seen: Seen = None,
    draft: Annotated[bool, typer.Option("--draft", help="With what is in one's draft.")] = False,
    then: Annotated[
        Next | None, typer.Option("--next", help="Then take the next one: of the same step, or of the same case.")
    ] = None,
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Decide a task: its outcome, its form and a comment."""
    from engine.runtime.commands import Complete

    chosen = outcome or outcome_named

    def command(found: TaskFound, form: dict[str, Any]) -> Complete:
        return Complete(task=found.task, outcome=chosen, data=form, comment=comment, seen=seen, signature=sign)

    given = filling(values, data, tables)
    _fill(task, person, given, command, Screen(lang, as_json), var, draft=draft, then=then)


def transfer(
    task: Task,
    to: Annotated[str, typer.Argument(metavar="PERSON", help="Who gets it, for good.")],
    comment: Comment = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Hand a task over for good."""
    from engine.runtime.commands import Transfer

    def command(found: TaskFound) -> Transfer:
        return Transfer(task=found.task, to=to, comment=comment)

    _act(task, person, command, Screen(lang, as_json), var, named=to)


def reassign(
    task: Task,
    to: Annotated[str, typer.Argument(metavar="PERSON", help="Who gets it, for good.")],
    comment: Comment = "",
    override: Annotated[
        bool, typer.Option("--override", help="As an operator, whoever's superior one is; it is recorded as such.")
    ] = False,
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Give a task of one's people to somebody else."""
    from engine.runtime.commands import Reassign

    def command(found: TaskFound) -> Reassign:
        return Reassign(task=found.task, to=to, comment=comment, override=override)

    _act(task, person, command, Screen(lang, as_json), var, named=to)


def return_task(
    task: Task,
    to: Annotated[str, typer.Argument(metavar="STEP", help="An earlier step, `start` or `previous`.")],
    values: With = None,
    data: Data = None,
    tables: Tables = None,
    comment: Comment = "",
    shown: Annotated[bool, typer.Option("--preview", help="Only say what it would do.")] = False,
    seen: Seen = None,
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Move the case back to an earlier step, where the task allows it."""
    from engine.runtime.commands import Return

    def command(found: TaskFound, form: dict[str, Any]) -> Return:
        return Return(task=found.task, to=to, data=form, comment=comment, seen=seen)

    given = filling(values, data, tables)
    (preview if shown else _fill)(task, person, given, command, Screen(lang, as_json), var)


def press(
    case: Annotated[str, typer.Argument(metavar="CASE")],
    event: Annotated[str, typer.Argument(metavar="BUTTON", help="The id of a `by` event.")],
    values: With = None,
    data: Data = None,
    tables: Tables = None,
    comment: Comment = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Press a button of a case: an event that a person may let happen."""
    from engine.runtime.commands import Press

    who, given = acting(person), filling(values, data, tables)

    async def work(desk: "Desk") -> "Done":
        detail = await case_of(desk.store, case)
        actor = await desk.person(who)
        form = await filled(desk, given, (await desk.plan_of(detail)).definition, actor)
        return await desk.obey(detail, Press(event=event, data=form, comment=comment), actor)

    at_the_desk(var, work).tell(Screen(lang, as_json))


def _act(
    reference: str, person: str | None, command: Any, screen: Screen, var: Any, *, named: str | None = None
) -> None:
    """One command on one task, and what has become of it. `named`: another person it names."""
    who = acting(person)

    async def work(desk: "Desk") -> "Done":
        actor = await desk.person(who)
        if named is not None:
            await desk.person(named)
        found = await task_of(desk.store, reference, actor)
        given: Command = command(found)
        return await desk.obey(found.detail, given, actor)

    at_the_desk(var, work).tell(screen)


def _fill(
    reference: str, person: str | None, given: Filling, command: Any, screen: Screen, var: Any, *, draft: bool = False,
    then: Next | None = None,
) -> None:  # fmt: skip
    """One command with a form on one task, and what has become of it.

    `draft`: what it lacks is in one's draft. `then`: the next task that is taken at once.
    """
    who = acting(person)

    async def work(desk: "Desk") -> "Done":
        actor = await desk.person(who)
        found = await task_of(desk.store, reference, actor)
        form = await filled(desk, given, (await desk.plan_of(found.detail)).definition, actor)
        given_so = command(found, form)
        if draft:
            given_so = await with_draft(desk, found, actor, given_so)
        done = await desk.obey(found.detail, given_so, actor)
        return done if then is None else replace(done, taken=await take_next(desk, found, actor, then))

    at_the_desk(var, work).tell(screen)


__all__ = ["Reason", "claim", "complete", "inbox", "press", "reassign", "release", "return_task", "transfer"]
