"""The door of an office without Temporal: a store, a company, accounts, and the real way to sign in."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import httpx2
from fastapi import FastAPI
from pwdlib.hashers.argon2 import Argon2Hasher

from activities.passwords import Passwords
from api.application import application
from api.office import Office
from api.signing import identify
from engine.calendars import Calendars, Text
from engine.people import read_directory
from settings import Settings
from store import Store
from store.accounts import Altered
from store.company import Company

CALENDAR = {
    "calendar": "office", "name": "办公", "zone": "Asia/Shanghai", "hours": {"monday-friday": ["09:00-18:00"]}
}  # fmt: skip
PEOPLE = {
    "ann": {"name": {"zh": "安", "en": "Ann Lee"}, "email": "Ann@example.com", "manager": "max"},
    "bob": {"name": "白", "email": "bob@example.com", "manager": "max"},
    "max": {"name": "马", "email": "max@example.com"},
    "gone": {"name": "去", "left": "2020-01-01"},
}
CHEAP = Passwords(Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1))
"""Hashes that cost nothing; what they hold against a thief is no matter here."""


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **length: float) -> None:
        self.now += timedelta(**length)


class Browser(httpx2.AsyncClient):
    """Keeps cookies, and sends the CSRF token once it has one."""

    async def sign_in(self, user_name: str, password: str) -> httpx2.Response:
        found = await self.post("/api/session", json={"user_name": user_name, "password": password})
        if found.status_code == 200:
            self.headers["x-csrf-token"] = found.json()["csrf"]
        return found


@dataclass
class Door:
    """An office nobody works in, and its door."""

    store: Store
    office: Office
    app: Any
    clock: Clock

    def browser(self, at: str = "127.0.0.1", **headers: str) -> Browser:
        """A browser at an address."""
        transport = httpx2.ASGITransport(self.app, client=(at, 123))
        return Browser(transport=transport, base_url="http://banjie", headers=headers, timeout=30)

    async def account(self, person: str, *roles: str, password: str = "right-horse-42") -> None:
        """An account that has changed its first password."""
        await self.office.accounts.add(person, roles=roles)
        kept = await CHEAP.hashed(password)
        await self.store.change_account(
            person, person, Altered("password-changed", {"password": kept, "must_change": False})
        )

    @asynccontextmanager
    async def as_person(self, person: str, *roles: str) -> AsyncIterator[Browser]:
        """Somebody signed in at a browser."""
        if await self.store.account(person) is None:
            await self.account(person, *roles)
        async with self.browser() as browser:
            assert (await browser.sign_in(person, "right-horse-42")).status_code == 200
            yield browser


def _application(office: Office) -> Any:
    """The application of an office. Making one takes a quarter of a second: doors that are defended alike share it."""
    of_door = repr([getattr(office.settings, name) for name in ("hosts", "public_url", "request_size", "request_time")])
    shared = _APPLICATIONS.setdefault(of_door, None) or application(office)
    _APPLICATIONS[of_door] = shared

    async def here(scope: Any, receive: Any, send: Any) -> None:
        shared.state.office = office
        await shared(scope, receive, send)

    return here


_APPLICATIONS: dict[str, FastAPI | None] = {}


async def _template() -> Path:
    """A database with the company in it, made once."""
    made = Path(_FOLDER.name) / "template.sqlite"
    if not made.exists():
        company = Company(
            Text("某公司", "A company"), Calendars.read([CALENDAR]), read_directory({"people": PEOPLE}), {}, ""
        )
        store = await Store.open(f"sqlite:///{made}.new", synchronous="NORMAL")
        await store.put_company(company)
        await store.dispose()
        Path(f"{made}.new").rename(made)
    return made


_FOLDER = TemporaryDirectory()


@asynccontextmanager
async def door_at(folder: Path, **settings: Any) -> AsyncIterator[Door]:
    """A door with these settings."""
    clock = Clock()
    chosen = Settings(_env_file=None, **{"var": folder, **settings})
    folder.mkdir(exist_ok=True)
    shutil.copy(await _template(), folder / "banjie.sqlite")
    store = await Store.open(chosen.database, clock=clock, synchronous="NORMAL")
    try:
        office = Office(
            store, cast(Any, None), cast(Any, None), chosen, identify, clock=clock, passwords=CHEAP
        )  # fmt: skip
        yield Door(store, office, _application(office), clock)
    finally:
        await store.dispose()
