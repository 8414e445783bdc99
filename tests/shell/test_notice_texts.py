"""The words of a letter: one notice, or a list of several with a line for each."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from activities.notices import MOST_LINES, NoticeLine, TaskLine, Wording
from cli.folder import Folder
from engine.runtime.events import NoticeAddressed
from store.rows import CaseRow, TaskRow

AT = datetime.fromisoformat("2026-10-03T17:00:00+08:00")
WORDING = Wording(ZoneInfo("Asia/Shanghai"))


def notice(number: int) -> NoticeAddressed:
    return NoticeAddressed("reply.raise", ("max",), f"TS-{number}", AT + timedelta(minutes=number))


def lines(count: int) -> list[NoticeLine]:
    return [NoticeLine(notice(number), None, None) for number in range(1, count + 1)]


def test_a_list_has_a_numbered_line_for_each_with_its_exact_instant() -> None:
    subject, text = WORDING.list(notice(1), lines(40), 40)
    assert "40" in subject["zh"] and "40" in subject["en"]
    assert "1. reply，2026-10-03 17:01，TS-1" in text["zh"] and "40. reply，2026-10-03 17:40，TS-40" in text["zh"]
    assert "40. reply, 2026-10-03 17:40, TS-40" in text["en"]


def test_what_is_beyond_two_hundred_lines_is_counted() -> None:
    _, text = WORDING.list(notice(1), lines(MOST_LINES), 240)
    assert "200. " in text["zh"] and "201. " not in text["zh"]
    assert text["zh"].endswith("……另有 40 件") and text["en"].endswith("… and 40 more")


def test_a_line_says_what_a_superior_has_promised_meanwhile() -> None:
    promised = NoticeLine(notice(1), None, None, promised=AT + timedelta(days=7))
    _, text = WORDING.list(notice(1), [promised], 1)
    assert "已承诺至 2026-10-10 17:00" in text["zh"] and "promised until 2026-10-10 17:00" in text["en"]


def test_a_text_says_nothing_its_subject_has_said() -> None:
    row = CaseRow("c1", "complaint:TS-1", "complaint", "0" * 64, "TS-1", "by_hand", "ini", None, AT, AT, 1, "", "Meg")
    subject, text = WORDING.notice(notice(1), row, None)
    assert subject["en"] == "Overdue, raised to the superior reply Meg" and text["en"] == "TS-1\n2026-10-03 17:01"
    task = TaskRow("c1", "check-1", "complaint", "i1", "check", 0, AT, due=AT)
    subject, text = WORDING.tasks([TaskLine(task, row, None)])
    assert subject["en"] == "To do: check (Meg)" and text["en"] == "Due 2026-10-03 17:00"
    _, text = WORDING.tasks([TaskLine(replace(task, due=None), row, None)])
    assert text == {"zh": "没有截止时间", "en": "No due time"}


def test_a_letter_names_a_sealed_case_by_its_key_alone() -> None:
    named = ("c1", "complaint:TS-1", "complaint", "0" * 64, "TS-1", "by_hand", "ini", None)
    row = CaseRow(*named, AT, AT, 1, "", "about meg")
    subject, _ = WORDING.notice(notice(1), row, None)
    assert "about meg" in subject["zh"] and "about meg" in subject["en"]
    sealed = replace(row, sealed=True)
    both = [WORDING.notice(notice(1), sealed, None), WORDING.list(notice(1), [NoticeLine(notice(1), sealed, None)], 1)]
    assert "meg" not in str(both) and str(both).count("TS-1") >= 4


def test_a_clock_is_called_by_its_name() -> None:
    folder = Folder(Path(__file__).parents[2] / "definitions")
    plans = [one.plan for one in folder.compiled(folder.files, ()).values()]
    (plan,) = [one for one in plans if one is not None and one.process == "complaint-reply"]
    subject, _ = WORDING.notice(notice(1), None, plan)
    assert subject == {
        "zh": "已逾期，请上级关注 答复方案时限",
        "en": "Overdue, raised to the superior Reply with a solution",
    }
