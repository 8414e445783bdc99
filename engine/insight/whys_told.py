"""Why it is so, in a sentence: by the names of people and steps, in the words of the definition. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from engine.calendars import Calendars, Text, TimeTextError
from engine.calendars.receipts import shown, shown_en
from engine.calendars.texts import joined
from engine.insight.conditions_told import condition_in_words
from engine.insight.moments_told import moment_in_words
from engine.insight.whom_told import whom_in_words
from engine.insight.whys import Why
from engine.model.base import text_in
from engine.model.plan import Plan
from engine.people import Directory, Reason
from engine.people.explaining import reasons_told
from engine.runtime.events import LimitSet, NobodyFound, StepSkipped, TaskDecided, TaskOffered

_NOTHING = Text("", "")


@dataclass(frozen=True)
class Wording:
    """By what things are called: people by the directory, steps and fields by the plan, calendars by their name.

    What is not given is told by its id, as it is written.
    """

    directory: Directory | None = None
    plan: Plan | None = None
    calendars: Calendars | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The clock it is told by."""
        return self.directory.zone if self.directory else ZoneInfo("UTC")

    def people(self, ids: Iterable[str]) -> Text:
        """People, by name."""
        named = [self.directory.name_of(one) if self.directory else Text(one, one) for one in ids]
        return joined(named, "、", ", ")

    def whom(self, expression: str) -> Text:
        """Whom an expression names."""
        return whom_in_words(self.plan, expression) if self.plan else Text(expression, expression)

    def moment(self, written: str) -> Text:
        """When, as the definition has it; an instant somebody has named, as it is shown."""
        try:
            return _text(moment_in_words(self.plan, written)) if self.plan else Text(written, written)
        except TimeTextError:
            at = datetime.fromisoformat(written).astimezone(self.zone)
            return Text(shown(at), shown_en(at))

    def condition(self, written: str) -> Text:
        """A condition."""
        return _text(condition_in_words(self.plan, written)) if self.plan else Text(written, written)

    def calendar(self, calendar: str) -> Text:
        """A calendar; one that is no more by its id."""
        known = self.calendars is not None and calendar in self.calendars.ids
        name = self.calendars.calendar(calendar).name if self.calendars and known else None
        return name or Text(calendar, calendar)

    def outcome(self, step: str, outcome: str) -> Text:
        """An outcome of a step."""
        found = getattr(self.plan.steps.get(step), "outcomes", None) if self.plan else None
        name = getattr((found or {}).get(outcome), "name", None)
        return Text(text_in(name, "zh") or outcome, text_in(name, "en") or outcome) if name else Text(outcome, outcome)


def _text(words: dict[str, str]) -> Text:
    return Text(words["zh"], words["en"])


def told(why: Why, wording: Wording) -> Text:
    """The answer as people read it, in a sentence."""
    match why.answer:
        case TaskOffered() as offered:
            people = wording.people(offered.to)
            return _because(Text(f"由{people.zh}办理", f"it is for {people.en}"), people, offered, wording)
        case LimitSet() as limit:
            return _due(limit, wording)
        case StepSkipped() if isinstance(why.cause, NobodyFound):
            return _because(Text("略过", "it was skipped"), None, why.cause, wording)
        case StepSkipped() as skipped:
            return _skipped(skipped, wording)
        case TaskDecided() as decided:
            return _by_timeout(why, decided, wording)
        case _:
            return _NOTHING


def _because(what: Text, people: Text | None, event: TaskOffered | NobodyFound, wording: Wording) -> Text:
    """What is so, and its reasons; of the first one's people nothing more is said where they are those just named."""
    reasons = tuple(Reason.from_wire(one) for one in event.why.get("reasons", ()))
    why = list(reasons_told(reasons, wording.directory, wording.whom))
    if why and people is not None:
        why[0] = Text(why[0].zh.removeprefix(f"{people.zh}："), why[0].en.removeprefix(f"{people.en}: "))
    if not why:
        return what
    told = joined(why)
    return Text(f"{what.zh}：{told.zh}", f"{what.en}: {told.en}")


def _due(event: LimitSet, wording: Wording) -> Text:
    written, begun = event.why.get("moment", ""), event.why.get("from", "")
    if not written:
        return Text("没有时限", "it has no due time")
    moment = wording.moment(written)
    if event.due is None:
        return Text(f"没有时限：{moment.zh} 尚未确定", f"it has no due time, for “{moment.en}” is not known yet")
    at, since = event.due.astimezone(wording.zone), datetime.fromisoformat(begun).astimezone(wording.zone)
    calendar, before = wording.calendar(event.calendar), _due_before(event, wording)
    return Text(
        f"{shown(at)} 到期：自 {shown(since)} 起算，{moment.zh}，按日历“{calendar.zh}”{before.zh}",
        f"it is due {shown_en(at)}: counted from {shown_en(since)}, {moment.en}, by the calendar “{calendar.en}”"
        f"{before.en}",
    )


def _due_before(event: LimitSet, wording: Wording) -> Text:
    """When it was due before the calendars were changed; who has changed them, and why."""
    before = event.why.get("recalculated")
    if before is None or before["was"] is None:
        return _NOTHING
    was = datetime.fromisoformat(before["was"]).astimezone(wording.zone)
    by = wording.people((before["by"],)) if before["by"] else _NOTHING
    by_en = f" by {by.en}" if by.en else ""
    due = Text("同", "the same") if was == event.due else Text(f"为 {shown(was)}", f"due {shown_en(was)}")
    reason = Text(f"，原因：{before['reason']}", f": {before['reason']}") if before["reason"] else _NOTHING
    return Text(
        f"；{by.zh}调整日历前{due.zh}{reason.zh}",
        f"; before the calendars were changed{by_en} it was {due.en}{reason.en}",
    )


def _skipped(event: StepSkipped, wording: Wording) -> Text:
    if event.by is not None:
        who = wording.people((event.by,))
        return Text(f"由{who.zh}略过：{event.reason}", f"it was skipped by {who.en}: {event.reason}")
    kind, _, rest = event.reason.partition(": ")
    if kind == "if":
        condition = wording.condition(rest)
        return Text(f"略过，因为条件不成立：{condition.zh}", f"it was skipped, for this is not so: {condition.en}")
    return Text(f"略过：{event.reason}", f"it was skipped: {event.reason}")


def _by_timeout(why: Why, event: TaskDecided, wording: Wording) -> Text:
    at, outcome = why.at.astimezone(wording.zone), wording.outcome(why.step, event.outcome or "")
    return Text(
        f"逾期按规则定为“{outcome.zh}”：{shown(at)} 到时仍无人办理",
        f"decided by timeout as “{outcome.en}”: its rung came at {shown_en(at)}, and nobody had decided",
    )
