"""Walking a definition, and the same definition with one part replaced. Models are frozen: what changed is rebuilt."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.model import ProcessDefinition
from engine.model.base import Model
from engine.model.steps import STEP_KINDS

Way = tuple[str | int, ...]
"""From the definition to a part of it: attributes of models, keys of maps, positions in lists."""


@dataclass(frozen=True)
class Part:
    """A model somewhere in a definition: the way to it, how people call the place, and the step it belongs to."""

    way: Way
    model: Model
    place: str
    step: str | None


def parts(definition: ProcessDefinition) -> Iterator[Part]:
    """Every model in a definition, outermost first."""
    yield from _parts(definition, (), definition.process, None)


def _parts(node: Any, way: Way, place: str, step: str | None) -> Iterator[Part]:
    if isinstance(node, Model):
        if type(node) in STEP_KINDS.values():
            step = place = node.id  # type: ignore[attr-defined]
        yield Part(way, node, place, step)
        for name, field in type(node).model_fields.items():
            key = field.alias or name
            shown = key if isinstance(node, ProcessDefinition) else f"{place}.{key}"
            yield from _parts(getattr(node, name), (*way, name), shown, step)
    elif isinstance(node, dict):
        for key, inner in node.items():
            yield from _parts(inner, (*way, key), f"{place}.{key}", step)
    elif isinstance(node, list):
        for number, inner in enumerate(node):
            yield from _parts(inner, (*way, number), f"{place}.{number + 1}", step)


def replaced(node: Any, way: Way, update: dict[str, Any]) -> Any:
    """The tree with the model at `way` given other values for some of its fields."""
    if not way:
        return node.model_copy(update=update)
    first, rest = way[0], way[1:]
    if isinstance(node, Model):
        return node.model_copy(update={str(first): replaced(getattr(node, str(first)), rest, update)})
    if isinstance(node, dict):
        return {key: replaced(inner, rest, update) if key == first else inner for key, inner in node.items()}
    return [replaced(inner, rest, update) if number == first else inner for number, inner in enumerate(node)]
