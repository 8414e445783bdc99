"""`calendar`: the calendars, what a changed one does, and putting it in force with a reason."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.endings import Refused
from cli.folder import read
from cli.options import DEFAULT_VAR, SPOKEN, AsJson, AsPerson, InLang, Reason, Var
from cli.people import acting
from cli.reach import at_the_desk
from cli.screen import Screen

if TYPE_CHECKING:
    from activities.changing_calendars import CalendarChange, CalendarChangeEffect
    from cli.desk import Desk
    from store.recalculating import Progress

MOST_SHOWN = 40


def calendar(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A calendar or a notice of holidays, as YAML.")
    ] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Put it in force; open deadlines follow.")] = False,
    seen: Annotated[str, typer.Option("--seen", help="The change that was looked at, as it was named then.")] = "",
    reason: Reason = "",
    by: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Tell what a changed calendar does to days and open deadlines, or put it in force (日历)."""
    screen = Screen(lang, as_json)
    if file is None:
        _tell_progress(at_the_desk(var, lambda desk: desk.store.limits_progress()), screen)
        return
    text = read(file)
    if not apply:
        _tell_effect(*at_the_desk(var, lambda desk: _looked(desk, text)), screen)
        return
    who = acting(by)
    _tell_progress(at_the_desk(var, lambda desk: _applied(desk, text, seen, who, reason)), screen)


async def _looked(desk: "Desk", text: str) -> "tuple[CalendarChange, CalendarChangeEffect]":
    from activities.changing_calendars import effect_of

    change = await _change(desk, text)
    return change, await effect_of(desk.store, change, datetime.now(UTC))


async def _change(desk: "Desk", text: str) -> "CalendarChange":
    from activities.changing_calendars import UnusableCalendar, change_of
    from engine.said import Said

    try:
        return await change_of(desk.store, text)
    except UnusableCalendar as error:
        said = Said("Expected a calendar or holidays, but {error}", error=error.told())
        raise Refused("bad-calendar", said) from error


async def _applied(desk: "Desk", text: str, seen: str, who: str, reason: str) -> "Progress | None":
    from activities.changing_calendars import apply

    await apply(desk.store, await _change(desk, text), seen=seen, by=await desk.person(who), reason=reason)
    return await desk.store.limits_progress()


def _tell_effect(change: "CalendarChange", effect: "CalendarChangeEffect", screen: Screen) -> None:
    days, looked = effect.days, effect.looked
    if screen.as_json:
        screen.data({"seen": change.seen, "days": [asdict(one) for one in days], **asdict(looked)})
        return
    hours = screen.pick("closed", "休息")
    rows = [(one.calendar, str(one.day), " ".join(one.before) or hours, " ".join(one.now) or hours) for one in days]
    if rows:
        columns = (("calendar", "日历"), ("day", "日期"), ("before", "原"), ("then", "改为"))
        screen.table(columns, rows[:MOST_SHOWN])
    moved = [
        (one.business_key, one.step or one.key, screen.clock.minute(one.due), screen.clock.minute(one.then))
        for one in looked.moved
    ]
    if moved:
        columns = (("case", "流程"), ("step", "环节"), ("is due", "原截止"), ("will be due", "新截止"))
        screen.table(columns, moved[:MOST_SHOWN])
    count, all_days = len(looked.moved), len(days)
    screen.line(
        f"{all_days} days change; {count} of {looked.looked} open deadlines move."
        f" `--apply --seen {change.seen} --reason …` puts it in force.",
        f"{all_days} 天变化；{looked.looked} 个未到的期限中 {count} 个变动。"
        f"--apply --seen {change.seen} --reason … 使之生效。",
    )


def _tell_progress(progress: "Progress | None", screen: Screen) -> None:
    if screen.as_json:
        screen.data(_wire(progress))
    elif progress is None:
        screen.line("No calendars are deployed yet.", "还没有部署日历。")
    else:
        since, reason = screen.clock.minute(progress.at), f": {progress.reason}" if progress.reason else ""
        by = progress.by or "-"
        screen.line(
            f"Version {progress.version} in force since {since}, by {by}{reason}. Cases told: {progress.told}, still to"
            f" be looked at: {progress.left}.",
            f"版本 {progress.version} 自 {since} 生效，{by}{reason}。"
            f"已通知 {progress.told} 个流程，待检查 {progress.left} 个。",
        )


def _wire(progress: "Progress | None") -> dict[str, Any]:
    return {} if progress is None else {**asdict(progress), "at": progress.at.isoformat()}
