"""Titles as people read them: a case is called by the values of its fields, and people among them by their names.

The core knows no names; a title therefore holds ids. Where its template inserts a field of people, they are replaced.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from engine.model.base import text_in
from engine.model.inserts import Insert, parts_of
from engine.model.plan import Plan
from engine.model.process import ProcessDefinition
from engine.model.types import field_at
from engine.people import Directory

_LEFT_AT_THE_END = re.compile(r"(?:(?<=\s)[·|/–—→-]|[：:，,])$")
"""A separator behind which nothing stands: its field is still empty."""
OF_THE_CASE = ("initiator",)
"""Names of an expression that are people without being fields."""


def title_told(title: Any, plan: Plan | None, directory: Directory | None, language: str) -> str:
    """The title of a case in `zh` or `en`: people by name where its template names them, without what an empty part
    leaves at its end."""
    said = _with_names(text_in(title, language), plan, directory, language).rstrip()
    while _LEFT_AT_THE_END.search(said):
        said = said[:-1].rstrip()
    return said


def _with_names(said: str, plan: Plan | None, directory: Directory | None, language: str) -> str:
    """As it stands where nobody is named in it, or its template was another."""
    if plan is None or directory is None or not said:
        return said
    template = text_in(plan.definition.title, language) if plan.definition.title is not None else ""
    pattern = _pattern(template, _people_in(plan.definition, template))
    found = pattern.fullmatch(said) if pattern is not None else None
    if found is None:
        return said
    named = {group: _named(found[group], directory, language) for group in found.groupdict()}
    return _put_in(said, found, named)


def titles_told(title: Any, plan: Plan | None, directory: Directory | None) -> dict[str, str]:
    """The title in both languages."""
    return {language: title_told(title, plan, directory, language) for language in ("zh", "en")}


def _people_in(definition: ProcessDefinition, template: str) -> tuple[str, ...]:
    """The inserts of a template that are people."""
    inserts = _inserts(template)
    fields: Mapping[str, Any] = definition.data
    return tuple(one for one in inserts if one in OF_THE_CASE or getattr(field_at(fields, one), "type", "") == "person")


@lru_cache(maxsize=256)
def _inserts(template: str) -> tuple[str, ...]:
    return tuple(part.expression.strip() for part in parts_of(template) if isinstance(part, Insert))


@lru_cache(maxsize=256)
def _pattern(template: str, people: tuple[str, ...]) -> re.Pattern[str] | None:
    """What a title made of the template looks like, with a group for each of the people; None when there are none."""
    if not people:
        return None
    parts = []
    for number, part in enumerate(parts_of(template)):
        if not isinstance(part, Insert):
            parts.append(re.escape(part))
        else:
            group = f"?P<p{number}>" if part.expression.strip() in people else "?:"
            parts.append(f"({group}.*?)")
    return re.compile("".join(parts), re.DOTALL)


def _named(person: str, directory: Directory, language: str) -> str:
    name = directory.name_of(person)
    return name.zh if language == "zh" else name.en


def _put_in(said: str, found: re.Match[str], named: Mapping[str, str]) -> str:
    for group in sorted(named, key=found.start, reverse=True):
        said = said[: found.start(group)] + named[group] + said[found.end(group) :]
    return said
