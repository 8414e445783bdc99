"""Expectations: each word of `then`, when it is met and what it says when it is not."""

import pytest

from tests.scenarios.stage_door import GIVEN, failure, following, passes, played

CHECKED = "- {at: '09:10', by: cleo, complete: check, outcome: fine}\n"
SENT = GIVEN + "  processes: {dispatch: {end: sent, with: {waybill: W1}}}\n"
LAPSED = "{told: [{to: cleo, about: check.lapse}, {to: carl, about: check.lapse}, {to: bea, about: check.lapse}]}"


@pytest.mark.parametrize(
    "then",
    [
        "{open: {check: {for: [carl, cleo], due: '11:00'}}}",
        "{open: {check: {due: Mon 2026-03-02 11:00}}}",
        "{data: {amount: 178, pieces: null, in_stock: true}}",
        "{stage: checking}",
        "{stage: 核对中}",
        "{stage: {zh: 核对中, en: checking}}",
        "{never: [approve, delivered]}",
        "{told: [], sent: [], started: [], documents: []}",
    ],
)
def test_is_content_with_what_is_so(then: str) -> None:
    passes(following(f"- {{at: '09:05', then: {then}}}"))


@pytest.mark.parametrize(
    ("then", "said"),
    [
        ("{open: {}}", "open steps: expected none\n  but found `check`"),
        ("{open: {check: {}, payment: {}}}", "open steps: expected `check`, `payment`\n  but found `check`"),
        ("{open: {check: {for: [cleo]}}}", "`check` is for: expected `cleo`\n  but found `cleo`, `carl`"),
        ("{open: {check: {by: cleo}}}", "`check` is held by: expected `cleo`\n  but found none"),
        ("{open: {check: {due: '11:30'}}}", "`check` is due: expected 11:30\n  but found 11:00"),
        ("{open: {check: {due: none}}}", "`check` is due: expected never, as yet\n  but found 11:00"),
        ("{told: [{to: bea, about: check}]}", "expected bea to be told about `check`\n  but found nobody was told"),
        ("{sent: [shipped]}", "messages sent: expected exactly `shipped`\n  but found none"),
        ("{started: [customer-revisit]}", "not waited for: expected exactly `customer-revisit`\n  but found none"),
        ("{documents: [{document: bill}]}", "documents issued: expected exactly `bill`\n  but found none"),
        ("{data: {amount: 178.01}}", "`amount`: expected `178.01`\n  but found `178.00`"),
        ("{data: {amount: much}}", "`amount`: expected a value of type money\n  but found Expected a number"),
        ("{data: {note: x}}", "`note`: expected `x`\n  but found nothing"),
        ("{stage: shipped}", "the stage: expected shipped\n  but found 核对中 / checking"),
        ("{late: {check: 3 min}}", "`check` is late by: expected 3 min\n  but found that it has no due time"),
        ("{incident: {look: service-failed}}", "parked steps: expected `look` with `service-failed`\n  but found none"),
        ("{never: [check]}", "expected the case never to come to `check`\n  but found it has been there"),
        ("{end: delivered}", "to have ended as `delivered`\n  but found that the case is open at `check`"),
        ("{refused: not-yours}", "the act: expected it to be refused with `not-yours`\n  but found it was accepted"),
        ("{batch: {cases: 2}}", "the list: expected a list to have been decided with this act\n  but found none was"),
    ],
)
def test_says_what_was_expected_and_what_was_found(then: str, said: str) -> None:
    assert said in failure(following(f"- {{at: '09:05', then: {then}}}"))


def test_an_act_that_is_refused_unexpectedly_fails_with_the_reason() -> None:
    said = failure(following("- {at: '09:05', by: bea, complete: check}"))
    assert "the act: expected it to be accepted\n  but found it was refused with `not-yours`: Expected" in said


