"""Registers put together: browsed page by page, and as a sheet."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Response

from api.company_in_force import directory_of
from api.office import Office
from api.people_told import PeopleTold
from api.problems import unknown
from api.shapes.registers import RegisterCell, RegisterLine, RegisterTold
from api.shapes.wire import Page, Words
from api.sheets import MOST_ROWS, Manner, sheet
from api.words_told import WordsTold
from engine.administering.access import Standing
from engine.insight.registers_meant import columns_meant
from engine.model.fields import Field
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
    told, meant = PeopleTold.at(await directory_of(office), office.clock()), await _meant(office, register)
    items = [_line(one, sealed, told, meant) for one, sealed in found[:limit]]
    return Page(items=items, cursor=str(items[-1].number) if len(found) > limit else None)


@dataclass(frozen=True)
class _Column:
    """A column that a process fills with a field of its own."""

    words: WordsTold
    path: str
    field: Field


async def _meant(office: Office, register: str) -> dict[str, _Column]:
    """The columns of a register, as the definitions in force name them."""
    directory = await directory_of(office)
    plans = await office.store.plans_of(one.digest for one in await office.store.processes())
    found: dict[str, _Column] = {}
    for plan in plans.values():
        for column, path, field in columns_meant(plan, register):
            found.setdefault(column, _Column(WordsTold.of(plan, directory.zone, directory), path, field))
    return found


def _cell(column: str, value: Any, meant: Mapping[str, _Column]) -> RegisterCell:
    known = meant.get(column)
    if known is None:
        return RegisterCell(column=column, name=Words.of(column), text=Words.of(_as_it_is(value)))
    return RegisterCell(column=column, name=known.words.field(known.path), text=known.words.value(value, known.field))


def _as_it_is(value: Any) -> str:
    """A value nobody has named, as it stands there."""
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _line(one: RegisterEntry, sealed: bool, told: PeopleTold, meant: Mapping[str, _Column]) -> RegisterLine:
    entry = {} if sealed else one.entry
    return RegisterLine(
        number=one.number, key="" if sealed else one.key, entry=entry, revision=one.revision, at=one.at,
        cells=[_cell(column, value, meant) for column, value in entry.items()],
        by=told.maybe(one.by), case_id=one.case_id, sealed=sealed,
    )  # fmt: skip


async def register_sheet(office: Office, who: Standing, register: str, search: str, manner: Manner) -> Response:
    """A register, up to the rows a sheet has."""
    page = await lines(office, who, register, search, MOST_ROWS, 0)
    names = {cell.column: manner.words(cell.name) for one in page.items for cell in one.cells}
    head = [*_HEAD[manner.language], *names.values()]
    return await sheet(register, head, (_row(one, names, manner) for one in page.items))


def _row(one: RegisterLine, columns: Iterable[str], say: Manner) -> list[Any]:
    said = {cell.column: say.words(cell.text) for cell in one.cells}
    return [one.number, one.key, say.at(one.at), say.person(one.by), *(said.get(column) for column in columns)]
