"""Who asks: the person behind a session or a token, found once for a request."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from api.office import TheOffice
from api.problems import Refusal


@dataclass(frozen=True)
class Asker:
    """Somebody who is signed in. `via` names the session or token, for the record of commands."""

    person: str
    via: str
    roles: frozenset[str] = frozenset()


async def signed_in(request: Request, office: TheOffice) -> Asker:
    """The right everybody has who is signed in. Raises 401 `sign-in-needed`."""
    asker = await office.identify(request)
    if asker is None:
        raise Refusal(401, "sign-in-needed", "Expected somebody signed in, but nobody is", "请先登录。")
    return asker


SignedIn = Annotated[Asker, Depends(signed_in)]


async def nobody(_: Request) -> Asker | None:
    """Knows nobody: of an installation without accounts."""
    return None
