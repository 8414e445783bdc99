"""What an act would do, as it is told to who may not read the case."""

from datetime import UTC, datetime

from engine.insight.managing import told_blind
from engine.runtime import events as e

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_who_leads_a_sealed_case_on_is_told_where_it_would_stand_and_nothing_of_what_is_in_it() -> None:
    entered = e.StepEntered("s2", "check", "l1", "wait")
    skipped = e.StepCancelled("s1", "check", "nobody is left")
    of_its_words = [
        e.DataWritten({"about": "meg"}, "by_hand", "ann"),
        e.NoticeAddressed("tell", ("bob",), "meg has complained", AT),
        e.CommentMade("ann", "meg again", (), None),
        e.IncidentRaised("i1", "s1", "check", "condition-null", "meg is not there"),
    ]
    assert told_blind([skipped, *of_its_words, entered]) == [skipped, entered]
