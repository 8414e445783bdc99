"""Random interleavings of commits, lost turns and repeats: in the end the read model is what the history says."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from hand_made import HandMadeCase, ask_limit, ask_notice, ask_who, send, who

from engine.runtime import events as e
from engine.runtime.border import CommitTurn
from store import Store

PEOPLE = ("ann", "bob", "eve")
SEEDS = range(6)


class History:
    """What Temporal would remember of one case, and a shell that loses its memory now and then."""

    def __init__(self, case_id: str, dice: random.Random) -> None:
        self.dice = dice
        self.kept = HandMadeCase(case_id, business_key=case_id)
        self.tasks: list[str] = []
        self.sent: set[str] = set()

    def next_turn(self, case: HandMadeCase) -> CommitTurn:
        """Some turn that a case might make from here."""
        if case.number == 0:
            return case.started(e.DataWritten({"amount": "1.10", "who": {"name": "安"}}, "application"))
        number = case.number + 1
        acts: list[Callable[[], CommitTurn]] = [
            lambda: case.with_task(f"t{number}", self.dice.choice(PEOPLE), questions=[ask_notice("check", "max")]),
            lambda: case.with_task(f"t{number}"),
            lambda: case.turn(e.DataWritten({f"who.f{number % 3}": number, "n": number}, "check")),
            lambda: case.turn(e.CaseDescribed(f"第{number}步", {"n": number}, (f"词{number}",))),
            lambda: case.turn(e.KeyListened("paid", self.dice.choice([None, "K1", "K2"]))),
            lambda: case.turn(e.MessageKept("paid", "K9", f"m{number}"), requests=[send(f"x{number}")]),
            lambda: case.turn(
                e.StepEntered(f"s{number}", "ship", "l1", "service_task"),
                e.ServiceCalled(f"s{number}#1", f"s{number}", "ship", "http.post", 1),
                e.IncidentRaised(f"i{number}", f"s{number}", "ship", "service-failed", "timeout"),
                questions=[ask_limit("case"), ask_limit("case.nag", "1 working day", case.at)],
            ),
            lambda: case.turn(e.DeadlineReached("case.nag", "timer"), e.DeadlineGone("case")),
        ]
        acts += [lambda task=task: self._on_task(case, task) for task in self.tasks[-4:]]
        return self.dice.choice(acts)()

    def _on_task(self, case: HandMadeCase, task: str) -> CommitTurn:
        person = self.dice.choice(PEOPLE)
        some: list[tuple[e.Event, ...]] = [
            (e.TaskClaimed(task, person),),
            (e.TaskReleased(task, person),),
            (e.TaskTransferred(task, person, self.dice.choice(PEOPLE), "忙"),),
            (e.TaskDecided(task, "approve", person), e.DeadlineGone(task), e.StepFinished(f"s{task[1:]}", "check")),
            (e.TaskReturned(task, person, "start", "改"), e.StepCancelled(f"s{task[1:]}", "check", "returned")),
        ]
        chosen = self.dice.randrange(len(some) + 1)
        if chosen == len(some):
            instance = f"s{task[1:]}"
            return case.turn(questions=[ask_who(instance, task, who(person))])
        return case.turn(*some[chosen])


async def _play(store: Store, history: History, turns: int) -> None:
    """Commit turns; some are lost after they were written, and the shell goes another way from an earlier point."""
    dice = history.dice
    while history.kept.number < turns:
        ahead = history.kept.fork()
        for _ in range(dice.randint(1, 3)):
            made = replace(history.next_turn(ahead), sealed=history.kept.number)
            await store.commit_turn(made)
            if dice.random() < 0.3:
                assert (await store.commit_turn(made)).repeated
            history.tasks += [event["task"] for event in made.turn["events"] if event["kind"] == "task-created"]
        kept = dice.randint(history.kept.number, ahead.number)
        history.kept = _up_to(ahead, kept)
        if dice.random() < 0.5 and kept:
            await store.seal(history.kept.case_id, kept, history.kept.digest)
        for outgoing in await store.outbox_sealed(dice.randint(1, 3)):
            assert outgoing.key not in history.sent, "left twice"
            history.sent.add(outgoing.key)
            await store.mark_sent([outgoing.key])


def _up_to(case: HandMadeCase, number: int) -> HandMadeCase:
    made = case.made[:number]
    last = made[-1].turn if made else None
    if last is None:
        return HandMadeCase(case.case_id, business_key=case.business_key)
    return HandMadeCase(
        case.case_id, case.process, case.business_key, number, last["digest"], datetime.fromisoformat(last["at"]), made
    )


@pytest.mark.parametrize("seed", SEEDS)
async def test_the_read_model_is_what_the_history_says(store: Store, seed: int) -> None:
    dice = random.Random(seed)
    histories = [History(f"c{number}", dice) for number in range(3)]
    for history in histories:
        await _play(store, history, 12)
    for history in histories:
        # The history ends where the shell last stood; whatever the database has beyond is taken back by one more turn.
        await store.commit_turn(history.kept.turn(e.StageReached("完")))
        stored = await store.history(history.kept.case_id)
        assert [one.digest for one in stored] == [one.turn["digest"] for one in history.kept.made], f"seed {seed}"
        verified = await store.verify(history.kept.case_id)
        assert verified.whole, f"seed {seed}: {verified.broken}"
        detail = await store.case(history.kept.case_id)
        assert detail is not None and not detail.case.needs_repair
    rebuilt = await store.rebuild(compare_only=True)
    assert rebuilt.different == (), f"seed {seed}"
    assert rebuilt.cases == 3
