"""`doctor`: looks at everything an installation needs, and names what to do."""

import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from activities.checks import NAMES, Check, disk, same
from cli.options import DEFAULT_VAR, HERE, SPOKEN, AsJson, InLang, Var
from cli.reach import at_the_desk, noted, running
from cli.screen import Screen

if TYPE_CHECKING:
    from cli.desk import Desk

LEAST_PYTHON = (3, 11)
LEAST_DISK = 1_000_000_000
_MARKS = {"good": ("✓", "green"), "note": ("·", "yellow"), "bad": ("✗", "red")}
WIDTH = 12


def _draw(check: Check, screen: Screen) -> None:
    """One line, and a second one with what helps."""
    mark, style = _MARKS[check.state]
    name = screen.padded(screen.pick(check.what, NAMES[check.what]), WIDTH)
    screen.line(f"{mark} {name} {screen.pick(*check.said)}", style=style)
    if any(check.hint):
        screen.line(f"  {'':<{WIDTH}} {screen.pick(*check.hint)}")


def doctor(as_json: AsJson = False, lang: InLang = SPOKEN, var: Var = DEFAULT_VAR) -> None:
    """Look at Python, packages, server, database, definitions, calendars, what went wrong, files, mail and disk."""
    screen = Screen(lang, as_json)
    checks = [_python(), *_packages(), _disk(var), *_installation(var, screen)]
    wrong = any(check.state == "bad" for check in checks)
    if as_json:
        screen.data({"checks": [check.to_wire() for check in checks], "well": not wrong})
    else:
        for check in checks:
            _draw(check, screen)
    if wrong:
        raise typer.Exit(1)


def _python() -> Check:
    here = sys.version.split()[0]
    if sys.version_info < LEAST_PYTHON:
        return Check("python", "bad", (f"{here}, but 3.11 or newer is needed", f"{here}，需要 3.11 或更新版本"))
    return Check("python", "good", (f"{here} at {sys.executable}", f"{here}，位于 {sys.executable}"))


def _packages() -> Iterator[Check]:
    """The packages of the lock file, each in its version."""
    wrong = []
    lines = (HERE / "requirements.lock").read_text(encoding="utf-8").splitlines()
    wanted = [line.split(";")[0].strip().split("==") for line in lines if "==" in line]
    for name, locked in wanted:
        try:
            found = version(name)
        except PackageNotFoundError:
            found = "missing"
        if found != locked:
            wrong.append(f"{name} {found} (locked {locked})")
    if wrong:
        hint = ("`make setup` installs what is locked.", "`make setup` 安装锁定的版本。")
        yield Check("packages", "bad", same(", ".join(wrong[:5])), hint)
    else:
        count = len(wanted)
        yield Check("packages", "good", (f"{count} as in requirements.lock", f"{count} 个，与 requirements.lock 一致"))


def _disk(var: Path) -> Check:
    return disk(next(folder for folder in (var, *var.resolve().parents) if folder.exists()), LEAST_DISK)


def _installation(var: Path, screen: Screen) -> Iterator[Check]:
    from cli.endings import Ending

    try:
        here = running(var)
    except Ending as nothing:
        yield Check("server", "bad" if noted(var) else "note", same(nothing.message), same(nothing.hint))
        return
    since = screen.clock.moment(here.started_at) if here.started_at else ""
    where = here.temporal
    said = (f"{where}, since {since}", f"{where}，自 {since}") if since else same(where)
    yield Check("server", "good", said)
    try:
        yield from at_the_desk(var, lambda desk: _inside(desk))
    except Ending as broken:
        yield Check("database", "bad", same(f"{broken.message} ({broken.code})"), same(broken.hint))


async def _inside(desk: "Desk") -> list[Check]:
    from activities.health import Installation, Place, looked_at
    from worker import document_store

    client, mail = await desk.client(), desk.settings.mail
    here = Installation(
        desk.store, desk.settings.database, client, desk.settings.task_queue, document_store(desk.settings),
        Place(mail.host, mail.port),
    )  # fmt: skip
    return await looked_at(here)
