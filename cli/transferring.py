"""`export` and `import`: an installation, or some of its cases, carried to another one."""

import json
from base64 import b64decode
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.endings import Refused, WrongUse
from cli.keeping import Cases, every_case
from cli.lookup import case_of
from cli.options import DEFAULT_VAR, SPOKEN, AsJson, InLang, Var
from cli.reach import at_the_desk
from cli.screen import Screen

if TYPE_CHECKING:
    from cli.desk import Desk
    from store.rows import CaseRow

FORM = 2
"""The form of an export; a newer one is refused. The first had cases and counters only."""
Wire = dict[str, Any]


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE.json")],
    cases: Cases = None,
    ended: Annotated[bool, typer.Option("--ended", help="Ended cases as well: their whole record.")] = False,
    contents: Annotated[
        bool, typer.Option("--files/--no-files", help="With the contents of files, in a folder beside the file.")
    ] = True,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Write an installation with its running cases, or some cases, into a file that another one can import."""
    screen = Screen(lang, as_json)

    async def work(desk: "Desk") -> tuple[Wire, list[str]]:
        rows = [(await case_of(desk.store, one)).case for one in cases] if cases else await every_case(desk)
        wanted = [row for row in rows if cases or ended or row.status == "open"]
        files = await desk.store.export_files([row.case_id for row in wanted] if cases else None)
        lost = await _written_out(desk, files, file, screen) if contents else []
        with screen.progress(len(wanted), "cases") as advance:
            exported = [await _exported(desk, row, advance) for row in wanted]
        besides = {} if cases else {"installation": await desk.store.export_installation()}
        counters = await desk.store.export_counters()
        at = datetime.now(UTC).isoformat()
        return {
            "form": FORM, "exported_at": at, "counters": counters, **besides, "files": files, "cases": exported,
        }, lost  # fmt: skip

    written, lost = at_the_desk(var, work)
    try:
        file.write_text(json.dumps(written, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise WrongUse("cannot-write", f"Expected to write {file}, but {(error.strerror or '').lower()}.") from error
    _tell_exported(screen, file, written, lost)


def _tell_exported(screen: Screen, file: Path, written: Wire, lost: list[str]) -> None:
    cases, files = len(written["cases"]), len(written["files"])
    if screen.as_json:
        screen.data({"file": str(file), "cases": cases, "files": files, "lost": lost})
    else:
        said = f"{cases} cases and {files} files in {file}."
        screen.line(said, f"{cases} 个流程、{files} 个文件已写入 {file}。", style="green")
        _tell_lost(screen, lost)
    if lost:
        raise typer.Exit(1)


def _tell_lost(screen: Screen, lost: list[str]) -> None:
    for why in lost:
        screen.line(why, style="red")


async def _exported(desk: "Desk", row: "CaseRow", advance: Any) -> Wire:
    from cli.carrying import carried_out

    carried = await carried_out(await desk.client(), row.workflow_id) if row.status == "open" else None
    exported = await desk.store.export_case(row.case_id, carried.packed if carried else None)
    assert exported is not None, "it has just been listed"
    advance(1)
    return {**exported, "held": carried.held if carried else []}


def _contents_beside(file: Path) -> Path:
    return file.with_suffix(".files")


async def _written_out(desk: "Desk", files: list[Wire], file: Path, screen: Screen) -> list[str]:
    """The contents, each under its digest; gives what could not be read, and why."""
    from engine.runtime import Rejected
    from worker import document_store

    contents, folder, lost = document_store(desk.settings), _contents_beside(file), []
    with screen.progress(len(files), "files") as advance:
        for one in files:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            place, coming = folder / one["digest"], folder / f"{one['digest']}.coming"
            try:
                if not place.exists():
                    with coming.open("wb") as to:
                        await contents.get(one["digest"], to)
                    coming.rename(place)
            except Rejected as refusal:
                lost.append(f"{one['name']}: {refusal.message} ({refusal.code})")
            finally:
                coming.unlink(missing_ok=True)
            advance(1)
    return lost


def import_cases(
    file: Annotated[Path, typer.Argument(metavar="FILE.json")],
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Take in what another installation exported; each case goes on where it stood."""
    exported = _read(file)
    screen = Screen(lang, as_json)

    async def work(desk: "Desk") -> Wire:
        others = await desk.store.import_installation(exported["installation"]) if "installation" in exported else {}
        lost = await _taken_up(desk, exported.get("files", []), file, screen)
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
        return {"taken": taken, "left": left, "others": others, "lost": lost}

    done = at_the_desk(var, work)
    if as_json:
        screen.data(done)
    else:
        _tell_imported(screen, done)
    if done["left"] or done["others"] or done["lost"]:
        raise typer.Exit(1)


def _tell_imported(screen: Screen, done: Wire) -> None:
    screen.line(f"{len(done['taken'])} cases taken in.", f"接收 {len(done['taken'])} 个流程。", style="green")
    for name, why in done["left"].items():
        screen.line(f"{name}: {why}", style="red")
    for name, count in done["others"].items():
        said = f"{name}: {count} rows are left, because there are others in their place here"
        screen.line(said, f"{name}：{count} 行未接收，此处已有不同内容", style="red")
    _tell_lost(screen, done["lost"])


async def _taken_up(desk: "Desk", files: list[Wire], file: Path, screen: Screen) -> list[str]:
    """Files into the document store, which may have them already; gives those whose content did not come, and why."""
    from engine.runtime import Rejected
    from worker import document_store

    contents, lost = document_store(desk.settings), []
    with screen.progress(len(files), "files") as advance:
        for one in files:
            place = _contents_beside(file) / one["digest"]
            try:
                if not await contents.has(one["digest"]):
                    with place.open("rb") as content:
                        if (await contents.put(content, one["size"])).digest != one["digest"]:
                            raise Rejected("file-damaged", f"Expected {place} to be what its name says, but it is not")
                await desk.store.import_file(one)
            except Rejected as refusal:
                lost.append(f"{one['name']}: {refusal.message} ({refusal.code})")
            except OSError as error:
                lost.append(f"{one['name']}: Expected its content at {place}, but {(error.strerror or '').lower()}")
            advance(1)
    return lost


async def _taken_in(desk: "Desk", one: Wire) -> str | None:
    """Take one case in; gives why it was left when it was."""
    from cli.carrying import carried_in
    from engine.runtime import Rejected

    try:
        plan, state = await desk.store.import_case(one)
    except Rejected as refusal:
        resumed = refusal.code == "already-here" and await _resumed(desk, one)
        return None if resumed else f"{refusal.message} ({refusal.code})"
    if state is not None:
        await carried_in(await desk.client(), desk.settings.task_queue, one["workflow_id"], plan, state, one)
    return None


async def _resumed(desk: "Desk", one: Wire) -> bool:
    """Let a case go on that the store has as it was exported, and the server has lost."""
    from temporalio.exceptions import WorkflowAlreadyStartedError

    from cli.carrying import carried_in

    detail, plan = await desk.store.case(one["case_id"]), await desk.store.plan(one["plan"])
    as_exported = detail is not None and detail.case.digest == one["turns"][-1]["digest"]
    if not as_exported or plan is None or one["state"] is None:
        return False
    state = b64decode(one["state"])
    try:
        await carried_in(await desk.client(), desk.settings.task_queue, one["workflow_id"], plan, state, one)
    except WorkflowAlreadyStartedError:
        return False
    return True


def _read(file: Path) -> Wire:
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
