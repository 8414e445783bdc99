"""Who asks: the person behind a session or a token, found once for a request."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from api.office import TheOffice
from api.problems import Refusal
from engine.administering.access import SCOPES, Scope, scope_needed

READING = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class Asker:
    """Somebody who is signed in. `via` names the session or token, for the record of commands; `scopes` is what it may
    be used for; `roles` are those of the account. `session` is the digest of theirs, empty for a token."""

    person: str
    via: str
    roles: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset(SCOPES)
    must_change: bool = False
    session: str = field(default="", repr=False)


async def held(request: Request, office: TheOffice) -> Asker:
    """Somebody who is signed in, even with a password that must be changed. Raises 401 `sign-in-needed`, 429."""
    asker = await office.identify(request)
    if asker is None:
        office.rates.take("stranger", address_of(request))
        raise Refusal(401, "sign-in-needed", "Expected somebody signed in, but nobody is", "请先登录。")
    office.rates.take("read" if request.method in READING else "write", asker.person)
    return asker


Held = Annotated[Asker, Depends(held)]


async def identified(asker: Held) -> Asker:
    """Somebody who is signed in, whatever their token is for. Raises 403 `password-change-needed`."""
    if asker.must_change:
        said = "Expected a password of your own, but you were given a first one"
        raise Refusal(403, "password-change-needed", said, "请先修改初始密码。")
    return asker


Identified = Annotated[Asker, Depends(identified)]


async def signed_in(asker: Identified, request: Request) -> Asker:
    """The right everybody has who is signed in, to read or to act. Raises 403 `scope-missing`."""
    must_be_for(asker, request.method)
    return asker


SignedIn = Annotated[Asker, Depends(signed_in)]


async def at_a_page(asker: Held) -> Asker:
    """The right of somebody at a page, to what no token may do: passwords, sessions, tokens. Raises 403."""
    if not asker.session:
        said = "Expected somebody signed in at a page, but this is a token"
        raise Refusal(403, "session-needed", said, "此操作须登录网页后进行。")
    return asker


AtAPage = Annotated[Asker, Depends(at_a_page)]


def must_be_for(asker: Asker, method: str, right: str = "") -> None:
    """Raise 403 `scope-missing` for a token that was not made for this."""
    must_have(asker, scope_needed(method, right))


def must_have(asker: Asker, needed: Scope) -> None:
    """Raise 403 `scope-missing` for a token without this scope."""
    if needed not in asker.scopes:
        said = f"Expected a token for `{needed}`, but this one is for {', '.join(sorted(asker.scopes)) or 'nothing'}"
        raise Refusal(403, "scope-missing", said, f"该令牌没有“{needed}”权限。")


def address_of(request: Request) -> str:
    """Whence a request comes: the proxy's word counts where the proxy is trusted."""
    return request.client.host if request.client else ""
