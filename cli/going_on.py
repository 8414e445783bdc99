"""Going on at once with the next task: of the same step (piled), or of the same case (chained)."""

from enum import StrEnum
from typing import TYPE_CHECKING

from cli.endings import Refused

if TYPE_CHECKING:
    from cli.desk import Desk
    from cli.lookup import TaskFound


class Next(StrEnum):
    """Whose next task: that of the same step in another case, or of the same case."""

    step = "step"
    case = "case"


async def take_next(desk: "Desk", done: "TaskFound", actor: str, wanted: Next) -> str | None:
    """Claim the next task that is this person's or offered to them, the most urgent; gives it as `KEY/step`."""
    from engine.runtime.commands import Claim

    case = done.detail.case
    if wanted is Next.step:
        page = await desk.store.inbox(actor, process=case.process, step=done.step)
    else:
        page = await desk.store.inbox(actor, case_id=case.case_id)
    for entry in page.entries:
        if entry.standing == "offered":
            detail = await desk.store.case(entry.task.case_id)
            try:
                assert detail is not None, "it has just been listed"
                await desk.obey(detail, Claim(entry.task.task), actor)
            except Refused:
                continue  # somebody was faster: the one after it
        return f"{entry.business_key}/{entry.task.step}"
    return None
