"""`rebuild`: the read model made again, and the record held against the server's histories."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.endings import WrongUse
from cli.lookup import case_of
from cli.options import DEFAULT_VAR, SPOKEN, AsJson, InLang, Var
from cli.reach import at_the_desk
from cli.screen import Screen

if TYPE_CHECKING:
    from cli.desk import Desk
    from store.rows import CaseRow

Cases = Annotated[list[str] | None, typer.Argument(metavar="[CASE…]", help="All of them when none is named.")]


def rebuild(
    cases: Cases = None,
    from_histories: Annotated[
        bool, typer.Option("--from-histories", help="From the server's histories, not from the stored turns.")
    ] = False,
    check: Annotated[bool, typer.Option("--check", help="Only compare; change nothing.")] = False,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Make the read model again, and say what was different."""
    if check and from_histories:
        raise WrongUse("which-of-them", "Expected --check or --from-histories, but got both.")
    screen = Screen(lang, as_json)

    async def work(desk: "Desk") -> dict[str, Any]:
        rows = [(await case_of(desk.store, one)).case for one in cases] if cases else None
        if from_histories:
            return await _from_histories(desk, rows if rows is not None else await every_case(desk), screen)
        rebuilt = await desk.store.rebuild([row.case_id for row in rows] if rows else None, compare_only=check)
        return {"cases": rebuilt.cases, "turns": rebuilt.turns, "different": list(rebuilt.different), "unreadable": {}}

    done = at_the_desk(var, work)
    if as_json:
        screen.data(done)
    else:
        _tell(done, check, screen)
    if done["unreadable"] or (check and done["different"]):
        raise typer.Exit(1)


def _tell(done: dict[str, Any], check: bool, screen: Screen) -> None:
    counted, different = f"{done['cases']} cases, {done['turns']} turns", done["different"]
    were = "are" if check else "were"
    zh = f"{done['cases']} 个流程，{done['turns']} 个回合"
    if different:
        screen.line(f"{counted}; {len(different)} {were} different: {', '.join(different)}",
                    f"{zh}；{len(different)} 个有差异：{', '.join(different)}", style="yellow")  # fmt: skip
    else:
        screen.line(f"{counted}; all as it should be.", f"{zh}；全部一致。", style="green")
    for name, why in done["unreadable"].items():
        screen.line(f"{name}: {why}", style="red")


async def every_case(desk: "Desk") -> "list[CaseRow]":
    """All cases the store knows."""
    rows: list[CaseRow] = []
    cursor: str | None = None
    while True:
        page = await desk.store.cases(limit=500, cursor=cursor)
        rows += page.cases
        cursor = page.cursor
        if cursor is None:
            return rows


async def _from_histories(desk: "Desk", rows: "list[CaseRow]", screen: Screen) -> dict[str, Any]:
    from temporalio.service import RPCError

    from activities.repairing import rebuild_from_history
    from workflows.replaying import HistoryUnreadable, turns_of_case

    client = await desk.client()
    turns, different = 0, list[str]()
    unreadable: dict[str, str] = {}
    with screen.progress(len(rows), "histories") as advance:
        for row in rows:
            try:
                rebuilt = await rebuild_from_history(desk.store, await turns_of_case(client, row.workflow_id))
            except (HistoryUnreadable, RPCError) as error:
                unreadable[row.workflow_id] = str(error)
            else:
                turns += rebuilt.turns
                different += rebuilt.different
            advance(1)
    return {"cases": len(rows), "turns": turns, "different": different, "unreadable": unreadable}
