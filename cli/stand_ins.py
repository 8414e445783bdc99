"""Commands about stand-ins (代理): `stand-in set`, `stand-in end`, `stand-in list`."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.endings import WrongUse
from cli.options import DEFAULT_VAR, SPOKEN, AsJson, AsPerson, InLang, Reason, Var
from cli.people import acting
from cli.reach import at_the_desk
from cli.screen import Screen

if TYPE_CHECKING:
    from cli.desk import Desk
    from engine.people import StandIn
    from store.directory import ChangeMade

stand_ins = typer.Typer(no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]})


@stand_ins.callback(invoke_without_command=True)
def all_stand_ins(
    context: typer.Context, as_json: AsJson = False, lang: InLang = SPOKEN, var: Var = DEFAULT_VAR
) -> None:
    """Who stands in for whom, and when (代理)."""
    if context.invoked_subcommand is None:
        list_stand_ins(as_json=as_json, lang=lang, var=var)


@stand_ins.command("set")
def set_stand_in(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="Who stands in.")],
    absent: Annotated[
        str | None, typer.Option("--for", metavar="PERSON", help="For whom; left out: for who acts.")
    ] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DAY", help="The first day; left out: today.")] = None,
    last: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="The last day; left out: until it is ended.")
    ] = None,
    processes: Annotated[
        list[str] | None, typer.Option("--process", "-p", help="Only in this process. May be repeated.")
    ] = None,
    amount: Annotated[
        str | None, typer.Option("--amount", help="Only where an amount is decided on, and up to this one.")
    ] = None,
    open_tasks: Annotated[bool, typer.Option("--open-tasks", help="Tasks that are open already as well.")] = False,
    only: Annotated[bool, typer.Option("--only", help="Who is stood in for may not act meanwhile.")] = False,
    reason: Reason = "",
    by: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Let somebody stand in for oneself; for another as their superior or HR (代理)."""
    who, screen = acting(by), Screen(lang, as_json)

    async def work(desk: "Desk") -> str:
        from engine.administering.stand_ins import Wanted

        actor, today = await desk.person(who), await _today(desk)
        wanted = Wanted(
            await desk.person(person), await desk.person(absent or actor), _day(first) or today, _day(last),
            tuple(processes) if processes else None, _amount(amount), open_tasks, only,
        )  # fmt: skip
        return await desk.store.set_stand_in(wanted, await desk.author(who, reason))

    number = at_the_desk(var, work)
    if as_json:
        screen.data({"number": number})
    else:
        screen.line(f"Set: {number}.", f"已设定：{number}。", style="green")


@stand_ins.command("end")
def end_stand_in(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="As `stand-in list` has it.")],
    reason: Reason = "",
    by: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """End a stand-in from now on; untouched tasks return, what was taken stays."""
    who, screen = acting(by), Screen(lang, as_json)

    async def work(desk: "Desk") -> None:
        await desk.store.end_stand_in(number, await desk.author(who, reason))

    at_the_desk(var, work)
    if as_json:
        screen.data({"number": number})
    else:
        screen.line(f"Ended: {number}.", f"已结束：{number}。", style="green")


@stand_ins.command("list")
def list_stand_ins(
    person: Annotated[
        str | None, typer.Argument(metavar="[PERSON]", help="Only those of this person, either way.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Those that are over as well.")] = False,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """List who stands in for whom, from today on."""
    screen = Screen(lang, as_json)

    async def work(desk: "Desk") -> "list[tuple[StandIn, ChangeMade | None]]":
        today = await _today(desk)
        found = await desk.store.stand_ins()
        return [
            (one, made)
            for one, made in found
            if person in (None, one.person, one.absent) and (every or not one.is_over(today))
        ]

    found = at_the_desk(var, work)
    if as_json:
        screen.data({"stand_ins": [_wire(one, made) for one, made in found]})
    elif found:
        columns = (("number", "编号"), ("person", "代理人"), ("for", "被代理人"), ("from", "从"), ("until", "至"),
                   ("what", "范围"), ("by", "设定人"))  # fmt: skip
        screen.table(columns, [_row(one, made, screen) for one, made in found])
    else:
        screen.line("Nobody stands in for anybody.", "没有代理。")


def _wire(one: "StandIn", made: "ChangeMade | None") -> dict[str, Any]:
    return {
        "number": one.id, "person": one.person, "for": one.absent, "from": one.first, "until": one.last,
        "processes": one.processes, "amount": str(one.amount) if one.amount is not None else None,
        "open_tasks": one.open_tasks, "only": one.only, "by": made.by if made else None,
        "case": made.case_id if made else None, "reason": made.reason if made else "",
    }  # fmt: skip


def _row(one: "StandIn", made: "ChangeMade | None", screen: Screen) -> tuple[Any, ...]:
    what = [", ".join(one.processes) if one.processes is not None else screen.pick("all", "全部")]
    what += [f"≤ {one.amount}"] if one.amount is not None else []
    what += [screen.pick("open tasks", "含待办")] if one.open_tasks else []
    what += [screen.pick("alone", "单独")] if one.only else []
    by = (made.by or made.reason) if made else "organisation.yaml"
    return one.id, one.person, one.absent, one.first, one.last or "-", ", ".join(what), by


async def _today(desk: "Desk") -> date:
    from datetime import UTC, datetime

    company = await desk.store.company()
    now = datetime.now(UTC)
    return company.directory.day_of(now) if company else now.date()


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise WrongUse("not-a-day", f"Expected a day like 2026-03-02, but found `{written}`.") from error


def _amount(written: str | None) -> Any:
    from decimal import Decimal, InvalidOperation

    try:
        return Decimal(written) if written is not None else None
    except InvalidOperation as error:
        raise WrongUse("not-an-amount", f"Expected an amount like 5000, but found `{written}`.") from error
