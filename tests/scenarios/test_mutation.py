"""Mutants: which changes of a rule there are, and which of them no story notices."""

import pytest

from engine.compiler import Known
from engine.compiler.findings import Findings
from engine.compiler.normalise import normalised
from engine.compiler.shape import read_definition
from engine.compiler.yaml_text import read_yaml
from engine.model import ProcessDefinition
from engine.model.plan import Plan
from engine.scenarios.mutation import judge_text, mutants
from engine.scenarios.mutation.expressions import changed_cells, changed_conditions, changed_expressions
from engine.scenarios.mutation.moments import changed_durations, changed_moments, changed_rung_moments
from engine.scenarios.mutation.rehearsal import Rehearsal
from tests.scenarios.stage_door import DIRECTORY, GIVEN, ORDER, following, plan_of, stories_of

CHECKED = "- {at: '09:10', by: cleo, complete: check, outcome: fine}\n"


@pytest.mark.parametrize(
    ("written", "changed"),
    [
        ("amount > 500", ["not(amount > 500)", "amount >= 500", "amount > 1000"]),
        ("a = 1", ["not(a = 1)", "a = 2"]),
        ("a and b", ["not(a and b)", "a or b"]),
        ("a between 1 and 3", ["not(a between 1 and 3)", "a between 2 and 3", "a between 1 and 6"]),
        ('kind in ["x", "y"]', ['not(kind in ["x", "y"])']),
        ("a >= 0", ["not(a >= 0)", "a > 0", "a >= 1"]),
    ],
)
def test_changes_conditions(written: str, changed: list[str]) -> None:
    assert list(changed_conditions(written)) == changed


def test_changes_expressions_by_sign_number_and_connective() -> None:
    assert list(changed_expressions('if level = 1 then "a" else "b"')) == [
        'if level != 1 then "a" else "b"',
        'if level = 2 then "a" else "b"',
    ]


@pytest.mark.parametrize(
    ("written", "changed"),
    [("< 36", ["<= 36", "< 72", "-"]), ('"SF", "EMS"', ['"EMS"', "-"]), ("-", []), ("true", ["-"])],
)
def test_changes_decision_cells(written: str, changed: list[str]) -> None:
    assert list(changed_cells(written)) == changed


@pytest.mark.parametrize(
    ("written", "changed"),
    [
        ("2 working days", ["4 working days", "2 days"]),
        ("30 min", ["1 h", "30 working min"]),
        ("1 month", ["2 months"]),
        ("half a working day", ["1 working day", "12 h"]),
    ],
)
def test_changes_durations(written: str, changed: list[str]) -> None:
    assert list(changed_durations(written)) == changed


@pytest.mark.parametrize(
    ("written", "changed"),
    [
        ("3 days before etd", ["6 days before etd", "3 working days before etd", "3 days after etd"]),
        ("19:30", ["20:30"]),
        ("23:30", ["22:30"]),
        ("next of 14:00, 15:00", ["next of 15:00", "next of 14:00"]),
        ("next of 14:00", ["next of 15:00"]),
        ("end of month", ["end of quarter"]),
        ("etd", ["2 days after etd"]),
        ("18:00 on starts_on", ["19:00 on starts_on"]),
    ],
)
def test_changes_moments(written: str, changed: list[str]) -> None:
    assert list(changed_moments(written)) == changed


def test_changes_shares_of_the_time_allowed() -> None:
    assert list(changed_rung_moments("80%")) == ["90%"]
    assert list(changed_rung_moments("due")) == ["1 working day after due"]


def found() -> dict[str, list[str]]:
    changes: dict[str, list[str]] = {}
    for mutant in mutants(written_order(), DIRECTORY):
        changes.setdefault(mutant.where, []).append(mutant.change)
    return changes


def written_order() -> ProcessDefinition:
    rest = read_definition(Findings(read_yaml(ORDER), "order.yaml"))
    assert rest is not None
    return rest.definition


