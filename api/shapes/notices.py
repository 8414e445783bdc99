"""Notices: what one was told, what one has chosen about being told, and what did not arrive."""

from datetime import time
from typing import Annotated, Literal

from pydantic import Field

from api.shapes.wire import Body, Instant, Person, Shape, Words

ChannelName = Literal["mail", "wecom", "dingtalk", "feishu", "webhook"]
KindName = Literal["task", "reminder", "notice", "followed", "digest"]
Address = Annotated[str, Field(min_length=1, max_length=200)]


class NoticeItem(Shape):
    """Something one was told; `turn` and `position` tell it from others of its case. `at`: when it was there for one.

    `task` None: it is about the case, or the task is over.
    """

    case_id: str
    turn: int
    position: int
    business_key: str
    subject: Words
    text: Words
    at: Instant
    task: str | None
    read: bool


class Notices(Shape):
    """The latest ones, the newest first, and how many of all are unread."""

    items: list[NoticeItem]
    unread: int


class ReadUntil(Body):
    """All notices up to this instant have been read."""

    until: Instant


class Opened(Body):
    """One notice that has been opened."""

    case_id: Annotated[str, Field(max_length=100)]
    turn: Annotated[int, Field(ge=0, le=2_000_000_000)]
    position: Annotated[int, Field(ge=0, le=2_000_000_000)]


class ChannelTold(Shape):
    """A channel that is set up. `reaches`: where it finds one; None: one is not known there."""

    channel: ChannelName
    reaches: str | None


class NoticeChoice(Shape):
    """What somebody has chosen: the language, kinds no channel sends, quiet hours on the company's clock."""

    language: Literal["both", "zh", "en"]
    muted: dict[ChannelName, list[KindName]]
    quiet_from: time | None
    quiet_until: time | None
    channels: list[ChannelTold]


class ToChoose(Body):
    """A choice, in the place of the one before."""

    language: Literal["both", "zh", "en"] = "both"
    muted: dict[ChannelName, Annotated[list[KindName], Field(max_length=10)]] = Field(default_factory=dict)
    quiet_from: time | None = None
    quiet_until: time | None = None


class ToTry(Body):
    """A channel to be tried with a letter to oneself."""

    channel: ChannelName


class Contacts(Shape):
    """Where somebody is known outside. `email`: their address in the organisation; `set_up`: channels there are;
    `reached_by`: those of them that find this person."""

    person: Person
    contacts: dict[ChannelName, str]
    email: str
    set_up: list[ChannelName]
    reached_by: list[ChannelName]


class ToContact(Body):
    """Where somebody is known; None: nowhere any more."""

    channel: ChannelName
    address: Address | None


class FailingItem(Shape):
    """Something that did not leave. `key` lets it be tried again; `given_up`: nobody tries any more."""

    key: str
    what: Literal["notice", "message", "task"]
    business_key: str
    people: list[Person]
    error: str
    given_up: bool
    at: Instant


class Again(Body):
    """What is to be tried again."""

    key: Annotated[str, Field(min_length=1, max_length=300)]


class Unreachable(Shape):
    """Somebody no channel reaches: they see it in their inbox alone."""

    person: Person
    open_tasks: int
