"""A leave request of the shipped company: li-xiaoyu asks, zhao-minghui, who heads ecommerce, approves."""

from datetime import date, timedelta
from typing import Any

BY, BOSS, COVER = "li-xiaoyu", "zhao-minghui", "zhang-ke"


async def leave(house: Any, *, days: int = 1, **data: Any) -> tuple[str, str]:
    """A new case that waits for its first approval: the case and the task."""
    first = date.today() + timedelta(days=7)
    first += timedelta(days=(7 - first.weekday()) % 7)  # a Monday
    given = {"from_day": first.isoformat(), "to_day": (first + timedelta(days=days - 1)).isoformat()}
    case_id = await house.start(
        BY, "leave-request", "application", {**given, "reason": "family", "cover": COVER} | data
    )
    return case_id, await house.task_of(case_id, "approve")
