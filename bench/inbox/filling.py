"""Filling the tables a page reads, at once and without the turns they would come from: rows as the projections make."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection, Table, text

from bench.inbox.crowd import Crowd
from engine.model.plan import Plan
from store.columns import written
from store.grams import grams_of
from store.tables.projection import case_data, cases, inbox, limits, steps, tasks
from store.tables.search import case_grams, case_search
from store.tables.watching import stuck_concerns, stuck_looks, stuck_spells

NOW = datetime.now(UTC).replace(microsecond=0)
FAR = "9999-01-01T00:00:00.000000Z"
GOODS = (
    "合同", "发票", "采购", "请假", "报销", "印章", "设备", "样品", "运费", "招聘", "付款", "退货",
    "图纸", "仓库", "钢材", "轴承", "电缆", "培训",
)  # fmt: skip
PLACES = (
    "上海", "北京", "广州", "深圳", "杭州", "南京", "武汉", "成都", "苏州", "青岛", "大连", "宁波",
    "厦门", "长沙", "郑州", "西安", "合肥",
)  # fmt: skip
STUCK = (
    ("cannot_move", "nobody-may-act"),
    ("does_not_move", "assignee-has-not-acted"),
    ("will_be_late", "nobody-has-claimed"),
)
Row = tuple[Any, ...]


def at(moment: datetime) -> str:
    """An instant as both databases read it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Filling:
    """Makes the rows of an installation, the same ones for the same seed."""

    def __init__(self, crowd: Crowd, plans: list[Plan], seed: int = 11) -> None:
        self._crowd = crowd
        self._plans = [(plan, _user_tasks(plan)) for plan in plans]
        self._random = Random(seed)
        self.dues: list[tuple[str, str, str]] = []

    def fill(self, connection: Connection) -> None:
        """All tables; the inbox follows from the tasks."""
        with _without_indexes(connection, (inbox, case_grams, tasks)):
            _put(connection, cases, self._cases())
            _put(connection, tasks, self._tasks())
            connection.execute(text(_INBOX[connection.dialect.name]))
            _put(connection, case_grams, self._grams())
        _put(connection, case_search, self._searches())
        _put(connection, case_data, ((case_id, "{}") for case_id in self._open_ids()))
        _put(connection, steps, self._steps())
        _put(connection, limits, self._limits())
        _put(connection, stuck_looks, self._looks())
        _put(connection, stuck_spells, self._spells())
        _put(connection, stuck_concerns, self._concerns())
        if connection.dialect.name == "sqlite":
            connection.execute(text("ANALYZE"))

    # -- cases --

    def _case(self, number: int) -> tuple[str, str, str]:
        """Id, key and title of a case."""
        mixed = number * 2_654_435_761 % 2**32
        goods = f"{GOODS[mixed % len(GOODS)]}{GOODS[mixed // 64 % len(GOODS)]}"
        said = f"{PLACES[mixed // 4096 % len(PLACES)]}{goods}申请 {mixed % 10**4:04}"
        return f"0190f{number:07x}-7000-7000-8000-{number:012x}", f"BX-{number:07}", said

    def _plan_of(self, number: int) -> tuple[Plan, list[str]]:
        return self._plans[number % len(self._plans)]

    def _ended(self) -> range:
        scale = self._crowd.scale
        return range(scale.open_cases, scale.open_cases + scale.ended_cases)

    def _open_ids(self) -> Iterator[str]:
        return (self._case(number)[0] for number in range(self._crowd.scale.open_cases))

    def _started(self, number: int) -> datetime:
        return NOW - timedelta(minutes=number * 7 % 400_000 + 10)

    def _cases(self) -> Iterator[Row]:
        people = self._crowd.people
        for number in range(self._ended().stop):
            case_id, key, title = self._case(number)
            plan, own = self._plan_of(number)
            ended = number >= self._crowd.scale.open_cases
            began = at(self._started(number))
            yield (
                case_id, f"{plan.process}:{key}", plan.process, plan.digest, key, "start", people[number % len(people)],
                None, began, began, 5, "0" * 64, written(title), "{}", None, "completed" if ended else "open",
                "done" if ended else None, began if ended else None, None, "", None,
                written([] if ended else [own[0]]), 0, None, None, None, False, False,
            )  # fmt: skip

    def _words(self, number: int) -> str:
        _, key, title = self._case(number)
        phone = f"13{number * 7_654_321 % 10**9:09}"
        return f"{key}\n{title}\n{phone}".lower()

    def _searches(self) -> Iterator[Row]:
        for number in range(self._ended().stop):
            yield (
                self._case(number)[0],
                self._plan_of(number)[0].process,
                at(self._started(number)),
                self._words(number),
            )

    def _grams(self) -> Iterator[Row]:
        for number in range(self._crowd.scale.open_cases):
            case_id = self._case(number)[0]
            yield from ((case_id, gram) for gram in sorted(grams_of(self._words(number))))

    # -- tasks --

    def _tasks(self) -> Iterator[Row]:
        for number in range(self._crowd.scale.open):
            yield self._open_task(number)
        for number in self._ended():
            case_id = self._case(number)[0]
            plan, own = self._plan_of(number)
            by = self._crowd.people[number % len(self._crowd.people)]
            for place in range(4):
                done = at(self._started(number) + timedelta(hours=place + 1))
                step = own[place % len(own)]
                yield _task(case_id, f"t{place}", plan.process, step, at(self._started(number)), done=done, by=by)

    def _open_task(self, number: int) -> Row:
        scale, random = self._crowd.scale, self._random
        of = number % scale.open_cases
        case_id, plan, own = self._case(of)[0], *self._plan_of(of)
        place = number // scale.open_cases
        due = NOW + timedelta(minutes=random.randrange(-8 * 24 * 60, 20 * 24 * 60))
        holder, offered = self._whose(number)
        self.dues.append((case_id, f"t{place}", at(due)))
        return _task(
            case_id, f"t{place}", plan.process, own[place % len(own)], at(self._started(of)), due=at(due),
            holder=holder, offered=[holder] if holder else offered,
        )  # fmt: skip

    def _whose(self, number: int) -> tuple[str | None, list[str]]:
        """One person has many, one group has many that nobody has taken; the rest is spread, few have much."""
        scale, random = self._crowd.scale, self._random
        if number < scale.held_by_one:
            return self._crowd.people[0], []
        if number < scale.held_by_one + scale.unclaimed:
            return None, self._crowd.large
        if number % 5 < 3:
            people = self._crowd.people
            return people[int(len(people) * random.random() ** 2)], []
        return None, random.choice(list(self._crowd.roles.values()))

    def _steps(self) -> Iterator[Row]:
        for number in range(self._crowd.scale.open_cases):
            plan, own = self._plan_of(number)
            yield (
                self._case(number)[0], "s0", plan.process, own[0], "user_task", "main", at(self._started(number)),
                "open", None, None, None, "", None, "", 0, "",
            )  # fmt: skip

    def _limits(self) -> Iterator[Row]:
        return ((case_id, task, due, "office", "", "{}", None, "") for case_id, task, due in self.dues)

    # -- what is stuck --

    def _looks(self) -> Iterator[Row]:
        later = at(NOW + timedelta(days=300))
        return ((case_id, 5, "1.0", at(NOW), later, "") for case_id in self._open_ids())

    def _spells(self) -> Iterator[Row]:
        for number in range(self._crowd.scale.stuck):
            case_id, _, _ = self._case(number)
            plan, own = self._plan_of(number)
            since = at(NOW - timedelta(hours=number % 500))
            kind, cause = STUCK[number % len(STUCK)]
            holder = self._crowd.people[number % len(self._crowd.people)]
            yield (
                number + 1, case_id, plan.process, plan.digest, own[0], "s0", kind, cause, f"person:{holder}",
                f"d{number % 40}", written([holder]), since, since, since, None, 3600 * (number % 500),
                number * 37 % 100_000, None, None, None, 0, None, None,
            )  # fmt: skip

    def _concerns(self) -> Iterator[Row]:
        people = self._crowd.people
        for number in range(self._crowd.scale.stuck):
            whose = {people[0], people[number % len(people)], people[number % 80 * 25 % len(people)]}
            yield from ((person, number + 1, number % 2 == 0) for person in sorted(whose))


