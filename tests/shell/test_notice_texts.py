"""The words of a letter: one notice, or a list of several with a line for each."""

from datetime import datetime, timedelta

from activities.notices import MOST_LINES, NoticeLine, list_text
from engine.runtime.events import NoticeAddressed

AT = datetime.fromisoformat("2026-10-03T17:00:00+08:00")


def notice(number: int) -> NoticeAddressed:
    return NoticeAddressed("reply.raise", ("max",), f"TS-{number}", AT + timedelta(minutes=number))


def lines(count: int) -> list[NoticeLine]:
    return [NoticeLine(notice(number), None, None) for number in range(1, count + 1)]


def test_a_list_has_a_numbered_line_for_each_with_its_exact_instant() -> None:
    subject, text = list_text(notice(1), lines(40), 40, "Asia/Shanghai")
    assert "40" in subject
    assert "1. reply，2026-10-03 17:01，TS-1" in text and "40. reply，2026-10-03 17:40，TS-40" in text


def test_what_is_beyond_two_hundred_lines_is_counted() -> None:
    _, text = list_text(notice(1), lines(MOST_LINES), 240, "Asia/Shanghai")
    assert "200. " in text and "201. " not in text
    assert text.endswith("……另有 40 件 / and 40 more")


def test_a_line_says_what_a_superior_has_promised_meanwhile() -> None:
    promised = NoticeLine(notice(1), None, None, promised=AT + timedelta(days=7))
    _, text = list_text(notice(1), [promised], 1, "Asia/Shanghai")
    assert "已承诺至 2026-10-10 17:00 / promised until 2026-10-10 17:00" in text
