"""The way of a case: its stages, the steps behind it, where it is, and what is predicted."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from api.cases_told import line
from api.shapes.cases import Holder, Reached, Stage, WayShown, WayStep
from api.shapes.wire import Words
from api.ways_told import FOR_PEOPLE, coming, reason_told
from api.words_told import text_of
from engine.insight.retelling import stage_told
from engine.model.base import texts_of
from engine.model.plan import Plan
from store.case_pages import CaseTried
from store.rows import HOLDING_KINDS, StepRow, TaskRow

if TYPE_CHECKING:
    from api.case_page_told import CaseDesk

Texts = tuple[tuple[str, str], ...]
RETURNED = Words(zh="退回", en="Returned")


def stages(desk: "CaseDesk", tried: CaseTried | None) -> Iterator[Stage]:
    """The stages in the order of the definition: behind, now, before the case. Others have no part in it."""
    case = desk.read.detail.case
    now = _key(stage_told(case.stage, desk.plan)) if case.stage else None
    passed = {
        _key(stage_told(event["stage"], desk.plan))
        for turn in desk.read.turns
        for event in turn.events
        if event["kind"] == "stage-reached"
    }  # fmt: skip
    come = {one.step for one in tried.way.steps if not one.skipped} if tried else set()
    for name, steps in _stages_of(desk.plan).items():
        if name == now:
            yield Stage(name=Words.of(dict(name)), state="now" if case.status == "open" else "done")
        elif name in passed:
            yield Stage(name=Words.of(dict(name)), state="done")
        elif steps & come:
            yield Stage(name=Words.of(dict(name)), state="coming")


def _key(stage: Any) -> Texts:
    return tuple(sorted(texts_of(stage).items()))


def _stages_of(plan: Plan) -> dict[Texts, set[str]]:
    """The stages of a definition by their texts, each with the steps that reach it."""
    found: dict[Texts, set[str]] = {}
    for step in plan.steps.values():
        stage = getattr(step, "stage", None)
        if stage is not None:
            found.setdefault(_key(stage), set()).add(step.id)
    return found


def way(desk: "CaseDesk", tried: CaseTried | None) -> WayShown:
    """The steps behind the case, where it is, and what comes."""
    behind = [_begun(desk), *_behind(desk), *_now(desk)]
    if tried is None:
        return WayShown(steps=behind, complete=True)
    ahead = coming(tried.way, desk.words, desk.desk.people)
    return WayShown(steps=[*behind, *ahead.steps], ends=ahead.ends, complete=ahead.complete)


def _begun(desk: "CaseDesk") -> WayStep:
    case = desk.read.detail.case
    by = case.started_by or case.initiator
    starter = [desk.desk.people.person(by)] if by else []
    start = desk.plan.definition.start.get(case.start)
    return WayStep(
        step="start", name=Words(zh="发起", en="Started"), kind="start", state="done", people=starter,
        at=case.started_at, text=text_of(start.name) if start is not None else Words(),
        on_behalf_of=desk.desk.people.maybe(case.initiator if case.started_by else case.on_behalf),
    )  # fmt: skip


def _behind(desk: "CaseDesk") -> Iterator[WayStep]:
    """What is over, in the order it was: decisions, steps without people, steps left out.

    A step whose own task was returned is told by that.
    """
    found: list[tuple[datetime, WayStep]] = []
    returned = {task.instance for task in desk.read.tasks if task.status == "returned"}
    for task in desk.read.tasks:
        if task.done_at is not None and task.status in ("decided", "returned"):
            found.append((task.done_at, _decided(desk, task)))
    for row in desk.read.steps:
        if row.left_at is None or row.step_kind not in FOR_PEOPLE or row.instance in returned:
            continue
        if row.status == "finished" and row.step_kind != "user_task":
            found.append((row.left_at, _over(desk, row, "done")))
        elif row.status == "cancelled":
            found.append((row.left_at, _over(desk, row, "cancelled")))
    for turn in desk.read.turns:
        left_out = (event for event in turn.events if event["kind"] == "step-skipped")
        found += [(turn.at, _left_out(desk, event)) for event in left_out]
    yield from (one for _, one in sorted(found, key=lambda pair: pair[0]))


def _decided(desk: "CaseDesk", row: TaskRow) -> WayStep:
    outcome = RETURNED if row.status == "returned" else desk.words.outcome(row.step, row.outcome)
    if row.by_timeout:
        outcome = Words(zh=f"{outcome.zh}（逾期）", en=f"{outcome.en} (by timeout)")
    return WayStep(
        step=row.step, name=desk.words.step(row.step), kind="user_task", state="done",
        people=desk.desk.people.people([row.by] if row.by else []),
        on_behalf_of=desk.desk.people.maybe(row.on_behalf_of), at=row.done_at, text=outcome,
        comment="" if desk.right.blind else row.comment, task=row.task,
        late=bool(row.due and row.done_at and row.done_at > row.due),
    )  # fmt: skip


def _over(desk: "CaseDesk", row: StepRow, state: Any) -> WayStep:
    told = row.reason and state != "done" and not desk.right.blind
    reason = reason_told(row.reason, desk.words) if told else Words()
    return WayStep(
        step=row.step, name=desk.words.step(row.step), kind=row.step_kind, state=state, at=row.left_at, text=reason
    )


def _left_out(desk: "CaseDesk", event: dict[str, Any]) -> WayStep:
    step = event["step"]
    kind = getattr(desk.plan.steps.get(step), "kind", "user_task")
    return WayStep(
        step=step, name=desk.words.step(step), kind=kind, state="skipped", text=reason_told(event["reason"], desk.words)
    )


def _now(desk: "CaseDesk") -> Iterator[WayStep]:
    """Where it stands: whose each open step is."""
    tasks = {row.step: row.task for row in _open_tasks(desk)}
    for held in line(desk.read.listed, desk.desk).holders:
        if held.kind not in HOLDING_KINDS:
            yield WayStep(
                step=held.step, name=held.name, kind=held.kind, state="now", people=held.people, claimed=held.claimed,
                at=held.since, due=held.due, late=held.late, task=tasks.get(held.step), count=held.count,
                reached=list(_reached(desk, held)),
            )  # fmt: skip


def _open_tasks(desk: "CaseDesk") -> Iterator[TaskRow]:
    """The last first."""
    return (row for row in reversed(desk.read.tasks) if row.status == "open" and not row.side)


def _reached(desk: "CaseDesk", held: Holder) -> Iterator[Reached]:
    acting = {one.id for one in held.people}
    for row in _open_tasks(desk):
        for one in desk.read.deliveries.get(row.task, ()) if row.step == held.step else ():
            if one.person in acting:
                yield Reached(
                    person=desk.desk.people.person(one.person), failed=one.status == "failed",
                    sent_at=one.leaves if one.status == "sent" else None, opened_at=one.opened_at,
                )  # fmt: skip