def test_another_refusal_than_the_expected_one_fails() -> None:
    said = failure(following("- {at: '09:05', by: bea, complete: check, then: {refused: check-failed}}"))
    assert "expected it to be refused with `check-failed`\n  but found it was refused with `not-yours`" in said


def test_a_failure_names_the_line_of_the_expectation_and_the_moment_of_the_story() -> None:
    story = following("- at: '09:05'\n  then:\n    open:\n      check:\n        due: '11:30'\n")
    result = played(story)
    assert str(result.failures[0]).startswith("order.scenarios.yaml:17 story, Mon 2026-03-02 09:05\n")


def test_tells_of_notices_one_too_many_and_one_too_few() -> None:
    passes(following(f"- {{at: '10:40'}}\n- {{at: '11:00', then: {LAPSED}}}"))
    few = LAPSED.replace(", {to: bea, about: check.lapse}", "")
    said = failure(following(f"- {{at: '10:40'}}\n- {{at: '11:00', then: {few}}}"))
    assert "exactly cleo about `check.lapse`, carl about `check.lapse`" in said
    assert "also bea told about `check.lapse` at 11:00" in said


def test_a_notice_may_be_expected_for_its_instant() -> None:
    timed = LAPSED.replace("to: bea, about: check.lapse", "to: bea, about: check.lapse, at: '11:01'")
    said = failure(following(f"- {{at: '10:40'}}\n- {{at: '11:00', then: {timed}}}"))
    assert "bea to be told about `check.lapse` at 11:01" in said


def test_late_is_clock_time_from_the_due_to_the_decision() -> None:
    late = "- {at: 2026-03-03 09:30, by: cleo, complete: check, outcome: fine, then: {late: {check: 22 h 30 min}}}"
    passes(following(late))
    assert "expected 22 h\n  but found 22 h 30 min" in failure(following(late.replace("22 h 30 min", "22 h")))
    in_time = "- {at: '11:00', by: cleo, complete: check, outcome: fine, then: {late: {check: 1 min}}}"
    assert "but found that it was decided in time" in failure(following(in_time))


def test_a_wait_may_be_late_too() -> None:
    story = CHECKED + "- {at: 2026-03-03 09:40, message: paid, then: {late: {payment: 30 min}}}"
    passes(following(story), given=SENT)


def test_lists_are_exact_since_the_entry_before() -> None:
    then = "{documents: [], sent: [shipped], started: [customer-revisit]}"
    passes(following(CHECKED + f"- {{at: '09:20', message: paid, then: {then}}}"), given=SENT)


def test_documents_count_their_copies() -> None:
    story = following(CHECKED[:-2] + ", then: {documents: [{document: bill, copies: 3}]}}")
    assert "copies of `bill`: expected 3\n  but found 2" in failure(story)


def test_what_must_be_so_at_the_end_speaks_of_the_last_entry() -> None:
    story = following(CHECKED + "- {at: '09:20', message: paid}")
    passes(story + "    then: {end: delivered, sent: [shipped], never: [approve]}\n", given=SENT)
    assert "to have ended as `cancelled`" in failure(story + "    then: {end: cancelled}\n", given=SENT)


def test_data_reads_columns_and_cells_counted_from_one() -> None:
    lines = "start: by_hand, with: {lines: [{sku: A, qty: 1}, {sku: B, qty: 2}]}}"
    story = following("- {at: '09:05', then: {data: {lines.qty: [1, 2], lines.2.sku: B, pieces: 3}}}")
    passes(story.replace("start: by_hand}", lines))


def test_a_failed_story_tells_what_happened() -> None:
    result = played(following("- {at: '09:05', then: {open: {}}}"))
    assert "09:00     “check” is offered to cleo, carl" in result.happened["en"]
    assert "09:00     「核对」待cleo、carl认领" in result.happened["zh"]


def test_a_story_that_passes_tells_nothing() -> None:
    assert played(following("- {at: '09:05'}")).happened == {}
