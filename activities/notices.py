"""The words of a notice, in Chinese and English: what it is about, and what is due when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from engine.model.base import text_in, texts_of
from engine.model.plan import Plan
from engine.runtime.events import NoticeAddressed
from store.rows import CaseRow, TaskRow

RUNGS = {
    "remind": ("提醒", "Reminder"),
    "lapse": ("已到期", "Due now"),
    "raise": ("已超期，请上级关注", "Overdue, raised to the superior"),
    "short_limits": ("短时限多次超时", "Several short limits lapsed"),
    "opened": ("密件已打开", "A sealed case was opened"),
    "due_while_absent": ("不在岗人员今日到期事项", "Due today of who is away"),
}
MOST_LINES = 200
"""Lines of a list; what is more is counted."""


@dataclass(frozen=True)
class NoticeLine:
    """A line of a list: what it tells of, as it stands now. `promised`: until when a superior answers for it."""

    notice: NoticeAddressed
    case: CaseRow | None
    plan: Plan | None
    task: TaskRow | None = None
    promised: datetime | None = None


def list_text(first: NoticeAddressed, lines: Sequence[NoticeLine], count: int, zone: str) -> tuple[str, str]:
    """Subject and text of a list of `count` things told at one time; `lines` are the first of them."""
    zh, en = RUNGS.get(first.about.partition(".")[2], ("通知", "Notice"))
    shown = [f"{number}. {_listed(line, ZoneInfo(zone))}" for number, line in enumerate(lines, 1)]
    more = count - len(lines)
    rest = [f"……另有 {more} 件 / and {more} more"] if more else []
    return f"[办结] {zh}（{count} 件）", "\n".join([f"{zh}：共 {count} 件", f"{en}: {count} in all", "", *shown, *rest])


def _listed(line: NoticeLine, zone: ZoneInfo) -> str:
    step = line.notice.about.partition(".")[0]
    zh, en = (f"{_title(line.case, one)} {_step_name(line.plan, step, one)}".strip() for one in ("zh", "en"))
    named = zh if zh == en else f"{zh} / {en}"
    parts = [named, f"{line.notice.at.astimezone(zone):%Y-%m-%d %H:%M}", *texts_of(line.notice.text).values()]
    if line.promised is not None:
        until = f"{line.promised.astimezone(zone):%Y-%m-%d %H:%M}"
        parts.append(f"已承诺至 {until} / promised until {until}")
    if line.task is not None and line.task.status not in ("created", "open"):
        parts.append("已办结 / done since")
    return "，".join(part for part in parts if part)


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
    """What a case is called in a letter; a sealed one by its key alone, for a letter lies about and is handed on."""
    if case is None:
        return ""
    return case.business_key if case.sealed else text_in(case.title, language) or case.business_key
