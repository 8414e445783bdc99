"""The process definition (`language.md` section 2)."""

from typing import Literal

from pydantic import Field as Property
from pydantic.json_schema import SkipJsonSchema

from engine.model.base import Address, DurationText, Expression, Id, Model, MomentText, Path, Text, YesNo
from engine.model.copies import CaseCopy
from engine.model.fields import Field, Setting
from engine.model.limits import Clock, Escalation, Roll
from engine.model.reactions import Event
from engine.model.revoke import Revoke
from engine.model.starts import Start
from engine.model.steps import Step
from engine.model.steps.user_task import Return
from engine.model.who import AgainPolicy, InitiatorPolicy, NobodyPolicy, Verb, Who


class Message(Model):
    """A message of the case: how it finds the case, how long an early one is kept, who records it by hand."""

    name: Text | None = None
    key: Expression | None = Property(default=None, description="over this case; what the message must carry")
    keep: DurationText = Property(default="7 days", description="how long one that comes early is kept")
    by_hand: Who | None = Property(default=None, description="who may record that it came or went")


class Document(Model):
    """A numbered document with its copies (copy to recipient)."""

    name: Text
    numbering: str = Property(description="pattern with `{yyyymmdd}` and `{nnn}`")
    copies: dict[Id, Address] = Property(min_length=1, description="copy to recipient")
    template: Address | None = None


class Defaults(Model):
    """What every user task here has unless it says otherwise."""

    calendar: Address | None = None
    roll: Roll | None = None
    escalation: Escalation | None = None
    return_: Return | None = Property(default=None, alias="return")
    forbid: list[Verb] | None = None
    allow: dict[Verb, Who] | None = None
    when_nobody: NobodyPolicy | None = None
    when_initiator: InitiatorPolicy | None = None
    when_again: AgainPolicy | None = None


class OpenUntil(Model):
    """How long the starter may recall or withdraw a case."""

    until: Id | None = Property(default=None, description="possible until this step is completed")


class ProcessDefinition(Model):
    """One process: what it holds, how it begins, what is done, what may happen meanwhile."""

    process: Address = Property(description="its address, and the name of its file")
    name: Text
    department: Address = Property(description="whose it is")
    business_key: Expression = Property(description="names the case; evaluated once, when it starts")
    same_key: Literal["refuse", "join"] = Property(
        default="refuse", description="a second start with the key of a running case"
    )
    calendar: Address | None = None
    owner: Who = Property(default_factory=lambda: Who(person="initiator"), description="answers for the case")
    title: Text | None = Property(default=None, description="of a case in lists")
    summary: list[Path] = Property(default_factory=list, max_length=5, description="fields shown in lists")
    search: list[Path] = Property(default_factory=list, description="fields to find a case by")
    sealed: YesNo = Property(default=False, description="only those in the case read it")
    publish: str | None = Property(default=None, description="date from which new cases may start")
    recall: OpenUntil | Literal["none"] | None = Property(
        default=None, description="the starter makes it a draft again"
    )
    withdraw: OpenUntil | Literal["none"] | None = Property(default=None, description="the starter ends it")
    revoke: Revoke | None = Property(default=None, description="how an ended case is undone")
    copy_: list[CaseCopy] = Property(default_factory=list, alias="copy", description="who reads along")
    due: MomentText | None = None
    roll: Roll | None = None
    escalation: Escalation | None = None
    data: dict[Id, Field] = Property(default_factory=dict, description="what a case holds")
    settings: dict[Id, Setting] = Property(default_factory=dict, description="what a department head may change")
    messages: dict[Address, Message] = Property(default_factory=dict)
    documents: dict[Id, Document] = Property(default_factory=dict)
    clocks: dict[Id, Clock] = Property(default_factory=dict)
    defaults: Defaults = Property(default_factory=Defaults)
    start: dict[Id, Start] = Property(min_length=1, description="ways to begin")
    steps: list[Step] = Property(min_length=1, description="worked from the top")
    events: dict[Id, Event] = Property(default_factory=dict, description="what may happen while the case runs")
    outputs: list[Path] = Property(default_factory=list, description="what a calling process gets at the end")
    batch_of: SkipJsonSchema[str | None] = Property(default=None, description="set by `engine.model.batch_plan` only")
