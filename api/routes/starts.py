"""What one may begin: the list, the form, the way it would go, one's draft, favourites."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.identity import SignedIn
from api.office import TheOffice
from api.rights import TheStanding, read_words
from api.shapes.definitions import Process
from api.shapes.starts import Favourite, Predicted, StartDraft, StartForm, StartPreview, Starts
from api.shapes.tasks import DraftShown
from api.starts_told import desk_of, form, preview, starts

router = APIRouter(prefix="/starts", tags=["starts"])
OfProcess = Annotated[Process, Path()]
OfStart = Annotated[str, Path(max_length=60, pattern=r"^[a-z][a-z0-9_]*$")]
CopyOf = Annotated[str | None, Query(max_length=40, description="a case to take the data from")]


@router.get("")
async def list_starts(asker: SignedIn, office: TheOffice) -> Starts:
    """What the asker may begin, by department; favourites and what they began lately."""
    return await starts(office, asker)


@router.get("/{process}/{start}")
async def start_form(
    process: OfProcess, start: OfStart, asker: SignedIn, who: TheStanding, office: TheOffice,
    copy_of: CopyOf = None,
    for_person: Annotated[str | None, Query(max_length=100, description="for whom, if not for oneself")] = None,
) -> StartForm:  # fmt: skip
    """The form of a start, filled with one's draft, or with what another case holds."""
    return await form(await desk_of(office, asker, process, start, for_person), who, copy_of)


@router.post("/{process}/{start}/preview")
async def predicted_way(
    process: OfProcess, start: OfStart, body: StartPreview, asker: SignedIn, office: TheOffice
) -> Predicted:
    """Where it would go if it were handed in now, and what is wrong with the form. Nothing is opened."""
    return await preview(await desk_of(office, asker, process, start, body.for_person), body)


@router.put("/{process}/{start}/draft")
async def save_draft(
    process: OfProcess, start: OfStart, body: StartDraft, asker: SignedIn, who: TheStanding, office: TheOffice,
    copy_of: CopyOf = None,
) -> DraftShown:  # fmt: skip
    """Lay what is filled in over one's draft; a copy of a case has one of its own."""
    await desk_of(office, asker, process, start)
    if copy_of is not None:
        await read_words(copy_of, who, office)
    kept = await office.drafts.save_start(process, start, asker.person, body.data, copy_of or "")
    return DraftShown(at=kept.at, data=kept.data, outcome=None, comment="", turn=None, stale=False)


@router.delete("/{process}/{start}/draft", status_code=204)
async def drop_draft(
    process: OfProcess, start: OfStart, asker: SignedIn, office: TheOffice, copy_of: CopyOf = None
) -> None:
    """Throw one's draft away, or that of a copy."""
    draft = await office.drafts.of_start(process, start, asker.person, copy_of or "")
    if draft is not None:
        await office.store.drop_draft(draft)


@router.put("/{process}/{start}/favourite", status_code=204)
async def set_favourite(
    process: OfProcess, start: OfStart, body: Favourite, asker: SignedIn, office: TheOffice
) -> None:
    """Make a start one of one's favourites, or not any more."""
    if body.favourite:
        await desk_of(office, asker, process, start)
    await office.store.set_favourite(asker.person, process, start, body.favourite)
