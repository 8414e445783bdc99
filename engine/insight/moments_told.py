"""Moments of a definition in words: durations, fields and settings as people call them, in both languages."""

from collections.abc import Mapping

from engine.calendars.durations import HOUR, MINUTE, Duration
from engine.calendars.moment_text import parse_moment
from engine.calendars.moments import Moment
from engine.insight.conditions_told import condition_in_words
from engine.model.plan import Plan

_ENDS: Mapping[str, str] = {
    "day": "当天", "working day": "当个工作日", "half day": "当个半天", "week": "当周", "month": "当月",
    "quarter": "当季", "year": "当年",
}  # fmt: skip


def moment_in_words(plan: Plan, text: str) -> dict[str, str]:
    """When something is due, by language: a length of time, or an instant that hangs on a field."""
    moment = parse_moment(text)
    return {"zh": _zh(plan, moment), "en": _en(plan, moment)}


def _zh(plan: Plan, moment: Moment) -> str:
    anchor = _called(plan, moment.anchor, "zh")
    times = "、".join(f"{one:%H:%M}" for one in moment.times)
    length, side = _length(plan, moment.duration, "zh"), "前" if moment.side == "before" else "后"
    match moment.form:
        case "relative":
            return f"{anchor}{side} {length}" if isinstance(moment.duration, Duration) else f"{length}（以{anchor}计）"
        case "on_day":
            return f"{anchor}{f'{side} {length}' if length else ''} {times}"
        case "clock":
            return times
        case "next_of":
            return f"最近的 {times}"
        case "end_of":
            return f"{anchor}{_ENDS[moment.unit or 'day']}结束"
        case "within":
            return length
        case _:
            return anchor


def _en(plan: Plan, moment: Moment) -> str:
    anchor = _called(plan, moment.anchor, "en")
    times = ", ".join(f"{one:%H:%M}" for one in moment.times)
    length = _length(plan, moment.duration, "en")
    match moment.form:
        case "relative":
            return (
                f"{length} {moment.side} {anchor}"
                if isinstance(moment.duration, Duration)
                else f"{length} (by {anchor})"
            )
        case "on_day":
            return f"{times} on {f'{length} {moment.side} ' if moment.duration else ''}{anchor}"
        case "clock":
            return times
        case "next_of":
            return f"next of {times}"
        case "end_of":
            return f"end of {moment.unit}" + (f" of {anchor}" if anchor else "")
        case "within":
            return length
        case _:
            return anchor


def _called(plan: Plan, path: str | None, language: str) -> str:
    """A field in quotation marks, a setting without."""
    if not path:
        return ""
    name = condition_in_words(plan, path.removeprefix("row."))[language]
    if path.startswith("settings."):
        return name
    return f"「{name}」" if language == "zh" else f"“{name}”"


def _length(plan: Plan, duration: Duration | str | None, language: str) -> str:
    """A length of time; one that is a setting by what the setting is called."""
    if duration is None:
        return ""
    if isinstance(duration, str):
        return _called(plan, duration, language)
    return _duration_zh(duration) if language == "zh" else duration.text


def _duration_zh(duration: Duration) -> str:
    parts = [
        (duration.months, "个月"), (duration.days, "天"), *_clock(duration.seconds, ""),
        (duration.working_days.normalize(), "个工作日"), *_clock(duration.working_seconds, "工作"),
    ]  # fmt: skip
    return " ".join(f"{count:f} {unit}" if unit == "个工作日" else f"{count} {unit}" for count, unit in parts if count)


def _clock(seconds: int, kind: str) -> list[tuple[int, str]]:
    hours, rest = divmod(seconds, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    return [(hours, f"{kind}小时"), (minutes, f"{kind}分钟"), (rest, f"{kind}秒")]
