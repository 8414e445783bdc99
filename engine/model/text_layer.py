"""A definition in two halves: what it does, and the texts in which it tells people of it.

The texts are the names, help, labels, stages, notes, and what notices say. They are a layer with a digest of its own: a
case reads those of the newest version, wherever its own has the same place, and goes on doing what its own says. Turns
are made of the case's own plan alone, so no event depends on the layer.

Texts that turns record or send out as they are (titles, messages, errors, what a form's check says) are no part of it.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar, get_args, get_origin

from engine.model.base import Model, Text, Texts, texts_of
from engine.model.forms import Check
from engine.model.inserts import Insert, InsertError, parts_of
from engine.model.process import ProcessDefinition
from engine.model.steps.base import StepBase
from engine.model.steps.choose import Case
from engine.model.steps.decision import Rule
from engine.model.steps.end import End
from engine.model.steps.raise_error import Raise
from engine.model.steps.send import Send

Place = tuple[str, ...]
"""Where a text stands: keys and ids. A step is found by its id alone, in whatever list it stands."""
M = TypeVar("M", bound=Model)

_RECORDED = frozenset([(ProcessDefinition, "title"), (Raise, "text"), (Send, "text"), (Check, "say")])
"""Texts that belong to what a definition does."""


@dataclass(frozen=True)
class Saying:
    """A place for a text, and what stands there; None: nothing. `needed`: something always does."""

    place: Place
    text: Text | None
    needed: bool

    @property
    def is_stage(self) -> bool:
        """Whether it names a stage: that a step has one is what it does, how it is called is not."""
        return self.place[-1] == "stage"


Say = Callable[[Saying], Text | None]


def texts_in(definition: ProcessDefinition) -> dict[Place, Text]:
    """All texts of the layer, by where they stand."""
    found: dict[Place, Text] = {}

    def gather(one: Saying) -> Text | None:
        if one.text is not None:
            found[one.place] = one.text
        return one.text

    _said(definition, (), gather)
    return found


def texts_digest(definition: ProcessDefinition) -> str:
    """The digest of its texts: the same for two definitions that say the same at the same places."""
    listed = sorted((list(place), texts_of(text)) for place, text in texts_in(definition).items())
    return _digest(listed)


def behaviour_digest(definition: ProcessDefinition) -> str:
    """The digest of all the rest: the same for two definitions under which cases run the same turns, but for texts."""
    mute = _said(definition, (), _muted)
    return _digest(mute.model_dump(mode="json", by_alias=True, exclude_defaults=True))


def retold(definition: ProcessDefinition, texts: Mapping[Place, Text]) -> ProcessDefinition:
    """The definition with these texts wherever it has their place; elsewhere it keeps its own.

    A notice that inserts other values than its own does is another notice, and a step without a stage gets none.
    """

    def say(one: Saying) -> Text | None:
        new = texts.get(one.place)
        if new is None or (one.text is None and one.is_stage) or inserts_of(new) != inserts_of(one.text):
            return one.text
        return new

    return _said(definition, (), say)


def inserts_of(text: Text | None) -> frozenset[str]:
    """The expressions that a text inserts. Names may hold braces that insert nothing, as they are never calculated."""
    try:
        parts = [part for said in texts_of(text).values() for part in parts_of(said)]
    except InsertError:
        return frozenset()
    return frozenset(part.expression.strip() for part in parts if isinstance(part, Insert))


def _muted(one: Saying) -> Text | None:
    """What a text does beside being read: it inserts values, which may not be there, and marks a stage."""
    if inserts := sorted(inserts_of(one.text)):
        return "".join(f"{{{expression}}}" for expression in inserts)
    return "" if one.needed or (one.is_stage and one.text is not None) else None


def _said(model: M, place: Place, say: Say) -> M:
    """The model with what `say` gives at every place for a text."""
    changed = {}
    for name, kind, needed in _parts_of(type(model)):
        before, here = getattr(model, name), (*place, name)
        after: Any
        if kind == "text":
            after = say(Saying(here, before, needed))
        elif kind == "labels" and before is not None:
            after = {key: say(Saying((*here, key), label, True)) for key, label in before.items()}
        else:
            after = _said_inside(before, here, say)
        if after is not before and after != before:
            changed[name] = after
    return model.model_copy(update=changed) if changed else model


def _said_inside(value: Any, place: Place, say: Say) -> Any:
    if isinstance(value, Model) and not isinstance(value, Texts):
        return _said(value, ("steps", value.id) if isinstance(value, StepBase | End) else place, say)
    if isinstance(value, dict):
        return {key: _said_inside(one, (*place, str(key)), say) for key, one in value.items()}
    if isinstance(value, list):
        return [_said_inside(one, (*place, _known_by(one, at)), say) for at, one in enumerate(value)]
    return value


def _known_by(item: Any, position: int) -> str:
    """What tells an item of a list from the others: where it has no id, what it does."""
    if isinstance(item, Case):
        return item.if_
    if isinstance(item, Rule):
        return json.dumps(item.model_dump(mode="json", exclude={"note"}), ensure_ascii=False, sort_keys=True)
    return str(position)


@lru_cache(maxsize=256)
def _parts_of(model: type[Model]) -> tuple[tuple[str, str, bool], ...]:
    """The fields of a model with what each holds: a text, labels by value, or something else; and whether it must."""
    return tuple(
        (name, "inside" if (model, name) in _RECORDED else _kind_of(field.annotation), field.is_required())
        for name, field in model.model_fields.items()
    )


def _kind_of(annotation: Any) -> str:
    kinds = list(_alternatives(annotation))
    if any(one is Text for one in kinds):
        return "text"
    return "labels" if any(get_origin(one) is dict and get_args(one)[1] is Text for one in kinds) else "inside"


def _alternatives(annotation: Any) -> Iterator[Any]:
    yield annotation
    if get_origin(annotation) is not dict:
        yield from get_args(annotation)


def _digest(wire: Any) -> str:
    return hashlib.sha256(json.dumps(wire, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
