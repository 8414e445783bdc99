"""Sessions and tokens: who is signed in, by the digest of the secret they hold; tries to sign in, and flows of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from engine.administering.accounts import locked_for, must_have_room
from engine.runtime.refusals import Rejected
from store.reads import Reads
from store.statements import insert_or_update
from store.tables.accounts import accounts, sessions, sign_in_flows, sign_in_tries, tokens
from store.turns import lock

TOUCHED_EVERY = timedelta(minutes=1)
"""How exactly it is known when a session or a token was last used."""
TRIES_KEPT = timedelta(hours=1)
"""So long after the last wrong password nobody remembers them."""
OVER_KEPT = timedelta(days=90)
"""So long somebody sees that a token of theirs has ended."""
TRIES, ACCOUNTS = "sign-in tries", "accounts"
"""What is written by one transaction at a time."""
FLOWS_KEPT = timedelta(minutes=10)


@dataclass(frozen=True)
class Session:
    """Somebody signed in at a page. `digest` is that of the secret in the cookie."""

    digest: str = field(repr=False)
    person: str
    way: str
    made_at: datetime
    seen_at: datetime
    expires_at: datetime
    address: str = ""
    agent: str = ""


@dataclass(frozen=True)
class Token:
    """A secret with which a program asks for a person."""

    id: str
    digest: str = field(repr=False)
    person: str
    name: str
    scopes: tuple[str, ...]
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True)
class Held:
    """A session or token that is good now, with what its account is."""

    person: str
    roles: tuple[str, ...]
    must_change: bool
    session: Session | None = None
    token: Token | None = None


@dataclass(frozen=True)
class Flow:
    """A sign-in that is under way at an identity provider."""

    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    back: str
    at: datetime


class Sessions(Reads):
    """The part of the store for who is signed in."""

    async def open_session(self, session: Session, password: str | None, instead_of: str | None = None) -> bool:
        """Begin a session; the one this browser had ends with it, as do all that are over. False: the account is
        disabled, or has another `password` (its hash) than the one that was looked at."""
        return await self._database.write(lambda db: _open(db, session, password, instead_of, self._clock()))

    async def session(self, digest: str, idle: timedelta) -> Held | None:
        """Whose session it is, if it is good still: used within `idle`, not over, the account not disabled."""
        now = self._clock()
        found = await self._database.read(lambda db: _session(db, digest, idle, now))
        if found is not None and found.session is not None and found.session.seen_at <= now - TOUCHED_EVERY:
            seen = update(sessions).where(sessions.c.digest == digest).values(seen_at=now)
            await self._database.write(lambda db: db.execute(seen))
        return found

    async def sessions_of(self, person: str) -> list[Session]:
        """Where somebody is signed in, the latest first."""
        own = select(sessions).where(sessions.c.person == person).order_by(sessions.c.seen_at.desc())
        return await self._database.read(lambda db: [Session(**row._mapping) for row in db.execute(own)])

    async def end_session(self, digest: str) -> None:
        """Sign out."""
        await self._database.write(lambda db: db.execute(delete(sessions).where(sessions.c.digest == digest)))

    async def end_sessions(self, person: str, *, keep: str | None = None) -> None:
        """Sign out everywhere, but for the session `keep`."""
        await self._database.write(lambda db: end_all_sessions(db, person, keep))

    async def add_token(self, token: Token, session: str | None = None) -> None:
        """Keep a new token; those that ended long ago go. Raises `Rejected`: `too-many-tokens`, and `sign-in-needed`
        where it was asked for in a session that has ended meanwhile."""
        await self._database.write(lambda db: _add_token(db, token, session, self._clock()))

    async def token(self, digest: str) -> Held | None:
        """Whose token it is, if it is good still."""
        now = self._clock()
        found = await self._database.read(lambda db: _token(db, digest, now))
        if found is not None and found.token is not None and _is_long_ago(found.token.used_at, now):
            used = update(tokens).where(tokens.c.digest == digest).values(used_at=now)
            await self._database.write(lambda db: db.execute(used))
        return found

    async def tokens_of(self, person: str) -> list[Token]:
        """Somebody's tokens, the newest first."""
        own = select(tokens).where(tokens.c.person == person).order_by(tokens.c.made_at.desc(), tokens.c.id)
        return await self._database.read(lambda db: [Token(**row._mapping) for row in db.execute(own)])

    async def end_token(self, person: str, id: str) -> bool:
        """Take a token of somebody back; False: they have none of that id."""
        own = delete(tokens).where(tokens.c.person == person, tokens.c.id == id)
        return bool(await self._database.write(lambda db: db.execute(own).rowcount))

    async def try_sign_in(self, subjects: Mapping[str, int]) -> datetime | None:
        """Count a try to sign in under these digests (each with the tries it has), before the password is looked at:
        many at once are counted too. Gives until when nobody may try; such a try is not counted."""
        return await self._database.write(lambda db: _try(db, subjects, self._clock()))

    async def sign_in_was_right(self, tried: Mapping[str, bool]) -> None:
        """The password was right: these digests have one wrong one less, or (True) none any more."""
        await self._database.write(lambda db: _was_right(db, tried))

    async def begin_flow(self, flow: Flow) -> None:
        """Remember a sign-in that goes on at an identity provider."""
        row = {one.name: getattr(flow, one.name) for one in fields(Flow)}

        def begun(db: Connection) -> None:
            db.execute(delete(sign_in_flows).where(sign_in_flows.c.at < flow.at - FLOWS_KEPT))
            db.execute(sign_in_flows.insert(), row)

        await self._database.write(begun)

    async def take_flow(self, state: str) -> Flow | None:
        """The sign-in of a state, once, and not when it was begun too long ago."""
        now = self._clock()

        def taken(db: Connection) -> Flow | None:
            of_state = delete(sign_in_flows).where(sign_in_flows.c.state == state)
            row = db.execute(of_state.returning(*sign_in_flows.c)).one_or_none()
            return Flow(**row._mapping) if row is not None and row.at >= now - FLOWS_KEPT else None

        return await self._database.write(taken)


