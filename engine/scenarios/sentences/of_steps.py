"""Sentences about the way of a case through its steps."""

from collections.abc import Mapping

from engine.runtime import events as happened
from engine.scenarios.names import Names
from engine.scenarios.sentences.phrasing import Tell, aside_of, plain


def _entered(event: happened.StepEntered, names: Names) -> str | None:
    if event.step_kind != "wait":
        return None
    return names.pick(f"等待：{names.step(event.step)}", f"the case waits at {names.step(event.step)}")


def _urged(event: happened.StepUrged, names: Names) -> str:
    by, step, aside = names.person(event.by), names.step(event.step), aside_of(event.comment, names)
    whom = names.people(event.to) if event.to else names.pick("负责人", "its owner")
    return names.pick(f"{by}就{step}催办{whom}{aside}", f"{by} urges {whom} about {step}{aside}")


def _happened(event: happened.EventHappened, names: Names) -> str | None:
    if event.trigger == "message":
        return None
    aside = aside_of(event.comment, names)
    if event.by:
        by = names.person(event.by)
        return names.pick(f"{by}：{names.step(event.event)}{aside}", f"{by} presses {names.step(event.event)}{aside}")
    return names.pick(f"发生{names.step(event.event)}", f"{names.step(event.event)} happens ({event.trigger})")


SENTENCES: Mapping[type, Tell] = {
    happened.StepEntered: _entered,
    happened.StepSkipped: plain("跳过{name}{aside}", "{name} is skipped{aside}"),
    happened.StepCancelled: plain("{name}不再需要{aside}", "{name} is left{aside}"),
    happened.StepUrged: _urged,
    happened.EventHappened: _happened,
}
