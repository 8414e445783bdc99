"""Accounts for everybody above: made, signed in to, changed. Secrets leave here once and are kept as hashes."""

import hashlib
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from activities.own_browsers import is_own, mark_for
from activities.passwords import Passwords, first_password
from engine.administering import accounts as rules
from engine.people import Directory
from engine.runtime.refusals import Rejected
from store import NoCompany, Store
from store.accounts import Account, Altered
from store.sessions import Held, Session, Token

Wire = dict[str, Any]
TOKEN = "banjie_"
"""How every token begins, so that one that was left lying about is known for what it is."""


def utc_now() -> datetime:
    """When something was done to an account."""
    return datetime.now(UTC)


def digest_of(secret: str) -> str:
    """What is kept of a secret of 256 random bits: guessing it is hopeless, so no slow hash is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True)
class Caller:
    """Whence somebody signs in: the address, the browser, the session it had so far, and the mark of an own one."""

    address: str = ""
    agent: str = ""
    session: str | None = field(default=None, repr=False)
    mark: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class SignedInNow:
    """A session that has begun; `secret` is for the cookie and is known to nobody else. `mark`: for their browser, that
    they are known by."""

    secret: str = field(repr=False)
    account: Account
    expires_at: datetime
    mark: str | None = field(default=None, repr=False)


class Locked(Exception):
    """Nobody may try under this name, or from this address, before `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"Expected a try after {until:%H:%M:%S}, but there were too many wrong ones")
        self.until = until


def _name_of(written: str) -> str:
    """A user name as it is kept; empty for what can be none."""
    try:
        return rules.user_name_of(written)
    except Rejected:
        return ""


def _wrong() -> Rejected:
    return Rejected("wrong-password", "Expected a user name and its password, but they are none")


class AccountDesk:
    """Looks after accounts, and lets people in. `idle` and `longest`: how long a session lasts, unused and at all."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime] = utc_now,
        *,
        passwords: Passwords | None = None,
        idle: timedelta = timedelta(hours=8),
        longest: timedelta = timedelta(days=7),
    ) -> None:
        self._store = store
        self._clock = clock
        self._passwords = passwords or Passwords()
        self._idle = idle
        self._longest = longest

    # ---- signing in ----

    async def sign_in(self, user_name: str, password: str, caller: Caller) -> SignedInNow:
        """Begin a session. Raises `Rejected` `wrong-password`, whatever is wrong, and `Locked`."""
        name = _name_of(user_name)
        account = await self._store.account_named(name)
        own = caller.mark if is_own(account, caller.mark) else None
        counted = await self._count(rules.counted_against(name, caller.address, own))
        good = password if len(password) <= rules.LONGEST_PASSWORD else ""
        right = await self._passwords.is_right(good, account.password if account else None)
        if account is None or not right or account.disabled or not await self._is_here(account.person):
            if account is not None:
                await self._store.note_account(account.person, "sign-in-refused", {"address": caller.address})
            raise _wrong()
        await self._was_right(counted)
        return replace(await self.begin(account, "password", caller), mark=mark_for(account))

    async def _count(self, against: Iterable[rules.Tried]) -> tuple[rules.Tried, ...]:
        """Count a try before the password is looked at, the same for names that nobody has. Raises `Locked`."""
        counted = tuple(against)
        locked = await self._store.try_sign_in({digest_of(one.subject): one.tries for one in counted})
        if locked is not None:
            raise Locked(locked)
        return counted

    async def _was_right(self, counted: Iterable[rules.Tried]) -> None:
        await self._store.sign_in_was_right({digest_of(one.subject): one.forgotten for one in counted})

    async def begin(self, account: Account, way: str, caller: Caller) -> SignedInNow:
        """Begin a session of an account, with a secret of its own whatever the browser held. Raises `Rejected`
        `wrong-password` when the account has been closed, or was given another password, meanwhile."""
        now, secret = self._clock(), secrets.token_urlsafe(32)
        expires = now + self._longest
        session = Session(
            digest_of(secret), account.person, way, now, now, expires, caller.address[:100], caller.agent[:200]
        )
        instead_of = digest_of(caller.session) if caller.session else None
        if not await self._store.open_session(session, account.password, instead_of):
            raise _wrong()
        await self._store.note_account(account.person, "signed-in", {"way": way, "address": caller.address})
        return SignedInNow(secret, account, expires)

    async def held(self, secret: str) -> Held | None:
        """Whose session or token it is, if it is good now and they are of the company still."""
        digest = digest_of(secret)
        is_token = secret.startswith(TOKEN)
        found = await (self._store.token(digest) if is_token else self._store.session(digest, self._idle))
        return found if found is not None and await self._is_here(found.person) else None

    async def _is_here(self, person: str) -> bool:
        company = await self._store.company()
        return company is not None and company.directory.is_here(person, company.directory.day_of(self._clock()))

    # ---- accounts ----

    async def add(
        self, person: str, *, user_name: str | None = None, roles: Iterable[str] = (), by: str | None = None,
        local: bool = True,
    ) -> tuple[Account, str | None]:  # fmt: skip
        """Make an account of somebody of the directory; gives it with its first password, which must be changed.

        `local` False: without a password, for the identity provider. Raises `Rejected`, `NoCompany`.
        """
        directory = await self._directory()
        if not directory.is_here(person, directory.day_of(self._clock())):
            raise Rejected("unknown-person", f"Expected somebody of the directory, but {person} is not in it")
        password = first_password() if local else None
        kept = await self._passwords.hashed(password) if password else None
        name = rules.user_name_of(user_name or person)
        account = Account(person, name, self._clock(), kept, local, False, rules.must_be_roles(roles))
        await self._store.add_account(account, by)
        return account, password

    async def change_password(self, person: str, before: str, password: str, caller: Caller) -> SignedInNow:
        """Change one's own password: all sessions and tokens end, and this one begins anew.

        Raises `Rejected` (`wrong-password`, `password-…`) and `Locked`.
        """
        account = await self.account(person)
        session = digest_of(caller.session or "")
        counted = await self._count(rules.counted_against(account.user_name, caller.address, session))
        if not await self._passwords.is_right(before, account.password):
            raise Rejected("wrong-password", "Expected the password of now, but it is another one")
        await self._was_right(counted)
        rules.must_be_good_password(password, await self._names(account), before)
        values: Wire = {"password": await self._passwords.hashed(password), "must_change": False}
        made = Altered("password-changed", values, ends=True)
        changed = await self._store.change_account(person, person, made, seen=account)
        return replace(await self.begin(changed, "password", caller), mark=mark_for(changed))

    async def change(
        self, person: str, by: str | None = None, *, roles: Iterable[str] | None = None, disabled: bool | None = None,
        reset: bool = False,
    ) -> tuple[Account, str | None]:  # fmt: skip
        """Make somebody an operator, auditor or administrator, or none of them; let them in no more, or again; give
        them a new first password: all that is asked or nothing. Gives the account, and the password where there is a
        new one; with that, and once disabled, they are signed out everywhere. Raises `Rejected`.
        """
        password = first_password() if reset else None
        made = []
        if roles is not None:
            made.append(Altered("roles-changed", {"roles": rules.must_be_roles(roles)}))
        if disabled is not None:
            made.append(Altered("disabled" if disabled else "enabled", {"disabled": disabled}, ends=disabled))
        if password is not None:
            values: Wire = {"password": await self._passwords.hashed(password), "must_change": True}
            made.append(Altered("password-reset", values, ends=True))
        return await self._store.change_account(person, by, *made), password

    async def account(self, person: str) -> Account:
        """The account of a person. Raises `Rejected` `unknown-account`."""
        found = await self._store.account(person)
        if found is None:
            raise Rejected("unknown-account", f"Expected an account, but {person} has none")
        return found

    async def _names(self, account: Account) -> list[str]:
        name = (await self._directory()).name_of(account.person)
        return [account.user_name, account.person, name.zh, *name.en.split()]

    async def _directory(self) -> Directory:
        company = await self._store.company()
        if company is None:
            raise NoCompany
        return company.directory

    # ---- tokens ----

    async def add_token(
        self, person: str, name: str, scopes: Iterable[str], expires: datetime, by: str | None = None,
        session: str | None = None,
    ) -> tuple[Token, str]:  # fmt: skip
        """Make a token; gives it with its secret, which is shown once. `session`: where it is asked for, which must
        last still. Raises `Rejected`."""
        await self.account(person)
        rules.must_be_expiry(expires, self._clock())
        secret = TOKEN + secrets.token_urlsafe(32)
        token = Token(
            secrets.token_hex(8), digest_of(secret), person, name.strip()[:100], rules.must_be_scopes(scopes),
            self._clock(), expires,
        )  # fmt: skip
        await self._store.add_token(token, session)
        said: dict[str, Any] = {"token": token.id, "name": token.name, "scopes": list(token.scopes), "by": by or person}
        await self._store.note_account(person, "token-made", said)
        return token, secret

    async def end_token(self, person: str, id: str) -> None:
        """Take a token back. Raises `Rejected` `unknown-token`."""
        if not await self._store.end_token(person, id):
            raise Rejected("unknown-token", f"Expected a token of {person}, but none is called {id}")
        await self._store.note_account(person, "token-ended", {"token": id})
