"""The words of a notice, in Chinese and English: what it is about, and what is due when."""

from typing import Any
from zoneinfo import ZoneInfo

from engine.model.base import text_in, texts_of
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
    about_zh, title_zh = _step_name(plan, step, "zh"), _title(case, "zh")
    about_en, title_en = _step_name(plan, step, "en"), _title(case, "en")
    at = notice.at.astimezone(ZoneInfo(zone))
    lines = [
        *texts_of(notice.text).values(),
        f"{zh}：{about_zh}（{title_zh}）" if title_zh else f"{zh}：{about_zh}",
        f"{en}: {about_en} ({title_en})" if title_en else f"{en}: {about_en}",
        f"{at:%Y-%m-%d %H:%M}",
    ]
    return f"[办结] {zh} {about_zh} {title_zh}".strip(), "\n".join(lines)


def _step_name(plan: Plan | None, step: str, language: str) -> str:
    found: Any = plan.steps.get(step) if plan else None
    return text_in(getattr(found, "name", None), language) or step


def _title(case: CaseRow | None, language: str) -> str:
    return text_in(case.title, language) or case.business_key if case else ""
