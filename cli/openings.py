"""Commands about sealed cases (密件): `sealed ask`, `sealed confirm`, `sealed refuse`, `sealed list`."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.lookup import case_of
from cli.options import DEFAULT_VAR, SPOKEN, AsJson, AsPerson, Case, InLang, Reason, Var
from cli.people import acting
from cli.reach import at_the_desk
from cli.screen import Screen

if TYPE_CHECKING:
    from cli.desk import Desk
    from engine.administering.openings import Keepers, Opening

sealed = typer.Typer(no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]})

LATELY = timedelta(days=7)
Number = Annotated[str, typer.Argument(metavar="NUMBER", help="As `sealed list` has it.")]


@sealed.callback(invoke_without_command=True)
def all_openings(
    context: typer.Context, as_json: AsJson = False, lang: InLang = SPOKEN, var: Var = DEFAULT_VAR
) -> None:
    """Sealed cases that were opened to somebody who is not in them, or are to be (密件)."""
    if context.invoked_subcommand is None:
        list_openings(as_json=as_json, lang=lang, var=var)


@sealed.command("ask")
def ask(
    case: Case,
    reason: Reason,
    hours: Annotated[int, typer.Option("--hours", help="For how long, once it is confirmed.")] = 8,
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Ask to read a sealed case, with a reason; a second person confirms (打开密件)."""
    who, screen = acting(person), Screen(lang, as_json)

    async def work(desk: "Desk") -> "Opening":
        from engine.administering.openings import Opening

        detail, by = await case_of(desk.store, case), await desk.person(who)
        wanted = Opening("", detail.case.case_id, by, reason, hours, datetime.now(UTC))
        return await desk.store.ask_to_open(wanted, keepers(desk))

    asked = at_the_desk(var, work)
    if as_json:
        screen.data(asdict(asked))
    else:
        screen.line(f"Asked: {asked.id}. It waits for a second person.",
                    f"已申请：{asked.id}，待第二人同意。", style="green")  # fmt: skip


def keepers(desk: "Desk") -> "Keepers":
    """Who may ask and who may confirm, in this installation."""
    from engine.administering.openings import Keepers

    return Keepers(tuple(desk.settings.seal_askers), tuple(desk.settings.seal_openers))


@sealed.command("confirm")
def confirm(
    number: Number,
    reason: Reason = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Open a sealed case to who has asked, as the second person; those in it and the head are told."""
    opened, screen = _answered(number, reason, person, var, confirmed=True), Screen(lang, as_json)
    if as_json:
        screen.data(asdict(opened))
    else:
        until, told = screen.clock.moment(opened.until), ", ".join(opened.told)
        screen.line(f"Open to {opened.by} until {until}. Told: {told or 'nobody'}.",
                    f"已向 {opened.by} 开放至 {until}，已告知：{told or '无'}。", style="green")  # fmt: skip


@sealed.command("refuse")
def refuse(
    number: Number,
    reason: Reason,
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Leave a sealed case closed, with a reason."""
    refused, screen = _answered(number, reason, person, var, confirmed=False), Screen(lang, as_json)
    if as_json:
        screen.data(asdict(refused))
    else:
        screen.line("It stays closed.", "不予打开。", style="green")


def _answered(number: str, said: str, person: str | None, var: Any, *, confirmed: bool) -> "Opening":
    who = acting(person)

    async def work(desk: "Desk") -> "Opening":
        by = await desk.person(who)
        return await desk.store.answer_opening(number, by, said, keepers(desk), confirmed=confirmed)

    return at_the_desk(var, work)


@sealed.command("list")
def list_openings(as_json: AsJson = False, lang: InLang = SPOKEN, var: Var = DEFAULT_VAR) -> None:
    """List who asked to open which sealed case, and what came of it; the latest first."""
    screen = Screen(lang, as_json)

    async def work(desk: "Desk") -> "list[tuple[Opening, str]]":
        return await desk.store.openings()

    found = at_the_desk(var, work)
    if as_json:
        screen.data({"openings": [{**asdict(one), "business_key": key} for one, key in found]})
    elif found:
        screen.table(_COLUMNS, [(one.id, key, *_row(one, screen)) for one, key in found])
    else:
        screen.line("Nobody has asked to open a sealed case.", "没有打开密件的申请。")


_COLUMNS = (
    ("number", "编号"), ("case", "流程"), ("by", "申请人"), ("asked", "申请时间"), ("reason", "理由"),
    ("came of it", "结果"),
)  # fmt: skip


def _row(one: "Opening", screen: Screen) -> tuple[str, ...]:
    return one.by, screen.clock.minute(one.asked_at), one.reason, _came(one, screen)


def _came(one: "Opening", screen: Screen) -> str:
    match one.standing(datetime.now(UTC)):
        case "open" | "closed":
            until = screen.clock.moment(one.until)
            return screen.pick(f"open until {until} by {one.answered_by}", f"{one.answered_by} 同意，开放至 {until}")
        case "refused":
            said = one.answer
            return screen.pick(f"refused by {one.answered_by}: {said}", f"{one.answered_by} 不同意：{said}")
        case "waits":
            return screen.pick("waits", "待答复")
        case "lapsed":
            return screen.pick("not answered in time", "逾时未答复")


async def opened_lately(desk: "Desk", person: str) -> "list[tuple[Opening, str]]":
    """The sealed cases a person was told of that they were opened, in the last week."""
    since = datetime.now(UTC) - LATELY
    found = await desk.store.openings()
    return [(one, key) for one, key in found if person in one.told and one.answered_at and one.answered_at > since]


def draw_openings(found: "list[Opening]", screen: Screen) -> None:
    """In what is shown of a case: to whom it was opened, by whom, until when and why."""
    for one in found:
        if one.until is not None:
            until = screen.clock.moment(one.until)
            en = f"opened to {one.by} until {until}, confirmed by {one.answered_by}: {one.reason}"
            screen.line(en, f"经 {one.answered_by} 同意向 {one.by} 开放至 {until}：{one.reason}", style="yellow")
