"""Values at the edge of what there is are refused with their field: they fail no turn."""

from zoneinfo import ZoneInfo

import pytest

from engine.model.fields import Field
from engine.model.values import read_value
from engine.model.wrong_values import WrongValue

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize("written", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:00-12:00", "soon"])
def test_an_instant_that_the_companys_clock_cannot_tell_is_none(written: str) -> None:
    with pytest.raises(WrongValue, match="a date and time"):
        read_value(Field(type="date_time"), written, SHANGHAI)


def test_an_instant_is_told_by_the_companys_clock() -> None:
    told = read_value(Field(type="date_time"), "2026-03-02T01:55:00Z", SHANGHAI)
    assert told.isoformat() == "2026-03-02T09:55:00+08:00"
