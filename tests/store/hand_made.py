"""Turns made by hand: a case whose events a test says itself, chained and digested as the core does it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from engine.calendars import Calendars, Text, parse_moment
from engine.people import BoundWho, WhoQuestion, read_directory
from engine.runtime import events as e
from engine.runtime import questions as q
from engine.runtime.border import CommitTurn
from engine.runtime.commands import Claim
from engine.runtime.requests import SendMessage
from engine.runtime.stimuli import Alarm, Commanded
from engine.runtime.turn import turn_digest
from engine.runtime.wire import encode
from store.company import Company

START = datetime.fromisoformat("2026-03-02T09:00:00+08:00")
"""A Monday morning."""


class Clock:
    """A clock that is moved by hand."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **length: float) -> None:
        self.now += timedelta(**length)


def _company(**people: dict[str, Any]) -> Company:
    calendars = Calendars.read(
        [
            {
                "calendar": "office",
                "name": "办公",
                "zone": "Asia/Shanghai",
                "hours": {"monday-friday": ["09:00-12:00", "13:00-18:00"]},
            }
        ]
    )
    directory = read_directory({
        "roles": {"clerk": {"name": "文员"}, "head": {"name": "主管"}},
        "people": {
            "ann": {"name": "安", "roles": ["clerk"], "manager": "max"},
            "bob": {"name": "白", "roles": ["clerk"], "manager": "max"},
            "eve": {"name": "叶", "roles": ["clerk"], "manager": "max"},
            "max": {"name": "马", "roles": ["head"]},
            **people,
        },
    })  # fmt: skip
    return Company(Text("某公司", "A company"), calendars, directory, {}, "")


A_COMPANY = _company()
"""Three clerks and their head; open from nine to six on working days."""


def company_with(**people: dict[str, Any]) -> Company:
    """The same with some people added or changed."""
    return _company(**people)


def who(*people: str, role: str | None = None, pick: Any = None) -> BoundWho:
    """A rule that names people, or a role."""
    return BoundWho("role", (role,), pick=pick) if role else BoundWho("person", people, pick=pick)


def ask_who(instance: str, task: str, rule: BoundWho, *, step: str = "check", process: str = "leave") -> q.AskWho:
    """Who may act on a task."""
    return q.AskWho(instance, (task,), WhoQuestion((rule,), START, process), step)


def ask_limit(key: str, moment: str = "2 working days", base: datetime = START, **more: Any) -> q.AskLimit:
    """When a limit comes."""
    bound = parse_moment(moment).bind(lambda path: None)
    return q.AskLimit(key, bound, base, "office", None, **more)


def ask_notice(about: str, *people: str) -> q.AskNotice:
    """Whom to tell."""
    return q.AskNotice(about, (who(*people),), "听好", START, "n1")


def send(id: str, message: str = "order-paid", key: str = "K1") -> SendMessage:
    """A message to the cases that wait for it."""
    return SendMessage(id=id, step="tell", message=message, key=key, to=None, channel=None, text="")


@dataclass
class HandMadeCase:
    """A case whose turns a test makes. It remembers its chain as the workflow does; `fork` is a second memory."""

    case_id: str
    process: str = "leave"
    business_key: str = "QJ-1"
    number: int = 0
    digest: str = ""
    at: datetime = START
    made: list[CommitTurn] = field(default_factory=list)
    plan: str = "0" * 64

    def fork(self) -> "HandMadeCase":
        """Where the case stands, to go another way from here."""
        return HandMadeCase(
            self.case_id, self.process, self.business_key, self.number, self.digest, self.at, list(self.made), self.plan
        )

    def turn(
        self,
        *events: e.Event,
        questions: Sequence[q.Question] = (),
        requests: Sequence[SendMessage] = (),
        minutes: float = 1,
        command: str | None = None,
        sealed: int | None = None,
    ) -> CommitTurn:
        """The next turn, as the shell would have it committed."""
        self.number, self.at = self.number + 1, self.at + timedelta(minutes=minutes)
        previous = self.digest
        self.digest = turn_digest(previous, self.number, self.at, events, questions, requests)
        wire = {
            "number": self.number, "at": encode(self.at), "previous": previous, "digest": self.digest,
            "events": encode(events), "questions": encode(questions), "requests": encode(requests),
        }  # fmt: skip
        stimulus = encode(Commanded(self.at, command, "ann", Claim("t1")) if command else Alarm(self.at))
        commit = CommitTurn(
            self.case_id,
            f"{self.process}:{self.business_key}",
            self.process,
            wire,
            stimulus,
            self.plan,
            command,
            sealed,
        )
        self.made.append(commit)
        return commit

    def started(self, *more: e.Event, **rest: Any) -> CommitTurn:
        """The first turn."""
        return self.turn(
            e.CaseStarted(self.case_id, self.process, self.business_key, "application", "ann", None, self.plan),
            *more,
            **rest,
        )

    def with_task(self, task: str = "t1", *people: str, due: str | None = "2 working days", **rest: Any) -> CommitTurn:
        """A user task is reached: offered to those people, or to all clerks."""
        instance = f"s{task[1:]}"
        rule = who(*people) if people else who(role="clerk")
        questions: list[q.Question] = [ask_who(instance, task, rule)]
        if due is not None:
            questions.append(ask_limit(task, due, self.at))
        return self.turn(
            e.StepEntered(instance, "check", "l1", "user_task"),
            e.TaskCreated(task, instance, "check", 0),
            questions=[*questions, *rest.pop("questions", ())],
            **rest,
        )
