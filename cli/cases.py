"""Commands about cases: `list`, `show`, `history`."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.endings import Refused
from cli.lookup import case_and_step, case_of
from cli.options import DEFAULT_VAR, SPOKEN, AsJson, InLang, Var
from cli.reach import at_the_desk
from cli.screen import Screen
from cli.task_sheet import sheet
from cli.telling import by_itself, names_of, told
from cli.words import text

if TYPE_CHECKING:
    from cli.desk import Desk
    from engine.model.plan import Plan
    from engine.people import Directory
    from engine.scenarios.sentences import Names
    from store.rows import CaseRow
    from store.views import CaseDetail, HistoryTurn, OpenStep

Case = Annotated[str, typer.Argument(metavar="CASE", help="A case: its key, `process:key`, or its id.")]


def list_cases(
    process: Annotated[str | None, typer.Option("--process", "-p", help="Only cases of this process.")] = None,
    search: Annotated[str | None, typer.Option("--search", "-s", help="In key, title and search words.")] = None,
    stage: Annotated[str | None, typer.Option(help="Only cases at this stage.")] = None,
    ended: Annotated[bool, typer.Option("--ended", help="The ended ones.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Open and ended ones.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 50,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """List cases, the newest first: the open ones unless asked otherwise."""

    async def work(desk: "Desk") -> "tuple[CaseRow, ...]":
        status = None if everything else "ended" if ended else "open"
        page = await desk.store.cases(process=process, status=status, stage=stage, search=search, limit=limit)
        return page.cases

    screen = Screen(lang, as_json)
    rows = at_the_desk(var, work)
    if as_json:
        screen.data({"cases": [asdict(row) for row in rows]})
    elif not rows:
        screen.line("No case.", "没有流程。")
    else:
        screen.table(_LIST, [_listed(row, screen) for row in rows])


_LIST = (
    ("case", "流程"), ("process", "种类"), ("title", "标题"), ("stage", "阶段"), ("where it is", "所在步骤"),
    ("started", "发起"), ("next by itself", "下一个时点"), ("!", "!"),
)  # fmt: skip


def _listed(row: "CaseRow", screen: Screen) -> tuple[Any, ...]:
    state = ", ".join(row.at_steps) if row.status == "open" else f"→ {row.end or row.status}"
    coming = screen.clock.moment(row.next_at) if row.next_at else ""
    wrong = "incident" if row.open_incidents else "repair" if row.needs_repair else ""
    started = screen.clock.moment(row.started_at)
    return row.business_key, row.process, row.title, text(screen.lang, row.stage), state, started, coming, wrong


def show(
    case: Annotated[str, typer.Argument(metavar="CASE|TASK", help="A case; or a task as `KEY/step`: what it asks.")],
    fields: Annotated[bool, typer.Option("--fields", help="Its data as well.")] = False,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Show a case: where it is, who has it, since when, what comes next and when; or what a task asks."""

    async def work(desk: "Desk") -> "tuple[CaseDetail, Plan, Directory | None, str | None]":
        reference, step = await case_and_step(desk.store, case)
        return *await known_about(desk, reference), step

    screen = Screen(lang, as_json)
    detail, plan, directory, step = at_the_desk(var, work)
    if as_json:
        screen.data(asdict(detail))
        return
    if step is not None:
        sheet(detail, plan, step, screen)
        return
    names = names_of(detail.case, plan, lang, screen.clock.zone, directory)
    _head(detail, plan, screen)
    _open_steps(detail, names, screen)
    _coming(detail, names, screen)
    if fields:
        screen.table((("field", "字段"), ("value", "值")), sorted(detail.data.items()))


async def known_about(desk: "Desk", reference: str) -> "tuple[CaseDetail, Plan, Directory | None]":
    """A case with its plan, and the people there are."""
    detail = await case_of(desk.store, reference)
    plan = await desk.store.plan(detail.case.plan)
    if plan is None:
        raise Refused("no-plan", f"Expected the definition of {reference}, but the store has lost it.",
                      hint="`starter.py rebuild --from-histories` brings it back.")  # fmt: skip
    company = await desk.store.company()
    return detail, plan, company.directory if company else None


