"""Accounts: who may sign in under which name, with what roles, and what was changed of that by whom."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, select, update

from engine.administering.accounts import Deed, must_leave_an_administrator
from engine.runtime.refusals import Rejected
from store.limits import refuse_large
from store.sessions import ACCOUNTS, Sessions, end_all_sessions, end_all_tokens
from store.statements import insert_or_update
from store.tables.accounts import account_changes, accounts, preferences
from store.turns import lock

Wire = dict[str, Any]
MOST_KEPT = 50
"""Things the pages keep for somebody, by their names."""


@dataclass(frozen=True)
class Account:
    """Who may sign in. `password` is the hash; None: only at the identity provider, as `subject`."""

    person: str
    user_name: str
    made_at: datetime
    password: str | None = field(default=None, repr=False)
    must_change: bool = False
    disabled: bool = False
    roles: tuple[str, ...] = ()
    subject: str | None = None
    signed_in_at: datetime | None = None


@dataclass(frozen=True)
class AccountChange:
    """Something that was done to an account; never a secret. `by` None: the command line, or Banjie itself."""

    person: str
    kind: Deed
    at: datetime
    by: str | None = None
    said: Wire = field(default_factory=dict)


@dataclass(frozen=True)
class Altered:
    """What shall be otherwise with an account: what that is called in the record, and the values laid over it. `ends`:
    their sessions and tokens too."""

    kind: Deed
    values: Wire = field(default_factory=dict)
    ends: bool = False


class Accounts(Sessions):
    """The part of the store for accounts, and for who is signed in."""

    async def add_account(self, account: Account, by: str | None) -> None:
        """Keep a new account. Raises `Rejected`: `account-there`, `user-name-taken`."""
        await self.add_accounts([account], by)

    async def add_accounts(self, new: Iterable[Account], by: str | None) -> None:
        """Keep new accounts, all of them or none. Raises as `add_account`."""

        def added(db: Connection) -> None:
            for account in new:
                add(db, account, by, self._clock())

        await self._database.write(added)

    async def account(self, person: str) -> Account | None:
        """The account of a person."""
        return await self._database.read(lambda db: find(db, person))

    async def account_named(self, user_name: str) -> Account | None:
        """The account of a user name, as `user_name_of` writes it."""
        return await self._database.read(lambda db: _only(db, accounts.c.user_name == user_name))

    async def account_of_subject(self, subject: str) -> Account | None:
        """The account that is bound to somebody of an identity provider."""
        return await self._database.read(lambda db: _only(db, accounts.c.subject == subject))

    async def accounts(self) -> list[Account]:
        """All of them, by person."""
        return await self._database.read(listed)

    async def change_account(self, person: str, by: str | None, *made: Altered, seen: Account | None = None) -> Account:
        """Change an account and write each change down, all of them or none. `seen`: it must have the password still
        that it had then.

        Raises `Rejected`: `unknown-account`, `last-administrator`, `wrong-password`.
        """

        def changed(db: Connection) -> Account:
            lock(db, ACCOUNTS)
            if seen is not None and (now := find(db, person)) is not None and now.password != seen.password:
                raise Rejected("wrong-password", "Expected the password of now, but it was changed meanwhile")
            return _changed(db, person, by, made, self._clock())

        return await self._database.write(changed)

    async def note_account(self, person: str, kind: Deed, said: Wire) -> None:
        """Write down what happened around an account: that somebody signed in, and where."""
        await self._database.write(lambda db: _note(db, AccountChange(person, kind, self._clock(), person, said)))

    async def account_changes(self, person: str | None = None, *, limit: int = 100) -> list[AccountChange]:
        """What was done to accounts, the latest first."""
        return await self._database.read(lambda db: _changes(db, person, limit))

    async def preferences(self, person: str) -> Wire:
        """What somebody has chosen for their pages."""
        return await self._database.read(lambda db: db.scalar(_chosen(person)) or {})

    async def put_preferences(self, person: str, content: Wire) -> None:
        """Keep what somebody has chosen. Raises `Rejected` `too-large`."""
        refuse_large("what somebody has chosen", content)
        await self._database.write(lambda db: _put(db, person, content, self._clock()))

    async def keep_preference(self, person: str, name: str, value: Any) -> Wire:
        """Keep one thing by its name beside all others; answers with all of it. Raises `Rejected` `too-large`."""
        return await self._database.write(lambda db: _keep(db, person, name, value, self._clock()))


def _chosen(person: str) -> Select[Any]:
    return select(preferences.c.content).where(preferences.c.person == person)


def _put(connection: Connection, person: str, content: Wire, at: datetime) -> None:
    row = {"person": person, "content": content, "at": at}
    connection.execute(insert_or_update(connection.dialect.name, preferences), row)


def _keep(connection: Connection, person: str, name: str, value: Any, at: datetime) -> Wire:
    before: Wire = connection.scalar(_chosen(person).with_for_update()) or {}
    kept = {**before.get("kept", {}), name: value}
    if len(kept) > MOST_KEPT:
        raise Rejected("too-large", f"Expected at most {MOST_KEPT} things to be kept, but `{name}` is one more")
    content = {**before, "kept": kept}
    _put(connection, person, content, at)
    return content


def add(connection: Connection, account: Account, by: str | None, at: datetime) -> None:
    """Keep a new account."""
    lock(connection, ACCOUNTS)
    if find(connection, account.person) is not None:
        raise Rejected("account-there", f"Expected {account.person} to have no account, but there is one")
    if _only(connection, accounts.c.user_name == account.user_name) is not None:
        raise Rejected("user-name-taken", f"Expected a user name of their own, but {account.user_name} is taken")
    connection.execute(accounts.insert(), {one.name: getattr(account, one.name) for one in fields(Account)})
    said = {"user_name": account.user_name, "roles": list(account.roles)}
    _note(connection, AccountChange(account.person, "made", at, by, said))


def _changed(connection: Connection, person: str, by: str | None, made: Iterable[Altered], at: datetime) -> Account:
    account = find(connection, person)
    if account is None:
        raise Rejected("unknown-account", f"Expected an account, but {person} has none")
    for one in made:
        account = _altered(connection, account, one)
        _note(connection, AccountChange(person, one.kind, at, by, _told(one.values)))
    return account


def _altered(connection: Connection, account: Account, made: Altered) -> Account:
    """Lay values over an account."""
    then = replace(account, **made.values)
    stays = "administrator" in then.roles and not then.disabled
    must_leave_an_administrator(account.person, _administrators(connection), stays=stays)
    connection.execute(update(accounts).where(accounts.c.person == account.person).values(**made.values))
    if made.ends:
        end_all_sessions(connection, account.person)
        end_all_tokens(connection, account.person)
    return then


def find(connection: Connection, person: str) -> Account | None:
    """The account of a person."""
    return _only(connection, accounts.c.person == person)


def listed(connection: Connection) -> list[Account]:
    """All of them, by person."""
    return [Account(**row._mapping) for row in connection.execute(select(accounts).order_by(accounts.c.person))]


def _only(connection: Connection, condition: Any) -> Account | None:
    row = connection.execute(select(accounts).where(condition)).one_or_none()
    return None if row is None else Account(**row._mapping)


def _administrators(connection: Connection) -> list[str]:
    return [one.person for one in listed(connection) if "administrator" in one.roles and not one.disabled]


def _note(connection: Connection, made: AccountChange) -> None:
    row = {one.name: getattr(made, one.name) for one in fields(AccountChange)}
    connection.execute(account_changes.insert(), row)


def _told(values: Wire) -> Wire:
    """What may be written down of a change: no password."""
    return {name: list(one) if isinstance(one, tuple) else one for name, one in values.items() if name in _SAID}


_SAID: Iterable[str] = ("disabled", "roles", "must_change", "subject", "user_name")


def _changes(connection: Connection, person: str | None, limit: int) -> list[AccountChange]:
    statement = select(account_changes).order_by(account_changes.c.position.desc()).limit(limit)
    if person is not None:
        statement = statement.where(account_changes.c.person == person)
    return [AccountChange(row.person, row.kind, row.at, row.by, row.said) for row in connection.execute(statement)]
