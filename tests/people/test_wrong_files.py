"""What is wrong with the files of a company is told in both languages, on pages and at the command line."""

from pathlib import Path

import pytest

from cli.endings import Refused
from cli.folder import Folder
from cli.screen import Lang
from engine.calendars import Calendars
from engine.calendars.changing import changed
from engine.people import DirectoryError
from engine.said.chinese import in_both
from store.company import company_of_texts
from store.company_text import UNUSABLE, Lines, read_yaml, told_with_line

OFFICE = Calendars.read([{"calendar": "office", "hours": {"monday-friday": ["09:00-18:00"]}}])


def told(text: str) -> tuple[str, str]:
    """What is wrong with an organisation, in Chinese and in English."""
    with pytest.raises(UNUSABLE) as wrong:
        company_of_texts(read_yaml(text), OFFICE)
    both = in_both(told_with_line(wrong.value))
    return both.zh, both.en


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        (
            "people: {ann: {manager: anne}}",
            "people.ann.manager：没有“anne”。 是否应为“ann”？",
            "people.ann.manager: there is no 'anne'. Did you mean 'ann'?",
        ),
        (
            "people: {ann: {rolls: []}}",
            "people.ann：不认识的键“rolls”。 是否应为“roles”？",
            "people.ann: unknown key 'rolls'. Did you mean 'roles'?",
        ),
        (
            "people: {ann: {left: soon}}",
            "people.ann.left：应为形如 2026-10-01 的日期，但写的是“soon”",
            "people.ann.left: expected a date like 2026-10-01, but found 'soon'",
        ),
        (
            "people: {ann: {posts: [{post: clerk}]}}",
            "people.ann.posts：缺少“department”",
            "people.ann.posts: expected 'department', but there is none",
        ),
        (
            "departments: {hr: {calendar: night}}",
            "departments.hr.calendar：没有“night”。",
            "departments.hr.calendar: there is no 'night'.",
        ),
        (
            "company: {zone: Asia}",
            "company.zone：应为形如 Asia/Shanghai 的时区，但写的是“Asia”",
            "company.zone: expected a zone like Asia/Shanghai, but found 'Asia'",
        ),
        ("people: [ann]", "people：应为映射，但写的是 ['ann']", "people: expected a map, but found ['ann']"),
        (
            "rosters: {watch: {shifts: [{from: 9, until: 10, person: ann}]}}",
            "rosters.watch.shifts[0]：应为形如 2026-10-01 08:00 的时刻，但写的是“9”",
            "rosters.watch.shifts[0]: expected a time like 2026-10-01 08:00, but found '9'",
        ),
        (
            "people: {ann: {}}\npeople: {}",
            "第 2 行：`people` 在此只能写一次，第 1 行已有。",
            "line 2: Expected `people` once here, but it stands on line 1 already.",
        ),
        (
            "people: {ann: {}",
            "第 2 行：此处应为逗号或 `}`：第 1 行的括号没有闭合。",
            "line 2: Expected a comma or `}`, for what was opened on line 1 is not closed.",
        ),
    ],
)
def test_an_organisation_is_told_in_both_languages(text: str, zh: str, en: str) -> None:
    assert told(text) == (zh, en)


def test_everything_that_is_missing_is_told_at_once_in_both_languages() -> None:
    with pytest.raises(DirectoryError) as wrong:
        company_of_texts(read_yaml("people: {ann: {roles: [x], manager: z}}"), OFFICE)
    assert in_both(wrong.value.said).zh == "people.ann.manager：没有“z”。；people.ann.roles：没有“x”。"


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("hours: {}", "顶层须有 `calendar` 或 `holidays`，但都没有"),
        (
            "{calendar: office, hours: {mon: [9]}}",
            "office.hours：应为 every_day、星期几或其范围，但写的是“mon”",
        ),
        ("{calendar: office, hour: {}}", "office：不认识的键“hour”。 是否应为“hours”？"),
        ("{calendar: office, zone: Asia, hours: {}}", "office.zone：应为形如 Asia/Shanghai 的时区，但写的是“Asia”"),
        (
            "{holidays: c, years: {2027: {off: {2026-01-01: x}}}}",
            "years.2027：应为 2027 年的日期，但写的是 2026-01-01",
        ),
    ],
)
def test_a_calendar_is_told_in_chinese(text: str, zh: str) -> None:
    with pytest.raises(UNUSABLE) as wrong:
        changed(OFFICE, read_yaml(text))
    assert in_both(told_with_line(wrong.value)).zh == zh


def test_the_command_line_tells_it_in_the_language_of_who_reads(tmp_path: Path) -> None:
    (tmp_path / "organisation.yaml").write_text("people: {}\npeople: {}\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        _ = Folder(tmp_path).company
    assert "组织文件和日历不可用：第 2 行：`people` 在此只能写一次" in refused.value.told(Lang.zh)
    assert "but line 2: Expected `people` once" in refused.value.told(Lang.en)


HOSTILE = {
    "brackets": "a: " + "[" * 200_000 + "]" * 200_000, "braces": "{a: " * 50_000, "indents": "- " * 100_000 + "x",
    "a bomb": "a: &a [1, 2]\nb: &b [*a, *a]\nc: [*b, *b]", "itself": "a: &a [*a]", "a NUL": 'a: "\x00"',
    "half a character": "a: \ud800", "two files": "a: 1\n---\nb: 2", "a tag": "a: !!python/object/apply:os.system [x]",
    "too much": "a: " + "x" * 5_000_001, "a list as key": "? [a]\n: b",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_that_is_made_to_hurt_is_refused_with_its_line_and_quickly(name: str) -> None:
    with pytest.raises(UNUSABLE) as wrong:
        read_yaml(HOSTILE[name])
    both = in_both(told_with_line(wrong.value))
    assert both.en.startswith("line ") and both.zh.startswith("第 ")


def test_places_are_found_as_far_as_they_can_be_followed() -> None:
    lines = Lines.of("people:\n  ann:\n    posts:\n      - {post: a}\n      - {post: b}\n")
    assert [lines.of_place(one) for one in ("people.ann.posts[1]", "people.ann.posts[1].to", "people.bob", "x")] == [
        5, 5, 1, None,
    ]  # fmt: skip
    assert Lines.of("calendar: office\nhours: {}").of_place("office.hours") == 2
