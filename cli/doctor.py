"""`doctor`: looks at everything an installation needs, and names what to do."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from cli.options import DEFAULT_VAR, HERE, SPOKEN, AsJson, InLang, Var
from cli.reach import at_the_desk, noted, running
from cli.screen import Screen

if TYPE_CHECKING:
    from cli.desk import Desk
    from engine.model.plan import Plan

State = Literal["good", "note", "bad"]
LEAST_PYTHON = (3, 11)
LEAST_DISK = 1_000_000_000


@dataclass(frozen=True)
class Check:
    """One thing looked at: `note` is worth knowing, `bad` must be mended."""

    what: str
    state: State
    said: str
    hint: str = ""


def doctor(as_json: AsJson = False, lang: InLang = SPOKEN, var: Var = DEFAULT_VAR) -> None:
    """Look at Python, packages, server, database, definitions, calendars, mail and disk."""
    checks = [_python(), *_packages(), _disk(var), *_installation(var)]
    wrong = any(check.state == "bad" for check in checks)
    screen = Screen(lang, as_json)
    if as_json:
        screen.data({"checks": [asdict(check) for check in checks], "well": not wrong})
    else:
        for check in checks:
            mark, style = {"good": ("✓", "green"), "note": ("·", "yellow"), "bad": ("✗", "red")}[check.state]
            screen.line(f"{mark} {check.what:<12} {check.said}", style=style)
            if check.hint:
                screen.line(f"  {'':<12} {check.hint}")
    if wrong:
        raise typer.Exit(1)


def _python() -> Check:
    here = sys.version.split()[0]
    if sys.version_info < LEAST_PYTHON:
        return Check("python", "bad", f"{here}, but 3.11 or newer is needed")
    return Check("python", "good", f"{here} at {sys.executable}")


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
        yield Check("packages", "bad", ", ".join(wrong[:5]), "`make setup` installs what is locked.")
    else:
        yield Check("packages", "good", f"{len(wanted)} as in requirements.lock")


def _disk(var: Path) -> Check:
    place = next(folder for folder in (var, *var.resolve().parents) if folder.exists())
    free = shutil.disk_usage(place).free
    said = f"{free / 1e9:.1f} GB free at {place}"
    enough = free >= LEAST_DISK
    return Check("disk", "good" if enough else "bad", said, "" if enough else "Make room before it stops.")


def _installation(var: Path) -> Iterator[Check]:
    from cli.endings import Ending

    try:
        here = running(var)
    except Ending as nothing:
        yield Check("server", "bad" if noted(var) else "note", nothing.message, nothing.hint)
        return
    yield Check("server", "good", f"{here.temporal}, since {here.started_at or 'unknown'}")
    try:
        yield from at_the_desk(var, _inside)
    except Ending as broken:
        yield Check("database", "bad", f"{broken.message} ({broken.code})", broken.hint)


async def _inside(desk: "Desk") -> list[Check]:
    from cli.server import failing_cases, has_worker

    client = await desk.client()
    checks = [Check("database", "good", desk.settings.database)]
    if await has_worker(client, desk.settings.task_queue):
        checks.append(Check("worker", "good", f"works on the queue {desk.settings.task_queue}"))
    else:
        hint = "Start one: `make up`, or `python worker.py`."
        checks.append(Check("worker", "bad", "nobody works on the cases", hint))
    failing = await failing_cases(client)
    if failing:
        checks.append(Check("workflows", "bad", f"{len(failing)} keep failing", "`starter.py stuck` lists them."))
    return [*checks, *await _definitions(desk), *await _calendars(desk), await _incidents(desk), _mail(desk)]


async def _definitions(desk: "Desk") -> list[Check]:
    """What is deployed, and which of the processes it calls are not written yet."""
    deployed = [found for one in await desk.store.processes() if (found := await desk.store.newest(one.process))]
    if not deployed:
        return [Check("definitions", "bad", "none is deployed", "`starter.py deploy` deploys the folder definitions/.")]
    here = {one.deployment.process for one in deployed}
    planned = sorted({called for one in deployed for called in _called(one.plan)} - here)
    checks = [Check("definitions", "good", f"{len(deployed)} deployed")]
    if planned:
        said = f"called, not written yet and done outside by hand: {', '.join(planned)}"
        checks.append(Check("planned", "note", said))
    return checks


def _called(plan: "Plan") -> set[str]:
    from engine.model.steps.call_process import CallProcess

    return {step.process for step in plan.steps.values() if isinstance(step, CallProcess)}


async def _calendars(desk: "Desk") -> list[Check]:
    company = await desk.store.company()
    if company is None:
        return [Check("organisation", "bad", "none is deployed", "`starter.py deploy` deploys it.")]
    people = len(company.directory.people)
    checks = [Check("organisation", "good", f"{people} people, {len(company.calendars.ids)} calendars")]
    this_year = datetime.now(UTC).year
    tables = [company.calendars.calendar(one).holidays for one in company.calendars.ids]
    years = (this_year, this_year + 1)
    provisional = [year for year in years if any(table and table.is_provisional(year) for table in tables)]
    if provisional:
        said = f"holidays of {', '.join(map(str, provisional))} are not announced yet; due times there may still move"
        checks.append(Check("calendars", "note", said, "Update definitions/calendars when they are, then deploy."))
    return checks


async def _incidents(desk: "Desk") -> Check:
    parked = await desk.store.incidents(limit=1000)
    if parked:
        return Check("incidents", "note", f"{len(parked)} parked steps", "`starter.py incidents` lists them.")
    return Check("incidents", "good", "none")


def _mail(desk: "Desk") -> Check:
    mail = desk.settings.mail
    if mail.host is None:
        return Check("mail", "note", "not set up; what would go by mail is done by hand", "Set BANJIE_MAIL__HOST.")
    import socket

    try:
        socket.create_connection((mail.host, mail.port), timeout=3).close()
    except OSError as error:
        return Check("mail", "bad", f"{mail.host}:{mail.port} does not answer: {error.strerror or error}")
    return Check("mail", "good", f"{mail.host}:{mail.port}")
