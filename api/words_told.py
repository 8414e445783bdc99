"""What a definition calls its steps, fields and outcomes, and what values say, in both languages at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Any

from api.shapes.wire import Words
from engine.model.base import text_in
from engine.model.fields import Field
from engine.model.plan import Plan
from engine.people import Directory
from engine.runtime.parked_told import told_code
from engine.scenarios.names import Names
from engine.scenarios.told_values import told


@dataclass(frozen=True)
class WordsTold:
    """Names of one plan, in both languages."""

    plan: Plan
    zh: Names
    en: Names

    @classmethod
    def of(
        cls, plan: Plan, zone: tzinfo, directory: Directory | None, others: Mapping[str, Plan] | None = None
    ) -> "WordsTold":
        """The words of a plan, with people and departments named by a directory, and the processes it calls by
        `others`."""
        return cls(plan, *(Names(plan, language, zone, directory, others) for language in ("zh", "en")))

    def both(self, say: Callable[[Names], str]) -> Words:
        """The same said in both languages."""
        return Words(zh=say(self.zh), en=say(self.en))

    def process(self) -> Words:
        """What the process is called."""
        return text_of(self.plan.definition.name, self.plan.process)

    def step(self, step: str) -> Words:
        """What a step is called."""
        return text_of(getattr(self.plan.steps.get(step), "name", None), step)

    def outcome(self, step: str, outcome: str | None) -> Words:
        """What an outcome of a step is called."""
        return self.both(lambda names: names.outcome_of(step, outcome)) if outcome else Words()

    def end(self, end: str) -> Words:
        """What an end state is called."""
        return self.step(end)

    def field(self, path: str) -> Words:
        """What a field is called."""
        field = self.zh.field(path)
        return text_of(field.name if field else None, path)

    def value(self, value: Any, field: Field | None) -> Words:
        """What a value says, short."""
        if value is not None and field is not None and field.type == "money":
            return Words.of(money_text(str(value), field.currency))
        return Words() if value is None else self.both(lambda names: told(value, field, names))

    def at(self, at: datetime) -> Words:
        """An instant on the clock of the company."""
        return self.both(lambda names: names.at(at))


_SIGNS = {"CNY": "¥", "USD": "$", "EUR": "€", "JPY": "¥", "GBP": "£"}


def money_text(amount: str, currency: str | None) -> str:
    """Money as people read it: ¥1,234,567.00. A currency that another field says (`=field`) is told there."""
    try:
        grouped = f"{Decimal(amount):,.2f}"
    except InvalidOperation:
        return amount
    said = currency is not None and not currency.startswith("=")
    return f"{_SIGNS.get(str(currency), f'{currency} ') if said else ''}{grouped}"


def text_of(text: Any, otherwise: str = "") -> Words:
    """A text of a definition or a record, which is a text or one for each language."""
    return Words(zh=text_in(text, "zh") or otherwise, en=text_in(text, "en") or otherwise)


def parked_told(code: str, text: str = "") -> Words:
    """Why a step is parked, by its code; what a rule or a service has said besides is said in English alone."""
    told = told_code(code)
    return Words(zh=f"{told.zh}（{code}）", en=f"{told.en} ({code}){f': {text}' if text else ''}")


def value_at(data: Any, path: str) -> Any:
    """The value at a path of a case's data, through objects and the columns of tables."""
    for part in path.split("."):
        if isinstance(data, list):
            data = [one.get(part) for one in data if isinstance(one, Mapping)]
        else:
            data = data.get(part) if isinstance(data, Mapping) else None
    return data
