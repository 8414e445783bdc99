"""The accounts of a demonstration: everybody of the company, with a password that is told on the sign-in page."""

from collections.abc import Mapping
from datetime import UTC, datetime

from activities.passwords import Passwords
from engine.people import Person
from store import NoCompany, Store
from store.accounts import Account

PASSWORD = "banjie-demo"
ROLES: Mapping[str, tuple[str, ...]] = {
    "system-administrator": ("operator", "administrator"),
    "it-head": ("operator", "auditor"),
}
"""What the holders of some roles of the company are in its accounts."""
SHOWN = 12
"""How many accounts the sign-in page lists before one searches."""


async def furnish_demonstration(store: Store, passwords: Passwords | None = None) -> int:
    """Make accounts for everybody who has none; gives how many. For a demonstration alone. Raises `NoCompany`."""
    company = await store.company()
    if company is None:
        raise NoCompany
    now, directory = datetime.now(UTC), company.directory
    there = {account.person for account in await store.accounts()}
    day = directory.day_of(now)
    missing = [one for one in directory.people.values() if one.id not in there and directory.is_here(one.id, day)]
    kept = await (passwords or Passwords()).hashed(PASSWORD) if missing else None
    made = [Account(one.id, one.id, now, kept, roles=_roles(one)) for one in missing]
    await store.add_accounts(made, "demonstration")
    return len(made)


def _roles(person: Person) -> tuple[str, ...]:
    return tuple(dict.fromkeys(role for held in person.roles for role in ROLES.get(held.role, ())))
