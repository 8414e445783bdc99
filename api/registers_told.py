"""Registers put together: browsed page by page, and as a sheet."""

from typing import Any

from fastapi import Response

from api.office import Office
from api.people_told import PeopleTold
from api.problems import unknown
from api.shapes.registers import RegisterLine, RegisterTold
from api.shapes.wire import Page
from api.sheets import MOST_ROWS, Manner, sheet
from api.stand_ins_told import directory_of
from engine.administering.access import Standing
from store.registers import RegisterEntry

_HEAD = {"zh": ["序号", "键", "时间", "登记人"], "en": ["Number", "Key", "At", "By"]}


async def registers(office: Office, who: Standing) -> Page[RegisterTold]:
    """Those one may look into: all of them for auditors and operators, else those one's processes write into."""
    return Page(items=[RegisterTold(name=name, lines=count) for name, count in (await _mine(office, who)).items()])


async def _mine(office: Office, who: Standing) -> dict[str, int]:
    found = await office.store.registers()
    if who.reads_all:
        return found
    written = await office.store.registers_of(who.owns)
    return {name: count for name, count in found.items() if name in written}


async def lines(
    office: Office, who: Standing, register: str, search: str, limit: int, after: int
) -> Page[RegisterLine]:
    """Lines in order. Raises 404 `unknown-register`."""
    if register not in await _mine(office, who):
        raise unknown("register", "台账")
    found = await office.store.register_lines(register, search, after=after, limit=limit + 1)
    told = PeopleTold.at(await directory_of(office), office.clock())
    items = [_line(one, sealed, told) for one, sealed in found[:limit]]
    return Page(items=items, cursor=str(items[-1].number) if len(found) > limit else None)


def _line(one: RegisterEntry, sealed: bool, told: PeopleTold) -> RegisterLine:
    return RegisterLine(
        number=one.number, key="" if sealed else one.key, entry={} if sealed else one.entry, revision=one.revision,
        at=one.at, by=told.maybe(one.by), case_id=one.case_id, sealed=sealed,
    )  # fmt: skip


async def register_sheet(office: Office, who: Standing, register: str, search: str, manner: Manner) -> Response:
    """A register, up to the rows a sheet has."""
    page = await lines(office, who, register, search, MOST_ROWS, 0)
    columns = list(dict.fromkeys(name for one in page.items for name in one.entry))
    return await sheet(
        register, [*_HEAD[manner.language], *columns], (_row(one, columns, manner) for one in page.items)
    )


def _row(one: RegisterLine, columns: list[str], say: Manner) -> list[Any]:
    return [one.number, one.key, say.at(one.at), say.person(one.by), *(one.entry.get(column) for column in columns)]
