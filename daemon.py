"""What every process of an installation does: its logs, its client of the server, and that it runs until it is told to
stop.
"""

import asyncio
import contextlib
import logging
import os
import signal
import sys
from base64 import b64decode
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import structlog
from temporalio.client import Client
from temporalio.runtime import LoggingConfig, Runtime, TelemetryConfig, TelemetryFilter
from temporalio.service import RPCError

from activities.encryption import EncryptedPayloads
from settings import Settings
from store import Store
from workflows.codec import data_converter

log = structlog.get_logger()
CONNECT_AGAIN = 2.0

Work = Callable[[Settings, Client, Store], AbstractAsyncContextManager[None]]
"""What a process does from when it is entered until it is left."""


def run(work: Work) -> None:
    """Be a process: do this work until SIGTERM or SIGINT, and end."""
    code = 0
    try:
        asyncio.run(_until_told_to_stop(work))
    except Exception as broken:
        log.error("the process ended", why=f"{type(broken).__name__}: {broken}", exc_info=True)
        code = 1
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    # A Temporal client may crash the interpreter while it winds itself up; everything is done and flushed here.
    os._exit(code)


async def _until_told_to_stop(work: Work) -> None:
    settings = Settings()
    log_as(settings)
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    store = await Store.open(settings.database, pool=settings.store_pool)
    try:
        client = await connected(settings, stop)
        if client is None:
            return
        async with work(settings, client, store):
            await stop.wait()
    finally:
        await store.dispose()


async def connected(settings: Settings, stop: asyncio.Event) -> Client | None:
    """A client, as soon as the server answers; None when we are told to stop before."""
    while not stop.is_set():
        try:
            return await connect(settings)
        except (RuntimeError, RPCError, OSError) as away:
            log.warning("server does not answer", temporal=settings.temporal_address, why=str(away)[:200])
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), CONNECT_AGAIN)
    return None


async def connect(settings: Settings) -> Client:
    """A client that reads and writes payloads the way the cases of this installation do."""
    converter = data_converter(payload_codec(settings))
    return await Client.connect(
        settings.temporal_address, namespace=settings.temporal_namespace, data_converter=converter
    )


def payload_codec(settings: Settings) -> EncryptedPayloads | None:
    """What encrypts the payloads of this installation; None where no key is set."""
    keys = {name: b64decode(key.get_secret_value()) for name, key in settings.payload_keys.items()}
    return EncryptedPayloads(keys) if keys else None


def say_only_errors() -> None:
    """Let the clients of this process keep their warnings: of servers that are away, of abilities a server lacks."""
    quiet = LoggingConfig(filter=TelemetryFilter(core_level="ERROR", other_level="ERROR"))
    Runtime.set_default(Runtime(telemetry=TelemetryConfig(logging=quiet)), error_if_already_set=False)


def log_as(settings: Settings) -> None:
    """Structured logs on standard error: lines for people, or JSON for machines."""
    level = getattr(logging, settings.log_level.upper())
    logging.basicConfig(
        level=max(level, logging.WARNING), stream=sys.stderr, format="%(levelname)s %(name)s %(message)s"
    )
    shown = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            shown,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )
