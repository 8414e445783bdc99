"""Stand-ins set and ended in a story, by the rules of `engine.administering.stand_ins`."""

from datetime import date, datetime
from decimal import Decimal

from engine.administering import stand_ins as rules
from engine.administering.stand_ins import Wanted
from engine.people import Directory, DirectoryChange, laid_over
from engine.scenarios.acts import EndStandIn, StandIn

SETTERS = ("hr",)
"""Roles that may set anybody's stand-in, where the installation says nothing else."""


def directory_after(entry: StandIn | EndStandIn, directory: Directory, at: datetime) -> Directory:
    """The directory with a stand-in set or ended. Raises `Rejected`."""
    today = directory.day_of(at)
    if isinstance(entry, EndStandIn):
        found = rules.to_end(entry.end_stand_in, directory, today)
        rules.must_be_theirs(found.absent, directory, entry.by, SETTERS)
        ended = DirectoryChange("stand-in-ended", {"id": found.id, "day": today.isoformat()})
        return laid_over(directory, [ended])
    wanted = _wanted(entry)
    rules.must_be_allowed(wanted, directory, today, entry.by, SETTERS)
    number = sum(one.id.startswith("DL-") for one in directory.stand_ins) + 1
    return laid_over(directory, [DirectoryChange("stand-in-set", wanted.to_wire(f"DL-{number}"))])


def _wanted(entry: StandIn) -> Wanted:
    asked = entry.stand_in
    return Wanted(
        person=asked.person,
        absent=asked.for_,
        first=date.fromisoformat(asked.from_),
        last=date.fromisoformat(asked.until) if asked.until else None,
        processes=tuple(asked.processes) if asked.processes is not None else None,
        amount=Decimal(asked.amount) if asked.amount is not None else None,
        open_tasks=asked.open_tasks,
        only=asked.only,
    )
