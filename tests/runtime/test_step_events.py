"""Events of open steps and of the process: beside or instead of what is going on."""

from kit import given

from engine.runtime import events as e

NAGGED = """
data:
  news: {type: text}
messages:
  news: {key: ref}
steps:
  - user_task: work
    assign: {role: clerk}
    events:
      news: {message: news, form: {require: [news]}, steps: [{user_task: read, assign: {role: boss}}]}
  - user_task: rest
    assign: {role: clerk}
"""


def test_steps_of_an_event_run_beside_the_step_it_hangs_on() -> None:
    case = given(NAGGED)
    case.message("news", news="rain")
    assert case.open == ["work", "read"]


def test_steps_beside_run_on_when_the_step_has_finished() -> None:
    case = given(NAGGED)
    case.message("news", news="rain")
    case.complete("work")
    assert case.open == ["read", "rest"]


def test_the_list_around_ends_only_after_what_runs_beside_it() -> None:
    case = given(NAGGED)
    case.message("news", news="rain")
    case.complete("work")
    case.complete("rest")
    assert case.open == ["read"] and case.ended is None
    case.complete("read")
    assert case.ended == "finished"


def test_an_event_that_happens_again_writes_at_once_and_its_steps_follow_those_still_running() -> None:
    case = given(NAGGED)
    case.message("news", news="rain")
    case.message("news", news="snow")
    assert case["news"] == "snow"
    assert case.open == ["work", "read"]
    case.complete("read")
    assert case.open == ["work", "read"]
    case.complete("read")
    assert case.open == ["work"]


def test_steps_that_follow_still_do_so_when_the_step_has_finished_meanwhile() -> None:
    case = given(NAGGED)
    case.message("news", news="rain")
    case.message("news", news="snow")
    case.complete("work")
    case.complete("read")
    assert case.open == ["rest", "read"]
    case.complete("read")
    case.complete("rest")
    assert case.ended == "finished"


def test_an_event_of_a_step_does_not_happen_any_more_when_the_step_is_over() -> None:
    case = given(NAGGED)
    case.complete("work")
    case.message("news", news="rain")
    assert case.open == ["rest"]
    assert case.all(e.MessageKept)


def test_leaving_a_step_cancels_what_runs_beside_it() -> None:
    leave = "      leave: {name: Leave, by: {role: starter}, next: rest}\n  - user_task: rest"
    case = given(NAGGED.replace("  - user_task: rest", leave))
    case.message("news", news="rain")
    case.message("news", news="snow")
    case.press("leave")
    assert case.open == ["rest"]
    assert [one.step for one in case.all(e.StepCancelled)] == ["read", "work"]


def test_one_item_left_does_not_take_away_what_follows_beside_another() -> None:
    case = given(
        """
        data:
          names: {type: list, of: text}
          seen: {type: integer}
        messages:
          news: {key: ref}
        steps:
          - for_each: all_names
            item: name
            in: names
            steps:
              - user_task: work
                assign: {role: clerk}
                events:
                  call: {name: Call, by: {role: starter}, steps: [{user_task: answer, assign: {role: boss}}]}
                  drop: {name: Drop, by: {role: starter}, next: done}
        """,
        names=["a", "b"],
    )
    first, second = (case.step("work", number=number).id for number in (0, 1))
    for holder in (first, first, second, second):
        case.press("call", holder=holder)
    case.press("drop", holder=first)
    assert case.open == ["work", "answer"]
    case.complete("answer")
    assert case.open == ["work", "answer"]


def test_an_event_with_next_interrupts_its_step() -> None:
    case = given("""
        steps:
          - user_task: work
            assign: {role: clerk}
            events:
              hurry: {name: Hurry, by: {role: starter}, next: express}
          - end: slow
          - user_task: express
            assign: {role: boss}
          - end: fast
        """)
    happened = case.press("hurry")
    assert case.open == ["express"]
    assert case.one(e.EventHappened, happened).event == "hurry"
    assert case.one(e.StepCancelled, happened).step == "work"
    case.complete("express")
    assert case.ended == "fast"


