"""The page of settings is what the settings say."""

from pathlib import Path

from settings import table

PAGE = Path(__file__).parent.parent / "docs" / "settings.md"


def test_the_page_of_settings_is_up_to_date() -> None:
    assert table() in PAGE.read_text(encoding="utf-8"), "write it again: the table is printed by `python -m settings`"
