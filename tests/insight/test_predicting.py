"""The way a case would go: certain steps, those that depend on something, whom they would go to, due when."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from cli.folder import Folder
from engine.insight.predicting import Condition, Predicted, Trial, Tried, predict_on, try_start
from engine.model.plan import Plan
from engine.runtime import Rejected, World, absorb, apply, open_case, resolve

FOLDER = Folder(Path(__file__).parents[2] / "definitions")
PLANS = {one.plan.process: one.plan for one in FOLDER.compiled(FOLDER.files, ()).values() if one.plan}
WORLD = World(FOLDER.company.directory, FOLDER.company.calendars)
MONDAY = datetime.fromisoformat("2026-03-02T09:00:00+08:00")
LEAVE = {"from_day": "2026-03-09", "to_day": "2026-03-10", "reason": "a wedding", "cover": "yuan-fang"}


def tried(data: dict[str, Any], process: str = "leave-request", start: str = "application") -> Tried:
    return try_start(PLANS[process], Trial(start, data, "cao-min", MONDAY, {}), WORLD)


def way(data: dict[str, Any], **more: str) -> Predicted:
    return tried(data, **more).way


def steps(predicted: Predicted) -> dict[str, tuple[Condition, ...]]:
    return {step.step: step.depends for step in predicted.steps if not step.skipped}


def test_short_leave_goes_to_the_superior_alone_and_that_is_certain() -> None:
    found = tried(LEAVE)
    assert found.refused is None
    assert steps(found.way)["approve"] == ()
    assert "gm_approves" not in steps(found.way)
    assert found.way.complete
    assert found.way.ends == ("ended",)


def test_long_leave_certainly_goes_to_the_general_manager_too() -> None:
    assert steps(way({**LEAVE, "to_day": "2026-03-20"}))["gm_approves"] == ()


def test_what_hangs_on_a_field_still_empty_depends_on_it() -> None:
    found = tried({"reason": "a wedding"})
    (condition,) = steps(found.way)["gm_approves"]
    assert condition == Condition("days > settings.gm_above_days", 1)
    assert found.refused is not None
    assert {error.path for error in found.refused.errors} >= {"from_day", "to_day", "cover"}
    assert all(error.zh and error.en for error in found.refused.errors)


def test_each_step_is_due_as_if_those_before_took_all_their_time() -> None:
    by_step = {step.step: step for step in way({**LEAVE, "to_day": "2026-03-20"}).steps}
    assert by_step["approve"].people == ("sun-lihua",)
    assert by_step["approve"].due == datetime.fromisoformat("2026-03-03T09:00:00+08:00")
    assert by_step["gm_approves"].due == datetime.fromisoformat("2026-03-04T09:00:00+08:00")


def test_a_field_that_does_not_fit_is_told_and_counts_as_empty() -> None:
    found = tried({**LEAVE, "from_day": "soon"})
    assert found.refused is not None
    assert [error.path for error in found.refused.errors] == ["from_day"]
    assert steps(found.way)["approve"] == ()


def test_who_may_not_start_it_is_told_so_and_sees_the_way_all_the_same() -> None:
    start = next(key for key, one in PLANS["finance-refund"].definition.start.items() if one.by is not None)
    found = try_start(PLANS["finance-refund"], Trial(start, {}, "nobody-here", MONDAY, {}), WORLD)
    assert found.refused is not None


def test_a_start_there_is_not_is_refused() -> None:
    with pytest.raises(Rejected, match="Expected one of"):
        tried({}, start="departure")


@pytest.mark.parametrize("process", PLANS)
def test_every_definition_has_a_way(process: str) -> None:
    start = next((key for key, one in PLANS[process].definition.start.items() if one.by is not None), None)
    if start is not None:
        assert way({}, process=process, start=start).steps


def test_a_case_under_way_is_told_what_still_comes() -> None:
    plan: Plan = PLANS["leave-request"]
    data = {**LEAVE, "to_day": "2026-03-20"}
    opening = open_case(
        plan, "application", data, by="cao-min", at=MONDAY, case_id="c", numbers=lambda *_: "QJ-1", world=WORLD
    )
    turn = apply(plan, None, opening.started, facts_for(plan, opening.started))
    state = absorb(plan, turn.state, resolve(turn.questions, WORLD, process=plan.process)).state
    coming = steps(predict_on(plan, state, WORLD, MONDAY))
    assert "approve" not in coming
    assert coming["gm_approves"] == ()


def facts_for(plan: Plan, started: Any) -> Any:
    """What the first turn asks of the calendars and the directory."""
    from engine.runtime import NO_FACTS, NeedsFacts, look_up

    facts = NO_FACTS
    while True:
        try:
            apply(plan, None, started, facts)
        except NeedsFacts as needed:
            facts = look_up(needed.questions, WORLD, facts)
        else:
            return facts
