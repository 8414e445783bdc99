"""Whether an installation is well: what is looked at from inside of it, each with what helps."""

import asyncio
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from temporalio.client import Client

from activities.checks import NOTHING, Check, Pair, same
from activities.document_store import DocumentStore
from activities.server import failing_cases, has_worker
from engine.calendars.holidays import HolidayTable
from engine.model.plan import Plan
from engine.model.steps.call_process import CallProcess
from engine.runtime import Rejected
from engine.runtime.refusals_told import told
from store import ScheduleView, Store


@dataclass(frozen=True)
class Place:
    """Where mail is handed in; nobody: it is not set up."""

    host: str | None
    port: int


@dataclass(frozen=True)
class Installation:
    """What is looked at: the store with its address, the server with the queue of the workers, files, mail."""

    store: Store
    database: str
    client: Client
    task_queue: str
    contents: DocumentStore
    mail: Place


async def looked_at(here: Installation) -> list[Check]:
    """Everything that can be seen from inside."""
    checks = [Check("database", "good", same(here.database)), *await _workers(here.client, here.task_queue, here.store)]
    checks += [*await _definitions(here.store), *await calendars(here.store, datetime.now(UTC))]
    checks += [await _incidents(here.store), *await _starts(here.store), await _outbox(here.store)]
    return [*checks, await _files(here.contents), await asyncio.to_thread(_mail, here.mail)]


async def _workers(client: Client, queue: str, store: Store) -> list[Check]:
    checks = []
    if await has_worker(client, queue):
        checks.append(Check("worker", "good", (f"works on the queue {queue}", f"正在处理队列 {queue}")))
    else:
        hint = ("Start one: `make up`, or `python worker.py`.", "请启动：`make up` 或 `python worker.py`。")
        checks.append(Check("worker", "bad", ("nobody works on the cases", "没有进程在处理流程"), hint))
    failing = await failing_cases(client, store)
    if failing:
        said = (
            f"{len(failing)} fail, or were ended on the server's page",
            f"{len(failing)} 个失败或被终止",
        )
        checks.append(Check("workflows", "bad", said, ("`starter.py stuck` lists them.", "`starter.py stuck` 列出。")))
    return checks


async def _definitions(store: Store) -> list[Check]:
    """What is deployed, and which of the processes it calls are not written yet."""
    deployed = await store.processes()
    if not deployed:
        hint = ("`starter.py deploy` deploys the folder definitions/.", "`starter.py deploy` 部署 definitions/ 目录。")
        return [Check("definitions", "bad", ("none is deployed", "尚未部署"), hint)]
    plans = (await store.plans_of(one.digest for one in deployed)).values()
    here = {one.process for one in deployed}
    planned = ", ".join(sorted({called for plan in plans for called in _called(plan)} - here))
    checks = [Check("definitions", "good", (f"{len(deployed)} deployed", f"已部署 {len(deployed)} 个"))]
    if planned:
        said = (f"called, not written yet and done outside by hand: {planned}",
                f"已被调用但尚未编写，在系统外办理：{planned}")  # fmt: skip
        checks.append(Check("planned", "note", said))
    return checks


def _called(plan: Plan) -> set[str]:
    return {step.process for step in plan.steps.values() if isinstance(step, CallProcess)}


async def calendars(store: Store, now: datetime) -> list[Check]:
    """The organisation and the calendars, and which years' holidays may still change from the company's day on."""
    company = await store.company()
    if company is None:
        hint = ("`starter.py deploy` deploys it.", "`starter.py deploy` 部署。")
        return [Check("organisation", "bad", ("none is deployed", "尚未部署"), hint)]
    people, many = len(company.directory.people), len(company.calendars.ids)
    said = (f"{people} people, {many} calendars", f"{people} 人，{many} 个日历")
    checks = [Check("organisation", "good", said)]
    tables = [company.calendars.calendar(one).holidays for one in company.calendars.ids]
    provisional = _provisional(tables, company.directory.day_of(now))
    if provisional:
        named = ", ".join(map(str, provisional))
        said = (f"holidays of {named} are not announced yet; due times there may still move",
                f"{named} 年节假日尚未公布，相关截止时间可能变动")  # fmt: skip
        hint = ("Update definitions/calendars when they are, then deploy.", "公布后更新 definitions/calendars 并部署。")
        checks.append(Check("calendars", "note", said, hint))
    return checks


