"""The page of a case: the way behind it and before it, where it is, what comes by itself, what the asker may do."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from api.case_history_told import comments, happened
from api.case_way_told import stages, way
from api.cases_told import coming_told, line
from api.company_in_force import called_by
from api.diagrams_told import diagram_of
from api.files_told import files_of
from api.filled_told import Filling, form_told, shown
from api.office import Office
from api.problems import of_rejected, unknown
from api.rights import CaseRead as Right
from api.rights import fields_seen
from api.shapes.cases import (
    Button,
    CaseShown,
    CaseVerb,
    CommentList,
    DataShown,
    FileList,
    Happened,
    Related,
    UseShown,
)
from api.shapes.diagram import Diagram, Mark
from api.shapes.forms import Form as FormShown
from api.shapes.wire import Words
from api.tasks_told import Desk, desk_for
from api.words_told import WordsTold, parked_told, text_of
from engine.insight.case_verbs import ButtonOpen
from engine.insight.filling import NOTHING_FILLED, Filled, as_filled
from engine.insight.trying import Verb
from engine.model.plan import START, Plan
from engine.model.related_cases import number_in
from engine.model.values import write_value
from engine.runtime.refusals import Rejected
from engine.runtime.revoking import EndedCase, revoke
from engine.runtime.stimuli import Started
from engine.runtime.wire import decode_as
from store.case_lists import RelatedCase
from store.case_pages import CaseRead, CaseTried
from store.pointing import Use
from store.rows import StepRow


@dataclass
class CaseDesk:
    """A case in hand: as the asker may read it, with the words of its plan."""

    office: Office
    right: Right
    read: CaseRead
    desk: Desk

    @property
    def person(self) -> str:
        """Who asks."""
        return self.right.who.person

    @property
    def words(self) -> WordsTold:
        """The words of the plan the case runs on."""
        return self.desk.words_in_hand(self.read.detail.case.plan)

    @property
    def plan(self) -> Plan:
        """The plan the case runs on."""
        return self.words.plan

    @cached_property
    def readable(self) -> frozenset[str] | None:
        """The fields the asker reads; None: all."""
        start = self.read.detail.case.start
        return fields_seen(self.right.who, self.right.case, self.plan, start, self.read.tasks)

    # -- the page -----------------------------------------------------------------------------------------------------

    async def shown(self) -> CaseShown:
        """The page."""
        now = self.desk.now
        tried = await self.office.store.case_tried(self.right.case_id, self.person, now)
        company = self.desk.company
        case = self.read.detail.case
        return CaseShown(
            case=line(self.read.listed, self.desk),
            department=self.desk.people.department(self.plan.definition.department),
            start=case.start, stages=list(stages(self, tried)), way=way(self, tried),
            coming=[coming_told(one, self.words) for one in self.read.detail.next[:10]] if company else [],
            incidents=[self._incident(one) for one in self.read.detail.incidents],
            related=[self._related(one) for one in self.read.related],
            uses=[self._use(one) for one in self.read.uses],
            verbs=[one async for one in self._verbs(tried)],
            buttons=[self._button(one) for one in tried.buttons] if tried and not self.right.blind else [],
            urgeable=list(tried.urgeable) if tried else [],
            readable=not self.right.blind, revision=case.turns,
        )  # fmt: skip

    def _incident(self, row: Any) -> Words:
        name, why = self.words.step(row.step), parked_told(row.code, row.text)
        return Words(zh=f"「{name.zh}」异常：{why.zh}", en=f"“{name.en}”: {why.en}")

    # -- other cases --------------------------------------------------------------------------------------------------

    def _related(self, one: RelatedCase) -> Related:
        row, step = one.row, self._by_what(one)
        if row is None:
            return Related(
                case_id=one.case_id, business_key="", process_name=Words.of(one.process), title=Words(), how=one.how,
                status="unknown", step=step, readable=False,
            )  # fmt: skip
        words = self.desk.words_of(row.plan)
        return Related(
            case_id=row.case_id, business_key=row.business_key if one.readable else "",
            process_name=words.process() if words else Words.of(row.process),
            title=self.desk.title(row) if one.readable else Words(), status=row.status, how=one.how, step=step,
            readable=one.readable,
        )  # fmt: skip

    def _by_what(self, one: RelatedCase) -> Words:
        """The step one is of, or the field by which one points at the other."""
        if one.how == "pointed_at_by":
            words = self.desk.words_of(one.row.plan) if one.row is not None else None
            return words.field(one.step) if words is not None else Words()
        if one.how == "points_at":
            return self.words.field(one.step)
        return self.words.step(one.step) if one.step else Words()

    def _use(self, one: Use) -> UseShown:
        words = WordsTold.of(one.plan, self.desk.zone, None)
        declared = one.plan.definition.data[one.field].sum
        assert declared is not None, "only of fields with a sum"
        limit = number_in(self.read.detail.case.summary.get(declared.limit)) if declared.limit else None
        summed = one.plan.definition.data.get(declared.field)
        currency = summed.currency if summed is not None else None
        return UseShown(
            process_name=words.process(), field=words.field(declared.field), used=str(write_value(one.used)),
            limit=None if limit is None else str(write_value(limit)),
            currency=None if currency is None or currency.startswith("=") else currency,
        )  # fmt: skip

    # -- what may be done ---------------------------------------------------------------------------------------------

    async def _verbs(self, tried: CaseTried | None) -> Any:
        for one in tried.verbs if tried and not self.right.blind else ():
            yield _verb(one)
        if self.read.detail.case.status != "open" and self.plan.definition.revoke is not None:
            yield _verb(Verb("revoke", await self._revoking_refused()))
        followed = self.read.listed.followed
        yield CaseVerb(verb="unfollow" if followed else "follow", possible=True)
        copy = self.read.listed.copy
        if copy is not None and self.read.listed.read_at is None:
            yield CaseVerb(verb="read", possible=True)

    async def _revoking_refused(self) -> Rejected | None:
        row, known = self.read.detail.case, await self.office.store.revocation(self.right.case_id)
        undone_by = known.undone_by if known is not None and known.case_id == row.case_id else None
        ended = EndedCase(
            row.case_id, row.business_key, row.initiator, row.started_at, row.ended_at, row.end,
            row.status == "completed", self.read.detail.data, undone_by,
        )  # fmt: skip
        world = await self.office.store.world(self.desk.now)
        try:
            revoke(self.plan, ended, by=self.person, reason="…", at=self.desk.now, world=world)
        except Rejected as rejected:
            return rejected
        return None

    def _button(self, one: ButtonOpen) -> Button:
        form = (
            form_told(one.form, Filling(self.words, self.desk.people, {}, case_id=self.right.case_id))
            if one.form
            else FormShown()
        )
        return Button(
            id=one.id, verb="press" if one.verb == "press" else "record", name=text_of(one.name, one.id),
            holder=one.holder, form=form, comment=one.comment,
        )  # fmt: skip

    # -- data, files, comments, history -------------------------------------------------------------------------------

    async def data(self) -> DataShown:
        """What the case holds, as far as the asker reads it."""
        fields, data = self.plan.definition.data, self.read.detail.data
        filled = await self._filled()
        told = Filling(self.words, self.desk.people, data, filled)
        named = (name for name, field in fields.items() if field.name is not None or field.formula is None)
        seen = [name for name in named if self.readable is None or name in self.readable]
        full = [name for name in seen if told.value(name) not in (None, "", [], {})]
        empty = [self.words.field(name) for name in seen if name not in full]
        return DataShown(form=shown(full, told), empty=empty, revision=self.read.detail.case.turns)

    async def _filled(self) -> Filled:
        if not self.read.turns or not self.read.turns[0].stimulus:
            return NOTHING_FILLED
        started = decode_as(Started, self.read.turns[0].stimulus)
        world = await self.office.store.world(self.desk.now)
        filled = as_filled(self.plan, started, self.read.detail.data, None, world, self.desk.now)
        return Filled(filled.calculated)

    async def files(self) -> FileList:
        """The files in its fields, and those people have added."""
        fields = (await self.data()).form.fields
        found = files_of(fields, self.read.attachments, self.read.turns, self.words, self.desk.people)
        return FileList(items=list(found))

    def comments(self) -> CommentList:
        """What people have said, in order."""
        steps_of = {row.task: row.step for row in self.read.tasks}
        return CommentList(items=list(comments(self.read.turns, steps_of, self.words, self.desk.people)))

    async def history(self) -> list[Happened]:
        """All that happened."""
        called = await called_by(self.office, self.plan)
        words = WordsTold.of(self.plan, self.desk.zone, self.words.zh.directory, called)
        return list(happened(self.read.turns, words, self.desk.people, self.readable))

    # -- the diagram --------------------------------------------------------------------------------------------------

    async def diagram(self) -> Diagram:
        """The definition, with where the case is and has been."""
        company, called = self.desk.company, await called_by(self.office, self.plan)
        return diagram_of(self.plan, company.directory if company else None, called, self._marks())

    def _marks(self) -> Iterator[Mark]:
        case, now = self.read.detail.case, self.desk.now
        yield Mark(node="start", state="done", done=1)
        rows: dict[str, list[StepRow]] = {}
        for row in self.read.steps:
            rows.setdefault(row.step, []).append(row)
        late = {one.step for one in line(self.read.listed, self.desk).holders if one.late}
        parked = {one.step for one in self.read.detail.incidents}
        for step, entries in rows.items():
            open_now = [row for row in entries if row.status == "open"]
            done = sum(row.status == "finished" for row in entries)
            node = "start" if step == START else step
            state: Any = "incident" if step in parked else "now" if open_now else "done" if done else "cancelled"
            overdue = sum(row.due is not None and row.due < now for row in open_now)
            yield Mark(node=node, state=state, open=len(open_now), done=done, late=max(overdue, int(step in late)))
        skips = {event["step"] for turn in self.read.turns for event in turn.events if event["kind"] == "step-skipped"}
        yield from (Mark(node=step, state="skipped") for step in sorted(skips - set(rows)))
        if case.status != "open" and case.end:
            yield Mark(node=case.end if case.end in self.plan.steps else "end", state="done", done=1)


async def case_desk(office: Office, right: Right) -> CaseDesk:
    """A case in hand. Raises 404 `unknown-case`."""
    read = await office.store.case_read(right.case_id, right.who)
    if read is None:
        raise unknown("case", "流程")
    others = [one.row.plan for one in read.related if one.row is not None]
    return CaseDesk(office, right, read, await desk_for(office, [read.detail.case.plan, *others]))


def _verb(one: Verb) -> CaseVerb:
    verb: Any = one.verb
    if one.refused is None:
        return CaseVerb(verb=verb, possible=True)
    return CaseVerb(verb=verb, possible=False, why_not=of_rejected(one.refused).sentence)