def test_an_event_of_the_process_with_next_interrupts_everything() -> None:
    case = given("""
        steps:
          - parallel: both
            branches:
              one: {steps: [{user_task: a, assign: {role: clerk}}]}
              two: {steps: [{user_task: b, assign: {role: clerk}}]}
          - end: finished
          - end: withdrawn
        events:
          withdraw: {name: Withdraw, by: {person: initiator}, next: withdrawn}
          look: {name: Look, by: {person: initiator}, steps: [{user_task: c, assign: {role: boss}}]}
        """)
    case.press("look")
    case.press("withdraw")
    assert case.ended == "withdrawn"
    assert {one.step for one in case.all(e.StepCancelled)} == {"a", "b", "both", "c"}


def test_an_event_sets_values_and_knows_who_acts() -> None:
    case = given("""
        data:
          who: {type: person}
          tries: {type: integer, default: 0}
        steps:
          - user_task: work
            assign: {role: clerk}
            events:
              tried: {name: Tried, by: {role: boss}, set: {who: =actor, tries: =tries + 1}}
        """)
    case.press("tried", "meg")
    case.press("tried", "meg")
    assert (case["who"], case["tries"]) == ("meg", 2)
    assert case.open == ["work"]


def test_steps_of_an_event_know_whether_it_is_open() -> None:
    case = given("""
        steps:
          - user_task: work
            assign: {role: clerk}
          - wait: calm
            condition: not(steps.look.open)
        events:
          look: {name: Look, by: {person: initiator}, steps: [{user_task: c, assign: {role: boss}}]}
        """)
    case.press("look")
    case.complete("work")
    assert case.open == ["c", "calm"]
    case.complete("c")
    assert case.ended == "finished"


def test_the_steps_of_an_event_may_lead_back_into_the_list_around() -> None:
    case = given("""
        steps:
          - user_task: work
            assign: {role: clerk}
            events:
              look: {name: Look, by: {role: starter}, steps: [{user_task: c, assign: {role: boss}, next: rest}]}
          - user_task: more
            assign: {role: clerk}
          - user_task: rest
            assign: {role: clerk}
        """)
    case.press("look")
    case.complete("work")
    case.complete("c")
    assert case.open == ["rest"]


def test_a_condition_event_happens_when_it_becomes_true_and_again_when_it_becomes_so_again() -> None:
    case = given("""
        data:
          stock: {type: integer, default: 5}
          alarms: {type: integer, default: 0}
        steps:
          - user_task: work
            assign: {role: clerk}
        events:
          low: {condition: stock < 3, set: {alarms: =alarms + 1}}
        """)
    for stock in (4, 2, 1, 6, 0):
        case.correct(stock=stock)
    assert case["alarms"] == 2


def test_a_condition_that_is_true_from_the_beginning_happens_at_once() -> None:
    case = given("""
        data:
          stock: {type: integer, default: 1}
        steps:
          - user_task: work
            assign: {role: clerk}
            events:
              low: {condition: stock < 3, next: reorder}
          - end: fine
          - end: reorder
        """)
    assert case.ended == "reorder"


def test_a_condition_that_gives_null_is_not_yet() -> None:
    case = given("""
        data:
          stock: {type: integer}
        steps:
          - user_task: work
            assign: {role: clerk}
            events:
              low: {condition: stock < 3, next: reorder}
          - end: fine
          - end: reorder
        """)
    assert case.open == ["work"] and not case.parked
    case.correct(stock=1)
    assert case.ended == "reorder"


def test_a_timer_event_comes_at_its_moment() -> None:
    case = given(
        """
        steps:
          - user_task: work
            assign: {role: clerk}
            events:
              late: {timer: 2 working hours, next: given_up}
          - end: fine
          - end: given_up
        """.replace("given_up", "given-up")
    )
    case.until("2026-03-02 10:59")
    assert case.open == ["work"]
    case.until("2026-03-02 11:00")
    assert case.ended == "given-up"