def end_all_sessions(connection: Connection, person: str, keep: str | None = None) -> None:
    """Sign somebody out everywhere, but for the session `keep`."""
    connection.execute(delete(sessions).where(sessions.c.person == person, sessions.c.digest != (keep or "")))


def end_all_tokens(connection: Connection, person: str) -> None:
    """Take all tokens of somebody back."""
    connection.execute(delete(tokens).where(tokens.c.person == person))


def _open(
    connection: Connection, session: Session, password: str | None, instead_of: str | None, now: datetime
) -> bool:
    lock(connection, ACCOUNTS)
    as_seen = (accounts.c.person == session.person, accounts.c.password.is_not_distinct_from(password), _GOOD)
    if connection.scalar(select(accounts.c.person).where(*as_seen)) is None:
        return False
    connection.execute(delete(sessions).where(sessions.c.expires_at <= now))
    if instead_of is not None:
        connection.execute(delete(sessions).where(sessions.c.digest == instead_of))
    connection.execute(sessions.insert(), {one.name: getattr(session, one.name) for one in fields(Session)})
    signed_in = update(accounts).where(accounts.c.person == session.person).values(signed_in_at=now)
    connection.execute(signed_in)
    return True


_OF_ACCOUNT = (accounts.c.roles, accounts.c.must_change)
_GOOD = accounts.c.disabled.is_(False)


def _session(connection: Connection, digest: str, idle: timedelta, now: datetime) -> Held | None:
    of_account = sessions.join(accounts, accounts.c.person == sessions.c.person)
    good = (sessions.c.digest == digest, sessions.c.expires_at > now, sessions.c.seen_at > now - idle, _GOOD)
    row = connection.execute(select(sessions, *_OF_ACCOUNT).select_from(of_account).where(*good)).one_or_none()
    if row is None:
        return None
    return Held(row.person, row.roles, row.must_change, session=Session(**_part(row, Session)))


def _token(connection: Connection, digest: str, now: datetime) -> Held | None:
    of_account = tokens.join(accounts, accounts.c.person == tokens.c.person)
    good = (tokens.c.digest == digest, tokens.c.expires_at > now, _GOOD)
    row = connection.execute(select(tokens, *_OF_ACCOUNT).select_from(of_account).where(*good)).one_or_none()
    if row is None:
        return None
    return Held(row.person, row.roles, row.must_change, token=Token(**_part(row, Token)))


def _add_token(connection: Connection, token: Token, session: str | None, now: datetime) -> None:
    lock(connection, ACCOUNTS)
    # What ends all sessions and tokens of somebody, a new password, must not be outlived by a token asked for before.
    lasts = select(sessions.c.digest).where(sessions.c.digest == session)
    if session is not None and connection.scalar(lasts) is None:
        raise Rejected("sign-in-needed", "Expected a session that lasts, but it has ended meanwhile")
    own = tokens.c.person == token.person
    connection.execute(delete(tokens).where(own, tokens.c.expires_at < now - OVER_KEPT))
    good = select(func.count()).select_from(tokens).where(own, tokens.c.expires_at > now)
    must_have_room(int(connection.scalar(good) or 0))
    connection.execute(tokens.insert(), {one.name: getattr(token, one.name) for one in fields(Token)})


def _part(row: Row[Any], kind: type[Any]) -> dict[str, Any]:
    return {one.name: row._mapping[one.name] for one in fields(kind)}


def _is_long_ago(used: datetime | None, now: datetime) -> bool:
    return used is None or used <= now - TOUCHED_EVERY


def _try(connection: Connection, subjects: Mapping[str, int], now: datetime) -> datetime | None:
    lock(connection, TRIES)  # two at once would both count from what was there
    connection.execute(delete(sign_in_tries).where(sign_in_tries.c.last_at < now - TRIES_KEPT))
    known = connection.execute(select(sign_in_tries).where(sign_in_tries.c.subject.in_(list(subjects)))).all()
    locks: list[datetime] = [
        row.locked_until for row in known if row.locked_until is not None and row.locked_until > now
    ]
    if locks:
        return max(locks)
    failures = {row.subject: row.failures for row in known}
    for subject, tries in subjects.items():
        _count(connection, subject, failures.get(subject, 0) + 1, tries, now)
    return None


def _count(connection: Connection, subject: str, failures: int, tries: int, now: datetime) -> None:
    lock = locked_for(failures, tries)
    row = {"subject": subject, "failures": failures, "last_at": now, "locked_until": now + lock if lock else None}
    connection.execute(insert_or_update(connection.dialect.name, sign_in_tries), row)


def _was_right(connection: Connection, tried: Mapping[str, bool]) -> None:
    lock(connection, TRIES)
    for subject, forgotten in tried.items():
        of_subject = sign_in_tries.c.subject == subject
        if forgotten:
            connection.execute(delete(sign_in_tries).where(of_subject))
        else:
            less = {"failures": sign_in_tries.c.failures - 1, "locked_until": None}
            connection.execute(update(sign_in_tries).where(of_subject).values(**less))
