"""Whether the installation is well, as a page shows it."""

from sqlalchemy import make_url

from activities.checks import NAMES, NOTHING, Check, disk
from activities.health import Installation, Place
from activities.health import looked_at as looked_at_inside
from api.office import Office
from api.shapes.operations import CheckTold, HealthTold
from api.shapes.wire import Words

LEAST_DISK = 1_000_000_000
_KEEPER = "whoever looks after the server"
_ELSEWHERE = ("请联系维护服务器的人。", f"Ask {_KEEPER}.")
_SCHEDULES = ("见下方“定时与自动发起”。", "See “Schedules and refused starts” below.")
AT_A_PAGE = {
    "worker": ("请联系维护服务器的人启动工作进程。", f"Ask {_KEEPER} to start a worker."),
    "workflows": ("请把“卡点”页上的流程告诉维护服务器的人。", f"Tell {_KEEPER} what the page “Stuck” lists."),
    "definitions": ("请流程负责人在“流程定义”页发布。", "Ask the owners to publish them on the page “Definitions”."),
    "calendars": ("公布后在“日历”页粘贴并应用。", "Paste and apply them on the page “Calendars” once they are."),
    "incidents": ("在“卡点”页逐一处置。", "Look at them on the page “Stuck”."),
    "schedules": _SCHEDULES, "starts": _SCHEDULES,
    "outbox": ("在“通知”的“未送达”页重发。", "Send them again on the page “Notices”, “Not delivered”."),
    "mail": ("需要时请联系维护服务器的人设置。", f"Ask {_KEEPER} to set it up."),
    "disk": ("请联系维护服务器的人腾出空间。", f"Ask {_KEEPER} to make room."),
}  # fmt: skip
"""What helps, for who reads a page and types no commands; else the server is somebody's."""


async def looked_at(office: Office) -> HealthTold:
    """Everything that can be seen from here; no secret is told."""
    settings, mail = office.settings, office.settings.mail
    here = Installation(
        office.store, make_url(settings.database).render_as_string(hide_password=True), office.cases.client,
        settings.task_queue, office.files.contents, Place(mail.host, mail.port),
    )  # fmt: skip
    checks = [*await looked_at_inside(here), disk(settings.var, LEAST_DISK)]
    return HealthTold(well=all(one.state != "bad" for one in checks), checks=[check_told(one) for one in checks])


def check_told(one: Check) -> CheckTold:
    """One thing looked at, with what helps who reads a page."""
    zh, en = AT_A_PAGE.get(one.what, _ELSEWHERE) if one.hint != NOTHING else NOTHING
    return CheckTold(
        what=one.what, name=Words(en=one.what, zh=NAMES[one.what]), state=one.state, said=_words(one.said),
        hint=Words(zh=zh, en=en),
    )  # fmt: skip


def _words(said: tuple[str, str]) -> Words:
    return Words(en=said[0], zh=said[1])
