"""What a case takes along to another installation, and how it goes on there."""

from datetime import UTC, datetime
from typing import Any

from cli.carrying import Carried, carried_in
from engine.runtime import apply, pack_state
from engine.runtime.border import CaseInput
from engine.runtime.stimuli import BatchTold, Started
from proving.office import plans

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PARCEL, _ = plans()["parcels"]


class Server:
    """Remembers what was started."""

    async def start_workflow(self, name: str, *, args: list[Any], **how: Any) -> None:
        self.given: CaseInput = args[0]


def waiting() -> Carried:
    """A case that has asked to be brought to a list and has heard nothing yet."""
    data = {"ref": "K-1", "courier": "SF"}
    turn = apply(PARCEL, None, Started(NOW, "c-1", "by_hand", "K-1", "ana", data))
    return Carried(PARCEL, turn.state, [*turn.requests])


async def test_a_carried_case_goes_on_by_the_clock_of_its_new_server() -> None:
    server, packed = Server(), pack_state(PARCEL, waiting().state)  # type: ignore[arg-type]
    await carried_in(server, "here", "parcels:K-1", PARCEL, packed, {"case_id": "c-1"})  # type: ignore[arg-type]
    assert (server.given.skew, server.given.started) == (0, None)


def test_who_was_being_brought_to_a_list_is_brought_there_again() -> None:
    carried = waiting()
    assert [wire["kind"] for wire in carried.held] == ["join-batch"]
    assert carried.state is not None
    (here,) = carried.state.steps
    listed = apply(PARCEL, carried.state, BatchTold(NOW, here, "joined", "parcels-hand-over-batch:SF#1"))
    assert Carried(PARCEL, listed.state, carried.asked).held == []