def _task(
    case_id: str, task: str, process: str, step: str, created: str, *, due: str | None = None,
    holder: str | None = None, offered: Iterable[str] = (), done: str | None = None, by: str | None = None,
) -> Row:  # fmt: skip
    why = '{"reasons":[]}'
    return (
        case_id, task, process, "s0", step, 0, created, None, None, "decided" if done else "open",
        written(list(offered)), holder, created if holder else None, due, 0, done, "approve" if done else None, by,
        None, "", False, why, "1", "", None, "{}", None, 0, None, None, None, "{}", None, "{}",
    )  # fmt: skip


def _user_tasks(plan: Plan) -> list[str]:
    return [step.id for step in plan.steps.values() if step.kind == "user_task"]


_INBOX = {
    "sqlite": """
        INSERT INTO inbox SELECT case_id, task, one.value, CASE WHEN holder IS NULL THEN 'offered' ELSE 'mine' END, due
        FROM tasks, json_each(tasks.offered) AS one WHERE status = 'open' ORDER BY case_id, task, one.value""",
    "postgresql": """
        INSERT INTO inbox SELECT case_id, task, person, CASE WHEN holder IS NULL THEN 'offered' ELSE 'mine' END, due
        FROM tasks, json_array_elements_text(tasks.offered::json) AS one(person) WHERE status = 'open'""",
}
"""Open tasks on everybody's list whom they are offered to, as the projections have it."""


# -- into the database ------------------------------------------------------------------------------------------------


def _put(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    (_put_sqlite if connection.dialect.name == "sqlite" else _put_postgresql)(connection, table, rows)


def _put_sqlite(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    marks = ",".join("?" for _ in table.columns)
    names = _names(table)
    driver: Any = connection.connection.driver_connection
    driver.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", rows)


def _put_postgresql(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({_names(table)}) FROM STDIN") as copy:
        for row in rows:
            copy.write(_line(row))


def _names(table: Table) -> str:
    """Its columns as the rows have them; a database that was migrated may have them in another order."""
    return ", ".join(f'"{column.name}"' for column in table.columns)


def _line(row: Row) -> str:
    return "\t".join(map(_cell, row)) + "\n"


def _cell(value: Any) -> str:
    if value is None:
        return r"\N"
    return str(value).replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


@contextmanager
def _without_indexes(connection: Connection, tables: Iterable[Table]) -> Iterator[None]:
    """Rows come faster into tables whose indexes are made afterwards."""
    made = [index for table in tables for index in table.indexes]
    for index in made:
        index.drop(connection)
    yield
    for index in made:
        index.create(connection)
