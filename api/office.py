"""The office: what the routes work with. Made once for an application; found from every request."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from activities.client import CaseClient
from activities.drafts import DraftDesk
from activities.files import FileDesk
from settings import Settings
from store import Store

if TYPE_CHECKING:
    from api.identity import Asker


def utc_now() -> datetime:
    """The instant of an act, stamped where it is asked."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Office:
    """An installation, as the API sees it. `identify` tells who asks; None: nobody who is signed in.

    `connectors`: what service tasks may call; None: not known here.
    """

    store: Store
    cases: CaseClient
    files: FileDesk
    settings: Settings
    identify: Callable[[Request], Awaitable["Asker | None"]]
    connectors: frozenset[str] | None = None
    clock: Callable[[], datetime] = utc_now
    drafts: DraftDesk = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "drafts", DraftDesk(self.store, self.clock))


def office_of(request: Request) -> Office:
    """The office this request came to."""
    office: Office = request.app.state.office
    return office


TheOffice = Annotated[Office, Depends(office_of)]
