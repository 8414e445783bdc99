"""A plan has every inherited rule written out."""

from typing import Any

import pytest

from engine.compiler import Known, compile_definition, read_escalation
from engine.model import ProcessDefinition
from engine.model.limits import Rung
from engine.model.plan import Plan
from engine.model.steps.user_task import Return, UserTask
from engine.model.steps.wait import Wait

FRAME = """
process: limits
name: 时限
department: hr
business_key: number
data:
  number: {{type: text, numbering: 'A-{{nnn}}'}}
  etd: {{type: date}}
  at_time: {{type: date_time}}
  rows: {{type: table, fields: {{day: {{type: date}}}}}}
{extra}
start: {{by_hand: {{by: {{role: hr}}, form: {{edit: [etd, at_time]}}}}}}
steps:
{steps}
  - end: over
"""


def plan_of(steps: str, extra: str = "", known: Known | None = None) -> Plan:
    compiled = compile_definition(FRAME.format(steps=steps, extra=extra), "limits.yaml", known=known or Known())
    assert compiled.plan is not None, compiled.problems
    return compiled.plan


def task_of(steps: str, extra: str = "", known: Known | None = None) -> UserTask:
    task = plan_of(steps, extra, known).steps["a"]
    assert isinstance(task, UserTask)
    return task


def rungs_of(limited: Any) -> dict[str, Rung]:
    return {rung_id: rung for rung_id, rung in (limited.escalation or {}).items() if isinstance(rung, Rung)}


def people_of(rung: Rung) -> list[str | None]:
    return [who.person for who in rung.notify or []]


def test_limit_gets_the_company_rungs_and_they_say_so() -> None:
    rungs = rungs_of(task_of("  - {user_task: a, assign: {role: hr}, due: 2 working days}"))

    assert {rung_id: rung.at for rung_id, rung in rungs.items()} == {"remind": "80%", "lapse": "due", "raise": "200%"}
    assert people_of(rungs["remind"]) == ["assignee"]
    assert people_of(rungs["lapse"]) == ["assignee", "manager of(assignee)"]
    assert people_of(rungs["raise"]) == ["manager of(manager of(assignee))"]
    assert all(rung.inherited for rung in rungs.values())


def test_what_has_no_limit_gets_no_rungs() -> None:
    task = task_of("  - {user_task: a, assign: {role: hr}}")

    assert task.escalation is None
    assert task.calendar is None


@pytest.mark.parametrize(
    ("due", "remind"),
    [
        ("etd", "09:00 on 1 working day before due"),
        ("2 days after etd", "09:00 on 1 working day before due"),
        ("18:00 on etd", "09:00 on 1 working day before due"),
        ("end of month of etd", "09:00 on 1 working day before due"),
        ("2 h before at_time", "09:00 on 1 working day before due"),
        ("4 working hours after at_time", "80%"),
        ("2 working days", "80%"),
        ("end of working day", "80%"),
        ("'19:30'", "80%"),
    ],
)
def test_limit_that_is_a_date_is_reminded_of_on_the_working_day_before(due: str, remind: str) -> None:
    assert rungs_of(task_of(f"  - {{user_task: a, assign: {{role: hr}}, due: {due}}}"))["remind"].at == remind


def test_limit_counted_backwards_has_no_share_of_time() -> None:
    rungs = rungs_of(task_of("  - {user_task: a, assign: {role: hr}, due: 2 days before etd}"))

    assert list(rungs) == ["remind", "lapse"]


def test_date_of_an_item_is_a_date_limit_too() -> None:
    plan = plan_of(
        "  - {for_each: all, item: row, in: rows, steps: [{user_task: a, assign: {role: hr}, due: row.day}]}"
    )

    assert rungs_of(plan.steps["a"])["remind"].at == "09:00 on 1 working day before due"


def test_own_rung_replaces_the_company_one_and_none_takes_it_away() -> None:
    rungs = rungs_of(
        task_of(
            "  - user_task: a\n"
            "    assign: {role: hr}\n"
            "    due: 2 days\n"
            "    escalation:\n"
            "      lapse: {at: due, notify: [{role: head}]}\n"
            "      raise: none\n"
            "      extra: {at: 300%, add: [{role: gm}]}"
        )
    )

    assert list(rungs) == ["remind", "lapse", "extra"]
    assert not rungs["lapse"].inherited
    assert rungs["remind"].inherited


def test_defaults_lie_between_company_and_step_for_user_tasks_only() -> None:
    extra = """
defaults:
  escalation:
    shift: {at: '19:30', every: 1 day, reassign: {role: head}}
    lapse: {at: due, notify: [{role: head}]}
"""
    plan = plan_of(
        "  - {user_task: a, assign: {role: hr}, due: 2 days}\n"
        "  - {user_task: b, assign: {role: hr}}\n"
        "  - {wait: c, timer: 1 day, due: 3 days}",
        extra,
    )

    assert list(rungs_of(plan.steps["a"])) == ["remind", "lapse", "raise", "shift"]
    assert not rungs_of(plan.steps["a"])["lapse"].inherited
    # Without a limit there is nothing to lapse, but the shift ends all the same.
    assert list(rungs_of(plan.steps["b"])) == ["shift"]
    assert list(rungs_of(plan.steps["c"])) == ["remind", "lapse", "raise"]
    assert rungs_of(plan.steps["c"])["lapse"].inherited


