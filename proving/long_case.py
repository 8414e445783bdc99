"""`python -m proving.long_case`: a case of thousands of rounds, with everything beside it that must come along.

A task is open, a timer runs, a message has come too early, and a called case has not answered, while the case goes
through one history after another. At the end all of them must be as if there had been one. What a round costs then is
held against a young case that goes round at the same moment, so that it does not matter what else the machine does.
"""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import embedded
from activities.client import OpenedCase, utc_now
from engine.runtime.commands import Claim, Complete
from engine.runtime.stimuli import MessageArrived
from engine.runtime.wire import encode
from proving.office import Office, open_office, until
from workflows.replaying import histories_of

MESSAGE = "message"
OUTSTANDING = 50
WARM_UP = 50
MEASURED = 200
AT_ONCE = 25
"""Rounds of one case before the other has its turn, while both are measured."""


@dataclass(frozen=True)
class LongCase:
    """What became of it.

    `runs` are the histories it has; `rang_in_run` the one in which the timer rang. `young` and `old` are medians, in
    milliseconds, of rounds made in turn: of a case that has just begun, and of the one that has gone round all along.
    """

    rounds: int
    runs: int
    rounds_a_second: float
    young: float
    old: float
    end: str
    rang_in_run: int
    heard: bool
    told: str

    @property
    def dearer(self) -> float:
        """How much dearer a round is at the end: 0.2 is a fifth."""
        return self.old / self.young - 1

    @property
    def right(self) -> bool:
        """It ended as it must, with all that waited beside it answered, and a round costs at most a fifth more."""
        return self.end == "arrived" and self.heard and self.told == "as asked" and self.dearer <= 0.2


async def run(office: Office, rounds: int, *, bell: str = "10 s") -> LongCase:
    """Go round, come to the end, and see what a round costs by then."""
    await office.store.put_setting("marathon", "bell", bell)
    case = await _start(office, "old", rounds)
    await _say(office, case, "prize", "early")
    begun = asyncio.get_running_loop().time()
    await _go_round(office, case, 0, rounds - MEASURED)
    seconds = asyncio.get_running_loop().time() - begun
    young, old = await _side_by_side(office, case, rounds - MEASURED)
    await until(lambda: _rung(office, case), within=60)
    called = await until(lambda: _called(office, case))
    await office.complete(called, "done", by="ben", data={"note": "as asked"})
    task = await office.open_task(case.case_id, "cheer")
    await office.command(case.case_id, Claim(task.task), by="cyd")
    await office.command(case.case_id, Complete(task.task, "cheered", {"note": "well run"}), by="cyd")
    end = await office.ended(case)
    histories = await histories_of(office.client, case.workflow_id)
    detail = await office.store.case(case.case_id)
    assert detail is not None and detail.data["laps"] == rounds
    rang = await _rang_at(office, case)
    rang_in = sum(history.events[0].event_time.ToDatetime(UTC) <= rang for history in histories)
    return LongCase(
        rounds, len(histories), round((rounds - MEASURED) / seconds, 1), young, old, end, rang_in,
        bool(detail.data["heard"]), str(detail.data.get("told")),
    )  # fmt: skip


async def _rang_at(office: Office, case: OpenedCase) -> datetime:
    """When the turn of the bell was written: that of its timer, or of what came in just after its moment."""
    turns = await office.store.history(case.case_id)
    return next(
        turn.committed_at for turn in turns if any(one.get("values", {}).get("rang") is True for one in turn.events)
    )


async def _start(office: Office, name: str, rounds: int) -> OpenedCase:
    return await office.start("marathon", f"{office.tag}{name}-{rounds}", rounds=rounds)


async def _side_by_side(office: Office, old: OpenedCase, done: int) -> tuple[float, float]:
    young = await _start(office, "young", WARM_UP + MEASURED + 1)
    await _go_round(office, young, 0, WARM_UP)
    took: tuple[list[float], list[float]] = ([], [])
    for batch in range(0, MEASURED, AT_ONCE):
        took[0].extend(await _timed(office, young, WARM_UP + batch))
        took[1].extend(await _timed(office, old, done + batch))
    return round(median(took[0]) * 1000, 2), round(median(took[1]) * 1000, 2)


async def _timed(office: Office, case: OpenedCase, done: int) -> list[float]:
    """Seconds from each round's commit to that of the next."""
    first = await _turns(office, case)
    await _go_round(office, case, done, done + AT_ONCE)
    turns = await office.store.history(case.case_id, after=first)
    at: list[datetime] = [turn.committed_at for turn in turns if turn.stimulus["kind"] == "message-arrived"]
    return [(later - earlier).total_seconds() for earlier, later in pairwise(at)]


async def _turns(office: Office, case: OpenedCase) -> int:
    detail = await office.store.case(case.case_id)
    return detail.case.turns if detail else 0


async def _go_round(office: Office, case: OpenedCase, done: int, until_round: int) -> None:
    """From the rounds that are done to so many, with at most fifty messages on their way."""
    for first in range(done, until_round, AT_ONCE):
        await until(partial(_has_gone, office, case, first + AT_ONCE - OUTSTANDING), within=60)
        for number in range(first, min(first + AT_ONCE, until_round)):
            await _say(office, case, "lap", str(number))
    await until(lambda: _has_gone(office, case, until_round), within=60)


async def _say(office: Office, case: OpenedCase, message: str, id: str) -> None:
    arrived = MessageArrived(utc_now(), f"{message}-{id}", message, case.business_key)
    await office.handle(case).signal(MESSAGE, encode(arrived))


async def _has_gone(office: Office, case: OpenedCase, rounds: int) -> bool:
    detail = await office.store.case(case.case_id)
    return detail is not None and int(detail.data["laps"]) >= rounds


async def _rung(office: Office, case: OpenedCase) -> bool:
    detail = await office.store.case(case.case_id)
    return detail is not None and bool(detail.data["rang"])


async def _called(office: Office, case: OpenedCase) -> str | None:
    detail = await office.store.case(case.case_id)
    return detail.called[0].called_case or None if detail and detail.called else None


async def measure(rounds: int) -> LongCase:
    """On a server and in an office of its own."""
    with TemporaryDirectory(prefix="banjie-long-") as folder:
        async with (
            embedded.temporal_server(Path(folder) / "server", synchronous="NORMAL") as address,
            open_office(address, Path(folder) / "office") as office,
        ):
            return await run(office, rounds)
