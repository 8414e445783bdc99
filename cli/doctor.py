"""`doctor`: looks at everything an installation needs, and names what to do."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import typer

from cli.options import DEFAULT_VAR, HERE, SPOKEN, AsJson, InLang, Var
from cli.reach import at_the_desk, noted, running
from cli.screen import NOTHING, Pair, Screen

if TYPE_CHECKING:
    from cli.desk import Desk
    from engine.model.plan import Plan

State = Literal["good", "note", "bad"]
LEAST_PYTHON = (3, 11)
LEAST_DISK = 1_000_000_000
_MARKS = {"good": ("✓", "green"), "note": ("·", "yellow"), "bad": ("✗", "red")}
_NAMES = {
    "python": "Python", "packages": "软件包", "disk": "磁盘", "server": "服务", "database": "数据库",
    "worker": "工作进程", "workflows": "工作流", "definitions": "流程定义", "planned": "待写流程",
    "organisation": "组织", "calendars": "日历", "incidents": "异常", "schedules": "定时发起",
    "starts": "被拒的发起", "outbox": "发件箱", "files": "文件库", "mail": "邮件",
}  # fmt: skip
WIDTH = 12


@dataclass(frozen=True)
class Check:
    """One thing looked at: `note` is worth knowing, `bad` must be mended. What is said is in English and Chinese."""

    what: str
    state: State
    said: Pair
    hint: Pair = NOTHING

    def to_wire(self) -> dict[str, Any]:
        """The check as JSON, in English."""
        return {"what": self.what, "state": self.state, "said": self.said[0], "hint": self.hint[0]}

    def draw(self, screen: Screen) -> None:
        """One line, and a second one with what helps."""
        mark, style = _MARKS[self.state]
        name = screen.padded(screen.pick(self.what, _NAMES[self.what]), WIDTH)
        screen.line(f"{mark} {name} {screen.pick(*self.said)}", style=style)
        if any(self.hint):
            screen.line(f"  {'':<{WIDTH}} {screen.pick(*self.hint)}")


def same(text: str) -> Pair:
    """A text that is the same in both languages."""
    return text, text


def doctor(as_json: AsJson = False, lang: InLang = SPOKEN, var: Var = DEFAULT_VAR) -> None:
    """Look at Python, packages, server, database, definitions, calendars, what went wrong, files, mail and disk."""
    screen = Screen(lang, as_json)
    checks = [_python(), *_packages(), _disk(var), *_installation(var, screen)]
    wrong = any(check.state == "bad" for check in checks)
    if as_json:
        screen.data({"checks": [check.to_wire() for check in checks], "well": not wrong})
    else:
        for check in checks:
            check.draw(screen)
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
    place = next(folder for folder in (var, *var.resolve().parents) if folder.exists())
    free = shutil.disk_usage(place).free
    said = (f"{free / 1e9:.1f} GB free at {place}", f"{place} 剩余 {free / 1e9:.1f} GB")
    if free >= LEAST_DISK:
        return Check("disk", "good", said)
    return Check("disk", "bad", said, ("Make room before it stops.", "请腾出空间，以免停止。"))


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
        yield from at_the_desk(var, lambda desk: _inside(desk, screen))
    except Ending as broken:
        yield Check("database", "bad", same(f"{broken.message} ({broken.code})"), same(broken.hint))


async def _inside(desk: "Desk", screen: Screen) -> list[Check]:
    from activities.server import failing_cases, has_worker

    client = await desk.client()
    checks = [Check("database", "good", same(desk.settings.database))]
    queue = desk.settings.task_queue
    if await has_worker(client, queue):
        checks.append(Check("worker", "good", (f"works on the queue {queue}", f"正在处理队列 {queue}")))
    else:
        hint = ("Start one: `make up`, or `python worker.py`.", "请启动：`make up` 或 `python worker.py`。")
        checks.append(Check("worker", "bad", ("nobody works on the cases", "没有进程在处理流程"), hint))
    failing = await failing_cases(client)
    if failing:
        said = (f"{len(failing)} keep failing", f"{len(failing)} 个持续失败")
        checks.append(Check("workflows", "bad", said, ("`starter.py stuck` lists them.", "`starter.py stuck` 列出。")))
    waiting = [await _incidents(desk), *await _starts(desk, screen), await _outbox(desk)]
    return [*checks, *await _definitions(desk), *await _calendars(desk), *waiting, await _files(desk), _mail(desk)]


async def _definitions(desk: "Desk") -> list[Check]:
    """What is deployed, and which of the processes it calls are not written yet."""
    deployed = [found for one in await desk.store.processes() if (found := await desk.store.newest(one.process))]
    if not deployed:
        hint = ("`starter.py deploy` deploys the folder definitions/.", "`starter.py deploy` 部署 definitions/ 目录。")
        return [Check("definitions", "bad", ("none is deployed", "尚未部署"), hint)]
    here = {one.deployment.process for one in deployed}
    planned = ", ".join(sorted({called for one in deployed for called in _called(one.plan)} - here))
    checks = [Check("definitions", "good", (f"{len(deployed)} deployed", f"已部署 {len(deployed)} 个"))]
    if planned:
        said = (f"called, not written yet and done outside by hand: {planned}",
                f"已被调用但尚未编写，在系统外办理：{planned}")  # fmt: skip
        checks.append(Check("planned", "note", said))
    return checks


def _called(plan: "Plan") -> set[str]:
    from engine.model.steps.call_process import CallProcess

    return {step.process for step in plan.steps.values() if isinstance(step, CallProcess)}


async def _calendars(desk: "Desk") -> list[Check]:
    company = await desk.store.company()
    if company is None:
        hint = ("`starter.py deploy` deploys it.", "`starter.py deploy` 部署。")
        return [Check("organisation", "bad", ("none is deployed", "尚未部署"), hint)]
    people, calendars = len(company.directory.people), len(company.calendars.ids)
    said = (f"{people} people, {calendars} calendars", f"{people} 人，{calendars} 个日历")
    checks = [Check("organisation", "good", said)]
    this_year = datetime.now(UTC).year
    tables = [company.calendars.calendar(one).holidays for one in company.calendars.ids]
    years = (this_year, this_year + 1)
    provisional = [year for year in years if any(table and table.is_provisional(year) for table in tables)]
    if provisional:
        named = ", ".join(map(str, provisional))
        said = (f"holidays of {named} are not announced yet; due times there may still move",
                f"{named} 年节假日尚未公布，相关截止时间可能变动")  # fmt: skip
        hint = ("Update definitions/calendars when they are, then deploy.", "公布后更新 definitions/calendars 并部署。")
        checks.append(Check("calendars", "note", said, hint))
    return checks


async def _incidents(desk: "Desk") -> Check:
    parked = await desk.store.incidents(limit=1000)
    if parked:
        hint = ("`starter.py incidents` lists them.", "`starter.py incidents` 列出。")
        return Check("incidents", "note", (f"{len(parked)} parked steps", f"{len(parked)} 个步骤受阻"), hint)
    return Check("incidents", "good", ("none", "无"))


async def _starts(desk: "Desk", screen: Screen) -> list[Check]:
    """What begins while nobody stands by: schedules, and starts that were refused."""
    from cli.starts import unattended
    from store.reading import Reader

    found = await unattended(desk.store, Reader())
    hint = ("`starter.py starts` shows them.", "`starter.py starts` 查看。")
    checks = []
    if found.schedules:
        failed = [view for view, _ in found.schedules if view.last and view.last.outcome in ("missed", "refused")]
        coming = min((view.next_at for view, _ in found.schedules if view.next_at), default=None)
        when = screen.clock.moment(coming) if coming else screen.pick("not known yet", "尚未确定")
        said = (f"{len(found.schedules)}, the next {when}", f"{len(found.schedules)} 个，下次 {when}")
        if failed:
            said = (f"{said[0]}; the last instant of {len(failed)} failed or was missed",
                    f"{said[1]}；{len(failed)} 个上次未成或错过")  # fmt: skip
        checks.append(Check("schedules", "note" if failed else "good", said, hint if failed else NOTHING))
    if found.refused:
        count = len(found.refused)
        said = (f"{count} refused while nobody stood by", f"{count} 个在无人时被拒")
        checks.append(Check("starts", "note", said, hint))
    return checks


async def _outbox(desk: "Desk") -> Check:
    failing = await desk.store.outbox_failing(1000)
    if not failing:
        return Check("outbox", "good", ("everything leaves", "全部发出"))
    given_up = sum(one.given_up for one in failing)
    count = len(failing)
    said = (f"{count} fail to leave, {given_up} given up", f"{count} 件发不出去，其中 {given_up} 件已放弃")
    return Check("outbox", "note", said, ("`starter.py outbox` lists them.", "`starter.py outbox` 列出。"))


async def _files(desk: "Desk") -> Check:
    from engine.runtime import Rejected
    from worker import document_store

    contents = document_store(desk.settings)
    try:
        await contents.check()
    except Rejected as away:
        hint = ("Look at BANJIE_FILES or BANJIE_S3__….", "请检查 BANJIE_FILES 或 BANJIE_S3__…。")
        return Check("files", "bad", same(away.message), hint)
    return Check("files", "good", same(contents.place))


def _mail(desk: "Desk") -> Check:
    mail = desk.settings.mail
    if mail.host is None:
        said = ("not set up; what would go by mail is done by hand", "未设置；应发邮件由人工办理")
        return Check("mail", "note", said, ("Set BANJIE_MAIL__HOST.", "请设置 BANJIE_MAIL__HOST。"))
    import socket

    where = f"{mail.host}:{mail.port}"
    try:
        socket.create_connection((mail.host, mail.port), timeout=3).close()
    except OSError as error:
        why = error.strerror or error
        return Check("mail", "bad", (f"{where} does not answer: {why}", f"{where} 没有应答：{why}"))
    return Check("mail", "good", same(where))
