"""Sessions and tokens on the wire: the cookie, the header, and what proves that a page of ours asks."""

import hashlib
import secrets
from datetime import timedelta
from urllib.parse import urlsplit

from fastapi import Request, Response

from activities.accounts import TOKEN, Caller, SignedInNow
from api.identity import READING, Asker, address_of
from api.office import Office, office_of
from api.problems import Refusal
from engine.administering.access import SCOPES
from store.sessions import Held as HeldRow

COOKIE = "banjie_session"
OWN_BROWSER = "banjie_browser"
"""The cookie by which somebody's browser is known again when they sign in; it gives no right."""
OWN_FOR = timedelta(days=365)
SIGN_IN_AT = "/api/session"
HEADER = "X-CSRF-Token"


async def identify(request: Request) -> Asker | None:
    """Whoever holds the token or the session this request brings along. Raises 403 `not-from-a-page`."""
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    accounts = office_of(request).accounts
    if scheme.casefold() == "bearer":
        found = await accounts.held(bearer.strip()) if bearer.strip().startswith(TOKEN) else None
        return _asker(found) if found else None
    cookie = request.cookies.get(COOKIE, "")
    found = await accounts.held(cookie) if cookie and not cookie.startswith(TOKEN) else None
    if found is None:
        return None
    if request.method not in READING:
        must_be_from_a_page(request)
        given = request.headers.get(HEADER, "").encode()
        if not secrets.compare_digest(given, csrf_of(cookie).encode()):
            raise _not_from_a_page(f"its header {HEADER} is missing or another one")
    return _asker(found)


def _asker(found: HeldRow) -> Asker:
    session, token = found.session, found.token
    via = f"session:{session.digest[:12]}" if session else f"token:{token.id if token else ''}"
    scopes = frozenset(token.scopes if token else SCOPES)
    digest = session.digest if session else ""
    return Asker(found.person, via, frozenset(found.roles), scopes, found.must_change, digest)


def csrf_of(secret: str) -> str:
    """What a page must send beside the cookie: it follows from the session, and no other site can read it."""
    return hashlib.sha256(f"csrf {secret}".encode()).hexdigest()[:43]


def must_be_from_a_page(request: Request) -> None:
    """Raise 403 `not-from-a-page` for what a browser sends from another site."""
    origin = request.headers.get("origin")
    if origin is None or urlsplit(origin).netloc == request.headers.get("host", "") or origin == _public(request):
        return
    raise _not_from_a_page("it comes from another site")


def _public(request: Request) -> str:
    return (office_of(request).settings.public_url or "").rstrip("/")


def _not_from_a_page(why: str) -> Refusal:
    said = f"Expected a request of a page of this installation, but {why}; load the page again"
    return Refusal(403, "not-from-a-page", said, "请求不是由本系统页面发出，请刷新页面后重试。")


def caller(request: Request) -> Caller:
    """Whence somebody signs in."""
    agent, session = request.headers.get("user-agent", ""), request.cookies.get(COOKIE)
    known = agent.encode("utf-8", "replace").decode()
    return Caller(address_of(request), known, session, request.cookies.get(OWN_BROWSER))


def give_cookie(request: Request, response: Response, begun: SignedInNow) -> None:
    """Let the browser keep the session, and the mark by which it is known again."""
    response.set_cookie(
        COOKIE, begun.secret, expires=begun.expires_at, path="/", secure=is_secure(request), httponly=True,
        samesite="lax",
    )  # fmt: skip
    if begun.mark is not None:
        response.set_cookie(
            OWN_BROWSER, begun.mark, max_age=int(OWN_FOR.total_seconds()), path=SIGN_IN_AT, secure=is_secure(request),
            httponly=True, samesite="strict",
        )  # fmt: skip


def take_cookie(request: Request, response: Response) -> None:
    """Let the browser forget the session."""
    response.delete_cookie(COOKIE, path="/", secure=is_secure(request), httponly=True, samesite="lax")


def is_secure(request: Request) -> bool:
    """Whether the browser came by https."""
    return request.url.scheme == "https" or _public(request).startswith("https://")


def here(request: Request) -> str:
    """The address of this installation."""
    return _public(request) or str(request.base_url).rstrip("/")


def page_of(back: str) -> str:
    """A page of this installation; the first one for whatever leads elsewhere."""
    parts = urlsplit(back)
    is_ours = back.startswith("/") and not back.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return back if is_ours and back.isprintable() and "\\" not in back else "/"


async def identify_secret(office: Office, secret: str) -> Asker:
    """Whose session has just begun."""
    found = await office.accounts.held(secret)
    assert found is not None, "a session that has just begun is good"
    return _asker(found)
