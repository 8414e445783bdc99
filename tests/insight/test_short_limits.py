"""Limits under five minutes are counted on a board; several of them in a short time are one notice."""

from datetime import datetime, timedelta

from engine.insight.short_limits import BoardLine, ShortLapse, board, is_short, to_tell
from engine.people import read_directory

NOON = datetime.fromisoformat("2026-03-02T12:00:00+08:00")
DIRECTORY = read_directory({
    "people": {"ann": {"manager": "meg"}, "bob": {"manager": "meg"}, "cat": {"manager": "max"}, "meg": {}, "max": {}},
})  # fmt: skip


def lapse(minute: int, *people: str, step: str = "answer") -> ShortLapse:
    return ShortLapse(f"c{minute}", "chat", step, people or ("ann",), NOON + timedelta(minutes=minute))


def line(*minutes: int) -> BoardLine:
    (found,) = board([lapse(minute) for minute in minutes], DIRECTORY)
    return found


def test_a_limit_under_five_minutes_is_short() -> None:
    assert is_short(NOON, NOON + timedelta(seconds=299))
    assert not is_short(NOON, NOON + timedelta(minutes=5))
    assert not is_short(NOON, NOON - timedelta(seconds=1))


def test_lapses_are_counted_by_step_and_superior() -> None:
    lapses = [lapse(1), lapse(2, "bob"), lapse(3, "cat"), lapse(4, step="record")]
    found = board(lapses, DIRECTORY)
    assert [(one.step, one.superior, len(one.lapses)) for one in found] == [
        ("answer", "meg", 2), ("answer", "max", 1), ("record", "meg", 1),
    ]  # fmt: skip


def test_what_was_offered_to_people_of_two_superiors_is_on_both_lines() -> None:
    assert [one.superior for one in board([lapse(1, "ann", "bob", "cat")], DIRECTORY)] == ["max", "meg"]


def test_a_lapse_at_the_top_is_counted_and_told_to_nobody() -> None:
    (found,) = board([lapse(minute, "max") for minute in range(5)], DIRECTORY)
    assert found.superior is None and to_tell(found, None, 3) == ()


def test_the_superior_is_told_of_the_third_and_then_the_count_begins_anew() -> None:
    assert to_tell(line(1, 2), None, 3) == ()
    assert len(to_tell(line(1, 2, 3), None, 3)) == 3
    told = NOON + timedelta(minutes=3)
    assert to_tell(line(1, 2, 3, 4, 5), told, 3) == ()
    assert [one.at for one in to_tell(line(1, 2, 3, 4, 5, 6), told, 3)] == [
        NOON + timedelta(minutes=minute) for minute in (4, 5, 6)
    ]


def test_nobody_is_told_where_the_company_wants_none() -> None:
    assert to_tell(line(1, 2, 3), None, 0) == ()
