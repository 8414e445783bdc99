"""What is different between two versions of a definition: its steps, fields, starts and the rest, each by name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from engine.model.base import Text
from engine.model.plan import START, Plan
from engine.model.text_layer import Place, texts_in

Kind = Literal["added", "removed", "changed"]
What = Literal["step", "field", "start", "event", "setting", "message", "document", "clock", "process"]
_PARTS: tuple[tuple[What, str], ...] = (
    ("start", "start"), ("field", "data"), ("event", "events"), ("setting", "settings"), ("message", "messages"),
    ("document", "documents"), ("clock", "clocks"),
)  # fmt: skip
_TOLD_APART = ("steps", *(part for _, part in _PARTS))


@dataclass(frozen=True)
class Difference:
    """One thing that is new, gone or other than before. `keys`: which of its keys have changed."""

    kind: Kind
    what: What
    id: str
    name: Any = None
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class OtherText:
    """A place at which both versions say something, and not the same."""

    place: Place
    before: Text
    after: Text


def other_texts(before: Plan, after: Plan) -> list[OtherText]:
    """What running cases read otherwise with the newer version, in the order of the definition."""
    said, now = texts_in(before.definition), texts_in(after.definition)
    return [OtherText(place, said[place], text) for place, text in now.items() if said.get(place, text) != text]


def differences(before: Plan, after: Plan) -> list[Difference]:
    """What has changed, steps first, each group in the order of the newer version."""
    found = [*_of_parts("step", _steps(before), _steps(after))]
    for what, part in _PARTS:
        found += _of_parts(what, getattr(before.definition, part), getattr(after.definition, part))
    return [*found, *_of_the_rest(before, after)]


def _steps(plan: Plan) -> dict[str, Any]:
    """The steps people know; the start as a step, for returns to it, is told as a start."""
    return {name: step for name, step in plan.steps.items() if name != START}


def _of_parts(what: What, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    for name, part in after.items():
        if name not in before:
            yield Difference("added", what, name, getattr(part, "name", None))
        elif keys := _changed(_wire(before[name]), _wire(part)):
            yield Difference("changed", what, name, getattr(part, "name", None), keys)
    for name, part in before.items():
        if name not in after:
            yield Difference("removed", what, name, getattr(part, "name", None))


def _of_the_rest(before: Plan, after: Plan) -> Iterator[Difference]:
    keys = [key for key in _changed(_wire(before.definition), _wire(after.definition)) if key not in _TOLD_APART]
    order = [step for step in before.steps if step in after.steps] != [
        step for step in after.steps if step in before.steps
    ]
    keys += ["steps"] if order else []
    if keys:
        yield Difference("changed", "process", after.process, after.definition.name, tuple(keys))


_LISTS = ("steps", "branches", "otherwise", "else", "then")
"""Keys that hold steps, which are told for themselves."""


def _wire(part: Any) -> dict[str, Any]:
    wire: dict[str, Any] = part.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return wire


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(
        key for key in dict.fromkeys([*before, *after]) if key not in _LISTS and before.get(key) != after.get(key)
    )
