"""Why the engine skipped or left something, in words: its reasons name events, steps and people by their ids."""

import re
from typing import TYPE_CHECKING, get_args

from engine.insight.conditions_told import condition_in_words
from engine.model.base import text_in
from engine.people.reasons import Code
from engine.runtime.parked_told import told_code

if TYPE_CHECKING:
    from engine.scenarios.names import Names

REASONS = frozenset(get_args(Code))
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
_AGREED = re.compile(r"agreed at (?P<at>.{16}) by (?P<by>[^:]+): (?P<outcome>.+)")
_NOBODY_ASKED = {
    "agreed_already": ("已同意过", "has agreed already"),
    "initiator_skipped": ("办理人即发起人", "it would be the starter"),
    "asked_later": ("在后面的步骤一并办理", "is asked at a later step"),
    "nobody": ("无人可办", "nobody may act"),
}
_ENDINGS = {"joined": "已会合", "until": "已够"}


def told_reason(reason: str, names: "Names") -> str:
    """A reason as people say it; what a person gave as the reason stays as it is."""
    for start, words in _BY.items():
        if reason.startswith(start):
            return names.pick(*words).format(names.person(reason.removeprefix(start)))
    if agreed := _AGREED.fullmatch(reason):
        by, outcome = names.person(agreed["by"]), agreed["outcome"]
        return names.pick(f"{by} {agreed['at']} 已办理", f"decided by {by} {agreed['at']} ({outcome})")
    what, _, which = reason.partition(": ")
    if what in REASONS:
        return _of_people(reason, names)
    if what == "if":
        told = condition_in_words(names.plan, which)
        return names.pick(f"{told['zh']} 不成立", f"{told['en']} does not hold")
    if what == "event":
        return names.pick(f"发生{names.step(which)}", f"{names.step(which)} happened")
    if what == "error":
        error = told_code(which)
        return names.pick(f"出错：{error.zh}", f"error: {error.en}")
    if which and what in names.plan.steps:
        return _after(what, which, names)
    return names.pick(_PLAIN.get(reason, reason), reason)


def _of_people(reason: str, names: "Names") -> str:
    """Why nobody has to be asked: `by_role: gm; agreed_already: approve, …`."""
    codes = [part.partition(": ")[0] for part in reason.split("; ")]
    told = [_NOBODY_ASKED[code] for code in codes if code in _NOBODY_ASKED]
    return names.pick("；", "; ").join(names.pick(*one) for one in told) or names.pick("无需办理", "nobody has to act")


def _after(step: str, way: str, names: "Names") -> str:
    """A step ended, and the case went another way: by which of its outcomes, if it has several."""
    found = names.plan.steps[step]
    ways = {**(getattr(found, "outcomes", None) or {}), **(getattr(found, "first_of", None) or {})}
    name = text_in(getattr(ways.get(way), "name", None), names.language) or names.pick(_ENDINGS.get(way, ""), "")
    return names.pick(f"{names.step(step)}之后", f"after {names.step(step)}") + (f" ({name})" if name else "")
