"""Playing: when things happen, who is in the story, and what the world answers."""

import pytest

from engine.model.plan import Plan
from engine.scenarios.core_driver import StoryStuckError
from engine.scenarios.core_stage import CoreStage
from engine.scenarios.player import play
from tests.scenarios.stage_door import GIVEN, failure, following, passes, plan_of, played, stories_of

CHECKED = "- {at: '09:10', by: cleo, complete: check, outcome: fine}\n"
PAID = CHECKED + "- {at: '09:20', message: paid}\n"


def test_plays_a_story_to_its_end() -> None:
    passes(
        following(
            """
            - at: '09:10'
              by: cleo
              complete: check
              outcome: fine
              then: {documents: [{document: bill, copies: 2}], open: {payment: {due: Tue 2026-03-03 09:10}}}
            - {at: '09:20', message: paid, then: {open: {dispatch: {}}, started: []}}
            - at: '10:00'
              finish: dispatch
              end: sent
              with: {waybill: W1}
              then: {sent: [shipped], started: [customer-revisit], data: {waybill: W1}, end: delivered}
            """
        )
    )


def test_an_act_comes_before_what_falls_due_in_the_same_second() -> None:
    passes(
        following(
            """
            - at: '11:00'
              by: cleo
              complete: check
              outcome: fine
              then: {told: [{to: cleo, about: check.remind, at: '10:36'}, {to: carl, about: check.remind}]}
            - {at: '11:00', then: {told: []}}
            """
        )
    )


def test_without_an_act_time_passes_and_what_falls_due_at_that_instant_happens() -> None:
    passes(
        following(
            """
            - {at: '10:36', then: {told: [{to: cleo, about: check.remind}, {to: carl, about: check.remind}]}}
            - {at: '10:59:59', then: {told: []}}
            - at: '11:00'
              then:
                told:
                  - {to: cleo, about: check.lapse}
                  - {to: carl, about: check.lapse}
                  - {to: bea, about: check.lapse}
            """
        )
    )


def test_what_fell_due_before_an_act_has_happened() -> None:
    passes(following(CHECKED + "- {at: '2026-03-05 09:10:01', message: paid, then: {end: cancelled}}"))


def test_a_refused_act_changes_nothing() -> None:
    passes(
        following(
            """
            - {at: '09:10', by: bea, complete: check, then: {refused: not-yours, open: {check: {for: [cleo, carl]}}}}
            - {at: '09:11', by: cleo, complete: check, outcome: wrong, then: {refused: comment-missing}}
            """
        )
    )


def test_a_task_that_was_never_open_is_refused_as_not_open() -> None:
    passes(following("- {at: '09:10', by: bea, complete: approve, then: {refused: task-not-open}}"))


def test_a_task_that_is_done_is_refused_by_the_core_itself() -> None:
    passes(following(CHECKED + "- {at: '09:11', by: carl, complete: check, then: {refused: task-not-open}}"))


def test_claims_releases_and_transfers_tasks() -> None:
    passes(
        following(
            """
            - {at: '09:10', by: cleo, claim: check, then: {open: {check: {for: [cleo], by: cleo}}}}
            - {at: '09:11', by: cleo, release: check, then: {open: {check: {for: [cleo, carl]}}}}
            - {at: '09:12', by: carl, claim: check}
            - {at: '09:13', by: carl, transfer: check, to: cleo, comment: ill, then: {open: {check: {by: cleo}}}}
            """
        )
    )


def test_presses_the_button_of_an_event() -> None:
    passes(following("- {at: '09:10', by: bea, do: stop, comment: no money, then: {end: cancelled, open: {}}}"))


# -- people ---------------------------------------------------------------------------------------------------------


def test_a_role_that_somebody_given_holds_is_held_by_given_people_alone() -> None:
    passes(following("- {at: '09:01', then: {open: {check: {for: [cleo, carl]}}}}"))


def test_roles_nobody_given_holds_stay_with_the_organisation() -> None:
    given = "process: order\ngiven:\n  services: {stock.check: {available: true}}\n  data: {amount: 1}\n"
    story = following("- {at: '09:01', then: {open: {check: {for: [old-clerk]}}}}").replace("by: cleo", "by: old-clerk")
    passes(story, given=given)


