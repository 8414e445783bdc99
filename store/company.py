"""Reading the company from its folder: calendars and organisation, as YAML files keep them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from engine.calendars import Calendars, Text
from engine.calendars.texts import read_text
from engine.compiler import Known, read_escalation
from engine.compiler.company import COMPANY_ESCALATION, REMIND_BEFORE_A_DATE
from engine.model.plan import Plan
from engine.people import Directory, DirectoryError, read_directory
from engine.people.directory_text import unknown_calendars
from store.company_text import read_yaml


@dataclass(frozen=True)
class Company:
    """What the definitions of one company rest on.

    `escalation` are the rungs every limit inherits (language reference, section 9), as written; `remind_before_a_date`
    is when the rung `remind` comes for a limit that is a date.
    """

    name: Text
    calendars: Calendars
    directory: Directory
    escalation: Mapping[str, Any]
    remind_before_a_date: str

    def known(self, connectors: frozenset[str] | None, processes: Mapping[str, Plan] = MappingProxyType({})) -> Known:
        """What a definition may name here; `connectors` None: what services there are is not known."""
        directory, people = self.directory, self.directory.people.values()
        return Known(
            processes=processes,
            roles=frozenset(("head", *directory.roles)),  # the head of a department needs no entry
            groups=frozenset(group for person in people for group in person.groups),
            posts=frozenset(directory.posts),
            departments=frozenset(directory.departments),
            capabilities=frozenset(one for person in people for one in person.capabilities),
            rosters=frozenset(directory.rosters),
            calendars=frozenset(self.calendars.ids),
            connectors=connectors,
            calendar=self.calendars.default,
            escalation=read_escalation(self.escalation) if self.escalation else COMPANY_ESCALATION,
            remind_before_a_date=self.remind_before_a_date or REMIND_BEFORE_A_DATE,
        )


def load_company(folder: Path) -> Company:
    """The company of a definitions folder: `organisation.yaml` and `calendars/*.yaml` in it.

    A file with `holidays` at its top is a holiday table, `overrides.yaml` (optional) lies over the others. Raises
    `CalendarError`, `DirectoryError`, `UnreadableFile` or `OSError`.
    """
    organisation = _read(folder / "organisation.yaml")
    files = sorted((folder / "calendars").glob("*.yaml"), key=lambda path: (path.stem == "overrides", path.name))
    written = [_read(path) for path in files]
    calendars = Calendars.read(
        [one for one in written if "calendar" in one],
        [one for one in written if "calendar" not in one],
        str((organisation.get("company") or {}).get("calendar", "office")),
    )
    return company_of_texts(organisation, calendars, folder.name)


def company_of_texts(organisation: Mapping[str, Any], calendars: Calendars, otherwise: str = "") -> Company:
    """A company of an organisation as it is written, and calendars. Raises `DirectoryError`."""
    company = organisation.get("company") or {}
    directory = read_directory(organisation)
    problems = unknown_calendars(directory, calendars.ids)
    if problems:
        raise DirectoryError(problems)
    return Company(
        name=read_text(company.get("name", otherwise)),
        calendars=calendars,
        directory=directory,
        escalation=company.get("escalation") or {},
        remind_before_a_date=str(company.get("remind_before_a_date", "")),
    )


def _read(path: Path) -> dict[str, Any]:
    return read_yaml(path.read_text(encoding="utf-8"))