def _provisional(tables: Iterable[HolidayTable | None], today: date) -> list[int]:
    """Which of this year and the next may still change in one of the tables."""
    known = [table for table in tables if table]
    years = (today.year, today.year + 1)
    return [year for year in years if any(table.is_provisional(year) for table in known)]


async def _incidents(store: Store) -> Check:
    parked = await store.incidents(limit=1000)
    if parked:
        hint = ("`starter.py incidents` lists them.", "`starter.py incidents` 列出。")
        return Check("incidents", "note", (f"{len(parked)} parked steps", f"{len(parked)} 个步骤受阻"), hint)
    return Check("incidents", "good", ("none", "无"))


async def _next_of(store: Store, schedules: Iterable[ScheduleView]) -> Pair:
    """When the next of them begins, on the company's clock."""
    coming, company = min((one.next_at for one in schedules if one.next_at), default=None), await store.company()
    if coming is None or company is None:
        return "not known yet", "尚未确定"
    when = f"{coming.astimezone(company.directory.zone):%Y-%m-%d %H:%M}"
    return when, when


async def _starts(store: Store) -> list[Check]:
    """What begins while nobody stands by: schedules, and starts that were refused."""
    hint, checks = ("`starter.py starts` shows them.", "`starter.py starts` 查看。"), []
    schedules, refused = await store.schedules(), await store.refused_starts(1000)
    if schedules:
        failed = [view for view in schedules if view.last and view.last.outcome in ("missed", "refused")]
        when = await _next_of(store, schedules)
        said = (f"there are {len(schedules)}, the next {when[0]}", f"{len(schedules)} 个，下次 {when[1]}")
        if failed:
            said = (f"{said[0]}; the last instant of {len(failed)} failed or was missed",
                    f"{said[1]}；{len(failed)} 个上次未成或错过")  # fmt: skip
        checks.append(Check("schedules", "note" if failed else "good", said, hint if failed else NOTHING))
    if refused:
        told = (f"{len(refused)} refused while nobody stood by", f"{len(refused)} 个在无人时被拒")
        checks.append(Check("starts", "note", told, hint))
    return checks


async def _outbox(store: Store) -> Check:
    failing = await store.outbox_failing(1000)
    if not failing:
        return Check("outbox", "good", ("everything leaves", "全部发出"))
    given_up, count = sum(one.given_up for one in failing), len(failing)
    said = (f"{count} fail to leave, {given_up} given up", f"{count} 件发不出去，其中 {given_up} 件已放弃")
    return Check("outbox", "note", said, ("`starter.py outbox` lists them.", "`starter.py outbox` 列出。"))


async def _files(contents: DocumentStore) -> Check:
    try:
        await contents.check()
    except Rejected as away:
        hint = ("Look at BANJIE_FILES or BANJIE_S3__….", "请检查 BANJIE_FILES 或 BANJIE_S3__…。")
        return Check("files", "bad", (away.message, told(away.code, away.message).zh), hint)
    return Check("files", "good", same(contents.place))


def _mail(mail: Place) -> Check:
    if mail.host is None:
        said = ("not set up; what would go by mail is done by hand", "未设置；应发邮件由人工办理")
        return Check("mail", "note", said, ("Set BANJIE_MAIL__HOST.", "请设置 BANJIE_MAIL__HOST。"))
    where = f"{mail.host}:{mail.port}"
    try:
        socket.create_connection((mail.host, mail.port), timeout=3).close()
    except OSError as error:
        why = error.strerror or error
        return Check("mail", "bad", (f"{where} does not answer: {why}", f"{where} 没有应答：{why}"))
    return Check("mail", "good", same(where))
