"""What is new for people: tasks that have come to them, told by their channels, and when they first looked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, and_, func, or_, select, update

from store.statements import insert_if_new, insert_or_update
from store.tables.primary import chains
from store.tables.projection import cases, inbox, tasks
from store.tables.reaching import news_marks, task_news

MARK = "tasks"
OVERLAP = timedelta(seconds=30)
"""Cases are looked at once more that changed so shortly before: what was written late has not been seen."""
CONFIRMED_WITHIN = timedelta(seconds=30)


@dataclass(frozen=True)
class NewTask:
    """A task on somebody's list of which they have not been told. `count`: how many may take it."""

    case_id: str
    task: str
    person: str
    process: str
    count: int


@dataclass(frozen=True)
class News:
    """A task somebody is to be told of. `sent`: by which channels that has been done, and when."""

    case_id: str
    task: str
    person: str
    sent: Mapping[str, str]
    attempts: int


@dataclass(frozen=True)
class Delivery:
    """What became of telling somebody of a task, and when they first looked at it. `leaves`: when it will, or did."""

    person: str
    status: Literal["waiting", "sent", "failed", "gone", "none"]
    sent: Mapping[str, str]
    leaves: datetime
    last_error: str
    opened_at: datetime | None


@dataclass(frozen=True)
class FailedNews:
    """Telling somebody of a task has failed. `key` names it, `business_key` the case."""

    key: str
    business_key: str
    delivery: Delivery


def must_look(connection: Connection, now: datetime) -> bool:
    """Whether any case has changed since somebody looked, or nobody has looked yet."""
    done_to = connection.scalar(
        select(news_marks.c.done_to).where(news_marks.c.name == MARK, news_marks.c.held_until <= now)
    )
    if done_to is None:
        return connection.scalar(select(news_marks.c.name)) is None
    changed = select(chains.c.case_id).where(chains.c.last_committed_at > done_to - OVERLAP).limit(1)
    return connection.scalar(changed) is not None


def is_due(connection: Connection, now: datetime) -> bool:
    """Whether anybody is to be told something now."""
    waiting = (task_news.c.status == "waiting", task_news.c.leaves <= now)
    return connection.scalar(select(task_news.c.task).where(*waiting).limit(1)) is not None


def take_mark(connection: Connection, now: datetime, lease: timedelta) -> datetime | None:
    """Be the one worker that looks; gives up to when cases have been looked at. None when another one is at it."""
    first = {"name": MARK, "begun": now, "done_to": now, "held_until": now}
    connection.execute(insert_if_new(connection.dialect.name, news_marks), first)
    free = (news_marks.c.name == MARK, news_marks.c.held_until <= now)
    taken = connection.execute(update(news_marks).where(*free).values(held_until=now + lease))
    if taken.rowcount == 0:
        return None
    done_to: datetime = connection.execute(select(news_marks.c.done_to).where(news_marks.c.name == MARK)).scalar_one()
    return done_to


def let_go(connection: Connection, done_to: datetime, now: datetime) -> None:
    """Cases changed up to `done_to` have been looked at."""
    mine = news_marks.c.name == MARK
    connection.execute(update(news_marks).where(mine).values(done_to=done_to, held_until=now))


def new_tasks(connection: Connection, since: datetime, limit: int) -> list[NewTask]:
    """Tasks that have come to people in cases that changed since then; nothing of before the first look."""
    begun = select(news_marks.c.begun).where(news_marks.c.name == MARK).scalar_subquery()
    same = and_(task_news.c.case_id == inbox.c.case_id, task_news.c.task == inbox.c.task,
                task_news.c.person == inbox.c.person)  # fmt: skip
    statement = (
        select(inbox.c.case_id, inbox.c.task, inbox.c.person, tasks.c.process, tasks.c.holder, tasks.c.offered)
        .join(chains, chains.c.case_id == inbox.c.case_id)
        .join(tasks, and_(tasks.c.case_id == inbox.c.case_id, tasks.c.task == inbox.c.task))
        .where(
            chains.c.last_committed_at > since - OVERLAP,
            inbox.c.standing != "waiting",
            func.coalesce(tasks.c.held_since, tasks.c.created_at) >= begun,
            ~select(task_news.c.task).where(same).exists(),
        )
        .order_by(inbox.c.case_id, inbox.c.task, inbox.c.person)
        .limit(limit)
    )
    return [
        NewTask(row.case_id, row.task, row.person, row.process, 1 if row.holder else len(row.offered))
        for row in connection.execute(statement)
    ]


def note(connection: Connection, new: NewTask, leaves: datetime, status: str, now: datetime) -> None:
    """Somebody is to be told of a task at `leaves`; `none`: it is in their inbox, and that is enough."""
    row = {
        "case_id": new.case_id, "task": new.task, "person": new.person, "found_at": now, "leaves": leaves,
        "status": status, "sent": {}, "attempts": 0, "last_error": "", "opened_at": None,
    }  # fmt: skip
    connection.execute(insert_if_new(connection.dialect.name, task_news), row)


