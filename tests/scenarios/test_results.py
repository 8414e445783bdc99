"""Results as data: what the command line prints, and what is compared between stages."""

from dataclasses import replace

from engine.scenarios.results import differences, summary
from tests.scenarios.stage_door import following, played

GOOD = following("- {at: '09:05'}").replace("story\n", "story\n    acceptance: [order#10, order#2]\n", 1)
BAD = following("- {at: '09:05', then: {end: delivered}}")


def test_counts_scenarios_by_process_with_the_acceptance_they_show() -> None:
    good, bad = played(GOOD), played(BAD)
    found = summary([good, bad])
    assert found["scenarios"] == 2 and found["passed"] == 1
    assert found["processes"] == {"order": {"scenarios": 2, "passed": 1, "acceptance": ["order#2", "order#10"]}}
    assert found["failed"][0]["scenario"] == "story"
    assert found["failed"][0]["failures"][0]["expected"] == "to have ended as `delivered`"


def test_two_recordings_of_one_story_do_not_differ() -> None:
    assert differences(played(GOOD), played(GOOD)) == []


def test_shows_the_first_field_in_which_two_recordings_differ() -> None:
    one, other = played(GOOD), played(GOOD)
    turn = {**other.cases[0].turns[1], "digest": "other"}
    changed = replace(other, cases=(replace(other.cases[0], turns=(other.cases[0].turns[0], turn)),))
    found = differences(one, changed)
    assert len(found) == 1 and found[0].startswith("order:DD-20260302-001 turn 2 digest: ")


def test_a_recording_holds_every_turn_with_its_stimulus_digest_and_events() -> None:
    case = played(GOOD).cases[0]
    assert [turn["stimulus"]["kind"] for turn in case.turns] == ["started", "service-answered"]
    assert case.turns[1]["previous"] == case.turns[0]["digest"]
    assert case.turns[0]["events"][0]["kind"] == "case-started"
    assert case.turns[1]["events"][-1]["kind"] == "limit-set"
