"""Open tasks that would be other people's by an organisation that is not deployed yet."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.reach import at_the_desk
from cli.screen import Screen

if TYPE_CHECKING:
    from cli.desk import Desk
    from store.company import Company
    from store.open_tasks import ConcernedCase


def tell_who_is_concerned(company: "Company", screen: Screen, var: Path) -> None:
    """List the tasks that would be offered anew, each with who has it and who would be found."""

    async def work(desk: "Desk") -> "list[ConcernedCase]":
        return await _concerned(desk, company)

    rows = [row for case in at_the_desk(var, work) for row in _rows(case)]
    if screen.as_json:
        screen.data({"concerned": rows})
    elif rows:
        columns = (("task", "任务"), ("who has it", "现办理人"), ("would be for", "将分派给"), ("left", "离职"))
        names = ("task", "now", "then", "gone")
        screen.table(columns, [tuple(_joined(row[name]) for name in names) for row in rows])
    else:
        screen.line("No open task would move.", "没有待办会变动。", style="green")


async def _concerned(desk: "Desk", company: "Company") -> "list[ConcernedCase]":
    from datetime import UTC, datetime

    from engine.runtime.retargeting import Day

    today = await desk.store.company()
    if today is None:
        return []
    at = datetime.now(UTC)
    before, after = Day(today.directory, at), Day((await desk.store.company_to_be(company)).directory, at)
    found: list[ConcernedCase] = []
    done_to: str | None = ""
    while done_to is not None:
        some, done_to = await desk.store.concerned_cases(before, after, after=done_to)
        found += some
    return found


def _rows(case: "ConcernedCase") -> list[dict[str, Any]]:
    return [
        {
            "task": f"{case.business_key}/{step}",
            "case": case.case_id,
            "now": [task.holder] if task.holder else list(task.before),
            "then": list(task.to),
            "gone": list(task.gone),
        }
        for task, step in zip(case.tasks, case.steps, strict=True)
    ]


def _joined(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)
