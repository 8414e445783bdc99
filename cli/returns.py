"""What a return will do, before it is done; and what is different since one, for who sent the case back."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cli.endings import Refused
from cli.filling import Filling, filled
from cli.lookup import TaskFound, task_of
from cli.people import acting
from cli.reach import at_the_desk
from cli.screen import Screen
from cli.telling import names_of
from cli.values_told import name_of, value_told

if TYPE_CHECKING:
    from cli.desk import Desk
    from engine.insight.previewing import Preview
    from engine.model.plan import Plan
    from engine.runtime.commands import Return
    from engine.scenarios.names import Names
    from store.views import HistoryTurn


def preview(task: str, person: str | None, given: Filling, command: Any, screen: Screen, var: Any) -> None:
    """Print what a return will cancel, who signs again, and the new due times; nothing is done."""
    who = acting(person)

    async def work(desk: "Desk") -> "tuple[Plan, Preview, Any]":
        actor = await desk.person(who)
        found = await task_of(desk.store, task, actor)
        form = await filled(desk, given, (await desk.plan_of(found.detail)).definition, actor)
        plan, shown = await _shown(desk, found, command(found, form), actor)
        company = await desk.store.company()
        return plan, shown, company.directory if company else None

    plan, shown, directory = at_the_desk(var, work)
    if screen.as_json:
        screen.data(asdict(shown))
    else:
        _tell(shown, names_of(plan, screen.lang, screen.clock.zone, directory), screen)


async def _shown(desk: "Desk", found: TaskFound, returned: "Return", actor: str) -> "tuple[Plan, Preview]":
    """The return, carried out on a copy of the case as its history has it."""
    from cli.carrying import carried_out
    from engine.insight.previewing import preview_return
    from engine.runtime import Rejected
    from engine.runtime.stimuli import Commanded

    carried = await carried_out(await desk.client(), found.detail.case.workflow_id)
    now = datetime.now(UTC)
    if carried.state is None:
        raise Refused("case-ended", "Expected a case that runs, but this one is over.")
    try:
        world = await desk.store.world(now)
        return carried.plan, preview_return(
            carried.plan, carried.state, Commanded(now, "preview", actor, returned), world
        )
    except Rejected as refused:
        raise Refused(refused.code, refused.message, fields=refused.fields) from refused


def _tell(shown: "Preview", names: "Names", screen: Screen) -> None:
    if shown.waits:
        screen.line("An opinion until all have given theirs; then it goes back once.", "收齐意见后一次退回。")
        return
    rows = [
        *((screen.pick("is cancelled", "取消"), names.step(one), "") for one in shown.left),
        *((screen.pick("is done again", "重新办理"), names.step(one), "") for one in shown.again),
        *((screen.pick("stands", "保留"), names.step(one), "") for one in shown.stands),
        *(
            (screen.pick("is open then", "届时办理"), names.step(one), _by_when(one, shown, names, screen))
            for one in shown.offered
        ),
    ]
    screen.table((("what", "事项"), ("step", "步骤"), ("who, until when", "办理人、截止")), rows)


def _by_when(step: str, shown: "Preview", names: "Names", screen: Screen) -> str:
    due = shown.due.get(step)
    return " ".join(
        part for part in (names.people(shown.offered[step]), screen.clock.moment(due) if due else "") if part
    )


def differences(turns: "list[HistoryTurn]", plan: "Plan", step_id: str, names: "Names", screen: Screen) -> None:
    """Print how the fields of a task's form have changed since it last sent the case back."""
    from engine.insight.differences import since_return
    from store.projections.fold import read_event

    form: Any = getattr(plan.steps[step_id], "form", None)
    events = [read_event(wire) for turn in turns for wire in turn.events]
    found = since_return(events, step_id, [*form.show, *form.edit, *form.require]) if form else []
    if not found:
        return
    fields = plan.definition.data
    rows = []
    for one in found:
        field = fields.get(one.path)
        old, new = (value_told(value, field, names, screen) for value in (one.old, one.new))
        rows.append((name_of(one.path, plan, screen), old, new))
    screen.line("Changed since it was sent back:", "退回后的改动：", style="bold")
    screen.table((("field", "字段"), ("before", "原值"), ("now", "现值")), rows)