def test_a_timer_repeats_with_every_and_its_steps_follow_one_another() -> None:
    case = given("""
        data:
          nags: {type: integer, default: 0}
        steps:
          - user_task: work
            assign: {role: clerk}
            events:
              nag:
                timer: 1 working day
                every: 2 working hours
                set: {nags: =nags + 1}
                steps: [{notify: press, to: [{role: boss}], text: 'nag {nags}'}]
        """)
    case.until("2026-03-03 08:59")
    assert case["nags"] == 0
    case.until("2026-03-03 13:00")
    assert case["nags"] == 3
    case.complete("work")
    case.until("2026-03-10 12:00")
    assert case["nags"] == 3
    assert [one.text for one in case.all(e.NoticeAddressed)] == ["nag 1", "nag 2", "nag 3"]


def test_a_timer_whose_if_is_false_passes() -> None:
    case = given("""
        data:
          urgent: {type: yes_no, default: false}
        steps:
          - user_task: work
            assign: {role: clerk}
            events:
              late: {timer: 1 h, if: urgent, next: hurried}
          - end: fine
          - end: hurried
        """)
    case.after(hours=3)
    assert case.open == ["work"]


def test_a_timer_follows_its_field_and_does_not_come_while_that_is_empty() -> None:
    case = given("""
        data:
          etd: {type: date}
        steps:
          - user_task: work
            assign: {role: clerk}
            events:
              near: {timer: 09:00 on 2 days before etd, next: pressed}
          - end: fine
          - end: pressed
        """)
    case.until("2026-03-04 12:00")
    assert case.open == ["work"]
    case.correct(etd="2026-03-12")
    case.correct(etd="2026-03-20")
    case.until("2026-03-16 12:00")
    assert case.open == ["work"]
    case.until("2026-03-18 09:00")
    assert case.ended == "pressed"


def test_a_timer_that_has_come_comes_again_only_for_a_moment_still_ahead() -> None:
    case = given("""
        data:
          etd: {type: date, default: 2026-03-04}
          nudges: {type: integer, default: 0}
        steps:
          - user_task: work
            assign: {role: clerk}
            events:
              near: {timer: 09:00 on 1 day before etd, set: {nudges: =nudges + 1}}
        """)
    case.until("2026-03-03 10:00")
    assert case["nudges"] == 1
    case.correct(etd="2026-03-03")
    assert case["nudges"] == 1
    case.correct(etd="2026-03-10")
    case.until("2026-03-09 09:00")
    assert case["nudges"] == 2


def test_commands_at_the_instant_of_a_timer_come_before_it() -> None:
    case = given("""
        steps:
          - user_task: work
            assign: {role: clerk}
            events:
              late: {timer: 1 h, next: lapsed}
          - end: fine
          - end: lapsed
        """)
    case.until("2026-03-02 10:00", including=False)
    case.complete("work")
    assert case.ended == "fine"


def test_a_value_of_an_event_that_does_not_fit_parks_the_step_it_hangs_on() -> None:
    case = given("""
        data:
          tries: {type: integer, maximum: 1, default: 1}
        steps:
          - user_task: work
            assign: {role: clerk}
            events:
              tried: {name: Tried, by: {role: boss}, set: {tries: =tries + 1}, next: over}
          - end: over
        """)
    case.press("tried", "meg")
    assert case.parked == {"work": "wrong-type"}
    assert case.open == ["work"]
    case.correct(tries=0)
    case.retry()
    assert case.ended == "over"


def test_an_event_of_the_process_that_cannot_happen_parks_what_runs_beside_when_nothing_else_is_open() -> None:
    case = given("""
        data:
          tries: {type: integer, maximum: 1, default: 1}
        steps:
          - user_task: work
            assign: {role: clerk}
        events:
          look: {name: Look, by: {role: boss}, steps: [{user_task: c, assign: {role: boss}}]}
          tried: {name: Tried, by: {role: boss}, set: {tries: =tries + 1}}
        """)
    case.press("look", "meg")
    case.complete("work")
    case.press("tried", "meg")
    assert case.parked == {"c": "wrong-type"}
    case.correct(tries=0)
    case.retry()
    assert case["tries"] == 1 and not case.parked
