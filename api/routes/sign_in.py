"""How one may sign in, and the way through an identity provider; what a browser is sent to, not a program."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse

from api.accounts_told import ways_in
from api.office import Office, TheOffice
from api.rights import Anybody
from api.shapes.accounts import WaysIn
from api.signing import caller, give_cookie, here, is_secure, page_of
from engine.runtime import Rejected

router = APIRouter(prefix="/sign-in", tags=["sign-in"], dependencies=[Anybody])
STATE = "banjie_oidc"
PATH = "/api/sign-in/oidc"
Back = Annotated[str, Query(max_length=2000, description="the page to go on with")]


@router.get("")
async def ways(office: TheOffice) -> WaysIn:
    """How one may sign in here."""
    return await ways_in(office)


_SENT_ON = {303: {"description": "The browser is sent on; what went wrong is told on the sign-in page, by its code."}}


@router.get("/oidc", status_code=303, response_class=RedirectResponse, responses=_SENT_ON)  # type: ignore[arg-type]
async def begin(request: Request, office: TheOffice, back: Back = "/") -> RedirectResponse:
    """Send a browser to the identity provider."""
    try:
        address, state = await office.oidc.begin(_redirect(request), page_of(back))
    except Rejected as wrong:
        return _told(wrong)
    sent = RedirectResponse(address, 303)
    sent.set_cookie(STATE, state, max_age=600, path=PATH, secure=is_secure(request), httponly=True, samesite="lax")
    return sent


@router.get("/oidc/callback", status_code=303, response_class=RedirectResponse, responses=_SENT_ON)  # type: ignore[arg-type]
async def finish(request: Request, office: TheOffice) -> RedirectResponse:
    """Whom the identity provider sends back is signed in."""
    try:
        sent = await _signed_in(request, office)
    except Rejected as wrong:
        sent = _told(wrong)
    sent.delete_cookie(STATE, path=PATH, secure=is_secure(request), httponly=True, samesite="lax")
    return sent


async def _signed_in(request: Request, office: Office) -> RedirectResponse:
    told = dict(request.query_params)
    account, back = await office.oidc.finish(_redirect(request), request.cookies.get(STATE, ""), told)
    begun = await office.accounts.begin(account, "oidc", caller(request))
    sent = RedirectResponse(back, 303)
    give_cookie(request, sent, begun)
    return sent


def _redirect(request: Request) -> str:
    return f"{here(request)}{PATH}/callback"


def _told(wrong: Rejected) -> RedirectResponse:
    return RedirectResponse(f"/sign-in?problem={quote(wrong.code)}", 303)