def due(connection: Connection, now: datetime, limit: int, lease: timedelta) -> list[News]:
    """What is to be told now, person by person; nobody else is given it before the lease has passed. What is on
    nobody's list any more, or was looked at, is not told; a turn that is being confirmed is waited for."""
    waiting = (task_news.c.status == "waiting", task_news.c.leaves <= now)
    _leave_out_gone(connection, waiting)
    confirmed = or_(chains.c.sealed >= chains.c.last, chains.c.last_committed_at < now - CONFIRMED_WITHIN)
    statement = (
        select(task_news)
        .join(chains, chains.c.case_id == task_news.c.case_id)
        .where(*waiting, confirmed)
        .order_by(task_news.c.person, task_news.c.found_at)
        .limit(limit)
        .with_for_update(of=task_news, skip_locked=True)
    )
    found = [News(row.case_id, row.task, row.person, row.sent, row.attempts) for row in connection.execute(statement)]
    for one in found:
        connection.execute(update(task_news).where(*_of(one)).values(leaves=now + lease))
    return found


def _leave_out_gone(connection: Connection, waiting: tuple[Any, ...]) -> None:
    same = and_(inbox.c.case_id == task_news.c.case_id, inbox.c.task == task_news.c.task,
                inbox.c.person == task_news.c.person)  # fmt: skip
    gone = ~select(inbox.c.task).where(same).exists()
    connection.execute(update(task_news).where(*waiting, gone).values(status="gone"))
    connection.execute(update(task_news).where(*waiting, task_news.c.opened_at.is_not(None)).values(status="none"))


def settle(
    connection: Connection,
    told: Sequence[News],
    sent: Mapping[str, str],
    error: str,
    again_at: datetime | None,
    now: datetime,
) -> None:
    """What became of telling: by which channels it has left now; with an error it is tried `again_at`, or given up."""
    for one in told:
        values: dict[str, Any] = {"sent": {**one.sent, **sent}, "last_error": error[:500]}
        if not error:
            values |= {"status": "sent" if values["sent"] else "none", "leaves": now}
        else:
            values["attempts"] = one.attempts + 1
            values |= {"status": "failed"} if again_at is None else {"leaves": again_at}
        connection.execute(update(task_news).where(*_of(one)).values(**values))


def _of(one: News) -> tuple[Any, ...]:
    return (task_news.c.case_id == one.case_id, task_news.c.task == one.task, task_news.c.person == one.person)


def note_opened(connection: Connection, case_id: str, task: str, person: str, now: datetime) -> None:
    """Somebody looks at a task of theirs; the first time stands."""
    own = (task_news.c.case_id == case_id, task_news.c.task == task, task_news.c.person == person)
    known = connection.execute(select(task_news.c.opened_at).where(*own)).one_or_none()
    if known is None:
        row = {
            "case_id": case_id, "task": task, "person": person, "found_at": now, "leaves": now, "status": "none",
            "sent": {}, "attempts": 0, "last_error": "", "opened_at": now,
        }  # fmt: skip
        connection.execute(insert_or_update(connection.dialect.name, task_news), row)
    elif known.opened_at is None:
        connection.execute(update(task_news).where(*own).values(opened_at=now))


def openers(connection: Connection, case_id: str) -> dict[str, frozenset[str]]:
    """Who has looked at which task of a case on the pages."""
    looked = select(task_news.c.task, task_news.c.person).where(
        task_news.c.case_id == case_id, task_news.c.opened_at.is_not(None)
    )
    found: dict[str, frozenset[str]] = {}
    for row in connection.execute(looked):
        found[row.task] = found.get(row.task, frozenset()) | {row.person}
    return found


def deliveries(connection: Connection, case_id: str) -> dict[str, tuple[Delivery, ...]]:
    """Who has been told of which task of a case, and who has looked at it."""
    statement = select(task_news).where(task_news.c.case_id == case_id).order_by(task_news.c.person)
    found: dict[str, tuple[Delivery, ...]] = {}
    for row in connection.execute(statement):
        one = Delivery(row.person, row.status, row.sent, row.leaves, row.last_error, row.opened_at)
        found[row.task] = (*found.get(row.task, ()), one)
    return found


def failing(connection: Connection, limit: int) -> list[FailedNews]:
    """Tellings that have failed and have not succeeded since, the latest first."""
    statement = (
        select(task_news, cases.c.business_key)
        .join(cases, cases.c.case_id == task_news.c.case_id)
        .where(*_FAILED)
        .order_by(task_news.c.found_at.desc())
        .limit(limit)
    )
    return [
        FailedNews(
            "/".join((_OF_A_TASK, row.case_id, row.task, row.person)),
            row.business_key,
            Delivery(row.person, row.status, row.sent, row.leaves, row.last_error, row.opened_at),
        )
        for row in connection.execute(statement)
    ]


_FAILED = (task_news.c.last_error != "", task_news.c.status.in_(("waiting", "failed")))
_OF_A_TASK = "task"


def tell_again(connection: Connection, key: str, now: datetime) -> bool:
    """Let a telling that has failed be tried now, as often as a new one; gives whether there was such a one."""
    what, _, named = key.partition("/")
    case_id, _, rest = named.partition("/")
    task, _, person = rest.partition("/")
    if what != _OF_A_TASK:
        return False
    own = (task_news.c.case_id == case_id, task_news.c.task == task, task_news.c.person == person)
    again = update(task_news).where(*own, *_FAILED).values(status="waiting", attempts=0, leaves=now)
    return connection.execute(again).rowcount > 0
