"""One's session: signing in with a password, who one is, one's password, signing out here and everywhere."""

from fastapi import APIRouter, Request, Response

from api.accounts_told import session_listed, session_now
from api.identity import AtAPage, Held
from api.office import TheOffice
from api.rights import Anybody
from api.shapes.accounts import ChangingPassword, SessionNow, SessionsListed, SigningIn
from api.signing import COOKIE, caller, csrf_of, give_cookie, identify_secret, must_be_from_a_page, take_cookie

router = APIRouter(tags=["session"])


@router.post("/session", dependencies=[Anybody])
async def sign_in(body: SigningIn, request: Request, response: Response, office: TheOffice) -> SessionNow:
    """Sign in with a user name and a password. A wrong one and an unknown name are told alike."""
    must_be_from_a_page(request)
    begun = await office.accounts.sign_in(body.user_name, body.password, caller(request))
    give_cookie(request, response, begun)
    return await session_now(office, await identify_secret(office, begun.secret), csrf_of(begun.secret))


@router.get("/session")
async def who_am_i(asker: Held, request: Request, office: TheOffice) -> SessionNow:
    """Who is signed in, with what rights."""
    csrf = csrf_of(request.cookies.get(COOKIE, "")) if asker.session else ""
    return await session_now(office, asker, csrf)


@router.delete("/session", status_code=204)
async def sign_out(asker: AtAPage, request: Request, response: Response, office: TheOffice) -> None:
    """Sign out here."""
    await office.store.end_session(asker.session)
    take_cookie(request, response)


@router.get("/sessions")
async def sessions(asker: AtAPage, office: TheOffice) -> SessionsListed:
    """Where one is signed in."""
    found = await office.store.sessions_of(asker.person)
    return SessionsListed(items=tuple(session_listed(one, asker) for one in found))


@router.delete("/sessions", status_code=204)
async def sign_out_elsewhere(asker: AtAPage, office: TheOffice) -> None:
    """Sign out everywhere but here."""
    await office.store.end_sessions(asker.person, keep=asker.session)


@router.post("/session/password")
async def change_password(
    body: ChangingPassword, asker: AtAPage, request: Request, response: Response, office: TheOffice
) -> SessionNow:
    """Change one's password; all other sessions and all tokens end, and this session begins anew."""
    begun = await office.accounts.change_password(asker.person, body.before, body.password, caller(request))
    give_cookie(request, response, begun)
    return await session_now(office, await identify_secret(office, begun.secret), csrf_of(begun.secret))
