"""One's tokens for programs."""

from datetime import timedelta

from fastapi import APIRouter

from api.accounts_told import token_listed
from api.identity import AtAPage
from api.office import TheOffice
from api.shapes.accounts import NewToken, TokenMade, TokensListed

router = APIRouter(prefix="/tokens", tags=["tokens"])


@router.get("")
async def tokens(asker: AtAPage, office: TheOffice) -> TokensListed:
    """One's tokens."""
    return TokensListed(items=tuple(token_listed(one) for one in await office.store.tokens_of(asker.person)))


@router.post("")
async def make(body: NewToken, asker: AtAPage, office: TheOffice) -> TokenMade:
    """Make a token; its secret is shown this once."""
    expires = office.clock() + timedelta(days=body.days)
    token, secret = await office.accounts.add_token(
        asker.person, body.name, body.scopes, expires, session=asker.session
    )
    return TokenMade(token=token_listed(token), secret=secret)


@router.delete("/{token}", status_code=204)
async def end(token: str, asker: AtAPage, office: TheOffice) -> None:
    """Take a token back."""
    await office.accounts.end_token(asker.person, token)
