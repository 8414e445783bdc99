"""Changing what everybody rests on, calendars and organisation: only as it was looked at, and with a reason."""

from engine.runtime.refusals import Rejected


def must_be_as_seen(seen: object, there: object) -> None:
    """Raise `Rejected` `changed-meanwhile` where a change, or what it rests on, is another than the one looked at."""
    if seen != there:
        said = f"Expected {there}, as it is now, to have been looked at, but it was {seen or 'nothing'}"
        raise Rejected("changed-meanwhile", said)


def must_have_a_reason(reason: str) -> None:
    """Raise `Rejected` `comment-missing`: open deadlines follow the calendars, and people will ask why."""
    if not reason.strip():
        raise Rejected("comment-missing", "Expected why the calendars are changed, but it is empty")