def test_people_change_during_a_story() -> None:
    story = following(
        """
        - {at: '09:05', change: {people: {carl: {roles: [boss]}}}}
        - at: '09:10'
          by: cleo
          complete: check
          outcome: fine
          then: {open: {approve: {for: [carl, bea]}}}
        """
    )
    passes(story.replace("start: by_hand}", "start: by_hand, with: {amount: 2000}}"))


def test_a_stand_in_acts_for_somebody_who_is_away() -> None:
    given = GIVEN.replace(
        "bea:  {roles: [boss]}", "bea: {roles: [boss], absent: {from: 2026-03-02, until: 2026-03-06, stand_in: zoe}}"
    )
    story = following(CHECKED + "- {at: '09:20', by: zoe, complete: approve, then: {open: {payment: {}}}}")
    passes(story.replace("start: by_hand}", "start: by_hand, with: {amount: 2000}}"), given=given)


def test_what_a_scenario_says_of_a_person_is_laid_over_what_its_file_says() -> None:
    scenario = following("- {at: '09:01', then: {open: {check: {for: [carl]}}}}").replace(
        "    when:", "    given: {people: {cleo: {roles: [boss]}}}\n    when:"
    )
    passes(scenario)


# -- settings, services, calls --------------------------------------------------------------------------------------


def test_settings_are_those_given() -> None:
    scenario = following(CHECKED[:-2] + ", then: {open: {approve: {for: [bea]}}}}").replace(
        "    when:", "    given: {settings: {big: 100}}\n    when:"
    )
    passes(scenario)


def test_the_answer_given_for_a_step_wins_over_that_of_its_connector() -> None:
    scenario = following("- {at: '09:01', then: {data: {in_stock: false}}}").replace(
        "    when:", "    given: {services: {look: {available: false}}}\n    when:"
    )
    passes(scenario)


def test_a_service_may_answer_with_an_error() -> None:
    scenario = following("- {at: '09:01', then: {end: cancelled}}").replace(
        "    when:", "    given: {services: {stock.check: {error: no-stock}}}\n    when:"
    )
    passes(scenario)


def test_a_service_nobody_has_answered_for_is_in_flight_until_the_story_answers() -> None:
    given = GIVEN.replace("  services: {stock.check: {available: true}}\n", "")
    passes(
        following(
            """
            - {at: '09:01', then: {open: {look: {}}}}
            - {at: '09:02', answer: look, with: {available: true}, then: {open: {check: {}}, data: {in_stock: true}}}
            - {at: '09:03', answer: look, error: no-stock, then: {refused: no-call}}
            """
        ),
        given=given,
    )


def test_a_called_process_may_have_ended_as_given() -> None:
    given = GIVEN + "  processes: {dispatch: {end: sent, with: {waybill: W2}}}\n"
    passes(following(PAID[:-2] + ", then: {data: {waybill: W2}, end: delivered}}"), given=given)


DISPATCH = """\
process: warehouse-dispatch
name: Dispatch
department: shop
business_key: order_no
data:
  order_no: {type: text}
  waybill:  {type: text}
messages:
  stop-sending: {key: order_no}
start:
  called: {call: true, form: {require: [order_no]}}
steps:
  - user_task: pack
    assign: {role: finance}
    form: {require: [waybill]}
  - end: sent
  - end: lost
events:
  stopped: {message: stop-sending, next: lost}
outputs: [waybill]
"""


def test_a_called_process_really_runs_where_the_story_says_so() -> None:
    given = GIVEN + "  processes: {warehouse-dispatch: run}\n"
    then = "{end: delivered, data: {waybill: W3}}"
    packed = f"- {{at: '09:30', by: fin, complete: pack, with: {{waybill: W3}}, then: {then}}}"
    passes(following(PAID + packed), plan_of(DISPATCH), given=given)


def test_a_called_process_nobody_has_written_is_done_outside() -> None:
    given = GIVEN + "  processes: {dispatch: run}\n"
    passes(following(PAID + "- {at: '09:30', then: {open: {dispatch: {for: [cleo]}}}}"), given=given)