def test_case_clocks_rework_and_all_kinds_of_steps_get_their_rungs() -> None:
    text = FRAME.format(
        steps="  - {scope: a, due: 2 days, steps: [{service_task: b, service: http.get, due: 1 day}]}\n"
        "  - {parallel: c, due: 1 day, branches: {one: {steps: [{user_task: d, assign: {role: hr}}]}}}\n"
        "  - {call_process: e, process: recruitment, due: 1 day}",
        extra="due: 9 days\nclocks: {all: {to: d, due: 5 days}}",
    ).replace("by: {role: hr}", "by: {role: hr}, rework: {due: 1 day}")
    compiled = compile_definition(text, "limits.yaml", known=Known())
    assert compiled.plan is not None, compiled.problems
    definition = compiled.plan.definition

    limited: list[Any] = [definition, definition.clocks["all"], definition.start["by_hand"].rework]
    limited += [compiled.plan.steps[step] for step in "abce"]
    for one in limited:
        assert list(rungs_of(one)) == ["remind", "lapse", "raise"]
        assert one.calendar == "office"
        assert one.roll == "none"


def test_calendar_comes_from_step_then_defaults_then_definition_then_company() -> None:
    steps = (
        "  - {user_task: a, assign: {role: hr}, due: 1 day}\n"
        "  - {user_task: b, assign: {role: hr}, due: 1 day, calendar: cs-room}\n"
        "  - {wait: c, timer: 1 day}"
    )

    def calendars(extra: str, known: Known | None = None) -> list[str | None]:
        plan = plan_of(steps, extra, known)
        return [getattr(plan.steps[step], "calendar", None) for step in "abc"]

    assert calendars("") == ["office", "cs-room", "office"]
    assert calendars("calendar: service") == ["service", "cs-room", "service"]
    assert calendars("calendar: service\ndefaults: {calendar: all-hours}") == ["all-hours", "cs-room", "service"]
    assert calendars("", Known(calendar="no-sunday")) == ["no-sunday", "cs-room", "no-sunday"]


def test_roll_is_backward_for_what_is_counted_backwards_and_none_else() -> None:
    def rolls(due: str, extra: str = "") -> list[str | None]:
        plan = plan_of(f"  - {{user_task: a, assign: {{role: hr}}, due: {due}}}\n  - {{wait: b, timer: {due}}}", extra)
        return [getattr(plan.steps[step], "roll", None) for step in "ab"]

    assert rolls("2 days before etd") == ["backward", "backward"]
    assert rolls("09:00 on 2 days before etd") == ["backward", "backward"]
    assert rolls("2 days after etd") == ["none", "none"]
    assert rolls("2 days before etd", "defaults: {roll: forward}") == ["forward", "backward"]


def test_events_and_schedules_get_calendar_and_roll() -> None:
    plan = plan_of(
        "  - wait: a\n"
        "    first_of:\n"
        "      day: {timer: 2 days before etd, next: over}\n"
        "      now: {condition: etd != null, next: over}\n"
    )
    wait = plan.steps["a"]
    assert isinstance(wait, Wait) and wait.first_of is not None

    assert (wait.first_of["day"].calendar, wait.first_of["day"].roll) == ("office", "backward")
    assert (wait.first_of["now"].calendar, wait.first_of["now"].roll) == (None, None)


def test_task_inherits_return_verbs_and_policies_unless_it_says_otherwise() -> None:
    extra = """
defaults:
  return: {to: [a, start], again: commented}
  forbid: [transfer]
  when_nobody: manager
  when_again: skip
"""
    plan = plan_of(
        "  - {user_task: a, assign: {role: hr}}\n"
        "  - {user_task: b, assign: {role: hr}, return: none, forbid: [], when_nobody: {role: gm}}",
        extra,
    )
    first, second = plan.steps["a"], plan.steps["b"]
    assert isinstance(first, UserTask) and isinstance(second, UserTask)

    # Nobody returns a task to itself.
    assert isinstance(first.return_, Return) and first.return_.to == ["start"]
    assert (first.forbid, first.when_nobody, first.when_initiator, first.when_again) == (
        ["transfer"], "manager", "manager", "skip",
    )  # fmt: skip
    assert second.return_ is None
    assert second.forbid == []
    assert second.when_nobody != "manager"


def test_policies_have_final_defaults() -> None:
    task = task_of("  - {user_task: a, assign: {role: hr}}")

    assert (task.when_nobody, task.when_initiator, task.when_again) == ("incident", "manager", "ask")


def test_company_may_have_other_rungs() -> None:
    rungs = read_escalation({"lapse": {"at": "due", "notify": [{"role": "gm"}]}})
    task = task_of(
        "  - {user_task: a, assign: {role: hr}, due: etd}",
        known=Known(escalation=rungs, remind_before_a_date="08:00 on due"),
    )

    assert list(rungs_of(task)) == ["lapse"]
    assert rungs_of(task)["lapse"].inherited


def test_plan_of_the_same_text_has_the_same_digest_and_travels() -> None:
    steps = "  - {user_task: a, assign: {role: hr}, due: 2 days}"
    plan = plan_of(steps)

    assert plan_of(steps).digest == plan.digest
    assert plan_of(steps.replace("2 days", "3 days")).digest != plan.digest
    assert Plan.from_bytes(plan.to_bytes()) == plan


def test_what_is_normalised_keeps_everything_the_author_wrote() -> None:
    text = FRAME.format(steps="  - {user_task: a, assign: {role: hr}}", extra="summary: [etd]\nsealed: true")
    compiled = compile_definition(text, "limits.yaml", known=Known())
    assert compiled.plan is not None
    definition: ProcessDefinition = compiled.plan.definition

    assert (definition.summary, definition.sealed, definition.business_key) == (["etd"], True, "number")
    assert definition.data["rows"].fields is not None
