"""What steps, people, tasks and fields are called in a story told to people."""

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from typing import Any

from engine.insight.retelling import notice_told, stage_told
from engine.insight.titles import title_told
from engine.insight.triggers_told import trigger_in_words
from engine.model.base import text_in
from engine.model.fields import Field
from engine.model.plan import Plan
from engine.model.reactions import Event
from engine.model.types import field_at
from engine.people import Directory
from engine.runtime.events import Event as Happened
from engine.scenarios.instants import shown
from engine.scenarios.told_values import told

WEEKDAYS_ZH = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
MOST_VALUES = 6
"""A sentence about written fields names at most so many of them."""


_PLAIN = {"done": ("完成", "done"), "resubmit": ("重新提交", "handed in again")}
"""Outcomes that a step has without anybody naming them."""


_UNNAMED = {"choose": ("分支判断", "the choice of a way"), "calculate": ("计算", "the calculation")}
"""What steps are called that nobody does, and that have no name."""


class Names:
    """What steps, people, tasks and fields are called in one language; learns from the events as they come."""

    def __init__(
        self,
        plan: Plan,
        language: str,
        zone: tzinfo,
        directory: Directory | None,
        others: Mapping[str, Plan] | None = None,
    ) -> None:
        self.plan = plan
        self.language = language
        self.zone = zone
        self.directory = directory
        self.others = others or {}
        self._owners: dict[str, str] = {}

    def learn(self, event: Happened) -> None:
        """Which step a task, an instance or a call belongs to."""
        for key in ("task", "instance", "call"):
            name, step = getattr(event, key, None), getattr(event, "step", None)
            if isinstance(name, str) and isinstance(step, str) and step:
                self._owners.setdefault(name, step)

    def pick(self, zh: str, en: str) -> str:
        """The one of two sentences in this language."""
        return zh if self.language == "zh" else en

    def step(self, step: str) -> str:
        """A step by its name, for people."""
        found: Any = self.plan.steps.get(step) or self.plan.definition.clocks.get(step) or self._event(step)
        name = text_in(getattr(found, "name", None), self.language)
        if not name and isinstance(found, Event):
            name = trigger_in_words(self.plan, found)[self.language]
        if not name and found is not None:
            name = self.pick(*_UNNAMED.get(getattr(found, "kind", ""), ("", "")))
        return f"「{name or step}」" if self.language == "zh" else f"“{name or step}”"

    def _event(self, event_id: str) -> Any:
        if event_id in self.plan.definition.events:
            return self.plan.definition.events[event_id]
        for step in self.plan.steps.values():
            for group in ("events", "first_of"):
                found = (getattr(step, group, None) or {}).get(event_id)
                if found is not None:
                    return found
        return None

    def owner(self, key: str) -> str:
        """The step behind a task, an instance, a call or the key of a limit."""
        kind, _, rest = key.partition(".")
        if kind == "clock":
            return self.step(rest)
        if key == "case":
            return self.pick("本案", "the case")
        return self.step(self._owners.get(kind.partition(":")[0], key))

    def title(self, title: Any) -> str:
        """The title of the case, with people by their names."""
        return title_told(title, self.plan, self.directory, self.language)

    def stage(self, stage: Any) -> str:
        """A recorded stage, as it is called now."""
        return text_in(stage_told(stage, self.plan), self.language)

    def notice(self, about: str, text: Any, at: datetime) -> str:
        """What the definition said in a notice, in the words in force then."""
        return text_in(notice_told(about, text, at, self.plan), self.language)

    def person(self, person: str | None) -> str:
        """A person by name."""
        if person is None:
            return self.pick("系统", "the system")
        if self.directory is None:
            return person
        name = self.directory.name_of(person)
        return name.zh if self.language == "zh" else name.en

    def department(self, department: str) -> str:
        """A department by name."""
        found = self.directory.departments.get(department) if self.directory is not None else None
        return self.pick(found.name.zh, found.name.en) if found is not None else department

    def people(self, people: Iterable[str]) -> str:
        """People by name, one after another."""
        return self.pick("、", ", ").join(map(self.person, people)) or self.pick("无人", "nobody")

    def at(self, at: datetime | None) -> str:
        """An instant on the clock of the case."""
        if at is None:
            return self.pick("未定", "not known yet")
        local = at.astimezone(self.zone).replace(tzinfo=None)
        if self.language == "zh":
            return f"{local:%Y-%m-%d} {WEEKDAYS_ZH[local.weekday()]} {local:%H:%M}"
        return shown(local)

    def text(self, text: Any) -> str:
        """A text of the definition."""
        return text_in(text, self.language)

    def outcome(self, task: str, outcome: str) -> str:
        """An outcome by its name."""
        step = self.plan.steps.get(self._owners.get(task, ""))
        return self._outcome_of(step, outcome)

    def outcome_of(self, step: str, outcome: str) -> str:
        """An outcome of a step by its name."""
        return self._outcome_of(self.plan.steps.get(step), outcome)

    def _outcome_of(self, step: Any, outcome: str) -> str:
        found = (getattr(step, "outcomes", None) or {}).get(outcome)
        plain = self.pick(*_PLAIN[outcome]) if outcome in _PLAIN else outcome
        return text_in(getattr(found, "name", None), self.language) or plain

    def message(self, message: str) -> str:
        """A message by its name."""
        found = self.plan.definition.messages.get(message)
        name = text_in(found.name, self.language) if found is not None else ""
        return self.pick(f"「{name or message}」", f"“{name or message}”")

    def fields(self, paths: Iterable[str]) -> str:
        """Fields by name, one after another."""
        return self.pick("、", ", ").join(map(self._field, paths))

    def values(self, values: Mapping[str, Any]) -> str:
        """Some of the fields written, with what was written."""
        pairs = [
            f"{self._field(path)} = {told(value, self.field(path), self)}"
            for path, value in values.items()
            if value is not None
        ]
        more = "…" if len(pairs) > MOST_VALUES else ""
        return self.pick("，", ", ").join(pairs[:MOST_VALUES]) + more

    def field(self, path: str) -> Field | None:
        """The field at a path, if the definition has it; of a row, its column (`lines.0.qty`)."""
        return field_at(self.plan.definition.data, ".".join(_parts(path)))

    def _field(self, path: str) -> str:
        field = self.field(path)
        named = text_in(field.name, self.language) if field and field.name else path
        row = next((part for part in path.split(".") if part.isdigit()), None)
        if row is None or named == path:
            return named
        table = self._field(path.partition(".")[0])
        return self.pick(f"{table}第{int(row) + 1}行的{named}", f"{named} of {table}, row {int(row) + 1}")

    def process(self, process: str) -> str:
        """A process this one calls, by its name where it is known."""
        found = self.others.get(process)
        name = self.text(found.definition.name) if found else ""
        return self.pick(f"「{name}」", f"“{name}”") if name else self.pick("子流程", process)

    def end_of_call(self, instance: str, end: str) -> str:
        """The end of a case that this one has called, by its name where it is known."""
        process = getattr(self.plan.steps.get(self._owners.get(instance, "")), "process", "")
        step = self.others[process].steps.get(end) if process in self.others else None
        return text_in(getattr(step, "name", None), self.language) or end


def _parts(path: str) -> list[str]:
    return [part for part in path.split(".") if not part.isdigit()]
