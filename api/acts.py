"""Acts over HTTP: the id of a command, and what became of it. The same id never takes effect twice."""

from typing import Annotated

from fastapi import Depends, Header, Response
from uuid_utils.compat import uuid7

from activities.client import Answered, OpenedCase, Pending
from activities.ids import id_from
from api.shapes.wire import Act


def command_id(
    idempotency_key: Annotated[
        str | None,
        Header(pattern=r"^[A-Za-z0-9_-]{8,64}$", description="id of the act: repeated, it is answered, not done again"),
    ] = None,
) -> str:
    """The id of an act, made here where it was not given."""
    return idempotency_key or str(uuid7())


def part_of(id: str, place: int) -> str:
    """The id of one of the many acts that are asked for at once: the same for the same place, and no other's."""
    return id_from(f"{id}/{place}")


CommandId = Annotated[str, Depends(command_id)]
"""The header `Idempotency-Key`; a new id where there is none."""


def told(answer: Answered | OpenedCase | Pending, command: str, response: Response) -> Act:
    """What became of an act: 200 done, or 202 accepted and not answered yet."""
    if isinstance(answer, Pending):
        response.status_code = 202
        return Act(status="pending", command=command, case_id=answer.case_id)
    turn = answer.turn if isinstance(answer, Answered) else None
    return Act(status="done", command=command, case_id=answer.case_id, turn=turn)
