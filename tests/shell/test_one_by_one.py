"""Rounds over many things: one that fails keeps nobody else waiting, and nothing is remembered for ever."""

import asyncio
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from temporalio.service import RPCError, RPCStatusCode

from activities.messages import MOST_LINES, Messages
from activities.one_by_one import one_by_one
from engine.runtime.stimuli import MessageArrived
from store.views import HearingCase

AT = datetime(2026, 3, 2, tzinfo=UTC)


async def halved(number: int) -> float:
    return 10 / number


async def test_what_fails_is_left_and_the_others_are_done() -> None:
    assert await one_by_one(halved, [5, 0, 2]) == [2, 5]
    assert await one_by_one(halved, []) == []


async def test_where_nothing_goes_well_the_failure_is_told() -> None:
    with pytest.raises(ZeroDivisionError):
        await one_by_one(halved, [0, 0])


class Cases:
    """A server and a store with these cases; those that have ended take no signal."""

    def __init__(self, *names: str, ended: bool = False) -> None:
        self.names, self.ended, self.got = names, ended, list[str]()

    async def hearing(self, message: str, key: str) -> list[HearingCase]:
        return [HearingCase(name, f"p:{name}", "p", name) for name in self.names]

    def get_workflow_handle(self, workflow_id: str) -> Any:
        case = self

        class Handle:
            async def signal(self, name: str, stimulus: Any) -> None:
                await asyncio.sleep(0)
                if case.ended:
                    raise RPCError("gone", RPCStatusCode.NOT_FOUND, b"")
                case.got.append(workflow_id)

        return Handle()


def arrived(id: str) -> MessageArrived:
    return MessageArrived(AT, id, "paid", "k")


async def test_messages_that_come_at_once_to_a_case_that_has_ended_reach_nobody() -> None:
    cases = Cases("c1", ended=True)
    messages = Messages(cast(Any, cases), cast(Any, cases), None)
    delivered = await asyncio.gather(*(messages.deliver(arrived(f"m{n}")) for n in range(3)))
    assert [one.cases for one in delivered] == [(), (), ()]


async def test_what_was_sent_long_ago_is_not_remembered_for_ever() -> None:
    cases = Cases(*(f"c{n}" for n in range(MOST_LINES + 20)))
    messages = Messages(cast(Any, cases), cast(Any, cases), None)
    assert len((await messages.deliver(arrived("m"))).cases) == MOST_LINES + 20
    assert len(messages._lines) == MOST_LINES
