"""Commands that say what is stuck and why: `stuck`, `explain`."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.cases import known_about
from cli.lookup import case_and_step
from cli.options import DEFAULT_VAR, SPOKEN, AsJson, AsReader, InLang, Lang, Var
from cli.reach import at_the_desk
from cli.screen import Screen
from cli.task_sheet import with_ids
from cli.telling import names_of
from cli.words import text
from engine.insight.causes_told import STUCK, cause, evidence, span
from engine.insight.rungs_told import bare, by_itself

if TYPE_CHECKING:
    from cli.desk import Desk
    from engine.insight import Explained, Stuck
    from engine.insight.short_limits import BoardLine
    from engine.scenarios.names import Names
    from store.views import CaseDetail
    from store.whys import Explanation


def stuck(
    process: Annotated[str | None, typer.Option("--process", "-p", help="Only cases of this process.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=5000)] = 200,
    person: AsReader = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """List cases that cannot move, do not move, or will be late, with the cause; the worst first."""
    from store.reading import Reader
    from store.short_limits import BoardRule

    async def work(desk: "Desk") -> "tuple[list[Stuck], dict[str, Names], list[BoardLine]]":
        outside = await desk.seen_outside()
        every = await desk.store.stuck(datetime.now(UTC), outside=outside, limit=limit, reader=Reader(person))
        found = [one for one in every if process in (None, one.process)]
        details = [await desk.store.case(one.case_id) for one in found]
        names = await desk.names_of([one.case for one in details if one], Screen(lang))
        board = await desk.store.short_limits(BoardRule(within=_BOARD_OF), datetime.now(UTC))
        return found, names, [one for one in board if process in (None, one.process)]

    screen = Screen(lang, as_json)
    found, names, board = at_the_desk(var, work)
    if as_json:
        classes = {name: sum(one.stuck == name for one in found) for name in STUCK}
        counted = [_counted(line) for line in board]
        screen.data({**classes, "stuck": [asdict(one) for one in found], "short_limits": counted})
    elif not found:
        screen.line("Nothing is stuck.", "没有卡住的流程。", style="green")
    else:
        screen.table(_STUCK, [_listed(one, names[one.case_id], screen) for one in found])
    if board and not as_json:
        screen.line("Short limits lapsed in the last 24 hours:", "近 24 小时短时限逾期：")
        rows = [(one.process, one.step, one.superior or "-", len(one.lapses), one.lapses[-1].at) for one in board]
        screen.table(_BOARD, [(*row, screen.clock.minute(at)) for *row, at in rows])


_BOARD_OF = timedelta(hours=24)
_BOARD = (
    ("process", "种类"), ("step", "步骤"), ("superior", "上级"), ("lapsed", "逾期"), ("last", "最近一次"),
)  # fmt: skip


def _counted(line: "BoardLine") -> dict[str, Any]:
    """A line of the board, for programs."""
    last = line.lapses[-1].at.isoformat()
    return {
        "process": line.process, "step": line.step, "superior": line.superior, "lapsed": len(line.lapses), "last": last,
    }  # fmt: skip


_STUCK = (
    ("", ""), ("case", "流程"), ("process", "种类"), ("step", "步骤"), ("cause", "原因"), ("who", "谁"),
    ("for (working time)", "已卡（工作时间）"), ("next by itself", "接下来自动"),
)  # fmt: skip


def _listed(one: "Stuck", names: "Names", screen: Screen) -> tuple[Any, ...]:
    coming = f"{screen.clock.minute(one.next.at)} {by_itself(one.next, names)}" if one.next else "-"
    how, why = STUCK[one.stuck][screen.lang is Lang.zh], cause(names, one.cause)
    people = names.people(one.people) if one.people else ""
    process = text(screen.lang, names.plan.definition.name, one.process)
    step = bare(names.step(one.step)) if one.step else ""
    return how, one.business_key, process, step, why, people, span(names, one.stuck_for), coming


def explain(
    case: Annotated[str, typer.Argument(metavar="CASE|TASK", help="A case, or a task as `KEY/step`.")],
    person: AsReader = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Say why a case is where it is: the cause, the evidence, what happens next by itself; why a task came to whom."""
    from store.reading import Reader

    reader = Reader(person)

    async def work(desk: "Desk") -> "tuple[CaseDetail, Names, Explained | None, str | None, list[Explanation]]":
        reference, step = await case_and_step(desk.store, case)
        detail, plan, directory = await known_about(desk, reference, reader)
        names = names_of(plan, lang, Screen(lang).clock.zone, directory)
        case_id = detail.case.case_id
        whys = await desk.store.explanations(case_id, reader=reader)
        return detail, names, await desk.store.explain(case_id, datetime.now(UTC), reader=reader), step, whys

    screen = Screen(lang, as_json)
    detail, names, explained, step, every = at_the_desk(var, work)
    whys = [one for one in every if _is_wanted(one, detail, step)]
    waits = [one for one in explained.waits if step in (None, one.step)] if explained else []
    if as_json:
        whole = asdict(explained) if explained else {"case_id": detail.case.case_id, "stuck": None, "coming": []}
        because = [{**asdict(one), "text": one.text.to_wire()} for one in whys]
        screen.data({**whole, "waits": [asdict(one) for one in waits], "because": because})
    elif not waits:
        end = detail.case.end
        screen.line(f"{case} has ended: {end}." if end else f"{case} waits for nothing.", f"{case} 已结束：{end}。")
    else:
        assert explained is not None
        _draw(explained, waits, names, screen)
    if not as_json:
        _because(whys, names, screen)


