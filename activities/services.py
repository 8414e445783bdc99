"""Calling a connector: the activity of a service task."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from temporalio import activity
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from activities.connectors import AnswersLater, Call, ConnectorError, Registry
from activities.connectors.hosts import Hosts
from activities.connectors.registry import SecretValue
from engine.runtime.border import CALL_SERVICE, READ_CLOCK, ServiceCall, ServiceReply
from engine.runtime.requests import CallService
from engine.runtime.results import written_result
from engine.runtime.wire import decode_as
from store import Store

log = structlog.get_logger()
BeginClock = Callable[[], Callable[[], datetime]]
FAILED = "failed"
QUICK_ATTEMPTS = 3


class ServiceActivities:
    """Connectors by their names, and what they may use. `clock` begins the clock of one call: the server's, but in a
    demonstration, which is lived in the past."""

    def __init__(
        self, store: Store, registry: Registry, secrets: Mapping[str, SecretValue], zone: str,
        clock: BeginClock | None = None, hosts: Hosts | None = None,
    ) -> None:  # fmt: skip
        self._clock = clock or server_clock
        self._store = store
        self._registry = registry
        self._secrets = secrets
        self._zone = zone
        self._hosts = hosts or Hosts()

    @activity.defn(name=CALL_SERVICE)
    async def call_service(self, asked: ServiceCall) -> ServiceReply:
        """One call. Foreseen errors and a time limit that passes are answers; what broke is tried again at once,
        three times at most, and is the error `failed` then."""
        request = decode_as(CallService, asked.request)
        finished = self._clock()
        try:
            async with asyncio.timeout(request.timeout):
                result = await self._ask(asked, request)
        except ConnectorError as error:
            return ServiceReply(finished().isoformat(), error=error.code, text=error.text)
        except AnswersLater:
            return ServiceReply(finished().isoformat(), later=True)
        except TimeoutError:
            return ServiceReply(finished().isoformat(), error=FAILED, text=f"no answer within {request.timeout:g} s")
        except Exception as broken:
            if activity.info().attempt < QUICK_ATTEMPTS:
                raise ApplicationError(f"{broken}", category=ApplicationErrorCategory.BENIGN) from broken
            log.warning(
                "connector failed", service=request.service, case=asked.case_id, call=request.call, why=str(broken)
            )
            return ServiceReply(finished().isoformat(), error=FAILED, text=f"{type(broken).__name__}: {broken}"[:500])
        return ServiceReply(finished().isoformat(), result=written_result(result))

    @activity.defn(name=READ_CLOCK)
    async def read_clock(self) -> str:
        """What time it is, for a stimulus that brings no instant of its own."""
        return self._clock()().isoformat()

    async def _ask(self, asked: ServiceCall, request: CallService) -> Any:
        connector = self._registry.get(request.service)
        if connector is None:
            raise ConnectorError(
                "unknown-connector", f"Expected a connector {request.service}, but this worker has none"
            )
        call = Call(
            id=request.call,
            key=request.key,
            case_id=asked.case_id,
            process=asked.process,
            business_key=asked.business_key,
            at=activity.info().started_time + timedelta(seconds=asked.skew),
            zone=self._zone,
            store=self._store,
            secrets=self._secrets,
            hosts=self._hosts,
        )
        return await connector(request.input, call)


def server_clock() -> Callable[[], datetime]:
    """A clock that goes on from the server's instant at which this attempt began: one clock for timers and answers."""
    started = activity.info().started_time.astimezone(UTC)
    loop = asyncio.get_running_loop()
    begun = loop.time()
    return lambda: started + timedelta(seconds=loop.time() - begun)
