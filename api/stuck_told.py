"""What is stuck as pages show it: named, in both languages, with who could act and what comes by itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from api.company_in_force import process_names
from api.identity import Asker
from api.office import Office
from api.people_told import words as text_words
from api.shapes import stuck as shape
from api.shapes.wire import Person, Words
from api.tasks_told import Desk, desk_for
from api.words_told import WordsTold
from engine.administering.access import Standing
from engine.calendars import Text
from engine.insight import CauseCode
from engine.insight import Coming as ComesByItself
from engine.insight.causes_told import CAUSES, sentence
from engine.insight.clusters import read_shared
from engine.insight.managing import TRIED_FIRST
from engine.insight.rungs_told import bare, by_itself
from store.insight import StuckList
from store.reading import Reader
from store.rows import CaseRow
from store.stuck_lists import ClusterRow, Fresh, Spell
from store.stuck_seen import StuckFilter


@dataclass(frozen=True)
class Named:
    """Cases with all that is needed to name them."""

    desk: Desk
    cases: Mapping[str, CaseRow]
    versions: Mapping[str, int]

    def words(self, digest: str) -> WordsTold | None:
        """The words of a plan."""
        return self.desk.words_of(digest)

    def is_blind(self, case_id: str) -> bool:
        """Whether who asks reads no word of a case: a sealed one they are not in has come without its title."""
        row = self.cases[case_id]
        return row.sealed and not row.title

    def case(self, case_id: str) -> shape.CaseNamed | None:
        """A case as lists name it."""
        row = self.cases.get(case_id)
        return None if row is None else case_named(row, self.desk, self.versions.get(row.plan))


async def named(office: Office, asker: Asker, case_ids: Iterable[str]) -> Named:
    """These cases, as somebody may see them, with their words."""
    cases = await office.store.cases_named(list(dict.fromkeys(case_ids)), reader=Reader(asker.person))
    digests = [row.plan for row in cases.values()]
    return Named(await desk_for(office, digests), cases, await office.store.versions_of(digests))


def case_named(row: CaseRow, desk: Desk, version: int | None) -> shape.CaseNamed:
    """A case as lists name it."""
    words = desk.words_of(row.plan)
    directory = desk.company.directory if desk.company else None
    starter = directory.person(row.initiator) if directory and row.initiator else None
    return shape.CaseNamed(
        case_id=row.case_id, business_key=row.business_key, process=row.process,
        process_name=words.process() if words else Words.of(row.process), version=version,
        title=desk.title(row),
        initiator=desk.people.maybe(row.initiator),
        department=desk.people.department(starter.department if starter else None),
        started_at=row.started_at, sealed=row.sealed,
    )  # fmt: skip


async def listed(office: Office, asker: Asker, wanted: StuckFilter, limit: int, cursor: str | None) -> shape.StuckPage:
    """What is stuck, for one who answers for it."""
    now = office.clock()
    await office.store.catch_up(now)
    found = await office.store.stuck_list(wanted, now, limit=limit, cursor=cursor)
    cases = await named(office, asker, (one.case_id for one in found.page.spells))
    processes = await process_names(office)
    return shape.StuckPage(
        items=[item for one in found.page.spells if (item := _item(one, found, cases)) is not None],
        cursor=found.page.cursor,
        counts=tuple(
            shape.ClassCount(stuck=one.stuck, now=one.now, yesterday=one.yesterday, last_week=one.last_week)
            for one in found.counts
        ),
        total=found.facets.total, open_cases=found.fresh.open_cases, fresh=await freshness(office, found.fresh, now),
        processes=tuple(_choice(one, count, processes.get(one)) for one, count in found.facets.processes),
        departments=tuple(
            _choice(one, count, cases.desk.people.department(one)) for one, count in found.facets.departments
        ),
        causes=tuple(_choice(one, count, cause_name(one)) for one, count in found.facets.causes),
        mine=found.facets.mine,
    )  # fmt: skip


def _choice(name: str, count: int, words: Words | None) -> shape.Facet:
    return shape.Facet(id=name, name=words or Words.of(name), count=count)


def cause_name(code: str) -> Words:
    """A cause in a few words."""
    en, zh = CAUSES.get(code, (code, code))
    return Words(zh=zh, en=en)


async def freshness(office: Office, found: Fresh, now: datetime) -> shape.Freshness:
    """How fresh a list is."""
    return shape.Freshness(
        now=now, looked_at=found.looked_at, waiting=found.waiting, unexplained=found.unexplained,
        workers=await office.cases.has_workers(),
    )  # fmt: skip


def _item(spell: Spell, found: StuckList, cases: Named) -> shape.StuckItem | None:
    case = cases.case(spell.case_id)
    if case is None:
        return None
    words, desk = cases.words(spell.plan), cases.desk
    return shape.StuckItem(
        case=case, stuck=spell.stuck, step=step_named(spell.step, words),
        holders=tuple(desk.people.people(spell.people)),
        held_for=tuple(desk.people.people(found.absent.get(spell.case_id, ()))),
        cause=cause_told(spell.cause, spell.step, spell.people, spell.held_since or spell.since, words),
        since=spell.since, stuck_for=lasted(spell, desk, words), harm=harm_told(spell, desk, words, case.sealed),
        next=coming_told(_coming(spell.next), words), nudged_at=found.urged.get(spell.case_id),
        mine=spell.position in found.page.mine,
    )  # fmt: skip


def lasted(spell: Spell, desk: Desk, words: WordsTold | None) -> int:
    """For how long of working time it is stuck by now; of what will be late, by how much it will be."""
    if spell.stuck == "will_be_late" or desk.calendars is None:
        return spell.stuck_for
    return max(working(desk, words, spell.step, spell.since, desk.now), spell.stuck_for)


def working(desk: Desk, words: WordsTold | None, step: str, since: datetime, until: datetime) -> int:
    """Working seconds by the calendar of a step."""
    if desk.calendars is None or until < since:
        return 0
    definition = words.plan.definition if words else None
    own = getattr(words.plan.steps.get(step), "calendar", None) if words else None
    calendar = own or (definition.calendar if definition else None)
    return desk.calendars.between(since, until, calendar if calendar in desk.calendars.ids else None)


def left_until(desk: Desk, words: WordsTold | None, step: str, due: datetime | None) -> int | None:
    """Working seconds that are left; less than nothing once it is late."""
    if due is None:
        return None
    ahead = due >= desk.now
    return working(desk, words, step, desk.now, due) if ahead else -working(desk, words, step, due, desk.now)


def harm_told(spell: Spell, desk: Desk, words: WordsTold | None, blind: bool) -> shape.Harm:
    """What it does by standing still."""
    amount = None
    if spell.amount is not None and spell.amount_field is not None and not blind:
        amount = amount_told(spell.amount_field, spell.amount, words)
    return shape.Harm(
        weight=spell.weight, amount=amount, due=spell.due, left=left_until(desk, words, spell.step, spell.due),
        blocked=spell.blocked,
    )  # fmt: skip


def amount_told(path: str, value: Any, words: WordsTold | None) -> shape.Amount:
    """The money at stake, and what its field is called; without a currency that another field of the case says."""
    field = words.zh.field(path) if words else None
    currency: str | None = getattr(field, "currency", None)
    return shape.Amount(
        name=words.field(path) if words else Words.of(path), value=format(Decimal(str(value)), "f"),
        currency=None if currency is None or currency.startswith("=") else currency,
    )  # fmt: skip


def step_named(step: str, words: WordsTold | None) -> shape.StepNamed | None:
    """A step by its name; None for the whole case."""
    return shape.StepNamed(id=step, name=words.step(step) if words else Words.of(step)) if step else None


def cause_told(
    code: CauseCode, step: str, people: tuple[str, ...], since: datetime, words: WordsTold | None
) -> shape.Cause:
    """A cause in a few words and in a sentence."""
    name = cause_name(code)
    said = words.both(lambda names: sentence(names, code, step, people, since)) if words else name
    return shape.Cause(code=code, name=name, sentence=said)


def _coming(wire: dict[str, Any] | None) -> ComesByItself | None:
    if wire is None:
        return None
    return ComesByItself(datetime.fromisoformat(wire["at"]), wire["key"], wire["rung"], wire["step"])


def coming_told(coming: ComesByItself | None, words: WordsTold | None) -> shape.Coming | None:
    """What happens by itself."""
    if coming is None or words is None:
        return None
    step = step_named(coming.step or "", words)
    return shape.Coming(at=coming.at, what=words.both(lambda names: by_itself(coming, names)), step=step)


# -- clusters --------------------------------------------------------------------------------------------------------


async def clustered(office: Office, asker: Asker, who: Standing, limit: int) -> shape.Clusters:
    """What several stuck cases have in common."""
    now = office.clock()
    await office.store.catch_up(now)
    rows, alone, fresh = await office.store.clusters(StuckFilter(who), now, limit=limit)
    cases = await named(office, asker, (row.case_ids[0] for row in rows))
    return shape.Clusters(
        items=[_cluster(row, cases) for row in rows], alone=alone, fresh=await freshness(office, fresh, now)
    )  # fmt: skip


def _cluster(row: ClusterRow, cases: Named) -> shape.Cluster:
    first = cases.cases.get(row.case_ids[0])
    words = cases.words(first.plan) if first else None
    shared, person, step = _shared(row, words, cases)
    name = cause_name(row.cause)
    people = (person,) if person else ()
    return shape.Cluster(
        cause=shape.Cause(code=row.cause, name=name, sentence=name), key=row.shared, shared=shared,
        sentence=Words(
            zh=f"{row.count} 件：{name.zh}，同为{shared.zh}", en=f"{row.count} cases: {name.en}; all by {shared.en}"
        ),
        count=row.count, since=row.since, process=first.process if first else None, step=step, people=people,
        act=TRIED_FIRST.get(row.cause), case_ids=row.case_ids,
    )  # fmt: skip


def _shared(
    row: ClusterRow, words: WordsTold | None, cases: Named
) -> tuple[Words, Person | None, shape.StepNamed | None]:
    kind, name = read_shared(row.shared)
    last = name.rpartition("/")[2]
    match kind:
        case "person":
            person = cases.desk.people.person(name)
            return person.name, person, None
        case "service":
            return _both(Text(f"服务 {name}", f"the service {name}")), None, None
        case "message":
            said = words.both(lambda names: bare(names.message(name))) if words else Words.of(name)
            return Words(zh=f"消息 {said.zh}", en=f"the message {said.en}"), None, None
        case "server":
            return _both(Text("没有工作进程", "no worker")), None, None
        case "version":
            step = step_named(last, words)
            return _placed(words, step, Text("同一版本", "one version")), None, step
        case "list":
            return _both(Text(f"清单 {name}", f"the list {name}")), None, None
        case _:
            step = step_named(last, words)
            return _placed(words, step, Text("", "")), None, step


def _both(text: Text) -> Words:
    return text_words(text)


def _placed(words: WordsTold | None, step: shape.StepNamed | None, more: Text) -> Words:
    process = words.process() if words else Words()
    at = step.name if step else Words()
    return Words(
        zh=" · ".join(one for one in (process.zh, at.zh, more.zh) if one),
        en=" · ".join(one for one in (process.en, at.en, more.en) if one),
    )
