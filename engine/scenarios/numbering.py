"""Number counters of a story: every pattern counts from 1, for each of its days, months or years."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")

_COUNTER = re.compile(r"\{(n+)\}")
_DATES = {"{yyyymmdd}": "%Y%m%d", "{yyyymm}": "%Y%m", "{yyyy}": "%Y", "{yy}": "%y", "{mm}": "%m", "{dd}": "%d"}


class Numbers:
    """Allots `QJ-20260302-001`, `-002`, … for `QJ-{yyyymmdd}-{nnn}`."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def copy(self) -> "Numbers":
        """These counters, to be counted on without these."""
        other = Numbers()
        other._last = dict(self._last)
        return other

    def allot(self, pattern: str, at: datetime) -> str:
        """The next number of a pattern at an instant."""
        local = at.astimezone(ZONE)
        for written, form in _DATES.items():
            pattern = pattern.replace(written, local.strftime(form))
        number = self._last[pattern] = self._last.get(pattern, 0) + 1
        return _COUNTER.sub(lambda match: str(number).zfill(len(match[1])), pattern)
