"""Where a case stands and the directory of that moment; what somebody does makes the next such place."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from engine.model.plan import Plan
from engine.people import Directory, overlaid, read_directory
from engine.runtime import commands as c
from engine.runtime import open_case
from engine.runtime import stimuli as s
from engine.runtime.events import Event
from engine.runtime.state import CaseState, UserTask
from engine.scenarios.core_driver import Case, CoreDriver
from proving.four_eyes.flows import CALENDARS, DIRECTORY, Flow

BEGIN = datetime.fromisoformat("2026-03-02T09:00:00+08:00")
BETWEEN = timedelta(minutes=1)
CASE = "case"


@dataclass(frozen=True)
class Place:
    """A case on the core, in the company as it is then."""

    plan: Plan
    state: CaseState
    directory: Directory = field(hash=False)

    def tasks(self) -> list[UserTask]:
        """The open tasks in which `check` is decided, those of added signers among them."""
        sides = ("before", "after", "beside")
        own = [one for one in self.state.tasks.values() if one.step == "check"]
        return [one for one in own if one.side is None or one.side.kind in sides]

    def commanded(self, by: str, command: c.Command, behalf: str | None = None) -> "tuple[Place, list[Event]]":
        """What comes of a command. Raises `Rejected`."""
        at = self.state.now + BETWEEN
        return self.taken(s.Commanded(at, f"c{self.state.turn + 1}", by, command, behalf))

    def taken(self, stimulus: s.Stimulus) -> "tuple[Place, list[Event]]":
        """What comes of a stimulus, and what happened with it. Raises `Rejected`."""
        driver = CoreDriver(self.directory, CALENDARS, lambda case, request, turn: None)
        case = Case(CASE, self.plan, self.state)
        driver.take(case, stimulus, stimulus.at)
        assert case.state is not None
        events = [event for turn in case.turns for event in turn.events]
        return replace(self, state=case.state), events

    def stands_in(self, person: str, absent: str, **how: str) -> "Place":
        """From now on somebody stands in for somebody, in what is open too."""
        one = {"person": person, "for": absent, "from": "2026-03-01", "open_tasks": "true", **how}
        written: Any = self.directory.written
        stand_ins = [*(written.get("stand_ins") or []), one]
        return replace(self, directory=read_directory({**written, "stand_ins": stand_ins}))

    def has_roles(self, person: str, *roles: str) -> "Place":
        """From now on somebody has these roles."""
        return replace(self, directory=overlaid(self.directory, {person: {"roles": list(roles)}}))

    def followed(self) -> "tuple[Place, list[Event]]":
        """The case hears that the directory is another."""
        at = self.state.now + BETWEEN
        return self.taken(s.DirectoryChanged(at, tuple(one.id for one in self.tasks()), "before"))


def begin(flow: Flow) -> Place:
    """The case with `check` before it, made by whom the flow says."""
    plan, why = flow.plan, flow.why
    case = Case(CASE, plan)
    place = Place(plan, case.state, DIRECTORY)  # type: ignore[arg-type]
    if why.started_for is not None:
        place = place.stands_in(why.starter, why.started_for)
    driver = CoreDriver(place.directory, CALENDARS, lambda case, request, turn: None)
    opening = open_case(
        plan, "begin", {}, by=why.starter, at=BEGIN, case_id=CASE, numbers=lambda pattern, at: "R-001",
        settings={}, world=driver.world(BEGIN),
    )  # fmt: skip
    if why.made_for is not None:
        place = place.stands_in(why.maker, why.made_for)
    place, _ = place.taken(opening.started)
    (task,) = place.state.tasks.values()
    place, _ = place.commanded(why.maker, c.Complete(task.id), why.made_for)
    return place.has_roles("leo", "night") if why.role else place
