"""What is due of who is away reaches the superior: on their page, and in one letter a day when they work."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hand_made import Clock, HandMadeCase, company_with

from activities.notices import Wording
from engine.administering.absences import day_of, due_while_absent
from engine.runtime.events import NoticeAddressed
from engine.runtime.wire import decode_as
from store import Store

TODAY = date(2026, 3, 4)


async def _due_today(store: Store) -> int:
    """Tell what is due today, as the round of a worker does."""
    company = await store.company()
    assert company is not None
    due = await store.tasks_due(*day_of(company.directory, datetime.fromisoformat("2026-03-04T08:00:00+08:00")))
    return await store.tell_of_absence(TODAY, due_while_absent(due, company.directory, TODAY))


async def test_a_superior_gets_one_letter_a_day_when_they_work(store: Store, clock: Clock) -> None:
    for key in ("QJ-1", "QJ-2"):
        case = HandMadeCase(f"c-{key}", business_key=key)
        await store.commit_turn(case.started())
        await store.commit_turn(case.with_task("t1", "bob"))
        await store.seal(case.case_id, 2)
    clock.now = datetime.fromisoformat("2026-03-04T08:00:00+08:00")  # max begins at nine
    assert await _due_today(store) == 0  # bob is there
    away = {
        "name": "白",
        "roles": ["clerk"],
        "manager": "max",
        "absent": [{"from": "2026-03-04", "until": "2026-03-06"}],
    }
    await store.put_company(company_with(bob=away))
    assert (await _due_today(store), await _due_today(store)) == (1, 0)
    assert await store.outbox_sealed() == []
    clock.advance(hours=1)
    (letter,) = await store.outbox_sealed()
    notice = decode_as(NoticeAddressed, letter.payload)
    subject, text = Wording(ZoneInfo("Asia/Shanghai")).notice(notice, None, None)
    assert notice.to == ("max",) and subject["zh"] == "不在岗人员今日到期事项"
    assert text["zh"] == "白 不在岗且无人代理，今天到期：QJ-1/check、QJ-2/check"
    assert text["en"] == "白 is away, nobody stands in, and today is due: QJ-1/check, QJ-2/check"
    await store.mark_sent([letter.key])
    clock.advance(hours=2)
    assert (await _due_today(store), await store.outbox_sealed(lease=timedelta(0))) == (0, [])
    assert [one["person"] for one in await store.due_while_absent("max")] == ["bob"]
