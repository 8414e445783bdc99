"""raise: a business error goes to the nearest event that catches it."""

from kit import given

from engine.runtime import events as e

CAUGHT = """
steps:
  - scope: booking
    steps:
      - user_task: ask
        assign: {role: clerk}
        outcomes: {found: {next: done}, none: {}}
      - raise: no_space
        error: no-space
        text: 'no space for {ref}'
    events:
      full: {error: no-space, %s}
  - end: booked
  - user_task: look_elsewhere
    assign: {role: boss}
    next: elsewhere
  - end: elsewhere
"""


def test_goes_to_the_event_of_the_step_around_and_that_step_is_over() -> None:
    case = given(CAUGHT % "next: look_elsewhere")
    happened = case.complete("ask", "none")
    assert case.open == ["look_elsewhere"]
    assert case.one(e.EventHappened, happened).trigger == "error"
    assert [one.step for one in case.all(e.StepCancelled, happened)] == ["no_space", "booking"]


def test_runs_the_steps_of_the_event_in_place_of_the_step_and_goes_on_below() -> None:
    case = given(
        CAUGHT % "steps: [{user_task: tell, assign: {role: clerk}}]"
        + "events:\n  go: {name: Go, by: {role: boss}, next: look_elsewhere}\n"
    )
    case.complete("ask", "none")
    assert case.open == ["tell"]
    case.complete("tell")
    assert case.ended == "booked"


def test_without_a_reaction_the_case_goes_on_below() -> None:
    case = given(CAUGHT % "set: {}" + "events:\n  go: {name: Go, by: {role: boss}, next: look_elsewhere}\n")
    case.complete("ask", "none")
    assert case.ended == "booked"


def test_is_not_raised_on_the_other_way() -> None:
    case = given(CAUGHT % "next: look_elsewhere")
    case.complete("ask", "found")
    assert case.ended == "booked"


def test_passes_by_events_that_catch_another_error() -> None:
    case = given("""
        steps:
          - scope: outer
            events: {caught: {error: deep, next: outside}}
            steps:
              - scope: inner
                events: {other: {error: shallow, next: inside}}
                steps:
                  - user_task: ask
                    assign: {role: clerk}
                    outcomes: {deep: {}, shallow: {steps: [{raise: hm, error: shallow}]}, fine: {next: done}}
                  - {raise: oops, error: deep}
              - {user_task: inside, assign: {role: clerk}}
          - end: fine
          - end: outside
        """)
    case.complete("ask", "deep")
    assert case.ended == "outside"


def test_leaves_everything_that_is_open_inside_what_it_ends() -> None:
    case = given("""
        steps:
          - parallel: both
            events: {caught: {error: stop, next: stopped}}
            branches:
              one: {steps: [{user_task: a, assign: {role: clerk}, outcomes: {bad: {}, fine: {next: done}}}, {raise: oops, error: stop}]}
              two: {steps: [{user_task: b, assign: {role: clerk}}]}
          - end: fine
          - end: stopped
        """)
    happened = case.complete("a", "bad")
    assert case.ended == "stopped"
    assert case.one(e.TaskCancelled, happened).reason == "error: stop"


def test_is_caught_by_the_process_at_last() -> None:
    case = given("""
        steps:
          - user_task: work
            assign: {role: clerk}
            outcomes: {fine: {}, bad: {steps: [{raise: oops, error: stop}]}}
          - end: fine
          - end: stopped
        events:
          caught: {error: stop, next: stopped}
        """)
    case.complete("work", "bad")
    assert case.ended == "stopped"


def test_an_event_of_the_process_without_next_ends_the_outermost_step_and_goes_on_below() -> None:
    case = given("""
        data:
          errors: {type: integer, default: 0}
        steps:
          - scope: part
            steps:
              - {service_task: work, service: stock.check, events: {other: {error: other}}}
          - {user_task: after, assign: {role: clerk}}
        events:
          caught: {error: stop, set: {errors: =errors + 1}}
        """)
    case.fail("work", "stop")
    assert case.open == ["after"] and case["errors"] == 1


def test_an_error_out_of_a_reaction_is_not_caught_by_the_step_that_is_over_already() -> None:
    case = given("""
        steps:
          - scope: outer
            events: {second: {error: stop, next: twice}}
            steps:
              - scope: inner
                events: {first: {error: stop, steps: [{user_task: mend, assign: {role: clerk}}, {raise: again, error: stop}]}}
                steps:
                  - {user_task: work, assign: {role: clerk}, outcomes: {bad: {}, fine: {next: done}}}
                  - {raise: oops, error: stop}
          - end: fine
          - end: twice
        """)
    case.complete("work", "bad")
    assert case.open == ["mend"]
    case.complete("mend")
    assert case.ended == "twice"


def test_an_error_out_of_steps_beside_goes_to_what_is_around_them() -> None:
    case = given("""
        steps:
          - scope: part
            events: {caught: {error: stop, next: stopped}}
            steps:
              - user_task: work
                assign: {role: clerk}
                events:
                  look: {name: Look, by: {role: boss}, steps: [{user_task: see, assign: {role: boss}}, {raise: oops, error: stop}]}
          - end: fine
          - end: stopped
        """)
    case.press("look", "meg")
    case.complete("see")
    assert case.ended == "stopped"
