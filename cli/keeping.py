"""Commands that keep the record whole and carry it: `rebuild`, `export`, `import`."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.endings import Refused, WrongUse
from cli.lookup import case_of
from cli.options import DEFAULT_VAR, SPOKEN, AsJson, InLang, Var
from cli.reach import at_the_desk
from cli.screen import Screen

if TYPE_CHECKING:
    from cli.desk import Desk
    from store.rows import CaseRow

Cases = Annotated[list[str] | None, typer.Argument(metavar="[CASE…]", help="All of them when none is named.")]
FORM = 1


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
    turns, different, unreadable = 0, [], {}
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


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE.json")],
    cases: Cases = None,
    ended: Annotated[bool, typer.Option("--ended", help="Ended cases as well: their whole record.")] = False,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Write running cases, plan and state, into a file that another installation can import."""
    screen = Screen(lang, as_json)

    async def work(desk: "Desk") -> dict[str, Any]:
        rows = [(await case_of(desk.store, one)).case for one in cases] if cases else await every_case(desk)
        wanted = [row for row in rows if cases or ended or row.status == "open"]
        with screen.progress(len(wanted), "cases") as advance:
            exported = [await _exported(desk, row, advance) for row in wanted]
        counters = await desk.store.export_counters()
        at = datetime.now(UTC).isoformat()
        return {"form": FORM, "exported_at": at, "counters": counters, "cases": exported}

    written = at_the_desk(var, work)
    try:
        file.write_text(json.dumps(written, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise WrongUse("cannot-write", f"Expected to write {file}, but {(error.strerror or '').lower()}.") from error
    counted = len(written["cases"])
    if as_json:
        screen.data({"file": str(file), "cases": counted})
    else:
        screen.line(f"{counted} cases in {file}.", f"{counted} 个流程已写入 {file}。", style="green")


async def _exported(desk: "Desk", row: "CaseRow", advance: Any) -> dict[str, Any]:
    from cli.carrying import carried_out

    carried = await carried_out(await desk.client(), row.workflow_id) if row.status == "open" else None
    exported = await desk.store.export_case(row.case_id, carried.packed if carried else None)
    assert exported is not None, "it has just been listed"
    advance(1)
    return {**exported, "held": carried.held if carried else []}


def import_cases(
    file: Annotated[Path, typer.Argument(metavar="FILE.json")],
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Take in cases that another installation exported; each goes on where it stood."""
    exported = _read(file)
    screen = Screen(lang, as_json)

    async def work(desk: "Desk") -> tuple[list[str], dict[str, str]]:
        taken: list[str] = []
        left: dict[str, str] = {}
        with screen.progress(len(exported["cases"]), "cases") as advance:
            for one in exported["cases"]:
                refusal = await _taken_in(desk, one)
                if refusal is None:
                    taken.append(one["workflow_id"])
                else:
                    left[one["workflow_id"]] = refusal
                advance(1)
        await desk.store.import_counters(exported["counters"])
        return taken, left

    taken, left = at_the_desk(var, work)
    if as_json:
        screen.data({"taken": taken, "left": left})
    else:
        screen.line(f"{len(taken)} cases taken in.", f"接收 {len(taken)} 个流程。", style="green")
        for name, why in left.items():
            screen.line(f"{name}: {why}", style="red")
    if left:
        raise typer.Exit(1)


async def _taken_in(desk: "Desk", one: dict[str, Any]) -> str | None:
    """Take one case in; gives why it was left when it was."""
    from cli.carrying import carried_in
    from engine.runtime import Rejected

    try:
        plan, state = await desk.store.import_case(one)
    except Rejected as refusal:
        return f"{refusal.message} ({refusal.code})"
    if state is not None:
        await carried_in(await desk.client(), desk.settings.task_queue, one["workflow_id"], plan, state, one)
    return None


def _read(file: Path) -> dict[str, Any]:
    try:
        exported = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise WrongUse("no-such-file", f"Expected a file at {file}, but {(error.strerror or '').lower()}.") from error
    except ValueError as error:
        raise Refused("not-an-export", f"Expected a file that `export` wrote, but {file} is no JSON.") from error
    if not isinstance(exported, dict) or not {"form", "cases", "counters"} <= set(exported):
        raise Refused("not-an-export", f"Expected a file that `export` wrote, but {file} is none.")
    if exported["form"] > FORM:
        raise Refused("newer-form", f"Expected an export of form {FORM}, but {file} has form {exported['form']}.")
    return exported
