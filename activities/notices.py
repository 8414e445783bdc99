"""The words of what people are told, in Chinese and English: what it is about, and what is due when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from engine.insight.retelling import notice_told
from engine.insight.titles import titles_told
from engine.model.base import text_in
from engine.model.plan import Plan
from engine.people import Directory
from engine.runtime.events import NoticeAddressed
from store.rows import CaseRow, TaskRow

Words = dict[str, str]
LANGUAGES = ("zh", "en")
RUNGS: dict[str, Words] = {
    "remind": {"zh": "提醒", "en": "Reminder"},
    "lapse": {"zh": "已到期", "en": "Due now"},
    "raise": {"zh": "已逾期，请上级关注", "en": "Overdue, raised to the superior"},
    "short_limits": {"zh": "短时限多次逾期", "en": "Several short limits lapsed"},
    "opened": {"zh": "密件已打开", "en": "A sealed case was opened"},
    "started_for_you": {"zh": "已代您发起", "en": "Started on your behalf"},
    "followed": {"zh": "关注的流程有进展", "en": "A case you follow has moved"},
    "week_ahead": {"zh": "下一工作日中午前到期事项", "en": "Due before noon of the next working day"},
    "due_while_absent": {"zh": "不在岗人员今日到期事项", "en": "Due today of who is away"},
}
NOTICE: Words = {"zh": "通知", "en": "Notice"}
OF_SEVERAL = ("due_while_absent", "week_ahead")
"""What is told of several cases at once, in a text of its own."""
NO_DUE: Words = {"zh": "没有截止时间", "en": "no due time"}
PAUSE: Words = {"zh": "，", "en": ", "}
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


@dataclass(frozen=True)
class TaskLine:
    """A task somebody is told of."""

    task: TaskRow
    case: CaseRow
    plan: Plan | None


@dataclass(frozen=True)
class Wording:
    """By what notices are put into words: the company's clock and its people."""

    zone: ZoneInfo
    directory: Directory | None = None

    def notice(self, notice: NoticeAddressed, case: CaseRow | None, plan: Plan | None) -> tuple[Words, Words]:
        """Subject and text: what it is about, and what the definition says of it, with the instant."""
        step, _, rung = notice.about.partition(".")
        said = RUNGS.get(rung, NOTICE)
        if rung in OF_SEVERAL:
            return said, {one: text_in(notice.text, one) for one in LANGUAGES}
        names, titles = step_name(plan, step), self.title(case, plan)
        subject = {one: " ".join(part for part in (said[one], names[one], titles[one]) if part) for one in LANGUAGES}
        said_now = notice_told(notice.about, notice.text, notice.at, plan)
        own = {one: text_in(said_now, one) for one in LANGUAGES}
        at = f"{notice.at.astimezone(self.zone):%Y-%m-%d %H:%M}"
        return subject, {one: "\n".join(part for part in (own[one], at) if part) for one in LANGUAGES}

    def list(self, first: NoticeAddressed, lines: Sequence[NoticeLine], count: int) -> tuple[Words, Words]:
        """Subject and text of a list of `count` things told at one time; `lines` are the first of them."""
        said = RUNGS.get(first.about.partition(".")[2], NOTICE)
        subject = {"zh": f"{said['zh']}（{count} 件）", "en": f"{said['en']} ({count})"}
        more = count - len(lines)
        rest = {"zh": f"……另有 {more} 件", "en": f"… and {more} more"}
        text = {
            one: "\n".join([
                *(f"{number}. {self._listed(line, one)}" for number, line in enumerate(lines, 1)),
                *([rest[one]] if more else []),
            ])
            for one in LANGUAGES
        }  # fmt: skip
        return subject, text

    def tasks(self, lines: Sequence[TaskLine]) -> tuple[Words, Words]:
        """Subject and text of what is new to do."""
        named = [self._task(line) for line in lines]
        if len(lines) == 1:
            subject = {"zh": f"待办：{named[0]['zh']}", "en": f"To do: {named[0]['en']}"}
            return subject, {one: (self._due(lines[0].task, one) or NO_DUE[one]).capitalize() for one in LANGUAGES}
        text = {
            one: "\n".join(
                f"{number}. {PAUSE[one].join(filter(None, (named[number - 1][one], self._due(line.task, one))))}"
                for number, line in enumerate(lines[:MOST_LINES], 1)
            )
            for one in LANGUAGES
        }
        return {"zh": f"{len(lines)} 件新待办", "en": f"{len(lines)} new things to do"}, text

    def title(self, case: CaseRow | None, plan: Plan | None) -> Words:
        """What a case is called; its key where it has no title, or is sealed: a letter lies about and is handed on."""
        if case is None:
            return {"zh": "", "en": ""}
        if case.sealed:
            return {"zh": case.business_key, "en": case.business_key}
        titles = titles_told(case.title, plan, self.directory)
        return {one: titles[one] or case.business_key for one in LANGUAGES}

    def _task(self, line: TaskLine) -> Words:
        names, titles = step_name(line.plan, line.task.step), self.title(line.case, line.plan)
        return {"zh": f"{names['zh']}（{titles['zh']}）", "en": f"{names['en']} ({titles['en']})"}

    def _due(self, task: TaskRow, language: str) -> str:
        if task.due is None:
            return ""
        due = f"{task.due.astimezone(self.zone):%Y-%m-%d %H:%M}"
        return f"截止 {due}" if language == "zh" else f"due {due}"

    def _listed(self, line: NoticeLine, language: str) -> str:
        notice, step = line.notice, line.notice.about.partition(".")[0]
        own = text_in(notice_told(notice.about, notice.text, notice.at, line.plan), language)
        named = f"{self.title(line.case, line.plan)[language]} {step_name(line.plan, step)[language]}".strip()
        parts = [named, f"{notice.at.astimezone(self.zone):%Y-%m-%d %H:%M}", own]
        if line.promised is not None:
            until = f"{line.promised.astimezone(self.zone):%Y-%m-%d %H:%M}"
            parts.append(f"已承诺至 {until}" if language == "zh" else f"promised until {until}")
        if line.task is not None and line.task.status not in ("created", "open"):
            parts.append("已办结" if language == "zh" else "done since")
        return PAUSE[language].join(part for part in parts if part)


def step_name(plan: Plan | None, step: str) -> Words:
    """What a step or a clock is called; what a notice tells of the case as a whole is called as its process."""
    owners = {**plan.definition.clocks, **plan.steps, "case": plan.definition} if plan else {}
    found: Any = owners.get(step)
    return {one: text_in(getattr(found, "name", None), one) or step for one in LANGUAGES}
