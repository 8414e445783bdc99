"""One thing looked at of an installation, as it is told. Light: the command line reads it before anything is opened."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Pair = tuple[str, str]
State = Literal["good", "note", "bad"]
NOTHING: Pair = ("", "")
NAMES = {
    "python": "Python", "packages": "软件包", "disk": "磁盘", "server": "服务", "database": "数据库",
    "worker": "工作进程", "workflows": "工作流", "definitions": "流程定义", "planned": "待写流程",
    "organisation": "组织", "calendars": "日历", "incidents": "异常", "schedules": "定时发起",
    "starts": "被拒的发起", "outbox": "发件箱", "files": "文件库", "mail": "邮件",
}  # fmt: skip
"""What is looked at, in Chinese."""


@dataclass(frozen=True)
class Check:
    """One thing looked at: `note` is worth knowing, `bad` must be mended. What is said is in English and Chinese."""

    what: str
    state: State
    said: Pair
    hint: Pair = NOTHING

    def to_wire(self) -> dict[str, Any]:
        """The check as JSON, in English."""
        return {"what": self.what, "state": self.state, "said": self.said[0], "hint": self.hint[0]}


def same(text: str) -> Pair:
    """A text that is the same in both languages."""
    return text, text


def disk(place: Path, least: int) -> Check:
    """Whether there is room."""
    free = shutil.disk_usage(place).free
    said = (f"{free / 1e9:.1f} GB free at {place}", f"{place} 剩余 {free / 1e9:.1f} GB")
    if free >= least:
        return Check("disk", "good", said)
    return Check("disk", "bad", said, ("Make room before it stops.", "请腾出空间，以免停止。"))
