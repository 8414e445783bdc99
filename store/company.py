"""Reading the company from its folder: calendars and organisation, as YAML files keep them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from engine.calendars import CalendarError, Calendars, Text
from engine.calendars.texts import NoText, read_text
from engine.compiler import Known, read_escalation
from engine.compiler.company import COMPANY_ESCALATION, REMIND_BEFORE_A_DATE
from engine.compiler.yaml_errors import explained
from engine.model.plan import Plan
from engine.people import Directory, DirectoryError, read_directory
from engine.people.directory_text import unknown_calendars
from engine.said import Said


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


UNUSABLE = (yaml.YAMLError, CalendarError, DirectoryError, ValueError, TypeError, AttributeError)
"""What reading a file of the company may fail with; `what_is_wrong` tells it."""


def load_company(folder: Path) -> Company:
    """The company of a definitions folder: `organisation.yaml` and `calendars/*.yaml` in it.

    A file with `holidays` at its top is a holiday table, `overrides.yaml` (optional) lies over the others. Raises
    `CalendarError`, `DirectoryError`, `yaml.YAMLError` or `OSError`.
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


def read_yaml(text: str) -> dict[str, Any]:
    """A YAML file as maps, lists and text. Raises `yaml.YAMLError`."""
    root = yaml.compose(text, _LOADER)
    written = _plain(root, set()) if root is not None else None
    return written if isinstance(written, dict) else {}


def what_is_wrong(error: Exception, text: str) -> tuple[int | None, str]:
    """The line of a file that cannot be used, where the file says it, and a sentence (`engine.said`)."""
    if isinstance(error, yaml.YAMLError):
        told = getattr(error, "problem", None)
        (line, _), said, _ = explained(error, text)
        return line, told if isinstance(told, Said) else said
    if isinstance(error, DirectoryError | CalendarError | NoText):
        return None, error.said
    return None, Said(
        "Expected a file of the documented form, but a value has another one ({error:})", error=str(error)
    )


def told_with_line(error: Exception, text: str = "", line: int | None = None) -> str:
    """The same in one sentence, with the line it is in, or `line` where the file does not say it."""
    found, said = what_is_wrong(error, text)
    place = found or line
    return Said("line {line}: {said}", line=place, said=said) if place else said


def _not_so(said: Said, node: yaml.Node) -> yaml.YAMLError:
    return yaml.MarkedYAMLError(problem=said, problem_mark=node.start_mark)


# The loader written in C reads an organisation in a tenth of the time.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _plain(node: yaml.Node, seen: set[int]) -> Any:
    """The node as maps, lists and text. Scalars stay the text they are, no key comes twice, there are no aliases."""
    if id(node) in seen:
        raise _not_so(Said("Expected a file without anchors and aliases, but found an alias"), node)
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, seen) for item in node.value]
    if not isinstance(node, yaml.MappingNode):
        is_plain = isinstance(node, yaml.ScalarNode) and not node.style
        return None if is_plain and node.value in ("", "null", "~") else node.value
    found: dict[Any, Any] = {}
    for key, value in node.value:
        if key.value in found:
            raise _not_so(Said("Expected the key '{key}' once, but found it twice", key=key.value), key)
        found[key.value] = _plain(value, seen)
    return found
