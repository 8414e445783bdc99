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
    """Change what an account may do, let nobody in by it any more, give it a new first password: all of it or none."""
    account, password = await office.accounts.change(
        person, asker.person, roles=body.roles, disabled=body.disabled, reset=body.reset
    )
    return AccountMade(account=account_listed(await people(office), account), password=password)
