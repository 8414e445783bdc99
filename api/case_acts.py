"""What is done to cases over HTTP: begun, said, copied, recalled, urged, pressed, undone."""

from fastapi import Response

from activities.client import Pending
from api.acts import told
from api.identity import Asker
from api.office import Office
from api.shapes.cases import Delivered, NewCase, NewMessage
from api.shapes.wire import Act
from engine.runtime.commands import Command


async def begin(office: Office, asker: Asker, body: NewCase, id: str, response: Response) -> Act:
    """Begin a case; the draft it was filled in as goes."""
    opened = await office.cases.start(
        body.process, body.start, body.data, by=asker.person, id=id, via=asker.via, department=body.department,
        for_whom=body.for_person,
    )  # fmt: skip
    if body.for_person not in (None, asker.person):
        await office.store.follow(opened.case_id, asker.person)  # it is not among those they started for themselves
    if body.copy_of is not None:
        await office.store.note_copy(opened.case_id, body.copy_of)
    draft = await office.drafts.of_start(body.process, body.start, asker.person, body.copy_of or "")
    if draft is not None:
        await office.store.drop_draft(draft)
    return told(opened, id, response)


async def act(office: Office, asker: Asker, case_id: str, command: Command, id: str, response: Response) -> Act:
    """A person's command on a case."""
    answer = await office.cases.command(case_id, command, by=asker.person, id=id, via=asker.via)
    return told(answer, id, response)


async def undo(office: Office, asker: Asker, case_id: str, reason: str, id: str, response: Response) -> Act:
    """Undo an ended case by the linked one its definition names."""
    opened = await office.cases.revoke(case_id, reason, by=asker.person, id=id, via=asker.via)
    return told(opened, id, response)


async def deliver(office: Office, asker: Asker, body: NewMessage, id: str, response: Response) -> Delivered:
    """Bring a message to the cases that hear it."""
    answer = await office.cases.send_message(body.message, body.key, body.data, by=asker.person, id=id, via=asker.via)
    if isinstance(answer, Pending):
        response.status_code = 202
        return Delivered(status="pending", command=id)
    return Delivered(
        status="delivered", command=id, cases=list(answer.cases), started=list(answer.started),
        refused=[str(one) for one in answer.refused],
    )  # fmt: skip
