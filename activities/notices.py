"""The words of a notice, in Chinese and English: what it is about, and what is due when."""

from typing import Any
from zoneinfo import ZoneInfo

from engine.model.base import text_in
from engine.model.plan import Plan
from engine.runtime.events import NoticeAddressed
from store.rows import CaseRow

RUNGS = {
    "remind": ("提醒", "Reminder"),
    "lapse": ("已到期", "Due now"),
    "raise": ("已超期，请上级关注", "Overdue, raised to the superior"),
}


def notice_text(notice: NoticeAddressed, case: CaseRow | None, plan: Plan | None, zone: str) -> tuple[str, str]:
    """Subject and text of a notice. A text of the definition comes first; the company's rungs have their own words."""
    step, _, rung = notice.about.partition(".")
    zh, en = RUNGS.get(rung, ("通知", "Notice"))
    name = _step_name(plan, step)
    title = (case.title or case.business_key) if case else ""
    written = _written(notice.text)
    at = notice.at.astimezone(ZoneInfo(zone))
    lines = [
        *written,
        f"{zh}：{name}（{title}）" if title else f"{zh}：{name}",
        f"{en}: {name} ({title})" if title else f"{en}: {name}",
        f"{at:%Y-%m-%d %H:%M}",
    ]
    return f"[办结] {zh} {name} {title}".strip(), "\n".join(lines)


def _step_name(plan: Plan | None, step: str) -> str:
    found: Any = plan.steps.get(step) if plan else None
    return text_in(found.name, "zh") or step if found is not None else step


def _written(text: Any) -> list[str]:
    if isinstance(text, dict):
        return [str(one) for one in text.values() if one]
    return [str(text)] if text else []
