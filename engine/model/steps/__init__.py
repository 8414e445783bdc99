"""The kinds of steps: one module each, one closed union."""

import sys
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Discriminator, Tag
from typing_extensions import TypeAliasType

from engine.model.base import Model
from engine.model.steps.base import StepBase
from engine.model.steps.calculate import Calculate
from engine.model.steps.call_process import CallProcess
from engine.model.steps.choose import Choose
from engine.model.steps.compensate import Compensate
from engine.model.steps.decision import Decision
from engine.model.steps.end import End
from engine.model.steps.for_each import ForEach
from engine.model.steps.notify import Notify
from engine.model.steps.parallel import Parallel
from engine.model.steps.raise_error import Raise
from engine.model.steps.scope import Scope
from engine.model.steps.send import Send
from engine.model.steps.service_task import ServiceTask
from engine.model.steps.user_task import UserTask
from engine.model.steps.wait import Wait

STEP_KINDS: dict[str, type[Model]] = {
    kind.kind: kind
    for kind in (
        UserTask, ServiceTask, Decision, Choose, Parallel, ForEach, Scope, Send, Notify, Wait, CallProcess, Calculate,
        Compensate, Raise, End,
    )
}  # fmt: skip


def kind_of(written: Any) -> str | None:
    """The kind a written step begins with; None when it has none or several."""
    if isinstance(written, Model):
        return getattr(written, "kind", None)
    kinds = [key for key in written if key in STEP_KINDS] if isinstance(written, dict) else []
    # `notify` is also a word of rungs and `send` of nothing else: among steps each kind stands alone.
    return kinds[0] if len(kinds) == 1 else None


Step = TypeAliasType(
    "Step",
    Annotated[
        Annotated[UserTask, Tag("user_task")]
        | Annotated[ServiceTask, Tag("service_task")]
        | Annotated[Decision, Tag("decision")]
        | Annotated[Choose, Tag("choose")]
        | Annotated[Parallel, Tag("parallel")]
        | Annotated[ForEach, Tag("for_each")]
        | Annotated[Scope, Tag("scope")]
        | Annotated[Send, Tag("send")]
        | Annotated[Notify, Tag("notify")]
        | Annotated[Wait, Tag("wait")]
        | Annotated[CallProcess, Tag("call_process")]
        | Annotated[Calculate, Tag("calculate")]
        | Annotated[Compensate, Tag("compensate")]
        | Annotated[Raise, Tag("raise")]
        | Annotated[End, Tag("end")],
        Discriminator(kind_of),
    ],
)


def _tie_the_knot() -> None:
    """Steps hold reactions and reactions hold steps: every module whose models name `Step` gets the name here."""
    for model in _all_models(Model):
        sys.modules[model.__module__].__dict__.setdefault("Step", Step)


def _all_models(model: type[Model]) -> Iterator[type[Model]]:
    yield model
    for inner in model.__subclasses__():
        yield from _all_models(inner)


_tie_the_knot()

__all__ = ["STEP_KINDS", "Step", "StepBase", "kind_of"]
