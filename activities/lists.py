"""Lists of batch steps: the one that gathers, found or begun.

The lists of a step and key are numbered, `east#1`, `east#2`, …, and one after another: whoever comes too late for one
goes to the next, so there is never more than one that gathers.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from temporalio import activity

from activities.door import Asked, Door
from activities.ids import id_from
from engine.model.batch_plan import batch_plan, batch_process
from engine.model.plan import Plan
from engine.runtime.border import JOIN_LIST, ListJoining
from engine.runtime.requests import JoinBatch
from engine.runtime.stimuli import Member, MemberJoined
from engine.runtime.wire import decode_as
from store import Store

EVERYBODY = "all"
"""What the lists of a step without a `key` are called."""
LOOKED_AT = 20
MOST_TURNS = 100_000


@dataclass(frozen=True)
class ListName:
    """`key#number`: the business key of a list."""

    key: str
    number: int

    @classmethod
    def read(cls, written: str) -> "ListName | None":
        found = re.fullmatch(r"(.*)#(\d+)", written)
        return cls(found[1], int(found[2])) if found else None

    def __str__(self) -> str:
        return f"{self.key}#{self.number}"

    @property
    def next(self) -> "ListName":
        return ListName(self.key, self.number + 1)


class ListActivities:
    """Brings cases to lists."""

    def __init__(self, store: Store, door: Door) -> None:
        self._store = store
        self._door = door

    @activity.defn(name=JOIN_LIST)
    async def join_list(self, asked: ListJoining) -> None:
        """Bring a case to the list that gathers. May be repeated: a list has each case once, and one that is over
        and had the case has answered it."""
        request = decode_as(JoinBatch, asked.request)
        plan = await self._store.plan(request.plan)
        assert plan is not None, f"Expected the plan {request.plan} of a running case in the store"
        of_list = batch_plan(plan.as_written, request.step)
        joined = MemberJoined(datetime.fromisoformat(asked.at), request.member)
        name = await self._first_to_try(request)
        while not await self._door.open_list(of_list, _asked(of_list, name, request, asked), joined):
            if await self._had(list_id(of_list, name), request.member):
                return
            name = name.next

    async def _had(self, case_id: str, member: Member) -> bool:
        """Whether a list that is over was brought this case before: the one who did had died, and did not know."""
        turns = await self._store.history(case_id, limit=MOST_TURNS)
        brought = [turn.stimulus["member"] for turn in turns if "member" in turn.stimulus]
        return any((one["case_id"], one["instance"]) == (member.case_id, member.instance) for one in brought)

    async def _first_to_try(self, request: JoinBatch) -> ListName:
        """The one after the list that was missed; else the newest that is known."""
        missed = ListName.read(request.missed.partition(":")[2])
        if missed is not None:
            return missed.next
        key = request.key or EVERYBODY
        process = batch_process(request.process, request.step)
        names = [ListName.read(one) for one in await self._store.newest_keys(process, f"{key}#", LOOKED_AT)]
        numbers = [name.number for name in names if name is not None and name.key == key]
        return ListName(key, max(numbers, default=1))


def list_id(plan: Plan, name: ListName) -> str:
    """The case id of a list."""
    return id_from(f"list/{plan.process}/{name}")


def _asked(plan: Plan, name: ListName, request: JoinBatch, joining: ListJoining) -> Asked:
    data = {"batch_id": str(name), **request.context}
    at = datetime.fromisoformat(joining.at)
    return Asked(
        plan.process,
        "called",
        data,
        None,
        at,
        list_id(plan, name),
        skew=joining.skew,
        settings_of=request.process,
    )
