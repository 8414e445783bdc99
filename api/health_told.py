"""Whether the installation is well, as a page shows it."""

from sqlalchemy import make_url

from activities.checks import NAMES, Check, disk
from activities.health import Installation, Place
from activities.health import looked_at as looked_at_inside
from api.office import Office
from api.shapes.operations import CheckTold, HealthTold
from api.shapes.wire import Words

LEAST_DISK = 1_000_000_000


async def looked_at(office: Office) -> HealthTold:
    """Everything that can be seen from here; no secret is told."""
    settings, mail = office.settings, office.settings.mail
    here = Installation(
        office.store, make_url(settings.database).render_as_string(hide_password=True), office.cases.client,
        settings.task_queue, office.files.contents, Place(mail.host, mail.port),
    )  # fmt: skip
    checks = [*await looked_at_inside(here), disk(settings.var, LEAST_DISK)]
    return HealthTold(well=all(one.state != "bad" for one in checks), checks=[_told(one) for one in checks])


def _told(one: Check) -> CheckTold:
    return CheckTold(
        what=one.what, name=Words(en=one.what, zh=NAMES[one.what]), state=one.state, said=_words(one.said),
        hint=_words(one.hint),
    )  # fmt: skip


def _words(said: tuple[str, str]) -> Words:
    return Words(en=said[0], zh=said[1])
