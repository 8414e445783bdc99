"""The page of settings is what the settings say."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from settings import Settings, table

PAGE = Path(__file__).parent.parent / "docs" / "settings.md"


def test_the_page_of_settings_is_up_to_date() -> None:
    assert table() in PAGE.read_text(encoding="utf-8"), "write it again: the table is printed by `python -m settings`"


@pytest.mark.parametrize("zone", ["Asia", "", "../etc/passwd", "x" * 3000])
def test_a_zone_that_is_none_is_refused(zone: str) -> None:
    with pytest.raises(ValidationError, match="expected a zone like Asia/Shanghai"):
        Settings(_env_file=None, zone=zone)
