"""Messages from outside, for the cases that hear them and the processes they begin."""

from fastapi import APIRouter, Response

from api.acts import CommandId
from api.case_acts import deliver
from api.identity import SignedIn
from api.office import TheOffice
from api.rights import Operators
from api.shapes.cases import Delivered, NewMessage

router = APIRouter(prefix="/messages", tags=["messages"])


@router.post("", responses={202: {"model": Delivered, "description": "Accepted, not delivered yet."}})
async def send_message(
    body: NewMessage, _: Operators, asker: SignedIn, office: TheOffice, id: CommandId, response: Response
) -> Delivered:
    """Bring a message. Other systems do so with a token of an operator."""
    return await deliver(office, asker, body, id, response)