def test_messages_reach_the_called_case_that_runs() -> None:
    given = GIVEN + "  processes: {dispatch: run}\n"
    story = PAID + "- {at: '09:30', message: stop-sending, then: {end: cancelled}}"
    passes(following(story), plan_of(DISPATCH), given=given)


def test_when_the_caller_leaves_the_called_case_is_cancelled() -> None:
    given = GIVEN + "  processes: {dispatch: run}\n"
    story = following(PAID + "- {at: '09:30', by: bea, do: stop, comment: enough}")
    result = played(story, plan_of(DISPATCH), given=given)
    assert result.passed
    assert [case.process for case in result.cases] == ["order", "warehouse-dispatch"]
    assert "case-ended" in [event["kind"] for event in result.cases[1].turns[-1]["events"]]


def test_an_item_of_a_for_each_is_named_by_its_number() -> None:
    given = GIVEN + "  processes: {dispatch: {end: sent}}\n"
    story = following(
        PAID
        + """\
- {at: '09:30', by: cleo, complete: wrap, item: 2, then: {open: {wrap: {for: [cleo, carl]}}}}
- {at: '09:31', by: cleo, complete: wrap, item: 2, then: {refused: task-not-open}}
- {at: '09:32', by: cleo, complete: wrap, item: 1, then: {end: delivered}}
"""
    )
    lines = "start: by_hand, with: {lines: [{sku: A, qty: 1}, {sku: B, qty: 2}]}}"
    passes(story.replace("start: by_hand}", lines), given=given)


def test_numbers_count_from_one_for_each_day() -> None:
    result = played(following("- {at: '09:01'}"))
    assert result.cases[0].business_key == "DD-20260302-001"


def test_the_same_story_makes_the_same_turns_every_time() -> None:
    story = stories_of(following(PAID))[0]
    assert play(story, CoreStage).cases == play(story, CoreStage).cases


def test_a_definition_that_goes_round_by_itself_is_stopped() -> None:
    sound = plan_of().definition
    look = sound.steps[0].model_copy(update={"next": "look"})
    looping = Plan(sound.model_copy(update={"steps": [look, *sound.steps[1:]]}))
    with pytest.raises(StoryStuckError):
        played(following("- {at: '09:01'}"), plan=looping)


def test_an_incident_nobody_speaks_of_fails_the_story() -> None:
    given = GIVEN.replace("{available: true}", "{available: perhaps}")
    assert "`look` is parked with `wrong-type`" in failure(following("- {at: '09:01'}"), given=given)
    spoken_of = "start: by_hand, then: {incident: {look: wrong-type}}}"
    passes(following("- {at: '09:01'}").replace("start: by_hand}", spoken_of), given=given)


def test_a_message_somebody_brings_is_recorded_by_hand_and_only_by_those_who_may() -> None:
    passes(
        following(
            CHECKED
            + """\
- {at: '09:20', by: cleo, message: paid, then: {refused: not-allowed}}
- {at: '09:21', by: fin, message: paid, then: {open: {dispatch: {}}}}
"""
        )
    )


def test_what_must_be_so_in_a_called_case_that_runs_is_said_under_its_process() -> None:
    given = GIVEN + "  processes: {dispatch: run}\n"
    inner = "{warehouse-dispatch: {open: {pack: {for: [fin]}}, told: []}}"
    passes(following(PAID + f"- {{at: '09:30', then: {{called: {inner}}}}}"), plan_of(DISPATCH), given=given)
    wrong = "{warehouse-dispatch: {open: {pack: {for: [cleo]}}}}"
    story = following(PAID + f"- {{at: '09:30', then: {{called: {wrong}}}}}")
    assert "`warehouse-dispatch`: `pack` is for: expected `cleo`" in failure(story, plan_of(DISPATCH), given=given)


def test_what_must_be_so_in_a_called_case_needs_one_that_runs() -> None:
    given = GIVEN + "  processes: {dispatch: {end: sent}}\n"
    story = following("- {at: '09:30', then: {called: {warehouse-dispatch: {end: sent}}}}")
    assert "none that runs in this story" in failure(story, plan_of(DISPATCH), given=given)
