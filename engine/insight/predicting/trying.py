"""A start tried before it is made: what stands against it, and the way it would go. Nothing is opened or numbered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.insight.predicting.predicting import predict_start
from engine.insight.predicting.ways import Predicted
from engine.model.plan import Plan
from engine.people import Directory
from engine.runtime import Rejected, open_case, revisions
from engine.runtime.departments import department_for
from engine.runtime.stimuli import Started
from engine.runtime.world import World

NOT_YET = "—"
"""Stands where a number will."""


@dataclass(frozen=True)
class Tried:
    """What came of it. `refused`: why it could not be handed in so."""

    way: Predicted
    refused: Rejected | None = None


@dataclass(frozen=True)
class Trial:
    """A start as somebody has filled it in so far. `for_whom`: for whom, if not for themselves."""

    start: str
    data: Mapping[str, Any]
    by: str
    at: datetime
    settings: Mapping[str, Any]
    department: str | None = None
    for_whom: str | None = None

    @property
    def starter(self) -> str:
        """Whose case it would be."""
        return self.for_whom or self.by


def try_start(plan: Plan, trial: Trial, world: World) -> Tried:
    """Check it as the door would, and predict its way with what fits. Raises `Rejected` for an unknown start."""
    refused = None
    try:
        opening = open_case(
            plan, trial.start, trial.data, by=trial.by, at=trial.at, case_id=NOT_YET, numbers=lambda *_: NOT_YET,
            settings=trial.settings, world=world, department=trial.department, for_whom=trial.for_whom,
        )  # fmt: skip
        started = opening.started
    except Rejected as rejected:
        if trial.start not in plan.definition.start:
            raise
        refused, started = rejected, _without_errors(plan, trial, rejected, world.directory)
    try:
        return Tried(predict_start(plan, started, world), refused)
    except Rejected as rejected:
        return Tried(Predicted((), complete=False), refused or rejected)


def _without_errors(plan: Plan, trial: Trial, rejected: Rejected, directory: Directory) -> Started:
    """The same start with the fields alone that nothing is wrong with."""
    wrong = {error.path.partition(".")[0] for error in rejected.errors}
    known = plan.definition.data
    data = {path: value for path, value in trial.data.items() if path in known and path not in wrong}
    return Started(
        trial.at, NOT_YET, trial.start, NOT_YET, trial.starter, data, dict(trial.settings), directory.zone.key,
        engine_revision=revisions.CURRENT, department=_department(plan, trial, directory),
    )  # fmt: skip


def _department(plan: Plan, trial: Trial, directory: Directory) -> str | None:
    try:
        return department_for(plan.definition, directory, trial.starter, trial.department, asked=True)
    except Rejected:
        person = directory.person(trial.starter)
        return person.department if person is not None else None
