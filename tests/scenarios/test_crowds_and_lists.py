"""Many cases at once: crowds gather on lists, a list is decided in one go, some are taken out of it."""

from engine.scenarios.core_stage import CoreStage
from engine.scenarios.player import play
from tests.scenarios.stage_door import failure, following, passes, plan_of, played, stories_of

SLIPS = """\
process: order
name: Slips
department: shop
calendar: office
business_key: order_no
data:
  order_no: {type: text}
  checked:  {type: text}
  signed:   {type: text}
  list_no:  {type: text}
messages:
  called-off: {key: order_no}
start:
  by_hand: {by: {role: clerk}, form: {require: [order_no]}}
steps:
  - user_task: check
    assign: {role: clerk}
    form: {edit: [checked]}
  - user_task: hand_over
    assign: {role: clerk}
    due: next of 15:00, 16:00
    batch: {release: 'next of 14:55, 15:55', by: {role: boss}, number: 'JD-{yyyymmdd}-{nnn}', name: list}
    form: {show: [order_no], require: [signed]}
  - end: handed-over
  - end: called-off
events:
  stop: {message: called-off, next: called-off}
"""
GIVEN = """\
process: order
given:
  people: {cleo: {roles: [clerk], manager: bea}, bea: {roles: [boss]}}
  data: {order_no: OWN}
"""
GATHERED = """\
- {at: '09:10', by: cleo, complete: check}
- at: '10:00'
  crowd:
    cases: 5
    to: hand_over
    vary: {order_no: 'TB-{n}'}
    through: [{by: cleo, complete: check, with: {checked: 'by-{n}'}}]
"""
RELEASED = GATHERED + "- {at: '14:55'}\n"


def plays(entries: str) -> None:
    passes(following(entries), given=GIVEN, plan=plan_of(SLIPS))


def fails(entries: str) -> str:
    result = played(following(entries), given=GIVEN, plan=plan_of(SLIPS))
    assert not result.passed
    return "\n".join(map(str, result.failures))


def test_a_step_where_cases_gather_is_open_for_nobody_until_its_list_is_released() -> None:
    plays(GATHERED + "- {at: '14:54', then: {open: {hand_over: {for: [], due: '15:00'}}}}\n")


def test_a_released_list_is_one_task_for_all_its_cases() -> None:
    plays(RELEASED + "- {at: '14:56', then: {open: {hand_over: {for: [cleo], due: '15:00'}}}}\n")


def test_a_list_is_decided_once_for_all_its_cases() -> None:
    plays(
        RELEASED
        + """\
- at: '15:00'
  by: cleo
  complete: hand_over
  with: {signed: Wang}
  then: {batch: {number: JD-20260302-001, cases: 6, left: 0}, data: {signed: Wang}, end: handed-over}
"""
    )


def test_cases_taken_out_with_a_reason_wait_for_the_next_list() -> None:
    plays(
        RELEASED
        + """\
- at: '15:00'
  by: cleo
  complete: hand_over
  with: {signed: Wang}
  take_out: [{case: TB-2, reason: ''}]
  then: {refused: batch-reason-missing}
- at: '15:00'
  by: cleo
  complete: hand_over
  with: {signed: Wang}
  take_out: [{case: TB-2, reason: illegible}, {case: OWN, reason: torn}]
  then: {batch: {cases: 4, left: 2}, data: {signed: null}, open: {hand_over: {for: [], due: '16:00'}}}
- {at: '15:55', then: {open: {hand_over: {for: [cleo]}}}}
- at: '15:59'
  by: cleo
  complete: hand_over
  with: {signed: Li}
  then: {batch: {number: JD-20260302-002, cases: 2, left: 0}, end: handed-over}
"""
    )


def test_a_case_that_leaves_by_itself_is_not_counted_as_taken_out() -> None:
    plays(
        GATHERED
        + """\
- {at: '11:00', message: called-off, key: TB-5}
- {at: '14:55'}
- {at: '15:00', by: cleo, complete: hand_over, with: {signed: Wang}, then: {batch: {cases: 5, left: 0}}}
"""
    )


def test_a_person_releases_a_list_by_the_name_of_its_step() -> None:
    plays(
        GATHERED
        + """\
- {at: '11:00', by: cleo, do: hand_over, then: {refused: not-allowed}}
- {at: '11:00', by: bea, do: hand_over, then: {open: {hand_over: {for: [cleo]}}}}
"""
    )


def test_notices_of_the_list_are_notices_of_the_step() -> None:
    told = "[{to: cleo, about: hand_over.lapse}, {to: bea, about: hand_over.lapse}]"
    plays(RELEASED + f"- {{at: '14:59'}}\n- {{at: '15:00', then: {{told: {told}}}}}\n")


def test_says_how_many_cases_a_list_had() -> None:
    story = RELEASED + "- {at: '15:00', by: cleo, complete: hand_over, with: {signed: W}, then: {batch: {cases: 5}}}\n"
    assert "the list's cases: expected 5\n  but found 6" in fails(story)


def test_says_which_case_of_a_crowd_was_refused() -> None:
    story = GATHERED.replace("by: cleo, complete: check, with", "by: bea, complete: check, with")
    assert "case 1 of the crowd: " in fails(story) and "`not-yours`" in fails(story)


def test_a_crowd_must_come_to_its_step() -> None:
    story = GATHERED.replace("to: hand_over\n", "to: check\n")
    assert "case 1 of the crowd: Expected it to have come to `check`, but it is at hand_over" in fails(story)


def test_a_second_crowd_goes_on_counting_its_cases_anew() -> None:
    again = GATHERED.split("\n", 1)[1].replace("10:00", "10:30").replace("TB-", "TC-")
    plays(GATHERED + again + "- {at: '14:55'}\n- {at: '15:00', by: cleo, complete: hand_over, with: {signed: W}, "
          "then: {batch: {cases: 11}}}\n")  # fmt: skip


def test_the_cases_of_a_crowd_have_ids_of_their_own() -> None:
    result = play(stories_of(following(GATHERED), given=GIVEN, plan=plan_of(SLIPS))[0], CoreStage)
    keys = [case.business_key for case in result.cases if case.process == "order"]
    assert keys == ["OWN", "TB-1", "TB-2", "TB-3", "TB-4", "TB-5"]
    assert len({case.case_id for case in result.cases}) == len(result.cases) == 7


def test_a_list_nobody_decided_cannot_be_expected() -> None:
    said = failure(following("- {at: '09:05', then: {batch: {left: 0}}}"))
    assert "a list to have been decided with this act" in said
