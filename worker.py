"""A worker: composes settings, store, connectors and the one workflow, and runs until it is told to stop.

`python worker.py` runs one; `running` runs one inside another process (the command line's `up`, tests).
"""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from types import ModuleType

import structlog
from temporalio.client import Client
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from activities.absences import Absences
from activities.boards import Boards
from activities.channels import Channels
from activities.client import CaseClient
from activities.connectors import Registry, directory, document, http, load_connectors, mail, register
from activities.connectors.hosts import Hosts
from activities.connectors.mail import MailServer
from activities.connectors.registry import SecretValue
from activities.digests import Digests
from activities.document_store import DocumentStore, FolderStore
from activities.files import FileDesk
from activities.followers import Followers
from activities.following import Following
from activities.handing_over import HandingOver
from activities.lists import ListActivities
from activities.news import NewsRound
from activities.opening import OpeningActivities
from activities.outbox import Outbox
from activities.ports import Port
from activities.ports.dingtalk import DingTalkPort
from activities.ports.feishu import FeishuPort
from activities.ports.mail import MailPort
from activities.ports.webhook import WebhookPort
from activities.ports.wecom import WeComPort
from activities.postman import Ports, Postman
from activities.publishing import Publishing
from activities.recalculating import Recalculating
from activities.repairing import Repair
from activities.rounds import Rounds
from activities.scheduling import Scheduling
from activities.services import BeginClock, ServiceActivities
from activities.turns import TurnActivities
from activities.watching import Watching
from daemon import run
from engine.administering.reaching import Channel
from settings import Settings
from store import Store
from workflows.case import Case
from workflows.replaying import turns_of_case

log = structlog.get_logger()


def document_store(settings: Settings) -> DocumentStore:
    """Where the contents of files are: in a bucket if one is set, else in a folder."""
    given = settings.s3
    if given.bucket is None or given.key_id is None or given.secret is None:
        return FolderStore(settings.file_folder)
    # Loading the client of S3 takes a third of a second, which an installation with a folder need not wait for.
    from activities.s3_store import S3Store

    return S3Store(
        given.bucket,
        key_id=given.key_id,
        secret=given.secret,
        endpoint=given.endpoint,
        region=given.region,
        prefix=given.prefix,
        addressing=given.addressing,
    )


def file_desk(settings: Settings, store: Store) -> FileDesk:
    """The way to the files of this installation."""
    return FileDesk(store, document_store(settings), kinds=settings.file_types, most=settings.file_size * 1024 * 1024)


def case_client(settings: Settings, client: Client, store: Store) -> CaseClient:
    """The way to the cases of this installation."""
    return CaseClient(
        client,
        store,
        task_queue=settings.task_queue,
        zone=settings.zone,
        timeout=settings.command_timeout,
        turns_a_run=settings.turns_a_run,
    )


@asynccontextmanager
async def running(
    settings: Settings, client: Client, store: Store, *, connectors: ModuleType | None = None,
    clock: BeginClock | None = None,
) -> AsyncIterator[Rounds]:  # fmt: skip
    """Run a worker in this process; gives its rounds, so that a test can do one when it wants to.

    `connectors`: a module with further ones; `clock`: that of calls to services. On leaving, running calls get
    `settings.grace` seconds to finish.
    """
    cases = case_client(settings, client, store)
    outbox = Outbox(store, cases, channels(settings, store))
    rounds = Rounds(
        client,
        store,
        cases,
        outbox,
        Scheduling(store, cases.unattended),
        Repair(client, store, turns_of_case, resting_after=settings.resting_after),
        Following(client, store),
        Recalculating(client, store),
        Absences(store),
        Digests(store),
        Followers(store),
        HandingOver(store, cases),
        Boards(store, settings.short_limits, settings.short_limits_within),
        Publishing(store),
        Watching(client, store),
        NewsRound(store, postman(settings, store), settings.news_after),
        unsealed_after=settings.unsealed_after,
        resend_after=settings.resend_after,
    )
    async with compose(settings, client, store, cases, registry(settings, connectors), outbox, clock):
        going = asyncio.create_task(rounds.keep_going(settings.sweep_every))
        try:
            yield rounds
        finally:
            going.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await going


