"""The page of a task in one answer: what it is, why it is somebody's, its form, what each decision would do, the way of
the case, what has changed, what was said, files, draft.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from api.case_history_told import comments
from api.decisions_told import Bar, verb_told
from api.files_told import files_of
from api.filled_told import Filling, form_told
from api.office import Office
from api.people_told import words as words_of_text
from api.phrases_told import words_offered
from api.problems import unknown
from api.rights import CaseRead as Right
from api.rights import fields_seen
from api.shapes.forms import Form as FormShown
from api.shapes.tasks import (
    AdviceShown,
    Beside,
    Changed,
    CommentMade,
    DraftShown,
    FileShown,
    TaskPage,
)
from api.shapes.wire import Words
from api.task_drafts import draft_told
from api.task_over_told import over
from api.task_path_told import path_strip
from api.tasks_told import Desk, desk_for, item
from api.words_told import WordsTold
from engine.administering.phrases import PhraseKind
from engine.insight.differences import since_turn
from engine.insight.filling import Filled
from engine.insight.whys import Recorded, whys_of
from engine.insight.whys_told import Wording, told
from engine.model.forms import Form
from engine.model.steps.user_task import Return
from store.phrases import PhrasesSet
from store.projections import read_event
from store.rows import TaskRow
from store.task_pages import TaskRead, TaskTried
from store.views import HistoryTurn


async def task_page(office: Office, right: Right, task: str) -> TaskPage:
    """Everything of one task, as far as the asker reads it. Raises 404 `unknown-task`."""
    person = right.who.person
    read = await office.store.task_read(right.case_id, task, person)
    if read is None:
        raise unknown("task", "任务")
    row = read.listed.task
    if row.status == "open" and person in (row.holder, *row.offered):
        await office.store.note_opened(right.case_id, task, person)
    desk = await desk_for(office, [read.listed.case.plan])
    tried = await _tried(office, person, read, desk)
    there = await office.store.phrases_set(read.listed.case.process)
    return _Page(read, tried, desk, right, there).told()


async def _tried(office: Office, person: str, read: TaskRead, desk: Desk) -> TaskTried | None:
    row = read.listed.task
    if row.status != "open" or desk.words_of(read.listed.case.plan) is None:
        return None
    data = read.draft.data if read.draft is not None else {}
    return await office.store.task_tried(row.case_id, row.task, person, data, desk.now)


@dataclass(frozen=True)
class _Page:
    read: TaskRead
    tried: TaskTried | None
    desk: Desk
    right: Right
    phrases: PhrasesSet

    @property
    def asker(self) -> str:
        return self.right.who.person

    @property
    def row(self) -> TaskRow:
        return self.read.listed.task

    @property
    def words(self) -> WordsTold:
        return self.desk.words_in_hand(self.read.listed.case.plan)

    @property
    def step(self) -> Any:
        return self.words.plan.steps.get(self.row.step)

    def told(self) -> TaskPage:
        bar = Bar(self.step, self.words, self.desk.people, self.desk.now, self._offered)
        tried, mine = self.tried, self.read.listed.standing in ("mine", "offered", "waiting")
        seen = self._seen()
        return TaskPage(
            item=item(self.read.listed, self.desk, self.asker), revision=self.read.listed.case.turns,
            why=list(self._whys()), over=over(self.row, self.words, self.desk.people), form=self.form,
            decisions=[bar.decision(one) for one in tried.decisions] if tried and mine else [],
            verbs=[verb_told(one) for one in tried.verbs] if tried else [],
            path=path_strip(self.read, tried.way if tried else None, self.words, self.desk),
            seen_at=seen.at if seen else None, changes=list(self._changes(seen)),
            comments=list(self._comments()), files=list(self._files()), draft=self._draft(),
            serves=self._serves(), asked=list(self._asked()), advice=self._advice(),
            phrases=self._offered("comment"),
        )  # fmt: skip

    def _offered(self, kind: PhraseKind) -> list[Words]:
        return words_offered(kind, self.phrases, self.read.listed.case.process)

    # -- why, and what became of it --

    def _whys(self) -> Iterator[Words]:
        turns = [
            Recorded(turn.at, turn.committed_at, (), tuple(read_event(wire) for wire in turn.events))
            for turn in self.read.turns
        ]
        company, plan = self.desk.company, self.words.plan
        wording = Wording(company.directory, plan, company.calendars) if company else Wording(plan=plan)
        for why in whys_of(turns):
            if why.key == self.row.task and why.about in ("offer", "due"):
                yield words_of_text(told(why, wording))

    # -- the form --

    def _reads(self, path: str) -> bool:
        return self.readable is None or path.partition(".")[0] in self.readable

    @cached_property
    def readable(self) -> frozenset[str] | None:
        """The fields the asker reads; None: all."""
        plan, case = self.words.plan, self.read.listed.case
        return fields_seen(self.right.who, self.right.case, plan, case.start, self.read.tasks)

    @cached_property
    def form(self) -> FormShown:
        """The form, without what the asker does not read."""
        form: Form | None = getattr(self.step, "form", None)
        if form is None:
            return FormShown()
        asked = tuple(self.row.asked.get("fields", ())) if self.row.side == "supplement" else ()
        if asked:
            form = Form(show=[path for path in form.show if path not in asked], require=list(asked))
        elif self.row.side == "question" or self.row.status not in ("created", "open"):
            form = Form(show=[*form.show, *form.require, *form.edit])
        filled = self.tried.form if self.tried else ()
        filling = Filling(
            self.words, self.desk.people, self.read.data,
            Filled(closed=frozenset(one.path for one in filled if not one.open)),
            entered={one.path: one.value for one in filled}, required_by=self._required_by(),
            case_id=self.row.case_id,
        )  # fmt: skip
        told = form_told(form, filling)
        return told.model_copy(update={"fields": [field for field in told.fields if self._reads(field.path)]})

    def _required_by(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        if self.row.status == "open" and self.row.side not in ("supplement", "question"):
            for name, outcome in (getattr(self.step, "outcomes", None) or {}).items():
                for path in outcome.require:
                    found.setdefault(path, []).append(name)
            back = getattr(self.step, "return_", None)
            if isinstance(back, Return):
                for path in back.require:
                    found.setdefault(path, []).extend(f"return/{target}" for target in back.to)
        return found

    # -- what has changed --

    def _seen(self) -> HistoryTurn | None:
        """The turn in which the asker last did something in the case."""
        return next((one for one in reversed(self.read.turns) if one.stimulus.get("by") == self.asker), None)

    def _changes(self, seen: HistoryTurn | None) -> Iterator[Changed]:
        form: Form | None = getattr(self.step, "form", None)
        if seen is None or form is None:
            return
        turns = ((one.turn, [read_event(wire) for wire in one.events]) for one in self.read.turns)
        for one in since_turn(turns, seen.turn, filter(self._reads, [*form.show, *form.writable])):
            field = self.words.zh.field(one.path)
            yield Changed(
                path=one.path, label=self.words.field(one.path), old=self.words.value(one.old, field),
                new=self.words.value(one.new, field), old_value=one.old, new_value=one.new,
            )  # fmt: skip

    # -- what was said, files --

    def _comments(self) -> Iterator[CommentMade]:
        steps_of = {row.task: row.step for row in self.read.tasks}
        return comments(self.read.turns, steps_of, self.words, self.desk.people)

    def _files(self) -> Iterator[FileShown]:
        return files_of(self.form.fields, self.read.attachments, self.read.turns, self.words, self.desk.people)

    def _draft(self) -> DraftShown | None:
        draft = self.read.draft
        return None if draft is None else draft_told(draft, self.read.listed.case.turns)

    # -- beside it --

    def _serves(self) -> Beside | None:
        """What this task is beside: what is asked, by whom."""
        return self._beside(self.row) if self.row.side else None

    def _asked(self) -> Iterator[Beside]:
        """What this task waits for: signers, supplements, questions."""
        return (self._beside(row) for row in self.read.tasks if row.serves == self.row.task and row.status == "open")

    def _beside(self, row: TaskRow) -> Beside:
        people = self.desk.people
        who = (row.holder,) if row.holder else row.offered
        return Beside(
            task=row.task, kind=row.side, people=people.people(who), asked_by=people.maybe(row.asked.get("by")),
            text=str(row.asked.get("text") or ""), fields=list(row.asked.get("fields", ())), due=row.due,
        )  # fmt: skip

    def _advice(self) -> AdviceShown | None:
        given = self.row.advice
        if not given:
            return None
        return AdviceShown(
            by=self.desk.people.person(given["by"]), outcome=given["outcome"],
            name=self.words.outcome(self.row.step, given["outcome"]), comment=given.get("comment", ""),
            data={path: value for path, value in given.get("data", {}).items() if self._reads(path)},
        )  # fmt: skip