def test_finds_the_rules_of_a_definition() -> None:
    changes = found()
    assert changes["check.due"] == ["2 working hours → 4 working hours", "2 working hours → 2 h"]
    assert changes["settings.big.default"] == ["1000 → 2000"]
    assert changes["approve.if"] == ["amount >= settings.big → not(amount >= settings.big)",
                                     "amount >= settings.big → amount > settings.big"]  # fmt: skip
    assert changes["approve.assign.role"] == ["boss → finance"]
    assert changes["check.outcomes.wrong.comment"] == ["the comment may be left out"]
    assert changes["check.outcomes.wrong.next"] == ["cancelled → delivered"]
    assert changes["payment.first_of.over.timer"] == ["3 days → 6 days", "3 days → 3 working days"]
    assert changes["start.by_hand.form.require"] == ["amount may be left empty"]
    assert changes["events.stop.by.role"] == ["boss → finance"]


def test_leaves_names_texts_and_the_companys_rungs_alone() -> None:
    assert not any(
        where.endswith((".name", ".stage", ".text")) or "escalation" in where or where.startswith("data.amount")
        for where in found()
    )


def report(entries: str) -> dict[str, str]:
    stories = stories_of(following(entries), given=GIVEN + "  processes: {dispatch: {end: sent}}\n")
    judged = judge_text(ORDER, "order.yaml", Known(), stories, DIRECTORY)
    assert judged.mutants == judged.caught + len(judged.missed)
    return {f"{one.mutant.where}: {one.mutant.change}": one.mutant.step or "" for one in judged.missed}


def test_a_change_nobody_notices_is_reported() -> None:
    missed = report(CHECKED)
    assert "check.due: 2 working hours → 4 working hours" in missed
    assert "settings.big.default: 1000 → 2000" in missed


def test_a_change_that_fails_a_story_is_caught() -> None:
    missed = report("- {at: '09:05', then: {open: {check: {due: '11:00'}}}}\n" + CHECKED)
    assert "check.due: 2 working hours → 4 working hours" not in missed
    assert "approve.if: amount >= settings.big → not(amount >= settings.big)" in missed


def test_names_the_steps_no_story_comes_to() -> None:
    stories = stories_of(following("- {at: '09:05'}"))
    judged = judge_text(ORDER, "order.yaml", Known(), stories, DIRECTORY)
    assert "payment" in judged.untouched and "check" not in judged.untouched
    why = {one.mutant.where: one.reason for one in judged.missed}
    assert why["payment.first_of.over.timer"] == "no scenario comes to this step"
    assert why["check.due"] == "1 scenario passes either way"
    assert judged.to_wire()["untouched"] == list(judged.untouched)


def test_without_stories_everything_is_missed() -> None:
    judged = judge_text(ORDER, "order.yaml", Known(), [], DIRECTORY)
    assert judged.caught == 0 and judged.mutants == len(judged.missed) > 10


def test_says_how_far_it_is() -> None:
    seen: list[tuple[int, int]] = []
    judge_text(ORDER, "order.yaml", Known(), [], DIRECTORY, lambda done, total: seen.append((done, total)))
    assert seen[-1] == (len(seen), len(seen))


def test_every_mutant_is_another_definition() -> None:
    written = written_order()
    whole = plan_of().definition
    for mutant in mutants(written, DIRECTORY):
        assert mutant.definition(written) != written
    assert written.process == whole.process


def test_playing_a_mutant_from_where_it_matters_gives_the_same_verdict_as_playing_it_whole() -> None:
    paid = "- {at: '09:20', message: paid, then: {open: {dispatch: {}}}}\n"
    story = following(CHECKED + paid + "- {at: '10:00', by: bea, do: stop, comment: enough}")
    rehearsal = Rehearsal(stories_of(story)[0])
    written = written_order()
    for number, mutant in enumerate(mutants(written, DIRECTORY)):
        plan = Plan(normalised(mutant.definition(written), Known()), digest=f"m{number}")
        if rehearsal.can_notice(mutant.step):
            assert rehearsal.passes(plan, mutant.step) == rehearsal.passes(plan, None), mutant
