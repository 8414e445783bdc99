"""The other cases of a story in the store of its stage: one turn each, written like any other."""

from datetime import datetime

from engine.runtime.border import CommitTurn
from engine.runtime.events import CaseStarted, Event
from engine.runtime.stimuli import Alarm
from engine.runtime.turn import turn_digest
from engine.runtime.wire import encode
from engine.scenarios.related import given_events
from engine.scenarios.stage import Setting
from store import Store

NO_PLAN = "0" * 64
"""Nothing of these cases goes on, so they need none."""


async def put_given_cases(store: Store, setting: Setting, at: datetime) -> None:
    """Let the other cases of a story have begun, and what is said of them have happened."""
    for began, events in given_events(setting):
        await store.commit_turn(_turn(began, events, at))


def _turn(began: CaseStarted, later: list[Event], at: datetime) -> CommitTurn:
    events = (began, *later)
    wire = {
        "number": 1, "at": encode(at), "previous": "", "digest": turn_digest("", 1, at, events, (), ()),
        "events": encode(events), "questions": [], "requests": [],
    }  # fmt: skip
    name = f"{began.process}:{began.business_key}"
    return CommitTurn(began.case_id, name, began.process, wire, encode(Alarm(at)), NO_PLAN)
