"""Notices as answers have them."""

from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from activities.notices import Wording
from api.identity import Asker
from api.office import Office
from api.people_told import PeopleTold
from api.problems import unknown
from api.shapes.notices import (
    ChannelTold,
    Contacts,
    FailingItem,
    NoticeChoice,
    NoticeItem,
    Notices,
    Unreachable,
)
from api.shapes.wire import Words
from engine.administering.access import Standing
from engine.administering.reaching import CHANNELS, Preferences
from engine.model.plan import Plan
from engine.runtime.events import NoticeAddressed
from engine.runtime.wire import decode_as
from store.news import FailedNews
from store.outbox import Outgoing
from store.rows import NoticeRow, TaskRow
from store.told import About, Told

MOST_UNREACHABLE = 200
"""Those with most to do are listed."""


async def notices(office: Office, asker: Asker) -> Notices:
    """What somebody was told lately; what waits for their working time is not there yet."""
    told = await office.store.told(asker.person)
    company = await office.store.company()
    wording = Wording(ZoneInfo(office.settings.zone), company.directory if company else None)
    about = await office.store.cases_about({one.notice.case_id for one in told})
    plans = await office.store.plans_of(one.case.plan for one in about.values())
    items = [_item(one, about.get(one.notice.case_id), plans, wording) for one in told]
    return Notices(items=items, unread=sum(not one.read for one in items))


def _item(told: Told, about: About | None, plans: Mapping[str, Plan], wording: Wording) -> NoticeItem:
    row, case = told.notice, about.case if about else None
    plan = plans.get(case.plan) if case else None
    subject, text = wording.notice(NoticeAddressed(row.about, (row.person,), row.text, row.at), case, plan)
    return NoticeItem(
        case_id=row.case_id, turn=row.turn, position=row.position,
        business_key=case.business_key if case else "", subject=Words.of(subject), text=Words.of(text),
        at=told.arrived, task=_task_of(row, about.open_tasks if about else ()), read=told.read,
    )  # fmt: skip


def _task_of(row: NoticeRow, open_tasks: Iterable[TaskRow]) -> str | None:
    """The open task a notice leads to: the one it names, or else the person's own at the step it names."""
    step = row.about.partition(".")[0]
    for one in open_tasks:
        own = row.task is None and one.step == step and row.person in (one.holder, *one.offered)
        if own or one.task == row.task:
            return one.task
    return None


async def choice(office: Office, asker: Asker) -> NoticeChoice:
    """What somebody has chosen, and which channels reach them."""
    chosen = (await office.store.notice_choices([asker.person]))[asker.person]
    (to,) = await office.postman.receivers([asker.person])
    channels = [
        ChannelTold(channel=one, reaches=to.addresses.get(one)) for one in CHANNELS if one in office.postman.channels
    ]
    return NoticeChoice(
        language=chosen.language, muted={one: list(kinds) for one, kinds in chosen.muted.items()},
        quiet_from=chosen.quiet_from, quiet_until=chosen.quiet_until, channels=channels,
    )  # fmt: skip


async def failing(office: Office) -> list[FailingItem]:
    """All that did not leave, the latest first."""
    company = await office.store.company()
    people = PeopleTold.at(company.directory if company else None, office.clock())
    letters = await office.store.outbox_failing()
    keys = await office.store.keys_of([one.case_id for one in letters])
    found = [_of_outbox(one, keys.get(one.case_id, ""), people) for one in letters]
    found += [_of_news(one, people) for one in await office.store.failing_news()]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _of_outbox(one: Outgoing, key: str, people: PeopleTold) -> FailingItem:
    to = decode_as(NoticeAddressed, one.payload).to if one.kind == "notice" else ()
    return FailingItem(
        key=one.key, what=one.kind, business_key=key, people=people.people(to),
        error=one.last_error, given_up=one.given_up, at=one.at,
    )  # fmt: skip


def _of_news(failed: FailedNews, people: PeopleTold) -> FailingItem:
    one = failed.delivery
    return FailingItem(
        key=failed.key, what="task", business_key=failed.business_key, people=[people.person(one.person)],
        error=one.last_error, given_up=one.status == "failed", at=one.leaves,
    )  # fmt: skip


async def unreachable(office: Office, who: Standing) -> list[Unreachable]:
    """Those one answers for whom no channel reaches, with how much waits for them: administrators and operators answer
    for everybody."""
    company = await office.store.company()
    if company is None or not office.postman.has_ports:
        return []
    directory, now = company.directory, office.clock()
    people, day = PeopleTold.at(directory, now), directory.day_of(now)
    asked = directory.people if who.roles & {"administrator", "operator"} else who.people
    here = [one for one in sorted(asked) if directory.is_here(one, day)]
    without = [one.person for one in await office.postman.receivers(here) if not one.addresses]
    counts = await office.store.counts_open(without)
    most = sorted(without, key=lambda one: -counts.get(one, 0))[:MOST_UNREACHABLE]
    return [Unreachable(person=people.person(one), open_tasks=counts.get(one, 0)) for one in most]


async def contacts(office: Office, person: str) -> Contacts:
    """Where somebody is known outside, and what that is good for. Raises 404 `unknown-person`."""
    company = await office.store.company()
    known = company.directory.person(person) if company else None
    if company is None or known is None:
        raise unknown("person", "人员")
    (to,) = await office.postman.receivers([person])
    kept = (await office.store.contacts([person]))[person]
    return Contacts(
        person=PeopleTold.at(company.directory, office.clock()).person(person), contacts=kept, email=known.email or "",
        set_up=list(office.postman.channels), reached_by=[one for one in CHANNELS if one in to.addresses],
    )  # fmt: skip


def chosen_by(language: str, muted: dict[str, list[str]], **hours: object) -> Preferences:
    """A choice as the rule has it."""
    kinds = {channel: tuple(some) for channel, some in muted.items() if some}
    return Preferences(language, kinds, **hours)  # type: ignore[arg-type]
