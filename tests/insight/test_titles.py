"""A case is called by its fields; people among them are called by their names."""

import pytest
from kit import plan_of

from engine.insight.titles import title_told, titles_told
from engine.people import Directory, read_directory

PLAN = plan_of("""
title: {zh: '{asker} 请假 {days} 天（{initiator}）', en: '{asker}: {days} days ({initiator})'}
data:
  asker: {type: person}
  days: {type: number}
steps:
  - user_task: first
    assign: {person: initiator}
""")


def directory() -> Directory:
    return read_directory(
        {
            "people": {
                "li-na": {"name": {"zh": "李娜", "en": "Li Na"}},
                "bo": {"name": {"zh": "薄言", "en": "Bo Yan"}},
            },
        }
    )


def test_people_in_a_title_are_called_by_their_names() -> None:
    title = {"zh": "li-na 请假 3 天（bo）", "en": "li-na: 3 days (bo)"}
    assert titles_told(title, PLAN, directory()) == {"zh": "李娜 请假 3 天（薄言）", "en": "Li Na: 3 days (Bo Yan)"}


def test_who_is_not_in_the_directory_stays_as_written() -> None:
    assert title_told({"zh": "x-y 请假 3 天（bo）"}, PLAN, directory(), "zh") == "x-y 请假 3 天（薄言）"


def test_a_title_of_another_template_stays_as_it_is() -> None:
    assert title_told({"zh": "li-na 的旧标题"}, PLAN, directory(), "zh") == "li-na 的旧标题"


def test_words_that_look_like_a_person_stay_where_the_template_inserts_something_else() -> None:
    assert title_told({"zh": "li-na 请假 bo 天（bo）"}, PLAN, directory(), "zh") == "李娜 请假 bo 天（薄言）"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("退换 ·  ·", "退换"),
        ("li-na: –", "li-na"),
        ("订单 TB-1 · ", "订单 TB-1"),
        ("Refund TB-1 · CNY 20", "Refund TB-1 · CNY 20"),
        ("定价 A100 199.00 → ", "定价 A100 199.00"),
        ("ann: 2026-03-02 – ", "ann: 2026-03-02"),
        ("li-na：", "li-na"),
        ("A · B-", "A · B-"),
        (" · ", ""),
        ("", ""),
    ],
)
def test_an_empty_part_leaves_no_separator_at_the_end(said: str, told: str) -> None:
    assert title_told({"zh": said}, None, None, "zh") == told
