"""The test for words of the other language sees them, and lets what people wrote be."""

import pytest

from tests.web.languages import of_the_other

WRITTEN = ("关于采购的请示", "Request for steel")


@pytest.mark.parametrize("text", ["Clear", "转给 the crew", "Please try again.", "默认 true", "every day at 18:00"])
def test_english_of_ours_on_a_chinese_page_is_found(text: str) -> None:
    assert of_the_other([text], "zh", WRITTEN) == [text]


@pytest.mark.parametrize("text", ["Notice 通知", "All done。都办完了", "中文"])
def test_chinese_of_ours_on_an_english_page_is_found(text: str) -> None:
    assert of_the_other([text], "en", WRITTEN) == [text]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "导出 Excel"),
        ("zh", "合同评审 HT-2026-0002"),
        ("zh", "请设置 BANJIE_MAIL__HOST。"),
        ("zh", "max@example.com"),
        ("zh", "Request for steel · 采购"),
        ("zh", "Request…"),
        ("zh", "A 类"),
        ("en", "Notice 关于采购的请示"),
        ("en", "关于采购…"),
    ],
)
def test_what_people_wrote_and_codes_are_let_be(language: str, text: str) -> None:
    assert of_the_other([text], language, WRITTEN) == []
