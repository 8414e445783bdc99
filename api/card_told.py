"""The cause card of a case: why it stands, who had it how long, what was tried, what comes, what can be done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.identity import Asker
from api.office import Office
from api.problems import Problem, of_rejected, unknown
from api.rights import CaseRead
from api.shapes import stuck as shape
from api.shapes.wire import Words
from api.stuck_told import cause_told, coming_told, harm_told, left_until, named, step_named, working
from api.tasks_told import Desk
from api.words_told import WordsTold
from engine.calendars import parse_duration
from engine.insight import Coming, Explained, StepCause
from engine.insight.causes_told import evidence
from engine.insight.efforts import Tried, tried
from engine.insight.ending import Remaining, remaining
from engine.insight.held import Span, Told, held
from engine.insight.managing import TRIED_FIRST, Possible
from engine.runtime.events import Event
from engine.runtime.wire import decode
from engine.scenarios.names import Names
from engine.scenarios.sentences import said
from store.reading import Reader
from store.rows import CaseRow
from store.stuck_lists import Spell
from store.views import HistoryTurn

MOST_TURNS = 2000


@dataclass(frozen=True)
class Record:
    """The record of a case as somebody may read it, with the words for it."""

    told: tuple[Told, ...]
    words: WordsTold

    @classmethod
    def of(cls, turns: Sequence[HistoryTurn], words: WordsTold) -> "Record":
        """The turns as events; the words learn from them whose step each task is."""
        events = tuple((turn.at, _event(wire)) for turn in turns for wire in turn.events)
        for _, event in events:
            words.zh.learn(event)
            words.en.learn(event)
        return cls(events, words)

    def said(self, event: Event) -> Words:
        """An event in a sentence; empty where it has none."""
        return self.words.both(lambda names: said(event, names) or "")


def _event(wire: dict[str, Any]) -> Event:
    event: Event = decode(Event, wire)
    return event


async def card(office: Office, asker: Asker, read: CaseRead) -> shape.Card:
    """Everything there is to say of a case. Raises 404 for one that is not there."""
    now, reader = office.clock(), Reader(asker.person)
    explained = await office.store.explain(read.case_id, now, reader=reader)
    root = explained.stuck.root if explained is not None and explained.stuck is not None else None
    cases = await named(office, asker, [read.case_id, *([root] if root else [])])
    row, case = cases.cases.get(read.case_id), cases.case(read.case_id)
    words = cases.words(row.plan) if row is not None else None
    if explained is None or row is None or case is None or words is None:
        raise unknown("case", "流程")
    record = Record.of(await office.store.history(read.case_id, limit=MOST_TURNS, reader=reader), words)
    acts = await office.store.possible_acts(read.case_id, asker.person, now, operates=read.may_operate)
    spell = await office.store.spell_of(read.case_id)
    stuck, openers = explained.stuck, await office.store.openers(read.case_id)
    return shape.Card(
        case=case, stuck=stuck.stuck if stuck else None, since=stuck.since if stuck else None,
        stuck_for=stuck.stuck_for if stuck else None, harm=_harm(row, spell, explained, cases.desk, words, read.blind),
        waits=tuple(_waiting(one, cases.desk, words) for one in explained.waits),
        timeline=tuple(_held(one, openers, cases.desk, words) for one in held(record.told)),
        tried=tuple(_tried(one, record, cases.desk) for one in tried(record.told)),
        coming=tuple(_comings(explained.coming, words)),
        expected=await _expected(office, explained, row, cases.desk, words),
        actions=tuple(_action(one, explained, cases.desk, words) for one in acts or ()),
        root=cases.case(root) if root else None, now=now,
    )  # fmt: skip


def _harm(
    row: CaseRow, spell: Spell | None, explained: Explained, desk: Desk, words: WordsTold, blind: bool
) -> shape.Harm:
    if spell is not None:
        return harm_told(spell, desk, words, blind)
    dues = [one.due for one in explained.waits if one.due] + ([row.due] if row.due else [])
    due = min(dues, default=None)
    return shape.Harm(weight=0, amount=None, due=due, left=left_until(desk, words, "", due), blocked=0)


def _waiting(cause: StepCause, desk: Desk, words: WordsTold) -> shape.Waiting:
    return shape.Waiting(
        step=step_named(cause.step, words),
        cause=cause_told(cause.cause, cause.step, cause.people, cause.since, words), since=cause.since,
        people=tuple(desk.people.people(cause.people)), due=cause.due,
        evidence=tuple(
            shape.Proof(code=one.code, text=words.both(lambda names, one=one: evidence(names, one.code, one.values)))  # type: ignore[misc]
            for one in cause.evidence
        ),
    )  # fmt: skip


def _held(span: Span, openers: Mapping[str, frozenset[str]], desk: Desk, words: WordsTold) -> shape.Held:
    step = step_named(span.step, words) or shape.StepNamed(id="", name=Words())
    return shape.Held(
        step=step, how=span.how, people=tuple(desk.people.people(span.people)), since=span.since, until=span.until,
        working=working(desk, words, span.step, span.since, span.until or desk.now),
        opened=bool(openers.get(span.task, frozenset()) & set(span.people)) if span.until is None else None,
    )  # fmt: skip


_RESULTS = {
    "acted": ("随后已办理", "it was acted on"),
    "nothing-yet": ("至今未动", "nothing has moved since"),
    "kept": ("已兑现", "it was kept"),
    "broken": ("未兑现", "it was not kept"),
    "promised": ("承诺期内", "it still runs"),
    "failed-again": ("再次失败", "it failed again"),
    "worked": ("已生效", "it took effect"),
    "granted": ("已同意", "it was granted"),
    "denied": ("未同意", "it was not granted"),
}
_WORKED = ("acted", "kept", "worked", "granted")


def _tried(one: Tried, record: Record, desk: Desk) -> shape.Tried:
    zh, en = _RESULTS[one.result]
    return shape.Tried(
        at=one.at, what=one.what, by=desk.people.maybe(one.by), text=record.said(one.event),
        result=Words(zh=zh, en=en), worked=one.result in _WORKED,
    )  # fmt: skip


def _comings(coming: Sequence[Coming], words: WordsTold) -> Iterator[shape.Coming]:
    for one in coming:
        told = coming_told(one, words)
        if told is not None:
            yield told


async def _expected(
    office: Office, explained: Explained, row: CaseRow, desk: Desk, words: WordsTold
) -> tuple[shape.Expected, ...]:
    """Of each step with people: when it ends if nothing is done, and if somebody else begins now."""
    found = []
    for one in explained.waits:
        if not one.step or not one.people:
            continue
        took = await office.store.took(row.process, one.step, row.plan, desk.now)
        lasted = working(desk, words, one.step, one.since, desk.now)
        step = step_named(one.step, words)
        assert step is not None
        found += [
            _ending("as_it_is", step, remaining(took, lasted), desk, words),
            _ending("reassigned", step, remaining(took, -1), desk, words),
        ]
    return tuple(found)


def _ending(how: Any, step: shape.StepNamed, left: Remaining, desk: Desk, words: WordsTold) -> shape.Expected:
    return shape.Expected(
        how=how, step=step, half=_after(left.half, step.id, desk, words), most=_after(left.most, step.id, desk, words),
        seen=left.seen,
    )  # fmt: skip


def _after(seconds: int | None, step: str, desk: Desk, words: WordsTold) -> datetime | None:
    """The instant so much working time from now."""
    if seconds is None or desk.calendars is None:
        return None
    own = getattr(words.plan.steps.get(step), "calendar", None) or words.plan.definition.calendar
    using = own if own in desk.calendars.ids else None
    return desk.calendars.add(desk.now, parse_duration(f"{max(1, seconds // 60)} working minutes"), using)


# -- what can be done ------------------------------------------------------------------------------------------------

_NAMES: dict[str, tuple[str, str]] = {
    "nudge": ("催办", "Nudge"),
    "reassign": ("改派", "Reassign"),
    "retry": ("重试", "Try again"),
    "correct": ("更正数据", "Correct data"),
    "return": ("退到某步", "Send back to a step"),
    "skip": ("跳过", "Skip"),
    "extend": ("同意延期", "Grant more time"),
    "promise": ("承诺时间", "Promise a time"),
    "pause": ("挂起", "Hold"),
    "resume": ("恢复", "Resume"),
    "cancel": ("终止流程", "Cancel the case"),
}
OPERATORS_ONLY = Words(
    zh="只有运维人员和流程负责人可以这样做。", en="Only operators and who answers for the process may do this."
)


def _action(one: Possible, explained: Explained, desk: Desk, words: WordsTold) -> shape.Action:
    why = OPERATORS_ONLY if one.for_operators else _why(one, words) if one.refused is not None else None
    zh, en = _NAMES[one.act]
    causes = [cause.cause for cause in explained.waits if not one.step or cause.step == one.step]
    return shape.Action(
        act=one.act, name=Words(zh=zh, en=en), may=why is None, why_not=why, subject=one.subject or None,
        step=step_named(one.step, words), needs=one.needs,
        suggested=why is None and any(TRIED_FIRST.get(cause) == one.act for cause in causes),
        people=tuple(desk.people.people(one.people)),
        targets=tuple(step for name in one.targets if (step := step_named(name, words)) is not None),
        outcomes=tuple(shape.StepNamed(id=name, name=words.outcome(one.step, name)) for name in one.outcomes),
    )  # fmt: skip


def _why(one: Possible, words: WordsTold) -> Words:
    assert one.refused is not None
    problem: Problem = of_rejected(one.refused)
    return problem.sentence


def effect_of(events: Sequence[Event], record: Record) -> shape.Effect:
    """What would happen, line by line."""
    for event in events:
        for names in (record.words.zh, record.words.en):
            _learn(names, event)
    lines = [record.said(event) for event in events]
    return shape.Effect(lines=tuple(line for line in lines if line.zh or line.en))


def _learn(names: Names, event: Event) -> None:
    names.learn(event)
