"""What expressions of a case can see (`language.md` section 3, *Scope*)."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from engine.model.related_cases import is_related
from engine.model.values import write_value
from engine.runtime.data import read_at
from engine.runtime.refusals import Parked
from engine.runtime.state import LastEntry, Row

if TYPE_CHECKING:
    from engine.runtime.reading import Reading


class StepsView(Mapping[str, Any]):
    """`steps.<id>`: `.open .done .outcome .by .at .batch` of the last entry of a step, or of an event."""

    def __init__(self, turn: "Reading") -> None:
        self._turn = turn

    def __getitem__(self, step: str) -> Any:
        turn = self._turn
        last = turn.last.get(step)
        is_open = any(one.step == step for one in turn.steps.values())
        is_open = is_open or any(one.event == step and not one.inside for one in turn.lists.values())
        return {
            "open": is_open,
            "done": last is not None and last.done,
            "outcome": last.outcome if last else None,
            "by": _by(turn.plan.steps.get(step), last),
            "at": last.at.astimezone(turn.zone) if last else None,
            "batch": last.batch if last else None,
        }

    def __iter__(self) -> Iterator[str]:
        return iter(self._turn.plan.steps)

    def __len__(self) -> int:
        return len(self._turn.plan.steps)


def _by(step: Any, last: LastEntry | None) -> Any:
    """Who ended the last entry of a step; of a user task with several seats, everybody who decided."""
    if last is None:
        return None
    assign = getattr(step, "assign", None)
    if isinstance(assign, list) or getattr(assign, "each", False):
        return list(last.everybody) or ([last.by] if last.by else None)
    return last.by


class CaseScope:
    """The variables of a case, seen from one of its lists, with what is only known here (`result`, `actor`, …)."""

    def __init__(self, turn: "Reading", list_id: str | None, here: Mapping[str, Any]) -> None:
        self._turn = turn
        self._here = here
        self._locals = turn.locals_of(list_id)

    def lookup(self, name: str) -> Any:
        """The value of a name; None for what does not exist (the compiler has refused unknown names)."""
        if name in self._here:
            return self._here[name]
        if name in self._locals:
            return self._local(self._locals[name])
        if name in self._turn.plan.definition.data:
            return self._turn.value_of(name)
        return self._turn.known(name)

    def shown_at(self, path: str) -> Any:
        """The value at a path as a form shows it; None where it cannot be calculated."""
        name, *way = path.split(".")
        try:
            return read_at(self.lookup(name), way)
        except Parked:
            return None

    def _local(self, value: Any) -> Any:
        if isinstance(value, Row):
            rows = self._turn.rows(value.table)
            return rows[value.index] if value.index < len(rows) else None
        return value


def shown(value: Any) -> str:
    """A value as a text for people shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list | tuple):
        return "、".join(shown(one) for one in value)
    if isinstance(value, Mapping) and "digest" in value:
        return str(value["name"])
    if is_related(value):
        return str(value["key"])
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S").removesuffix(":00")
    written = write_value(value)
    return written if isinstance(written, str) else str(written)
