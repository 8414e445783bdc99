"""How work flows, as pages show it: how long steps take, who holds how much, what lapsed and what will."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from api.company_in_force import company_of, newest_plans, process_names
from api.identity import Asker
from api.office import Office
from api.people_told import PeopleTold
from api.people_told import words as words_of_text
from api.problems import unknown
from api.shapes import statistics as shape
from api.shapes.stuck import Facet
from api.shapes.wire import Words
from api.stuck_told import Named, cause_name, coming_told, left_until, named
from api.words_told import WordsTold, parked_told, text_of
from engine.administering import access
from engine.administering.access import Standing
from engine.insight.heat import noon_of_next_working_day
from engine.insight.months import last_months, week_begins
from engine.insight.reach import Reach, reach_of, unreachable
from engine.model.plan import Plan
from engine.people import Directory
from engine.runtime.parked_told import HOW
from store.flow import HeldBy, Queue
from store.reading import Reader
from store.refused_starts import RefusedStart
from store.rows import IncidentRow, TaskRow
from store.stuck_seen import StuckFilter

MOST_LAPSE_DAYS = 400
MONTHS_LEARNT = 13


async def statistics(office: Office, process: str) -> shape.Statistics:
    """How a process runs. Raises 404 for one that is not deployed."""
    found = await office.store.process_flow(process, office.clock())
    if found is None:
        raise unknown("process", "流程")
    plan, flow, measured_at = found
    company = await company_of(office)
    words = WordsTold.of(plan, company.directory.zone, company.directory)
    steps = [
        shape.StepPace(
            step=one.step, name=words.step(one.step), kind=one.kind, waiting=one.waiting, overdue=one.overdue,
            oldest=one.oldest, median=one.median, p90=one.p90, seen=one.seen, arrived=one.arrived, left=one.left,
            heat=one.heat,
        )
        for one in flow.steps
    ]  # fmt: skip
    versions = await office.store.versions_of([plan.digest])
    return shape.Statistics(
        process=process, name=words.process(), version=versions.get(plan.digest, 0),
        open=flow.open, ended=flow.ended, median=flow.median, p90=flow.p90, seen=flow.seen, steps=tuple(steps),
        measured_at=measured_at,
    )  # fmt: skip


async def load(office: Office, who: Standing) -> shape.Load:
    """Who holds how much."""
    now, company = office.clock(), await company_of(office)
    directory = company.directory
    told = PeopleTold.at(directory, now)
    week = week_begins(now, directory.zone)
    shown = office.settings.figures_of_people
    held = await office.store.held_by(None if who.reads_all else who.people, week, now) if shown else []
    queues = await office.store.unclaimed(who, now)
    plans = {plan.process: plan for plan in await newest_plans(office)}
    _, lost = await office.store.held_by_any(who, unreachable(directory, now), limit=1)
    return shape.Load(
        people=tuple(_person(one, told, directory, now) for one in held),
        queues=tuple([_queue(one, plans.get(one.process), directory, now) for one in queues]),
        by_person=shown, unreachable=lost, week_from=week.date(),
    )  # fmt: skip


def _person(held: HeldBy, told: PeopleTold, directory: Directory, now: datetime) -> shape.PersonLoad:
    stand_ins = directory.stand_ins_for(held.person, directory.day_of(now))
    return shape.PersonLoad(
        person=told.person(held.person), here=reach_of(held.person, directory, now),
        stand_ins=tuple(told.people(dict.fromkeys(one.person for one in stand_ins))), open=held.open,
        overdue=held.overdue, oldest=held.oldest, received=held.received, finished=held.finished,
    )  # fmt: skip


def _queue(queue: Queue, plan: Plan | None, directory: Directory, now: datetime) -> shape.QueueLoad:
    step = getattr(plan.steps.get(queue.step), "name", None) if plan else None
    present = sum(reach_of(one, directory, now) == "here" for one in queue.members)
    return shape.QueueLoad(
        process=queue.process, process_name=text_of(plan.definition.name if plan else None, queue.process),
        step=queue.step, step_name=text_of(step, queue.step), waiting=queue.waiting, overdue=queue.overdue,
        oldest=queue.oldest, members=len(queue.members), present=present,
    )  # fmt: skip


async def lapses(office: Office, who: Standing, days: int) -> shape.Lapses:
    """What lapsed per department and process, of people and processes somebody answers for."""
    now, company = office.clock(), await company_of(office)
    since = now - timedelta(days=days)
    names, told = await process_names(office), PeopleTold.at(company.directory, now)
    lines: dict[tuple[str, str | None], list[int]] = {}
    for one in await office.store.lapses(since, now):
        if access.sees_lapses_of(who, one.process, one.person):
            person = company.directory.person(one.person) if one.person else None
            line = lines.setdefault((one.process, person.department if person else None), [0, 0, 0])
            for place, number in enumerate((one.done, one.late, one.open_late)):
                line[place] += number
    items = [
        shape.LapseLine(
            process=process, process_name=names.get(process, Words.of(process)), department=department,
            department_name=told.department(department), done=done, late=late, open_late=open_late,
        )
        for (process, department), (done, late, open_late) in lines.items()
    ]  # fmt: skip
    items.sort(key=lambda one: (-one.open_late - one.late, one.process, one.department or ""))
    return shape.Lapses(since=since, items=tuple(items))


async def promises(office: Office, asker: Asker, who: Standing, days: int) -> shape.Promises:
    """What was promised of late tasks, and what became of it."""
    now = office.clock()
    found = await office.store.promised(who, now - timedelta(days=days), now)
    cases = await named(office, asker, (one.task.case_id for one in found))
    items = []
    for one in found:
        case = cases.case(one.task.case_id)
        if case is None:
            continue
        words, blind = cases.words(cases.cases[one.task.case_id].plan), cases.is_blind(one.task.case_id)
        items.append(
            shape.PromiseLine(
                case=case, task=one.task.task, step=one.task.step,
                step_name=words.step(one.task.step) if words else Words.of(one.task.step),
                by=cases.desk.people.person(one.promise.by), at=one.promise.at, until=one.promise.until,
                comment="" if blind else one.promise.comment, fate=one.fate, done_at=one.task.done_at,
            )
        )  # fmt: skip
    count = Counter(one.fate for one in items)
    return shape.Promises(
        since=now - timedelta(days=days), kept=count["kept"], broken=count["broken"], open=count["open"],
        items=tuple(items),
    )  # fmt: skip


async def coming(office: Office, asker: Asker, who: Standing, until: datetime | None, limit: int) -> shape.ComingLapses:
    """What falls due until then; left out, until noon of the next working day."""
    now, company = office.clock(), await company_of(office)
    until = until or noon_of_next_working_day(company.calendars, now, company.directory.zone)
    rows, total = await office.store.lapsing(who, now, until, limit=limit)
    return shape.ComingLapses(until=until, items=await _tasks(office, asker, rows), total=total)


async def out_of_reach(office: Office, asker: Asker, who: Standing, limit: int) -> shape.ComingLapses:
    """Tasks of people whom nobody can reach."""
    now, company = office.clock(), await company_of(office)
    rows, total = await office.store.held_by_any(who, unreachable(company.directory, now), limit=limit)
    return shape.ComingLapses(until=now, items=await _tasks(office, asker, rows), total=total)


async def _tasks(office: Office, asker: Asker, rows: Collection[TaskRow]) -> tuple[shape.Lapsing, ...]:
    cases = await named(office, asker, (row.case_id for row in rows))
    urged = await office.store.urged_at([row.case_id for row in rows])
    directory = cases.desk.company.directory if cases.desk.company else None
    found = []
    for row in rows:
        case = cases.case(row.case_id)
        if case is None:
            continue
        words = cases.words(cases.cases[row.case_id].plan)
        people = (row.holder,) if row.holder else row.offered
        found.append(
            shape.Lapsing(
                case=case, task=row.task, step=row.step,
                step_name=words.step(row.step) if words else Words.of(row.step),
                people=tuple(cases.desk.people.people(people)), due=row.due,
                left=left_until(cases.desk, words, row.step, row.due),
                reach=_nearest(people, directory, cases.desk.now), nudged_at=urged.get(row.case_id),
                next=coming_told(None, words),
            )
        )  # fmt: skip
    return tuple(found)


def _nearest(people: Iterable[str], directory: Directory | None, now: datetime) -> Reach:
    """Whether anybody of them is here; else whether they are away."""
    found = {reach_of(one, directory, now) for one in people} if directory else set()
    return "here" if not found or "here" in found else "away" if "away" in found else "gone"


async def incidents(office: Office, asker: Asker, who: Standing, resolved: bool, limit: int) -> shape.Incidents:
    """Parked steps of processes somebody answers for, and what else waits for an operator."""
    rows = await office.store.incidents_of(who, resolved=resolved, limit=limit)
    cases = await named(office, asker, (row.case_id for row in rows))
    names = await process_names(office)
    starts = await office.store.refused_starts(reader=Reader(asker.person))
    return shape.Incidents(
        items=tuple(line for row in rows if (line := _parked(row, cases)) is not None),
        refused_starts=tuple(_refused(one, names) for one in starts if access.may_look_into(who, one.process)),
        failing_notices=len(await office.store.outbox_failing()) if who.reads_all else 0,
        broken_cases=len(await office.store.broken_cases(100)) if who.reads_all else 0,
    )


def _parked(row: IncidentRow, cases: Named) -> shape.IncidentLine | None:
    case = cases.case(row.case_id)
    if case is None:
        return None
    words, blind = cases.words(cases.cases[row.case_id].plan), cases.is_blind(row.case_id)
    text = "" if blind else row.text
    return shape.IncidentLine(
        case=case, incident=row.incident, step=row.step,
        step_name=words.step(row.step) if words else Words.of(row.step), code=row.code,
        sentence=parked_told(row.code, text), text=text, since=row.since, resolved_at=row.resolved_at,
        how=_how(row.how), by=cases.desk.people.maybe(row.by), reason="" if blind else row.reason,
    )  # fmt: skip


def _refused(one: RefusedStart, names: Mapping[str, Words]) -> shape.RefusedStartLine:
    return shape.RefusedStartLine(
        case_id=one.case_id, process=one.process, process_name=names.get(one.process, Words.of(one.process)),
        start=one.start, cause=str(one.cause), reference=one.reference, at=one.at, code=one.code, text=one.text,
    )  # fmt: skip


def _how(how: str | None) -> Words | None:
    told = HOW.get(how or "")
    return words_of_text(told) if told is not None else Words.of(how) if how else None


async def learnt(office: Office, who: Standing, process: str | None) -> shape.Learnt:
    """Which causes came again and again in the last year, by month."""
    zone = (await company_of(office)).directory.zone
    months = last_months(office.clock(), zone, MONTHS_LEARNT)
    lines = await office.store.learnt(StuckFilter(who, process=process), months)
    return shape.Learnt(
        items=tuple(
            shape.LearntLine(
                month=one.month, cause=Facet(id=one.cause, name=cause_name(one.cause), count=one.count),
                mean=one.seconds // one.ended if one.ended else None,
            )
            for one in lines
        ),
        found_first=None,
    )  # fmt: skip
