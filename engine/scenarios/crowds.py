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
        _lead(stage, setting, crowd, first, at, f"{id}-{count}", (count, next(numbers)))


def _lead(
    stage: Stage, setting: Setting, crowd: acts.CrowdOf, first: acts.Start, at: datetime, id: str, which: tuple[int, int]
) -> None:
    count, number = which
    data = {**setting.given.data, **first.with_, **_counted(crowd.vary, count)}
    case_id = setting.case_id(number)

    def itself(look: Look) -> list[CaseLook]:
        return [case for case in look.cases if case.case_id == case_id]

    try:
        stage.start(first.start, data, by=first.by, at=at, number=number)
        for place, entry in enumerate(crowd.through, start=1):
            act(stage, setting, _entry(entry, count), at, f"{id}-{place}", itself)
    except Rejected as refused:
        raise Rejected(refused.code, f"case {count} of the crowd: {refused.message}", refused.fields) from None
    case = itself(stage.look())[0]
    standing = [here.step for here in case.state.steps.values()]
    if crowd.to not in standing:
        stands = ", ".join(standing) or f"its end {case.state.ended}"
        raise Rejected("crowd-elsewhere", f"Expected case {count} of the crowd at `{crowd.to}`, but it is at {stands}")


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
