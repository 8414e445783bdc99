"""Receipts: what counted, what did not and why, and the sum."""

import json
import random
from datetime import date, timedelta

from engine.calendars import Calendars, Pause, Receipt, parse_moment
from tests.calendars.conftest import china


def receipt(calendars: Calendars, moment: str, base: str, calendar: str = "office", *pauses: Pause) -> Receipt:
    bound = parse_moment(moment).bind(lambda _: date(2026, 7, 29))
    assert bound is not None
    return calendars.explain(bound, china(base), calendar=calendar, pauses=pauses)


def test_lists_every_stretch_with_its_reason(calendars: Calendars) -> None:
    lines = receipt(calendars, "2 working days", "2026-02-13 17:50").stretches
    told = [(line.reason, line.name.en if line.name else "", line.seconds // 60) for line in lines]
    assert told == [
        ("open", "", 10),
        ("outside_hours", "", 15 * 60),
        ("open", "make-up day for Spring Festival", 180),
        ("break", "lunch", 60),
        ("open", "make-up day for Spring Festival", 300),
        ("outside_hours", "", 360),
        ("weekly", "", 1440),
        ("holiday", "Chinese New Year's Eve", 1440),
        ("holiday", "Spring Festival", 4 * 1440),
        ("weekly", "", 2 * 1440),
        ("holiday", "Spring Festival", 1440),
        ("outside_hours", "", 540),
        ("open", "", 180),
        ("break", "lunch", 60),
        ("open", "", 290),
    ]


def test_reads_in_both_languages(calendars: Calendars) -> None:
    text = receipt(calendars, "10 working min", "2026-03-02 20:55", "service").text
    assert text.en.splitlines() == [
        "'10 working min' from Mon 2026-03-02 20:55, calendar service",
        "Mon 2026-03-02 20:55 – Mon 2026-03-02 21:00 5 min counted",
        "Mon 2026-03-02 21:00 – Tue 2026-03-03 08:30 not counted (outside hours)",
        "Tue 2026-03-03 08:30 – Tue 2026-03-03 08:35 5 min counted",
        "in all 10 min, due Tue 2026-03-03 08:35",
    ]
    assert text.zh.splitlines() == [
        "「10 working min」自 2026-03-02 周一 20:55 起，日历 service",
        "2026-03-02 周一 20:55 – 2026-03-02 周一 21:00 计 5分钟",
        "2026-03-02 周一 21:00 – 2026-03-03 周二 08:30 不计（下班）",
        "2026-03-03 周二 08:30 – 2026-03-03 周二 08:35 计 5分钟",
        "合计 10分钟，截止 2026-03-03 周二 08:35",
    ]


def test_says_what_a_date_hangs_on_and_where_it_rolled(calendars: Calendars) -> None:
    found = receipt(calendars, "3 days before etd", "2026-07-10 10:00")
    assert [note.en for note in found.notes] == [
        "hangs on etd = 2026-07-29",
        "2026-07-26 is closed (weekend), moved to 2026-07-24",
        "ends at 18:00 of that day",
    ]


def test_names_pauses_and_provisional_holidays(calendars: Calendars) -> None:
    pause = Pause(china("2026-03-02 11:00"), china("2026-03-02 14:00"), "waiting")
    paused = receipt(calendars, "4 working hours", "2026-03-02 10:00", "office", pause)
    assert [line.seconds for line in paused.stretches if line.reason == "paused"] == [3600, 3600]
    assert "暂停：waiting" in paused.text.zh
    assert "not announced" in receipt(calendars, "1 working day", "2027-03-01 10:00").text.en


def test_the_sum_is_the_limit_and_the_stretches_leave_no_gap(calendars: Calendars) -> None:
    draw = random.Random(5)
    for calendar in ("office", "service", "no-sunday", "duty-board"):
        for _ in range(60):
            minutes = draw.randrange(1, 4000)
            base = china("2026-01-01 00:00") + timedelta(minutes=draw.randrange(400_000))
            pause = Pause(base + timedelta(minutes=10), base + timedelta(minutes=draw.randrange(10, 3000)), "x")
            bound = parse_moment(f"{minutes} working min").bind(lambda _: None)
            assert bound is not None
            found = calendars.explain(bound, base, calendar=calendar, pauses=[pause])
            assert found.counted == timedelta(minutes=minutes)
            assert found.at == calendars.instant(bound, base, calendar=calendar, pauses=[pause]).at
            assert (found.stretches[0].start, found.stretches[-1].end) == (base, found.at)
            for earlier, later in zip(found.stretches, found.stretches[1:], strict=False):
                assert earlier.end == later.start


def test_travels_as_json(calendars: Calendars) -> None:
    wire = receipt(calendars, "2 working days", "2026-02-13 17:50").to_wire()
    assert json.loads(json.dumps(wire)) == wire
    assert wire["version"] == calendars.version