def _head(detail: "CaseDetail", plan: "Plan", screen: Screen) -> None:
    row, clock = detail.case, screen.clock
    name = text(screen.lang, plan.definition.name, row.process)
    title = f" — {row.title}" if row.title else ""
    screen.line(f"{row.business_key}  {name} ({row.process}){title}", style="bold")
    who = f", {row.initiator}" if row.initiator else ""
    screen.line(f"opened {clock.moment(row.started_at)}{who}", f"发起 {clock.moment(row.started_at)}{who}")
    if row.stage:
        screen.line(f"stage {text(screen.lang, row.stage)}", f"阶段 {text(screen.lang, row.stage)}")
    if row.status != "open":
        when = clock.moment(row.ended_at)
        screen.line(f"ended {when}: {row.end} ({row.status})", f"结束 {when}：{row.end}（{row.status}）", style="green")
    if row.needs_repair:
        screen.line("its record is being repaired from the history", "记录正在根据历史修复", style="red")


_OPEN = (
    ("where it is", "所在步骤"), ("task", "任务"), ("who has it", "办理人"), ("since", "自"), ("due", "截止"),
    ("", ""),
)  # fmt: skip


def _open_steps(detail: "CaseDetail", names: "Names", screen: Screen) -> None:
    rows = [row for step in detail.open_steps for row in _where(detail, step, names, screen)]
    if rows:
        screen.table(_OPEN, rows)


def _where(detail: "CaseDetail", step: "OpenStep", names: "Names", screen: Screen) -> list[tuple[Any, ...]]:
    clock, now = screen.clock, datetime.now(UTC)
    name = f"{names.step(step.row.step)} ({step.row.step})"
    note = _note(step)
    open_tasks = [task for task in step.tasks if task.status in ("open", "created")]
    if not open_tasks:
        since = clock.moment(step.row.entered_at)
        return [(name, "", f"({step.row.step_kind})", since, clock.moment(step.due) if step.due else "", note)]
    rows = []
    for task in open_tasks:
        who = task.holder or ("? " + ", ".join(task.offered) if task.offered else "-")
        due = f"{clock.moment(task.due)} ({clock.distance(task.due, now)})" if task.due else ""
        since = clock.moment(task.held_since or task.created_at)
        rows.append((name, f"{detail.case.business_key}/{task.step}", who, since, due, note))
    return rows


def _note(step: "OpenStep") -> str:
    if step.incident:
        return f"INCIDENT {step.incident.incident}: {step.incident.code}: {step.incident.text}"
    if step.called:
        return f"→ {step.called.workflow_id or step.called.process}"
    return ""


def _coming(detail: "CaseDetail", names: "Names", screen: Screen) -> None:
    if not detail.next:
        return
    now = datetime.now(UTC)
    columns = (("next by itself", "接下来自动发生"), ("", ""), ("what", "事项"))
    screen.table(columns, [(*_when(coming.at, now, screen), by_itself(coming, names)) for coming in detail.next[:8]])


def _when(at: datetime, now: datetime, screen: Screen) -> tuple[str, str]:
    return screen.clock.moment(at), screen.clock.distance(at, now)


def history(
    case: Case,
    everything: Annotated[bool, typer.Option("--all", help="The inner events as well.")] = False,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Tell what has happened in a case, from its beginning."""

    async def work(desk: "Desk") -> "tuple[CaseDetail, Plan, Directory | None, list[HistoryTurn]]":
        detail, plan, directory = await known_about(desk, case)
        return detail, plan, directory, await desk.store.history(detail.case.case_id, limit=100_000)

    screen = Screen(lang, as_json)
    detail, plan, directory, turns = at_the_desk(var, work)
    if as_json:
        screen.data({"case": asdict(detail.case), "turns": [asdict(turn) for turn in turns]})
        return
    names = names_of(detail.case, plan, lang, screen.clock.zone, directory)
    columns = (("when", "时间"), ("turn", "回合"), ("what happened", "发生的事"))
    rows = [(screen.clock.moment(one.at), one.turn, one.sentence) for one in told(turns, names, inner=everything)]
    screen.table(columns, rows)
