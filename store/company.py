"""Reading the company from its folder: calendars and organisation, as YAML files keep them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from engine.calendars import Calendars, Text
from engine.calendars.texts import read_text
from engine.people import Directory, read_directory


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


class StrictLoader(yaml.SafeLoader):
    """YAML in which scalars stay the text they are, no key comes twice, and there are no aliases."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (the name and shape are PyYAML's)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("Expected a file without anchors and aliases, but found an alias")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[object] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.YAMLError(f"Expected the key '{key.value}' once, but found it twice{key.start_mark}")
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def load_company(folder: Path) -> Company:
    """The company of a definitions folder: `organisation.yaml` and `calendars/*.yaml` in it.

    A file with `holidays` at its top is a holiday table, `overrides.yaml` (optional) lies over the others. Raises
    `CalendarError`, `DirectoryError`, `yaml.YAMLError` or `OSError`.
    """
    organisation = _read(folder / "organisation.yaml")
    files = sorted((folder / "calendars").glob("*.yaml"), key=lambda path: (path.stem == "overrides", path.name))
    written = [_read(path) for path in files]
    company = organisation.get("company") or {}
    calendars = Calendars.read(
        [one for one in written if "calendar" in one],
        [one for one in written if "calendar" not in one],
        str(company.get("calendar", "office")),
    )
    return Company(
        name=read_text(company.get("name", folder.name)),
        calendars=calendars,
        directory=read_directory(organisation),
        escalation=company.get("escalation") or {},
        remind_before_a_date=str(company.get("remind_before_a_date", "")),
    )


def _read(path: Path) -> dict[str, Any]:
    with path.open(encoding="utf-8") as file:
        written = yaml.load(file, StrictLoader)
    return written if isinstance(written, dict) else {}
