"""Files: handed in, given out to who may have them, and shown without being downloaded."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response, UploadFile

from api.files_given import given, shown
from api.identity import SignedIn
from api.office import TheOffice
from api.problems import Refusal
from api.rights import TheStanding
from api.shapes.cases import FileRef
from api.shapes.files import FileView

router = APIRouter(prefix="/files", tags=["files"])
Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]


@router.post("", status_code=201)
async def hand_in(file: UploadFile, asker: SignedIn, office: TheOffice) -> FileRef:
    """Keep a file, and give the reference that forms and cases take. Its kind is known by its content."""
    if not file.filename:
        raise Refusal(422, "not-valid", "Expected a file with a name, but it has none", "文件没有名称。")
    return FileRef.model_validate(await office.files.take(file.filename, file.file, asker.person))


@router.get("/{digest}", response_class=Response, responses={
    200: {"content": {"application/octet-stream": {}}}, 206: {"content": {"application/octet-stream": {}}},
})  # fmt: skip
async def give(
    digest: Digest, request: Request, who: TheStanding, office: TheOffice,
    inline: Annotated[bool, Query(description="to be shown in the page, where its kind is safe")] = False,
) -> Response:  # fmt: skip
    """A file, whole or a range of it, for who reads a case that refers to it or has handed it in."""
    return await given(office, who, digest, inline, request.headers.get("range"))


@router.get("/{digest}/view")
async def view(digest: Digest, who: TheStanding, office: TheOffice) -> FileView:
    """What is in a file of Word, Excel or text, for a page to draw."""
    return await shown(office, who, digest)
