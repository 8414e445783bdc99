"""The process definition (`language.md` section 2)."""

from typing import Literal

from pydantic import Field as Property
from pydantic.json_schema import SkipJsonSchema

from engine.model.base import Address, DurationText, Expression, Id, Model, MomentText, Path, Text, YesNo
from engine.model.fields import Field, Setting
from engine.model.limits import Clock, Escalation, Roll
from engine.model.reactions import Event
from engine.model.starts import Start
from engine.model.steps import Step
from engine.model.steps.user_task import Return
from engine.model.who import AgainPolicy, InitiatorPolicy, NobodyPolicy, Verb, Who


class Message(Model):
    """A message of the case: how it finds the case, how long an early one is kept, who records it by hand."""

    name: Text | None = None
    key: Expression | None = Property(default=None, description="over this case; what the message must carry")
    keep: DurationText = "7 days"
    by_hand: Who | None = None


class Document(Model):
    """A numbered document with its copies (copy to recipient)."""

    name: Text
    numbering: str
    copies: dict[Id, Address] = Property(min_length=1)
    template: Address | None = None


class Defaults(Model):
    """What every user task here has unless it says otherwise."""

    calendar: Address | None = None
    roll: Roll | None = None
    escalation: Escalation | None = None
    return_: Return | None = Property(default=None, alias="return")
    forbid: list[Verb] | None = None
    when_nobody: NobodyPolicy | None = None
    when_initiator: InitiatorPolicy | None = None
    when_again: AgainPolicy | None = None


class ProcessDefinition(Model):
    """One process: what it holds, how it begins, what is done, what may happen meanwhile."""

    process: Address
    name: Text
    department: Address
    business_key: Expression
    same_key: Literal["refuse", "join"] = "refuse"
    calendar: Address | None = None
    owner: Who = Property(default_factory=lambda: Who(person="initiator"))
    title: Text | None = None
    summary: list[Path] = Property(default_factory=list, max_length=5)
    search: list[Path] = Property(default_factory=list)
    sealed: YesNo = False
    publish: str | None = Property(default=None, description="date from which new cases may start")
    due: MomentText | None = None
    roll: Roll | None = None
    escalation: Escalation | None = None
    data: dict[Id, Field] = Property(default_factory=dict)
    settings: dict[Id, Setting] = Property(default_factory=dict)
    messages: dict[Address, Message] = Property(default_factory=dict)
    documents: dict[Id, Document] = Property(default_factory=dict)
    clocks: dict[Id, Clock] = Property(default_factory=dict)
    defaults: Defaults = Property(default_factory=Defaults)
    start: dict[Id, Start] = Property(min_length=1)
    steps: list[Step] = Property(min_length=1)
    events: dict[Id, Event] = Property(default_factory=dict)
    outputs: list[Path] = Property(default_factory=list)
    batch_of: SkipJsonSchema[str | None] = Property(default=None, description="set by `engine.model.batch_plan` only")
