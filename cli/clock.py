"""Instants as people read them."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from cli.options import Lang


@dataclass(frozen=True)
class Clock:
    """How instants are shown: in the installation's zone, with the day of the week."""

    zone: str = "Asia/Shanghai"
    lang: Lang = Lang.en

    def moment(self, instant: datetime | str | None) -> str:
        """`Mon 2026-03-02 09:00`, with seconds only where there are any."""
        if instant is None:
            return "-"
        at = self._here(instant)
        return self.minute(at) + (f":{at:%S}" if at.second else "")

    def minute(self, instant: datetime | str | None) -> str:
        """The same without seconds, where they say nothing: since when something is so."""
        if instant is None:
            return "-"
        at = self._here(instant)
        return f"{_DAYS[self.lang][at.weekday()]} {at:%Y-%m-%d %H:%M}"

    def read(self, written: str) -> datetime:
        """The instant somebody typed: `2026-03-04 09:00`, here unless it says where; ends with a sentence."""
        from cli.endings import WrongUse

        try:
            at = datetime.fromisoformat(written)
        except ValueError as error:
            said = f"Expected a moment like 2026-03-04 09:00, but found `{written}`."
            raise WrongUse("not-a-moment", said) from error
        return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(self.zone))

    def _here(self, instant: datetime | str) -> datetime:
        at = datetime.fromisoformat(instant) if isinstance(instant, str) else instant
        return at.astimezone(ZoneInfo(self.zone))

    def day(self, instant: datetime) -> str:
        """`Mon 2026-03-02`."""
        at = self._here(instant)
        return f"{_DAYS[self.lang][at.weekday()]} {at:%Y-%m-%d}"

    def distance(self, instant: datetime | str | None, now: datetime) -> str:
        """How far away: `in 3 h`, `2 days ago`."""
        if instant is None:
            return ""
        at = datetime.fromisoformat(instant) if isinstance(instant, str) else instant
        seconds = (at - now).total_seconds()
        size, unit = _unit(abs(seconds))
        if self.lang is Lang.zh:
            return f"{size} {_CHINESE[unit]}{'后' if seconds >= 0 else '前'}"
        return f"in {size} {unit}" if seconds >= 0 else f"{size} {unit} ago"

    def until(self, due: datetime, now: datetime) -> str:
        """How much time is left, or how late it is: `in 3 h`, `2 days late`."""
        if due >= now:
            return self.distance(due, now)
        size, unit = _unit((now - due).total_seconds())
        return f"逾期 {size} {_CHINESE[unit]}" if self.lang is Lang.zh else f"{size} {unit} late"


_DAYS = {
    Lang.en: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    Lang.zh: ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
}
_CHINESE = {"s": "秒", "min": "分钟", "h": "小时", "days": "天"}


def _unit(seconds: float) -> tuple[int, str]:
    for length, unit in ((86400 * 2, "days"), (3600, "h"), (60, "min")):
        if seconds >= length:
            return round(seconds / {"days": 86400, "h": 3600, "min": 60}[unit]), unit
    return round(seconds), "s"
