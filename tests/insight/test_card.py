"""What a cause card tells from the record: who had it how long, what was tried, when it will end."""

from datetime import datetime, timedelta

from engine.insight.efforts import tried
from engine.insight.ending import Remaining, remaining
from engine.insight.held import held
from engine.runtime import events as e

AT = datetime.fromisoformat("2026-03-02T09:00:00+08:00")


def hours(many: float) -> datetime:
    return AT + timedelta(hours=many)


CREATED = (AT, e.TaskCreated("t1", "s1", "check", 0))
OFFERED = (AT, e.TaskOffered("t1", "s1", "check", 0, ("ann", "bob")))


def test_an_offer_a_claim_a_hold_and_a_transfer_are_told_one_after_another() -> None:
    spans = held([
        CREATED, OFFERED,
        (hours(1), e.TaskClaimed("t1", "ann")),
        (hours(2), e.TaskHeld("t1", "ann", hours(30), "the customer is away", 1)),
        (hours(30), e.TaskResumed("t1", None)),
        (hours(31), e.TaskTransferred("t1", "max", "bob", "ill")),
    ])  # fmt: skip
    assert [(span.how, span.people) for span in spans] == [
        ("offered", ("ann", "bob")), ("held", ("ann",)), ("paused", ("ann",)), ("held", ("ann",)), ("held", ("bob",)),
    ]  # fmt: skip
    assert [span.until for span in spans] == [hours(1), hours(2), hours(30), hours(31), None]


def test_a_task_put_back_is_on_offer_again_and_one_decided_is_nobodys() -> None:
    spans = held([
        CREATED, OFFERED, (hours(1), e.TaskClaimed("t1", "ann")), (hours(2), e.TaskReleased("t1", "ann")),
        (hours(3), e.TaskDecided("t1", "agree", "bob")),
    ])  # fmt: skip
    assert [span.how for span in spans] == ["offered", "held", "offered"]
    assert spans[-1].until == hours(3)


def test_an_urging_is_told_with_whether_anybody_acted() -> None:
    urged = (hours(4), e.StepUrged("check", "max", ("ann",), "please"))
    assert [one.result for one in tried([CREATED, OFFERED, urged])] == ["nothing-yet"]
    acted = tried([CREATED, OFFERED, urged, (hours(5), e.TaskClaimed("t1", "ann"))])
    assert [(one.what, one.by, one.result) for one in acted] == [("nudge", "max", "acted")]


def test_a_promise_is_open_kept_or_broken() -> None:
    made = (hours(4), e.PromiseMade("t1", "max", hours(9), "today"))
    assert tried([CREATED, made])[0].result == "promised"
    assert tried([CREATED, made, (hours(5), e.TaskDecided("t1", "agree", "ann"))])[0].result == "kept"
    assert tried([CREATED, made, (hours(9), e.PromiseBroken("t1", "max", hours(9)))])[0].result == "broken"


def test_a_retry_that_parks_again_has_failed() -> None:
    again = (hours(1), e.Overridden("retry", "op", "mended", "ship"))
    assert tried([again])[0].result == "worked"
    assert tried([again, (hours(1), e.IncidentRaised("i2", "s1", "ship", "service-failed", "…"))])[0].result == (
        "failed-again"
    )


def test_the_end_is_told_by_those_that_took_longer_and_not_from_too_few() -> None:
    took = tuple(range(0, 20 * 3600, 3600))
    assert remaining(took, -1) == Remaining(9 * 3600 + 1, 15 * 3600 + 1, 20)
    assert remaining(took, 9 * 3600) == Remaining(5 * 3600, 8 * 3600, 10)
    assert remaining(took, 15 * 3600) == Remaining(None, None, 4)
