"""What comes by itself, in words: whose time it is, and what is done then."""

from typing import TYPE_CHECKING, Any, Protocol

from engine.insight.whom_told import whom_in_words
from engine.runtime.limit_keys import rung_put_off

if TYPE_CHECKING:
    from engine.model.limits import Rung
    from engine.model.who import Who
    from engine.scenarios.names import Names

_WORDS = {
    "remind": ("提醒", "reminder"),
    "lapse": ("到期", "falls due"),
    "due": ("到期", "falls due"),
    "raise": ("上报", "goes to the superior"),
    "retry": ("重试", "is tried again"),
    "timer": ("到时间", "its time comes"),
}


class What(Protocol):
    """What happens by itself: of whose limit, which rung, at which step."""

    @property
    def key(self) -> str: ...

    @property
    def rung(self) -> str: ...

    @property
    def step(self) -> str | None: ...


def by_itself(coming: "What", names: "Names") -> str:
    """What happens by itself: whose time, and what then. A timer is named by its event, after the dot of its key."""
    owner = bare(names.step(coming.step) if coming.step else names.owner(coming.key))
    event = coming.key.partition(".")[2]
    if event and coming.rung == "timer":
        return names.pick(f"{owner}：{bare(names.step(event))}", f"{owner}: {bare(names.step(event))}")
    what = rung_told(coming, names)
    return names.pick(f"{owner}：{what}", f"{owner}: {what}")


def rung_told(coming: "What", names: "Names") -> str:
    """What is done at a rung: reminded, told, handed over, decided."""
    named = rung_put_off(coming.rung) or coming.rung
    zh, en = _WORDS.get(named, ("", ""))
    word = names.pick(zh, en)
    rung = _rung(coming, named, names)
    done = _done(rung, coming.step, names) if rung is not None else ""
    return names.pick("，", ", ").join(one for one in (word, done) if one) or named


def bare(name: str) -> str:
    """A name without its quotation marks, for a table."""
    return name.strip("「」“”")


def _rung(coming: "What", rung_id: str, names: "Names") -> "Rung | None":
    definition: Any = names.plan.definition
    kind, _, rest = coming.key.partition(".")
    owner: Any = definition if coming.key == "case" else definition.clocks.get(rest) if kind == "clock" else None
    if owner is None and coming.step:
        owner = names.plan.steps.get(coming.step)
    rung = (getattr(owner, "escalation", None) or {}).get(rung_id)
    return None if isinstance(rung, str) else rung


def _done(rung: "Rung", step: str | None, names: "Names") -> str:
    if rung.notify:
        people = _all(rung.notify, names)
        return names.pick(f"告知{people}", f"{people} told")
    if rung.reassign:
        people = _all([rung.reassign], names)
        return names.pick(f"转给{people}", f"goes to {people}")
    if rung.add:
        people = _all(rung.add, names)
        return names.pick(f"加派{people}", f"goes to {people} as well")
    outcome = names.outcome_of(step or "", rung.outcome or "")
    return names.pick(f"按逾期定为「{outcome}」", f"is decided by timeout: {outcome}")


def _all(people: "list[Who]", names: "Names") -> str:
    return names.pick("、", ", ").join(_who(one, names) for one in people)


def _who(who: "Who", names: "Names") -> str:
    if who.person is not None:
        told = whom_in_words(names.plan, who.person)
        return names.pick(told.zh, told.en)
    if who.superiors is not None:
        return names.pick("逐级上级", "the superiors")
    if who.on_duty is not None:
        return names.pick("当班人员", "who is on duty")
    named = next(one for one in (who.role, who.group, who.post, who.department) if one is not None)
    return names.pick("、", ", ").join(_place(one, names) for one in (named if isinstance(named, list) else [named]))


def _place(name: Any, names: "Names") -> str:
    """A role or department by its name, an expression in words; anything else as it is written."""
    directory = names.directory
    found = (directory.roles.get(name) or directory.departments.get(name)) if directory and name else None
    if found is None and str(name).startswith("="):
        told = whom_in_words(names.plan, str(name))
        return names.pick(told.zh, told.en)
    return names.pick(found.name.zh, found.name.en) if found else str(name)
