"""Signing in, sessions, tokens and accounts."""

from typing import Annotated, Any, Literal

from pydantic import Field

from api.shapes.wire import Body, Instant, Person, Shape, Words
from engine.administering.access import AdministeredRole, Scope
from store.accounts import MOST_KEPT

Secret = Annotated[str, Field(min_length=1, max_length=1000, json_schema_extra={"format": "password"})]
UserName = Annotated[str, Field(min_length=1, max_length=64)]


class DemonstrationAccount(Shape):
    """An account that anybody may use; `said` names their roles, `first` what to begin with as one of a few."""

    user_name: str
    person: Person
    said: Words
    first: Words | None


class Demonstration(Shape):
    """The accounts of a demonstration, all with one password; those to begin with come first."""

    password: str
    accounts: tuple[DemonstrationAccount, ...]


class WaysIn(Shape):
    """How one may sign in. `oidc`: what the identity provider is called, where there is one."""

    password: bool
    oidc: str | None
    demonstration: Demonstration | None


class SigningIn(Body):
    """A user name and its password."""

    user_name: UserName
    password: Secret


class ChangingPassword(Body):
    """One's password of now, and the new one."""

    before: Secret
    password: Secret


class SessionNow(Shape):
    """Who is signed in, with what rights, and what unsafe requests must bring along (`X-CSRF-Token`).

    `zone`: the company's clock, by which moments are shown.
    """

    person: Person
    user_name: str
    roles: tuple[str, ...]
    is_manager: bool
    owns: tuple[str, ...]
    must_change_password: bool
    has_password: bool
    demonstration: bool
    zone: str
    csrf: str
    expires_at: Instant | None


class SessionListed(Shape):
    """Where somebody is signed in."""

    id: str
    way: Literal["password", "oidc"]
    made_at: Instant
    seen_at: Instant
    expires_at: Instant
    address: str
    agent: str
    this: bool


class SessionsListed(Shape):
    """Where one is signed in, the latest first."""

    items: tuple[SessionListed, ...]


class TokenListed(Shape):
    """A token, without its secret."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    made_at: Instant
    expires_at: Instant
    used_at: Instant | None


class TokensListed(Shape):
    """One's tokens, the newest first."""

    items: tuple[TokenListed, ...]


class NewToken(Body):
    """A token to be made: what it is called, what for, and for how many days."""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=4)]
    days: Annotated[int, Field(ge=1, le=366)] = 90


class TokenMade(Shape):
    """A new token; its `secret` is shown this once."""

    token: TokenListed
    secret: str


class AccountListed(Shape):
    """An account. `person.name` is their id where they are not in the directory any more."""

    person: Person
    user_name: str
    roles: tuple[AdministeredRole, ...]
    disabled: bool
    must_change_password: bool
    has_password: bool
    at_provider: bool
    made_at: Instant
    signed_in_at: Instant | None


class AccountsListed(Shape):
    """The accounts, by person."""

    items: tuple[AccountListed, ...]


class NewAccount(Body):
    """An account to be made of somebody of the directory. `local`: with a first password."""

    person: Annotated[str, Field(min_length=1, max_length=100)]
    user_name: UserName | None = None
    roles: Annotated[tuple[AdministeredRole, ...], Field(max_length=3)] = ()
    local: bool = True


class AccountMade(Shape):
    """An account with its first password, shown this once; None: it has none."""

    account: AccountListed
    password: str | None


class ChangingAccount(Body):
    """What shall be otherwise with an account. `reset`: a new first password."""

    roles: Annotated[tuple[AdministeredRole, ...], Field(max_length=3)] | None = None
    disabled: bool | None = None
    reset: bool = False


class AccountChangeListed(Shape):
    """Something that was done to an account. `by` None: the command line, or Banjie itself."""

    person: Person
    kind: str
    at: Instant
    by: Person | None
    said: dict[str, Any]


class AccountChangesListed(Shape):
    """What was done to accounts, the latest first."""

    items: tuple[AccountChangeListed, ...]


class Preferences(Body):
    """What somebody has chosen for their pages. `kept`: what a page keeps, by its own names."""

    language: Literal["zh", "en"] | None = None
    density: Literal["middle", "small"] | None = None
    favourites: Annotated[tuple[Annotated[str, Field(max_length=200)], ...], Field(max_length=50)] = ()
    kept: Annotated[dict[str, Any], Field(default_factory=dict, max_length=MOST_KEPT)]


class Keeping(Body):
    """One thing a page keeps for somebody."""

    value: Any
