"""Who asks: the person behind a session or a token, found once for a request."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from api.office import TheOffice
from api.problems import Refusal
from engine.administering.access import SCOPES, scope_needed


@dataclass(frozen=True)
class Asker:
    """Somebody who is signed in. `via` names the session or token, for the record of commands; `scopes` is what it may
    be used for; `roles` are those of the account."""

    person: str
    via: str
    roles: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset(SCOPES)


async def identified(request: Request, office: TheOffice) -> Asker:
    """Somebody who is signed in, whatever their token is for. Raises 401 `sign-in-needed`."""
    asker = await office.identify(request)
    if asker is None:
        raise Refusal(401, "sign-in-needed", "Expected somebody signed in, but nobody is", "请先登录。")
    return asker


Identified = Annotated[Asker, Depends(identified)]


async def signed_in(asker: Identified, request: Request) -> Asker:
    """The right everybody has who is signed in, to read or to act. Raises 403 `scope-missing`."""
    must_be_for(asker, request.method)
    return asker


SignedIn = Annotated[Asker, Depends(signed_in)]


def must_be_for(asker: Asker, method: str, right: str = "") -> None:
    """Raise 403 `scope-missing` for a token that was not made for this."""
    needed = scope_needed(method, right)
    if needed not in asker.scopes:
        said = f"Expected a token for `{needed}`, but this one is for {', '.join(sorted(asker.scopes)) or 'nothing'}"
        raise Refusal(403, "scope-missing", said, f"该令牌没有“{needed}”权限。")


async def nobody(_: Request) -> Asker | None:
    """Knows nobody: of an installation without accounts."""
    return None
