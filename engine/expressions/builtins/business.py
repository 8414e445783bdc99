"""Questions about people and working time. The caller answers them: directory and calendars are not in here."""

from __future__ import annotations

from engine.expressions.builtins.registry import world_function

world_function(
    "manager of(person: string) -> string",
    # `assignee` is several people while a task is offered: their managers, each once.
    "manager of(people: list of string) -> list of string",
)
world_function("holders of(role: string) -> list of string")
world_function("in group(person: string, group: string) -> boolean")
world_function("working days between(from: date or date and time, to: date or date and time) -> number")
world_function("working hours between(from: date or date and time, to: date or date and time) -> number")
