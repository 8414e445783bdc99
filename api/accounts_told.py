"""Accounts, sessions and tokens in the shape of answers."""

from collections.abc import Iterable

from activities.demonstration import FIRST_LOOK, PASSWORD
from api.identity import Asker
from api.office import Office
from api.people_told import PeopleTold
from api.shapes.accounts import (
    AccountListed,
    AccountsListed,
    Demonstration,
    DemonstrationAccount,
    SessionListed,
    SessionNow,
    TokenListed,
    WaysIn,
)
from api.shapes.wire import Words
from engine.people import Directory
from store.accounts import Account
from store.sessions import Session, Token


async def people(office: Office) -> PeopleTold:
    """People as they are named today."""
    company = await office.store.company()
    return PeopleTold.at(company.directory if company else None, office.clock())


async def ways_in(office: Office) -> WaysIn:
    """How one may sign in here."""
    settings = office.settings
    shown = await _demonstration(office) if settings.demonstration else None
    return WaysIn(password=True, oidc=settings.oidc.name if office.oidc.is_on else None, demonstration=shown)


async def _demonstration(office: Office) -> Demonstration:
    company = await office.store.company()
    if company is None:
        return Demonstration(password=PASSWORD, accounts=())
    told = PeopleTold.at(company.directory, office.clock())
    shown = [
        _account_shown(account, company.directory, told)
        for account in await office.store.accounts()
        if not (account.disabled or account.must_change) and company.directory.person(account.person) is not None
    ]
    places = {person: place for place, person in enumerate(FIRST_LOOK)}
    shown.sort(key=lambda one: places.get(one.person.id, len(places)))
    return Demonstration(password=PASSWORD, accounts=tuple(shown))


def _account_shown(account: Account, directory: Directory, told: PeopleTold) -> DemonstrationAccount:
    known = directory.people[account.person]
    roles = [directory.roles[held.role].name for held in known.roles if held.role in directory.roles]
    first = FIRST_LOOK.get(account.person)
    return DemonstrationAccount(
        user_name=account.user_name,
        person=told.person(account.person),
        said=Words(zh="、".join(one.zh for one in roles), en=", ".join(one.en for one in roles)),
        first=Words(zh=first[0], en=first[1]) if first else None,
    )


async def session_now(office: Office, asker: Asker, csrf: str) -> SessionNow:
    """Who is signed in."""
    account = await office.store.account(asker.person)
    standing = await office.store.standing(asker.person, asker.roles)
    sessions = await office.store.sessions_of(asker.person) if asker.session else []
    mine = next((one for one in sessions if one.digest == asker.session), None)
    return SessionNow(
        person=(await people(office)).person(asker.person),
        user_name=account.user_name if account else asker.person,
        roles=tuple(sorted(asker.roles)),
        is_manager=standing.is_manager,
        owns=tuple(sorted(standing.owns)),
        must_change_password=asker.must_change,
        has_password=account is not None and account.password is not None,
        demonstration=office.settings.demonstration,
        zone=office.settings.zone,
        csrf=csrf,
        expires_at=mine.expires_at if mine else None,
    )


def session_listed(one: Session, asker: Asker) -> SessionListed:
    """Where somebody is signed in."""
    return SessionListed.model_validate({
        "id": one.digest[:12], "way": one.way, "made_at": one.made_at, "seen_at": one.seen_at,
        "expires_at": one.expires_at, "address": one.address, "agent": one.agent, "this": one.digest == asker.session,
    })  # fmt: skip


def token_listed(one: Token) -> TokenListed:
    """A token without its secret."""
    return TokenListed.model_validate({
        "id": one.id, "name": one.name, "scopes": one.scopes, "made_at": one.made_at, "expires_at": one.expires_at,
        "used_at": one.used_at,
    })  # fmt: skip


async def accounts_listed(office: Office, accounts: Iterable[Account]) -> AccountsListed:
    """Accounts with who they are of."""
    told = await people(office)
    return AccountsListed(items=tuple(account_listed(told, one) for one in accounts))


def account_listed(told: PeopleTold, one: Account) -> AccountListed:
    """An account with who it is of."""
    return AccountListed.model_validate({
        "person": told.person(one.person), "user_name": one.user_name, "roles": one.roles, "disabled": one.disabled,
        "must_change_password": one.must_change, "has_password": one.password is not None,
        "at_provider": one.subject is not None, "made_at": one.made_at, "signed_in_at": one.signed_in_at,
    })  # fmt: skip
