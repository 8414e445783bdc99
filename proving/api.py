"""The API under whatever its own description allows, and much that it does not: schemathesis, all its checks.

It asks as somebody who may do everything, of an installation with living cases; a hook puts the names of things that
are there where the description says no more than *a text*, so that what lies behind the first look is reached too.
"""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import embedded
import server
import worker
from activities.accounts import AccountDesk
from api.openapi import description
from cli.deploying import deploy_all
from cli.folder import Folder
from cli.living import Past, furnish
from daemon import connect, log_as
from engine.administering.access import ROLES, SCOPES
from settings import Settings
from store import Store
from store.accounts import Altered
from store.paging import cursor_of

DEFINITIONS = Path(__file__).resolve().parent.parent / "definitions"
HOOKS = "proving.api_hooks"
KNOWN = "BANJIE_PROVING_KNOWN"
"""The variable by which the hook is told what there is."""
PERSON = "yu-yang"
OFTEN = 1_000_000
ALL = "examples,coverage,fuzzing,stateful"
STREAM = "/api/events"
"""An answer that goes on for as long as somebody listens has no end to be looked at."""
CONFIGURED = """
[auth.openapi.token]
bearer = "{token}"

# What a form must hold is said by the definition of its process, and who is locked by what was tried: the description
# of the API knows neither, so a refusal is right where the state of things is why.
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", 401, 403, 404, 409, 413, 422, 423, 428, 429]

# What is larger than any request may be is refused as that, whatever else is wrong with it.
[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 423, 428, 429]
"""


@dataclass
class Tried:
    """What came of it: how many requests were tried, and what was wrong with which."""

    requests: int = 0
    operations: int = 0
    wrong: list[str] = field(default_factory=list)
    said: str = ""


async def prove(examples: int, *, seed: int = 1, phases: str = ALL, only: str = "") -> Tried:
    """Try each operation with so many examples, on an installation made for it."""
    with TemporaryDirectory() as folder:
        async with _installation(Path(folder)) as (address, token, store):
            return await tried(address, token, await known(store), examples, seed=seed, phases=phases, only=only)


@asynccontextmanager
async def _installation(folder: Path) -> AsyncIterator[tuple[str, str, Store]]:
    async with embedded.temporal_server(folder / "temporal", synchronous="NORMAL") as temporal:
        settings = Settings(
            _env_file=None, var=folder, temporal_address=temporal, reads_a_minute=OFTEN, writes_a_minute=OFTEN,
            strangers_a_minute=OFTEN, request_time=60.0, command_timeout=5.0,
        )  # fmt: skip
        log_as(settings)
        store = await Store.open(settings.database, synchronous="NORMAL")
        try:
            found = Folder(DEFINITIONS)
            await store.put_company(found.company)
            compiled = await asyncio.to_thread(found.compiled, found.files, ())
            await deploy_all(store, {path: one.plan for path, one in compiled.items() if one.plan})
            client, past = await connect(settings), Past()
            async with worker.running(settings, client, store, clock=past.begin):
                office = server.office(settings, client, store)
                await furnish(store, office.cases, office.files, settings.zone, past)
                async with server.serving(office, "127.0.0.1", 0) as address:
                    yield address, await a_token(store), store
        finally:
            await store.dispose()


async def a_token(store: Store) -> str:
    """A token of somebody who may do everything."""
    desk = AccountDesk(store)
    await desk.add(PERSON, roles=ROLES)
    await store.change_account(PERSON, PERSON, Altered("password-changed", {"must_change": False}))
    _, secret = await desk.add_token(PERSON, "proving", SCOPES, datetime.now(UTC) + timedelta(days=1))
    return secret


async def known(store: Store) -> dict[str, list[str]]:
    """Names of things that are there, by the names of the parameters they fit."""
    cases = (await store.cases(limit=40)).cases
    tasks = [task.task for case in cases[:10] for task in await _tasks(store, case.case_id)]
    files = [file.digest for case in cases[:10] for file in await _files(store, case.case_id)]
    company = await store.company()
    people = [PERSON, *sorted({case.initiator for case in cases if case.initiator})]
    last = cases[-1]
    return {
        "case_id": [case.case_id for case in cases],
        "task": tasks or ["t1"],
        "process": sorted({case.process for case in cases}),
        "start": sorted({case.start for case in cases}),
        "person": people,
        "to": people,
        "absent": people,
        "by": people,
        "digest": files,
        "calendar": sorted(company.calendars.ids) if company else [],
        "department": sorted(company.directory.departments) if company else [],
        "cursor": [
            cursor_of(last.started_at, last.case_id),
            cursor_of(last.started_at, last.case_id, "t1"),
            cursor_of(20),
            cursor_of(last.started_at, "setting", "1"),
            cursor_of(10, 10),
        ],
        "search": ["合同", "a", "1"],
        "zone": ["Asia/Shanghai"],
        "reason": ["按规定", "because"],
    }


async def _tasks(store: Store, case_id: str) -> list[Any]:
    detail = await store.case(case_id)
    return [task for here in (detail.open_steps if detail else ()) for task in here.tasks]


async def _files(store: Store, case_id: str) -> list[Any]:
    return [StoredName(one.file["digest"]) for one in await store.attachments(case_id)]


@dataclass(frozen=True)
class StoredName:
    """A file by the name of its content."""

    digest: str


async def tried(
    address: str, token: str, names: dict[str, list[str]], examples: int, *, seed: int = 1,
    phases: str = ALL, only: str = "",
) -> Tried:  # fmt: skip
    """Let schemathesis try the API at an address, with this token."""
    with TemporaryDirectory() as folder:
        report, config = Path(folder) / "report.json", Path(folder) / "schemathesis.toml"
        config.write_text(CONFIGURED.format(token=token), encoding="utf-8")
        described = Path(folder) / "openapi.json"
        described.write_text(json.dumps(description()), encoding="utf-8")
        command = [
            sys.executable, "-m", "schemathesis.cli", "--config-file", str(config), "run", str(described),
            "-u", address, "--checks", "all", "-n", str(examples), "--seed", str(seed), "--no-shrink",
            "--continue-on-failure", "--report", "json", "--report-json-path", str(report), "--workers", "1",
            "--request-timeout", "60", "--suppress-health-check", "all", "--warnings", "off", "--phases", phases,
        ]  # fmt: skip
        command += ["--exclude-path", STREAM]
        command += ["--include-path-regex", only] if only else []
        environment = {**os.environ, "SCHEMATHESIS_HOOKS": HOOKS, KNOWN: json.dumps(names), "PYTHONPATH": os.getcwd()}
        running = await asyncio.create_subprocess_exec(
            *command, env=environment, cwd=folder, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        said, _ = await running.communicate()
        return _read(report, said.decode(errors="replace"))


def _read(report: Path, said: str) -> Tried:
    """What schemathesis reports; nothing where it could not even begin, which is wrong as well."""
    if not report.exists():
        return Tried(wrong=["schemathesis did not begin"], said=said)
    told = json.loads(report.read_text(encoding="utf-8"))
    wrong = [f"{one['code']} {one['title']}: {_where(one['operations'])}" for one in told["failures"]]
    wrong += [f"{one.get('title', 'an error')}" for one in told["errors"]]
    return Tried(told["test_cases"]["generated"], told["operations"]["tested"], wrong, said)


def _where(operations: list[Any]) -> str:
    return ", ".join(sorted({str(one["label"]) if isinstance(one, dict) else str(one) for one in operations}))
