"""Accounts, for administrators; what was done to them, for auditors too."""

from fastapi import APIRouter

from api.accounts_told import account_listed, accounts_listed, people
from api.office import TheOffice
from api.rights import Administrators, Auditors
from api.shapes.accounts import (
    AccountChangeListed,
    AccountChangesListed,
    AccountMade,
    AccountsListed,
    ChangingAccount,
    NewAccount,
)
from api.shapes.wire import Limit

router = APIRouter(prefix="/accounts", tags=["accounts"])


@router.get("")
async def accounts(_: Administrators, office: TheOffice) -> AccountsListed:
    """All accounts."""
    return await accounts_listed(office, await office.store.accounts())


@router.post("")
async def add(body: NewAccount, asker: Administrators, office: TheOffice) -> AccountMade:
    """Make an account of somebody of the directory."""
    account, password = await office.accounts.add(
        body.person, user_name=body.user_name, roles=body.roles, by=asker.person, local=body.local
    )
    return AccountMade(account=account_listed(await people(office), account), password=password)


@router.get("/changes")
async def changes(_: Auditors, office: TheOffice, person: str | None = None, limit: Limit = 50) -> AccountChangesListed:
    """What was done to accounts, the latest first."""
    told = await people(office)
    found = await office.store.account_changes(person, limit=limit)
    return AccountChangesListed(
        items=tuple(
            AccountChangeListed(
                person=told.person(one.person), kind=one.kind, at=one.at, by=told.maybe(one.by), said=one.said
            )
            for one in found
        )
    )


@router.patch("/{person}")
async def change(person: str, body: ChangingAccount, asker: Administrators, office: TheOffice) -> AccountMade:
    """Change what an account may do, let nobody in by it any more, or give it a new first password."""
    desk, password = office.accounts, None
    account = await desk.account(person)
    if body.roles is not None:
        account = await desk.set_roles(person, body.roles, asker.person)
    if body.disabled is not None:
        account = await desk.disable(person, body.disabled, asker.person)
    if body.reset:
        password = await desk.reset(person, asker.person)
        account = await desk.account(person)
    return AccountMade(account=account_listed(await people(office), account), password=password)
