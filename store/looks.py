"""Looking at open cases: which are stuck is judged when they have changed or their time has come, and kept as spells.

A page of what is stuck then reads spells, whatever the number of cases. Judging reads only; what it found is written
in a short transaction of its own.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, bindparam, delete, func, or_, select, update

from engine.administering.access import owners_of, responsible_for
from engine.insight import Known, Situation, Stuck, find_stuck
from engine.insight.clusters import shared_by
from engine.insight.fixing import fixers
from engine.insight.harm import Harm, harm_of, weight_of
from store.company import Company
from store.conditions import OPEN_CASE
from store.situations import situations_of
from store.statements import insert_or_update
from store.stuck import Suspicion
from store.tables.projected_links import called_cases
from store.tables.projection import cases
from store.tables.watching import stuck_concerns, stuck_looks, stuck_marks, stuck_spells
from store.world import newest_version

log = structlog.get_logger()

LOOK_AGAIN = timedelta(hours=1)
"""However little happens, a case is looked at so often: what is usual changes, and people go on leave."""

MOST_COUNTED = 10_000
"""Cases that wait to be looked at are counted up to here."""

SPELLS_KEPT = timedelta(days=400)
"""How long spells that are over are kept."""

MARK = "looked"

OPEN_SPELL = stuck_spells.c.ended_at.is_(None)


@dataclass(frozen=True)
class Looked:
    """What a look at one case found: it is stuck (`spell`: the row, with whom it concerns), or is not."""

    case_id: str
    turns: int
    look_again: datetime
    spell: Mapping[str, Any] | None = None
    sees: frozenset[str] = frozenset()
    fixes: frozenset[str] = frozenset()
    trouble: str = ""


@dataclass(frozen=True)
class Round:
    """Some cases looked at. `waiting`: how many more there are, as far as they were counted."""

    at: datetime
    company: str
    looked: tuple[Looked, ...]
    ended: tuple[str, ...]
    waiting: int


def judge(connection: Connection, asked: Suspicion, limit: int) -> Round:
    """Look at cases that have changed, whose time has come, or that were never looked at. Raises `NoCompany`."""
    company = asked.company_in_force(connection)
    version = company_version(connection)
    if not asked.knows_outside:
        asked = replace(asked, outside=_seen_before(connection))
    outdated = _outdated(connection, asked, version, MOST_COUNTED)
    looked = _look_at(connection, asked, company, outdated[:limit])
    ended = tuple(connection.scalars(_ended().limit(limit)).all())
    return Round(asked.now, version, tuple(looked), ended, max(0, len(outdated) - limit))


def company_version(connection: Connection) -> str:
    """Company and directory in force."""
    version = newest_version(connection)
    return f"{version.company}.{version.changes}" if version else ""


def _outdated(connection: Connection, asked: Suspicion, version: str, limit: int) -> list[str]:
    same = stuck_looks.c.case_id == cases.c.case_id
    old = or_(
        stuck_looks.c.case_id.is_(None),
        stuck_looks.c.turns != cases.c.turns,
        stuck_looks.c.look_again <= asked.now,
        stuck_looks.c.company != version,
    )
    found = select(cases.c.case_id).outerjoin(stuck_looks, same).where(OPEN_CASE, old).limit(limit)
    listed = dict.fromkeys(connection.scalars(found).all())
    listed.update(dict.fromkeys(_seen_otherwise(connection, asked.outside)))
    return list(listed)[:limit]


def _seen_otherwise(connection: Connection, outside: Mapping[str, str]) -> Iterable[str]:
    """Cases of which the server says something new, or nothing any more."""
    before = _seen_before(connection)
    return [case_id for case_id in {**before, **outside} if before.get(case_id) != outside.get(case_id)]


def _seen_before(connection: Connection) -> dict[str, str]:
    """What the server last said of cases that are stuck by it."""
    seen = stuck_spells.c.cause.in_(("no-worker", "workflow-failing"))
    known = select(stuck_spells.c.case_id, stuck_spells.c.cause).where(OPEN_SPELL, seen)
    return {row.case_id: row.cause for row in connection.execute(known)}


def _ended() -> Any:
    gone = or_(cases.c.case_id.is_(None), cases.c.status != "open")
    return select(stuck_looks.c.case_id).outerjoin(cases, cases.c.case_id == stuck_looks.c.case_id).where(gone)


def _look_at(connection: Connection, asked: Suspicion, company: Company, case_ids: Sequence[str]) -> Iterable[Looked]:
    if not case_ids:
        return
    rows = select(cases.c.case_id, cases.c.turns, cases.c.plan, cases.c.summary).where(cases.c.case_id.in_(case_ids))
    told = {row.case_id: row for row in connection.execute(rows)}
    blocked = _blocked(connection, case_ids)
    for situation in situations_of(connection, case_ids, asked.outside):
        row = told[situation.case_id]
        try:
            known = asked.pace.known(connection, company, situation, asked.now)
            found = find_stuck(situation, asked.now, known)
            harm = harm_of(situation, row.summary or {}, blocked.get(situation.case_id, 0), asked.now, known)
        except Exception as broken:  # whatever is wrong with one case, the others are looked at, and it is counted
            log.error("a case could not be judged", case=situation.case_id, why=str(broken)[:300])
            yield Looked(
                row.case_id, row.turns, asked.now + LOOK_AGAIN, trouble=f"{type(broken).__name__}: {broken}"[:300]
            )
            continue
        again = _again(situation, asked.now)
        if found is None:
            yield Looked(row.case_id, row.turns, again)
        else:
            yield _stuck(row, again, situation, found, harm, asked.now, known)


def _again(situation: Situation, now: datetime) -> datetime:
    """When the answer may be another one by the mere passing of time."""
    dues = [here.first_due for here in situation.standing] + [limit.due for limit in situation.limits]
    return min([due for due in dues if due is not None and due > now] + [now + LOOK_AGAIN])


def _stuck(
    row: Any, again: datetime, situation: Situation, found: Stuck, harm: Harm, now: datetime, known: Known
) -> Looked:
    directory = known.directory
    definition = situation.plan.definition if situation.plan else None
    owners = owners_of(definition.owner, directory, now) if definition else frozenset()
    fixes = fixers(found.cause, found.people, owners, directory)
    everybody = frozenset([*found.people, *([situation.initiator] if situation.initiator else [])])
    spell = {
        "case_id": found.case_id, "process": found.process, "plan": row.plan, "step": found.step,
        "instance": found.instance, "stuck": found.stuck, "cause": found.cause,
        "shared": shared_by(found, situation), "department": _department(found, situation, known),
        "people": found.people, "since": found.since, "held_since": found.entered,
        "began": _began(found, now), "ended_at": None,
        "stuck_for": found.stuck_for, "weight": weight_of(found, harm), "amount_field": harm.field,
        "amount": None if harm.amount is None else format(harm.amount, "f"), "due": harm.due,
        "blocked": harm.blocked, "root": found.root, "next": _next(found),
    }  # fmt: skip
    return Looked(row.case_id, row.turns, again, spell, responsible_for(directory, everybody) | fixes, fixes)


def _began(found: Stuck, now: datetime) -> datetime:
    """When it became stuck. That something takes longer than is usual, or will be late, is so since it was seen."""
    seen = found.stuck == "will_be_late" or any(one.code == "usual" for one in found.evidence[:1])
    return now if seen else min(found.since, now)


def _next(found: Stuck) -> dict[str, Any] | None:
    if found.next is None:
        return None
    return {
        "at": found.next.at.isoformat(), "key": found.next.key, "rung": found.next.rung, "step": found.next.step,
    }  # fmt: skip


def _department(found: Stuck, situation: Situation, known: Known) -> str:
    people = [*found.people[:1], *([situation.initiator] if situation.initiator else [])]
    departments = (person.department for one in people if (person := known.directory.person(one)))
    own = situation.plan.definition.department if situation.plan else ""
    return next((one for one in departments if one), own)


def _blocked(connection: Connection, case_ids: Collection[str]) -> dict[str, int]:
    """How many cases wait for each of these."""
    waiting = (called_cases.c.called_case.in_(case_ids), called_cases.c.end.is_(None), ~called_cases.c.detached)
    counted = select(called_cases.c.called_case, func.count()).where(*waiting).group_by(called_cases.c.called_case)
    return {row[0]: row[1] for row in connection.execute(counted)}


# -- written ---------------------------------------------------------------------------------------------------------


def keep(connection: Connection, found: Round) -> int:
    """Write what a round found; gives at how many cases it looked."""
    ids = [one.case_id for one in found.looked]
    before = _spells_of(connection, [*ids, *found.ended])
    over = [before[one].position for one in found.ended if one in before]
    moved: list[str] = list(found.ended)
    for one in found.looked:
        here = before.get(one.case_id)
        if here is not None and (one.spell is None or not _goes_on(here, one.spell)):
            over.append(here.position)
            here = None
        if (one.spell is None) != (one.case_id not in before):
            moved.append(one.case_id)
        if one.spell is not None:
            _write(connection, one, here, found.at)
    _close(connection, over, found.at)
    _note(connection, found)
    _callers_again(connection, moved, found.at)
    _mark(connection, found)
    return len(found.looked) + len(found.ended)


def _spells_of(connection: Connection, case_ids: Collection[str]) -> dict[str, Any]:
    wanted = select(stuck_spells).where(OPEN_SPELL, stuck_spells.c.case_id.in_(case_ids))
    return {row.case_id: row for row in connection.execute(wanted)} if case_ids else {}


def _goes_on(row: Any, spell: Mapping[str, Any]) -> bool:
    """Whether it is stuck in the same place by the same thing."""
    return all(getattr(row, name) == spell[name] for name in ("instance", "stuck", "cause", "shared"))


def _write(connection: Connection, one: Looked, here: Any, at: datetime) -> None:
    assert one.spell is not None
    if here is None:
        before = (OPEN_SPELL, stuck_spells.c.case_id == one.case_id)
        _close(connection, connection.scalars(select(stuck_spells.c.position).where(*before)).all(), at)
        made = connection.execute(stuck_spells.insert().values(one.spell))
        position = int((made.inserted_primary_key or (0,))[0])
    else:
        position = here.position
        values = {**one.spell, "began": here.began}
        connection.execute(update(stuck_spells).where(stuck_spells.c.position == position).values(values))
        connection.execute(delete(stuck_concerns).where(stuck_concerns.c.spell == position))
    rows = [
        {"person": person, "spell": position, "fixes": person in one.fixes, "over": False}
        for person in sorted(one.sees)
    ]
    if rows:
        connection.execute(stuck_concerns.insert(), rows)


def _close(connection: Connection, positions: Sequence[int], at: datetime) -> None:
    if positions:
        closed = update(stuck_spells).where(stuck_spells.c.position == bindparam("spell"), OPEN_SPELL)
        connection.execute(closed.values(ended_at=at), [{"spell": one} for one in positions])
        connection.execute(update(stuck_concerns).where(stuck_concerns.c.spell.in_(positions)).values(over=True))


def _note(connection: Connection, found: Round) -> None:
    rows = [
        {
            "case_id": one.case_id, "turns": one.turns, "company": found.company, "looked_at": found.at,
            "look_again": one.look_again, "trouble": one.trouble,
        }
        for one in found.looked
    ]  # fmt: skip
    if rows:
        connection.execute(insert_or_update(connection.dialect.name, stuck_looks), rows)
    if found.ended:
        connection.execute(delete(stuck_looks).where(stuck_looks.c.case_id.in_(found.ended)))


def _mark(connection: Connection, found: Round) -> None:
    """Up to when all is judged as it is; while cases wait, that stays where it was."""
    if found.waiting:
        connection.execute(update(stuck_marks).where(stuck_marks.c.name == MARK).values(waiting=found.waiting))
    else:
        row = {"name": MARK, "at": found.at, "waiting": 0}
        connection.execute(insert_or_update(connection.dialect.name, stuck_marks), row)


def marked(connection: Connection) -> tuple[datetime | None, int]:
    """Up to when all open cases are judged as they were, and how many wait."""
    row = connection.execute(select(stuck_marks.c.at, stuck_marks.c.waiting)).one_or_none()
    return (row.at, row.waiting) if row is not None else (None, 0)


def _callers_again(connection: Connection, case_ids: Collection[str], at: datetime) -> None:
    """Cases that wait for these are to be looked at: why they stand has changed."""
    if not case_ids:
        return
    waiting = (called_cases.c.called_case.in_(case_ids), called_cases.c.end.is_(None), ~called_cases.c.detached)
    callers = select(called_cases.c.case_id).where(*waiting)
    connection.execute(update(stuck_looks).where(stuck_looks.c.case_id.in_(callers)).values(look_again=at))


def forget(connection: Connection, now: datetime) -> int:
    """Take spells away that were over long ago, and whom those of last week concerned."""
    old = select(stuck_spells.c.position).where(stuck_spells.c.ended_at < now - SPELLS_KEPT)
    connection.execute(delete(stuck_concerns).where(stuck_concerns.c.spell.in_(old)))
    return connection.execute(delete(stuck_spells).where(stuck_spells.c.ended_at < now - SPELLS_KEPT)).rowcount