def compose(
    settings: Settings,
    client: Client,
    store: Store,
    cases: CaseClient,
    connectors: Registry,
    outbox: Outbox | None = None,
    clock: BeginClock | None = None,
) -> Worker:
    """The Temporal worker of an installation."""
    secrets = {name: SecretValue(secret.value, tuple(secret.hosts)) for name, secret in settings.secrets.items()}
    turns = TurnActivities(store, client)
    services = ServiceActivities(
        store, connectors, secrets, settings.zone, clock, Hosts(frozenset(settings.http_hosts), settings.http_proxy)
    )
    return Worker(
        client,
        task_queue=settings.task_queue,
        workflows=[Case],
        activities=[
            turns.commit_turn,
            turns.look_up,
            services.call_service,
            services.read_clock,
            OpeningActivities(cases).open_case,
            ListActivities(store, cases.door).join_list,
            (outbox or Outbox(store, cases, channels(settings, store))).let_leave,
        ],
        workflow_runner=UnsandboxedWorkflowRunner(),
        max_cached_workflows=settings.cached_cases,
        max_concurrent_workflow_tasks=settings.workflow_slots,
        max_concurrent_activities=settings.activity_slots,
        max_concurrent_local_activities=settings.activity_slots,
        graceful_shutdown_timeout=timedelta(seconds=settings.grace),
        identity=f"banjie-worker-{os.getpid()}",
    )


def registry(settings: Settings, further: ModuleType | None = None) -> Registry:
    """The connectors: ours, those of the modules in the settings, and `further`."""
    own = {"mail.send": mail.mail_connector(mail_server(settings))}
    ours = [http, register, document, directory]
    loaded = load_connectors([*ours, *settings.connectors, *([further] if further else [])])
    return {**own, **loaded}


def ports(settings: Settings) -> Ports:
    """The channels to people that are set up."""
    found: dict[Channel, Port] = {}
    if (server := mail_server(settings)) is not None:
        found["mail"] = MailPort(server)
    if (own := settings.wecom).corporation:
        found["wecom"] = WeComPort(own.base, own.corporation, own.agent, own.secret.get_secret_value())
    if (ding := settings.dingtalk).key:
        found["dingtalk"] = DingTalkPort(ding.base, ding.old_base, ding.key, ding.secret.get_secret_value(), ding.agent)
    if (feishu := settings.feishu).app:
        found["feishu"] = FeishuPort(feishu.base, feishu.app, feishu.secret.get_secret_value())
    if settings.webhook.url:
        found["webhook"] = WebhookPort(settings.webhook.url, settings.webhook.secret.get_secret_value())
    return found


def postman(settings: Settings, store: Store) -> Postman:
    """Who brings notices to the people of this installation."""
    return Postman(store, ports(settings), settings.public_url or "", settings.zone)


def channels(settings: Settings, store: Store) -> Channels:
    """What leaves this installation."""
    return Channels(store, mail_server(settings), settings.zone, postman(settings, store))


def mail_server(settings: Settings) -> MailServer | None:
    """Where mail is handed in, if it is set up."""
    given = settings.mail
    if given.host is None:
        return None
    return MailServer(given.host, given.port, given.sender, given.encryption, given.user, given.password)


@asynccontextmanager
async def working(settings: Settings, client: Client, store: Store) -> AsyncIterator[None]:
    """A worker, of a process that does nothing else; running work finishes."""
    async with running(settings, client, store):
        log.info("worker runs", temporal=settings.temporal_address, queue=settings.task_queue)
        yield
        log.info("worker stops")


if __name__ == "__main__":
    run(working)
