"""Why the engine skipped or left something, in words: its reasons name events, steps and people by their ids."""

from typing import TYPE_CHECKING

from engine.insight.conditions_told import condition_in_words
from engine.model.base import text_in

if TYPE_CHECKING:
    from engine.scenarios.names import Names

_BY = {
    "returned by ": ("{}退回", "returned by {}"),
    "moved by ": ("{}调整", "moved by {}"),
    "recalled by ": ("{}撤回", "recalled by {}"),
}
_PLAIN = {
    "nobody is on the list any more": "清单上已无流程",
    "the called case has ended": "子流程已结束",
    "skipped": "已跳过",
}
_ENDINGS = {"joined": "已会合", "until": "已够"}


def told_reason(reason: str, names: "Names") -> str:
    """A reason as people say it; what a person gave as the reason stays as it is."""
    for start, words in _BY.items():
        if reason.startswith(start):
            return names.pick(*words).format(names.person(reason.removeprefix(start)))
    what, _, which = reason.partition(": ")
    if what == "if":
        told = condition_in_words(names.plan, which)
        return names.pick(f"{told['zh']} 不成立", f"{told['en']} does not hold")
    if what == "event":
        return names.pick(f"发生{names.step(which)}", f"{names.step(which)} happened")
    if what == "error":
        return names.pick(f"出错 {which}", f"error {which}")
    if which and what in names.plan.steps:
        return _after(what, which, names)
    return names.pick(_PLAIN.get(reason, reason), reason)


def _after(step: str, way: str, names: "Names") -> str:
    """A step ended, and the case went another way: by which of its outcomes, if it has several."""
    found = names.plan.steps[step]
    ways = {**(getattr(found, "outcomes", None) or {}), **(getattr(found, "first_of", None) or {})}
    name = text_in(getattr(ways.get(way), "name", None), names.language) or names.pick(_ENDINGS.get(way, ""), "")
    return names.pick(f"{names.step(step)}之后", f"after {names.step(step)}") + (f" ({name})" if name else "")
