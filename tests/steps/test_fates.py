"""Whoever acts on what is over is told what happened, when and by whom."""

import pytest
from kit import Case, given

from engine.runtime import Rejected
from engine.runtime import commands as c

STEPS = """
data:
  amount: {type: number}
messages:
  call-off: {key: ref}
steps:
  - user_task: check
    assign: {role: clerk}
    due: 1 working hour
    escalation: {lapse: {at: due, outcome: refuse}}
    outcomes: {approve: {}, refuse: {next: refused}}
  - user_task: sign
    assign: {role: boss}
    return: {to: [check]}
  - end: granted
  - end: refused
  - end: called-off
events:
  stopped: {message: call-off, next: called-off}
"""


def told(case: Case, task: str, by: str = "bob") -> str:
    """What somebody is told who decides a task that is over."""
    with pytest.raises(Rejected) as refusal:
        case.command(c.Complete(task, "approve"), by)
    return str(refusal.value)


def test_a_decided_task_says_how_when_and_by_whom() -> None:
    case = given(STEPS)
    task = case.task("check").id
    case.complete("check", "approve", by="ann")
    assert told(case, task) == "Expected an open task, but check was decided `approve` by ann on 2026-03-02 09:00"


def test_a_cancelled_task_says_why_when_and_by_whom() -> None:
    case = given(STEPS)
    case.complete("check", "approve", by="ann")
    task = case.task("sign").id
    case.give_back("sign", "check", by="meg")
    said = "Expected an open task, but sign was cancelled (returned by meg) by meg on 2026-03-02 09:00"
    assert told(case, task, by="meg") == said


def test_a_case_that_has_ended_says_how_when_and_by_what() -> None:
    case, other, third = given(STEPS), given(STEPS), given(STEPS)
    task = case.task("check").id
    case.message("call-off")
    assert told(case, task) == (
        "Expected a running case, but it has ended `called-off` by the message call-off on 2026-03-02 09:00"
    )
    other.after(hours=1)
    assert told(other, task) == "Expected a running case, but it has ended `refused` by timeout on 2026-03-02 10:00"
    third.command(c.Withdraw("not needed"), "ini")
    assert told(third, task) == "Expected a running case, but it has ended `withdrawn` by ini on 2026-03-02 09:00"


def test_a_task_that_never_was_is_said_to_be_none() -> None:
    assert told(given(STEPS), "t99") == "Expected an open task, but t99 is done, moved or was never there"
