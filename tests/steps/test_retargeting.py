"""Open tasks follow the directory, and a person handed over: held against what is true after every turn."""

from kit import Case, given

from engine.runtime import commands as c
from engine.runtime import events as e
from engine.runtime import stimuli as s

POOL = """
steps:
  - {user_task: check, assign: {role: finance}, due: 1 working day}
  - {user_task: after, assign: {person: steps.check.by}}
  - end: finished
"""
SEATS = """
steps:
  - {user_task: check, assign: {role: clerk, each: true}}
  - end: finished
"""


def told(case: Case, *gone: str, tasks: tuple[str, ...] | None = None) -> list[e.Event]:
    """The case is told that the directory has changed."""
    return case.do(s.DirectoryChanged(case.office.now, tasks or tuple(case.known.tasks), "before", gone))


def test_nobody_left_is_parked_and_offered_once_somebody_is_there() -> None:
    case = given(POOL)
    case.office.people(fay={"left": "2026-03-01"})
    told(case, "fay")
    assert case.parked == {"check": "nobody-found"} and case.offered("check") == ()
    assert not case.known.limits  # the limit of a task that nobody has does not run
    case.retry()
    assert case.parked == {"check": "nobody-found"}
    case.office.people(meg={"roles": ["boss", "finance"]})
    case.retry()
    assert case.parked == {} and case.offered("check") == ("meg",)
    assert case.known.limits


def test_being_told_again_changes_nothing() -> None:
    case = given(POOL)
    case.office.people(meg={"roles": ["boss", "finance"]})
    (offered,) = told(case)
    assert isinstance(offered, e.TaskOffered) and offered.to == ("meg", "fay")
    assert (offered.anew, offered.why["before"]["to"], offered.why["before"]["directory"]) == (True, ["fay"], "before")
    assert told(case) == []
    assert told(case, tasks=("t99",)) == []


def test_a_seat_whose_holder_left_is_lent_no_more_and_is_parked() -> None:
    case = given(SEATS)
    held = next(task for task in case.known.tasks.values() if task.holder == "bob")
    case.command(c.Delegate(held.id, "fay", "look at it"), "bob")
    case.office.people(bob={"left": "2026-03-01"})
    happened = told(case, "bob")
    assert any(isinstance(one, e.LoanEnded) for one in happened)
    assert case.parked == {"check": "nobody-found"}
    assert {task.holder for task in case.known.tasks.values()} == {"ann", "cat", None}


def test_a_hand_over_is_kept_with_the_state_and_followed_by_every_rule() -> None:
    case = given(POOL)
    case.command(c.HandOver("fay", "ann", "JJ-1", "leaves"), "gus")
    assert case.holder("check") == "ann" and case.known.successors == {"fay": "ann"}
    case.complete("check", by="ann")
    assert case.holder("after") == "ann"
    case.command(c.HandOver("ann", "bob", "JJ-2", "leaves too"), "gus")
    assert case.holder("after") == "bob"
    case.command(c.HandBack("JJ-2", "stays"), "gus")
    assert case.holder("after") == "ann"
    case.complete("after", by="ann")
    assert case.ended == "finished"
