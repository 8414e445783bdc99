"""scope: a group of steps with events, a limit, a stage and an undo of its own, repeated until its condition is true."""

from kit import given

from engine.runtime import events as e

ROUNDS = """
data:
  agreed: {type: yes_no}
steps:
  - scope: bargain
    until: agreed
    steps:
      - {user_task: offer, assign: {role: clerk}}
      - {user_task: answer, assign: {role: boss}, form: {edit: [agreed]}}
  - {user_task: after, assign: {role: clerk}}
"""


def test_works_its_steps_and_goes_on() -> None:
    case = given("""
        steps:
          - scope: part
            steps:
              - {user_task: one, assign: {role: clerk}}
              - {user_task: two, assign: {role: clerk}}
          - {user_task: after, assign: {role: clerk}}
        """)
    case.complete("one")
    case.complete("two")
    assert case.open == ["after"]
    assert case.finished == ["one", "two", "part"]


def test_is_repeated_until_its_condition_is_true() -> None:
    case = given(ROUNDS)
    case.complete("offer")
    case.complete("answer", data={"agreed": False})
    assert case.open == ["offer"]
    case.complete("offer")
    case.complete("answer", data={"agreed": True})
    assert case.open == ["after"]
    assert len(case.all(e.StepEntered, step="bargain")) == 1
    assert len(case.all(e.StepEntered, step="offer")) == 2


def test_a_condition_that_gives_null_parks_it_and_a_retry_asks_again() -> None:
    case = given(ROUNDS)
    case.complete("offer")
    case.complete("answer")
    assert case.parked == {"bargain": "condition-null"}
    case.correct(agreed=True)
    case.retry()
    assert case.open == ["after"] and not case.parked


def test_next_done_ends_a_round() -> None:
    case = given(
        ROUNDS.replace(
            "{user_task: offer, assign: {role: clerk}}",
            "{user_task: offer, assign: {role: clerk}, outcomes: {go: {}, drop: {set: {agreed: true}, next: done}}}",
        )
    )
    case.complete("offer", "drop")
    assert case.open == ["after"]


def test_its_limit_spans_what_is_inside() -> None:
    case = given(ROUNDS.replace("until: agreed", "until: agreed\n    due: 1 working day"))
    key = case.step("bargain").id
    assert case.limit(key) == "2026-03-03 09:00"
    case.complete("offer")
    case.complete("answer", data={"agreed": False})
    assert case.limit(key) == "2026-03-03 09:00"
    case.until("2026-03-03 09:00")
    assert ("bargain.lapse", ("ini", "meg")) in case.told
    case.complete("offer")
    case.complete("answer", data={"agreed": True})
    assert key not in case.known.limits


def test_its_stage_is_reached_with_it_and_those_inside_after() -> None:
    case = given(
        ROUNDS.replace("until: agreed", "until: agreed\n    stage: Talking").replace(
            "{user_task: answer,", "{user_task: answer, stage: 'Waiting for {ref}',"
        )
    )
    assert case.known.stage == "Talking"
    case.complete("offer")
    assert next(one.stage for one in case.all(e.StageReached)) == "Talking"
    assert case.known.stage != "Talking"


def test_its_events_are_there_while_it_is_open() -> None:
    case = given(
        ROUNDS.replace(
            "until: agreed", "until: agreed\n    events: {quit: {name: Quit, by: {role: starter}, next: after}}"
        )
    )
    case.complete("offer")
    case.press("quit")
    assert case.open == ["after"]
    with case.refuses("event-closed"):
        case.press("quit")


def test_its_if_skips_it_whole() -> None:
    case = given(ROUNDS.replace("until: agreed", "until: agreed\n    if: agreed = null"), agreed=True)
    assert case.open == ["after"]
    assert case.one(e.StepSkipped).reason == "if: agreed = null"


def test_what_it_sets_is_written_when_it_is_over() -> None:
    case = given(ROUNDS.replace("until: agreed", "until: agreed\n    set: {agreed: =null}"))
    case.complete("offer")
    case.complete("answer", data={"agreed": True})
    assert case["agreed"] is None and case.open == ["after"]


def test_it_is_taken_back_as_a_whole() -> None:
    case = given("""
        data:
          note: {type: text, default: ''}
        steps:
          - scope: part
            steps: [{calculate: book, set: {note: b}}]
            undo: [{calculate: unbook, set: {note: =note + "-"}}]
          - compensate: take_back
        """)
    assert case["note"] == "b-"


def test_a_loop_that_nothing_ends_goes_on_in_turns_of_bounded_size() -> None:
    case = given("""
        data:
          count: {type: integer, default: 0}
        steps:
          - scope: rounds
            until: count >= 1500
            steps: [{calculate: add, set: {count: =count + 1}}]
        """)
    assert case.ended == "finished" and case["count"] == 1500
    assert len(case.turns) == 2
    assert max(len(case.all(e.StepEntered, list(turn.events))) for turn in case.turns) <= 1000
