"""Commands about cases: `list`, `show`, `history`."""

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from cli.endings import Refused
from cli.lookup import case_and_step, case_of
from cli.openings import draw_openings
from cli.options import DEFAULT_VAR, SPOKEN, AsJson, AsReader, Case, InLang, Var
from cli.reach import at_the_desk
from cli.returns import differences
from cli.screen import Screen
from cli.task_sheet import sheet, to_wire, with_ids
from cli.telling import names_of, told
from cli.values_told import name_of, value_told
from cli.words import text
from engine.insight.rungs_told import bare, by_itself

if TYPE_CHECKING:
    from cli.desk import Desk
    from engine.administering.openings import Opening
    from engine.model.plan import Plan
    from engine.people import Directory
    from engine.scenarios.names import Names
    from store.reading import Reader
    from store.revocations import Revocation
    from store.rows import CaseRow
    from store.views import CaseDetail, CasePage, HistoryTurn, OpenStep

    _Shown = tuple[
        CaseDetail, Plan, Directory | None, str | None, list[HistoryTurn], tuple[Revocation, str] | None, list[Opening]
    ]


def list_cases(
    process: Annotated[str | None, typer.Option("--process", "-p", help="Only cases of this process.")] = None,
    search: Annotated[str | None, typer.Option("--search", "-s", help="In key, title and search words.")] = None,
    stage: Annotated[str | None, typer.Option(help="Only cases at this stage.")] = None,
    ended: Annotated[bool, typer.Option("--ended", help="The ended ones.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Open and ended ones.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 50,
    person: AsReader = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """List cases, the newest first: the open ones unless asked otherwise."""
    from store.reading import Reader

    async def work(desk: "Desk") -> "tuple[CasePage, dict[str, Names]]":
        status: Literal["open", "ended"] | None = None if everything else "ended" if ended else "open"
        reader = Reader(person)
        page = await desk.store.cases(
            process=process, status=status, stage=stage, search=search, limit=limit, reader=reader
        )
        return page, await desk.names_of(page.cases, Screen(lang))

    screen = Screen(lang, as_json)
    page, names = at_the_desk(var, work)
    if as_json:
        screen.data({"cases": [asdict(row) for row in page.cases]})
    elif not page.cases:
        screen.line("No case.", "没有流程。")
    else:
        screen.table(_LIST, [_listed(row, names.get(row.case_id), screen) for row in page.cases])
        if page.cursor:
            screen.line(f"There are more than these {limit}: `--limit`, `--process`, `--search`.",
                        f"不止这 {limit} 个：`--limit`、`--process`、`--search`。")  # fmt: skip


_LIST = (
    ("case", "流程"), ("process", "种类"), ("title", "标题"), ("stage", "阶段"), ("where it is", "所在步骤"),
    ("started", "发起"), ("next by itself", "接下来自动发生"), ("!", "!"),
)  # fmt: skip


def _listed(row: "CaseRow", names: "Names | None", screen: Screen) -> tuple[Any, ...]:
    steps = [bare(names.step(step)) if names else step for step in row.at_steps]
    ended = bare(names.step(row.end)) if names and row.end else row.end or screen.pick("cancelled", "已终止")
    state = screen.pick(", ", "、").join(steps) if row.status == "open" else f"→ {ended}"
    wrong = screen.pick("incident", "异常") if row.open_incidents else ""
    wrong = wrong or (screen.pick("repair", "修复中") if row.needs_repair else "")
    process = text(screen.lang, names.plan.definition.name, row.process) if names else row.process
    stage = names.stage(row.stage) if names else text(screen.lang, row.stage)
    started = screen.clock.minute(row.started_at)
    title, next_up = names.title(row.title) if names else text(screen.lang, row.title), _next_of(row, names, screen)
    return row.business_key, process, title, stage, state, started, next_up, wrong


def _next_of(row: "CaseRow", names: "Names | None", screen: Screen) -> str:
    if row.next_at is None:
        return ""
    from store.views import NextEvent

    coming = NextEvent(row.next_at, row.next_key or "", row.next_rung or "", _step_of(row, names))
    return f"{screen.clock.minute(row.next_at)} {by_itself(coming, names) if names else ''}".strip()


def _step_of(row: "CaseRow", names: "Names | None") -> str | None:
    """Whose limit comes next: said by the row where only one step is open."""
    of_a_step = row.next_key not in (None, "case") and not str(row.next_key).startswith("clock.")
    return row.at_steps[0] if of_a_step and len(row.at_steps) == 1 else None


async def with_calculated(desk: "Desk", detail: "CaseDetail", plan: "Plan") -> "CaseDetail":
    """A case with its calculated fields among its data, as far as what is stored tells them."""
    from engine.runtime.calculating import calculated
    from engine.runtime.stimuli import Started
    from engine.runtime.wire import decode_as

    begun = await desk.store.history(detail.case.case_id, limit=1)
    if not begun:
        return detail
    started = decode_as(Started, begun[0].stimulus)
    return replace(detail, data={**detail.data, **calculated(plan, started, detail.data, datetime.now(UTC))})


def show(
    case: Annotated[str, typer.Argument(metavar="CASE|TASK", help="A case; or a task as `KEY/step`: what it asks.")],
    fields: Annotated[bool, typer.Option("--fields", help="Its data as well.")] = False,
    person: AsReader = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Show a case: where it is, who has it, since when, what comes next and when; or what a task asks."""
    from store.reading import Reader

    async def work(desk: "Desk") -> "_Shown":
        reference, step = await case_and_step(desk.store, case)
        detail, plan, directory = await known_about(desk, reference, Reader(person))
        if person is not None:
            await desk.store.mark_read(detail.case.case_id, person)  # by opening it, where one has a copy
        turns = await desk.store.history(detail.case.case_id, limit=100_000, reader=Reader(person)) if step else []
        detail = await with_calculated(desk, detail, plan) if step and detail.data else detail
        opened = await desk.store.openings_of(detail.case.case_id) if detail.case.sealed else []
        return detail, plan, directory, step, turns, await _undoing(desk, detail.case.case_id), opened

    screen = Screen(lang, as_json)
    detail, plan, directory, step, turns, undone, opened = at_the_desk(var, work)
    if as_json:
        screen.data(
            {
                **asdict(detail),
                "undone": asdict(undone[0]) if undone else None,
                "openings": [asdict(one) for one in opened],
                **({"sheet": to_wire(detail, plan, step)} if step else {}),
            }
        )
        return
    names = names_of(plan, lang, screen.clock.zone, directory)
    if step is not None:
        sheet(detail, plan, step, names, screen)
        differences(turns, plan, step, names, screen)
        return
    _head(detail, plan, names, screen)
    _undone(detail, undone, screen)
    draw_openings(opened, screen)
    _open_steps(detail, names, screen)
    _coming(detail, names, screen)
    if fields:
        _data(detail, plan, names, screen)


async def _undoing(desk: "Desk", case_id: str) -> "tuple[Revocation, str] | None":
    """The revocation a case has to do with, and the key of the other case."""
    known = await desk.store.revocation(case_id)
    if known is None:
        return None
    other = await desk.store.case(known.undone_by if known.case_id == case_id else known.case_id)
    return known, other.case.business_key if other else "?"


def _undone(detail: "CaseDetail", undone: "tuple[Revocation, str] | None", screen: Screen) -> None:
    """By which case it is undone, or which one it undoes."""
    if undone is None:
        return
    known, other = undone
    zh, en = ("由 {} 撤销", "undone by {}") if known.case_id == detail.case.case_id else ("撤销 {}", "undoes {}")
    when = screen.clock.moment(known.at)
    screen.line(f"{en.format(other)}, {when}: {known.reason}", f"{zh.format(other)}，{when}：{known.reason}")


def _data(detail: "CaseDetail", plan: "Plan", names: "Names", screen: Screen) -> None:
    """What the fields hold, in the order of the definition."""
    declared = plan.definition.data
    order = [*(path for path in declared if path in detail.data), *(one for one in detail.data if one not in declared)]
    rows = [
        (path, name_of(path, plan, screen), value_told(detail.data[path], declared.get(path), names, screen))
        for path in order
        if detail.data[path] is not None
    ]
    screen.table((("field", "字段"), ("name", "名称"), ("value", "值")), rows)


async def known_about(
    desk: "Desk", reference: str, reader: "Reader | None" = None
) -> "tuple[CaseDetail, Plan, Directory | None]":
    """A case, as the reader may see it, with its plan, and the people there are."""
    detail = await case_of(desk.store, reference, reader)
    plan = await desk.store.plan(detail.case.plan)
    if plan is None:
        raise Refused("no-plan", f"Expected the definition of {reference}, but the store has lost it.",
                      hint="`starter.py rebuild --from-histories` brings it back.")  # fmt: skip
    company = await desk.store.company()
    return detail, plan, company.directory if company else None


def _head(detail: "CaseDetail", plan: "Plan", names: "Names", screen: Screen) -> None:
    row, clock = detail.case, screen.clock
    name = text(screen.lang, plan.definition.name, row.process)
    title = f" — {names.title(row.title)}" if row.title else ""
    screen.line(f"{row.business_key}  {name} ({row.process}){title}", style="bold")
    who = f"{screen.pick(', ', '，')}{with_ids([row.initiator], names)}" if row.initiator else ""
    screen.line(f"opened {clock.moment(row.started_at)}{who}", f"发起 {clock.moment(row.started_at)}{who}")
    if row.stage:
        screen.line(f"stage {names.stage(row.stage)}", f"阶段 {names.stage(row.stage)}")
    if row.status != "open":
        when, end = clock.moment(row.ended_at), bare(names.step(row.end)) if row.end else ""
        how, reason = screen.pick(*_STATUS[row.status]), f" {row.reason}" if row.reason else ""
        screen.line(f"ended {when}: {end or how}{reason}", f"结束 {when}：{end or how}{reason}", style="green")
    if row.needs_repair:
        screen.line("its record is being repaired from the history", "记录正在根据历史修复", style="red")


_STATUS = {"open": ("open", "办理中"), "completed": ("completed", "已办结"), "cancelled": ("cancelled", "已终止")}
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
    name = bare(names.step(step.row.step))
    note = _note(step, screen)
    open_tasks = [task for task in step.tasks if task.status in ("open", "created")]
    if not open_tasks:
        since, kind = clock.minute(step.row.entered_at), screen.pick(*_KINDS.get(step.row.step_kind, ("", "")))
        return [(name, "", kind and f"({kind})", since, clock.moment(step.due) if step.due else "", note)]
    rows = []
    for task in open_tasks:
        offered = f"{screen.pick('to claim', '待认领')}: {names.people(task.offered)}" if task.offered else "-"
        who = names.person(task.holder) if task.holder else offered
        due = f"{clock.moment(task.due)} ({clock.until(task.due, now)})" if task.due else ""
        since = clock.minute(task.held_since or task.created_at)
        rows.append((name, f"{detail.case.business_key}/{task.step}", who, since, due, note))
    return rows


_KINDS = {
    "wait": ("waits", "等待"), "service_task": ("a service", "服务调用"), "call_process": ("another case", "子流程"),
    "parallel": ("branches", "并行"), "for_each": ("one for each", "逐项"), "scope": ("steps inside", "内部步骤"),
    "user_task": ("nobody yet", "暂无人"),
}  # fmt: skip


def _note(step: "OpenStep", screen: Screen) -> str:
    if step.incident:
        return f"{screen.pick('INCIDENT', '异常')} {step.incident.code}: {step.incident.text}"
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
    person: AsReader = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Tell what has happened in a case, from its beginning."""
    from store.reading import Reader

    reader = Reader(person)

    async def work(desk: "Desk") -> "tuple[CaseDetail, Plan, Directory | None, list[HistoryTurn]]":
        detail, plan, directory = await known_about(desk, case, reader)
        turns = await desk.store.history(detail.case.case_id, limit=100_000, reader=reader)
        return detail, plan, directory, turns

    screen = Screen(lang, as_json)
    detail, plan, directory, turns = at_the_desk(var, work)
    if as_json:
        screen.data({"case": asdict(detail.case), "turns": [asdict(turn) for turn in turns]})
        return
    names = names_of(plan, lang, screen.clock.zone, directory)
    columns = (("when", "时间"), ("turn", "回合"), ("what happened", "发生的事"))
    rows = [(screen.clock.moment(one.at), one.turn, one.sentence) for one in told(turns, names, inner=everything)]
    screen.table(columns, rows)
