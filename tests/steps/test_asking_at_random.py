"""Hundreds of acts at random on tasks with signers, supplements and questions: each is done or refused, never a fault.

Every turn is made twice and checked by the kit, so the state also packs and unpacks at each of them.
"""

from random import Random
from typing import Any

import pytest
from kit import Case, given

from engine.runtime import Rejected
from engine.runtime import commands as c

OFFICE = """
data:
  amount: {type: number, default: 1}
  note: {type: text}
  paper: {type: text}
steps:
  - user_task: first
    assign: {role: clerk}
    form: {show: [note], edit: [paper]}
    outcomes: {agree: {}, refuse: {}}
  - user_task: alone
    assign: {role: boss}
    due: 1 working day
    form: {show: [amount], edit: [paper]}
    supplement: {fields: [note, amount], max_pause: 2 working hours}
    signers: {may: [add_signer, return]}
    outcomes: {agree: {}, refuse: {next: alone}}
    return: {to: [first]}
  - user_task: vote
    assign: [{role: clerk, each: true}, {role: finance}]
    vote: {agree: 60%, refuse: rest, abstain: leaves}
    due: 1 working day
    signers: {binding: true}
    supplement: {fields: [note]}
    outcomes: {agree: {}, refuse: {}, abstain: {}}
    return: {to: [first, alone], again: changed}
  - user_task: chain
    assign: {person: '["fay", "meg", "ann"]', each: true}
    order: sequential
    vote: {agree: all, refuse: any}
    voting: {ask: all}
    outcomes: {agree: {}, refuse: {next: alone}}
    return: {to: [alone], again: returner}
  - end: over
"""
PEOPLE = ("ini", "ann", "bob", "cat", "fay", "meg", "gus", "nat", "nobody-known")


def act(random: Random, case: Case) -> c.Command:
    task = random.choice([*case.known.tasks, "t1"])
    some = tuple(random.sample(PEOPLE, random.choice([0, 1, 1, 2])))
    outcome = random.choice(["agree", "agree", "agree", "refuse", "abstain", None])
    data: dict[str, Any] = random.choice([{}, {}, {"note": random.choice("xyz")}, {"amount": 2}, {"paper": "p"}])
    said = random.choice(["", "so", "so", "so"])
    how: Any = random.choice(["before", "after", "beside"])
    mode: Any = random.choice(["all", "any", "order"])
    due = random.choice([None, None, "1 working hour", "soon"])
    return random.choice(
        [
            c.Complete(task, outcome, data, said),
            c.Complete(task, outcome, data, said),
            c.Complete(task, None, {}, said),
            *[c.AddSigner(task, some, how, mode, said, None, outcome)] * 3,
            c.AddSigner(task, some, how, mode, said, due, outcome, data),
            c.RemoveSigner(task, random.choice([some[:1], ()])),
            c.Supplement(task, random.choice([("note",), ("amount", "note"), ()]), said, random.choice([None, *some])),
            c.Ask(task, some, said, due),
            c.Unask(task, random.choice([some[:1], ()])),
            c.Return(task, random.choice(["first", "alone", "vote"]), {}, said),
            c.Transfer(task, random.choice(PEOPLE), said),
            c.Claim(task),
            c.Release(task),
        ]
    )


@pytest.mark.parametrize("seed", range(12))
def test_every_act_is_done_or_refused(seed: int) -> None:
    random = Random(seed)
    case = given(OFFICE)
    done = refused = 0
    for _ in range(150):
        if case.ended is not None:
            case = given(OFFICE)
        command = act(random, case)
        task = case.known.tasks.get(getattr(command, "task", ""))
        likely = [task.holder] if task and task.holder else list(task.offered) if task else []
        try:
            case.command(command, random.choice([*likely, *likely, *likely, random.choice(PEOPLE)]))
            done += 1
        except Rejected:
            refused += 1
        if random.random() < 0.05:
            case.office.people(bob={"absent": {"from": "2026-03-01"} if random.random() < 0.5 else []})
        if case.ended is None and random.random() < 0.1 and case.known.next_alarm is not None:
            case.office.until(case.known.next_alarm)
        for incident in list(case.known.incidents.values()):
            case.skip(incident.step, "agree") if incident.step in ("vote", "chain") else case.retry()
    assert done and refused
