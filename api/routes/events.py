"""What changes for the asker, as it happens: server-sent events."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Header
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api.identity import SignedIn
from api.live import Listener, since_of
from api.office import TheOffice

router = APIRouter(prefix="/events", tags=["events"])


async def listening(asker: SignedIn, office: TheOffice) -> AsyncIterator[Listener]:
    """A place among those who listen; given back when the connection ends."""
    async with office.live.listening(asker) as listener:
        yield listener


@router.get("", response_class=EventSourceResponse)
async def events(
    listener: Annotated[Listener, Depends(listening)],
    office: TheOffice,
    last_event_id: Annotated[str | None, Header(max_length=64)] = None,
) -> AsyncIterator[ServerSentEvent]:
    """Events `changed` with data of the shape `Changes`: which of the asker's lists, which case, which tasks.

    Who comes back with `Last-Event-ID` gets what was missed in the last ten minutes. A connection lasts ten minutes.
    """
    yield ServerSentEvent(comment="listening", retry=2000)
    async for mark, change in office.live.told(listener, since_of(last_event_id)):
        yield ServerSentEvent(data=change, event="changed", id=mark)