def _is_wanted(why: "Explanation", detail: "CaseDetail", step: str | None) -> bool:
    """Of a task all that is recorded of it; of a case what came by itself, and of its open tasks the rest."""
    if step is not None:
        return step in (why.step, why.key)
    is_open = any(why.key == task.task for here in detail.open_steps for task in here.tasks)
    return is_open or why.about in ("skip", "outcome")


def _because(whys: "list[Explanation]", names: "Names", screen: Screen) -> None:
    """Each in a sentence, with the version of directory or calendars it rests on.

    What does not follow from what is recorded is said to be so.
    """
    if whys:
        screen.line("Why:", "原因：")
    for one in whys:
        where = f"{bare(names.step(one.step))}{screen.pick(': ', '：')}" if one.step else ""
        doubt = screen.pick(" (this does not follow from what is recorded)", "（与记录的依据不符）")
        version = screen.pick(f" (version {one.version[:8]})", f"（版本 {one.version[:8]}）") if one.version else ""
        said = f"{screen.pick(one.text.en, one.text.zh)}{version}{doubt if one.follows is False else ''}"
        screen.line(f"  {where}{said}")


def _draw(explained: "Explained", waits: "list[Any]", names: "Names", screen: Screen) -> None:
    clock = screen.clock
    if explained.stuck:
        english, chinese = STUCK[explained.stuck.stuck]
        screen.line(f"It is stuck: it {english}.", f"卡住：{chinese}。", style="bold red")
    for one in waits:
        where = f"{bare(names.step(one.step))}{screen.pick(': ', '：')}" if one.step else ""
        since = clock.minute(one.since)
        why = cause(names, one.cause)
        screen.line(f"{where}{why}, since {since}", f"{where}{why}，自 {since}", style="bold")
        if one.people:
            people = with_ids(one.people, names)
            screen.line(f"  can act: {people}", f"  可办理：{people}")
        for proof in one.evidence:
            screen.line(f"  {evidence(names, proof.code, proof.values)}")
        if one.due:
            screen.line(f"  due {clock.moment(one.due)}", f"  截止 {clock.moment(one.due)}")
    if explained.coming:
        screen.line("Next by itself:", "接下来自动发生：")
        for coming in explained.coming[:5]:
            screen.line(f"  {screen.padded(clock.moment(coming.at), 23)}  {by_itself(coming, names)}")
    else:
        screen.line("Nothing happens by itself.", "不会自动发生任何事。")
