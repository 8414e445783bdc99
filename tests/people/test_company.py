"""The company as it is read from the definitions folder."""

from pathlib import Path

import pytest

from engine.calendars import parse_rung_moment
from store.company import load_company
from store.company_text import UnreadableFile
from tests.people.conftest import DEFINITIONS


def test_loads_calendars_directory_and_the_escalation_every_limit_inherits() -> None:
    company = load_company(DEFINITIONS)
    assert company.name.zh
    assert company.calendars.default == "office"
    assert company.directory.zone.key == "Asia/Shanghai"
    assert {key: rung["at"] for key, rung in company.escalation.items()} == {
        "remind": "80%",
        "lapse": "due",
        "raise": "200%",
    }
    assert parse_rung_moment(company.remind_before_a_date).paths == ("due",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("people: {ann: {}}\npeople: {}\n", "once"),
        ("people: {ann: &a {}, ben: *a}\n", "no anchors"),
        ("people: {}\n---\npeople: {}\n", "one document"),
    ],
)
def test_reads_yaml_strictly(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "organisation.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=message):
        load_company(tmp_path)


def test_scalars_stay_text_and_overrides_come_last(tmp_path: Path) -> None:
    (tmp_path / "organisation.yaml").write_text(
        "company: {calendar: works}\npeople: {'on': {name: 010}}\n", encoding="utf-8"
    )
    folder = tmp_path / "calendars"
    folder.mkdir()
    hours = "calendar: works\nhours: {every_day: ['09:00-12:00']}\nholidays: cn\n"
    (folder / "works.yaml").write_text(hours, encoding="utf-8")
    (folder / "zz.yaml").write_text("holidays: cn\nyears: {2026: {off: {2026-05-01: 劳动节}}}\n", encoding="utf-8")
    override = "holidays: cn\nyears: {2026: {make_up: {2026-05-01: {for: 2026-05-02}}}}\n"
    (folder / "overrides.yaml").write_text(override, encoding="utf-8")
    company = load_company(tmp_path)
    assert company.directory.name_of("on").en == "010"
    table = company.calendars.calendar().holidays
    assert table is not None
    assert not table.off
