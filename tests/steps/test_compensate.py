"""compensate: what was done is taken back, latest first."""

from kit import Case, given

RESERVED = """
data:
  note: {type: text, default: ''}
steps:
  - calculate: freeze
    set: {note: =note + "f"}
    undo: [{calculate: thaw, set: {note: =note + "-f"}}]
  - calculate: book
    set: {note: =note + "b"}
    undo: [{calculate: unbook, set: {note: =note + "-b"}}]
  - user_task: decide
    assign: {role: boss}
    outcomes: {go: {}, stop: {next: take_back}}
  - end: gone
  - compensate: take_back
    %s
  - {user_task: after, assign: {role: clerk}}
  - end: stopped
"""


def note(case: Case) -> str:
    return str(case["note"])


def test_everything_is_taken_back_latest_first() -> None:
    case = given(RESERVED % "name: back")
    case.complete("decide", "stop")
    assert note(case) == "fb-b-f" and case.open == ["after"]


def test_one_step_alone_may_be_taken_back() -> None:
    case = given(RESERVED % "of: freeze")
    case.complete("decide", "stop")
    assert note(case) == "fb-f"


def test_what_was_not_done_is_not_taken_back() -> None:
    case = given((RESERVED % "name: back").replace("  - calculate: book", '  - calculate: book\n    if: note = ""'))
    case.complete("decide", "stop")
    assert note(case) == "f-f"


def test_what_has_been_taken_back_is_not_taken_back_again() -> None:
    case = given((RESERVED % "of: book").replace("{user_task: after", "{compensate: all}\n  - {user_task: after"))
    case.complete("decide", "stop")
    assert note(case) == "fb-b-f"


def test_what_was_done_twice_is_taken_back_twice() -> None:
    case = given("""
        data:
          note: {type: text, default: ''}
        steps:
          - calculate: book
            set: {note: =note + "b"}
            undo: [{calculate: unbook, set: {note: =note + "-"}}]
          - user_task: decide
            assign: {role: boss}
            outcomes: {again: {next: book}, stop: {}}
          - compensate: take_back
        """)
    case.complete("decide", "again")
    case.complete("decide", "stop")
    assert note(case) == "bb--"


def test_undo_steps_may_take_their_time() -> None:
    case = given("""
        steps:
          - service_task: ship
            service: http.post
            undo: [{service_task: call_back, service: http.delete}, {user_task: check, assign: {role: clerk}}]
          - user_task: decide
            assign: {role: boss}
          - compensate: take_back
          - {user_task: after, assign: {role: clerk}}
        """)
    case.answer("ship")
    case.complete("decide")
    assert case.open == ["call_back"]
    case.answer("call_back")
    assert case.open == ["check"]
    case.complete("check")
    assert case.open == ["after"]


def test_each_item_is_taken_back_with_its_own_values() -> None:
    case = given(
        """
        data:
          lines: {type: table, fields: {sku: {type: text}, box: {type: text}}}
          note: {type: text, default: ''}
        steps:
          - for_each: all_lines
            item: line
            in: lines
            order: sequential
            steps:
              - calculate: put
                set: {line.box: '="box " + line.sku'}
                undo: [{calculate: take, set: {line.box: =null, note: '=note + string(index) + line.sku'}}]
          - user_task: decide
            assign: {role: boss}
          - compensate: take_back
        """,
        lines=[{"sku": "A"}, {"sku": "B"}],
    )
    assert [row["box"] for row in case["lines"]] == ["box A", "box B"]
    case.complete("decide")
    assert [row["box"] for row in case["lines"]] == [None, None]
    assert note(case) == "2B1A"


SCOPES = """
data:
  note: {type: text, default: ''}
steps:
  - scope: shipping
    steps:
      - calculate: book
        set: {note: =note + "b"}
        undo: [{calculate: unbook, set: {note: =note + "-b"}}]
      - calculate: load
        set: {note: =note + "l"}
        undo: [{calculate: unload, set: {note: =note + "-l"}}]
  - calculate: bill
    set: {note: =note + "m"}
    undo: [{calculate: unbill, set: {note: =note + "-m"}}]
  - user_task: decide
    assign: {role: boss}
  - compensate: take_back
    of: shipping
"""


def test_of_a_scope_takes_back_what_was_done_in_it() -> None:
    case = given(SCOPES)
    case.complete("decide")
    assert note(case) == "blm-l-b"


def test_what_is_done_while_taking_back_is_not_remembered_itself() -> None:
    case = given("""
        data:
          note: {type: text, default: ''}
        steps:
          - calculate: book
            set: {note: =note + "b"}
            undo: [{calculate: unbook, set: {note: =note + "-"}, undo: [{calculate: never, set: {note: =note + "!"}}]}]
          - user_task: decide
            assign: {role: boss}
          - compensate: take_back
          - compensate: once_more
        """)
    case.complete("decide")
    assert note(case) == "b-"


def test_an_undo_that_fails_parks_and_goes_on_after_a_retry() -> None:
    case = given("""
        data:
          left: {type: integer, minimum: 0, default: 0}
        steps:
          - calculate: book
            set: {left: =left}
            undo: [{calculate: unbook, set: {left: =left - 1}}]
          - user_task: decide
            assign: {role: boss}
          - compensate: take_back
        """)
    case.complete("decide")
    assert case.parked == {"unbook": "wrong-type"}
    case.correct(left=1)
    case.retry()
    assert case["left"] == 0 and case.ended == "finished"


def test_a_step_left_before_it_was_finished_has_nothing_to_take_back() -> None:
    case = given("""
        data:
          note: {type: text, default: ''}
        steps:
          - user_task: book
            assign: {role: clerk}
            events: {stop: {name: Stop, by: {role: starter}, next: take_back}}
            undo: [{calculate: unbook, set: {note: undone}}]
          - end: booked
          - compensate: take_back
          - end: stopped
        """)
    case.press("stop")
    assert case.ended == "stopped" and note(case) == ""
