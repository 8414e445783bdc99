"""Files: handed in, given out to who may have them, and shown without being downloaded."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from starlette.datastructures import UploadFile

from api.files_given import given, shown
from api.identity import SignedIn
from api.office import TheOffice
from api.problems import Refusal
from api.rights import TheStanding
from api.shapes.cases import FileRef
from api.shapes.files import FileView

router = APIRouter(prefix="/files", tags=["files"])
Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]


_A_FILE = {
    "type": "object", "required": ["file"], "additionalProperties": False,
    "properties": {"file": {"type": "string", "contentMediaType": "application/octet-stream"}},
}  # fmt: skip


async def sent_along(request: Request, _: SignedIn) -> AsyncIterator[UploadFile]:
    """The file of a form, which is read once it is known who sends it."""
    async with request.form(max_files=1, max_fields=1) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            raise Refusal(
                422, "not-valid", "Expected a file with a name, but there is none", "没有文件，或文件没有名称。"
            )
        yield file


@router.post("", status_code=201, openapi_extra={
    "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _A_FILE}}}
})  # fmt: skip
async def hand_in(file: Annotated[UploadFile, Depends(sent_along)], asker: SignedIn, office: TheOffice) -> FileRef:
    """Keep a file, and give the reference that forms and cases take. Its kind is known by its content."""
    assert file.filename
    return FileRef.model_validate(await office.files.take(file.filename, file.file, asker.person))


@router.get("/{digest}", response_class=Response, responses={
    200: {"content": {"application/octet-stream": {}}}, 206: {"content": {"application/octet-stream": {}}},
})  # fmt: skip
async def give(
    digest: Digest, request: Request, who: TheStanding, office: TheOffice,
    inline: Annotated[bool, Query(description="to be shown in the page, where its kind is safe")] = False,
) -> Response:  # fmt: skip
    """A file, whole or a range of it, for who reads a case that refers to it or has handed it in."""
    return await given(office, who, digest, inline, request.headers)


@router.get("/{digest}/view")
async def view(digest: Digest, who: TheStanding, office: TheOffice) -> FileView:
    """What is in a file of Word, Excel or text, for a page to draw."""
    return await shown(office, who, digest)
