"""Buttons: `by` events of open steps and of the process, pressed by those who may."""

from kit import given

from engine.runtime import commands as c
from engine.runtime import events as e

BUTTONS = """
data:
  reason: {type: text}
  paid: {type: yes_no, default: false}
  names: {type: list, of: text}
steps:
  - for_each: every
    item: name
    in: names
    steps:
      - user_task: work
        assign: {role: clerk}
        events:
          help: {name: Help, by: {role: clerk}, steps: [{user_task: aid, assign: {role: boss}}]}
  - {user_task: after, assign: {role: clerk}}
  - end: finished
  - end: withdrawn
events:
  withdraw: {name: Withdraw, by: {person: initiator}, if: not(paid), comment: required, next: withdrawn}
  explain: {name: Explain, by: {role: [starter, boss]}, form: {require: [reason], checks: [{must: actor != "meg", say: not her}]}}
"""


def test_a_button_of_the_process_is_there_while_the_case_runs() -> None:
    case = given(BUTTONS, names=["a"])
    happened = case.press("withdraw", comment="changed my mind")
    assert case.ended == "withdrawn"
    event = case.one(e.EventHappened, happened)
    assert (event.event, event.trigger, event.by, event.comment) == ("withdraw", "by", "ini", "changed my mind")


def test_rejects_who_may_not_press_it() -> None:
    case = given(BUTTONS, names=["a"])
    with case.refuses("not-allowed"):
        case.press("withdraw", "ann", comment="please")


def test_rejects_a_button_that_is_not_possible_now() -> None:
    case = given(BUTTONS, names=["a"], paid=True)
    with case.refuses("not-possible-now"):
        case.press("withdraw", comment="please")


def test_rejects_a_missing_comment() -> None:
    case = given(BUTTONS, names=["a"])
    with case.refuses("comment-missing"):
        case.press("withdraw")


def test_rejects_a_form_that_is_not_filled_or_checked() -> None:
    case = given(BUTTONS, names=["a"])
    with case.refuses("field-missing"):
        case.press("explain")
    with case.refuses("check-failed"):
        case.press("explain", "meg", reason="because")
    with case.refuses("field-not-editable"):
        case.press("explain", paid=True, reason="because")
    case.press("explain", reason="because")
    assert case["reason"] == "because"


def test_rejects_an_unknown_button_and_says_what_was_meant() -> None:
    case = given(BUTTONS, names=["a"])
    with case.refuses("unknown-event") as refusal:
        case.press("withdrew")
    assert "Did you mean `withdraw`?" in str(refusal.value)


def test_rejects_a_button_whose_step_is_not_open() -> None:
    case = given(BUTTONS, names=["a"])
    case.complete("work")
    with case.refuses("event-closed"):
        case.press("help", "ann")


def test_of_several_open_steps_the_one_meant_is_named() -> None:
    case = given(BUTTONS, names=["a", "b"])
    second = case.step("work", number=1).id
    case.press("help", "ann", holder=second)
    assert case.known.lists[case.step("aid").list].hangs_on == second
    with case.refuses("event-closed"):
        case.press("help", "ann", holder="s99")


def test_a_rule_that_names_no_people_refuses_the_press() -> None:
    case = given("""
        data:
          who: {type: integer, default: 5}
          names: {type: list, of: text}
        steps:
          - {user_task: work, assign: {role: clerk}}
        events:
          odd: {name: Odd, by: {person: 'if names = null then who else initiator'}}
        """)
    with case.refuses("not-possible-now"):
        case.press("odd")


def test_a_command_once_obeyed_is_remembered_with_the_turn_it_became() -> None:
    from engine.runtime import already_answered

    case = given(BUTTONS, names=["a"])
    case.command(c.Press("explain", {"reason": "x"}), "ini", id="k-1")
    answer = already_answered(case.known, "k-1")
    assert answer is not None and answer.turn == case.known.turn
    assert already_answered(case.known, "k-2") is None


def test_the_last_two_hundred_commands_are_remembered() -> None:
    case = given(BUTTONS, names=["a"])
    for number in range(205):
        case.command(c.Press("explain", {"reason": str(number)}), "ini", id=f"k-{number}")
    assert list(case.known.answers) == [f"k-{number}" for number in range(5, 205)]


def test_a_refused_command_is_not_remembered() -> None:
    case = given(BUTTONS, names=["a"])
    with case.refuses("field-missing"):
        case.command(c.Press("explain"), "ini", id="k-1")
    assert "k-1" not in case.known.answers
