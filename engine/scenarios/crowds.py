"""Many cases at once: each is started like the story's own, and led through some acts to the step where they gather."""

from datetime import datetime
from typing import Any

from engine.runtime import Rejected
from engine.scenarios import acts
from engine.scenarios.acting import act
from engine.scenarios.stage import CaseLook, Look, Setting, Stage


def gather(stage: Stage, setting: Setting, crowd: acts.CrowdOf, first: acts.Start, at: datetime, id: str) -> None:
    """Start the cases of a crowd as the story began, vary their data, and lead each through the acts.

    Raises `Rejected` for the first act that is refused, or the first case that does not stand where it should.
    """
    known = {case.case_id for case in stage.look().cases}
    numbers = (number for number in range(2, len(known) + crowd.cases + 2) if setting.case_id(number) not in known)
    for count in range(1, crowd.cases + 1):
        number = next(numbers)
        data = {**setting.given.data, **first.with_, **_counted(crowd.vary, count)}
        try:
            stage.start(
                first.start, data, by=first.by, at=at, number=number, department=first.department, for_whom=first.for_
            )
            through = [_entry(entry, count) for entry in crowd.through]
            _lead(stage, setting, through, setting.case_id(number), at, f"{id}-{count}")
            _must_stand(stage, setting.case_id(number), crowd.to)
        except Rejected as refused:
            raise Rejected(refused.code, f"case {count} of the crowd: {refused.message}", refused.fields) from None


def _lead(stage: Stage, setting: Setting, through: list[acts.Entry], case_id: str, at: datetime, id: str) -> None:
    def itself(look: Look) -> list[CaseLook]:
        return [case for case in look.cases if case.case_id == case_id]

    for place, entry in enumerate(through, start=1):
        act(stage, setting, entry, at, f"{id}-{place}", itself)


def _must_stand(stage: Stage, case_id: str, step: str) -> None:
    case = next(case for case in stage.look().cases if case.case_id == case_id)
    standing = [here.step for here in case.state.steps.values()]
    if step not in standing:
        stands = ", ".join(standing) or f"its end {case.state.ended}"
        raise Rejected("crowd-elsewhere", f"Expected it to have come to `{step}`, but it is at {stands}")


def _entry(entry: acts.Entry, count: int) -> acts.Entry:
    """An act of the crowd with its number put in."""
    if not hasattr(entry, "with_"):
        return entry
    return entry.model_copy(update={"with_": _counted(entry.with_, count)})


def _counted(written: Any, count: int) -> Any:
    """What is written, at any depth, with `{n}` replaced by the number of the case."""
    if isinstance(written, str):
        return written.replace("{n}", str(count))
    if isinstance(written, dict):
        return {key: _counted(value, count) for key, value in written.items()}
    if isinstance(written, list):
        return [_counted(value, count) for value in written]
    return written
